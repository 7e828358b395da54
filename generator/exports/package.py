"""`datapackage.json`: what stands in the columns of the tables, for programs that read CSV.

Source: Data Package, Data Resource and Table Schema, version 1 (Frictionless Data).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator import schemas
from generator.exports import tables
from generator.exports.envelope import written
from generator.exports.planned import planned
from generator.models.case import Case, Result

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.exports.planned import Planned

    Field = dict[str, Any]

TYPES = {"date": "date", "boolean": "boolean", "integer": "integer", "number": "number"}
"""A type or format of JSON Schema → the type of a column; all else is text."""
TOLD = {
    "id": ("string", "Id of the case, which never changes; in results, the name of the figure within its case."),
    "case": ("string", "Id of the case."),
    "country": ("string", "ISO 3166-1, in small letters."),
    "start": ("string", "When work began: year, month or day; a trailing ~ means about."),
    "live": ("string", "In use since: year, month or day; a trailing ~ means about."),
    "end": ("string", "When it ended: year, month or day; a trailing ~ means about."),
    "evidence": ("string", "How well effects are shown, from E0 to E4."),
    "completeness": ("string", "How much is known: stub, standard or full."),
    "open_source": ("string", "Whether the software is open."),
    "relation": ("string", "What whoever wrote the case has to do with it."),
    "method": ("string", "How the case was written."),
    "checked": ("date", "When the facts were last checked."),
    "period_start": ("string", "First year of the figure, where it is not one year."),
    "period_end": ("string", "Last year of the figure, where it is not one year."),
    "source_title": ("string", "Title of the source that states the figure."),
    "source_publisher": ("string", "Who published the source."),
    "source_url": ("string", "Address of the source."),
}
"""Columns that are no field of a record, or mean something else there: their type, and what they hold."""
WORDS = {
    "title": "Title of the case in this language.",
    "summary": "Summary of the case in this language.",
    "url": "Address of the page in this language.",
    "label": "What the figure counts, in this language.",
}


def plan(languages: Sequence[str]) -> Iterator[Planned]:
    """The description of both tables, in words of this program for columns in these languages."""
    yield planned("datapackage.json", languages, _written)


def _written(languages: Sequence[str]) -> bytes:
    cases = _columns(tables.CASES, Case) + [_word(name, code) for name in ("title", "summary", "url") for code in languages]
    results = _columns(tables.RESULTS, Result) + [_word("label", code) for code in languages]
    of_a_case = {"fields": "case", "reference": {"resource": "cases", "fields": "id"}}
    package = {
        "name": "cases",
        "resources": [
            _table("cases", {"fields": cases, "primaryKey": "id"}),
            _table("results", {"fields": results, "primaryKey": ["case", "id"], "foreignKeys": [of_a_case]}),
        ],
    }
    return written(package) + b"\n"


def _table(name: str, schema: Field) -> Field:
    around = {"profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    return {"name": name, "path": f"{name}.csv", **around, "schema": schema}


def _columns(names: Sequence[str], model: type[Case | Result]) -> list[Field]:
    """Type and meaning of columns: what the model says of its field, where there is no other word."""
    fields = schemas.published(model)["properties"]
    return [
        {"name": name, "type": TOLD[name][0], "description": TOLD[name][1]} if name in TOLD else _field(name, fields[name])
        for name in names
    ]


def _field(name: str, told: Field) -> Field:
    several = " Several stand with semicolons between them." if told.get("type") == "array" else ""
    kind = TYPES.get(told.get("format", ""), TYPES.get(told.get("type", ""), "string"))
    return {"name": name, "type": kind, "description": told["description"] + several}


def _word(name: str, language: str) -> Field:
    return {"name": f"{name}_{language}", "type": "string", "description": f"{WORDS[name]} ({language})"}
