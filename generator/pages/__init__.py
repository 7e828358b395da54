"""Which pages exist in a language, and what each one shows."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from generator import routes
from generator.pages import cases, data, explorer, glossary, linked, lists, paging, places, progress, standing
from generator.pages.common import Common
from generator.pages.page import Here, Page
from generator.pages.plan import Plan, watch
from generator.pages.standing import titles as standing_titles

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator

    from generator.catalog import Catalog
    from generator.languages import Locale
    from generator.pages.views import Mistake
    from generator.routes import Route

__all__ = ["Common", "Here", "Page", "Plan", "pages", "plans", "standing_titles", "watch"]


def pages(
    catalog: Catalog, locale: Locale, today: datetime.date, mistakes: tuple[Mistake, ...] = (), *, copied: bool = False
) -> Iterator[Page]:
    """Every page of the site in one language, home first; `mistakes` are shown to contributors.

    `copied`: there is an offline copy, so readers are told of it.
    """
    here = Here(catalog, locale, today, mistakes, copied)
    yield from (plan.think(here) for plan in plans(here))


def plans(here: Here) -> Iterator[Plan]:
    """The same pages, each with what makes it."""
    records = linked.records(here.catalog)

    def told(make: Callable[[Here], Page], route: Route) -> Callable[[Here], Page]:
        return lambda here: linked.linked(here, make(here), records.get(route))

    for plan in _shown(here):
        yield replace(plan, think=told(plan.think, plan.route))


def _shown(here: Here) -> Iterator[Plan]:
    """Every page as readers see it."""
    catalog = here.catalog
    yield Plan(routes.HOME, lists.home)
    yield Plan(routes.CASES, explorer.explorer)
    yield from (Plan(routes.case(case), partial(_case, case), few=True) for case in catalog.cases)
    yield from _made(cases.moved(here))
    yield from _made(lists.by_country(here))
    for country in catalog.countries.values():
        profile = places.country(here, country)
        yield from _made((profile, *paging.following(here, profile, catalog.cases_of_country(country.id))))
    for city in catalog.cities.values():
        page = places.city(here, city)
        yield from _made((page, *paging.following(here, page, catalog.cases_of_city(city.id))))
    yield from _made(lists.by_term(here))
    yield Plan(routes.GLOSSARY, glossary.glossary)
    yield Plan(routes.DATA, data.data)
    yield Plan(routes.TRANSLATIONS, progress.translations)
    yield Plan(routes.WORK, progress.work_page)
    yield from _made(standing.standing(here, page) for page in catalog.pages.values())
    yield Plan(routes.SEARCH, standing.search)


def _made(ready: Iterable[Page]) -> Iterator[Plan]:
    """Pages that are thought out already."""
    yield from (Plan(page.route, partial(_as_it_is, page)) for page in ready)


def _as_it_is(page: Page, _: Here) -> Page:
    return page


def _case(identity: str, here: Here) -> Page:
    return cases.case(here, here.catalog.cases[identity])
