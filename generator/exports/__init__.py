"""The knowledge base as open data, below `data/v1/`: one module a published format. Values of a catalog go in, bytes come out.

What is in the files follows from the content alone, so that the same content gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import routes
from generator.exports import bulk, citations, dcat, files, package, places, planned, records, schemas, sheets, skos, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.catalog import Catalog
    from generator.exports.planned import Joined, Planned

    Artifacts = Iterator[tuple[str, bytes]]
    Plan = Iterator[Planned | Joined]


@dataclass(frozen=True)
class Job:
    """Files that are made together and need none of the others. Holds a function and names only, so that any process can do it."""

    name: str
    think: Callable[..., Plan]
    about: tuple[str, ...] = ()

    def plan(self, catalog: Catalog) -> Plan:
        """Each file at its path below the folder of data, thought out and not written; one after the other."""
        return self.think(catalog, *self.about)

    def artifacts(self, catalog: Catalog) -> Artifacts:
        """Path below the site and content of each file, one after the other."""
        for path, content in planned.artifacts(self.plan(catalog)):
            yield f"{routes.DATA_FOLDER}/{path}", content


def jobs(catalog: Catalog) -> tuple[Job, ...]:
    """All that there is to make, the longest first; in any order, and in several processes, it gives the same files."""
    workbooks = (Job(f"workbook {code}", sheets.plan, (code,)) for code in catalog.settings.languages)
    others = (Job("records", _records), Job("citations", citations.plan), Job("linked", _linked), Job("schemas", _described))
    return (*workbooks, *others)


def artifacts(catalog: Catalog) -> Artifacts:
    """Path below the site and content of every file of data."""
    for job in jobs(catalog):
        yield from job.artifacts(catalog)


def _records(catalog: Catalog) -> Plan:
    cases = [records.case(catalog, entry) for entry in catalog.cases.values()]
    yield from bulk.plan(catalog, cases)
    yield from tables.plan(catalog.settings.languages, cases)
    yield from places.plan(catalog)


def _linked(catalog: Catalog) -> Plan:
    yield from skos.plan(catalog)
    yield from dcat.plan(catalog, files.paths(catalog))


def _described(catalog: Catalog) -> Plan:
    yield from schemas.plan()
    yield from package.plan(catalog.settings.languages)
