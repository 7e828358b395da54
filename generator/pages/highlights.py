"""Figures that stand for themselves on home and on lists: measured, sourced, the ones that tell of effects first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import routes
from generator.pages.page import once_a_case
from generator.pages.views import Highlight, Named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.catalog import CaseEntry
    from generator.models.case import Result
    from generator.pages.page import Here

TELLING = ("impact", "outcome", "output")
"""Kinds of results that say what came of a case, the most telling first; what went into it is none."""
LONGEST_LABEL = 80


def highlights(here: Here, cases: Iterable[CaseEntry], most: int) -> tuple[Highlight, ...]:
    """At most `most` figures, one a case, from as many countries as can be; the order of cases decides between equals."""
    found = [(rank, highlight) for case in cases for rank, highlight in _best(here, case)]
    found.sort(key=lambda each: each[0])
    chosen: list[Highlight] = []
    for distinct in (True, False):
        for _, each in found:
            if len(chosen) < most and each not in chosen and not (distinct and each.country in {other.country for other in chosen}):
                chosen.append(each)
    return tuple(chosen)


@once_a_case
def _best(here: Here, case: CaseEntry) -> tuple[tuple[int, Highlight], ...]:
    """The most telling figure of a case under its label in the language shown, if it has one."""
    text = here.text(case.texts, case.facts.original_language)
    if text is None:
        return ()
    result = most_telling(each for each in case.facts.results if 0 < len(text.head.results.get(each.id, "")) <= LONGEST_LABEL)
    if result is None:
        return ()
    places = [here.name(here.catalog.cities[each].facts.names) for each in case.facts.cities]
    source = next(each for each in case.facts.sources if each.id == result.source)
    highlight = Highlight(
        result=result,
        label=text.head.results[result.id],
        language=text.language,
        case=Named(places[0] if len(places) == 1 else text.head.title, routes.case(case.id)),
        country=here.country_name(case.country),
        publisher=source.publisher,
    )
    return ((TELLING.index(result.kind), highlight),)


def most_telling(results: Iterable[Result]) -> Result | None:
    """Of the results that tell most of what came of a case, the first of the latest year; None where all are plans or what went into it."""
    return min(filter(_tells, results), key=lambda each: (TELLING.index(each.kind), -_year(each)), default=None)


def _year(result: Result) -> int:
    """The year of a figure or in which its period ends; 0 where no source gives one."""
    ended = result.period and (result.period.end or result.period.start)
    return result.year or (int(ended[:4]) if ended else 0)


def _tells(result: Result) -> bool:
    return result.value is not None and result.kind in TELLING and result.status in {None, "measured"}
