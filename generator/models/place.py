"""Countries, cities, and places elsewhere that practices came from."""

from __future__ import annotations

from generator.models.fields import (
    Amount,
    Count,
    CountryCode,
    Currency,
    Day,
    LanguageCode,
    Latitude,
    Level,
    Longitude,
    PlaceKind,
    Record,
    SafeUrl,
    Short,
    Slug,
    StrategyKind,
    StrategyStatus,
    Subdivision,
    When,
    Year,
    given,
    mapping,
    must,
    several,
)
from generator.models.shared import Membership, Population, Source, Span, Verification  # noqa: TC001 - as above


class LocalLevel(Record):
    """What a level of government is called in a country, and how many there are."""

    level: Level = must("The level.")
    name: Short = must("Its local name.")
    count: Count | None = given("How many there are.")
    year: Year | None = given("Year of the count.")
    source: Slug | None = given("The source, by its id.", need="R")


class Responsible(Record):
    """A ministry or unit in charge, and since when: ministries change."""

    name: Short = must("Name as the body calls itself.")
    valid_from: When | None = given("In charge since.")
    valid_to: When | None = given("In charge until.")
    url: SafeUrl | None = given("Its address.")
    source: Slug = must("The source, by its id.")


class Strategy(Record):
    """A strategy, law or charter."""

    title: Short = must("Title in its own language.")
    kind: StrategyKind = must("What kind of document it is.")
    year: Year | None = given("Year in which it was adopted.")
    status: StrategyStatus = must("Whether it is in force.")
    source: Slug = must("The source, by its id.")


class Programme(Record):
    """A programme that supports cities."""

    name: Short = must("Name in its own language.")
    period: Span | None = given("Years.")
    budget: Amount | None = given("Budget in the currency.")
    currency: Currency | None = given("ISO 4217.")
    cities: Count | None = given("How many cities or projects it supports.")
    status: StrategyStatus = must("Whether it runs.")
    source: Slug = must("The source, by its id.")


class Country(Record):
    """Facts of one country."""

    original_language: LanguageCode = must("Language of the original text.")
    names: dict[LanguageCode, Short] = mapping("Name in each language; English is required.", need="M")
    official_languages: tuple[LanguageCode, ...] = several("Official languages, by their codes.", need="R")
    membership: Membership | None = given("Membership in the network.", need="R")
    levels: tuple[LocalLevel, ...] = several("Local terms for municipality, state and so on.")
    responsible: tuple[Responsible, ...] = several("Who is in charge of urban development and smart cities.")
    strategies: tuple[Strategy, ...] = several("Strategies, laws and charters.")
    programmes: tuple[Programme, ...] = several("Programmes that support cities.")
    sources: tuple[Source, ...] = several("Where the facts stand.", need="M")
    verified: Verification | None = given("When the facts were last checked.", need="R")
    added: Day = must("Day on which the country came into the base.")


class City(Record):
    """A place that cases point to: a municipality unless said otherwise."""

    names: dict[LanguageCode, Short] = mapping("Name in each language; English is required.", need="M")
    kind: PlaceKind | None = given("What kind of place it is; a municipality unless said otherwise.")
    subdivision: Subdivision | None = given("State or region, ISO 3166-2.")
    latitude: Latitude = must("Degrees, WGS 84.")
    longitude: Longitude = must("Degrees, WGS 84.")
    population: Population | None = given("Inhabitants.")
    sources: tuple[Source, ...] = several("Where the facts stand.")
    wikidata: Short | None = given("Wikidata id, where a source gives it.")
    geonames: Short | None = given("GeoNames id, where a source gives it.")
    website: SafeUrl | None = given("Address of the city.")
    membership: Membership | None = given("Membership in the network.")


class Origin(Record):
    """A practice or place outside this base, at the other end of an edge."""

    name: Short = must("Name of the practice or programme.")
    place: Short | None = given("City or region.")
    country: CountryCode | None = given("Country, ISO 3166-1.")
    url: SafeUrl | None = given("Its address.")
    wikidata: Short | None = given("Wikidata id, where a source gives it.")
