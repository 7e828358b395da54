"""Pictures that somebody sends: rows 12, 13, 15, 16 and 17 of the threat model."""

from __future__ import annotations

import datetime
import io
import os
import struct
import zipfile
import zlib
from itertools import count
from typing import TYPE_CHECKING

import pytest
from findings import codes
from painting import alike, chunk, claiming, corners, encoded, gps, opened, png, seen, webp_chunks
from PIL import Image, ImageCms
from PIL.ExifTags import IFD, Base

from generator import build as pipeline
from generator import copies, languages, report, source
from generator.pictures import header, making

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.checked import Checked

KINDS = ("png", "jpg", "webp")
CANARY = b"CANARY-7f3a"
FOLDER = "cases/de/example"
DAY = datetime.date(2026, 11, 23)
ENCODER = making.PROGRAM


@pytest.fixture
def listed(root: Path) -> Callable[..., Checked]:
    """Puts a picture into the folder of a case, lists and describes it, and checks everything."""

    def put(content: bytes | None, name: str) -> Checked:
        if content is not None:
            (root / FOLDER / name).write_bytes(content)
        for path, before, after in (
            ("case.yml", "results:", f"images:\n  - file: {name}\n    credit: Town of Exampletown\n    licence: CC-BY-4.0\nresults:"),
            ("text.en.md", "results:", f"images:\n  {name}: A square with trees\nresults:"),
            ("text.de.md", "results:", f"images:\n  {name}: Ein Platz mit Bäumen\nresults:"),
        ):
            text = (root / FOLDER / path).read_text("utf-8")
            assert before in text
            (root / FOLDER / path).write_text(text.replace(before, after, 1), "utf-8", newline="")
        return pipeline.check(root)

    return put


