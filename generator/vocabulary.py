"""The closed lists that content chooses from. Ids only: their words stand in the locale files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast

import yaml

FOLDER = Path(__file__).parent / "vocabularies"


@cache
def terms() -> dict[str, tuple[str, ...]]:
    """Every vocabulary by its name: its ids in the order in which readers see them."""
    raw = cast("dict[str, list[str]]", _read("terms.yml"))
    return {name: tuple(ids) for name, ids in raw.items()}


@cache
def sections(kind: str) -> tuple[str, ...]:
    """The ids of the sections of a `case` or `country` text, in the order in which they stand."""
    return tuple(cast("dict[str, list[str]]", _read("sections.yml"))[kind])


@cache
def required_sections() -> frozenset[str]:
    """The sections of a case without which it is a stub."""
    return frozenset(cast("dict[str, list[str]]", _read("sections.yml"))["required"])


@cache
def magnitudes() -> dict[str, int]:
    """The words that may follow an amount, and by how much they multiply it."""
    return cast("dict[str, int]", _read("magnitudes.yml"))


@cache
def size_bands() -> dict[str, int]:
    """Size bands of a city from small to large: the population below which a city belongs to the band."""
    return cast("dict[str, int]", _read("size-bands.yml"))


@cache
def bounding_boxes() -> dict[str, tuple[float, float, float, float]]:
    """South, west, north, east of each country in degrees (WGS 84), a little widened."""
    return {
        code: (south, west, north, east)
        for code, (south, west, north, east) in cast("dict[str, list[float]]", _read("bounding-boxes.yml")).items()
    }


def _read(name: str) -> object:
    return yaml.load((FOLDER / name).read_text("utf-8"), Loader=yaml.CSafeLoader)
