"""What `iscn audit` says of a page alone, and what is left of a page when all its words are taken away."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any

from generator.audit import head, identity, markup, reading
from generator.audit.reading import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

HERE = "index.html"
DATA = "application/ld+json"
"""The type of the one script of a page that is no script: browsers never run it."""


def parsed(html: str) -> Element:
    """The page as a browser builds it from these bytes."""
    return reading.parsed(HERE, html).root


def dangers(html: str) -> list[str]:
    """What is wrong with a page whatever is around it, but for the security policy; empty when it is safe."""
    page = reading.parsed(HERE, html)
    found = chain(markup.findings(page), head.elements(page), identity.findings(page))
    return [f"{finding.location.line}:{finding.location.column} {finding.code} {dict(finding.values)}" for finding in found]


def data_blocks(page: Element) -> Iterator[Element]:
    """The scripts of a page that are data."""
    return (each for each in page.iter("script") if each.get("type") == DATA)


def shape(html: str) -> list[tuple[str, ...]]:
    """Every element of a page with its depth and the names of its attributes: what is left when all words are taken away."""
    return list(_shape(parsed(html), 0))


def _shape(element: Element, depth: int) -> Iterator[tuple[str, ...]]:
    yield (str(depth), name_of(element), *sorted(element.attrib))
    for child in element:
        yield from _shape(child, depth + 1)


def words(html: str) -> list[str]:
    """All words that a page shows or says, piece by piece: texts and values of attributes."""
    return [
        " ".join(piece.split())
        for element in parsed(html).iter()
        for piece in (*_texts(element), element.tail, *element.attrib.values())
        if piece
    ]


def _texts(element: Element) -> Iterator[str | None]:
    """What stands in an element before the first one inside it; of data, each text in it."""
    if name_of(element) == "script" and element.get("type") == DATA:
        yield from _leaves(json.loads(element.text or "{}"))
    else:
        yield element.text


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _leaves(each)
    else:
        yield str(value)


def head_nodes(html: str) -> list[tuple[str, ...]]:
    """The nodes of the head in their order, each with the names of its attributes and what tells it apart."""
    head = parsed(html).find("head")
    assert head is not None
    telling = ("charset", "name", "http-equiv", "rel", "hreflang")
    return [(name_of(each), *sorted(each.attrib), *(each.attrib[name] for name in telling if name in each.attrib)) for each in head]
