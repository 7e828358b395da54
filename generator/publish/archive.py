"""Files in one archive whose bytes follow from their paths and contents alone."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first day that the format knows: no clock comes into it."""
UNIX = 3
READABLE = 0o100644 << 16
"""A plain file that its owner can change and everybody can read, where the format keeps the mode of Unix."""
SMALLEST = 9


def archive(folder: str, files: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP in which files stand below one folder, in the order of their paths; a path that leads out of it is a ValueError."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        for path, content in sorted(files):
            packed.writestr(_entry(folder, path), content, zipfile.ZIP_DEFLATED, SMALLEST)
    return written.getvalue()


def _entry(folder: str, path: str) -> zipfile.ZipInfo:
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or "\\" in path or ":" in path:
        raise ValueError(path)
    entry = zipfile.ZipInfo(f"{folder}/{path}", EARLIEST)
    entry.create_system, entry.external_attr = UNIX, READABLE
    return entry
