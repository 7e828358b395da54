"""A build from nothing, against plain MkDocs with Material and mkdocs-static-i18n: processor time, for MkDocs has one process."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from benchmarks.paired import paired
from benchmarks.row import Result, Row, of_ratio

if TYPE_CHECKING:
    from benchmarks.sites import Bench

CASES = 500
MOST = 1 / 20
LEFT_OUT = (
    "MkDocs checks nothing and has no pages of topics, instruments and stages, no related pages, no feeds, no open data",
    "its search is lunr: one file of all words for all languages; ours is Pagefind, an index for each language",
    "its pages hold the whole navigation, as is usual for such sites, and are several times as large as ours",
)


def measure(bench: Bench) -> Result:
    number = bench.cases(CASES)
    series = paired(
        lambda: bench.ours(number, cold=True), lambda: bench.material(number), bench.pairs, bench.budget, f"material, {number} × 5"
    )
    goal = of_ratio(f"cold build, {number} × 5, processor time against mkdocs-static-i18n", MOST, series.ratio("cpu"))
    return Result((goal,), asdict(series), LEFT_OUT)


ROW = Row("material", "A build from nothing against MkDocs with Material and mkdocs-static-i18n", 20, measure, needs="mkdocs")
