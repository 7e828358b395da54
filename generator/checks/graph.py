"""Who learned from whom: the edges of the graph exist once and do not contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.references import source_fields
from generator.checks.registry import Report, check
from generator.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalog import CaseEntry, Catalog, CountryEntry
    from generator.diagnostics import Finding

TOGETHER = frozenset({"joint-development", "same-method"})
"""Ways in which two can each have learned from the other."""


@check("edge-to-itself")
def edge_to_itself(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A practice does not learn from itself.

    Bad: `learned_from: [{case: de/herrenberg-stadtnavi, …}]` in `cases/de/herrenberg-stadtnavi/case.yml`
    Good: the other case
    """
    for case in catalog.cases.values():
        for field in ("learned_from", "reused_by"):
            for index, edge in enumerate(getattr(case.facts, field)):
                if edge.case == case.id:
                    yield report(case.at(field, index, "case"))


@check("edge-on-wrong-side")
def edge_on_wrong_side(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Where both ends are cases here, the one that learned says so; the other end follows by itself.

    Bad: `reused_by: [{case: de/ulm-map, …}]`
    Good: `learned_from: [{case: de/hamburg-map, …}]` in the case of Ulm
    """
    for case in catalog.cases.values():
        for index, edge in enumerate(case.facts.reused_by):
            if edge.case and edge.case != case.id and edge.case in catalog.cases:
                yield report(case.at("reused_by", index, "case"), case=edge.case)


@check("edge-both-ways")
def edge_both_ways(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Two cases that each learned from the other contradict each other, unless they were developed together.

    Bad: A learned from B, and B learned from A
    Good: one of the two, or `how: joint-development`
    """
    for case in catalog.cases.values():
        ends = {edge.case or "" for edge in case.facts.learned_from} & catalog.cases.keys()
        for other in (catalog.cases[end] for end in sorted(ends) if end > case.id):
            there, back = list(_edges(case, other)), list(_edges(other, case))
            one_sided = [edge for edge in (*there, *back) if edge[2] not in TOGETHER]
            if there and back and one_sided:
                one, index, _ = one_sided[0]
                yield report(one.at("learned_from", index, "case"), case=one.facts.learned_from[index].case)


@check("edge-twice")
def edge_twice(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """One edge is stated once: two entries for the same place would be counted as two.

    Bad: `learned_from` with the same origin twice
    Good: once
    """
    for case in catalog.cases.values():
        for field in ("learned_from", "reused_by"):
            seen: set[str] = set()
            for index, edge in enumerate(getattr(case.facts, field)):
                end = edge.case or edge.origin or ""
                if end and end in seen:
                    yield report(case.at(field, index), value=end)
                seen.add(end)


@check("unused-source", Severity.hint, alone=True)
def unused_source(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A source that nothing refers to makes a case look better supported than it is.

    Bad: `sources` with s9, which no text cites and no figure names
    Good: `[@s9]` where its fact stands, or no s9
    """
    entries: tuple[CaseEntry | CountryEntry, ...] = (*catalog.cases.values(), *catalog.countries.values())
    for entry in entries:
        used = {value for _, value in source_fields(entry.facts)}
        used |= {pointer.target for text in entry.texts.values() for section in text.sections.values() for pointer in section.pointers}
        for index, source in enumerate(entry.facts.sources):
            if source.id and source.id not in used and entry.texts:
                yield report(entry.at("sources", index, "id"), value=source.id)


def _edges(case: CaseEntry, other: CaseEntry) -> Iterator[tuple[CaseEntry, int, str]]:
    """The case, which of its edges says that it learned from another one, and how; one that does not say how contradicts nothing."""
    for index, edge in enumerate(case.facts.learned_from):
        if edge.case == other.id and edge.how:
            yield case, index, edge.how
