"""What cameras and programs write into a picture besides what it shows: row 16 of the threat model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import HOSTILE
from painting import alike, chunk, corners, encoded, gps, opened, seen, webp_chunks
from PIL import Image, ImageCms
from PIL.ExifTags import IFD, Base
from sent import CANARY, KINDS, listed, made, only_copy, published, spoken, told

if TYPE_CHECKING:
    from pathlib import Path


def serial() -> Image.Exif:
    exif = Image.Exif()
    exif[Base.Make] = "Camera"
    exif.get_ifd(IFD.Exif)[Base.BodySerialNumber] = "CANARY-7f3a"
    return exif


def turned(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    return exif


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>48,35.7N</exif:GPSLatitude>CANARY-7f3a</x:xmpmeta>'


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("what", ["place", "serial number", "place in XMP"])
def test_a_finding_says_so_without_saying_what_and_the_copies_have_nothing_of_it(what: str, kind: str, root: Path) -> None:
    options = {"place": {"exif": gps()}, "serial number": {"exif": serial()}, "place in XMP": {"xmp": XMP}}[what]
    picture = encoded(corners(), kind, **options) if kind != "png" or what != "place in XMP" else with_text(XMP)
    assert CANARY in picture
    checked = listed(root, picture, f"square.{kind}")
    assert told(checked) == ["picture-tells-more"]
    said = "\n".join(spoken(checked))
    assert "CANARY" not in said
    assert "48" not in said
    files = published(root, checked)
    assert [path for path, content in files.items() if CANARY in content] == []
    assert set(webp_chunks(files[only_copy(files)])) <= {b"VP8 ", b"VP8L"}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_said_of_a_picture_that_tells_only_what_it_shows(kind: str, root: Path) -> None:
    assert told(listed(root, encoded(corners(), kind, exif=turned(1)), f"square.{kind}")) == []


def test_details_that_cannot_be_read_do_not_make_a_picture_broken() -> None:
    for broken in (b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + bytes(40)):
        assert made(encoded(corners(), "jpg", exif=broken), "jpg").copies


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", KINDS)
def test_the_copy_stands_upright_however_the_camera_was_held(kind: str, orientation: int) -> None:
    undone = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    stored = corners() if undone is None else corners().transpose(undone)
    ((copy, data),) = made(encoded(stored, kind, exif=turned(orientation)), kind).copies
    assert (copy.width, copy.height) == opened(data).size == (60, 40)
    assert alike(seen(opened(data)), seen(corners()))
    assert not opened(data).getexif()


def test_colours_are_those_of_the_profile_and_the_profile_is_gone() -> None:
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    crossed = plain.replace(b"rXYZ", b"-XYZ").replace(b"bXYZ", b"rXYZ").replace(b"-XYZ", b"bXYZ")
    red = Image.new("RGB", (60, 40), (255, 0, 0))
    ((_, data),) = made(encoded(red, "png", icc_profile=crossed), "png").copies
    assert alike(seen(opened(data)), ((0, 0, 255),) * 4)
    assert "icc_profile" not in opened(data).info
    ((_, data),) = made(encoded(red, "png", icc_profile=b"no profile" * 20), "png").copies
    assert alike(seen(opened(data)), ((255, 0, 0),) * 4)


def with_text(words: bytes) -> bytes:
    """A PNG with XMP behind its pixels, where some programs put it."""
    picture = encoded(corners(), "png")
    at = picture.index(b"IEND") - 4
    return picture[:at] + chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + words) + picture[at:]


DETAILS = sorted((HOSTILE / "16-details").iterdir())


@pytest.mark.parametrize("path", DETAILS, ids=lambda path: path.name)
def test_what_a_telephone_wrote_is_told_and_not_published(path: Path, root: Path):
    """Files as they came, each with the canary among its details."""
    content = path.read_bytes()
    assert CANARY in content
    checked = listed(root, content, path.name)
    assert told(checked) == ["picture-tells-more"]
    files = published(root, checked)
    assert [name for name, each in files.items() if CANARY in each] == []
    assert set(webp_chunks(files[only_copy(files)])) <= {b"VP8 ", b"VP8L"}


def test_the_corpus_has_every_detail_in_every_kind():
    assert {path.name for path in DETAILS} == {f"{what}.{kind}" for what in ("place", "place-in-xmp", "serial-number") for kind in KINDS}
