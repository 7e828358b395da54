"""Charts of what came of a case: before and after, over the years, parts of a whole. The build draws them from `results`."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.pages.views import Bar, Chart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.languages import Locale
    from generator.models.case import Result
    from generator.pages.views import Figure

FULL = 1000
"""How long the longest bar of a chart is."""
_OF_A_SERIES = re.compile(r"(.+)-([12][0-9]{3})")
"""Figures of one series have ids that begin alike and end with their years, such as `systems-2019` and `systems-2023`."""


def charts(locale: Locale, figures: Iterable[Figure]) -> tuple[Chart, ...]:
    """What can be drawn of these figures, each at most once. Ranges and figures below zero stand in the table alone."""
    left = [figure for figure in figures if figure.result.value is not None and figure.result.value >= 0]
    changed = [figure for figure in left if figure.result.baseline is not None and figure.result.baseline >= 0]
    left = [figure for figure in left if figure not in changed]
    series = _series(left)
    left = [figure for figure in left if not any(figure in each for each in series)]
    shares = ((figure, _share(figure.result)) for figure in left)
    parts = tuple(Bar(_with_year(figure), figure.result, share, of_whole=True) for figure, share in shares if share is not None)
    drawn = (
        *(Chart(figure.label, _before_and_after(locale, figure.result)) for figure in changed),
        *(Chart("", _side_by_side([(_with_year(figure), figure.result) for figure in each])) for each in series),
    )
    return (*drawn, Chart("", parts)) if parts else drawn


def _before_and_after(locale: Locale, result: Result) -> tuple[Bar, ...]:
    before, after = result.baseline or Decimal(), result.value or Decimal()
    words = locale.text("case.result-before")
    longest = max(before, after)
    return (
        Bar(f"{words} ({result.baseline_year})" if result.baseline_year else words, result, _length(before, longest), before=True),
        Bar(str(result.year or locale.text("case.result-change")), result, _length(after, longest)),
    )


def _series(figures: Iterable[Figure]) -> list[list[Figure]]:
    """The same thing in two years or more, the earliest first."""
    found: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        result, named = figure.result, _OF_A_SERIES.fullmatch(figure.result.id)
        if named and named[2] == str(result.year):
            found[named[1], result.unit, result.per].append(figure)
    return [sorted(each, key=lambda figure: figure.result.year or 0) for each in found.values() if len(each) > 1]


def _side_by_side(rows: list[tuple[str, Result]]) -> tuple[Bar, ...]:
    longest = max(result.value or Decimal() for _, result in rows)
    return tuple(Bar(words, result, _length(result.value or Decimal(), longest)) for words, result in rows)


def _share(result: Result) -> int | None:
    """How much of its whole a figure is, in thousandths; None where it is no part of one."""
    whole = Decimal(100) if result.unit == "percent" else result.of
    return _length(result.value, whole) if whole and result.value is not None and result.value <= whole else None


def _length(value: Decimal, longest: Decimal) -> int:
    return round(FULL * value / longest) if longest else 0


def _with_year(figure: Figure) -> str:
    """The label, with the year where it does not name it."""
    year = str(figure.result.year or "")
    return figure.label if year in figure.label else f"{figure.label} ({year})"
