"""Pictures that claim more than they hold, are something else, or carry something along: row 15 of the threat model."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
import yaml
from building import HOSTILE
from painting import alike, claiming, corners, encoded, opened, png, seen
from PIL import Image
from sent import CANARY, KINDS, listed, made, only_copy, published, told

from generator import copies
from generator.pictures import header, making

if TYPE_CHECKING:
    from pathlib import Path

ENCODER = making.PROGRAM
FILES = yaml.safe_load((HOSTILE / "15-pictures/expected.yml").read_text("utf-8"))


@pytest.fixture
def no_decoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails a test in which anything is unpacked."""

    def fail(*_: object) -> None:
        raise AssertionError("a decoder was started")

    monkeypatch.setattr(copies, "make", fail)


PRETENDER = 'import json; json.dump({"tells": False, "copies": ["PHNjcmlwdD4="]}, open(1, "w"))'


@pytest.mark.parametrize("name", [name for name, code in FILES.items() if code and code != "picture-broken"])
@pytest.mark.usefixtures("no_decoder")
def test_what_is_no_picture_is_refused_before_anything_is_unpacked(name: str, root: Path):
    assert told(listed(root, (HOSTILE / "15-pictures" / name).read_bytes(), name)) == [FILES[name]]


@pytest.mark.parametrize("name", [name for name, code in FILES.items() if code == "picture-broken"])
def test_what_is_half_a_picture_is_refused(name: str, root: Path):
    assert told(listed(root, (HOSTILE / "15-pictures" / name).read_bytes(), name)) == [FILES[name]]


@pytest.mark.parametrize("name", [name for name, code in FILES.items() if not code])
def test_of_a_picture_that_is_something_else_too_the_pixels_alone_are_published(name: str, root: Path):
    """The archive behind it, the script, the words between: none of it is in a byte of the site."""
    content = (HOSTILE / "15-pictures" / name).read_bytes()
    assert b"PK\x03\x04" in content
    checked = listed(root, content, name)
    assert told(checked) == []
    files = published(root, checked)
    assert [path for path, each in files.items() if CANARY in each] == []
    assert b"PK\x03\x04" not in files[only_copy(files)]
    assert alike(seen(opened(files[only_copy(files)])), seen(corners()))


def test_every_file_of_the_corpus_is_expected():
    assert {path.name for path in (HOSTILE / "15-pictures").iterdir()} == {*FILES, "expected.yml"}
    assert all(len((HOSTILE / "15-pictures" / name).read_bytes()) < 1_200 for name in FILES)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.usefixtures("no_decoder")
def test_a_size_that_no_machine_could_unpack_is_refused_before_anything_is_unpacked(kind: str, root: Path) -> None:
    side = 16_000 if kind == "webp" else 30_000
    bomb = claiming(encoded(corners(), kind), kind, side, side)
    assert len(bomb) < 1_000
    assert told(listed(root, bomb, f"bomb.{kind}")) == ["picture-too-large"]