@pytest.fixture
def no_decoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails a test in which anything is unpacked."""

    def fail(*_: object) -> None:
        raise AssertionError("a decoder was started")

    monkeypatch.setattr(copies, "make", fail)


def told(checked: Checked) -> list[str]:
    """What was found of pictures; how a translation of ours was made is no matter here."""
    return [code for code in codes(checked.findings) if not code.startswith("translation")]


def published(root: Path, checked: Checked) -> dict[str, bytes]:
    """Every file of the site, by its path."""
    assert checked.catalog
    site = root / "site"
    for _ in pipeline.build(checked.catalog, root, site, ("en", "de"), jobs=1, cached=False, today=DAY):
        pass
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def made(content: bytes, kind: str) -> making.Made:
    found = header.read(f"picture.{kind}", content)
    assert isinstance(found, header.Header), found
    return making.make(content, found)


PRETENDER = 'import json; json.dump({"tells": False, "copies": ["PHNjcmlwdD4="]}, open(1, "w"))'


class TestRow15BombsAndWrongTypes:
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.usefixtures("no_decoder")
    def test_a_size_that_no_machine_could_unpack_is_refused_before_anything_is_unpacked(
        self, kind: str, listed: Callable[..., Checked]
    ) -> None:
        side = 16_000 if kind == "webp" else 30_000
        bomb = claiming(encoded(corners(), kind), kind, side, side)
        assert len(bomb) < 1_000
        assert told(listed(bomb, f"bomb.{kind}")) == ["picture-too-large"]

    @pytest.mark.parametrize(
        ("width", "height", "refused"),
        [(8_000, 5_000, False), (8_001, 5_000, True), (12_001, 1, True), (1, 12_001, True), (12_000, 1, False)],
    )
    @pytest.mark.parametrize("kind", KINDS)
    def test_the_limits_are_on_pixels_and_on_each_side(self, kind: str, width: int, height: int, refused: bool) -> None:  # noqa: FBT001
        found = header.read(f"a.{kind}", claiming(encoded(corners(), kind), kind, width, height))
        if refused:
            assert not isinstance(found, header.Header)
            assert found.code == "picture-too-large"
        else:
            assert isinstance(found, header.Header)
            assert (found.width, found.height) == (width, height)

    @pytest.mark.parametrize(
        "name", ["svg.png", "page.jpg", "gif.png", "pdf.png", "zip.webp", "text.webp", "empty.png", "bmp.jpg", "riff.webp"]
    )
    @pytest.mark.usefixtures("no_decoder")
    def test_what_is_no_picture_of_the_three_kinds_is_refused_by_its_first_bytes(self, name: str, listed: Callable[..., Checked]) -> None:
        content = {
            "svg.png": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
            "page.jpg": b"<!doctype html><script>alert(1)</script>",
            "gif.png": b"GIF89a" + bytes(40),
            "pdf.png": b"%PDF-1.7\n",
            "zip.webp": b"PK\x03\x04" + bytes(40),
            "text.webp": b"Words.",
            "empty.png": b"",
            "bmp.jpg": b"BM" + bytes(60),
            "riff.webp": b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(30),
        }[name]
        assert told(listed(content, name)) == ["not-a-picture"]

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.usefixtures("no_decoder")
    def test_a_name_that_says_another_kind_is_refused_and_the_right_one_named(self, kind: str, listed: Callable[..., Checked]) -> None:
        other = KINDS[KINDS.index(kind) - 1]
        checked = listed(encoded(corners(), kind), f"square.{other}")
        assert told(checked) == ["picture-misnamed"]
        (finding,) = [each for each in checked.findings if each.code == "picture-misnamed"]
        assert dict(finding.values)["name"] == f"square.{kind}"

    @pytest.mark.parametrize("kind", ["png", "webp"])
    def test_nothing_that_moves_is_accepted(self, kind: str, listed: Callable[..., Checked]) -> None:
        other = corners().rotate(180)
        moving = encoded(corners(), kind, save_all=True, append_images=[other], duration=100)
        assert told(listed(moving, f"square.{kind}")) == ["picture-animated"]

    def test_what_moves_without_saying_so_in_its_header_is_refused_too(self) -> None:
        moving = encoded(corners(), "webp", save_all=True, append_images=[corners().rotate(180)], duration=100)
        assert moving[12:16] == b"VP8X"
        still = moving[:20] + bytes([moving[20] & ~0x02]) + moving[21:]
        assert made(still, "webp").copies == ()
        assert making.make(moving, header.Header("webp", 60, 40, "")) == making.Made()

    @pytest.mark.parametrize("kind", KINDS)
    def test_half_a_picture_is_a_finding_and_not_the_end_of_the_build(self, kind: str, listed: Callable[..., Checked]) -> None:
        noise = Image.effect_noise((300, 200), 80).convert("RGB")
        whole = encoded(noise, kind)
        assert told(listed(whole[: len(whole) // 2], f"half.{kind}")) == ["picture-broken"]

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_header_that_breaks_off_anywhere_is_a_finding(self, kind: str) -> None:
        whole = encoded(corners(), kind)
        for length in range(12, 40):
            found = header.read(f"a.{kind}", whole[:length])
            assert isinstance(found, header.Header) or found.code == "picture-broken"
        assert isinstance(header.read(f"a.{kind}", whole), header.Header)

    @pytest.mark.parametrize(("width", "height"), [(0, 10), (10, 0)])
    @pytest.mark.parametrize("kind", KINDS)
    def test_a_picture_without_pixels_is_broken(self, kind: str, width: int, height: int) -> None:
        found = header.read(f"a.{kind}", claiming(encoded(corners(), kind), kind, width, height))
        assert not isinstance(found, header.Header)
        assert found.code == "picture-broken"

    def test_a_jpeg_of_a_hundred_scans_is_not_drawn_a_hundred_times(self) -> None:
        progressive = encoded(corners(), "jpg", progressive=True)
        start = progressive.index(b"\xff\xda")
        scans = progressive[start:-2]
        found = header.read("a.jpg", progressive[:-2] + scans * 20 + b"\xff\xd9")
        assert not isinstance(found, header.Header)
        assert found.code == "picture-broken"

    def test_a_second_size_in_the_same_file_does_not_count_as_the_first(self) -> None:
        small, large = encoded(corners(16, 16), "jpg"), claiming(encoded(corners(16, 16), "jpg"), "jpg", 9_000, 9_000)
        frame = large[(at := large.index(b"\xff\xc0")) : at + 2 + struct.unpack(">H", large[at + 2 : at + 4])[0]]
        at = small.index(b"\xff\xc0")
        end = at + 2 + struct.unpack(">H", small[at + 2 : at + 4])[0]
        assert made(small[:end] + frame + small[end:], "jpg").copies == ()
        assert making.make(small, header.Header("jpg", 16, 15, "")) == making.Made()
        assert making.make(small, header.Header("jpg", 16, 16, "")).copies

    def test_pixels_that_unpack_to_more_than_the_header_says_are_not_unpacked_to_the_end(self) -> None:
        much = zlib.compress(bytes(200_000_000), 9)
        assert len(much) < 300_000
        assert all(copy.width == 10 for copy, _ in made(png(10, 10, much), "png").copies)

    def test_what_would_take_more_memory_than_it_may_is_broken_and_the_machine_is_well(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        large = encoded(Image.new("RGB", (6_000, 6_000)), "png")
        monkeypatch.setattr(making, "PROGRAM", with_limit(tmp_path, "encode.MOST_MEMORY = 150_000_000"))
        assert made(large, "png").copies == ()
        monkeypatch.setattr(making, "PROGRAM", with_limit(tmp_path, "pass"))
        assert len(made(large, "png").copies) == 3

    def test_a_program_that_hangs_crashes_or_answers_nonsense_is_a_broken_picture(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(making, "MOST_SECONDS", 1)
        monkeypatch.setattr(making, "PROGRAM", tmp_path / "program.py")
        late = with_limit(tmp_path, "import time; time.sleep(6)").read_text("utf-8")
        for program in (
            late,
            "import os; os.abort()",
            "raise SystemExit(3)",
            "print('[]')",
            "print('{'",
            PRETENDER,
        ):
            (tmp_path / "program.py").write_text(program, "utf-8")
            assert made(encoded(corners(), "png"), "png") == making.Made()

    @pytest.mark.parametrize("kind", KINDS)
    def test_whatever_is_hidden_around_the_pixels_is_in_no_published_byte(
        self, kind: str, root: Path, listed: Callable[..., Checked]
    ) -> None:
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as packed:
            packed.writestr("run.js", CANARY)
        picture = encoded(corners(), kind, comment=CANARY) if kind == "jpg" else encoded(corners(), kind)
        behind = picture + b"<script>" + CANARY + b"</script>" + archive.getvalue()
        checked = listed(behind, f"square.{kind}")
        assert told(checked) == []
        files = published(root, checked)
        assert [path for path, content in files.items() if CANARY in content] == []
        assert [path for path, content in files.items() if b"PK\x03\x04" in content and not path.endswith(".xlsx")] == []
        assert alike(seen(opened(files[only_copy(files)])), seen(corners()))


CALL = "encode.main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), tuple(map(int, sys.argv[4:])))"


def with_limit(folder: Path, line: str) -> Path:
    """The program that unpacks pictures, with one line more before it begins."""
    program = folder / "limited.py"
    place = str(ENCODER.parent)
    program.write_text(f"import sys\nsys.path.insert(0, {place!r})\nimport encode\n{line}\n{CALL}\n", "utf-8")
    return program


def only_copy(files: dict[str, bytes]) -> str:
    (path,) = [path for path in files if path.startswith("pictures/")]
    return path


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


class TestRow16WhatFilesTellBesides:
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("what", ["place", "serial number", "place in XMP"])
    def test_a_finding_says_so_without_saying_what_and_the_copies_have_nothing_of_it(
        self, what: str, kind: str, root: Path, listed: Callable[..., Checked]
    ) -> None:
        options = {"place": {"exif": gps()}, "serial number": {"exif": serial()}, "place in XMP": {"xmp": XMP}}[what]
        picture = encoded(corners(), kind, **options) if kind != "png" or what != "place in XMP" else with_text(XMP)
        assert CANARY in picture
        checked = listed(picture, f"square.{kind}")
        assert told(checked) == ["picture-tells-more"]
        said = "\n".join(spoken(checked))
        assert "CANARY" not in said
        assert "48" not in said
        files = published(root, checked)
        assert [path for path, content in files.items() if CANARY in content] == []
        assert set(webp_chunks(files[only_copy(files)])) <= {b"VP8 ", b"VP8L"}

    @pytest.mark.parametrize("kind", KINDS)
    def test_nothing_is_said_of_a_picture_that_tells_only_what_it_shows(self, kind: str, listed: Callable[..., Checked]) -> None:
        assert told(listed(encoded(corners(), kind, exif=turned(1)), f"square.{kind}")) == []

    def test_details_that_cannot_be_read_do_not_make_a_picture_broken(self) -> None:
        for broken in (b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + bytes(40)):
            assert made(encoded(corners(), "jpg", exif=broken), "jpg").copies

    @pytest.mark.parametrize("orientation", range(1, 9))
    @pytest.mark.parametrize("kind", KINDS)
    def test_the_copy_stands_upright_however_the_camera_was_held(self, kind: str, orientation: int) -> None:
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

    def test_colours_are_those_of_the_profile_and_the_profile_is_gone(self) -> None:
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


def spoken(checked: Checked) -> list[str]:
    """Everything that is said of what was found: on a terminal in every language, and to programs."""
    said = []
    for code in languages.available():
        locale = languages.locale(code)
        said += [line for line, _ in report.text(checked.findings, checked.files, locale, checked.line)]
        said += report.as_json(checked.findings, checked.files, locale).splitlines()
    return [line for line in said if "case.yml" not in line]


class TestEveryKindOfPixel:
    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
    def test_of_a_png(self, mode: str) -> None:
        shape = Image.new("L", (60, 40), 255)
        shape.paste(0, (0, 0, 30, 40))
        picture = shape.point(lambda value: value * 257, "I").convert("I;16") if mode == "I;16" else shape.convert("RGB").convert(mode)
        ((_, data),) = made(encoded(picture, "png"), "png").copies
        assert alike(seen(opened(data)), ((0, 0, 0), (255, 255, 255)) * 2)

    @pytest.mark.parametrize("mode", ["L", "RGB", "CMYK", "YCbCr"])
    def test_of_a_jpeg(self, mode: str) -> None:
        ((_, data),) = made(encoded(corners().convert(mode), "jpg", quality=95, subsampling=0), "jpg").copies
        assert alike(seen(opened(data)), seen(corners().convert(mode)))

    @pytest.mark.parametrize("kind", ["png", "webp"])
    def test_what_is_clear_becomes_white(self, kind: str) -> None:
        clear = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
        clear.paste((200, 30, 30, 255), (0, 0, 30, 40))
        ((_, data),) = made(encoded(clear, kind, lossless=True) if kind == "webp" else encoded(clear, kind), kind).copies
        assert alike(seen(opened(data)), ((200, 30, 30), (255, 255, 255)) * 2)
        assert opened(data).mode == "RGB"

    def test_a_palette_with_a_clear_colour_becomes_white_there(self) -> None:
        palette = Image.new("P", (60, 40), 0)
        palette.putpalette([0, 0, 0, 200, 30, 30])
        palette.paste(1, (0, 0, 30, 40))
        ((_, data),) = made(encoded(palette, "png", transparency=0), "png").copies
        assert alike(seen(opened(data)), ((200, 30, 30), (255, 255, 255)) * 2)


class TestCopies:
    @pytest.mark.parametrize(
        ("width", "widths"),
        [(1, [1]), (200, [200]), (360, [360]), (500, [360, 500]), (1_000, [360, 720, 1_000]), (3_000, [360, 720, 1_200])],
    )
    def test_there_is_one_of_each_width_that_pages_use_and_none_is_enlarged(self, width: int, widths: list[int]) -> None:
        found = made(encoded(corners(width, max(1, width // 2)), "jpg"), "jpg").copies
        assert [copy.width for copy, _ in found] == widths
        assert all(opened(data).size == (copy.width, copy.height) for copy, data in found)
        assert all(abs(copy.height - copy.width / 2) <= 1 for copy, _ in found)

    def test_they_are_the_same_bytes_each_time(self) -> None:
        picture = encoded(Image.effect_noise((900, 600), 60).convert("RGB"), "jpg")
        assert made(picture, "jpg") == made(picture, "jpg")

    def test_they_are_made_once_and_again_where_what_was_kept_is_damaged_or_gone(
        self, root: Path, listed: Callable[..., Checked], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = listed(encoded(corners(), "png"), "square.png")
        times, make = count(), copies.make

        def counted(*values: object) -> making.Made:
            next(times)
            return make(*values)  # type: ignore[arg-type]

        monkeypatch.setattr(copies, "make", counted)
        assert pipeline.check(root).catalog.copies == first.catalog.copies  # type: ignore[union-attr]
        assert next(times) == 0
        (kept,) = (root / "build" / copies.PLACE).iterdir()
        for damage in (b"", b"[]", b'{"copies": [{}]}', b'{"tells": false, "copies": ["PHNjcmlwdD4="]}', kept.read_bytes()[:-40], b"\xff"):
            kept.write_bytes(damage)
            before = next(times)
            assert pipeline.check(root).catalog.copies == first.catalog.copies  # type: ignore[union-attr]
            assert next(times) == before + 2

    def test_without_pictures_nothing_is_loaded_or_written(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(copies, "edition", lambda: pytest.fail("there are no pictures"))
        checked = pipeline.check(root)
        assert checked.catalog
        assert list(copies.artifacts(root, checked.catalog)) == []
        assert not (root / "build" / copies.PLACE).exists()


SPELLINGS = (
    "../../../mkdocs.yml",
    "../secret.png",
    "..%2fsecret.png",
    "%2e%2e/secret.png",
    "%2e%2e%2fsecret.png",
    "..%252fsecret.png",
    "..\\secret.png",
    "..%5csecret.png",
    "....//secret.png",
    "..;/secret.png",
    "./square.png",
    ".//square.png",
    "a/../square.png",
    "a/square.png",
    "/etc/secret.png",
    "//town.example/secret.png",
    "///secret.png",
    "\\\\town.example\\secret.png",
    "C:\\secret.png",
    "C:secret.png",
    "file:///secret.png",
    "https://town.example/secret.png",
    "data:image/png;base64,AAAA",
    "~/secret.png",
    "$HOME/secret.png",
    "square.png/",
    "square.png/..",
    "square.png\u0000.jpg",
    "square.png%00.jpg",
    "square.png?x",
    "square.png#x",
    "..\u2215secret.png",
    "..\uff0fsecret.png",
    "\u2025/secret.png",
    "square.png ",
    ".square.png",
    ".hidden/square.png",
    "-square.png",
    "SQUARE.PNG",
    "square.png:stream",
    "square.svg",
    "square",
)


class TestRow13Paths:
    @pytest.mark.parametrize("spelling", SPELLINGS)
    def test_a_picture_is_a_file_name_in_the_folder_of_its_case_and_nothing_else(self, spelling: str, root: Path) -> None:
        (root / "cases/de/secret.png").write_bytes(encoded(corners(), "png"))
        case = root / FOLDER / "case.yml"
        quoted = '"' + "".join(f"\\U{ord(each):08x}" if not each.isascii() or each in '\\"\0' else each for each in spelling) + '"'
        case.write_text(case.read_text("utf-8") + f"images:\n  - file: {quoted}\n    credit: Town\n    licence: CC-BY-4.0\n", "utf-8")
        checked = pipeline.check(root)
        found = [each for each in checked.findings if each.location.path == f"{FOLDER}/case.yml" and each.severity == 0]
        assert found
        assert checked.catalog
        assert checked.catalog.copies == {}
        assert list(copies.artifacts(root, checked.catalog)) == []

    def test_a_picture_that_nobody_names_is_told_and_not_published(self, root: Path) -> None:
        (root / FOLDER / "square.png").write_bytes(encoded(corners(), "png"))
        checked = pipeline.check(root)
        assert told(checked) == ["picture-unused"]
        assert [path for path in published(root, checked) if path.startswith("pictures/")] == []


class TestRow12Links:
    @pytest.mark.parametrize("how", ["a link", "a link to a folder", "a chain of links", "a pipe", "a folder"])
    def test_nothing_outside_the_tree_is_in_a_published_byte(
        self, how: str, root: Path, tmp_path: Path, listed: Callable[..., Checked]
    ) -> None:
        outside = tmp_path / "outside"
        outside.mkdir()
        (outside / "square.png").write_bytes(encoded(corners(), "png") + CANARY)
        place = root / FOLDER / "square.png"
        if how == "a link":
            place.symlink_to(outside / "square.png")
        elif how == "a chain of links":
            (root / FOLDER / "other.png").symlink_to(outside / "square.png")
            place.symlink_to(root / FOLDER / "other.png")
        elif how == "a link to a folder":
            (root / FOLDER).rename(outside / "example")
            (outside / "square.png").rename(outside / "example" / "square.png")
            (root / FOLDER).symlink_to(outside / "example")
        elif how == "a pipe":
            os.mkfifo(place)
        else:
            place.mkdir()
            (place / "square.png").symlink_to(outside / "square.png")
        checked = listed(None, "square.png")
        assert {"symlink", "unreadable-file", "picture-missing"} & set(codes(checked.findings))
        assert checked.catalog
        assert checked.catalog.copies == {}
        assert list(copies.artifacts(root, checked.catalog)) == []

    def test_a_file_that_becomes_a_link_after_the_check_is_not_followed(
        self, root: Path, tmp_path: Path, listed: Callable[..., Checked]
    ) -> None:
        checked = listed(encoded(corners(), "png"), "square.png")
        assert checked.catalog
        assert len(list(copies.artifacts(root, checked.catalog))) == 1
        for kept in (root / "build" / copies.PLACE).iterdir():
            kept.unlink()
        place = root / FOLDER / "square.png"
        place.rename(tmp_path / "elsewhere.png")
        place.symlink_to(tmp_path / "elsewhere.png")
        assert list(copies.artifacts(root, checked.catalog)) == []
        place.unlink()
        place.write_bytes(encoded(corners().rotate(180), "png"))
        assert list(copies.artifacts(root, checked.catalog)) == [], "another picture than the one that was checked"

    def test_a_log_never_shows_the_bytes_of_a_picture(self, root: Path) -> None:
        (root / FOLDER / "square.png").write_bytes(CANARY)
        assert source.lines(root, f"{FOLDER}/square.png") == ()
        assert "CANARY" not in "".join(spoken(pipeline.check(root)))
