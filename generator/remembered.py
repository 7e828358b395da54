"""What was found out before, in a file below `build/cache/`: as JSON, never as pickle, so that nobody can have the program run something.

It is believed as a whole or not at all. It names what it is known by, a hash of everything else on which it depends, and
carries a hash of its own: what was damaged, made by another version or by somebody else is as good as not there.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from generator import output

if TYPE_CHECKING:
    from pathlib import Path


def recall(folder: Path, place: str, known_by: str) -> Any:
    """The values that were kept at a place under this key; None where there are none that can be believed."""
    try:
        return json.loads(recall_text(folder, place, known_by))
    except ValueError:
        return None


def recall_text(folder: Path, place: str, known_by: str) -> bytes:
    """The same as JSON; empty where there is nothing that can be believed."""
    try:
        key, own, written = (folder / place).read_bytes().split(b"\n", 2)
    except (OSError, ValueError):
        return b""
    return written if key == known_by.encode() and own == _hash(key, written) else b""


def keep(folder: Path, place: str, known_by: str, values: Any) -> None:
    """Keep them in the place of what was kept before; a folder that cannot be written to is no reason to stop."""
    keep_text(folder, place, known_by, json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def keep_text(folder: Path, place: str, known_by: str, written: bytes) -> None:
    """The same for values that are JSON already."""
    key = known_by.encode()
    with suppress(OSError):
        output.write_file(folder, place, b"\n".join((key, _hash(key, written), written)))


def _hash(key: bytes, written: bytes) -> bytes:
    return hashlib.sha256(key + b"\n" + written).hexdigest().encode()
