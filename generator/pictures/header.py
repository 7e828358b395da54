"""What the first bytes of a picture say: which kind it is and how large. Nothing is unpacked, so nothing can be a bomb.

Kinds and sizes stand where the formats put them: PNG (W3C), JPEG (ITU-T T.81) and WebP (RFC 9649). A few bytes are read in
Python, before any decoder in C sees the file: Pillow itself makes room for all pixels of a WebP when it opens one.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.diagnostics import Location, Severity, rule

if TYPE_CHECKING:
    from generator.diagnostics import Finding

MOST_PIXELS = 40_000_000
"""More than a telephone takes as a rule; unpacked 160 MB."""
LONGEST_SIDE = 12_000
MOST_SCANS = 100
"""Passes in which a JPEG is drawn; usual are one or ten. Each goes over all pixels, however few bytes it has."""
MOST_CHUNKS = 4_000

NOT_A_PICTURE = rule(
    "not-a-picture",
    "Only photographs and drawings made of pixels are published: other files can hold programs, or send readers elsewhere.",
    bad="a drawing in SVG, or a web page, saved as `map.png`",
    good="the drawing saved again as PNG, JPEG or WebP",
)
MISNAMED = rule(
    "picture-misnamed",
    "A name that says something else than the file leads programs and people astray.",
    bad="a JPEG with the name `map.png`",
    good="the same file with the name `map.jpg`, also under `images`",
)
TOO_LARGE = rule(
    "picture-too-large",
    "A small file can claim so many pixels that no machine can unpack it; no page shows more than a part of them.",
    bad="a picture `map.png` of 30,000 by 30,000 pixels",
    good=f"the same picture made smaller: {MOST_PIXELS // 1_000_000} million pixels at most, no side above {LONGEST_SIDE:,}",
)
MOVES = rule(
    "picture-animated",
    "Nothing on a page moves unless the reader moves it.",
    bad="`map.webp` with three pictures that take turns",
    good="`map.webp` with one picture",
)
BROKEN = rule(
    "picture-broken",
    "What cannot be unpacked cannot be shown: often a download that broke off.",
    bad="the first half of `map.jpg`",
    good="`map.jpg` whole",
)
TELLS = rule(
    "picture-tells-more",
    "Cameras write into a file where they were and which one they are. Readers never get that, but everybody gets the repository.",
    Severity.warning,
    bad="`square.jpg` as it came from a telephone",
    good="`square.jpg` saved again without details of the place and the camera",
)

PNG, JPEG, WEBP = "png", "jpg", "webp"
_STARTS = ((PNG, b"\x89PNG\r\n\x1a\n"), (JPEG, b"\xff\xd8\xff"))


class UnreadableError(ValueError):
    """The header of a picture breaks off, or says what no picture says."""


@dataclass(frozen=True)
class Header:
    """A picture as its first bytes describe it: `png`, `jpg` or `webp`, pixels as they are stored, and the hash of the file."""

    kind: str
    width: int
    height: int
    hash: str


def read(path: str, content: bytes) -> Header | Finding:
    """The header of the file at a path, or what keeps it from being published."""
    place, kind = Location(path), kind_of(content)
    if not kind:
        return NOT_A_PICTURE.at(place)
    if not path.endswith(f".{kind}"):
        name = path.rpartition("/")[2]
        return MISNAMED.at(place, file=name, kind=kind.upper(), name=f"{name.rpartition('.')[0]}.{kind}")
    try:
        width, height, moves = _READERS[kind](content)
    except (UnreadableError, struct.error):
        return BROKEN.at(place)
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        return TOO_LARGE.at(place, width=width, height=height, most=MOST_PIXELS // 1_000_000, side=LONGEST_SIDE)
    if min(width, height) == 0:
        return BROKEN.at(place)
    return MOVES.at(place) if moves else Header(kind, width, height, hashlib.sha256(content).hexdigest())


def kind_of(content: bytes) -> str:
    """What a file is by its first bytes; empty where it is none of the three."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    return next((kind for kind, start in _STARTS if content.startswith(start)), "")


def _png(content: bytes) -> tuple[int, int, bool]:
    """Width, height, and whether it moves: IHDR is the first chunk, and acTL stands before the first IDAT."""
    length, name, width, height = struct.unpack_from(">I4sII", content, 8)
    at = 8
    for _ in range(MOST_CHUNKS):
        if at == 8 and (length, name) != (13, b"IHDR"):  # noqa: PLR2004 - the length that the format gives it
            break
        if name in {b"IDAT", b"acTL"}:
            return width, height, name == b"acTL"
        at += 12 + length
        length, name = struct.unpack_from(">I4s", content, at)
    raise UnreadableError


_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive Huffman coding; browsers show no other."""
_ENDS = frozenset({*range(0xC3, 0xD0), 0xDA} - {0xC4, 0xC8, 0xCC})
"""Frames of other kinds, and the start of a scan."""


def _jpg(content: bytes) -> tuple[int, int, bool]:
    """Width and height in the frame header, which stands before the first scan."""
    if content.count(b"\xff\xda") > MOST_SCANS:
        raise UnreadableError
    at = 2
    for _ in range(MOST_CHUNKS):
        start, marker, length = struct.unpack_from(">BBH", content, at)
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height, False
        if start != 0xFF or marker in _ENDS:  # noqa: PLR2004 - with what every marker begins
            break
        at += 1 if marker == start else 2 + length  # a marker may stand behind any number of 0xFF
    raise UnreadableError


def _webp(content: bytes) -> tuple[int, int, bool]:
    """Width, height, and whether it moves, from the first chunk: a picture by itself, or a description of what follows."""
    kind, data = content[12:16], content[20:30]
    if kind == b"VP8X":
        flags, across, across_high, down, down_high = struct.unpack("<B3xHBHB", data)
        return 1 + (across_high << 16 | across), 1 + (down_high << 16 | down), bool(flags & 0x02)
    if kind == b"VP8L" and data.startswith(b"\x2f"):
        (bits,) = struct.unpack_from("<I", data, 1)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF), False
    if kind == b"VP8 " and data[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, 6)
        return width & 0x3FFF, height & 0x3FFF, False
    raise UnreadableError


_READERS = {PNG: _png, JPEG: _jpg, WEBP: _webp}
