"""What follows from facts and is never typed: completeness, freshness, size band. The formulas are the content model's."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator import vocabulary
from generator.models.records import not_given

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from generator.catalog import CaseEntry, Catalog
    from generator.models.case import Period
    from generator.models.shared import Verification
    from generator.yaml_text import Path

MONTHS = 12
"""Months of a year."""
CURRENT_MONTHS = 24
NEEDS_CHECK_MONTHS = 36
FULL_RESULTS = 2
FULL_PUBLISHERS = 3
STANDARD_SOURCES = 2
NO_CITIES = frozenset({"region", "state"})
"""Kinds of places whose number of inhabitants says nothing about the size of a city."""


def missing_for_standard(case: CaseEntry) -> tuple[Path, ...]:
    """Where a case lacks what makes it more than a stub: fields that the models mark R, others that depend on them, sections."""
    facts, original = case.facts, case.texts.get(case.facts.original_language)
    marked = [path for path in not_given(facts, "R") if path[0] != "period"]
    if facts.stage in {"unknown", None} and ("stage_year",) in marked:
        marked.remove(("stage_year",))
    depending = {
        "period": facts.period and (facts.period.start or facts.period.live),
        "ended": facts.ended or facts.stage != "ended",
        "contact": facts.contact or facts.submission is None or facts.submission.relation != "implementer",
        "sources": len([source for source in facts.sources if source.url]) >= STANDARD_SOURCES,
    }
    head = not_given(original.head, "R") if original else ()
    sections = original.sections if original else {}
    needed = [name for name in vocabulary.sections("case") if name in vocabulary.required_sections()]
    if facts.did_not_work:
        needed.remove("did-not-work")
    absent = (*(name for name, value in depending.items() if not value), *(name for name in needed if name not in sections))
    return (*marked, *head, *((name,) for name in absent))


def is_stub(case: CaseEntry) -> bool:
    """Whether a case is a first entry: lists show it last, or on request only."""
    return bool(missing_for_standard(case))


def completeness(case: CaseEntry) -> str:
    """`stub`, `standard` or `full`: earned by facts, never padded."""
    if is_stub(case):
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


def duration(period: Period | None) -> tuple[str, int] | None:
    """How long it took from the start to the first use: `months` where both months are known and it took less than two years, else `years`."""
    if period is None or period.start is None or period.live is None:
        return None
    start, live = (period.start.removesuffix("~").split("-"), period.live.removesuffix("~").split("-"))
    years = int(live[0]) - int(start[0])
    exact = len(start) > 1 and len(live) > 1 and not period.start.endswith("~") and not period.live.endswith("~")
    months = years * MONTHS + int(live[1]) - int(start[1]) if exact else years * MONTHS
    if exact and 0 < months < 2 * MONTHS:
        return "months", months
    return ("years", round(months / MONTHS)) if months >= MONTHS else None


def reuses(cases: Iterable[CaseEntry]) -> Counter[str]:
    """Id of each case → in how many places it was taken up. Plans are none."""
    found: Counter[str] = Counter()
    for case in cases:
        found[case.id] += sum(edge.count or 1 for edge in case.facts.reused_by if edge.status != "planned")
        found.update({edge.case for edge in case.facts.learned_from if edge.case and edge.status != "planned"})
    return found


def size_band(population: int | None) -> str:
    """The band of a city with that many inhabitants; `unknown` where no source tells."""
    if population is None:
        return "unknown"
    return next((band for band, below in vocabulary.size_bands().items() if population < below), "over-5m")


def last_change(catalog: Catalog) -> datetime.date | None:
    """The last day on which a case or a country came in, or a case changed in substance; None where there is nothing."""
    cases = [case.facts for case in catalog.cases.values()]
    days = [facts.added for facts in cases] + [change.date for facts in cases for change in facts.changes]
    return max(days + [country.facts.added for country in catalog.countries.values()], default=None)
