"""Findings: what is wrong, where, and the way out. Values, never exceptions; words come later, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


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
    """One thing that can be wrong: a kebab-case code, how much it matters and why the rule exists."""

    code: str
    severity: Severity
    why: str

    def at(self, location: Location, *, fix: str | None = None, **values: object) -> Finding:
        """The finding that this rule is broken at `location`; `fix` is the exact text that should stand there."""
        words = tuple(sorted((name, str(value)) for name, value in values.items()))
        return Finding(location, self, words, fix)


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule at one place, with the values that its message names."""

    location: Location
    rule: Rule
    values: tuple[tuple[str, str], ...] = ()
    fix: str | None = None

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def severity(self) -> Severity:
        return self.rule.severity


RULES: dict[str, Rule] = {}


def rule(code: str, why: str, severity: Severity = Severity.error) -> Rule:
    """Declare a rule under a code that no other rule has; `why` is what `iscn explain` tells of it."""
    if code in RULES:
        raise ValueError(code)
    RULES[code] = Rule(code, severity, why)
    return RULES[code]


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, by file and place."""
    return tuple(sorted(set(findings), key=lambda each: (each.location, each.severity, each.code, each.values)))


def has_errors(findings: Iterable[Finding]) -> bool:
    return any(each.severity is Severity.error for each in findings)


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word most like `word`, however it is capitalised, or None where nothing comes near."""
    by_folded = {each.casefold(): each for each in words}
    close = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None
