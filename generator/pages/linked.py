"""What a page tells programs about itself, in the words of schema.org: plain values that become JSON-LD.

Only what content gives is said: no identifier of anybody else's, and no address before anybody has said where the site will stand.
All words are in the language of the text, which on a page without a translation is not that of the readers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator import citation, languages, routes, translation
from generator.catalog import CaseEntry, CityEntry, CountryEntry, StandingPage
from generator.pages import schema_org

if TYPE_CHECKING:
    from generator.catalog import Catalog, Settings
    from generator.models.place import City
    from generator.pages.page import Here, Page
    from generator.pages.schema_org import Values
    from generator.routes import Route

    Record = CaseEntry | CountryEntry | CityEntry | StandingPage

CONTEXT = "https://schema.org"
COLLECTIONS = frozenset({"cases", "explorer", "index"})
"""Templates of pages that are lists."""


def records(catalog: Catalog) -> dict[Route, Record]:
    """Route → the record that the page there is about."""
    return {
        **{routes.case(each.id): each for each in catalog.cases.values()},
        **{routes.country(each.id): each for each in catalog.countries.values()},
        **{routes.city(each.id): each for each in catalog.cities.values()},
        **{routes.standing(each.id): each for each in catalog.pages.values()},
    }


def linked(here: Here, page: Page, record: Record | None) -> Page:
    """The page with what programs are told about it, and where they find its facts. A notice at an old address tells nothing."""
    if page.template == "notice":
        return page
    told = Told(_in_language_of(page, here), page)
    if isinstance(record, CaseEntry):
        return replace(page, linked=schema_org.known(told.case(record)), data=routes.case_data(record.id))
    if isinstance(record, CountryEntry) and record.texts:
        return replace(page, linked=schema_org.known(told.country(record)))
    if isinstance(record, CityEntry):
        return replace(page, linked=schema_org.known(told.city(record)))
    if isinstance(record, StandingPage):
        return replace(page, linked=schema_org.known(told.standing(record)))
    return replace(page, linked=schema_org.known(told.other()))


def _in_language_of(page: Page, here: Here) -> Here:
    """The catalog as readers of the language of the text see it, where the site is published in that language."""
    same = page.text_language == here.language or page.text_language not in here.catalog.settings.languages
    return here if same else replace(here, locale=languages.locale(page.text_language))


@dataclass(frozen=True)
class Told:
    """What is said of one page; `here` is in the language of its text."""

    here: Here
    page: Page

    def case(self, entry: CaseEntry) -> Values:
        facts, settings = entry.facts, self._settings
        places = [self._place(self.here.catalog.cities[each].facts, entry.country, routes.city(each)) for each in facts.cities]
        return {
            **self._article(entry.facts.original_language),
            "license": schema_org.licence(facts.licence or citation.LICENCE),
            "datePublished": facts.added.isoformat(),
            "dateModified": citation.last_changed(facts).isoformat(),
            "about": [self._topic(each) for each in facts.topics],
            "spatialCoverage": places or [self._country(entry.country)],
            # The text is made from these facts. Whom a practice was learned from is another matter: `isBasedOn` is said of works
            # ("a resource from which this work is derived"), and no text here is derived from that of another case.
            "isBasedOn": schema_org.dataset(settings, routes.case_data(entry.id)),
            "citation": schema_org.sources(facts.sources),
        }

    def country(self, entry: CountryEntry) -> Values:
        country = self._country(entry.id)
        return {
            **self._article(entry.original_language),
            "headline": country["name"],
            "license": schema_org.licence(citation.LICENCE),
            "datePublished": entry.facts.added.isoformat(),
            "about": country,
            "spatialCoverage": country,
            "isBasedOn": schema_org.dataset(self._settings, "countries.json"),
            "citation": schema_org.sources(entry.facts.sources),
        }

    def city(self, entry: CityEntry) -> Values:
        place = self._place(entry.facts, entry.country)
        return {**self._page("WebPage"), "mainEntity": place, "citation": schema_org.sources(entry.facts.sources)}

    def standing(self, record: StandingPage) -> Values:
        original = translation.page_original(record, self._settings)
        return {**self._page("WebPage"), "license": schema_org.licence(citation.LICENCE), **self._translations(original, "WebPage")}

    def other(self) -> Values:
        if self.page.route == routes.HOME:
            return {"@context": CONTEXT, **self._site, "description": self.page.description, "publisher": self._network}
        return self._page("CollectionPage" if self.page.template in COLLECTIONS else "WebPage")

    def _article(self, original: str) -> Values:
        return {
            **self._page("Article"),
            "author": self._network,
            "publisher": self._network,
            **self._translations(original, "Article"),
        }

    def _page(self, kind: str) -> Values:
        name = "headline" if kind == "Article" else "name"
        address = self._address(self.page.route)
        return {
            "@context": CONTEXT,
            "@type": kind,
            "@id": address,
            "url": address,
            name: self.page.title,
            "description": self.page.description,
            "inLanguage": languages.tag(self.page.text_language),
            "isPartOf": self._site,
        }

    def _translations(self, original: str, kind: str) -> Values:
        """A translation names its original, and the original its translations."""
        there = [each.language for each in self.page.versions if each.kind != "missing"]
        if self.page.text_language != original:
            return {"translationOfWork": self._version(original, kind)}
        return {"workTranslation": [self._version(each, kind) for each in there if each != original]}

    def _version(self, language: str, kind: str) -> Values:
        address = routes.absolute(self._settings.site_url, language, self.page.route) if language in self._settings.languages else ""
        return {"@type": kind, "@id": address, "inLanguage": languages.tag(language)}

    def _topic(self, topic: str) -> Values:
        file = routes.data_address(self._settings.site_url, routes.VOCABULARIES)
        return {
            "@type": "DefinedTerm",
            "@id": file and file + routes.concept("topic", topic),
            "name": self.here.locale.label("topic", topic),
            "termCode": topic,
            "inDefinedTermSet": file and file + routes.concept("topic"),
        }

    def _place(self, city: City, country: str, route: Route | None = None) -> Values:
        """A city, with the address of its page where that is another one."""
        return {
            "@type": "Place",
            "name": self.here.name(city.names),
            "url": self._address(route) if route else "",
            "sameAs": "" if route else city.website,
            "identifier": [] if route else schema_org.identifiers({"wikidata": city.wikidata, "geonames": city.geonames}),
            "geo": schema_org.position(city.latitude, city.longitude),
            "containedInPlace": self._country(country),
        }

    def _country(self, code: str) -> Values:
        return {"@type": "Country", "name": self.here.country_name(code)}

    def _address(self, route: Route) -> str:
        return routes.absolute(self._settings.site_url, self.here.language, route)

    @property
    def _settings(self) -> Settings:
        return self.here.catalog.settings

    @cached_property
    def _site(self) -> Values:
        name, address = self._settings.name(self.here.language), self._address(routes.HOME)
        return {"@type": "WebSite", "@id": address, "url": address, "name": name, "inLanguage": self.here.locale.tag}

    @cached_property
    def _network(self) -> Values:
        return schema_org.organisation(self._settings.network(self.here.language))
