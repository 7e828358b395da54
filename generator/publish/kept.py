"""Which pages stand as they would be made again: those whose value is the same, and whose files nobody has touched since.

What is remembered of a page is a hash of its value and, of each of its files, size and time. It is believed as a whole or
not at all: it names the program, the configuration and the packages that made it, and carries a hash of its own.
"""

from __future__ import annotations

import hashlib
import io
import json
import pickle
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from generator import keys, output

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.pages import Page

    State = tuple[int, int]
    Entry = tuple[str, tuple[State, ...]]

PLACE = "pages.json"


def recall(cache: Path, known_by: str) -> dict[str, Entry]:
    """Path of each page → its key and the states of its files when it was made; empty where nothing can be believed."""
    try:
        found = json.loads((cache / PLACE).read_bytes())
        if found["known by"] != known_by or found["hash"] != _hash(found["pages"]):
            return {}
        return {path: (key, tuple((size, time) for size, time in states)) for path, (key, states) in found["pages"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def keep(cache: Path, known_by: str, pages: Mapping[str, Entry]) -> None:
    """Remember these pages in place of all others."""
    values = json.loads(json.dumps(pages))
    output.write_file(cache, PLACE, json.dumps({"known by": known_by, "hash": _hash(values), "pages": values}).encode())


def key(page: Page) -> str:
    """A hash of everything that a page shows: equal for equal pages in any process."""
    written = io.BytesIO()
    writer = _Writer(written, pickle.HIGHEST_PROTOCOL)
    writer.fast = True  # Whether two equal texts are one object says nothing of a page.
    writer.dump(page)
    return hashlib.blake2b(written.getvalue(), digest_size=keys.SIZE).hexdigest()


def states(files: Iterable[Path]) -> tuple[State, ...]:
    """Size and time of each file; an OSError where one is not there."""
    found = (path.stat(follow_symlinks=False) for path in files)
    return tuple((state.st_size, state.st_mtime_ns) for state in found)


def stands(entry: Entry | None, known_by: str, files: Iterable[Path]) -> bool:
    """Whether a page with this key was made before and its files are as they were left."""
    try:
        return entry is not None and entry[0] == known_by and entry[1] == states(files)
    except OSError:
        return False


def _hash(values: object) -> str:
    return keys.of([json.dumps(values, sort_keys=True).encode()])


class _Writer(pickle.Pickler):
    """Writes values so that they can be told apart; nobody reads them back.

    Of records only their fields count, not which of them an author gave. Sets have no order, and another one in each process.
    """

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, BaseModel):
            return type(value), (), {name: sorted(each) if isinstance(each, frozenset) else each for name, each in vars(value).items()}
        return NotImplemented
