"""How every case, and the base as a whole, is cited: BibTeX, CSL-JSON and the Citation File Format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from generator import citation, languages, vocabulary
from generator.exports import records
from generator.exports.envelope import written
from generator.exports.planned import Planned, key, planned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalog import Catalog
    from generator.citation import Cited


def plan(catalog: Catalog) -> Iterator[Planned]:
    """`cases.bib` and `cases.csl.json`, an entry for each published case in each of its languages, and `CITATION.cff`."""
    cited = list(_cited(catalog))
    known_by = key(cited)
    yield Planned("cases.bib", known_by, lambda: "\n".join(map(citation.bibtex, cited)).encode())
    yield Planned("cases.csl.json", known_by, lambda: written(list(map(citation.csl, cited))) + b"\n")
    yield planned("CITATION.cff", _citation_file(catalog), _as_yaml)


def _cited(catalog: Catalog) -> Iterator[Cited]:
    """A case in each language of the site in which it has a text; one without any is cited as the default language shows it."""
    settings = catalog.settings
    for case in catalog.published():
        found = [code for code in settings.languages if code in case.texts]
        for code in found or [settings.default_language]:
            yield citation.of_case(settings, case, case.texts.get(code, case.original), code)


def _citation_file(catalog: Catalog) -> dict[str, Any]:
    """The base as a whole, in the default language of the site.

    Source: schema of the Citation File Format 1.2.0. It takes several licences for a choice between them, so that of the
    texts stands alone, and the abstract tells that of the facts.
    """
    settings = catalog.settings
    locale, changed = languages.locale(settings.default_language), records.last_changed(catalog)
    fields = {
        "cff-version": "1.2.0",
        "message": locale.text("workbook.cite"),
        "type": "dataset",
        "title": settings.name(locale.code),
        "abstract": f"{locale.text('home.lead')} {locale.text('interface.licence-note')}",
        "authors": [{"name": settings.network(locale.code)}],
        "license": citation.LICENCE,
        "url": settings.site_url,
        "date-released": changed.isoformat() if changed else None,
        "keywords": [locale.label("topic", topic) for topic in vocabulary.terms()["topic"]],
    }
    return {name: value for name, value in fields.items() if value}


def _as_yaml(values: dict[str, Any]) -> bytes:
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=120).encode()
