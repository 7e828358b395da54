"""The copies of pictures that readers get: every kind of pixel arrives, in the widths that pages use."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from painting import alike, corners, encoded, opened, seen
from PIL import Image
from sent import listed, made

from generator import build as pipeline
from generator import copies

if TYPE_CHECKING:
    from pathlib import Path

    from generator.pictures import making


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

    def test_they_are_made_once_and_again_where_what_was_kept_is_damaged_or_gone(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        first = listed(root, encoded(corners(), "png"), "square.png")
        times, make = count(), copies.make

        def counted(*values: object) -> making.Made:
            next(times)
            return make(*values)  # type: ignore[arg-type]

        monkeypatch.setattr(copies, "make", counted)
        assert pipeline.check(root).catalog.copies == first.catalog.copies  # type: ignore[union-attr]
        assert next(times) == 0
        (kept,) = (root / "build" / copies.PLACE).iterdir()
        whole = kept.read_bytes()
        flipped = whole[:-60] + bytes([whole[-60] ^ 1]) + whole[-59:]
        for damage in (b"", b"[]", b'{"copies": [{}]}', b'{"tells": false, "copies": ["PHNjcmlwdD4="]}', whole[:-40], flipped, b"\xff"):
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
