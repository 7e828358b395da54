"""What is known before content is checked: nothing; what is kept below `build/`; or what a program that stays holds in memory.

In each case the same comes out.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, TypeVar

from generator import markdown, source
from generator.parsed import Parsed
from generator.proven import keep, recall, told_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from generator.catalog import CaseEntry, Catalog, Settings
    from generator.diagnostics import Finding
    from generator.markdown import Section
    from generator.source import Document

    Found = list[Finding]
    State = tuple[int, ...]

Made = TypeVar("Made")

SETTLED = 2_000_000_000
"""Nanoseconds after which a file that is saved once more has another time, however coarse the clock of its file system is."""


class Nothing:
    """Everything is read, loaded and checked."""

    def read_file(self, root: Path, path: str) -> tuple[Document | None, Found]:
        """See `source.read_file`."""
        return source.read_file(root, path)

    def sections(self, path: str, body: str, first_line: int = 1) -> tuple[tuple[Section, ...], Found]:
        """See `markdown.sections`."""
        return markdown.sections(path, body, first_line)

    def once(self, make: Callable[..., tuple[Made, Found]], document: Document, *more: object) -> tuple[Made, Found]:
        """What a function makes of a document, and what it finds wrong with it."""
        return make(document, *more)

    def proven(self, catalog: Catalog) -> Collection[str]:  # noqa: ARG002 - of whichever
        """The cases in which nothing is found by checks that look at each alone."""
        return ()

    def keep(self, catalog: Catalog, findings: Collection[Finding]) -> None:
        """Remember it for the next time."""


class Kept(Nothing):
    """What files say, and in which cases nothing is wrong, is kept by hashes of their bytes."""

    def __init__(self, root: Path) -> None:
        self._root, self._parsed = root, Parsed(root)

    def read_file(self, root: Path, path: str) -> tuple[Document | None, Found]:
        return source.read_file(root, path, self._parsed.parse)

    def sections(self, path: str, body: str, first_line: int = 1) -> tuple[tuple[Section, ...], Found]:
        return self._parsed.sections(path, body, first_line)

    def proven(self, catalog: Catalog) -> Collection[str]:
        return recall(self._root, catalog)

    def keep(self, catalog: Catalog, findings: Collection[Finding]) -> None:
        self._parsed.keep()
        keep(self._root, catalog, findings)


class Held(Kept):
    """Documents, records and texts are held until the next time, and taken again for files that nobody has touched since.

    The first time it begins with what is kept below `build/`.
    """

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self._read: dict[str, tuple[State, tuple[Document | None, Found]]] = {}
        self._made: dict[tuple[str, object], tuple[Document, tuple[object, ...], tuple[Any, Found]]] = {}
        self._settings: Settings | None = None
        self._proven: dict[str, tuple[object, ...]] = {}

    def read_file(self, root: Path, path: str) -> tuple[Document | None, Found]:
        state = _state(root / path)
        known = self._read.get(path)
        if known is None or not state or known[0] != state:
            known = self._read[path] = state, super().read_file(root, path)
        return known[1]

    def once(self, make: Callable[..., tuple[Made, Found]], document: Document, *more: object) -> tuple[Made, Found]:
        known = self._made.get((document.path, make))
        if known is None or known[0] is not document or known[1] != more:
            known = self._made[document.path, make] = document, more, make(document, *more)
        return known[2]

    def proven(self, catalog: Catalog) -> Collection[str]:
        if self._settings is None:
            return super().proven(catalog)
        if self._settings != catalog.settings:
            return ()
        now = _behind(catalog, self._proven.keys() & catalog.cases.keys())
        return {name for name, behind in now.items() if _same(behind, self._proven[name])}

    def keep(self, catalog: Catalog, findings: Collection[Finding]) -> None:
        if self._settings is None:
            super().keep(catalog, findings)
        self._settings = catalog.settings
        self._proven = _behind(catalog, catalog.cases.keys() - told_of(findings))


def _state(path: Path) -> State:
    """What the system says of a file that was not saved a moment ago; nothing of any other, which is read again."""
    try:
        found = path.lstat()
    except OSError:
        return ()
    times = found.st_mtime_ns, found.st_ctime_ns
    return (found.st_mode, found.st_ino, found.st_size, *times) if max(times) < time.time_ns() - SETTLED else ()


def _behind(catalog: Catalog, names: Iterable[str]) -> dict[str, tuple[object, ...]]:
    """Each of these cases → the records and texts that stand behind it, the cities that it names among them."""

    def behind(case: CaseEntry) -> Iterator[object]:
        yield from (case.facts, *case.texts.values())
        yield from (catalog.cities[city].facts for city in case.facts.cities if city in catalog.cities)

    return {name: tuple(behind(catalog.cases[name])) for name in names}


def _same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    """Whether these are the very same values."""
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))
