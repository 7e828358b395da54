"""How many files and bytes are published: hosts have limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.corpus.cases import LANGUAGES
from benchmarks.row import Goal, Result, Row

if TYPE_CHECKING:
    from benchmarks.sites import Bench

CASES = 1000
MOST_FILES, MOST_KILOBYTES = 4.0, 45.0


def measure(bench: Bench) -> Result:
    number = bench.cases(CASES)
    bench.ours(number)
    sizes = [path.stat().st_size for path in (bench.site("ours", number) / "site").rglob("*") if path.is_file()]
    texts = number * len(LANGUAGES)
    goals = (
        Goal(f"published files a case and language, search included, {number} × 5", MOST_FILES, len(sizes) / texts, "files"),
        Goal("published bytes a case and language, search included", MOST_KILOBYTES, sum(sizes) / texts / 1000, "kB"),
    )
    return Result(goals, {"files": len(sizes), "bytes": sum(sizes)})


ROW = Row("published", "Published files and bytes", 3, measure)
