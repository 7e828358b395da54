"""A build after one text of one case was changed, against Hugo's, which always builds everything."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.paired import paired
from benchmarks.row import Result, Row, of_ratio
from benchmarks.sites import save

if TYPE_CHECKING:
    from benchmarks.measured import Measured
    from benchmarks.paired import Series
    from benchmarks.sites import Bench

CASES = 1000
MOST, MOST_HTML = 1 / 5, 1 / 10
LEFT_OUT = (
    "Hugo 0.111 has no incremental build; its server, which has one, writes no site",
    "the text is an original, so that its translations are outdated from then on and the case's pages change in every language",
)


def measure(bench: Bench) -> Result:
    number = bench.cases(CASES)
    html, note = bench.html_only
    whole = changes(bench, number, (), "with search")
    alone = changes(bench, number, html, "HTML only") if html else whole
    goals = (
        of_ratio(f"one text changed, {number} × 5, wall time against Hugo's full build", MOST, whole.ratio("wall")),
        of_ratio("the same, HTML only", MOST_HTML, alone.ratio("wall"), note),
    )
    return Result(goals, {"with search": asdict(whole), "HTML only": asdict(alone)}, LEFT_OUT)


def changes(bench: Bench, number: int, options: tuple[str, ...], name: str) -> Series:
    """Pairs of builds after another change each; the text is as it was afterwards."""
    path = bench.text(number)
    original = path.read_bytes()
    bench.ours(number, *options)
    try:
        ours = partial(_changed, bench, number, options, original)
        return paired(ours, lambda: bench.hugo(number), bench.pairs, bench.budget, f"changed, {number} × 5, {name}")
    finally:
        path.write_bytes(original)


def _changed(bench: Bench, number: int, options: tuple[str, ...], original: bytes) -> Measured:
    save(bench.text(number), original, bench.word())
    return bench.ours(number, *options)


ROW = Row("changed", "One text of one case changed", 10, measure, quick=True, needs="hugo")
