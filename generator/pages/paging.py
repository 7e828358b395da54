"""Long lists of cases, cut into pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import routes
from generator.pages.page import Page
from generator.pages.views import Group, ListView, Named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.pages.page import Here
    from generator.pages.views import Card
    from generator.routes import Route

MOST = 200
"""So many cases stand on one page at most: more are slow to load on a phone, and nobody reads them."""


def sheets(cards: Iterable[Card]) -> tuple[tuple[Card, ...], ...]:
    """Cards as they stand page by page, first entries last; one empty page where there is none."""
    ordered = sorted(cards, key=lambda card: card.stub)
    return tuple(tuple(ordered[start : start + MOST]) for start in range(0, len(ordered), MOST)) or ((),)


def links(here: Here, route: Route, count: int) -> tuple[Named, ...]:
    """The pages of a list by their numbers; none where all of it stands on one."""
    numbers = range(1, count + 1) if count > 1 else ()
    return tuple(Named(here.locale.text("list.page", n=here.locale.number(number)), routes.sheet(route, number)) for number in numbers)


def following(here: Here, first: Page, cut: tuple[tuple[Card, ...], ...]) -> Iterator[Page]:
    """The pages of a list after its first, which shows more than the list."""
    number = here.locale.number
    every, pages = sum(map(len, cut)), links(here, first.route, len(cut))
    for place, cards in enumerate(cut[1:], start=1):
        before = place * MOST
        lead = here.locale.text("list.page-of", first=number(before + 1), last=number(before + len(cards)), all=number(every))
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
