"""The vocabularies as SKOS (W3C Recommendation): a scheme for each, with its terms in every language of the site.

Words under which people search for a topic are `hiddenLabel`, not `altLabel`: they lead to it and do not mean the same ("bus").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import licences, routes
from generator.citation import LICENCE
from generator.exports import bulk, rdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalog import Catalog
    from generator.exports.planned import Planned
    from generator.languages import Locale

WORDED = ("dct:title", "skos:prefLabel", "skos:definition", "skos:hiddenLabel")
LINKING = ("dct:license", "skos:inScheme", "skos:topConceptOf")


def plan(catalog: Catalog) -> Iterator[Planned]:
    """`vocabularies.jsonld` and `vocabularies.ttl`; nothing before anybody has said where the site will stand."""
    address = routes.data_address(catalog.settings.site_url, routes.VOCABULARIES)
    if address:
        meaning = rdf.context(address, prefixes=("dct", "skos"), worded=WORDED, linking=LINKING)
        document = {"@context": meaning, "@graph": list(_nodes(catalog.settings.languages))}
        yield from rdf.both(routes.VOCABULARIES.partition(".")[0], document)


def _nodes(codes: tuple[str, ...]) -> Iterator[rdf.Values]:
    for name, terms in bulk.vocabularies(codes).items():
        yield _scheme(name, codes)
        for term in terms:
            yield _concept(name, term["id"], codes)


def _scheme(name: str, codes: tuple[str, ...]) -> rdf.Values:
    title = rdf.worded(codes, lambda locale: locale.text(f"vocabulary.{name}"))
    return {
        "@id": routes.concept(name),
        "@type": "skos:ConceptScheme",
        "dct:title": title,
        "skos:prefLabel": title,
        "dct:license": licences.address(LICENCE),
    }


def _concept(name: str, term: str, codes: tuple[str, ...]) -> rdf.Values:
    defined = rdf.worded(codes, lambda locale: locale.definition(name, term) if _is_defined(locale, name, term) else "")
    hidden = rdf.worded(codes, lambda locale: [each for each in locale.synonyms(name, term) if each != locale.label(name, term)])
    return {
        "@id": routes.concept(name, term),
        "@type": "skos:Concept",
        "skos:notation": term,
        "skos:prefLabel": rdf.worded(codes, lambda locale: locale.label(name, term)),
        **({"skos:definition": defined} if defined else {}),
        **({"skos:hiddenLabel": hidden} if hidden else {}),
        "skos:inScheme": routes.concept(name),
        "skos:topConceptOf": routes.concept(name),
    }


def _is_defined(locale: Locale, name: str, term: str) -> bool:
    return term in locale.words["definition"].get(name, ())
