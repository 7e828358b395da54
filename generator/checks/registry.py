"""How a function becomes a check."""

from __future__ import annotations

import re
from functools import wraps
from inspect import cleandoc
from typing import TYPE_CHECKING, Protocol

from generator.diagnostics import Finding, Location, Severity, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.catalog import Catalog

CHECKS: list[Callable[[Catalog], Iterator[Finding]]] = []
ALONE: set[Callable[[Catalog], Iterator[Finding]]] = set()
"""Those that look at each case by itself: at its files, and at the cities that it names."""

EXPLANATION = re.compile(r"(?s:(.+))\n\nBad: (.+)\nGood: (.+)")
"""What the docstring of a check holds: why it exists, a bad and a good example."""


class Report(Protocol):
    """Makes the finding of a check at a place."""

    def __call__(self, location: Location, *, fix: str | None = None, certain: bool = False, **values: object) -> Finding: ...


def check(
    code: str, severity: Severity = Severity.error, *, alone: bool = False
) -> Callable[[Callable[[Catalog, Report], Iterable[Finding]]], Callable[[Catalog], Iterator[Finding]]]:
    """Declare a check: its code, how much it matters, and its docstring as the explanation, without which it is refused.

    One that takes its time looks at each case `alone`, so that it need not look again at cases in which nothing has changed.
    """

    def declare(function: Callable[[Catalog, Report], Iterable[Finding]]) -> Callable[[Catalog], Iterator[Finding]]:
        explained = EXPLANATION.fullmatch(cleandoc(function.__doc__ or ""))
        if not explained:
            raise ValueError(code)
        why, bad, good = explained.groups()
        broken = rule(code, why, severity, bad=bad, good=good)

        @wraps(function)
        def run(catalog: Catalog) -> Iterator[Finding]:
            yield from function(catalog, broken.at)

        CHECKS.append(run)
        if alone:
            ALONE.add(run)
        return run

    return declare
