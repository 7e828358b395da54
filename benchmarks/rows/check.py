"""`iscn check` of many cases: from nothing, against the least that reading them costs; and after one file was changed."""

from __future__ import annotations

import statistics
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from benchmarks import measured
from benchmarks.corpus.cases import REPOSITORY
from benchmarks.corpus.facts import TODAY
from benchmarks.paired import alone, paired
from benchmarks.row import Goal, Result, Row, of_ratio
from benchmarks.sites import iscn, save

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.measured import Measured
    from benchmarks.sites import Bench

CASES = 10_000
MOST, MOST_SECONDS = 1.3, 1.5
LEFT_OUT = ("the least is libyaml and pydantic alone on the same files: no positions, no Markdown, no rules, one process",)


def measure(bench: Bench) -> Result:
    number = bench.cases(CASES)
    folder = bench.clean("ours", number)
    least = (sys.executable, "-m", "benchmarks.least", str(folder))
    cold = paired(
        lambda: _check(folder, "--no-cache"), lambda: measured.run(least, REPOSITORY), bench.pairs, bench.budget, f"check, {number} × 5"
    )
    changed = _changed(bench, number)
    goals = (
        of_ratio(f"check of {number} × 5 from nothing, wall time against libyaml and pydantic alone", MOST, cold.ratio("wall")),
        Goal("the same after one file was changed", MOST_SECONDS, statistics.median(run.wall for run in changed), "s"),
    )
    return Result(goals, {"cold": asdict(cold), "one file changed": [asdict(run) for run in changed]}, LEFT_OUT)


def _changed(bench: Bench, number: int) -> tuple[Measured, ...]:
    path, folder = bench.text(number), bench.site("ours", number)
    original = path.read_bytes()
    _check(folder)

    def again() -> Measured:
        save(path, original, bench.word())
        return _check(folder)

    try:
        return alone(again, bench.pairs, "check, one file changed")
    finally:
        path.write_bytes(original)


def _check(folder: Path, *options: str) -> Measured:
    return measured.run(iscn("check", "--root", str(folder), "--today", TODAY, *options), folder)


ROW = Row("check", "The checks on ten thousand cases", 15, measure, quick=True)
