"""Records as plain values that every format takes its own from: numbers are numbers, days are ISO 8601, what is not known is not there."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from generator import citation, computed, routes, translation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from generator.catalog import CaseEntry, Catalog, CityEntry, CountryEntry, Settings, Written

Values = dict[str, Any]
"""What JSON can hold."""
EMPTY: tuple[object, ...] = ((), {}, [], frozenset())


def case(catalog: Catalog, entry: CaseEntry) -> Values:
    """A case with its facts under the names of the content model, and its texts by language, but for their sections.

    Of a withdrawn one only why and when.
    """
    if entry.facts.withdrawn:
        return {"id": entry.id, "withdrawn": plain(entry.facts.withdrawn)}
    original = entry.facts.original_language
    return {
        "id": entry.id,
        "country": entry.country,
        "urls": urls(catalog.settings, routes.case(entry.id)),
        "completeness": computed.completeness(entry),
        **plain(entry.facts),
        "texts": {language: _text(entry.texts, language, original) for language in entry.texts},
    }


def with_sections(record: Values, entry: CaseEntry | CountryEntry) -> Values:
    """A record with the sections of its texts: so much that only one at a time is held like this."""
    if "texts" not in record:
        return record
    texts = {language: {**text, "sections": _sections(entry.texts[language])} for language, text in record["texts"].items()}
    return {**record, "texts": texts}


def country(catalog: Catalog, entry: CountryEntry) -> Values:
    """A country with its profile."""
    texts = {language: _text(entry.texts, language, entry.original_language) for language in entry.texts}
    record = {"id": entry.id, "urls": urls(catalog.settings, routes.country(entry.id)), **plain(entry.facts), "texts": texts}
    return with_sections(record, entry)


def city(catalog: Catalog, entry: CityEntry) -> Values:
    """A city, or another place, with the cases that are about it."""
    cases = [case.id for case in catalog.cases_of_city(entry.id)]
    facts = plain(entry.facts)
    return {"id": entry.id, "country": entry.country, "urls": urls(catalog.settings, routes.city(entry.id)), **facts, "cases": cases}


def last_changed(catalog: Catalog) -> datetime.date | None:
    """The day of the last change in substance of anything here; none where there is nothing yet."""
    cases = (citation.last_day(entry.facts) for entry in catalog.cases.values())
    return max((*cases, *(country.facts.added for country in catalog.countries.values())), default=None)


def urls(settings: Settings, route: routes.Route) -> Values:
    """The address of a page in each language; none before anybody has said where the site will stand."""
    found = {language: routes.absolute(settings.site_url, language, route) for language in settings.languages}
    return {language: address for language, address in found.items() if address}


def _text(texts: Mapping[str, Written[Any]], language: str, original: str) -> Values:
    """What is said of a text before its sections."""
    text = texts[language]
    head = plain(text.head)
    made = {name: value for name, value in head.pop("translation", {}).items() if name != "sections"}
    state = translation.state(text, texts.get(original)).kind if language != original else "original"
    return {**head, "state": state, **({"translation": made} if made else {})}


def _sections(text: Written[Any]) -> Values:
    """Each section as it was written, in Markdown, by its id; `[@s1]` cites the source with this id."""
    lines, first = text.document.body.split("\n"), text.document.body_line
    return {
        name: "\n".join(lines[section.location.line - first + 1 : section.end_line - first]).strip("\n")
        for name, section in text.sections.items()
    }


def plain(record: BaseModel) -> Values:
    """A record without what nobody has given."""
    values = record.model_dump(by_alias=True, exclude_none=True)
    return {name: _value(value) for name, value in values.items() if value not in EMPTY}


def _value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _value(each) for key, each in value.items() if each not in EMPTY}
    if isinstance(value, list | tuple):
        return [_value(each) for each in value]
    if isinstance(value, frozenset):
        return sorted(value)
    return value
