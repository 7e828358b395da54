"""One page: everything that is wrong with it alone, and what the whole site must know of it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.audit import allowed, head, identity, markup
from generator.audit.judged import Link, Page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from generator.audit.reading import Read
    from generator.diagnostics import Finding


def findings(page: Read) -> Iterator[Finding]:
    """What is wrong with a page whatever stands beside it."""
    yield from page.malformed()
    yield from chain(markup.findings(page), head.elements(page), head.policy(page), identity.findings(page))


def links(page: Read) -> Iterator[Link]:
    """Everything on a page that leads to something on this site."""
    for element in page.root.iter():
        for name, value in markup.addresses(element):
            if allowed.ADDRESS.fullmatch(value) and not urlsplit(value).scheme:
                yield Link(value, page.at(element), folder=name == "data-index")
        if element.get("http-equiv") == "refresh" and (to := allowed.REFRESH.fullmatch(element.get("content", ""))):
            yield Link(to[1], page.at(element))


def facts(page: Read) -> Page:
    """What the page says of itself and of its other versions."""
    nodes = list(page.root.iter("link"))
    canonical = [Link(each.get("href", ""), page.at(each)) for each in nodes if each.get("rel") == "canonical"]
    alternates = [
        (each.attrib["hreflang"], Link(each.get("href", ""), page.at(each)))
        for each in nodes
        if each.get("rel") == "alternate" and "hreflang" in each.attrib and "type" not in each.attrib
    ]
    return Page(
        ids=frozenset(identity.ids(page.root)),
        tag=page.root.get("lang", ""),
        canonical=canonical[0] if canonical else None,
        alternates=tuple(alternates),
        styles=_named(nodes, "stylesheet"),
        scripts=tuple(each.attrib["src"] for each in page.root.iter("script") if "src" in each.attrib),
        icons=_named(nodes, "icon"),
        choosing=any(each.get("type") == "checkbox" for each in page.root.iter("input")),
        fonts=any(each.get("as") == "font" for each in nodes),
    )


def _named(nodes: list[Element], relation: str) -> tuple[str, ...]:
    return tuple(each.get("href", "") for each in nodes if each.get("rel") == relation)
