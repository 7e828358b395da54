"""Two programs that take turns, A B A B: machines are shared and noisy, so only a ratio of such runs counts."""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.measured import Measured

BOTH = ("ours", "theirs")


@dataclass(frozen=True)
class Ratio:
    """How many times as much the first needs: the ratio of the medians, and the least and the most of any pair."""

    median: float
    least: float
    most: float


@dataclass(frozen=True)
class Series:
    """Runs of two programs in the order of the pairs."""

    ours: tuple[Measured, ...]
    theirs: tuple[Measured, ...]

    def ratio(self, what: str) -> Ratio:
        """The ratio of `wall`, `cpu` or `memory`."""
        return ratio(*([getattr(run, what) for run in runs] for runs in (self.ours, self.theirs)))


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
    """Of two rows of values, of which those at the same place are a pair."""
    each = [first / second for first, second in zip(ours, theirs, strict=True)]
    return Ratio(statistics.median(ours) / statistics.median(theirs), min(each), max(each))


def paired(ours: Callable[[], Measured], theirs: Callable[[], Measured], pairs: int, budget: float | None = None, name: str = "") -> Series:
    """So many pairs; no further one is begun once the budget, in seconds, would be spent by it. Says how long it will still take."""
    start = time.perf_counter()
    made: tuple[list[Measured], list[Measured]] = ([], [])
    for number in range(1, pairs + 1):
        for runs, each in zip(made, (ours, theirs), strict=True):
            runs.append(each())
        spent = time.perf_counter() - start
        left = spent / number * (pairs - number)
        walls = ", ".join(f"{who} {runs[-1].wall:.2f} s" for who, runs in zip(BOTH, made, strict=True))
        say(f"  {name}: pair {number} of {pairs}: {walls}; about {left / 60:.1f} min left")
        if budget is not None and spent + spent / number > budget:
            break
    return Series(tuple(made[0]), tuple(made[1]))


def alone(each: Callable[[], Measured], times: int, name: str = "") -> tuple[Measured, ...]:
    """So many runs of one program, where there is nothing to compare it with."""
    runs = []
    for number in range(1, times + 1):
        runs.append(each())
        say(f"  {name}: run {number} of {times}: {runs[-1].wall:.2f} s")
    return tuple(runs)


def say(line: str) -> None:
    """A line at once: some of this takes hours."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
