"""Home, the list of all cases, and the indexes by country, city, topic, instrument and stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import computed, routes, vocabulary
from generator.pages.cases import card
from generator.pages.page import Page
from generator.pages.views import Entry, Group, HomeView, IndexView, ListView, Named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.catalog import CaseEntry
    from generator.pages.page import Here
    from generator.routes import Route

NEWEST = 6

# Vocabulary → what a case says of it, the index and the page of one term.
_TERMS: tuple[tuple[str, Callable[[CaseEntry], tuple[str, ...]], Route, Callable[[str], Route]], ...] = (
    ("topic", lambda case: case.facts.topics, routes.TOPICS, routes.topic),
    ("instrument", lambda case: case.facts.instruments, routes.INSTRUMENTS, routes.instrument),
    ("stage", lambda case: (case.facts.stage,), routes.STAGES, routes.stage),
)


def home(here: Here) -> Page:
    """What this is, who it is for and where to start."""
    cases = here.catalog.published()
    newest = sorted(cases, key=lambda case: (case.facts.added, case.id), reverse=True)[:NEWEST]
    view = HomeView(
        network=here.catalog.settings.network(here.language),
        cases=len(cases),
        countries=_countries(here),
        topics=tuple(_entries(here, "topic", routes.topic, lambda case: case.facts.topics)),
        newest=tuple(card(here, case) for case in newest),
    )
    name = here.catalog.settings.name(here.language)
    return Page(routes.HOME, "home", name, here.locale.text("home.lead"), view, here.versions(), here.language)


def all_cases(here: Here) -> Page:
    """Every case, by country."""
    groups = tuple(
        Group(entry.label, entry.route, cards=tuple(card(here, case) for case in here.catalog.cases_of_country(entry.route.path[-2:])))
        for entry in _countries(here)
        if entry.count
    )
    others = [case for case in here.catalog.published() if case.country not in here.catalog.countries]
    rest = tuple(
        Group(here.country_name(code), cards=tuple(card(here, case) for case in others if case.country == code))
        for code in sorted({case.country for case in others})
    )
    view = ListView(here.locale.text("list.all-lead"), groups + rest)
    return _list(here, routes.CASES, here.locale.text("interface.all-cases"), view, "cases")


def by_country(here: Here) -> Iterator[Page]:
    """The index of countries, and the index of cities."""
    countries = IndexView(here.locale.text("list.by-country-lead"), (Group("", entries=_countries(here)),))
    yield _list(here, routes.COUNTRIES, here.locale.text("interface.countries"), countries, "index")
    groups = []
    for entry in _countries(here):
        cities = [city for city in here.catalog.cities.values() if city.country == entry.route.path[-2:]]
        lines = [Entry(here.name(city.facts.names), len(here.catalog.cases_of_city(city.id)), routes.city(city.id)) for city in cities]
        if lines:
            groups.append(Group(entry.label, entry.route, entries=tuple(sorted(lines, key=lambda line: here.locale.order(line.label)))))
    cities_view = IndexView(here.locale.text("list.by-city-lead"), tuple(groups))
    yield _list(here, routes.CITIES, here.locale.text("interface.cities"), cities_view, "index")


def by_term(here: Here) -> Iterator[Page]:
    """An index for each vocabulary that cases are found by, and a page for each of its terms in use."""
    for name, values, index, page in _TERMS:
        entries = tuple(_entries(here, name, page, values))
        heading = here.locale.text(f"interface.{name}s")
        yield _list(here, index, heading, IndexView(here.locale.text(f"list.by-{name}-lead"), (Group("", entries=entries),)), "index")
        for entry in entries:
            term = entry.route.path.rpartition("/")[2]
            found = [case for case in here.catalog.published() if term in values(case)]
            found.sort(key=lambda case: (computed.completeness(case) == "stub", case.id))
            cards = tuple(card(here, case) for case in found)
            view = ListView(here.locale.text(f"list.{name}-lead"), (Group("", cards=cards),), Named(heading, index))
            yield _list(here, entry.route, entry.label, view, "cases", trail=(Named(heading, index),))


def _list(here: Here, route: Route, title: str, view: IndexView | ListView, template: str, trail: tuple[Named, ...] = ()) -> Page:
    return Page(route, template, title, view.lead, view, here.versions(), here.language, trail)


def _countries(here: Here) -> tuple[Entry, ...]:
    entries = [
        Entry(here.name(country.facts.names), len(here.catalog.cases_of_country(country.id)), routes.country(country.id))
        for country in here.catalog.countries.values()
    ]
    return tuple(sorted(entries, key=lambda entry: here.locale.order(entry.label)))


def _entries(here: Here, name: str, page: Callable[[str], Route], values: Callable[[CaseEntry], tuple[str, ...]]) -> Iterator[Entry]:
    """The terms of a vocabulary that are in use, in its order."""
    for term in vocabulary.terms()[name]:
        count = sum(term in values(case) for case in here.catalog.published())
        if count:
            yield Entry(here.locale.label(name, term), count, page(term))
