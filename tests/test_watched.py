"""Whoever looks at something in a watched catalog is told when it is another thing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from building import DAY

from generator import build as pipeline
from generator import languages, pages
from generator.pages.cases import card
from generator.watched import ALL, Watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Site

    from generator.catalog import Catalog
    from generator.watched import Thing

CASE, CITY = "de/example", "de/exampletown"


def catalog_of(root: Path) -> Catalog:
    catalog = pipeline.check(root, DAY).catalog
    assert catalog is not None
    return catalog


@pytest.fixture
def catalog(root: Path) -> Catalog:
    return catalog_of(root)


LOOKS: dict[str, tuple[Callable[[Catalog], object], Thing]] = {
    "a record": (lambda catalog: catalog.cases[CASE], ("case", CASE)),
    "whether it is there": (lambda catalog: "de/nowhere" in catalog.cases, ("case", "de/nowhere")),
    "one that is not there": (lambda catalog: catalog.countries.get("xx"), ("country", "xx")),
    "all ids": (lambda catalog: list(catalog.cities), ("city", ALL)),
    "all records": (lambda catalog: list(catalog.pages.values()), ("page", ALL)),
    "both": (lambda catalog: list(catalog.origins.items()), ("origin", ALL)),
    "how many": (lambda catalog: len(catalog.pictures), ("pictures", ALL)),
    "published cases": (lambda catalog: catalog.published(), ("case", ALL)),
    "the newest": (lambda catalog: catalog.newest_first(), ("case", ALL)),
    "those of a city": (lambda catalog: catalog.cases_of_city(CITY), ("cases of city", CITY)),
    "those of a country": (lambda catalog: catalog.cases_of_country("de"), ("cases of country", "de")),
    "those that learned": (lambda catalog: catalog.reused_by(CASE), ("learners", CASE)),
}


@pytest.mark.parametrize("look", LOOKS)
def test_what_is_looked_at_is_noted_and_found_as_it_is(look: str, catalog: Catalog):
    at, thing = LOOKS[look]
    watch = Watch(catalog)
    with watch.noting() as seen:
        found = at(watch.catalog)
    assert seen == {thing}
    assert found == at(catalog)


def test_only_what_is_looked_at_inside_is_noted(catalog: Catalog):
    watch = Watch(catalog, always=[("page", "about")])
    with watch.noting() as outer:
        _ = watch.catalog.cases[CASE]
        with watch.noting() as inner:
            _ = watch.catalog.cities[CITY]
    assert outer == {("page", "about"), ("case", CASE)}
    assert inner == {("page", "about"), ("city", CITY)}


CHANGES: dict[str, set[Thing]] = {
    "cases/de/example/text.de.md": {("case", CASE), ("case", ALL), ("cases of city", CITY), ("cases of country", "de")},
    "countries/de/cities/exampletown.yml": {("city", CITY), ("city", ALL)},
    "countries/de/country.yml": {("country", "de"), ("country", ALL)},
}


@pytest.mark.parametrize("path", CHANGES)
def test_a_changed_file_changes_the_states_of_what_it_belongs_to(path: str, root: Path):
    known: set[Thing] = {*(thing for _, thing in LOOKS.values()), *(thing for things in CHANGES.values() for thing in things)}
    before = Watch(catalog_of(root))
    then = {thing: before.state(*thing) for thing in known}
    (root / path).write_text((root / path).read_text("utf-8") + "\n", "utf-8")
    after = Watch(catalog_of(root))
    assert {thing for thing in known if after.state(*thing) != then[thing]} == CHANGES[path]


def test_being_there_is_a_state(catalog: Catalog):
    without = replace(catalog, cities={})
    assert Watch(catalog).together([("city", CITY)]) != Watch(without).together([("city", CITY)])
    assert Watch(without).together([("city", CITY)]) == Watch(without).together([("city", CITY)])


def test_no_state_is_made_up_for_a_kind_that_nobody_knows(catalog: Catalog):
    assert Watch(catalog).together([("case", CASE), ("star", "sun")]) == ""


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "hi"])
def test_pages_are_the_same_under_observation(language: str, real: Site):
    here = pages.Here(real.catalog, languages.locale(language), DAY)
    watch, watched = pages.watch(here)
    few = [plan for plan in pages.plans(here) if plan.few]
    assert len(few) == len(real.catalog.cases)
    for plan in few:
        with watch.noting() as seen:
            assert plan.think(watched) == plan.think(here)
        assert ("case", plan.route.path.removeprefix("cases/")) in seen
        assert ("case", ALL) not in seen
        assert watch.together(sorted(seen)) != ""


def test_who_looks_again_is_noted_again(catalog: Catalog):
    watch, watched = pages.watch(pages.Here(catalog, languages.locale("en"), DAY))
    for _ in range(2):
        with watch.noting() as seen:
            card(watched, catalog.cases[CASE])
        assert ("city", CITY) in seen
