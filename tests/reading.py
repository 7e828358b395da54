"""Built HTML as trees. The reader is stricter than a browser: a tag that is not closed in order is an error."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, TreeBuilder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
ADDRESSES = ("href", "src", "action", "data-bundle", "poster", "formaction", "data", "cite", "background")
"""Attributes that hold an address."""


class NotWellFormedError(AssertionError):
    """A tag is closed that is not open, or left open; a browser would guess what was meant."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder, self.open = TreeBuilder(), [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            raise NotWellFormedError(f"line {self.getpos()[0]}: <{tag}> has an attribute twice: {names}")
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)
        else:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1] != tag:
            raise NotWellFormedError(f"line {self.getpos()[0]}: </{tag}> closes <{self.open[-1]}>")
        self.builder.end(self.open.pop())

    def handle_data(self, data: str) -> None:
        if len(self.open) > 1:
            self.builder.data(data)
        elif data.strip():
            raise NotWellFormedError(f"text outside the page: {data.strip()[:40]}")


def tree_of(html: str) -> Element:
    """A page, or a piece of one with a single root."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.open != [""]:
        raise NotWellFormedError(f"<{reader.open[-1]}> is never closed")
    return reader.builder.close()


def pages_below(folder: Path) -> dict[str, Element]:
    """Every HTML page below a folder, by its path."""
    return {path.relative_to(folder).as_posix(): tree_of(path.read_text("utf-8")) for path in sorted(folder.rglob("*.html"))}


def text_of(element: Element | None) -> str:
    """The words in an element, white space folded; empty where there is no element."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def classed(page: Element, name: str) -> list[Element]:
    """The elements of a class."""
    return [element for element in page.iter() if name in element.get("class", "").split()]


def meta(page: Element, name: str) -> str:
    return next((element.get("content", "") for element in page.iter("meta") if element.get("name") == name), "")


def links(page: Element, relation: str) -> list[Element]:
    """The `<link>` elements of a relation."""
    return [element for element in page.iter("link") if element.get("rel") == relation]


def canonical(page: Element) -> str:
    return next((element.get("href", "") for element in links(page, "canonical")), "")


def alternates(page: Element) -> dict[str, str]:
    """Language tag → address of the page in that language."""
    return {element.get("hreflang", ""): element.get("href", "") for element in links(page, "alternate") if "hreflang" in element.attrib}


def addresses(page: Element) -> Iterator[tuple[Element, str, str]]:
    """Element, attribute and value of everything on a page that leads to something."""
    for element in page.iter():
        for name in ADDRESSES:
            if name in element.attrib:
                yield element, name, element.attrib[name]
