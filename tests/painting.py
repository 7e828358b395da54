"""Pictures that tests paint themselves, with Pillow, and what is wrong with some of them by hand."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw
from PIL.ExifTags import GPS, IFD, Base

FORMATS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}
CORNERS = ((200, 30, 30), (30, 160, 30), (30, 30, 200), (220, 200, 30))
"""Upper left, upper right, lower left, lower right."""


def corners(width: int = 60, height: int = 40) -> Image.Image:
    """A picture with another colour in each quarter, which says how it is turned."""
    picture = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(picture)
    for index, colour in enumerate(CORNERS):
        left, top = index % 2 * width // 2, index // 2 * height // 2
        draw.rectangle((left, top, left + width // 2, top + height // 2), fill=colour)
    return picture


def seen(picture: Image.Image) -> tuple[tuple[int, ...], ...]:
    """The colours of the four quarters."""
    width, height = picture.size
    rgb = picture.convert("RGB")
    return tuple(rgb.getpixel((width * x // 4, height * y // 4)) for y in (1, 3) for x in (1, 3))


def alike(one: tuple[tuple[int, ...], ...], other: tuple[tuple[int, ...], ...]) -> bool:
    """Whether colours are the same but for what compression changes."""
    return all(abs(a - b) <= 24 for first, second in zip(one, other, strict=True) for a, b in zip(first, second, strict=True))


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """A picture as the bytes of a file."""
    file = io.BytesIO()
    picture.save(file, FORMATS[kind], **options)
    return file.getvalue()


def gps() -> Image.Exif:
    """What a telephone writes: where it was, and which one it is."""
    exif = Image.Exif()
    exif[Base.Make] = "CANARY-7f3a"
    exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (48.0, 35.0, 45.0)})
    return exif


def opened(content: bytes) -> Image.Image:
    """The bytes of a file as a picture, all of it."""
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, data: bytes = b"", *before: bytes) -> bytes:
    """A PNG that claims a size; what its pixels are, and what stands before them, is the caller's."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(before) + chunk(b"IDAT", data or zlib.compress(b"\0" * 700)) + chunk(b"IEND", b"")


def claiming(content: bytes, kind: str, width: int, height: int) -> bytes:
    """The same file with another size in its header."""
    if kind == "png":
        return content[:8] + chunk(b"IHDR", struct.pack(">II", width, height) + content[24:29]) + content[33:]
    if kind == "jpg":
        at = next(at for at in range(len(content)) if content[at : at + 2] == b"\xff\xc0")
        return content[: at + 5] + struct.pack(">HH", height, width) + content[at + 9 :]
    assert content[12:16] == b"VP8 "
    return content[:26] + struct.pack("<HH", width, height) + content[30:]


def webp_chunks(content: bytes) -> list[bytes]:
    """The names of the chunks of a WebP, in their order; nothing may stand behind the last."""
    assert struct.unpack("<I", content[4:8])[0] == len(content) - 8
    names, at = [], 12
    while at < len(content):
        names.append(content[at : at + 4])
        length = struct.unpack("<I", content[at + 4 : at + 8])[0]
        at += 8 + length + length % 2
    assert at == len(content)
    return names
