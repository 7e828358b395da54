"""Findings: what is wrong, where, and the way out. Values, never exceptions; words come later, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


UNKNOWN_PREFIX = "unknown-"
"""Codes of rules for the words of a vocabulary: `unknown-topic`."""


class Severity(IntEnum):
    """How much a finding matters: only an error stops publication."""

    error = 0
    warning = 1
    hint = 2


@dataclass(frozen=True, order=True, slots=True)
class Location:
    """A span in a content file. Lines and columns count characters from 1; the end is exclusive."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def within(self, start: int, length: int) -> Location:
        """The part of a one-line span that starts `start` characters in and is `length` long."""
        column = self.column + start
        return replace(self, column=column, end_line=self.line, end_column=column + length)


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong: a kebab-case code, how much it matters, why the rule exists, a bad and a good example."""

    code: str
    severity: Severity
    why: str
    bad: str
    good: str

    def at(self, location: Location, *, fix: str | None = None, certain: bool = False, **values: object) -> Finding:
        """The finding that this rule is broken at `location`; `fix` is the exact text that should stand there.

        A fix is `certain` when a program may write it without asking what was meant.
        """
        words = tuple(sorted((name, str(value)) for name, value in values.items()))
        return Finding(location, self.code, self.severity, words, fix, certain)


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule at one place, with the values that its message names."""

    location: Location
    code: str
    severity: Severity
    values: tuple[tuple[str, str], ...] = ()
    fix: str | None = None
    certain: bool = False


RULES: dict[str, Rule] = {}


def rule(code: str, why: str, severity: Severity = Severity.error, *, bad: str, good: str) -> Rule:
    """Declare a rule under a code that no other rule has; `iscn explain` tells why it exists and shows both examples."""
    if code in RULES:
        raise ValueError(code)
    RULES[code] = Rule(code, severity, why, bad, good)
    return RULES[code]


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, by file and place."""
    return tuple(sorted(set(findings), key=lambda each: (each.location, each.severity, each.code, each.values)))


def has_errors(findings: Iterable[Finding]) -> bool:
    return any(each.severity is Severity.error for each in findings)


LEAST_TO_BE_CERTAIN = 5
"""Letters that a misspelt word has at least where one slip tells what was meant."""


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word most like `word`, however it is capitalised, or None where nothing comes near; one slip is nearer than all else."""
    folded, by_folded = word.casefold(), {each.casefold(): each for each in words}
    slips = _one_slip_away(folded, by_folded)
    close = get_close_matches(folded, slips or by_folded, n=1, cutoff=0 if slips else 0.6)
    return by_folded[close[0]] if close else None


def certainly(word: str, words: Iterable[str]) -> bool:
    """Whether a misspelt word of five letters or more can only mean one of `words`, the nearest: just one is one slip away."""
    return len(_one_slip_away(word.casefold(), [each.casefold() for each in words])) == 1


def _one_slip_away(word: str, words: Collection[str]) -> list[str]:
    """Those of `words` that are one slip from a word long enough to tell; none where the word itself is among them."""
    if len(word) < LEAST_TO_BE_CERTAIN or word in words:
        return []
    return [each for each in words if _one_slip_apart(word, each)]


def _one_slip_apart(first: str, second: str) -> bool:
    """Whether a letter too many, too few or wrong, or two letters swapped, is all the difference."""
    if abs(len(first) - len(second)) > 1:
        return False
    while first and second and first[0] == second[0]:
        first, second = first[1:], second[1:]
    while first and second and first[-1] == second[-1]:
        first, second = first[:-1], second[:-1]
    return max(len(first), len(second)) == 1 or (len(first) == len("ab") and first == second[::-1])
