"""The knowledge base as open data, below `data/v1/`: one module a published format. Values of a catalog go in, bytes come out.

What is in the files follows from the content alone, so that the same content gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import routes
from generator.exports import bulk, citations, dcat, files, package, places, records, schemas, sheets, skos, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.catalog import Catalog

    Artifacts = Iterator[tuple[str, bytes]]


@dataclass(frozen=True)
class Job:
    """Files that are made together and need none of the others. Holds a function and names only, so that any process can do it."""

    name: str
    make: Callable[..., Artifacts]
    about: tuple[str, ...] = ()

    def artifacts(self, catalog: Catalog) -> Artifacts:
        """Path below the site and content of each file, one after the other."""
        for path, content in self.make(catalog, *self.about):
            yield f"{routes.DATA_FOLDER}/{path}", content


def jobs(catalog: Catalog) -> tuple[Job, ...]:
    """All that there is to make, the longest first; in any order, and in several processes, it gives the same files."""
    workbooks = (Job(f"workbook {code}", sheets.artifacts, (code,)) for code in catalog.settings.languages)
    others = (Job("records", _records), Job("citations", citations.artifacts), Job("linked", _linked), Job("schemas", _described))
    return (*workbooks, *others)


def artifacts(catalog: Catalog) -> Artifacts:
    """Path below the site and content of every file of data."""
    for job in jobs(catalog):
        yield from job.artifacts(catalog)


def _records(catalog: Catalog) -> Artifacts:
    cases = [records.case(catalog, entry) for entry in catalog.cases.values()]
    yield from bulk.artifacts(catalog, cases)
    yield from tables.artifacts(catalog, cases)
    yield from places.artifacts(catalog)


def _linked(catalog: Catalog) -> Artifacts:
    yield from skos.artifacts(catalog)
    yield from dcat.artifacts(catalog, files.paths(catalog))


def _described(catalog: Catalog) -> Artifacts:
    yield from schemas.artifacts()
    yield from package.artifacts(catalog.settings.languages)
