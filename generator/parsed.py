"""What content files say, kept by the hashes of their bytes, so that YAML and Markdown are read once.

Only files in which nothing was found are kept: of others everything is told again. Readers get what they would get without
this, and models still validate every value. What is kept lies in many small files, so that a change writes few of them anew.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from generator import keys, markdown, output, remembered, source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.diagnostics import Finding
    from generator.source import Document

PLACE = "cache/parsed"
SHELVES = 256
"""Files over which what is kept is spread."""


@dataclass
class _Kept:
    """The hash of the bytes of a file and the values of its YAML; the hash of its body and the sections there, once asked for."""

    hash: str
    data: Any
    body: str = ""
    sections: tuple[markdown.Section, ...] = ()


_SHELF = TypeAdapter(dict[str, _Kept])


class Parsed:
    """Reads files and bodies as `source.parse` and `markdown.sections` do, or from what is kept below `build/` of a folder."""

    def __init__(self, root: Path) -> None:
        self._folder = root / output.BUILD
        self._known_by = keys.program(keys.DECIDING)
        self._before = dict(self._recalled())
        self._now: dict[str, _Kept] = {}
        self._fresh: set[str] = set()

    def parse(self, found: Document, content: bytes) -> tuple[Document | None, list[Finding]]:
        """A recognised file and its bytes → the document they hold, and what is wrong with them."""
        known, digest = self._before.get(found.path), keys.of([content])
        if known and known.hash == digest:
            self._now[found.path] = known
            return source.with_data(found, content.decode(), known.data), []
        document, findings = source.parse(found, content)
        if document and not findings and not document.variants and document.text.encode() == content:
            self._now[found.path] = _Kept(digest, document.tree.data)
            self._fresh.add(found.path)
        return document, findings

    def sections(self, path: str, body: str, first_line: int = 1) -> tuple[tuple[markdown.Section, ...], list[Finding]]:
        """The sections of the body of a file, and what is wrong with it."""
        known, digest = self._now.get(path), keys.of([body.encode(), str(first_line).encode()])
        if known and known.body == digest:
            return known.sections, []
        found, findings = markdown.sections(path, body, first_line)
        if known and not findings:
            known.body, known.sections = digest, found
            self._fresh.add(path)
        return found, findings

    def keep(self) -> None:
        """Remember what was read in place of what was kept before."""
        shelves: dict[str, dict[str, _Kept]] = defaultdict(dict)
        for path, each in self._now.items():
            shelves[_shelf(path)][path] = each
        for shelf in {_shelf(path) for path in self._fresh | (self._before.keys() - self._now.keys())}:
            remembered.keep_text(self._folder, shelf, self._known_by, _SHELF.dump_json(shelves[shelf]))

    def _recalled(self) -> Iterator[tuple[str, _Kept]]:
        for number in range(SHELVES):
            written = remembered.recall_text(self._folder, f"{PLACE}/{number:02x}.json", self._known_by)
            with suppress(ValidationError):
                yield from _SHELF.validate_json(written or b"{}").items()


def _shelf(path: str) -> str:
    """The file in which a file is kept: the same for all files of a folder."""
    return f"{PLACE}/{hashlib.blake2b(path.rpartition('/')[0].encode(), digest_size=1).hexdigest()}.json"
