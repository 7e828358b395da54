"""Somebody who reads in a language: how they are told of cases, places, bodies and terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.catalog import in_language
from generator.exports.sheets.workbook import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.catalog import CaseEntry, Catalog, Written
    from generator.exports.sheets.workbook import Cell
    from generator.languages import Locale
    from generator.models.text import CaseText

BETWEEN = "; "
"""Between several values of a cell: labels hold commas."""
OWN_UNITS = {"count": "number-unit", "ratio": "ratio-unit", "percent-change": "change-unit"}
"""Units that are said without a word, or with that of another unit, where they stand beside their number."""


@dataclass(frozen=True)
class Reader:
    """The words of one language for the records of a catalog."""

    catalog: Catalog
    locale: Locale

    def column(self, name: str, keys: str, width: int, kind: Kind = "text") -> Column:
        """A column under the words of a key, or of several: `workbook.source workbook.id` → Source: ID."""
        return Column(name, ": ".join(map(self.locale.text, keys.split())), width, kind)

    def text(self, case: CaseEntry) -> Written[CaseText]:
        """The text of a case in the language; where there is none, the original."""
        return case.texts.get(self.locale.code) or case.original

    def of_case(self, case: CaseEntry) -> Mapping[str, Cell]:
        """What says in every row to which case it belongs."""
        return {"case": self.text(case).head.title, "case-id": case.id}

    def case_columns(self) -> tuple[Column, Column]:
        return self.column("case", "search.kind.case", 36), self.column("case-id", "search.kind.case workbook.id", 26)

    def of_source(self, case: CaseEntry, source: str | None) -> Mapping[str, Cell]:
        """The source of a fact in its row: as people look it up, and with the id under which the sheet of sources has it."""
        found = next((each for each in case.facts.sources if each.id == source), None)
        if not found:
            return {}
        return {"source-id": found.id, "source": found.title, "publisher": found.publisher, "source-url": found.url}

    def source_columns(self) -> tuple[Column, ...]:
        return (
            self.column("publisher", "workbook.source workbook.publisher", 24),
            self.column("source", "workbook.source workbook.title", 40),
            self.column("source-id", "workbook.source workbook.id", 10),
            self.column("source-url", "workbook.source workbook.address", 40, "address"),
        )

    def places(self, case: CaseEntry) -> str:
        """The names of its places; that it is nationwide, where it has none because it belongs to the whole country."""
        if not case.facts.cities and case.facts.level == "national":
            return self.locale.text("list.national-case")
        return BETWEEN.join(in_language(self.catalog.cities[each].facts.names, self.locale.code) for each in case.facts.cities)

    def country(self, code: str) -> str:
        """The name of a country: its own record's, else that of the CLDR."""
        known = self.catalog.countries.get(code)
        return in_language(known.facts.names, self.locale.code) if known else self.locale.territory(code)

    def label(self, vocabulary: str, term: str | None) -> str | None:
        return self.locale.label(vocabulary, term) if term else None

    def labels(self, vocabulary: str, terms: Iterable[str]) -> str:
        return BETWEEN.join(self.locale.label(vocabulary, term) for term in terms)

    def words(self, key: str, term: str | None) -> str | None:
        """The words of a term that stand elsewhere than those of vocabularies."""
        return self.locale.text(f"{key}.{term}") if term else None

    def unit(self, unit: str) -> str:
        """A unit as it stands in a cell of its own: people, %, EUR."""
        if unit in OWN_UNITS:
            return self.locale.text(f"workbook.{OWN_UNITS[unit]}")
        words = self.locale.words["unit"].get(unit, unit)
        return str(words["other"] if isinstance(words, dict) else words).replace("{n}", "").strip()
