"""Reads a built page as a browser does and names everything on it that could run, load, or change the page around it."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Comment, ProcessingInstruction

import html5lib
from building import REPOSITORY

from generator.offline import records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_ANYWHERE = "id class lang dir tabindex role aria-label aria-labelledby aria-hidden aria-current hidden"
_ALLOWED = {
    "a": "href hreflang rel",
    "article": "",
    "body": "",
    "br": "",
    "blockquote": "",
    "button": "type data-copy",
    "caption": "",
    "circle": "cx cy r",
    "code": "translate",
    "dd": "",
    "del": "",
    "details": "open",
    "div": "",
    "dl": "",
    "dt": "",
    "em": "",
    "footer": "",
    "fieldset": "",
    "form": "action method autocomplete data-bundle data-besides data-index data-loading data-none data-failed data-found data-more-than"
    " data-kinds data-endings data-languages data-remove data-without data-with-first",
    "h1": "",
    "h2": "",
    "h3": "",
    "head": "",
    "header": "",
    "hr": "",
    "html": "",
    "input": "name type value autocomplete spellcheck enterkeyhint data-cases",
    "label": "for",
    "li": "",
    "link": "rel href type hreflang as crossorigin title",
    "main": "",
    "meta": "charset name content http-equiv",
    "nav": "",
    "ol": "",
    "option": "value data-first",
    "p": "data-copied data-selected",
    "mark": "",
    "path": "d",
    "pre": "translate",
    "rect": "width height",
    "script": "src type",
    "section": "",
    "select": "name",
    "span": "translate",
    "strong": "",
    "summary": "",
    "svg": "viewBox focusable preserveAspectRatio",
    "table": "",
    "tbody": "",
    "td": "scope data-label",
    "th": "scope",
    "thead": "",
    "title": "",
    "tr": "",
    "ul": "",
}
ALLOWED = {tag: {*_ANYWHERE.split(), *names.split()} for tag, names in _ALLOWED.items()}
"""Every element that a page of ours may hold, and its attributes."""
_BARE = "blockquote br code del em hr li ol p pre strong table tbody thead tr ul"
IN_PROSE: dict[str, set[str]] = {
    **{tag: set() for tag in _BARE.split()},
    "a": {"href", "rel", "class", "aria-label"},
    "div": {"class", "tabindex"},
    "td": {"class"},
    "th": {"class"},
}
"""What may stand where contributors write."""
ADDRESS = re.compile(r"https?://[^/\\@\s?#]+(?:[/?#]\S*)?|mailto:[\w.+-]+@[\w.-]+|(?!//)[./a-zA-Z0-9-]*(?:#[a-zA-Z0-9-]+)?")
SCRIPTS = (*(f"assets/{path.name}" for path in sorted((REPOSITORY / "generator" / "static").glob("*.js"))), records.PATH)


DATA = "application/ld+json"
"""The type of the one script of a page that is no script: browsers never run it."""


def parsed(html: str) -> Element:
    """The page as a browser builds it from these bytes."""
    return html5lib.parse(html, namespaceHTMLElements=False)


def dangers(html: str) -> list[str]:
    """What is wrong with a page; empty when it is safe."""
    page = parsed(html)
    ids = Counter(element.attrib["id"] for element in page.iter() if "id" in element.attrib)
    blocks = len(list(data_blocks(page)))
    return [
        *_dangers(page, in_prose=False),
        *(f"id {name} twice" for name, times in ids.items() if times > 1),
        *([f"{blocks} blocks of data"] if blocks > 1 else []),
    ]


def data_blocks(page: Element) -> Iterator[Element]:
    """The scripts of a page that are data."""
    return (each for each in page.iter("script") if each.get("type") == DATA)


def _dangers(element: Element, *, in_prose: bool) -> Iterator[str]:
    tag = _name(element)
    allowed = IN_PROSE if in_prose else ALLOWED
    if tag not in allowed:
        yield f"<{tag}>"
        return
    for name, value in element.attrib.items():
        if name not in allowed[tag]:
            yield f"<{tag} {name}>"
        if name in {"href", "src", "action"} and not ADDRESS.fullmatch(value):
            yield f"<{tag} {name}={value}>"
    if tag == "script" and not (_is_data(element) if element.get("type") == DATA else _is_file(element)):
        yield "<script>"
    if tag in {"meta", "link", "title"} and not _in_head(element):
        yield f"<{tag}> that is not ours"
    for child in element:
        yield from _dangers(child, in_prose=in_prose or "prose" in element.get("class", "").split())


def _is_file(script: Element) -> bool:
    return script.get("src", "").endswith(SCRIPTS) and not script.text


def _is_data(script: Element) -> bool:
    """Whether a script is JSON and nothing else, without a character that could end it or begin a comment."""
    try:
        values = json.loads(script.text or "")
    except ValueError:
        return False
    return isinstance(values, dict) and set(script.attrib) == {"type"} and not re.search("[<>&\\u2028\\u2029]", script.text or "")


def _name(element: Element) -> str:
    if element.tag is Comment:
        return "!--"
    if element.tag is ProcessingInstruction:
        return "?"
    return str(element.tag).rpartition("}")[2]


def _in_head(element: Element) -> bool:
    """Whether a node of the head is one that the theme writes."""
    if element.tag == "meta":
        if element.get("http-equiv") == "refresh":
            return bool(re.fullmatch(r"0; url=[./a-z0-9-]+", element.get("content", "")))
        return element.get("http-equiv", "Content-Security-Policy") == "Content-Security-Policy"
    if element.tag == "link" and element.get("rel") in {"icon", "preload", "stylesheet"}:
        return bool(re.fullmatch(r"[./a-z-]*assets/[a-z0-9.-]+", element.get("href", "")))
    return True


def shape(html: str) -> list[tuple[str, ...]]:
    """Every element of a page with its depth and the names of its attributes: what is left when all words are taken away."""
    return list(_shape(parsed(html), 0))


def _shape(element: Element, depth: int) -> Iterator[tuple[str, ...]]:
    yield (str(depth), _name(element), *sorted(element.attrib))
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
    if _name(element) == "script" and element.get("type") == DATA:
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
    return [(_name(each), *sorted(each.attrib), *(each.attrib[name] for name in telling if name in each.attrib)) for each in head]
