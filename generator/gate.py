"""A change judged by git alone, before any file of it is read: which kind of change it is, and whether it may come in.

A change is `content` where every path that it touches lies below the content folders; whatever else it touches, it is `code`.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import changes, characters, source
from generator.diagnostics import Finding, Location, in_order, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.changes import Entry

FILE, EXECUTABLE_FILE, LINK = "100644", "100755", "120000"
MOST_CHANGED = 1_000
"""Files in one change; more than anybody can look through."""
LARGEST = {"picture": source.MOST_PICTURE}
"""Kinds of files that may be larger than a record: bytes."""

EXECUTABLE = rule(
    "executable-file",
    "Content is read and never run; a file that may be run has no place in it.",
    bad="`case.yml` with mode 100755",
    good="`case.yml` with mode 100644",
)
NOT_A_FILE = rule(
    "not-a-plain-file",
    "A submodule brings in another repository, which nobody here has looked at.",
    bad="`cases/de/herrenberg-stadtnavi` as a submodule",
    good="`cases/de/herrenberg-stadtnavi` as a folder with files",
)
TOO_MUCH = rule(
    "too-much-changed",
    "Somebody looks through every change before it is published.",
    bad=f"a proposal with {2 * MOST_CHANGED:,} files",
    good=f"several proposals, each with {MOST_CHANGED:,} files at most",
)
SAME_NAME = rule(
    "name-differs-by-case",
    "On Windows and macOS two names that differ by small and capital letters are one file: a checkout there loses one of them.",
    bad="`text.pt-BR.md` beside `text.pt-br.md`",
    good="`text.pt-BR.md`",
)


@dataclass(frozen=True)
class Judged:
    """What the gate says of a change: `content` or `code`, how many files it touches, and what is wrong with those of the content."""

    kind: str
    files: int
    findings: tuple[Finding, ...]


def judge(root: Path, base: str, head: str = "HEAD") -> Judged:
    """The change from one revision to another, in the repository whose top is `root`; GitError where git knows one of them not."""
    entries = changes.between(root, base, head)
    touched = [entry for entry in entries if is_content(entry.path) or entry.path in source.CONTENT]
    findings = [finding for entry in touched if entry.mode for finding in _of_entry(entry)]
    if len(touched) > MOST_CHANGED:
        findings = [TOO_MUCH.at(Location(touched[0].path.partition("/")[0]), files=len(touched), most=MOST_CHANGED)]
    else:
        findings += _of_folders(
            changes.tree(root, head, *source.CONTENT), {posixpath.dirname(entry.path) for entry in touched if entry.mode}
        )
    return Judged(kind_of(entry.path for entry in entries), len(entries), in_order(findings))


def kind_of(paths: Iterable[str]) -> str:
    """`content` where all paths are files below the content folders, else `code`."""
    return "content" if all(map(is_content, paths)) else "code"


def is_content(path: str) -> bool:
    """Whether a path leads to a file below a content folder, and cannot lead out of it."""
    folder, *parts = path.split("/")
    return folder in source.CONTENT and bool(parts) and "\\" not in path and not {"", ".", ".."} & set(parts)


def _of_entry(entry: Entry) -> Iterator[Finding]:
    """What is wrong with one path, by its name, mode and size."""
    place = Location(characters.printable(entry.path))
    if entry.mode != FILE:
        broken = {LINK: source.SYMLINK, EXECUTABLE_FILE: EXECUTABLE}.get(entry.mode, NOT_A_FILE)
        yield broken.at(place)
        return
    found = source.recognise(entry.path)
    if isinstance(found, Finding):
        yield found
        return
    most = LARGEST.get(found.kind, source.MOST_YAML)
    if entry.size > most:
        yield source.TOO_LARGE.at(place, size=entry.size, most=most)


def _of_folders(paths: Iterable[str], touched: set[str]) -> Iterator[Finding]:
    """What is wrong with the folders that a change puts files into: too many in one, or two with the same name for some systems."""
    beside: dict[str, list[str]] = {folder: [] for folder in touched}
    names: Counter[str] = Counter()
    for path in paths:
        names[path.casefold()] += 1
        beside.get(posixpath.dirname(path), []).append(path)
    for folder, inside in beside.items():
        most = source.MOST_CITIES if folder.endswith("/cities") else source.MOST_FILES
        if len(inside) > most:
            yield source.TOO_MANY.at(Location(characters.printable(folder)), most=most)
        for path in inside:
            if names[path.casefold()] > 1:
                yield SAME_NAME.at(Location(characters.printable(path)))
