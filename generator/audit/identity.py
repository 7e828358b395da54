"""Ids of a page, and the language that it says it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.audit import allowed
from generator.audit.reading import name_of
from generator.diagnostics import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from generator.audit.reading import Read
    from generator.diagnostics import Finding

TWICE = rule(
    "site-id-twice",
    "A link, a label or a script finds the first of two elements with one id, and that need not be the one that was meant.",
    bad="two headings with `id=sources` on a page",
    good="each id once on a page",
)
CLOBBERING = rule(
    "site-id-clobbers",
    "Scripts find elements by their ids and names as if these were words of the program: one can take the place of the other.",
    bad="`<input name=action>` on a page, or `id=__search`",
    good="`<input name=topic>` on a page, or `id=section-search`",
)
MISSING = rule(
    "site-id-missing",
    "A label that names an element which is not there is read out to nobody.",
    bad="`aria-labelledby=facts` on a page without `id=facts`",
    good="`aria-labelledby=facts` on a page with one element of this id",
)
LANGUAGE = rule(
    "site-language",
    "Browsers, screen readers and search engines read a page aloud, break its lines and offer it in the language that it names.",
    bad="`<html lang=en>` below `de/`",
    good="`<html lang=de>` below `de/`",
)


def findings(page: Read) -> Iterator[Finding]:
    """What is wrong with ids and languages on a page."""
    yield from _ids(page)
    yield from _languages(page)


def ids(root: Element) -> list[str]:
    return [element.attrib["id"] for element in root.iter() if "id" in element.attrib]


def _ids(page: Read) -> Iterator[Finding]:
    seen, there = set(), set(ids(page.root))
    for element in page.root.iter():
        name = element.get("id")
        if name is not None and name in seen:
            yield TWICE.at(page.at(element), id=name)
        seen.add(name)
        for word in _words(element):
            if not allowed.IDENTIFIER.fullmatch(word) or (name_of(element) in allowed.CONTROLS and _is_taken(word)):
                yield CLOBBERING.at(page.at(element), id=word)
        for attribute in allowed.REFERRING:
            for other in element.get(attribute, "").split():
                if other not in there:
                    yield MISSING.at(page.at(element), id=other)


def _words(element: Element) -> list[str]:
    """The id of an element, and its name where a script would find it by that."""
    names = ("id", "name") if name_of(element) in allowed.CONTROLS else ("id",)
    return [element.attrib[name] for name in names if name in element.attrib]


def _is_taken(word: str) -> bool:
    return word in allowed.CLOBBERING or word.startswith("on")


def _languages(page: Read) -> Iterator[Finding]:
    folder, _, below = page.path.partition("/")
    tag = page.root.get("lang", "")
    if not allowed.LANGUAGE.fullmatch(tag) or (below and _main(tag) != _main(folder)):
        yield LANGUAGE.at(page.at(page.root), language=tag)
    for element in page.root.iter():
        if element is not page.root:
            yield from (LANGUAGE.at(page.at(element), language=value) for value in _wrong(element))


def _wrong(element: Element) -> Iterator[str]:
    """What an element within a page says of a language, or of the direction of its script, that browsers do not know."""
    names = ("lang",) if element.tag == "link" else ("lang", "hreflang")
    yield from (element.attrib[name] for name in names if name in element.attrib and not allowed.LANGUAGE.fullmatch(element.attrib[name]))
    if element.get("dir", "ltr") not in {"ltr", "rtl"}:
        yield element.attrib["dir"]


def _main(tag: str) -> str:
    return tag.partition("-")[0].lower()
