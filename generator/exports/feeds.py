"""Atom (RFC 4287): what is new and what has changed, of each language, each topic and each country in that language.

Ids are UUIDs of version 5 (RFC 4122), made of names that last: neither the address of the site nor a title is part of
them, nor the order of the languages, so nothing looks new to a reader when one of these changes. A tag URI (RFC 4151)
would hang on the domain, and a domain is what sites like this lose first. The name of a case is the first id that it
had: who renames a case lists the old id in `former_ids`, and its entries stay what they were.

A case without a text in the language of the feed stands there in that of its original, and says so by `xml:lang`: who
follows a feed wants to hear of a case on the day it comes in, not on the day it is translated. A withdrawn case stays as
a notice, since readers of feeds keep what they have been told. Days begin at midnight, UTC.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from generator import languages, routes
from generator.catalog import fallbacks, in_language
from generator.citation import last_day

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from generator.catalog import CaseEntry, Catalog, Settings
    from generator.languages import Locale
    from generator.models.case import Case

ATOM = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMESPACE = uuid.UUID("3644f381-6987-47d0-b210-66a665e27f8f")
"""Drawn once, for this program; whatever is named in it is named in the knowledge base of one network."""
MOST = 50
"""So many entries a feed holds at most: who reads it once a month misses none, and it stays small."""


@dataclass(frozen=True)
class Feed:
    """A list of cases that people can follow: the page that shows it, its title, and a day of the content for when it has none."""

    route: routes.Route
    title: str
    cases: tuple[CaseEntry, ...]
    begun: datetime.date | None


def artifacts(catalog: Catalog, locale: Locale) -> Iterator[tuple[str, bytes]]:
    """Path below the folder of the language and content of each feed; none before anybody has said where the site will stand."""
    if catalog.settings.site_url:
        for feed in _feeds(catalog, locale):
            newest = sorted(feed.cases, key=_newest_first)[:MOST]
            updated = max((last_day(case.facts) for case in newest), default=feed.begun)
            if updated:
                yield routes.feed(feed.route), _written(catalog.settings, locale, feed, newest, updated)


def _feeds(catalog: Catalog, locale: Locale) -> Iterator[Feed]:
    """One for each page that lists cases by language, topic or country; a day of a country is that of its profile."""
    site, cases = catalog.settings.name(locale.code), tuple(catalog.cases.values())
    days = [country.facts.added for country in catalog.countries.values()]
    yield Feed(routes.HOME, site, cases, max(days, default=None))
    for topic in dict.fromkeys(topic for case in catalog.published() for topic in case.facts.topics):
        title = locale.text("interface.title-on-site", title=locale.label("topic", topic), site=site)
        yield Feed(routes.topic(topic), title, tuple(case for case in cases if topic in case.facts.topics), None)
    for country in catalog.countries.values():
        title = locale.text("interface.title-on-site", title=in_language(country.facts.names, locale.code), site=site)
        there = tuple(case for case in cases if case.country == country.id)
        yield Feed(routes.country(country.id), title, there, country.facts.added)


def _newest_first(case: CaseEntry) -> tuple[int, int, str]:
    """The latest change first, then the latest arrival, then by id: no two cases are equal in this."""
    return -last_day(case.facts).toordinal(), -case.facts.added.toordinal(), case.id


def _written(settings: Settings, locale: Locale, feed: Feed, cases: Iterable[CaseEntry], updated: datetime.date) -> bytes:
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(f"{{{ATOM}}}feed", {LANG: locale.tag})
    _put(root, "id", _urn(settings, "feed", locale.code, feed.route.path))
    _put(root, "title", feed.title)
    _put(root, "subtitle", locale.text("feed.about"))
    _put(root, "updated", _midnight(updated))
    _put(_put(root, "author"), "name", settings.network(locale.code))
    _put(root, "rights", locale.text("feed.rights"))
    routed = (feed.route, routes.Route(routes.feed(feed.route)))
    page, own = (routes.absolute(settings.site_url, locale.code, each) for each in routed)
    _put(root, "link", rel="self", type="application/atom+xml", href=own)
    _put(root, "link", rel="alternate", type="text/html", hreflang=locale.tag, href=page)
    for case in cases:
        _entry(_put(root, "entry"), settings, locale, case)
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(entry: ElementTree.Element, settings: Settings, locale: Locale, case: CaseEntry) -> None:
    facts = case.facts
    text = next(case.texts[each] for each in fallbacks(locale.code, facts.original_language, settings) if each in case.texts)
    spoken = text.language if not facts.withdrawn else locale.code
    _put(entry, "id", _urn(settings, "case", locale.code, first_id(case)))
    _put(entry, "title", text.head.title if not facts.withdrawn else locale.text("case.withdrawn-title"), language=spoken, reader=locale)
    _put(entry, "published", _midnight(facts.added))
    _put(entry, "updated", _midnight(last_day(facts)))
    address = routes.absolute(settings.site_url, locale.code, routes.case(case.id))
    _put(entry, "link", rel="alternate", type="text/html", hreflang=languages.tag(spoken), href=address)
    for topic in facts.topics:
        _put(entry, "category", term=topic, label=locale.label("topic", topic))
    summary = facts.withdrawn.reason if facts.withdrawn else text.head.summary
    if summary:
        _put(entry, "summary", summary, language="en" if facts.withdrawn else spoken, reader=locale)
    if facts.changes and not facts.withdrawn:
        _put(entry, "content", _with_changes(facts, summary or "", spoken, locale), type="html")


def first_id(case: CaseEntry) -> str:
    """The id that a case had when it came in: the first of its former ones, which stand in the order in which it had them."""
    return case.facts.former_ids[0] if case.facts.former_ids else case.id


def _with_changes(facts: Case, summary: str, language: str, locale: Locale) -> str:
    """What has changed, the latest first, and then the summary, as HTML. Editors write what has changed in English."""
    body = ElementTree.Element("div")
    ElementTree.SubElement(body, "p").text = locale.text("case.changes")
    listed = ElementTree.SubElement(body, "ul")
    for change in sorted(facts.changes, key=lambda each: each.date, reverse=True):
        line = ElementTree.SubElement(listed, "li")
        line.text = f"{locale.date(change.date)}: "
        ElementTree.SubElement(line, "span", lang=languages.tag("en")).text = change.note
    ElementTree.SubElement(body, "p", lang=languages.tag(language)).text = summary
    return ElementTree.tostring(body, encoding="unicode", method="html")


def _urn(settings: Settings, *name: str) -> str:
    """An id that no other network has, and that stays as long as the English name of the network does."""
    names = settings.base.network
    network = in_language(names, "en", min(names))
    return uuid.uuid5(NAMESPACE, "\n".join((network, *name))).urn


def _midnight(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _put(
    parent: ElementTree.Element, name: str, words: str = "", /, *, language: str = "", reader: Locale | None = None, **attributes: str
) -> ElementTree.Element:
    """An element of Atom with a text, which names its language where that is not the reader's."""
    if reader and language != reader.code:
        attributes = {LANG: languages.tag(language), **attributes}
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = words or None
    return element
