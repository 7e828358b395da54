"""What follows from facts and is never typed: completeness, freshness, size band. The formulas are the content model's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import vocabulary

if TYPE_CHECKING:
    import datetime

    from generator.catalog import CaseEntry
    from generator.models.shared import Verification

CURRENT_MONTHS = 24
NEEDS_CHECK_MONTHS = 36
FULL_RESULTS = 2
FULL_PUBLISHERS = 3
STANDARD_SOURCES = 2


def missing_for_standard(case: CaseEntry) -> tuple[str, ...]:
    """Fields and sections without which a case is a stub, in the order of the content model."""
    facts = case.facts
    wanted = {
        "instruments": facts.instruments,
        "sdgs": facts.sdgs,
        "period": facts.period and (facts.period.start or facts.period.live),
        "ended": facts.ended or facts.stage != "ended",
        "contact": facts.contact or facts.submission is None or facts.submission.relation != "implementer",
        "sources": len([source for source in facts.sources if source.url]) >= STANDARD_SOURCES,
        "verified": facts.verified,
    }
    original = case.texts.get(facts.original_language)
    sections = original.sections if original else {}
    needed = [name for name in vocabulary.sections("case") if name in vocabulary.required_sections()]
    if facts.did_not_work:
        needed.remove("did-not-work")
    return (*(name for name, value in wanted.items() if not value), *(name for name in needed if name not in sections))


def completeness(case: CaseEntry) -> str:
    """`stub`, `standard` or `full`: earned by facts, never padded."""
    if missing_for_standard(case):
        return "stub"
    facts, original = case.facts, case.original
    numeric = [result for result in facts.results if result.value is not None or result.low is not None]
    full = (
        len(numeric) >= FULL_RESULTS
        and len({source.publisher for source in facts.sources}) >= FULL_PUBLISHERS
        and not facts.did_not_work
        and {"context", "results", "transfer"} <= set(original.sections)
        and all(getattr(facts, name) or name in facts.unknown for name in ("costs", "funding", "staff"))
        and facts.technology
        and facts.evidence
    )
    return "full" if full else "standard"


def freshness(verified: Verification | None, today: datetime.date) -> str:
    """`current` up to 24 months after the last check, `needs-check` up to 36, then `archived`."""
    if verified is None:
        return "needs-check"
    checked = verified.date
    months = (today.year - checked.year) * 12 + today.month - checked.month - (today.day < checked.day)
    if months < CURRENT_MONTHS:
        return "current"
    return "needs-check" if months < NEEDS_CHECK_MONTHS else "archived"


def size_band(population: int | None) -> str:
    """The band of a city with that many inhabitants; `unknown` where no source tells."""
    if population is None:
        return "unknown"
    return next((band for band, below in vocabulary.size_bands().items() if population < below), "over-5m")
