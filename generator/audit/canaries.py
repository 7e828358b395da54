"""Texts that must be in no published byte: as they are, as pages and data escape them, and within what is compressed."""

from __future__ import annotations

import gzip
import html
import io
import json
import zipfile
import zlib
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.audit.reading import of_offset
from generator.diagnostics import Location, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diagnostics import Finding

CANARY = rule(
    "site-canary",
    "A text was put where nothing may be published from. That it stands on the site shows that something got out.",
    bad="the text of `--canary` on a page, in data or in an archive",
    good="a site without this text",
)
MOST_UNPACKED = 200_000_000
"""Bytes that are looked through in one archive."""
DEEPEST = 3
"""Archives within archives."""


def findings(path: str, content: bytes, canaries: tuple[str, ...]) -> Iterator[Finding]:
    """Each canary that is in a file, once, by its number: what it says is not repeated."""
    for number, canary in enumerate(canaries, start=1):
        offset = _first(content, canary)
        if offset >= 0:
            yield CANARY.at(of_offset(path, content, offset, 1), number=number)
        elif any(_first(inner, canary) >= 0 for inner in _unpacked(content)):
            yield CANARY.at(Location(path), number=number)


def _first(content: bytes, canary: str) -> int:
    found = [content.find(form) for form in _forms(canary)]
    return min((offset for offset in found if offset >= 0), default=-1)


@cache
def _forms(canary: str) -> frozenset[bytes]:
    """The bytes that a text can become on its way to the site."""
    texts = {canary, html.escape(canary), json.dumps(canary)[1:-1], json.dumps(canary, ensure_ascii=False)[1:-1], quote(canary)}
    return frozenset({text.encode() for text in texts} | {canary.encode("utf-16-le"), canary.encode("utf-16-be")})


def _unpacked(content: bytes, depth: int = 0) -> Iterator[bytes]:
    """What is compressed in a file, as far as it can be unpacked."""
    for inner in _members(content) if depth < DEEPEST else ():
        yield inner
        yield from _unpacked(inner, depth + 1)


def _members(content: bytes) -> Iterator[bytes]:
    try:
        if content.startswith(b"\x1f\x8b"):
            yield gzip.GzipFile(fileobj=io.BytesIO(content)).read(MOST_UNPACKED)
        elif content.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                left = MOST_UNPACKED
                for member in archive.infolist():
                    with archive.open(member) as file:
                        inner = file.read(left)
                    left -= len(inner)
                    yield inner
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return
