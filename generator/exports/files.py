"""What each file of data is: the dataset that it holds, and its format. A new file needs a row here before it is published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import citation, licences, routes
from generator.exports import envelope, schemas

if TYPE_CHECKING:
    from generator.catalog import Catalog

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Format:
    """A form of file: its media type at the IANA, its name in the list `file-type`, and the standard that it follows."""

    media: str = ""
    file_type: str = ""
    standard: str = ""


FORMATS = {
    "bib": Format(),
    "cff": Format("application/yaml"),
    "csv": Format("text/csv", "CSV"),
    "geojson": Format("application/geo+json", "GEOJSON", "https://www.rfc-editor.org/rfc/rfc7946"),
    "json": Format("application/json", "JSON"),
    "jsonld": Format("application/ld+json", "JSON_LD"),
    "ttl": Format("text/turtle", "RDF_TURTLE"),
    "xlsx": Format(SPREADSHEET, "XLSX"),
}
"""By the end of the name. Of BibTeX no registered media type is known to us."""


@dataclass(frozen=True)
class Dataset:
    """Files that say the same. `page` is where people read it, `keywords` are keys of locale files, `begins` are further names of files."""

    page: routes.Route
    licence: str
    texts: bool = False
    keywords: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


DATASETS = {
    "cases": Dataset(routes.CASES, citation.LICENCE, texts=True, begins=("case", "CITATION", "datapackage")),
    "results": Dataset(routes.CASES, citation.LICENCE, texts=True, begins=("result",)),
    "countries": Dataset(routes.COUNTRIES, citation.LICENCE, texts=True, keywords=("interface.countries",), begins=("country",)),
    "cities": Dataset(routes.CITIES, licences.FACTS, keywords=("interface.cities",), begins=("city",)),
    "vocabularies": Dataset(
        routes.GLOSSARY,
        citation.LICENCE,
        texts=True,
        keywords=("interface.topics", "interface.instruments"),
        begins=("vocabulary",),
    ),
    "graph": Dataset(routes.CASES, licences.FACTS),
}
"""By what the names of the files begin with. Those without keywords of their own have the topics of the cases."""
SCHEMAS = "schemas/"
"""The folder of files that say what stands in files of a dataset."""


def dataset_of(path: str) -> str:
    """The name of the dataset that a file, by its path below the folder of data, belongs to; LookupError where none fits."""
    begins = re.split(r"[./-]", path.removeprefix(SCHEMAS))[0]
    for name, dataset in DATASETS.items():
        if begins in (name, *dataset.begins):
            return name
    raise LookupError(f"{path}: DATASETS of generator/exports/files.py needs a row for it")


def format_of(path: str) -> Format:
    """The format of a file; LookupError where it is not known."""
    ends = path.rpartition(".")[2]
    if ends not in FORMATS:
        raise LookupError(f"{path}: FORMATS of generator/exports/files.py needs a row for it")
    return FORMATS[ends]


def paths(catalog: Catalog) -> tuple[str, ...]:
    """Where every file stands below the folder of data, but for those that list them; known before any of them is made."""
    identified = ("vocabularies.jsonld", "vocabularies.ttl") if catalog.settings.site_url else ()
    return (
        *("cases.json", *map(routes.case_data, catalog.cases), "countries.json", "cities.json", "vocabularies.json", "graph.json"),
        *("cases.csv", "results.csv", "cases.geojson"),
        *map(workbook, catalog.settings.languages),
        *("cases.bib", "cases.csl.json", "CITATION.cff"),
        *identified,
        *map(envelope.schema, schemas.NAMES),
        "datapackage.json",
    )


def workbook(code: str) -> str:
    """The workbook in a language."""
    return f"cases.{code}.xlsx"
