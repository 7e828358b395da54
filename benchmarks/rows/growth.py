"""How time and memory grow with ten times as many cases."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from benchmarks.paired import paired
from benchmarks.row import Goal, Result, Row, of_ratio

if TYPE_CHECKING:
    from benchmarks.paired import Series
    from benchmarks.sites import Bench

SMALL, LARGE, TEN = 1000, 10_000, 10
MOST_TIME, MOST_MEMORY, MOST_OF_HUGO = 10.0, 4.0, 1 / 10
STEPS = (100, 1000, 10_000)


def measure(bench: Bench) -> Result:
    """Ten times as many cases and as many in turn; before them, once each, the steps to there."""
    large = bench.cases(LARGE)
    small = SMALL if large == LARGE else max(1, large // TEN)
    html, note = bench.html_only
    steps = {number: asdict(bench.ours(number, *html, cold=True)) for number in STEPS if number < small}
    growth = paired(
        lambda: bench.ours(large, *html, cold=True),
        lambda: bench.ours(small, *html, cold=True),
        bench.pairs,
        bench.budget,
        f"growth, {large} and {small} × 5",
    )
    theirs = bench.hugo(large)
    named = f"from {small} to {large} cases"
    goals = (
        of_ratio(f"wall time of a cold build, HTML only, {named}", MOST_TIME, growth.ratio("wall"), note),
        _memory(f"peak memory, {named}", growth, note),
        _of_hugo(f"peak memory at {large} × 5 against Hugo", growth, theirs.memory, note),
    )
    return Result(goals, {"growth": asdict(growth), "hugo": asdict(theirs), "steps": steps}, ("what processes share is counted in each",))


def _memory(what: str, growth: Series, note: str) -> Goal:
    if growth.ours[0].memory is None:
        return Goal(what, MOST_MEMORY, None, note="memory is measured on Linux only")
    return of_ratio(what, MOST_MEMORY, growth.ratio("memory"), note)


def _of_hugo(what: str, growth: Series, theirs: float | None, note: str) -> Goal:
    ours = [run.memory for run in growth.ours if run.memory is not None]
    if not ours or not theirs:
        return Goal(what, MOST_OF_HUGO, None, note="memory is measured on Linux only")
    return Goal(what, MOST_OF_HUGO, sorted(ours)[len(ours) // 2] / theirs, note=note)


ROW = Row("growth", "Time and memory from a thousand to ten thousand cases", 120, measure, needs="hugo")
