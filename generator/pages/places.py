"""Pages of countries and cities, with their cases."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from generator import computed, regions, routes, vocabulary
from generator.pages import paging
from generator.pages.highlights import highlights
from generator.pages.page import Page
from generator.pages.views import CityView, CountryView, Entry, Named, Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.catalog import CityEntry, CountryEntry
    from generator.pages.page import Here

HIGHLIGHTS = 3
NEIGHBOURS = 8


def country(here: Here, entry: CountryEntry) -> Page:
    """The profile of a country, with its cases or the first of them."""
    facts, cases = entry.facts, here.catalog.cases_of_country(entry.id)
    text, state = here.shown(entry.texts, entry.original_language)
    name = here.name(facts.names)
    parts = tuple(
        Part(key, here.locale.text(f"section.country.{key}.heading"), text.sections[key].html)
        for key in vocabulary.sections("country")
        if text and key in text.sections
    )
    view = CountryView(
        summary=text.head.summary or "" if text else "",
        facts=facts,
        state=state,
        parts=parts,
        sources=facts.sources,
        cities=tuple(
            Named(here.name(city.facts.names), routes.city(city.id)) for city in here.catalog.cities.values() if city.country == entry.id
        ),
        cards=paging.first(here, cases),
        freshness=computed.freshness(facts.verified, here.today),
        highlights=highlights(here, cases, HIGHLIGHTS),
        others=tuple(other for other in countries(here) if other.route != routes.country(entry.id)),
        pages=paging.links(here, routes.country(entry.id), cases),
    )
    contents = [("section-cases", here.locale.text("interface.cases"))]
    contents += [(f"section-{part.id}", part.heading) for part in parts]
    contents.append(("section-sources", here.locale.text("case.sources")))
    return Page(
        route=routes.country(entry.id),
        template="country",
        title=name,
        description=view.summary or name,
        view=view,
        versions=here.versions(entry.texts, entry.original_language) if entry.texts else here.versions(),
        text_language=text.language if text else here.language,
        trail=(Named(here.locale.text("interface.countries"), routes.COUNTRIES),),
        contents=tuple(contents),
        source=text.document.path if text else "",
        facts=entry.document.path,
        begun=here.begun(entry.texts, entry.original_language, "country"),
        feed=here.feed(routes.country(entry.id)),
        search=(name,),
    )


def city(here: Here, entry: CityEntry) -> Page:
    """The page of a city, with its cases or the first of them."""
    facts, cases = entry.facts, here.catalog.cases_of_city(entry.id)
    name = here.name(facts.names)
    region = regions.name(facts.subdivision, here.locale) if facts.subdivision else ""
    country_name = here.country_name(entry.country)
    view = CityView(
        facts=facts,
        country=Named(country_name, routes.country(entry.country)),
        region=region,
        sources=facts.sources,
        cards=paging.first(here, cases),
        neighbours=_cities(here, (city for city in here.common.busiest if city.country == entry.country and city is not entry)),
        similar=_cities(here, (city for city in here.common.busiest if city.country != entry.country and _alike(city, entry))),
        pages=paging.links(here, routes.city(entry.id), cases),
    )
    return Page(
        route=routes.city(entry.id),
        template="city",
        title=name,
        description=here.locale.text("list.one-city", city=name),
        view=view,
        versions=here.versions(),
        text_language=here.language,
        trail=(Named(here.locale.text("interface.countries"), routes.COUNTRIES), view.country),
        facts=entry.document.path,
        search=(name, region, country_name),
    )


def countries(here: Here) -> tuple[Entry, ...]:
    """Every country with the number of its cases, in the order of their names."""
    entries = [
        Entry(here.name(country.facts.names), len(here.catalog.cases_of_country(country.id)), routes.country(country.id))
        for country in here.catalog.countries.values()
    ]
    return tuple(sorted(entries, key=lambda entry: here.locale.order(entry.label)))


def _cities(here: Here, busiest: Iterable[CityEntry]) -> tuple[Entry, ...]:
    """The first of them, in the order of their names."""
    entries = (
        Entry(here.name(each.facts.names), len(here.catalog.cases_of_city(each.id)), routes.city(each.id))
        for each in islice(busiest, NEIGHBOURS)
    )
    return tuple(sorted(entries, key=lambda each: here.locale.order(each.label)))


def _alike(one: CityEntry, other: CityEntry) -> bool:
    """Whether two cities are of the same kind and of the same size, as far as sources tell."""
    bands = [computed.size_band(each.facts.population.value if each.facts.population else None) for each in (one, other)]
    return bands[0] == bands[1] != "unknown" and one.facts.kind == other.facts.kind
