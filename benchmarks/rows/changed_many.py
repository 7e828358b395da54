"""The same among ten times as many cases, without search."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from benchmarks.row import Result, Row, of_ratio
from benchmarks.rows.changed import LEFT_OUT, changes

if TYPE_CHECKING:
    from benchmarks.sites import Bench

CASES = 10_000
MOST = 1 / 40


def measure(bench: Bench) -> Result:
    number = bench.cases(CASES)
    html, note = bench.html_only
    series = changes(bench, number, html, "HTML only")
    goal = of_ratio(f"one text changed, {number} × 5, HTML only, wall time against Hugo's full build", MOST, series.ratio("wall"), note)
    return Result((goal,), asdict(series), LEFT_OUT)


ROW = Row("changed-many", "One text of one of ten thousand cases changed", 60, measure, needs="hugo")
