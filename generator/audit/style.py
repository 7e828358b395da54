"""Style sheets: what they load, and where it stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tinycss2

from generator.audit import allowed
from generator.audit.judged import Link
from generator.audit.markup import OFF_SITE
from generator.diagnostics import Location, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diagnostics import Finding

BROKEN = rule(
    "site-style",
    "What browsers cannot read of a style sheet they leave out, together with what follows it.",
    bad="a style sheet with `@import`, or with a bracket that is never closed",
    good="a style sheet without mistakes that stands for itself",
)


def findings(path: str, text: str) -> Iterator[Finding]:
    """Mistakes, imports, and addresses elsewhere."""
    rules = _rules(text)
    for each in _nodes(rules):
        if each.type == "error" or (each.type == "at-rule" and each.lower_at_keyword == "import"):
            yield BROKEN.at(_at(path, each))
    for node, address in _addresses(rules):
        if not is_here(address) and not allowed.STYLE_DATA.match(address):
            yield OFF_SITE.at(_at(path, node), address=address)


def links(path: str, text: str) -> Iterator[Link]:
    """The files that a style sheet names on this site."""
    for node, address in _addresses(_rules(text)):
        if is_here(address):
            yield Link(address, _at(path, node))


def is_here(address: str) -> bool:
    return bool(allowed.ADDRESS.fullmatch(address)) and ":" not in address


def _rules(text: str) -> list[Any]:
    return list(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def _nodes(nodes: list[Any]) -> Iterator[Any]:
    """Each node of a style sheet and all within it, in their order, however deep they lie."""
    waiting = nodes[::-1]
    while waiting:
        node = waiting.pop()
        yield node
        for inner in ("arguments", "content", "prelude"):
            waiting += reversed(getattr(node, inner, None) or [])


def _addresses(nodes: list[Any]) -> Iterator[tuple[Any, str]]:
    """Each address in a style sheet with the node that holds it."""
    for node in _nodes(nodes):
        if node.type == "url":
            yield node, node.value
        if node.type == "function" and node.lower_name in {"url", "src", "image-set", "-webkit-image-set"}:
            yield from ((node, argument.value) for argument in node.arguments if argument.type == "string")


def _at(path: str, node: Any) -> Location:
    return Location(path, node.source_line, node.source_column, node.source_line, node.source_column + 1)
