"""The knowledge base as it was in a revision: read from git's objects, without touching a file of the working copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator import changes, load, source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.catalog import Catalog, Settings
    from generator.source import Document, Reading

PLAIN = frozenset({"100644", "100755"})
"""Modes of ordinary files; links and submodules are no content."""


@dataclass(frozen=True)
class State:
    """A revision under the name by which somebody asked for it.

    `broken` are paths that could not be read, `in_part` those of which some values could not.
    """

    name: str
    catalog: Catalog
    broken: frozenset[str] = frozenset()
    in_part: frozenset[str] = frozenset()

    def is_broken(self, path: str) -> bool:
        return path in self.broken

    def places(self, kind: str) -> Mapping[str, Any]:
        """Countries or cities by their ids."""
        return self.catalog.countries if kind == "country" else self.catalog.cities


def state(root: Path, revision: str, settings: Settings) -> State:
    """The content of a revision below `root`, with the settings of today; GitError where git does not give it."""
    there = [entry for entry in changes.files(root, revision, *source.CONTENT) if not _is_left_out(entry.path)]
    fit = [entry for entry in there if entry.mode in PLAIN and entry.size <= source.MOST_YAML]
    reading = source.with_files(source.Reading((), ()), dict(changes.contents(root, fit)))
    catalog, _ = load.load(reading, settings)
    used = {document.path: document for document in _documents(catalog)}
    lost = {entry.path for entry in there} - {entry.path for entry in fit} | set(reading.broken) | _unused(reading, used)
    in_part = frozenset(path for path, document in used.items() if document.tree.wrong)
    return State(revision, catalog, frozenset(lost), in_part)


def _is_left_out(path: str) -> bool:
    """Hidden files, which nobody reads as content, and pictures, which are no words or facts."""
    return path.endswith(source.PICTURES) or any(part.startswith(".") for part in path.split("/"))


def _documents(catalog: Catalog) -> Iterator[Document]:
    for entry in (*catalog.cases.values(), *catalog.countries.values(), *catalog.cities.values()):
        yield entry.document
    for written in (catalog.cases, catalog.countries, catalog.pages):
        for each in written.values():
            yield from (text.document for text in each.texts.values())


def _unused(reading: Reading, used: Mapping[str, Document]) -> set[str]:
    """Files that could be read and are no record or text all the same."""
    return {document.path for document in reading.documents if document.kind != "origins"} - set(used)
