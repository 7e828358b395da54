"""Putting right what is certain: only the spans concerned change, every other byte stays."""

from __future__ import annotations

import difflib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import characters, output

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.diagnostics import Finding


@dataclass(frozen=True)
class Change:
    """A file before and after its certain mistakes are put right."""

    path: str
    before: str
    after: str

    def diff(self) -> Iterator[str]:
        """The lines that change, as `diff -u` shows them, safe to print: the character that goes may be one that moves the cursor."""
        before, after = self.before.split("\n"), self.after.split("\n")
        for line in difflib.unified_diff(before, after, f"a/{self.path}", f"b/{self.path}", n=1, lineterm=""):
            yield characters.printable(line.removesuffix("\r"), keep="\t")


def changes(root: Path, findings: Iterable[Finding]) -> Iterator[Change]:
    """What `iscn check --fix` would write: one change a file, in the order of paths."""
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.certain and finding.fix is not None:
            by_file[finding.location.path].append(finding)
    for path, mistakes in sorted(by_file.items()):
        before = (root / path).read_bytes().decode("utf-8")
        after = _put_right(before, mistakes)
        if after != before:
            yield Change(path, before, after)


def apply(root: Path, change: Change) -> None:
    """Write the file beside and swap it in."""
    output.write_file(root, change.path, change.after.encode())


def _put_right(text: str, mistakes: Iterable[Finding]) -> str:
    """The text with each span replaced; of two that overlap the first one wins."""
    lines = text.split("\n")
    chosen: list[Finding] = []
    for finding in sorted(mistakes, key=lambda each: each.location):
        place, last = finding.location, chosen[-1].location if chosen else None
        free_from = last.end_column if last and last.line == place.line else 1
        if place.end_line == place.line and place.column >= free_from and place.end_column <= len(lines[place.line - 1]) + 1:
            chosen.append(finding)
    for finding in reversed(chosen):
        place = finding.location
        line = lines[place.line - 1]
        lines[place.line - 1] = line[: place.column - 1] + (finding.fix or "") + line[place.end_column - 1 :]
    return "\n".join(lines)
