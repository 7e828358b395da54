"""A build from nothing, against Hugo."""

from __future__ import annotations

import subprocess
from dataclasses import asdict
from typing import TYPE_CHECKING

from benchmarks.corpus.cases import LANGUAGES
from benchmarks.corpus.facts import TODAY
from benchmarks.paired import paired
from benchmarks.row import Result, Row, of_ratio
from benchmarks.sites import iscn, options

if TYPE_CHECKING:
    from benchmarks.sites import Bench

CASES = 1000
MOST = 1.0
LEFT_OUT = (
    "Hugo checks nothing, has no search index (a JSON index of each language instead), no open data and no record of each case",
    "ours has no page of its own for what Hugo writes as aliases of first pages of lists",
    "Hugo's related pages follow from shared terms only, ours also from who learned from whom, size and origin",
)
TIMINGS = "--timings"


def measure(bench: Bench) -> Result:
    number = bench.cases(CASES)
    series = paired(lambda: bench.ours(number, cold=True), lambda: bench.hugo(number), bench.pairs, bench.budget, f"cold, {number} × 5")
    details = asdict(series) | {"bytes of a page": _weights(bench, number), "profile": _profile(bench, number)}
    return Result((of_ratio(f"cold build, {number} × 5, wall time against Hugo", MOST, series.ratio("wall")),), details, LEFT_OUT)


def _weights(bench: Bench, number: int) -> dict[str, int]:
    """How much a page of a case weighs on average: both engines must have about as much to write."""
    folders = {"ours": bench.site("ours", number) / "site", "hugo": bench.site("hugo", number) / "public"}
    found = {}
    for name, folder in folders.items():
        sizes = [path.stat().st_size for language in LANGUAGES for path in (folder / language / "cases").glob("??/*/index.html")]
        found[name] = sum(sizes) // max(1, len(sizes))
    return found


def _profile(bench: Bench, number: int) -> str:
    """What a build says of its stages, where it can."""
    if TIMINGS not in options("build"):
        return f"`iscn build` has no `{TIMINGS}` yet"
    folder = bench.clean("ours", number)
    command = iscn("build", "--root", str(folder), "--today", TODAY, TIMINGS)
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder).stdout


ROW = Row("cold", "A build from nothing against Hugo's", 15, measure, quick=True, needs="hugo")
