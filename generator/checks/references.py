"""What points to something else: cities, cases, origins, sources, pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from generator import regions, routes
from generator.checks.registry import Report, check
from generator.diagnostics import Finding, Location, Severity, nearest
from generator.models.records import records

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pydantic import BaseModel

    from generator.catalog import CaseEntry, Catalog, CityEntry, CountryEntry
    from generator.yaml_text import Path

    Named = TypeVar("Named", bound=CaseEntry | CountryEntry | CityEntry)


@check("unknown-city")
def unknown_city(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A case points to cities by their ids, so that each city is described once.

    Bad: `cities: [de/herenberg]`
    Good: `cities: [de/herrenberg]`, and `countries/de/cities/herrenberg.yml` exists
    """
    for case in catalog.cases.values():
        for index, city in enumerate(case.facts.cities):
            if not _is_there(catalog, "city", city):
                yield report(case.at("cities", index), fix=nearest(city, catalog.cities), value=city, file=_file("city", city))


@check("unknown-case")
def unknown_case(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """An edge that names a case here needs that case.

    Bad: `learned_from: [{case: de/no-such-case, …}]`
    Good: `learned_from: [{case: de/herrenberg-stadtnavi, …}]`
    """
    for case in catalog.cases.values():
        for field in ("learned_from", "reused_by"):
            for index, edge in enumerate(getattr(case.facts, field)):
                if edge.case and not _is_there(catalog, "case", edge.case):
                    yield report(case.at(field, index, "case"), fix=nearest(edge.case, catalog.cases), value=edge.case)


@check("unknown-origin")
def unknown_origin(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """What came from elsewhere, or went there, is described once in `cases/origins.yml`.

    Bad: `learned_from: [{origin: digitransitt, …}]`
    Good: `learned_from: [{origin: digitransit, …}]`
    """
    for case in catalog.cases.values():
        for field in ("learned_from", "reused_by"):
            for index, edge in enumerate(getattr(case.facts, field)):
                if edge.origin and not _is_there(catalog, "origin", edge.origin):
                    yield report(case.at(field, index, "origin"), fix=nearest(edge.origin, catalog.origins), value=edge.origin)


@check("edge-without-end")
def edge_without_end(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """An edge leads from this case to exactly one other: a case here, or a place in `cases/origins.yml`.

    Bad: `learned_from: [{how: adapted, source: s1}]`
    Good: `learned_from: [{origin: digitransit, how: adapted, source: s1}]`
    """
    for case in catalog.cases.values():
        for field in ("learned_from", "reused_by"):
            for index, edge in enumerate(getattr(case.facts, field)):
                ends = (edge.case is not None) + (edge.origin is not None)
                wrong = any(case.document.tree.lost(field, index, name) for name in ("case", "origin", "count"))
                if not wrong and (ends > 1 or (ends == 0 and edge.count is None)):
                    yield report(case.at(field, index), field=field)


@check("unknown-source", alone=True)
def unknown_source(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Whoever reads a figure must be able to look it up: each `source` names one of the `sources` of the same file.

    Bad: `source: s9` where `sources` ends with `s8`
    Good: `source: s8`
    """
    for entry in _with_sources(_entries(catalog)):
        known = [source.id for source in entry.facts.sources if source.id]
        for place, value in source_fields(entry.facts):
            if value not in known:
                yield report(entry.at(*place), fix=nearest(value, known), value=value, known=", ".join(known))


@check("unknown-citation", alone=True)
def unknown_citation(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A citation in a text names one of the sources in case.yml or country.yml.

    Bad: `It opened in 2020 [@s99].`
    Good: `It opened in 2020 [@s1].`
    """
    entries: tuple[CaseEntry | CountryEntry, ...] = (*catalog.cases.values(), *catalog.countries.values())
    for entry in _with_sources(entries):
        known = [source.id for source in entry.facts.sources if source.id]
        for place, value in _pointers(entry, "cite"):
            if value not in known:
                yield report(place, value=value, known=", ".join(known))
    for page in catalog.pages.values():
        for place, value in _pointers(page, "cite"):
            yield report(place, value=value, known="")


@check("unknown-page")
def unknown_page(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A link to a page of ours leads to a case, city, country, topic or standing page that exists.

    Bad: `[stadtnavi](case:de/stadtnavi)`
    Good: `[stadtnavi](case:de/herrenberg-stadtnavi)`
    """
    for entry in (*catalog.cases.values(), *catalog.countries.values(), *catalog.pages.values()):
        for kind in ("case", "city", "country", "topic", "page"):
            for place, value in _pointers(entry, kind):
                if not _is_there(catalog, kind, value):
                    close = nearest(value, _known(catalog, kind))
                    yield report(place, fix=f"{kind}:{close}" if close else None, value=f"{kind}:{value}")


@check("duplicate-id")
def duplicate_id(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """An id names one thing: two sources called s1 would make every citation of s1 doubtful.

    Bad: two entries under `sources` with `id: s1`
    Good: `id: s1` and `id: s2`
    """
    for entry in _entries(catalog):
        for field in ("sources", "results", "organisations"):
            seen: dict[str, int] = {}
            for index, item in enumerate(getattr(entry.facts, field, ())):
                if item.id and item.id in seen:
                    first = entry.at(field, seen[item.id], "id").line
                    yield report(entry.at(field, index, "id"), value=item.id, line=first)
                seen.setdefault(item.id, index)


@check("former-id-taken")
def former_id_taken(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """An old address leads to one case: it can be neither another case's address nor in two lists.

    Bad: `former_ids: [de/other-case]` where `cases/de/other-case/` exists
    Good: `former_ids: [de/old-name]`
    """
    taken: dict[str, str] = {identity: identity for identity in catalog.cases}
    for case in catalog.cases.values():
        for index, former in enumerate(case.facts.former_ids):
            if former in taken:
                yield report(case.at("former_ids", index), value=former, case=taken[former])
            taken.setdefault(former, case.id)


@check("name-taken")
def name_taken(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Some first parts of addresses are ours: a standing page cannot be called cases or search.

    Bad: `pages/search/text.en.md`
    Good: `pages/how-to-search/text.en.md`
    """
    for page in catalog.pages.values():
        if page.id in routes.RESERVED:
            for text in page.texts.values():
                yield report(Location(text.document.path), value=page.id)


@check("no-english-name")
def no_english_name(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Names fall back to English where a language has none of its own.

    Bad: `names: {de: Herrenberg}`
    Good: `names: {en: Herrenberg, de: Herrenberg}`
    """
    entries: tuple[CountryEntry | CityEntry, ...] = (*catalog.countries.values(), *catalog.cities.values())
    for entry in entries:
        if entry.facts.names and "en" not in entry.facts.names and not entry.document.tree.lost("names"):
            yield report(entry.document.at_key("names"))


@check("no-country-profile", Severity.warning)
def no_country_profile(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Readers of a case ask about its country: what it calls a municipality, who is in charge, what it funds.

    Bad: `cases/fr/…` without `countries/fr/country.yml`
    Good: both
    """
    for case in catalog.cases.values():
        if not _is_there(catalog, "country", case.country):
            yield report(case.at(), country=case.country, file=_file("country", case.country))


@check("unknown-subdivision")
def unknown_subdivision(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """States and regions are named by ISO 3166-2 and lie in the city's own country.

    Bad: `subdivision: DE-XX`
    Good: `subdivision: DE-BW`
    """
    for city in catalog.cities.values():
        code = city.facts.subdivision
        if code and not (regions.known(code) and code.startswith(city.country.upper())):
            yield report(city.at("subdivision"), value=code, country=city.country.upper())


def _is_there(catalog: Catalog, kind: str, identity: str) -> bool:
    """Whether something exists. What only could not be read exists too: that it is broken has been told."""
    if kind == "topic" or identity in _known(catalog, kind):
        return identity in _known(catalog, kind)
    file = _file(kind, identity)
    return any(broken.startswith(file) or file.startswith(f"{broken}/") for broken in catalog.broken)


def _known(catalog: Catalog, kind: str) -> Collection[str]:
    """The ids of everything of a kind that something can point to."""
    if kind == "topic":
        return {topic for case in catalog.published() for topic in case.facts.topics}
    if kind == "origin":
        return catalog.origins_document.tree.data if catalog.origins_document else ()
    records: dict[str, Collection[str]] = {
        "case": catalog.cases,
        "city": catalog.cities,
        "country": catalog.countries,
        "page": catalog.pages,
    }
    return records[kind]


def _file(kind: str, identity: str) -> str:
    """The file of a record; the folder of a page."""
    country, _, name = identity.partition("/")
    return {
        "case": f"cases/{identity}/case.yml",
        "city": f"countries/{country}/cities/{name}.yml",
        "country": f"countries/{identity}/country.yml",
        "origin": "cases/origins.yml",
        "page": f"pages/{identity}/",
    }[kind]


def _entries(catalog: Catalog) -> tuple[CaseEntry | CountryEntry | CityEntry, ...]:
    return (*catalog.cases.values(), *catalog.countries.values(), *catalog.cities.values())


def _with_sources(entries: Iterable[Named]) -> Iterator[Named]:
    """Entries whose sources all have the id that they were given: where one was wrong, whatever names it has been told enough."""
    for entry in entries:
        if not any(place[0] == "sources" and place[2:] in {(), ("id",)} for place in entry.document.tree.wrong):
            yield entry


def source_fields(record: BaseModel) -> Iterator[tuple[Path, str]]:
    """Every field called `source` in a record, with its path."""
    for path, inner in records(record):
        source = getattr(inner, "source", None)
        if source:
            yield (*path, "source"), source


def _pointers(entry: Any, kind: str) -> Iterator[tuple[Location, str]]:
    for text in entry.texts.values():
        for section in text.sections.values():
            for pointer in section.pointers:
                if pointer.kind == kind:
                    yield pointer.location, pointer.target
