"""The files of data that are published, in the order in which people are told of them. `exports` makes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGE, CASE = "{language}", "{case}"
"""What stands in a path for a language, or for the id of a case, where there is a file for each."""


@dataclass(frozen=True)
class File:
    """`name` leads to its words, `path` stands below `data/v1/`, `form` is what people call the format.

    `identified`: it names things by their addresses, so there is none before anybody has said where the site will stand.
    """

    name: str
    path: str
    form: str
    identified: bool = False


GROUPS: Mapping[str, tuple[File, ...]] = {
    "records": (
        File("cases", "cases.json", "JSON"),
        File("case", f"cases/{CASE}.json", "JSON"),
        File("countries", "countries.json", "JSON"),
        File("cities", "cities.json", "JSON"),
        File("map", "cases.geojson", "GeoJSON"),
        File("graph", "graph.json", "JSON"),
        File("vocabularies", "vocabularies.json", "JSON"),
    ),
    "tables": (
        File("workbook", f"cases.{LANGUAGE}.xlsx", "XLSX"),
        File("cases-table", "cases.csv", "CSV"),
        File("results-table", "results.csv", "CSV"),
        File("package", "datapackage.json", "Data Package"),
    ),
    "citing": (
        File("citation-file", "CITATION.cff", "CFF"),
        File("bibtex", "cases.bib", "BibTeX"),
        File("csl", "cases.csl.json", "CSL-JSON"),
    ),
    "linked": (
        File("catalog", "catalog.ttl", "DCAT, Turtle", identified=True),
        File("catalog-json", "catalog.jsonld", "DCAT, JSON-LD", identified=True),
        File("concepts", "vocabularies.ttl", "SKOS, Turtle", identified=True),
        File("concepts-json", "vocabularies.jsonld", "SKOS, JSON-LD", identified=True),
    ),
}
"""What people look for → the files in which they find it."""
SCHEMAS = ("cases", "case", "countries", "cities", "graph", "vocabularies")
"""Kinds of JSON files that have a schema."""
