"""Names that look like others, or are others on some systems: row 11 of the threat model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from building import HOSTILE, build
from hostile import ENGLISH, as_yaml, errors, standing_page
from reading import text_of

from generator import addresses, markdown, source
from generator import build as pipeline

if TYPE_CHECKING:
    from pathlib import Path

NAMES = yaml.safe_load((HOSTILE / "11-names/names.yml").read_text("utf-8"))


@pytest.mark.parametrize("each", NAMES["refused"], ids=lambda each: each["name"])
def test_a_name_that_is_not_plain_is_refused(each: dict[str, str], base: Path):
    standing_page(base / "pages" / each["slug"] / "text.en.md", "x")
    ((_, found),) = errors(base).items()
    assert [finding.code for finding in found] == [each["code"]]


def test_every_device_of_windows_is_refused():
    """Whatever kind of record would be called so."""
    assert len(source.RESERVED) == 22
    for name in source.RESERVED:
        for path in (f"cases/de/{name}/case.yml", f"countries/de/cities/{name}.yml", f"cases/de/x/{name}.png", f"pages/{name}/text.en.md"):
            assert getattr(source.recognise(path), "code", "") == "reserved-name", path


def test_names_of_places_are_written_as_people_write_them(base: Path):
    titles = NAMES["accepted"]
    for number, title in enumerate(titles):
        standing_page(base / f"pages/p-{number}/text.en.md", as_yaml(title).strip())
    city = base / "countries/aq/cities/empty-bay.yml"
    city.write_text(as_yaml({"names": {"en": "Århus", "hi": "東京"}, "latitude": "-70", "longitude": "0"}), "utf-8")
    site = build(base, languages=ENGLISH)
    assert [finding.location.path for finding in pipeline.check(base).findings if finding.code == "mixed-script"] == []
    assert {text_of(site.page("en", f"p-{number}").find(".//h1")) for number in range(len(titles))} >= {"Århus", "東京", "Тула"}
    assert "Århus" in text_of(site.page("en", "countries/aq/empty-bay").find(".//h1"))


@pytest.mark.parametrize("name", NAMES["mixed"], ids=ascii)
def test_a_word_of_two_scripts_is_a_hint(name: str, base: Path):
    """The letter is told by its code point: it looks like the one that it is not."""
    path = standing_page(base / "pages/mixed/text.en.md", f'"{name}"')
    (finding,) = [each for each in pipeline.check(base).findings if each.code == "mixed-script"]
    letter = next(each for each in name if not each.isascii())
    place = finding.location
    assert (place.path, place.line, place.column) == (path, 2, 9 + name.index(letter))
    assert dict(finding.values)["code"] == f"U+{ord(letter):04X}"


@pytest.mark.parametrize(
    "file",
    [
        "cases/aq/warm-greenhouse/case.yml",
        "cases/aq/warm-greenhouse/text.en.md",
        "countries/aq/country.yml",
        "countries/aq/text.en.md",
        "countries/aq/cities/empty-bay.yml",
        "cases/origins.yml",
        "pages/about/text.en.md",
    ],
)
def test_the_hint_comes_wherever_words_stand(file: str, base: Path):
    with (base / file).open("a", encoding="utf-8") as end:
        end.write("\n# T\u043ewn\n" if file.endswith(".yml") else "\nT\u043ewn\n")
    assert [each.location.path for each in pipeline.check(base).findings if each.code == "mixed-script"] == [file]


def test_a_host_that_looks_like_another_is_shown_as_what_it_is(base: Path):
    """In punycode, in facts and in texts."""
    assert addresses.safe("https://\u043eslo.example/") == "https://xn--slo-red.example/"
    (section,), _ = markdown.sections("x.md", "## Heading\n\n[Oslo](https://\u043eslo.example/)\n")
    assert 'href="https://xn--slo-red.example/"' in section.html
    origins = base / "cases/origins.yml"
    origins.write_text(origins.read_text("utf-8") + "copy:\n  name: Copy\n  url: https://\u043eslo.example/\n", "utf-8")
    checked = pipeline.check(base)
    assert checked.catalog
    assert str(checked.catalog.origins["copy"].url) == "https://xn--slo-red.example/"
