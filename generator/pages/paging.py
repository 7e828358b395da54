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


def first(here: Here, cases: Sequence[CaseEntry]) -> tuple[Card, ...]:
    """The first page of a list of cases, as cards; first entries stand on the last."""
    return _sheet(here, cases, 0)


def links(here: Here, route: Route, cases: Sequence[CaseEntry]) -> tuple[Named, ...]:
    """The pages of a list by their numbers; none where all of it stands on one."""
    numbers = range(1, -(-len(cases) // MOST) + 1) if len(cases) > MOST else ()
    return tuple(Named(here.locale.text("list.page", n=here.locale.number(number)), routes.sheet(route, number)) for number in numbers)


def following(here: Here, beginning: Page, cases: Sequence[CaseEntry]) -> Iterator[Page]:
    """The pages of a list after its first, which shows more than the list."""
    if len(cases) <= MOST:
        return
    number, pages = here.locale.number, links(here, beginning.route, cases)
    for place in range(1, len(pages)):
        cards = _sheet(here, cases, place)
        before = place * MOST
        lead = here.locale.text("list.page-of", first=number(before + 1), last=number(before + len(cards)), all=number(len(cases)))
        yield Page(
            route=routes.sheet(beginning.route, place + 1),
            template="cases",
            title=here.locale.text("list.page-title", title=beginning.title, n=number(place + 1)),
            description=lead,
            view=ListView(lead, (Group("", cards=cards),), pages=pages),
            versions=here.versions(),
            text_language=here.language,
            trail=(*beginning.trail, Named(beginning.title, beginning.route)),
        )


def _sheet(here: Here, cases: Sequence[CaseEntry], place: int) -> tuple[Card, ...]:
    return tuple(card(here, case) for case in sorted(cases, key=here.is_stub)[place * MOST : (place + 1) * MOST])
