"""Bytes of a picture → the copies that are published, made by a program of its own with limits of memory and time."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from generator.pictures import header

if TYPE_CHECKING:
    from generator.pictures.header import Header

WIDTHS = (360, 720, 1200)
"""Pixels. A page shows a picture 42rem wide at most, which is 672: on a telephone, on a screen, on one with twice the pixels."""
PROGRAM = Path(__file__).with_name("encode.py")
MOST_SECONDS = 120
"""By the clock, where the machine has other things to do."""


@dataclass(frozen=True)
class Copy:
    """A copy as pages name it: pixels, and the hash of its bytes."""

    width: int
    height: int
    hash: str


@dataclass(frozen=True)
class Made:
    """What became of a picture: the bytes of its copies by themselves, none where it is broken; and whether the file tells more than it shows."""

    copies: tuple[tuple[Copy, bytes], ...] = ()
    tells: bool = False


def make(content: bytes, picture: Header) -> Made:
    """The copies of a picture, the narrowest first; without any where it cannot be unpacked, or not within the limits."""
    command = [sys.executable, "-I", str(PROGRAM), picture.kind, *map(str, (picture.width, picture.height, *WIDTHS))]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=MOST_SECONDS, check=True)
        return from_values(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return Made()


def edition() -> str:
    """Hash of everything besides the picture on which its copies depend."""
    parts = (PROGRAM.read_bytes(), metadata.version("pillow").encode(), repr(WIDTHS).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def from_values(text: bytes) -> Made:
    """What `as_values` or the program wrote; ValueError where it is something else."""
    try:
        values = json.loads(text)
        return Made(tuple(_copy(base64.b64decode(each, validate=True)) for each in values["copies"]), values["tells"] is True)
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError("not what is made of a picture") from error


def as_values(made: Made) -> bytes:
    """The same as JSON, to be kept."""
    return json.dumps({"tells": made.tells, "copies": [base64.b64encode(data).decode() for _, data in made.copies]}).encode()


def _copy(data: bytes) -> tuple[Copy, bytes]:
    """A copy by what its own bytes say; ValueError where they are no WebP."""
    found = header.read("copy.webp", data)
    if not isinstance(found, header.Header):
        raise ValueError("not a copy of a picture")  # noqa: TRY004 - the value is wrong, the type says so
    return Copy(found.width, found.height, found.hash[:12]), data
