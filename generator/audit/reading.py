"""Bytes of a page → the tree that a browser builds from them, and where each element begins."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Comment

import html5lib

from generator.diagnostics import Location, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from generator.diagnostics import Finding

NOT_TEXT = rule(
    "site-not-text",
    "Browsers guess how bytes that are not UTF-8 are meant, and a guess can turn text into markup.",
    bad="a published page in Latin-1, or with a NUL in it",
    good="a published page in UTF-8 without control characters",
)
MALFORMED = rule(
    "site-malformed",
    "Where markup is broken, browsers repair it, each in its own way, and what was text can end up outside of its place.",
    bad="`<p>words</div>` on a page",
    good="`<p>words</p>` on a page",
)
CONTROLS = frozenset(map(chr, (*range(9), 11, *range(14, 32), 127)))
_SMALL = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


@dataclass(frozen=True)
class Read:
    """A page as a browser builds it: its `html`, and the comments before and after.

    `ends` says behind which line and column the start tag of an element ends.
    """

    path: str
    text: str
    root: Element
    ends: Mapping[Element, tuple[int, int]] = field(repr=False)
    errors: tuple[tuple[tuple[int, int], str], ...] = ()
    outside: tuple[Element, ...] = ()

    def at(self, element: Element) -> Location:
        """Where an element begins; where it was not written but added by the parser, the place at which it was."""
        line, column = self.ends.get(element, (1, 0))
        end = self._starts[min(line, len(self._starts)) - 1] + column
        begins = f"<{name_of(element)}"
        start = self._small.rfind(begins.lower(), 0, end)
        return self._span(start, end) if start >= 0 else Location(self.path, line, column + 1, line, column + 1)

    def malformed(self) -> Iterator[Finding]:
        """What a browser has to repair."""
        for (line, column), problem in self.errors:
            yield MALFORMED.at(Location(self.path, line, max(column, 1), line, max(column, 1) + 1), problem=problem)

    def _span(self, start: int, end: int) -> Location:
        first, last = self._line(start), self._line(end)
        return Location(self.path, first + 1, start - self._starts[first] + 1, last + 1, end - self._starts[last] + 1)

    def _line(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    @cached_property
    def _small(self) -> str:
        """The text in small letters, each at its place."""
        return self.text.translate(_SMALL)

    @cached_property
    def _starts(self) -> list[int]:
        """At which character each line begins."""
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]


def read(path: str, content: bytes) -> Read | Finding:
    """A page, or why it is no text."""
    try:
        text = content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        return NOT_TEXT.at(of_offset(path, content, error.start))
    for offset, character in enumerate(text):
        if character in CONTROLS:
            return NOT_TEXT.at(of_offset(path, content, len(text[:offset].encode())))
    return parsed(path, text)


def parsed(path: str, text: str) -> Read:
    """The tree of a text with lines that end in LF."""
    parser: Any = html5lib.HTMLParser(namespaceHTMLElements=False)
    ends: dict[Element, tuple[int, int]] = {}

    def placed(kind: Any) -> Any:
        def make(*of: Any) -> Any:
            node = kind(*of)
            ends[_element(node)] = parser.tokenizer.stream.position()
            return node

        return make

    parser.tree.elementClass, parser.tree.commentClass = placed(parser.tree.elementClass), placed(parser.tree.commentClass)
    root = parser.parse(text)
    outside = tuple(each for each in _element(parser.tree.document) if is_comment(each))
    return Read(path, text, root, ends, tuple((place, code) for place, code, _ in parser.errors), outside)


def _element(node: Any) -> Element:
    """What stands in the tree for a node of html5lib, which has no other name for it."""
    found: Element = node._element  # noqa: SLF001
    return found


def is_comment(element: Element) -> bool:
    tag: object = element.tag
    return tag is Comment


def name_of(element: Element) -> str:
    """The name of an element without its namespace; `!--` for a comment."""
    return "!--" if is_comment(element) else str(element.tag).rpartition("}")[2]


def of_offset(path: str, content: bytes, offset: int, length: int = 1) -> Location:
    """The place of a byte; what is no UTF-8 counts a column for each piece that cannot be read."""
    line = content.count(b"\n", 0, offset) + 1
    column = len(content[content.rfind(b"\n", 0, offset) + 1 : offset].decode("utf-8", "replace")) + 1
    return Location(path, line, column, line, column + length)
