"""Which pages exist in a language, and what each one shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.pages import cases, data, explorer, glossary, linked, lists, paging, places, progress, standing
from generator.pages.page import Here, Page

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from generator.catalog import Catalog
    from generator.languages import Locale
    from generator.pages.views import Mistake

__all__ = ["Here", "Page", "pages"]


def pages(
    catalog: Catalog, locale: Locale, today: datetime.date, mistakes: tuple[Mistake, ...] = (), *, copied: bool = False
) -> Iterator[Page]:
    """Every page of the site in one language, home first; `mistakes` are shown to contributors.

    `copied`: there is an offline copy, so readers are told of it.
    """
    here = Here(catalog, locale, today, mistakes, copied)
    records = linked.records(catalog)
    yield from (linked.linked(here, page, records.get(page.route)) for page in _shown(here))


def _shown(here: Here) -> Iterator[Page]:
    """Every page as readers see it."""
    catalog = here.catalog
    yield lists.home(here)
    yield explorer.explorer(here)
    yield from (cases.case(here, case) for case in catalog.cases.values())
    yield from cases.moved(here)
    yield from lists.by_country(here)
    for country in catalog.countries.values():
        yield (profile := places.country(here, country))
        yield from paging.following(here, profile, catalog.cases_of_country(country.id))
    for city in catalog.cities.values():
        yield (page := places.city(here, city))
        yield from paging.following(here, page, catalog.cases_of_city(city.id))
    yield from lists.by_term(here)
    yield glossary.glossary(here)
    yield data.data(here)
    yield progress.translations(here)
    yield progress.work_page(here)
    yield from (standing.standing(here, page) for page in catalog.pages.values())
    yield standing.search(here)
