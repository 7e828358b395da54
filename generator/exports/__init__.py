"""The knowledge base as open data, below `data/v1/`: one module a published format. Values of a catalog go in, bytes come out.

What is in the files follows from the content alone, so that the same content gives the same bytes.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from generator import routes
from generator.exports import bulk, citations, dcat, package, places, records, schemas, sheets, skos, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalog import Catalog


def artifacts(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    """Path below the site and content of every file of data."""
    cases = [records.case(catalog, entry) for entry in catalog.cases.values()]
    made = (
        bulk.artifacts(catalog, cases),
        tables.artifacts(catalog, cases),
        places.artifacts(catalog),
        sheets.artifacts(catalog),
        citations.artifacts(catalog),
        skos.artifacts(catalog),
        schemas.artifacts(),
        package.artifacts(catalog.settings.languages),
    )
    paths = []
    for path, content in chain.from_iterable(made):
        paths.append(path)
        yield f"{routes.DATA_FOLDER}/{path}", content
    for path, content in dcat.artifacts(catalog, paths):
        yield f"{routes.DATA_FOLDER}/{path}", content
