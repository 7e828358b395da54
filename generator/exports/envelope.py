"""What stands around the records in every JSON file of ours: the schema, the version, the licences."""

from __future__ import annotations

import json
from posixpath import dirname, relpath
from typing import Any

from generator import licences
from generator.citation import LICENCE

VERSION = 1
"""Grows whenever a key or column goes or changes its meaning, and the folder with it; new ones may come at any time."""
LICENCES = {"facts": licences.FACTS, "texts": LICENCE}
"""By SPDX; a text that names another licence in `licence` has that one."""


def schema(name: str) -> str:
    """Where the schema of a kind of file stands, below `data/v1/`."""
    return f"schemas/{name}.schema.json"


def artifact(path: str, kind: str, **values: Any) -> tuple[str, bytes]:
    """A file of records at a path below `data/v1/`, and its content."""
    around = {"$schema": relpath(schema(kind), dirname(path) or "."), "version": VERSION, "licences": LICENCES}
    return path, (json.dumps(around | values, ensure_ascii=False, indent=1) + "\n").encode()
