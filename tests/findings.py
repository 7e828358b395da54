"""Findings as lines that tests compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.diagnostics import Finding


def places(findings: Iterable[Finding]) -> list[str]:
    """Each finding as `path:line:column code`, in the order in which they come."""
    return [f"{each.location.path}:{each.location.line}:{each.location.column} {each.code}" for each in findings]


def codes(findings: Iterable[Finding]) -> list[str]:
    """The code of each finding."""
    return [each.code for each in findings]
