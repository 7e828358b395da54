"""Figures and the claims that rest on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.checks.registry import Report, check
from generator.diagnostics import Finding, Severity, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.catalog import Catalog, Written

WHOLE = 100


@check("figure-without-value")
def figure_without_value(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A figure is one number, or a range with both its ends.

    Bad: `- {id: users, unit: people, low: 10}`
    Good: `value: 12`, or `low: 10` and `high: 15`
    """
    for case in catalog.cases.values():
        for index, result in enumerate(case.facts.results):
            given = tuple(getattr(result, name) is not None for name in ("value", "low", "high"))
            wrong = any(case.document.tree.lost("results", index, name) for name in ("value", "low", "high"))
            if given not in {(True, False, False), (False, True, True)} and not wrong:
                yield report(case.at("results", index), id=result.id or "")


@check("figure-without-label")
def figure_without_label(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A number says nothing without words: each figure has a label in the front matter of the original text.

    Bad: a result `id: users` and no `users:` under `results:` in text.de.md
    Good: `results: {users: Registered people}`
    """
    for case in catalog.cases.values():
        original = case.texts.get(case.facts.original_language)
        for index, result in enumerate(case.facts.results):
            labelled = original and (result.id in original.head.results or original.document.tree.lost("results", result.id))
            if original and result.id and not labelled:
                yield report(case.at("results", index, "id"), id=result.id, file=original.document.path)


@check("label-without-figure")
def label_without_figure(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A label whose figure does not exist would be lost silently.

    Bad: `results: {usres: Registered people}` where the figure is called users
    Good: `results: {users: Registered people}`
    """
    for case in catalog.cases.values():
        known = {
            "results": [result.id for result in case.facts.results if result.id],
            "organisations": [body.id for body in case.facts.organisations if body.id],
        }
        for text in case.texts.values():
            for field, ids in known.items():
                for name in getattr(text.head, field):
                    if name not in ids:
                        yield report(text.document.at_key(field, name), fix=nearest(name, ids), id=name, field=field)


@check("percent-out-of-range", Severity.warning)
def percent_out_of_range(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A share lies between nothing and all; what grows or shrinks is a change.

    Bad: `value: -74` with `unit: percent`
    Good: `value: -74` with `unit: percent-change`
    """
    for case in catalog.cases.values():
        for index, result in enumerate(case.facts.results):
            for name in ("value", "low", "high"):
                number = getattr(result, name)
                if result.unit == "percent" and number is not None and not 0 <= number <= WHOLE:
                    yield report(case.at("results", index, name), value=number)


@check("evidence-unsupported")
def evidence_unsupported(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A level of evidence is a claim: E2 needs a starting value, E3 an evaluation or a study.

    Bad: `level: E3` where all sources are newspapers
    Good: `level: E3` with a source of the kind `evaluation` or `academic`
    """
    for case in catalog.cases.values():
        level = case.facts.evidence.level if case.facts.evidence else None
        kinds = {source.kind for source in case.facts.sources}
        started = any(result.baseline is not None or result.unit == "percent-change" for result in case.facts.results)
        if level == "E2" and not started and not case.document.tree.lost("results"):
            yield report(case.at("evidence", "level"), level=level)
        if level in {"E3", "E4"} and not kinds & {"evaluation", "academic"} and not case.document.tree.lost("sources"):
            yield report(case.at("evidence", "level"), level=level)


@check("answer-without-source")
def answer_without_source(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A bare "no" about data protection reads as an accusation, a bare "yes" as a promise: both need a source.

    Bad: `data_protection: {impact_assessment: none}`
    Good: the same with `source: s3`, or `impact_assessment: unknown`
    """
    for case in catalog.cases.values():
        told = case.facts.data_protection
        answers = {told.personal_data, told.ai_used, told.impact_assessment} if told else set()
        if told and answers - {"unknown", None} and not told.source and not case.document.tree.lost("data_protection", "source"):
            yield report(case.document.at_key("data_protection"))


@check("translation-unmarked", Severity.warning)
def translation_unmarked(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Readers must know whether a person or a machine translated, and from what: a command writes it down.

    Bad: `text.es.md` beside an original `text.de.md`, without `translation:`
    Good: `iscn translate de/herrenberg-stadtnavi es --follows --method machine`
    """
    records: list[tuple[str, Mapping[str, Written[Any]], str]] = []
    records += [(case.id, case.texts, case.facts.original_language) for case in catalog.cases.values()]
    records += [(country.id, country.texts, country.facts.original_language) for country in catalog.countries.values()]
    records += [(f"page:{page.id}", page.texts, catalog.settings.default_language) for page in catalog.pages.values()]
    for identity, texts, original in records:
        for text in texts.values():
            if original in texts and text.language != original and text.head.translation is None:
                yield report(text.document.at_key("title"), id=identity, language=text.language)
