"""Where the content names addresses: in every field that can hold one, and in texts."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import TypeAdapter

from generator import build
from generator.links.mentions import Mention, mentions
from generator.models import case, place, shared, site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.build import Checked
    from generator.links.mentions import Mentions

CASE = "cases/de/example/case.yml"


def named(root: Path) -> Mentions:
    catalog = build.check(root).catalog
    assert catalog is not None
    return mentions(catalog)


def test_fields_of_a_case_and_texts(root: Path, replaced: Callable[..., Checked]) -> None:
    replaced(CASE, "    url: https://town.example/report\n", "    url: https://TOWN.example/report#page=3\n    accessed: 2026-01-02\n")
    replaced(CASE, "    url: https://daily.example/second-report\n", "    archived_url: https://archive.example/web/2020/x\n")
    replaced(CASE, "submission:", "contact: {organisation: Town, url: 'https://town.example/contact'}\nsubmission:")
    replaced("cases/de/example/text.en.md", "No product", "No [product](https://shop.example/a?b=c#d)")
    found = named(root)
    assert found["https://town.example/report"] == (
        Mention("case", "de/example", "sources.s1.url", copyable=True, accessed=datetime.date(2026, 1, 2)),
    )
    assert found["https://archive.example/web/2020/x"] == (Mention("case", "de/example", "sources.s2.archived_url"),)
    assert found["https://town.example/contact"] == (Mention("case", "de/example", "contact.url"),)
    assert found["https://town.example/"] == (
        Mention("case", "de/example", "organisations.town.url"),
        Mention("city", "de/exampletown", "website"),
    )
    assert found["https://shop.example/a?b=c"] == (Mention("case", "de/example", "text.en.challenge"),)
    assert list(found) == sorted(found)


def test_a_copy_beside_an_address(root: Path, replaced: Callable[..., Checked]) -> None:
    replaced(CASE, "    url: https://town.example/report\n", "    url: https://town.example/report\n    archived_url: https://a.example/\n")
    (place_of,) = named(root)["https://town.example/report"]
    assert (place_of.copyable, place_of.copied) == (True, True)


def test_cities_countries_origins_pages_and_settings(
    root: Path, write: Callable[[str, str], Path], replaced: Callable[..., Checked]
) -> None:
    write("cases/origins.yml", "far: {name: Far away, url: 'https://far.example/'}\n")
    replaced("mkdocs.yml", "default_language: en", "default_language: en\n    contact: https://network.example/contact")
    found = {address: {(each.kind, each.id) for each in places} for address, places in named(root).items()}
    assert ("city", "de/exampletown") in found["https://town.example/"]
    assert found["https://far.example/"] == {("origin", "far")}
    assert found["https://network.example/contact"] == {("site", "mkdocs.yml")}
    assert ("country", "de") in set().union(*found.values())


def test_what_withdrawn_cases_name_is_left_out(root: Path, replaced: Callable[..., Checked]) -> None:
    replaced(CASE, "added:", "withdrawn: {date: 2026-02-01, reason: An example.}\nadded:")
    assert not any(each.kind == "case" for places in named(root).values() for each in places)


@pytest.mark.parametrize("model", [case.Case, place.Country, place.City, place.Origin, shared.Source, site.KnowledgeBase])
def test_every_field_that_holds_an_address_is_known(model: Any) -> None:
    """By the schema: whatever has the pattern of an address is found under its name."""
    schema = TypeAdapter(model).json_schema(by_alias=True)
    names = {
        name
        for part in (schema, *schema.get("$defs", {}).values())
        for name, field in part.get("properties", {}).items()
        if "^https?://" in str(field)
    }
    assert names <= {"url", "archived_url", "repository", "website", "contact"}
