"""Long lists of cases, cut into pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import routes
from generator.pages.cases import card
from generator.pages.page import Page
from generator.pages.views import Group, ListView, Named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.catalog import CaseEntry
    from generator.pages.page import Here
    from generator.pages.views import Card
    from generator.routes import Route

MOST = 200
"""So many cases stand on one page at most: more are slow to load on a phone, and nobody reads them."""


def sheets(here: Here, cases: Sequence[CaseEntry]) -> tuple[tuple[Card, ...], ...]:
    """Cases as cards, page by page, first entries last; one empty page where there is none."""
    cards = sorted((card(here, case) for case in cases), key=lambda each: each.stub)
    return tuple(tuple(cards[start : start + MOST]) for start in range(0, len(cards), MOST)) or ((),)


def links(here: Here, route: Route, cases: Sequence[CaseEntry]) -> tuple[Named, ...]:
    """The pages of a list by their numbers; none where all of it stands on one."""
    numbers = range(1, -(-len(cases) // MOST) + 1) if len(cases) > MOST else ()
    return tuple(Named(here.locale.text("list.page", n=here.locale.number(number)), routes.sheet(route, number)) for number in numbers)


def following(here: Here, first: Page, cases: Sequence[CaseEntry]) -> Iterator[Page]:
    """The pages of a list after its first, which shows more than the list."""
    if len(cases) <= MOST:
        return
    number, pages = here.locale.number, links(here, first.route, cases)
    for place, cards in enumerate(sheets(here, cases)[1:], start=1):
        before = place * MOST
        lead = here.locale.text("list.page-of", first=number(before + 1), last=number(before + len(cards)), all=number(len(cases)))
        yield Page(
            route=routes.sheet(first.route, place + 1),
            template="cases",
            title=here.locale.text("list.page-title", title=first.title, n=number(place + 1)),
            description=lead,
            view=ListView(lead, (Group("", cards=cards),), pages=pages),
            versions=here.versions(),
            text_language=here.language,
            trail=(*first.trail, Named(first.title, first.route)),
        )
