"""Pictures: what lies in their containers besides the picture. Read piece by piece, without decoding anything.

PNG by its specification (chunks with a length, a type of four letters and a checksum), JPEG by its markers, WebP by RFC 9649.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Location, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.diagnostics import Finding

METADATA = rule(
    "site-picture-metadata",
    "Cameras and programs write into pictures where they were taken, when, with which device, and by whom.",
    bad="a published picture with EXIF or XMP",
    good="a published picture without",
)
APPENDED = rule(
    "site-picture-appended",
    "What follows the end of a picture is not seen, but published: another file, or a page that a browser would show.",
    bad="a PNG with an archive behind its end",
    good="a PNG that ends with its last piece",
)

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
PNG_PICTURE = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"})
"""Chunks that say how the picture looks; all others tell something else."""
WEBP_PICTURE = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
JPEG_PICTURE = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDD})
"""Markers of tables, frames and scans."""
JFIF, PROFILE, SCAN, END = (0xE0, b"JFIF\x00"), (0xE2, b"ICC_PROFILE\x00"), 0xDA, 0xD9
RESTARTS, APPLICATION, FILL = range(0xD0, 0xD8), range(0xE0, 0xF0), 0xFF

Piece = tuple[int, str, bool]
"""Where a piece of a picture begins, what it is called, and whether it belongs to the picture."""


class NoPictureError(ValueError):
    """The bytes are no picture of this type, or not a whole one."""


def findings(path: str, content: bytes) -> Iterator[Finding]:
    """What a picture holds besides itself; NoPictureError where it is none of the type that its name says."""
    end = 0
    for start, name, belongs in _PIECES[path.rpartition(".")[2]](content):
        if name == "":
            end = start
        elif not belongs:
            yield METADATA.at(_at(path, start), piece=name)
    if end != len(content):
        yield APPENDED.at(_at(path, end), bytes=len(content) - end)


def _at(path: str, offset: int) -> Location:
    """A byte of a file that has no lines: the column counts bytes from 1."""
    return Location(path, 1, offset + 1, 1, offset + 2)


def _png(content: bytes) -> Iterator[Piece]:
    at = _begins(content, PNG)
    name = b""
    while name != b"IEND":
        length, name = int.from_bytes(_piece(content, at, 4)), _piece(content, at + 4, 4)
        yield at, name.decode("latin-1"), name in PNG_PICTURE
        at += len(_piece(content, at, length + 12))
    yield at, "", True


def _webp(content: bytes) -> Iterator[Piece]:
    at, end = _begins(content, b"RIFF") + 8, int.from_bytes(_piece(content, 4, 4), "little") + 8
    if _piece(content, 8, 4) != b"WEBP" or end > len(content):
        raise NoPictureError
    while at < end:
        name, length = _piece(content, at, 4), int.from_bytes(_piece(content, at + 4, 4), "little")
        yield at, name.decode("latin-1").strip(), name in WEBP_PICTURE
        at += 8 + length + length % 2
    yield end, "", True


def _jpeg(content: bytes) -> Iterator[Piece]:
    at = _begins(content, JPEG) - 1
    while (marker := _marker(content, at)) != END:
        length = int.from_bytes(_piece(content, at + 2, 2))
        inside = _piece(content, at + 4, length - 2)
        known = any(marker == number and inside.startswith(start) for number, start in (JFIF, PROFILE))
        yield at, f"APP{marker - APPLICATION[0]}" if marker in APPLICATION else f"{marker:X}", known or marker in JPEG_PICTURE
        at += 2 + length
        at = _behind_scan(content, at) if marker == SCAN else at
    yield at + 2, "", True


def _marker(content: bytes, at: int) -> int:
    if _piece(content, at, 1) != b"\xff":
        raise NoPictureError
    return _piece(content, at + 1, 1)[0]


def _behind_scan(content: bytes, at: int) -> int:
    """Where the next marker stands: within a scan, 0xFF comes with 0x00 or one of the eight that restart it."""
    while (at := content.find(b"\xff", at)) >= 0:
        following = _piece(content, at + 1, 1)[0]
        if following == FILL:
            at += 1
        elif following == 0 or following in RESTARTS:
            at += 2
        else:
            return at
    raise NoPictureError


def _begins(content: bytes, signature: bytes) -> int:
    if not content.startswith(signature):
        raise NoPictureError
    return len(signature)


def _piece(content: bytes, at: int, length: int) -> bytes:
    found = content[at : at + length]
    if length < 0 or len(found) != length:
        raise NoPictureError
    return found


_PIECES: Mapping[str, Callable[[bytes], Iterator[Piece]]] = {"png": _png, "jpg": _jpeg, "jpeg": _jpeg, "webp": _webp}
TYPES = frozenset(_PIECES)
