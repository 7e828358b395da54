"""What a row of the table is: a target, how it is measured, and what came out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.paired import Ratio
    from benchmarks.sites import Bench

TIMES = "×"


@dataclass(frozen=True)
class Goal:
    """One number that must not be larger than another. `measured` is None where it could not be measured; `note` says why, or how.

    `at_most` is None where a whole row could not be measured: then there is this one for it.
    """

    what: str
    at_most: float | None
    measured: float | None
    unit: str = TIMES
    spread: tuple[float, float] | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        return None if self.measured is None or self.at_most is None else self.measured <= self.at_most

    @property
    def verdict(self) -> str:
        """Whether it is met, and by how much it is missed."""
        if self.measured is None or self.at_most is None:
            return "not measured"
        return "met" if self.met else f"missed by {self.measured / self.at_most - 1:.0%}"


def of_ratio(what: str, at_most: float, ratio: Ratio, note: str = "") -> Goal:
    """A goal for the ratio of two series, with the least and the most of its pairs."""
    return Goal(what, at_most, ratio.median, TIMES, (ratio.least, ratio.most), note)


@dataclass(frozen=True)
class Result:
    """What came out of a row. `details` are the runs themselves, `left_out` what either side does not do that the other does."""

    goals: tuple[Goal, ...]
    details: dict[str, Any] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """`minutes` is how long it takes, roughly, on two cores, the corpus included; `quick` whether it is part of `make bench-quick`.

    `needs` is the program that it compares with.
    """

    name: str
    about: str
    minutes: float
    measure: Callable[[Bench], Result]
    quick: bool = False
    needs: str = ""


class MissingError(Exception):
    """Something that a row needs is not installed; the message says how to get it."""
