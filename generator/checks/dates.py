"""Days and years that cannot be."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from generator.checks.registry import Report, check
from generator.diagnostics import Finding, Severity
from generator.models.records import records, slots

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from pydantic import BaseModel

    from generator.catalog import CaseEntry, Catalog, CityEntry, CountryEntry
    from generator.yaml_text import Path

NOT_AHEAD = frozenset({"added", "accessed", "date"})
"""Fields that tell of something that was done."""


@check("date-in-future")
def date_in_future(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Nobody can have checked, opened or added anything tomorrow; such a date hides how old a fact is.

    Bad: `verified: {date: 2062-11-23, …}`
    Good: `verified: {date: 2026-11-23, …}`
    """
    if catalog.today is None:
        return
    entries: tuple[CaseEntry | CountryEntry | CityEntry, ...] = (
        *catalog.cases.values(),
        *catalog.countries.values(),
        *catalog.cities.values(),
    )
    for entry in entries:
        for path, day in _days(entry.facts):
            if day > catalog.today:
                yield report(entry.at(*path), value=day.isoformat())


@check("dates-out-of-order")
def dates_out_of_order(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """What ends before it starts has two figures swapped, or one mistyped.

    Bad: `period: {start: 2021, live: 2019}`
    Good: `period: {start: 2019, live: 2021}`
    """
    entries: tuple[CaseEntry | CountryEntry, ...] = (*catalog.cases.values(), *catalog.countries.values())
    for entry in entries:
        for path, earlier, later in _spans(entry.facts):
            if _starts_after(earlier, later):
                yield report(entry.at(*path), earlier=earlier, later=later)


@check("baseline-not-before")
def baseline_not_before(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A starting value is older than the figure that is compared with it.

    Bad: `year: 2015` with `baseline_year: 2018`
    Good: `year: 2018` with `baseline_year: 2015`
    """
    for case in catalog.cases.values():
        for index, result in enumerate(case.facts.results):
            if result.year and result.baseline_year and result.baseline_year > result.year:
                yield report(case.at("results", index, "baseline_year"), year=result.year, before=result.baseline_year)


@check("ended-unclear", Severity.warning)
def ended_unclear(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Readers must know whether something still runs: stage, end and reason tell the same story.

    Bad: `stage: operation` with `ended: {reason: funding-ended}`
    Good: `stage: ended` with `ended: {reason: funding-ended}`
    """
    for case in catalog.cases.values():
        end = case.facts.period.end if case.facts.period else None
        told = case.facts.ended or (end and _is_over(end, catalog.today))
        if told and case.facts.stage not in {"ended", None}:
            yield report(case.at("stage"), stage=case.facts.stage)


def _is_over(end: str, today: datetime.date | None) -> bool:
    """Whether an end has passed; in the year or month of which it may still be ahead it has not. Without a day, nothing lies ahead."""
    exact = end.removesuffix("~")
    return today is None or exact < today.isoformat()[: len(exact)]


def _days(record: BaseModel) -> Iterator[tuple[Path, datetime.date]]:
    """Every day in a record on which something was done, with its place."""
    for path, inner in records(record):
        for name in (slot.name for slot in slots(type(inner)) if slot.name in NOT_AHEAD):
            day = getattr(inner, name)
            if day is not None:
                yield (*path, name), day


_PAIRS = (("start", "live"), ("live", "end"), ("start", "end"), ("valid_from", "valid_to"))


def _spans(record: BaseModel) -> Iterator[tuple[Path, str, str]]:
    """Every pair of dates in a record of which the second cannot come first, with the place of the second."""
    for path, inner in records(record):
        for earlier, later in _pairs(type(inner)):
            pair = getattr(inner, earlier), getattr(inner, later)
            if all(pair):
                yield (*path, later), str(pair[0]), str(pair[1])


@cache
def _pairs(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The pairs of which a model has both."""
    return tuple(pair for pair in _PAIRS if set(pair) <= {slot.name for slot in slots(model)})


def _starts_after(earlier: str, later: str) -> bool:
    """Whether one date certainly comes after another; where one is only a year, its year counts. About is never certain."""
    if "~" in earlier + later:
        return False
    length = min(len(earlier), len(later))
    return earlier[:length] > later[:length]
