"""The sheet of cases: a row a case, its facts in the words of a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import citation, computed, figures, routes, translation
from generator.exports.sheets.reader import BETWEEN
from generator.exports.sheets.workbook import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.catalog import CaseEntry
    from generator.exports.sheets.reader import Reader
    from generator.exports.sheets.workbook import Cell, Kind
    from generator.models.case import Cost, Funding

    Row = Mapping[str, Cell]

COLUMNS: tuple[tuple[str, str, int, Kind], ...] = (
    ("title", "workbook.title", 36, "text"),
    ("id", "workbook.id", 26, "text"),
    ("summary", "workbook.summary", 70, "text"),
    ("country", "place.country", 14, "text"),
    ("places", "field.place", 18, "text"),
    ("level", "case.level", 16, "text"),
    ("topics", "interface.topics", 30, "text"),
    ("instruments", "interface.instruments", 26, "text"),
    ("stage", "field.stage", 18, "text"),
    ("stage-year", "workbook.stage-year", 10, "year"),
    ("start", "case.work-began", 12, "when"),
    ("live", "field.since", 12, "when"),
    ("end", "case.ended", 12, "when"),
    ("end-reason", "workbook.end-reason", 16, "text"),
    ("evidence", "field.evidence", 24, "text"),
    ("costs", "field.costs", 30, "text"),
    ("funding", "workbook.funding", 30, "text"),
    ("fte", "field.staff", 12, "number"),
    ("people", "workbook.people", 12, "number"),
    ("open-source", "case.open-source", 16, "text"),
    ("software-licence", "field.licence-of-code", 16, "text"),
    ("repository", "case.repository", 30, "address"),
    ("participation", "case.participation", 16, "text"),
    ("participants", "workbook.participants", 14, "number"),
    ("personal-data", "field.personal-data", 14, "text"),
    ("ai-used", "field.ai-used", 14, "text"),
    ("impact-assessment", "field.data-protection-assessment", 16, "text"),
    ("sdgs", "field.sdgs", 16, "text"),
    ("contact", "field.contact", 26, "text"),
    ("contact-address", "field.contact workbook.address", 30, "address"),
    ("relation", "case.written-by", 20, "text"),
    ("method", "case.how-written", 16, "text"),
    ("review", "case.review", 20, "text"),
    ("checked", "case.checked", 12, "text"),
    ("checked-how", "workbook.verified-how", 20, "text"),
    ("added", "case.added", 12, "text"),
    ("changed", "workbook.changed", 14, "text"),
    ("completeness", "case.completeness", 14, "text"),
    ("language", "workbook.text-language", 12, "text"),
    ("state", "interface.translation", 18, "text"),
    ("licence", "case.licence", 14, "text"),
    ("url", "workbook.address", 40, "address"),
)


def sheet(reader: Reader) -> Sheet:
    """Every published case."""
    columns = tuple(reader.column(*each) for each in COLUMNS)
    rows = tuple({**_about(reader, case), **_facts(reader, case), **_made(reader, case)} for case in reader.catalog.published())
    return Sheet(reader.locale.text("interface.cases"), columns, rows)


def _about(reader: Reader, case: CaseEntry) -> Row:
    """What it is, where, and how far: the first things that people look for."""
    facts, head = case.facts, reader.text(case).head
    period, ended, evidence = facts.period, facts.ended, facts.evidence
    return {
        "title": head.title,
        "id": case.id,
        "summary": head.summary,
        "country": reader.country(case.country),
        "places": reader.places(case),
        "level": reader.label("level", facts.level),
        "topics": reader.labels("topic", facts.topics),
        "instruments": reader.labels("instrument", facts.instruments),
        "stage": reader.label("stage", facts.stage),
        "stage-year": facts.stage_year,
        "start": period.start if period else None,
        "live": period.live if period else None,
        "end": (period.end if period else None) or (ended.year if ended else None),
        "end-reason": reader.label("ended-reason", ended.reason) if ended else None,
        "evidence": f"{evidence.level} {reader.label('evidence-level', evidence.level)}" if evidence else None,
        "sdgs": BETWEEN.join(facts.sdgs),
    }


def _facts(reader: Reader, case: CaseEntry) -> Row:
    """What it took, whom to ask. What somebody looked for without finding it is told in words."""
    facts, nothing = case.facts, reader.locale.text("field.not-published")
    staff, software, data, contact = facts.staff, facts.technology, facts.data_protection, facts.contact
    unknown = nothing if "staff" in facts.unknown else None
    return {
        "costs": nothing if "costs" in facts.unknown else BETWEEN.join(_cost(reader, each) for each in facts.costs),
        "funding": nothing if "funding" in facts.unknown else BETWEEN.join(_funding(reader, each) for each in facts.funding),
        "fte": staff.fte if staff else unknown,
        "people": staff.people if staff else unknown,
        "open-source": reader.label("open-source-extent", software.open_source) if software else None,
        "software-licence": software.licence if software else None,
        "repository": software.repository if software else None,
        "participation": reader.label("participation-level", facts.participation.level) if facts.participation else None,
        "participants": facts.participation.participants if facts.participation else None,
        "personal-data": _answer(reader, data.personal_data) if data else None,
        "ai-used": _answer(reader, data.ai_used) if data else None,
        "impact-assessment": reader.label("impact-assessment", data.impact_assessment) if data else None,
        "contact": contact.organisation if contact else None,
        "contact-address": (contact.url or contact.mailbox) if contact else None,
    }


def _made(reader: Reader, case: CaseEntry) -> Row:
    """Who wrote it and how, how old it is, in which language, under which licence."""
    facts, text, settings = case.facts, reader.text(case), reader.catalog.settings
    checked, code = facts.verified, reader.locale.code
    state = translation.state(case.texts[code], case.original).kind if code in case.texts else "missing"
    reviews = (
        reader.locale.text("phrase.review-done", organisation=each.organisation, country=reader.country(each.country))
        for each in facts.review
    )
    return {
        "relation": reader.label("submission-relation", facts.submission.relation),
        "method": reader.label("submission-method", facts.submission.method),
        "review": BETWEEN.join(reviews) or reader.locale.text("phrase.review-none"),
        "checked": checked.date if checked else reader.locale.text("case.verified-never"),
        "checked-how": reader.label("verified-how", checked.how) if checked else None,
        "added": facts.added,
        "changed": citation.last_changed(facts),
        "completeness": reader.label("completeness", computed.completeness(case)),
        "language": reader.locale.language_name(text.language),
        "state": reader.label("translation-state", state),
        "licence": facts.licence or citation.LICENCE,
        "url": routes.absolute(settings.site_url, code, routes.case(case.id)),
    }


def _cost(reader: Reader, cost: Cost) -> str:
    words = f"{reader.label('cost-kind', cost.for_)}: {figures.amount(reader.locale, cost)}"
    covers = [reader.locale.text("case.costs-programme")] if cost.covers == "programme" else []
    planned = [reader.locale.text("case.costs-planned")] if cost.status == "planned" else []
    return ", ".join((words, *covers, *planned))


def _funding(reader: Reader, funding: Funding) -> str:
    amount = figures.amount(reader.locale, funding)
    kind = reader.locale.label("funding-kind", funding.kind)
    return f"{kind}: {amount}" if amount else kind


def _answer(reader: Reader, answer: str | None) -> str | None:
    """Yes, no, or that no source tells."""
    keys = {"true": "field.answer-yes", "false": "field.answer-no", "unknown": "field.not-published"}
    return reader.locale.text(keys[answer]) if answer else None
