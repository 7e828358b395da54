"""The sheets of what a case has several of: results, costs and funding, sources, bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports.sheets.workbook import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.catalog import CaseEntry
    from generator.exports.sheets.reader import Reader
    from generator.exports.sheets.workbook import Cell, Column

    Row = Mapping[str, Cell]
    Rows = Callable[[Reader, CaseEntry], Iterator[Row]]


def results(reader: Reader) -> Sheet:
    """A row a figure, its label as in the text of the language."""
    column = reader.column
    columns = (
        column("label", "case.result-measure", 36),
        column("value", "case.result-change", 14, "number"),
        column("unit", "workbook.unit", 14),
        column("rate", "workbook.rate", 12),
        column("low", "workbook.low", 12, "number"),
        column("high", "workbook.high", 12, "number"),
        column("of", "workbook.of", 12, "number"),
        column("exactness", "workbook.exactness", 12),
        column("year", "case.result-year", 8, "year"),
        column("from", "workbook.from", 10, "when"),
        column("until", "workbook.until", 10, "when"),
        column("before", "case.result-before", 12, "number"),
        column("before-year", "case.result-before case.result-year", 8, "year"),
        column("kind", "workbook.result-kind", 22),
        column("status", "workbook.result-status", 14),
        column("statement", "workbook.statement", 20),
    )
    return _sheet(reader, "case.results-heading", (column("id", "workbook.id", 20), *columns, *reader.source_columns()), _results)


def _results(reader: Reader, case: CaseEntry) -> Iterator[Row]:
    labels, originals = reader.text(case).head.results, case.original.head.results
    for each in case.facts.results:
        about = {None: None, True: "self-reported", False: "independent"}[each.self_reported]
        yield {
            "label": labels.get(each.id) or originals.get(each.id, each.id),
            "id": each.id,
            **{name: getattr(each, name) for name in ("value", "low", "high", "of", "year")},
            "unit": reader.unit(each.unit),
            "rate": reader.words("per", each.per),
            "exactness": reader.locale.text(f"phrase.{each.qualifier}", n="…") if each.qualifier else None,
            "from": each.period.start if each.period else None,
            "until": each.period.end if each.period else None,
            "before": each.baseline,
            "before-year": each.baseline_year,
            "kind": reader.label("result-kind", each.kind),
            "status": reader.locale.text("workbook.measured" if each.status in {None, "measured"} else f"phrase.{each.status}"),
            "statement": reader.words("phrase", about),
            **reader.of_source(case, each.source),
        }


def money(reader: Reader) -> Sheet:
    """A row for each amount that was spent or given, and for each giver whose amount no source tells."""
    column = reader.column
    columns = (
        column("entry", "workbook.entry", 14),
        column("purpose", "workbook.purpose", 26),
        column("amount", "workbook.amount", 18, "number"),
        column("currency", "workbook.currency", 10),
        column("year", "case.result-year", 8, "year"),
        column("covers", "workbook.covers", 22),
        column("status", "workbook.money-status", 14),
    )
    return _sheet(reader, "workbook.money", (*columns, *reader.source_columns()), _money)


def _money(reader: Reader, case: CaseEntry) -> Iterator[Row]:
    text = reader.locale.text
    for cost in case.facts.costs:
        yield {
            "entry": text("field.costs"),
            "purpose": reader.label("cost-kind", cost.for_),
            **{name: getattr(cost, name) for name in ("amount", "currency", "year")},
            "covers": text({"case": "workbook.covers-case", "programme": "case.costs-programme"}[cost.covers]) if cost.covers else None,
            "status": text({"planned": "case.costs-planned", "spent": "workbook.spent"}[cost.status]) if cost.status else None,
            **reader.of_source(case, cost.source),
        }
    for funding in case.facts.funding:
        yield {
            "entry": text("workbook.funding"),
            "purpose": reader.label("funding-kind", funding.kind),
            **{name: getattr(funding, name) for name in ("amount", "currency", "year")},
            **reader.of_source(case, funding.source),
        }


def sources(reader: Reader) -> Sheet:
    """A row a source, under the number that it has on the page of its case."""
    column = reader.column
    columns = (
        column("number", "workbook.number", 6, "number"),
        column("id", "workbook.id", 10),
        column("title", "workbook.title", 60),
        column("publisher", "workbook.publisher", 30),
        column("kind", "workbook.kind", 18),
        column("language", "interface.language", 12),
        column("published", "workbook.published", 14, "when"),
        column("accessed", "workbook.accessed", 12),
        column("url", "workbook.address", 50, "address"),
        column("archived", "case.source-archived", 40, "address"),
    )
    return _sheet(reader, "case.sources", columns, _sources)


def _sources(reader: Reader, case: CaseEntry) -> Iterator[Row]:
    for number, each in enumerate(case.facts.sources, start=1):
        yield {
            "number": number,
            **{name: getattr(each, name) for name in ("id", "title", "publisher", "published", "accessed", "url")},
            "kind": reader.label("source-kind", each.kind),
            "language": reader.locale.language_name(each.language) if each.language else None,
            "archived": each.archived_url,
        }


def bodies(reader: Reader) -> Sheet:
    """A row a body that takes part, also under the name that it has in the language."""
    column = reader.column
    columns = (
        column("id", "workbook.id", 20),
        column("name", "workbook.name", 44),
        column("own-name", "workbook.own-name", 44),
        column("role", "workbook.role", 20),
        column("kind", "workbook.kind", 24),
        column("url", "workbook.address", 40, "address"),
    )
    return _sheet(reader, "case.organisations", columns, _bodies)


def _bodies(reader: Reader, case: CaseEntry) -> Iterator[Row]:
    names = reader.text(case).head.organisations
    for each in case.facts.organisations:
        yield {
            "id": each.id,
            "name": names.get(each.id, each.name),
            "own-name": each.name,
            "role": reader.label("organisation-role", each.role),
            "kind": reader.label("organisation-kind", each.kind),
            "url": each.url,
        }


def _sheet(reader: Reader, key: str, columns: tuple[Column, ...], rows: Rows) -> Sheet:
    """A sheet whose rows say first to which case they belong."""
    told = ({**reader.of_case(case), **row} for case in reader.catalog.published() for row in rows(reader, case))
    return Sheet(reader.locale.text(key), (*reader.case_columns(), *columns), tuple(told))
