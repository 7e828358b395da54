"""A build after nothing was changed, against Hugo's."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from benchmarks.paired import paired
from benchmarks.row import Result, Row, of_ratio

if TYPE_CHECKING:
    from benchmarks.sites import Bench

CASES = 10_000
MOST = 1 / 100


def measure(bench: Bench) -> Result:
    number = bench.cases(CASES)
    html, note = bench.html_only
    bench.ours(number, *html)
    series = paired(lambda: bench.ours(number, *html), lambda: bench.hugo(number), bench.pairs, bench.budget, f"nothing, {number} × 5")
    goal = of_ratio(f"nothing changed, {number} × 5, wall time against Hugo's full build", MOST, series.ratio("wall"), note)
    return Result((goal,), asdict(series), ("Hugo keeps nothing that would tell it that nothing changed",))


ROW = Row("nothing", "Nothing changed", 60, measure, quick=True, needs="hugo")
