"""Values that other programs take for something else than the words that stand there: row 9 of the threat model."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pycountry
import pytest
from building import build
from hostile import ENGLISH, errors, payloads, standing_page
from reading import text_of

from generator import build as pipeline

if TYPE_CHECKING:
    from pathlib import Path


def test_scalars_are_the_words_that_stand_there(base: Path):
    """Titles that other programs read as numbers, dates or truth values come out as they were written."""
    scalars = payloads("09-scalars", "scalars.yml")
    assert len(scalars) >= 40
    for number, scalar in enumerate(scalars):
        standing_page(base / f"pages/p-{number}/text.en.md", scalar)
    site = build(base, languages=ENGLISH)
    assert [text_of(site.page("en", f"p-{number}").find(".//h1")) for number in range(len(scalars))] == scalars


def test_norway_is_a_country(base: Path):
    """`no` and `NO` where a country or a language stands, in a path and in a value."""
    shutil.copytree(base / "countries/aq", base / "countries/no")
    shutil.rmtree(base / "countries/no/cities")
    (base / "countries/no/text.en.md").write_text("---\ntitle: Norway\n---\n\n## Overview\n\nWords.\n", "utf-8")
    country = base / "countries/no/country.yml"
    facts = re.sub(r"official_languages: .*", "official_languages: [no]", country.read_text("utf-8"))
    country.write_text(re.sub(r"names: .*", "names: {en: Kingdom of Norway, no: Norge}", facts), "utf-8")
    origins = base / "cases/origins.yml"
    origins.write_text(origins.read_text("utf-8").replace("country: bv", "country: no"), "utf-8")
    site = build(base, languages=ENGLISH)
    assert "Norwegian" in text_of(site.page("en", "countries/no"))
    assert "Norway" in text_of(site.page("en", "cases/aq/warm-greenhouse"))
    origins.write_text(origins.read_text("utf-8").replace("country: no", "country: NO"), "utf-8")
    assert [(each.location.line, each.code) for each in errors(base)["cases/origins.yml"]] == [(5, "unknown-country")]


def test_a_key_that_stands_twice_has_both_values_checked(base: Path):
    city = "countries/aq/cities/empty-bay.yml"
    (base / city).write_text("names: {en: Bay}\nlatitude: north\nlongitude: 0\nlatitude: 1,5\nlongitude: 0\n", "utf-8")
    found = [(each.location.line, each.code) for each in errors(base)[city]]
    assert {(4, "duplicate-key"), (5, "duplicate-key"), (2, "coordinate-out-of-range"), (4, "coordinate-out-of-range")} <= set(found)


def test_every_country_of_iso_is_known_by_its_small_letters_and_by_nothing_else(base: Path):
    origins = base / "cases/origins.yml"
    written = origins.read_text("utf-8")
    codes = [country.alpha_2.lower() for country in pycountry.countries]
    assert len(codes) >= 249
    lines = [f"o-{code}: {{name: Town, country: {code}}}\n" for code in codes]
    origins.write_text(written + "".join(lines), "utf-8")
    checked = pipeline.check(base)
    assert checked.catalog
    assert [checked.catalog.origins[f"o-{code}"].country for code in codes] == codes
    origins.write_text(written + "".join(line.replace(f"country: {line[2:4]}", f"country: {line[2:4].upper()}") for line in lines), "utf-8")
    assert [each.code for each in errors(base)["cases/origins.yml"]] == ["unknown-country"] * len(codes)


@pytest.mark.parametrize(
    "written",
    [
        "NaN",
        ".nan",
        "inf",
        "-.INF",
        "1e1",
        "1E400",
        "0x10",
        "0o17",
        "012:30",
        "12:30",
        "1_0",
        "+5",
        "5.",
        ".5",
        "1,5",
        "\u0661\u0662",
        "\uff11",
    ],
)
def test_what_is_nearly_a_number_is_none(written: str, base: Path):
    city = "countries/aq/cities/empty-bay.yml"
    (base / city).write_text(f"names: {{en: Bay}}\nlatitude: {written}\nlongitude: 0\n", "utf-8")
    assert [(each.location.line, each.code) for each in errors(base)[city]] == [(2, "coordinate-out-of-range")]
