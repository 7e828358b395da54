"""Linked data: a document of JSON-LD as bytes, and the same statements as Turtle.

Nothing in our documents is without an address of its own, so that no name is made up on the way and the bytes are always the same.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator import languages
from generator.exports.envelope import written
from generator.exports.planned import Planned, key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Values = dict[str, Any]

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def both(name: str, document: Values) -> Iterator[Planned]:
    """A document under a name, in both forms: `name.jsonld` and `name.ttl`."""
    known_by = key(document)
    yield Planned(f"{name}.jsonld", known_by, lambda: written(document) + b"\n")
    yield Planned(f"{name}.ttl", known_by, lambda: _turtle(json.dumps(document, ensure_ascii=False)))


def context(
    base: str, *, prefixes: Iterable[str], worded: Iterable[str] = (), linking: Iterable[str] = (), dated: Iterable[str] = ()
) -> Values:
    """What the keys of a document mean. Ids in it go on from `base`.

    `worded` are properties whose values are words by language, `linking` those whose values are ids, `dated` those with days.
    """
    return {
        "@base": base,
        **{prefix: PREFIXES[prefix] for prefix in prefixes},
        **{name: {"@id": name, "@container": "@language"} for name in worded},
        **{name: {"@id": name, "@type": "@id"} for name in linking},
        **{name: {"@id": name, "@type": "xsd:date"} for name in dated},
    }


def worded(codes: Iterable[str], words: Callable[[languages.Locale], Any]) -> Values:
    """Words in each language by its BCP 47 tag; languages that have none are left out."""
    found = {languages.tag(code): words(languages.locale(code)) for code in codes}
    return {tag: each for tag, each in found.items() if each}


def _turtle(document: str) -> bytes:
    """The statements of a JSON-LD text."""
    import rdflib  # noqa: PLC0415 - loading it takes longer than most commands
    from rdflib.plugins.parsers.jsonld import to_rdf  # noqa: PLC0415 - as above; `parse` goes through a class that rdflib gives up

    graph = rdflib.Graph()
    to_rdf(json.loads(document), graph)
    return bytes(graph.serialize(format="turtle", encoding="utf-8"))
