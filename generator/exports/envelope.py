"""What stands around the records in every JSON file of ours: the schema, the version, the licences."""

from __future__ import annotations

import json
from posixpath import dirname, relpath
from typing import TYPE_CHECKING, Any

from generator import licences
from generator.citation import LICENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSION = 1
"""Grows whenever a key or column goes or changes its meaning, and the folder with it; new ones may come at any time."""
LICENCES = {"facts": licences.FACTS, "texts": LICENCE}
"""By SPDX; a text that names another licence in `licence` has that one."""


def schema(name: str) -> str:
    """Where the schema of a kind of file stands, below `data/v1/`."""
    return f"schemas/{name}.schema.json"


def artifact(path: str, kind: str, **values: Any) -> tuple[str, bytes]:
    """A file of records at a path below `data/v1/`, and its content."""
    return path, written(_around(path, kind) | values) + b"\n"


def artifact_of_one(path: str, kind: str, record: bytes) -> tuple[str, bytes]:
    """A file about a single record that is `written` already, under the name of its kind."""
    return path, b"".join((_begun(path, kind), _deeper(record, 1), b"\n}\n"))


def artifact_of_all(path: str, kind: str, records: Sequence[bytes]) -> tuple[str, bytes]:
    """A file of records that are `written` already, under the name of their kind."""
    if not records:
        return artifact(path, kind, **{kind: []})
    return path, b"".join((_begun(path, kind), b"[\n  ", b",\n  ".join(_deeper(each, 2) for each in records), b"\n ]\n}\n"))


def written(value: Any) -> bytes:
    """Values as all our JSON has them: a line for each, a space for each level, characters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _around(path: str, kind: str) -> dict[str, Any]:
    return {"$schema": relpath(schema(kind), dirname(path) or "."), "version": VERSION, "licences": LICENCES}


def _begun(path: str, kind: str) -> bytes:
    """A file up to where the value under the name of its kind begins."""
    return written(_around(path, kind)).removesuffix(b"\n}") + f',\n "{kind}": '.encode()


def _deeper(value: bytes, levels: int) -> bytes:
    """JSON as it stands so many levels deeper. No text in it holds the end of a line: there it is escaped."""
    return value.replace(b"\n", b"\n" + b" " * levels)
