"""Which pages stand as they would be made again: those that show the same, and whose files nobody has touched since.

What is remembered of a page is a hash of its value and, of each of its files, size and time; of some pages also what was
looked at to make them, so that they need not even be thought out.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from generator import keys, remembered, touched

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.pages import Page
    from generator.touched import State
    from generator.watched import Thing, Watch

PLACE = "pages.json"


@dataclass(frozen=True)
class Kept:
    """What is remembered of a page.

    `key` is the hash of its value. `seen` are the things that it was made from, and `state` what they were then; there are
    none where a page is thought out every time. `searched`: it is in the search index. `languages` are those in which search
    engines are told of it; None where they are not. `files` are sizes and times.
    """

    key: str
    seen: tuple[Thing, ...]
    state: str
    searched: bool
    languages: tuple[str, ...] | None
    files: tuple[State, ...] = ()

    def stands(self, watch: Watch) -> bool:
        """Whether all that the page was made from is as it was; never known of a page that is thought out every time."""
        return bool(self.seen) and self.state == watch.together(self.seen)

    def left(self, files: Iterable[Path]) -> Kept:
        """The same with its files as they are now left; an OSError where one is not there."""
        return replace(self, files=touched.states(files))

    def untouched(self, files: Iterable[Path]) -> bool:
        """Whether the files of the page are as they were left."""
        return touched.untouched(self.files, files)


def known(page: Page, watch: Watch, seen: Iterable[Thing]) -> Kept:
    """What there is to remember of a page that was thought out by looking at these things; its files are still to be made."""
    things = tuple(sorted(seen))
    there = None if page.template == "notice" else tuple(each.language for each in page.versions if each.kind != "missing")
    return Kept(key(page), things, watch.together(things), page.search is not None, there)


def recall(cache: Path, known_by: str) -> dict[str, Kept]:
    """Path of each page → what is remembered of it; empty where nothing can be believed."""
    try:
        return {path: _kept(*values) for path, values in (remembered.recall(cache, PLACE, known_by) or {}).items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def keep(cache: Path, known_by: str, pages: Mapping[str, Kept]) -> None:
    """Remember these pages in place of all others."""
    values = {path: (each.key, each.seen, each.state, each.searched, each.languages, each.files) for path, each in pages.items()}
    remembered.keep(cache, PLACE, known_by, values)


def key(page: Page) -> str:
    """A hash of everything that a page shows: equal for equal pages in any process."""
    written = io.BytesIO()
    writer = _Writer(written, pickle.HIGHEST_PROTOCOL)
    writer.fast = True  # Whether two equal texts are one object says nothing of a page.
    writer.dump(page)
    return hashlib.blake2b(written.getvalue(), digest_size=keys.SIZE).hexdigest()


def _kept(key: str, seen: Any, state: str, searched: bool, languages: Any, files: Any) -> Kept:  # noqa: FBT001 - as they were written
    there = None if languages is None else tuple(languages)
    return Kept(key, tuple((kind, name) for kind, name in seen), state, searched, there, tuple((size, time) for size, time in files))


class _Writer(pickle.Pickler):
    """Writes values so that they can be told apart; nobody reads them back.

    Of records only their fields count, not which of them an author gave. Sets have no order, and another one in each process.
    """

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, BaseModel):
            return type(value), (), {name: sorted(each) if isinstance(each, frozenset) else each for name, each in vars(value).items()}
        return NotImplemented