@pytest.mark.parametrize(
    ("width", "height", "refused"),
    [(8_000, 5_000, False), (8_001, 5_000, True), (12_001, 1, True), (1, 12_001, True), (12_000, 1, False)],
)
@pytest.mark.parametrize("kind", KINDS)
def test_the_limits_are_on_pixels_and_on_each_side(kind: str, width: int, height: int, refused: bool) -> None:  # noqa: FBT001
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
def test_what_is_no_picture_of_the_three_kinds_is_refused_by_its_first_bytes(name: str, root: Path) -> None:
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
    assert told(listed(root, content, name)) == ["not-a-picture"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.usefixtures("no_decoder")
def test_a_name_that_says_another_kind_is_refused_and_the_right_one_named(kind: str, root: Path) -> None:
    other = KINDS[KINDS.index(kind) - 1]
    checked = listed(root, encoded(corners(), kind), f"square.{other}")
    assert told(checked) == ["picture-misnamed"]
    (finding,) = [each for each in checked.findings if each.code == "picture-misnamed"]
    assert dict(finding.values)["name"] == f"square.{kind}"


@pytest.mark.parametrize("kind", ["png", "webp"])
def test_nothing_that_moves_is_accepted(kind: str, root: Path) -> None:
    other = corners().rotate(180)
    moving = encoded(corners(), kind, save_all=True, append_images=[other], duration=100)
    assert told(listed(root, moving, f"square.{kind}")) == ["picture-animated"]


def test_what_moves_without_saying_so_in_its_header_is_refused_too() -> None:
    moving = encoded(corners(), "webp", save_all=True, append_images=[corners().rotate(180)], duration=100)
    assert moving[12:16] == b"VP8X"
    still = moving[:20] + bytes([moving[20] & ~0x02]) + moving[21:]
    assert made(still, "webp").copies == ()
    assert making.make(moving, header.Header("webp", 60, 40, "")) == making.Made()


@pytest.mark.parametrize("kind", KINDS)
def test_half_a_picture_is_a_finding_and_not_the_end_of_the_build(kind: str, root: Path) -> None:
    noise = Image.effect_noise((300, 200), 80).convert("RGB")
    whole = encoded(noise, kind)
    assert told(listed(root, whole[: len(whole) // 2], f"half.{kind}")) == ["picture-broken"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_header_that_breaks_off_anywhere_is_a_finding(kind: str) -> None:
    whole = encoded(corners(), kind)
    for length in range(12, 40):
        found = header.read(f"a.{kind}", whole[:length])
        assert isinstance(found, header.Header) or found.code == "picture-broken"
    assert isinstance(header.read(f"a.{kind}", whole), header.Header)


@pytest.mark.parametrize(("width", "height"), [(0, 10), (10, 0)])
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_without_pixels_is_broken(kind: str, width: int, height: int) -> None:
    found = header.read(f"a.{kind}", claiming(encoded(corners(), kind), kind, width, height))
    assert not isinstance(found, header.Header)
    assert found.code == "picture-broken"


def test_a_jpeg_of_a_hundred_scans_is_not_drawn_a_hundred_times() -> None:
    progressive = encoded(corners(), "jpg", progressive=True)
    start = progressive.index(b"\xff\xda")
    scans = progressive[start:-2]
    found = header.read("a.jpg", progressive[:-2] + scans * 20 + b"\xff\xd9")
    assert not isinstance(found, header.Header)
    assert found.code == "picture-broken"


def test_a_second_size_in_the_same_file_does_not_count_as_the_first() -> None:
    small, large = encoded(corners(16, 16), "jpg"), claiming(encoded(corners(16, 16), "jpg"), "jpg", 9_000, 9_000)
    frame = large[(at := large.index(b"\xff\xc0")) : at + 2 + struct.unpack(">H", large[at + 2 : at + 4])[0]]
    at = small.index(b"\xff\xc0")
    end = at + 2 + struct.unpack(">H", small[at + 2 : at + 4])[0]
    assert made(small[:end] + frame + small[end:], "jpg").copies == ()
    assert making.make(small, header.Header("jpg", 16, 15, "")) == making.Made()
    assert making.make(small, header.Header("jpg", 16, 16, "")).copies


def test_pixels_that_unpack_to_more_than_the_header_says_are_not_unpacked_to_the_end() -> None:
    much = zlib.compress(bytes(200_000_000), 9)
    assert len(much) < 300_000
    assert all(copy.width == 10 for copy, _ in made(png(10, 10, much), "png").copies)


def test_what_would_take_more_memory_than_it_may_is_broken_and_the_machine_is_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = encoded(Image.new("RGB", (6_000, 6_000)), "png")
    monkeypatch.setattr(making, "PROGRAM", with_limit(tmp_path, "encode.MOST_MEMORY = 150_000_000"))
    assert made(large, "png").copies == ()
    monkeypatch.setattr(making, "PROGRAM", with_limit(tmp_path, "pass"))
    assert len(made(large, "png").copies) == 3


def test_a_program_that_hangs_crashes_or_answers_nonsense_is_a_broken_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
def test_whatever_is_hidden_around_the_pixels_is_in_no_published_byte(kind: str, root: Path) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("run.js", CANARY)
    picture = encoded(corners(), kind, comment=CANARY) if kind == "jpg" else encoded(corners(), kind)
    behind = picture + b"<script>" + CANARY + b"</script>" + archive.getvalue()
    checked = listed(root, behind, f"square.{kind}")
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
