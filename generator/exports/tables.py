"""CSV (RFC 4180, UTF-8): a row a case, and a row a result. Several values of a cell stand with semicolons between them."""

from __future__ import annotations

import csv
import io
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.catalog import Catalog

    Row = dict[str, Any]

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


def artifacts(catalog: Catalog, records: Iterable[Row]) -> Iterator[tuple[str, bytes]]:
    """`cases.csv` and `results.csv`; words stand in a column for each language."""
    cases = [case for case in records if "withdrawn" not in case]
    codes = catalog.settings.languages
    titles = [f"{name}_{code}" for name in ("title", "summary", "url") for code in codes]
    yield "cases.csv", _written((*CASES, *titles), (_case(case, codes) for case in cases))
    labels = [f"label_{code}" for code in codes]
    yield "results.csv", _written((*RESULTS, *labels), (row for case in cases for row in _results(case, codes)))


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


def _written(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\r\n")
    table.writeheader()
    table.writerows({column: cell(row.get(column)) for column in columns} for row in rows)
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
