"""The sheet of who learned from whom: a row an edge, from its learner to its teacher, told once by the case that states it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports.sheets.workbook import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.catalog import CaseEntry
    from generator.exports.sheets.reader import Reader
    from generator.exports.sheets.workbook import Cell, Column
    from generator.models.case import Edge

    Row = Mapping[str, Cell]

LEARNER, TEACHER = ENDS = ("learner", "teacher")


def sheet(reader: Reader) -> Sheet:
    """Every edge of every published case; an end that no source names is empty, and where only their number is known it says that."""
    column = reader.column
    columns = (
        *(each for end in ENDS for each in _end_columns(reader, end)),
        column("how", "workbook.how", 24),
        column("year", "case.result-year", 8, "year"),
        column("count", "workbook.places", 10, "number"),
        column("status", "workbook.edge-status", 16),
        column("told-in", "workbook.told-in workbook.id", 26),
        *reader.source_columns(),
    )
    rows = tuple(row for case in reader.catalog.published() for row in _edges(reader, case))
    return Sheet(reader.locale.text("case.reuse"), columns, rows)


def _end_columns(reader: Reader, end: str) -> tuple[Column, ...]:
    head, column = f"workbook.{end}", reader.column
    return (
        column(end, head, 36),
        column(f"{end}-id", f"{head} workbook.id", 26),
        column(f"{end}-place", f"{head} field.place", 18),
        column(f"{end}-country", f"{head} place.country", 14),
    )


def _edges(reader: Reader, case: CaseEntry) -> Iterator[Row]:
    for edges, here, there in ((case.facts.learned_from, LEARNER, TEACHER), (case.facts.reused_by, TEACHER, LEARNER)):
        for edge in edges:
            yield {
                **_case(reader, here, case),
                **_other(reader, there, edge),
                "how": reader.label("reuse-kind", edge.how),
                "year": edge.year,
                "count": edge.count,
                "status": reader.locale.text("phrase.edge-planned" if edge.status else "workbook.done"),
                "told-in": case.id,
                **reader.of_source(case, edge.source),
            }


def _case(reader: Reader, end: str, case: CaseEntry) -> Row:
    return {
        end: reader.text(case).head.title,
        f"{end}-id": case.id,
        f"{end}-place": reader.places(case),
        f"{end}-country": reader.country(case.country),
    }


def _other(reader: Reader, end: str, edge: Edge) -> Row:
    """The other end: a case, a place elsewhere under the id that it has in `graph.json`, or nobody whom the source names."""
    if edge.case:
        return _case(reader, end, reader.catalog.cases[edge.case])
    if not edge.origin:
        return {}
    origin = reader.catalog.origins[edge.origin]
    country = reader.country(origin.country) if origin.country else None
    return {end: origin.name, f"{end}-id": f"origin/{edge.origin}", f"{end}-place": origin.place, f"{end}-country": country}
