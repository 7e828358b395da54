"""What home shows of the cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expected_pages import cases
from reading import classed

if TYPE_CHECKING:
    from building import Site

SHOWN = 6


def test_newest_cases_come_from_as_many_countries_as_there_are(real: Site):
    """All cases of the repository that came in on its latest day: no country has two before another one has its first."""
    days = {identity: facts["added"] for identity, facts in cases(real.content).items()}
    latest = {identity for identity, day in days.items() if day == max(days.values())}
    countries = {identity[:2] for identity in latest}
    assert len(latest) >= SHOWN
    shown = [
        link.get("href", "").removeprefix("cases/").rstrip("/")
        for title in classed(real.page("en"), "card-title")
        for link in title.iter("a")
    ]
    assert len(shown) == SHOWN
    assert {identity[:2] for identity in shown[: len(countries)]} == countries
