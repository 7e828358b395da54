"""What is known of external addresses, in words: for a terminal, as Markdown, as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator import translation, work
from generator.formats import code, prose
from generator.links import state

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping

    from generator.languages import Locale
    from generator.links.mentions import Mention, Mentions
    from generator.links.state import Record

VERSION = 1
"""Version of the JSON format; it grows by one whenever a key goes or changes its meaning."""
TOLD = {
    state.GONE: "work.group.gone",
    state.FAILING: "work.group.failing",
    state.MOVED: "links.group.moved",
    "cannot-tell": "links.group.cannot-tell",
}
"""States whose addresses are listed, in this order → where their words stand. Of the others only the number is told."""


@dataclass(frozen=True)
class Listing:
    """Addresses and who names them, what is known of them, and what happened in this run."""

    today: datetime.date
    named: Mentions
    known: Mapping[str, Record]
    asked: int = 0
    left: int = 0
    offline: bool = False

    def of(self, wanted: str) -> list[str]:
        """The addresses in a state, as the content has them: by the records that name them."""
        found = [each for each in self.named if self.state(each) == wanted]
        return sorted(found, key=lambda each: (self.named[each][0].kind, self.named[each][0].id, self.named[each][0].field))

    def state(self, address: str) -> str:
        return self.known[address].state if address in self.known else state.UNKNOWN


def as_text(listing: Listing, locale: Locale) -> Iterator[tuple[str, str]]:
    """Lines for a terminal, each with its style."""
    yield locale.text("links.as-of", date=locale.date(listing.today)), "loud"
    yield from ((line, "") for line in _numbers(listing, locale))
    if listing.offline:
        yield locale.text("links.offline"), "warning"
    for kind, key in TOLD.items():
        found = listing.of(kind)
        if found:
            yield "", ""
            yield f"{locale.text(f'{key}.heading')}: {locale.number(len(found))}", "warning" if kind == state.GONE else "loud"
            yield locale.text(f"{key}.meaning"), "quiet"
        for address in found:
            yield f"  {address}", ""
            yield from ((f"    {line}", "") for line in _lines(listing, address, locale))


def as_markdown(listing: Listing, locale: Locale) -> Iterator[str]:
    """The same as Markdown; whatever others wrote is code."""
    yield f"**{prose(locale.text('links.as-of', date=locale.date(listing.today)))}**"
    yield ""
    yield from (f"- {prose(line)}" for line in _numbers(listing, locale))
    if listing.offline:
        yield from ("", prose(locale.text("links.offline")))
    for kind, key in TOLD.items():
        found = listing.of(kind)
        if found:
            yield from ("", f"### {prose(locale.text(f'{key}.heading'))}: {locale.number(len(found))}", "")
            yield from (prose(locale.text(f"{key}.meaning")), "")
        for address in found:
            yield f"- {code(address)}"
            yield from (f"  - {code(line)}" for line in _lines(listing, address, locale))


def as_json(listing: Listing) -> str:
    """Everything for programs; the keys are described in docs/links.md."""
    told = [_address(listing, address) for address in listing.named]
    run = {"asked": listing.asked, "left": listing.left, "offline": listing.offline}
    values = {"version": VERSION, "today": listing.today.isoformat(), **run, "addresses": told}
    return json.dumps(values, ensure_ascii=False, indent=2)


def _numbers(listing: Listing, locale: Locale) -> Iterator[str]:
    yield f"{locale.text('links.named')}: {locale.number(len(listing.named))}"
    yield f"{locale.text('links.asked')}: {locale.number(listing.asked)}"
    if listing.left:
        yield f"{locale.text('links.left')}: {locale.number(listing.left)}"
    for kind in ("fine", state.UNKNOWN):
        if found := listing.of(kind):
            yield f"{locale.text(f'links.group.{kind}')}: {locale.number(len(found))}"


def _lines(listing: Listing, address: str, locale: Locale) -> Iterator[str]:
    """Who names an address, what is wrong with it, and what could be written instead."""
    record, places = listing.known[address], listing.named[address]
    for place in places:
        yield f"{name(place)} {place.field}" + (f": {locale.text('links.copied')}" if place.copied else "")
    if record.failures:
        yield work.failed(record.failures, locale)
    elif record.moved:
        yield f"{locale.text('links.moved')} {record.moved}"
    else:
        yield locale.text(f"links.word.{record.word}")
    if record.copy and any(place.copyable and not place.copied for place in places):
        yield f"archived_url: {record.copy}"


def name(place: Mention) -> str:
    return translation.name_of(place.kind, place.id)


def _address(listing: Listing, address: str) -> dict[str, Any]:
    record = listing.known.get(address)
    failures = record.failures if record else ()
    return {
        "address": address,
        "state": listing.state(address),
        "word": record.word if record else None,
        "asked": record.asked.isoformat() if record else None,
        "failures": [{"day": day.isoformat(), "word": word} for day, word in failures],
        "moved": (record.moved if record else "") or None,
        "copy": (record.copy if record else "") or None,
        "places": [{"kind": each.kind, "id": each.id, "field": each.field, "copied": each.copied} for each in listing.named[address]],
    }
