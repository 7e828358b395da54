"""What stands around the records in every JSON file of ours: the schema, the version, the licences."""

from __future__ import annotations

import json
from functools import partial
from posixpath import dirname, relpath
from typing import TYPE_CHECKING, Any

from generator import licences
from generator.citation import LICENCE
from generator.exports.planned import Joined, key, planned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.exports.planned import Planned

VERSION = 1
"""Grows whenever a key or column goes or changes its meaning, and the folder with it; new ones may come at any time."""
LICENCES = {"facts": licences.FACTS, "texts": LICENCE}
"""By SPDX; a text that names another licence in `licence` has that one."""
END_OF_ONE = b"\n}\n"


def schema(name: str) -> str:
    """Where the schema of a kind of file stands, below `data/v1/`."""
    return f"schemas/{name}.schema.json"


def plan_of(path: str, kind: str, **values: Any) -> Planned:
    """A file of records at a path below `data/v1/`."""
    return planned(path, _around(path, kind) | values, lambda each: written(each) + b"\n")


def plan_of_one(path: str, kind: str, record: Mapping[str, Any]) -> Planned:
    """A file about a single record, under the name of its kind."""
    return planned(path, record, lambda each: b"".join((_begun(path, kind), _deeper(written(each), 1), END_OF_ONE)))


def plan_of_all(path: str, name: str, kind: str, each: Mapping[str, str]) -> Joined:
    """A file of all records under a name, of which each file, by its path and its key, holds one under the name of its kind.

    The records are taken from there as they are written: to write so many again would take longer than all else.
    """
    return Joined(path, key(each), tuple(each), partial(_joined, path, name, kind, tuple(each)))


def written(value: Any) -> bytes:
    """Values as all our JSON has them: a line for each, a space for each level, characters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _around(path: str, kind: str) -> dict[str, Any]:
    return {"$schema": relpath(schema(kind), dirname(path) or "."), "version": VERSION, "licences": LICENCES}


def _begun(path: str, kind: str) -> bytes:
    """A file up to where the value under the name of its kind begins."""
    return written(_around(path, kind)).removesuffix(b"\n}") + f',\n "{kind}": '.encode()


def _joined(path: str, name: str, kind: str, of: Sequence[str], contents: Iterable[bytes]) -> Iterator[bytes]:
    """The file of all, piece by piece, from the paths and the contents of files about one."""
    yield _begun(path, name) + b"["
    for number, (each, content) in enumerate(zip(of, contents, strict=True)):
        record = content.removeprefix(_begun(each, kind)).removesuffix(END_OF_ONE)
        yield (b",\n  " if number else b"\n  ") + _deeper(record, 1)
    yield b"\n ]\n}\n" if of else b"]\n}\n"


def _deeper(value: bytes, levels: int) -> bytes:
    """JSON as it stands so many levels deeper. No text in it holds the end of a line: there it is escaped."""
    return value.replace(b"\n", b"\n" + b" " * levels)
