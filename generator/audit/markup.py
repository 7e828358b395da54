"""Elements, attributes and addresses of a page: whatever stands in no list of `allowed` is named."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.audit import allowed
from generator.audit.reading import name_of
from generator.diagnostics import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from generator.audit.reading import Read
    from generator.diagnostics import Finding, Location

ELEMENT = rule(
    "site-element",
    "Elements that our pages do not need can load, run or imitate something.",
    bad="`<iframe src=…>` on a page",
    good="a link to what the frame would have shown",
)
ATTRIBUTE = rule(
    "site-attribute",
    "Attributes that our pages do not need can run scripts, or change how a page looks and what a click does.",
    bad="`<p onclick=…>` on a page",
    good="`<p class=…>` on a page",
)
PROSE = rule(
    "site-prose",
    "Where contributors write there is text, with links, lists and tables, and nothing else.",
    bad="`<form>` in the text of a case",
    good="`<strong>` in the text of a case",
)
ADDRESS = rule(
    "site-address",
    "An address can run a script, leave the site without looking like it, or show another host than it leads to.",
    bad="`javascript:…` or `//host` on a page",
    good="`https://host/` or `../cases/` on a page",
)
OFF_SITE = rule(
    "site-off-site",
    "A page that loads something from elsewhere tells others who reads it, and shows what others decide.",
    bad="`https://host/style.css` as the style sheet of a page",
    good="`../assets/site.css` as the style sheet of a page",
)
LINK = rule(
    "site-external-link",
    "An address that a contributor chose gets no weight from our name, and no hold on the window that it was opened from.",
    bad="`<a href=https://…>` in an article",
    good="`<a href=https://… rel='noopener nofollow ugc'>` in an article",
)

LOADED = {("img", "src"), ("img", "srcset"), ("script", "src"), ("form", "action"), ("form", "data-bundle"), ("form", "data-index")}
"""What a browser or a script fetches, by element and attribute; beside `<link>`, where the relation tells."""
LED = {("a", "href"), *LOADED, ("link", "href")}


def findings(page: Read) -> Iterator[Finding]:
    """What is wrong with the elements of a page, in their order."""
    # No function that calls itself: a page may be nested deeper than Python goes.
    waiting = [(element, False, False) for element in (*reversed(page.outside), page.root)]
    while waiting:
        element, in_prose, in_article = waiting.pop()
        yield from _of(page, element, in_prose=in_prose, in_article=in_article)
        in_prose = in_prose or allowed.PROSE in element.get("class", "").split()
        in_article = in_article or name_of(element) == "article"
        waiting += [(child, in_prose, in_article) for child in reversed(element)]


def addresses(element: Element) -> Iterator[tuple[str, str]]:
    """Each address that an element holds, with the name of its attribute; of a `srcset` each of the pictures to choose from."""
    for name, value in element.attrib.items():
        if (name_of(element), name) in LED:
            yield from ((name, each) for each in (_candidates(value) if name == "srcset" else [value]))


def _candidates(srcset: str) -> list[str]:
    """The addresses in a `srcset`; ours hold no comma. What has none is an empty one, which no list allows."""
    return [(each.split() or [""])[0] for each in srcset.split(",")]


def loads(element: Element, name: str) -> bool:
    """Whether what an attribute leads to is fetched without anybody asking for it."""
    tag = name_of(element)
    if tag == "link":
        return bool(set(element.get("rel", "").split()) & allowed.LOADING_LINKS)
    return (tag, name) in LOADED


def _of(page: Read, element: Element, *, in_prose: bool, in_article: bool) -> Iterator[Finding]:
    """What is wrong with one element: that it is there, or else its attributes."""
    known = allowed.ELEMENTS.get(str(element.tag))
    if known is None:
        yield ELEMENT.at(page.at(element), element=name_of(element))
        return
    here = allowed.IN_PROSE.get(str(element.tag)) if in_prose else known
    if here is None:
        yield PROSE.at(page.at(element), element=name_of(element))
        return
    for name in element.attrib:
        if name not in here:
            yield (PROSE if name in known else ATTRIBUTE).at(page.at(element), element=f"{name_of(element)} {name}")
    for name, value in addresses(element):
        if name in here:
            yield from _address(page, element, name, value)
    if in_article and name_of(element) == "a":
        yield from _outward(element, page.at(element), in_prose=in_prose)


def _address(page: Read, element: Element, name: str, value: str) -> Iterator[Finding]:
    if loads(element, name) and (urlsplit(value).scheme or value.startswith("//")) and not value.lower().startswith("javascript:"):
        yield OFF_SITE.at(page.at(element), address=value)
    elif not (allowed.PICTURE if name_of(element) == "img" else allowed.ADDRESS).fullmatch(value):
        yield ADDRESS.at(page.at(element), address=value)


def _outward(link: Element, place: Location, *, in_prose: bool) -> Iterator[Finding]:
    """A link out of the site where contributors may have chosen its address."""
    said = set(link.get("rel", "").split())
    ours = allowed.OWN in said and not in_prose
    if allowed.OUTWARD.fullmatch(link.get("href", "")) and not ours and not said >= allowed.EXTERNAL:
        yield LINK.at(place, address=link.attrib["href"])
