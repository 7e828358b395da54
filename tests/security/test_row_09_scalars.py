"""Values that other programs take for something else than the words that stand there: row 9 of the threat model."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from building import build
from hostile import ENGLISH, errors, payloads, standing_page
from reading import text_of

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
