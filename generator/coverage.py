"""How the cases spread over countries, topics and all else that they are sorted by: what is thin shows, for a terminal, as JSON, as Markdown."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import computed, vocabulary
from generator.formats import prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.catalog import CaseEntry, Catalog
    from generator.languages import Locale

VERSION = 1
"""Version of the JSON format; it grows by one whenever a key goes or changes its meaning."""
FEW = 3
"""Below this number of cases a term is thin: nobody can compare."""


@dataclass(frozen=True)
class Sorting:
    """One way to sort cases: its name, the key of its heading in the locale files, and the vocabulary of its terms, if it has one."""

    name: str
    heading: str
    vocabulary: str = ""

    def terms(self, catalog: Catalog) -> tuple[str, ...]:
        """All terms that a case could have, also those that none has."""
        if self.vocabulary:
            return vocabulary.terms()[self.vocabulary]
        return catalog.settings.languages if self.name == "language" else tuple(sorted({case.country for case in catalog.published()}))

    def label(self, term: str, locale: Locale) -> str:
        if self.vocabulary:
            return locale.label(self.vocabulary, term)
        return locale.language_name(term) if self.name == "language" else str(locale.cldr.territories.get(term.upper(), term))


SORTINGS = (
    Sorting("country", "place.country"),
    Sorting("topic", "interface.topics", "topic"),
    Sorting("instrument", "interface.instruments", "instrument"),
    Sorting("level", "case.level", "level"),
    Sorting("size", "explorer.size", "size-band"),
    Sorting("stage", "field.stage", "stage"),
    Sorting("evidence", "field.evidence", "evidence-level"),
    Sorting("completeness", "case.completeness", "completeness"),
    Sorting("language", "explorer.language"),
)

Spread = dict[str, dict[str, Counter[str]]]
"""Name of a sorting → term → country → number of cases."""


def spread(catalog: Catalog) -> Spread:
    """How many cases there are of each term in each country; withdrawn ones do not count."""
    found: Spread = {sorting.name: {term: Counter() for term in sorting.terms(catalog)} for sorting in SORTINGS}
    for case in catalog.published():
        for name, terms in _terms(catalog, case).items():
            for term in dict.fromkeys(terms):
                if term in found[name]:
                    found[name][term][case.country] += 1
    return found


def _terms(catalog: Catalog, case: CaseEntry) -> dict[str, Iterable[str]]:
    facts = case.facts
    cities = (catalog.cities[each].facts for each in facts.cities)
    people = [city.population.value if city.population else None for city in cities if city.kind not in computed.NO_CITIES]
    return {
        "country": (case.country,),
        "topic": facts.topics,
        "instrument": facts.instruments,
        "level": (facts.level,),
        "size": [computed.size_band(each) for each in people],
        "stage": (facts.stage,),
        "evidence": (facts.evidence.level,) if facts.evidence else (),
        "completeness": (computed.completeness(case),),
        "language": case.texts,
    }


def as_text(found: Spread, locale: Locale) -> Iterator[tuple[str, str]]:
    """Lines for a terminal, each with its style; thin terms stand out."""
    yield locale.text("work.coverage.title"), "loud"
    yield locale.text("work.coverage.meaning", n=locale.number(FEW)), "quiet"
    for sorting, rows in _rows(found, locale):
        width = max((len(label) for label, _, _ in rows), default=0)
        yield "", ""
        yield sorting, "loud"
        for label, number, countries in rows:
            yield f"  {label:<{width}}  {number:>4}  {_in_countries(countries)}".rstrip(), "warning" if number < FEW else ""


def as_markdown(found: Spread, locale: Locale) -> Iterator[str]:
    """A table for each sorting; what is thin is bold."""
    yield f"**{prose(locale.text('work.coverage.title'))}** {prose(locale.text('work.coverage.meaning', n=locale.number(FEW)))}"
    for sorting, rows in _rows(found, locale):
        yield from ("", f"| {prose(sorting)} | {prose(locale.text('interface.cases'))} | |", "| --- | ---: | --- |")
        for label, number, countries in rows:
            shown = locale.number(number)
            yield f"| {prose(label)} | {f'**{shown}**' if number < FEW else shown} | {prose(_in_countries(countries))} |"


def as_json(found: Spread) -> str:
    """The same for programs, by ids."""
    return json.dumps({"version": VERSION, "few": FEW, "cases": found}, ensure_ascii=False, indent=2)


def _rows(found: Spread, locale: Locale) -> Iterator[tuple[str, list[tuple[str, int, Mapping[str, int]]]]]:
    for sorting in SORTINGS:
        terms = found[sorting.name]
        yield locale.text(sorting.heading), [(sorting.label(term, locale), each.total(), each) for term, each in terms.items()]


def _in_countries(countries: Mapping[str, int]) -> str:
    return "  ".join(f"{country} {number}" for country, number in sorted(countries.items()))
