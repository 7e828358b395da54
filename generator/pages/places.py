"""Pages of countries and cities, with their cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import computed, regions, routes, vocabulary
from generator.pages.cases import card
from generator.pages.page import Page
from generator.pages.views import CityView, CountryView, Named, Part

if TYPE_CHECKING:
    from generator.catalog import CityEntry, CountryEntry
    from generator.pages.page import Here


def country(here: Here, entry: CountryEntry) -> Page:
    """The profile of a country."""
    facts = entry.facts
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
        cards=tuple(card(here, case) for case in here.catalog.cases_of_country(entry.id)),
        freshness=computed.freshness(facts.verified, here.today),
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
        source=text.document.path if text else entry.document.path,
        search=(name,),
    )


def city(here: Here, entry: CityEntry) -> Page:
    """The page of a city."""
    facts = entry.facts
    name = here.name(facts.names)
    region = regions.name(facts.subdivision, here.locale) if facts.subdivision else ""
    country_name = here.country_name(entry.country)
    view = CityView(
        facts=facts,
        country=Named(country_name, routes.country(entry.country)),
        region=region,
        sources=facts.sources,
        cards=tuple(card(here, case) for case in here.catalog.cases_of_city(entry.id)),
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
        source=entry.document.path,
        search=(name, region, country_name),
    )
