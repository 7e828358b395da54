"""Home, and the indexes by country, city, topic, instrument and stage."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from generator import computed, routes, vocabulary
from generator.pages import paging
from generator.pages.cases import card
from generator.pages.highlights import highlights
from generator.pages.page import Page
from generator.pages.places import countries
from generator.pages.views import Entry, Group, HomeView, IndexView, ListView, Named, Topic

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator, Sequence

    from generator.catalog import CaseEntry
    from generator.pages.page import Here
    from generator.routes import Route

NEWEST = 6
MOST_REUSED = 5
HIGHLIGHTS = 4
RELATED = 6

# Vocabulary → what a case says of it, the index and the page of one term.
_TERMS: tuple[tuple[str, Callable[[CaseEntry], tuple[str, ...]], Route, Callable[[str], Route]], ...] = (
    ("topic", lambda case: case.facts.topics, routes.TOPICS, routes.topic),
    ("instrument", lambda case: case.facts.instruments, routes.INSTRUMENTS, routes.instrument),
    ("stage", lambda case: (case.facts.stage,), routes.STAGES, routes.stage),
)


def home(here: Here) -> Page:
    """What this is, who it is for and where to start."""
    cases = here.catalog.newest_first()
    reused = [(identity, count) for identity, count in computed.reuses(here.catalog.published()).most_common() if count]
    view = HomeView(
        network=here.catalog.settings.network(here.language),
        cases=len(cases),
        countries=countries(here),
        topics=tuple(Topic(each.label, each.count, each.route, id=each.route.path.rpartition("/")[2]) for each in _topics(here)),
        newest=tuple(card(here, case) for case in _newest(here, cases)),
        reused=tuple(_reused(here, identity, count) for identity, count in reused[:MOST_REUSED]),
        highlights=highlights(here, cases, HIGHLIGHTS),
        languages=len(here.catalog.settings.languages),
    )
    name = here.catalog.settings.name(here.language)
    feed = here.feed(routes.HOME) if cases else None
    return Page(routes.HOME, "home", name, here.locale.text("home.lead"), view, here.versions(), here.language, feed=feed)


def _newest(here: Here, cases: Sequence[CaseEntry]) -> list[CaseEntry]:
    """The newest cases that are more than a first entry; of those of one day, one a country before a second one of any."""
    whole = [case for case in cases if not here.is_stub(case)] or list(cases)
    turns: Counter[tuple[datetime.date, str]] = Counter()
    ranked = []
    for case in whole:
        turn = (case.facts.added, case.country)
        turns[turn] += 1
        ranked.append((-case.facts.added.toordinal(), turns[turn], case))
    ranked.sort(key=lambda each: each[:2])
    return [case for *_, case in ranked[:NEWEST]]


def _topics(here: Here) -> Iterator[Entry]:
    return _entries(here, "topic", routes.topic, lambda case: case.facts.topics)


def _reused(here: Here, identity: str, count: int) -> Entry:
    shown = card(here, here.catalog.cases[identity])
    return Entry(shown.title, count, shown.route, shown.language)


def by_country(here: Here) -> Iterator[Page]:
    """The index of countries, and the index of cities."""
    by_name = IndexView(here.locale.text("list.by-country-lead"), (Group("", entries=countries(here)),))
    yield _list(here, routes.COUNTRIES, here.locale.text("interface.countries"), by_name, "index")
    groups = []
    for entry in countries(here):
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
            view = ListView(
                here.locale.definition(name, term),
                (Group("", cards=paging.first(here, found)),),
                highlights(here, found, HIGHLIGHTS),
                _beside(here, term, found, name, page, values),
                paging.links(here, entry.route, found),
            )
            first = _list(here, entry.route, entry.label, view, "cases", trail=(Named(heading, index),))
            yield replace(first, feed=here.feed(entry.route)) if name == "topic" else first
            yield from paging.following(here, first, found)


def _beside(
    here: Here, term: str, found: list[CaseEntry], name: str, page: Callable[[str], Route], values: Callable[[CaseEntry], tuple[str, ...]]
) -> tuple[Entry, ...]:
    """The terms that the same cases have besides this one, the most frequent first."""
    others = Counter(other for case in found for other in values(case) if other != term)
    order = vocabulary.terms()[name].index
    ranked = sorted(others.items(), key=lambda each: (-each[1], order(each[0])))
    return tuple(Entry(here.locale.label(name, other), count, page(other)) for other, count in ranked[:RELATED])


def term_pages(here: Here) -> dict[tuple[str, str], Route]:
    """Vocabulary and term → the page of its cases, for each term that has one."""
    return {(name, term): page(term) for name, values, _, page in _TERMS for case in here.catalog.published() for term in values(case)}


def _list(here: Here, route: Route, title: str, view: IndexView | ListView, template: str, trail: tuple[Named, ...] = ()) -> Page:
    return Page(route, template, title, view.lead, view, here.versions(), here.language, trail)


def _entries(here: Here, name: str, page: Callable[[str], Route], values: Callable[[CaseEntry], tuple[str, ...]]) -> Iterator[Entry]:
    """The terms of a vocabulary that are in use, in its order."""
    for term in vocabulary.terms()[name]:
        count = sum(term in values(case) for case in here.catalog.published())
        if count:
            yield Entry(here.locale.label(name, term), count, page(term))
