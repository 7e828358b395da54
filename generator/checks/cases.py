"""What makes a case: a place, somebody responsible, an original text, and what was difficult."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator import computed, vocabulary
from generator.checks.registry import Report, check
from generator.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalog import CaseEntry, Catalog, CountryEntry

LONGEST_TITLE = 80
SHORTEST_SUMMARY = 300
SHORTEST_STUB_SUMMARY = 120
LONGEST_SUMMARY = 600
TOLD_ELSEWHERE = frozenset({("sources",), ("summary",)})
"""What is missing for more than a first entry and has a rule of its own."""


@check("no-original-text")
def no_original_text(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Every language goes back to one original: the text in the language that `original_language` names.

    Bad: `original_language: de` without a file `text.de.md`
    Good: both
    """
    entries: tuple[CaseEntry | CountryEntry, ...] = (*catalog.cases.values(), *catalog.countries.values())
    for entry in entries:
        original, folder = entry.facts.original_language, entry.document.path.rpartition("/")[0]
        file = f"{folder}/text.{original}.md"
        if original and original not in entry.texts and file not in catalog.broken:
            yield report(entry.at("original_language"), language=original, file=file)


@check("no-place")
def no_place(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Readers look for places like their own. Only what is nationwide has no place.

    Bad: `level: municipal` with `cities: []`
    Good: `cities: [de/herrenberg]`
    """
    for case in catalog.cases.values():
        tree = case.document.tree
        if not case.facts.cities and case.facts.level not in {"national", None} and not tree.lost("cities"):
            yield report(case.document.at_key("cities") if "cities" in tree.data else case.at("level"))


@check("no-owner")
def no_owner(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Somebody is responsible for every practice, and readers want to know whom to ask.

    Bad: organisations with the roles `partner` and `funder` only
    Good: one of them has `role: owner`
    """
    for case in catalog.cases.values():
        bodies = case.facts.organisations
        if bodies and all(body.role not in {"owner", None} for body in bodies) and not _entries_lost(case, "organisations"):
            yield report(case.document.at_key("organisations"))


@check("only-success")
def only_success(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Collections of success stories help nobody: what was hard is what the next city needs to know.

    Bad: a text with all sections but What was difficult
    Good: that section with one cited sentence, or `did_not_work: not-reported` in case.yml where no source tells
    """
    others = vocabulary.required_sections() - {"did-not-work"}
    for case in catalog.cases.values():
        original = case.texts.get(case.facts.original_language)
        if original and others <= set(original.sections) and "did-not-work" not in original.sections and not case.facts.did_not_work:
            yield report(original.document.at_key("title"))


@check("difficulty-without-source")
def difficulty_without_source(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """What was difficult counts like any other fact: at least one sentence of it names a source.

    Bad: `## What was difficult` with no citation
    Good: `The evaluation was suspended [@s4].`
    """
    for case in catalog.cases.values():
        original = case.texts.get(case.facts.original_language)
        section = original.sections.get("did-not-work") if original else None
        if section and section.html and not any(pointer.kind == "cite" for pointer in section.pointers) and not case.facts.did_not_work:
            yield report(section.location)


@check("missing-for-standard", Severity.warning, alone=True)
def missing_for_standard(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """What readers need before they can judge a case. Without it the case is a first entry, hidden from lists by default.

    Bad: a case without a date
    Good: `period: {live: 2020-05-18}`, and the four required sections
    """
    for case in catalog.published():
        sections = vocabulary.sections("case") if case.facts.original_language not in case.texts else ()
        for path in computed.missing_for_standard(case):
            if path in TOLD_ELSEWHERE or path[0] in sections or case.document.tree.lost(*path):
                continue
            place = case.document.at_key(*path)
            yield report(replace(place, end_line=place.line, end_column=place.column), field=path[-1])


@check("title-too-long")
def title_too_long(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Titles stand in lists, tabs and search results. A translation may be longer than its original.

    Bad: an original title of 95 characters
    Good: one of at most 80
    """
    for case in catalog.cases.values():
        text = case.texts.get(case.facts.original_language)
        if text and text.head.title and len(text.head.title) > LONGEST_TITLE:
            yield report(text.at("title"), length=len(text.head.title), most=LONGEST_TITLE)


@check("summary-length", Severity.warning, alone=True)
def summary_length(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A summary is what most readers read: long enough to say what came of it, short enough for a phone.

    Bad: one sentence of 60 characters
    Good: 300 to 600 characters, the first sentence of which stands alone
    """
    for case in catalog.published():
        stub = case.facts.original_language in case.texts and computed.is_stub(case)
        least = SHORTEST_STUB_SUMMARY if stub else SHORTEST_SUMMARY
        for text in case.texts.values():
            most = LONGEST_SUMMARY if text.language == case.facts.original_language else LONGEST_SUMMARY + 100
            length = len(text.head.summary or "")
            if not least <= length <= most and not text.document.tree.lost("summary"):
                place = text.document.at_key("summary") if text.head.summary else text.at()
                yield report(place, length=length, least=least, most=most)


@check("too-few-sources", Severity.warning)
def too_few_sources(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """What only one source tells cannot be compared with anything. With one, a case stays a first entry.

    Bad: one source with an address
    Good: two
    """
    for case in catalog.published():
        with_address = [source for source in case.facts.sources if source.url]
        if case.facts.sources and len(with_address) < computed.STANDARD_SOURCES and not _entries_lost(case, "sources", "url"):
            yield report(case.document.at_key("sources"))


def _entries_lost(case: CaseEntry, field: str, *inside: str) -> bool:
    """Whether a list, an entry of it or one of these fields of an entry was taken out: then nobody knows what is in it."""
    return any(place[:1] == (field,) and place[2:] in {(), inside} for place in case.document.tree.wrong)
