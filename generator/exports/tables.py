"""CSV (RFC 4180, UTF-8): a row a case, and a row a result. Several values of a cell stand with semicolons between them."""

from __future__ import annotations

import csv
import io
import unicodedata
from typing import TYPE_CHECKING, Any

from generator.exports.planned import planned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.exports.planned import Planned

    Row = dict[str, Any]
    Table = list[list[str | int | float]]

CASES = (
    "id", "country", "cities", "level", "topics", "instruments", "sdgs", "start", "live", "end", "stage", "stage_year", "evidence",
    "completeness", "open_source", "relation", "method", "checked", "added",
)  # fmt: skip
RESULTS = (
    "case", "id", "kind", "value", "low", "high", "qualifier", "of", "unit", "per", "year", "period_start", "period_end", "baseline",
    "baseline_year", "status", "self_reported", "source_title", "source_publisher", "source_url",
)  # fmt: skip
TRIGGERS = ("=", "+", "-", "@", "\t", "\r")
"""What a text may not begin with in a cell: spreadsheets would run it (OWASP, CSV injection)."""


def plan(codes: Sequence[str], records: Iterable[Row]) -> Iterator[Planned]:
    """`cases.csv` and `results.csv`; words stand in a column for each of these languages. Of texts the sections may be missing."""
    cases = [case for case in records if "withdrawn" not in case]
    titles = [f"{name}_{code}" for name in ("title", "summary", "url") for code in codes]
    yield planned("cases.csv", _table((*CASES, *titles), (_case(case, codes) for case in cases)), _written)
    labels = [f"label_{code}" for code in codes]
    yield planned("results.csv", _table((*RESULTS, *labels), (row for case in cases for row in _results(case, codes))), _written)


def _case(case: Row, codes: Sequence[str]) -> Row:
    period, texts = case.get("period", {}), case["texts"]
    words = {f"{name}_{code}": texts.get(code, {}).get(name) for name in ("title", "summary") for code in codes}
    return {
        **case,
        **{name: period.get(name) for name in ("start", "live", "end")},
        "evidence": case.get("evidence", {}).get("level"),
        "open_source": case.get("technology", {}).get("open_source"),
        "relation": case.get("submission", {}).get("relation"),
        "method": case.get("submission", {}).get("method"),
        "checked": case.get("verified", {}).get("date"),
        **words,
        **{f"url_{code}": case["urls"].get(code) for code in codes},
    }


def _results(case: Row, codes: Sequence[str]) -> Iterator[Row]:
    sources = {source["id"]: source for source in case.get("sources", ())}
    for result in case.get("results", ()):
        source, period = sources[result["source"]], result.get("period", {})
        yield {
            **result,
            "case": case["id"],
            "period_start": period.get("start"),
            "period_end": period.get("end"),
            "source_title": source["title"],
            "source_publisher": source.get("publisher"),
            "source_url": source.get("url"),
            **{f"label_{code}": case["texts"].get(code, {}).get("results", {}).get(result["id"]) for code in codes},
        }


def _table(columns: Sequence[str], rows: Iterable[Row]) -> Table:
    """The heads of the columns, then the cells of each row."""
    return [list(columns), *([cell(row.get(column)) for column in columns] for row in rows)]


def _written(table: Table) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(table)
    return text.getvalue().encode()


def cell(value: Any) -> str | int | float:
    """What stands in a cell: numbers as they are, texts so that no spreadsheet takes them for a formula."""
    if isinstance(value, list):
        return cell(";".join(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    text = value or ""
    return f"'{text}" if unicodedata.normalize("NFKC", text).strip(" \n").startswith(TRIGGERS) else text
