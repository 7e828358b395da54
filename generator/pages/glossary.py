"""The glossary: what every stage, evidence level, badge, topic and instrument means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import routes, vocabulary
from generator.pages import lists
from generator.pages.page import Page
from generator.pages.views import GlossaryView, Named, Term, Terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.pages.page import Here

GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "stage": ("field.stage", ("stage",)),
    "evidence": ("field.evidence", ("evidence-level",)),
    "results": ("case.results-heading", ("stated-by", "result-status", "result-qualifier")),
    "completeness": ("case.completeness", ("completeness",)),
    "checked": ("case.checked", ("freshness", "verified-how")),
    "review": ("case.review", ("review-state",)),
    "written-by": ("case.written-by", ("submission-relation",)),
    "how-written": ("case.how-written", ("submission-method",)),
    "translation": ("interface.translation", ("translation-state",)),
    "reuse": ("case.reuse", ("reuse-kind", "edge-status")),
    "level": ("case.level", ("level",)),
    "participation": ("case.participation", ("participation-level",)),
    "open-source": ("case.open-source", ("open-source-extent",)),
    "topic": ("interface.topics", ("topic",)),
    "instrument": ("interface.instruments", ("instrument",)),
}
"""Group → its heading, the same as where its words stand on a case, and the vocabularies in it."""

PHRASES: Mapping[str, Mapping[str, str]] = {
    "stated-by": {"self-reported": "phrase.self-reported", "independent": "phrase.independent"},
    "result-status": {"estimated": "phrase.estimated", "planned": "phrase.planned"},
    "result-qualifier": {term: f"phrase.{term}" for term in vocabulary.terms()["result-qualifier"]},
    "review-state": {"none": "phrase.review-none", "done": "phrase.reviewed"},
    "edge-status": {"planned": "phrase.edge-planned"},
}
"""Terms that readers meet as parts of sentences and not under a label of their vocabulary → their words."""

NUMBER = "…"
"""Stands for the figure in words such as "about {n}"."""
MARKED = frozenset({"evidence-level"})
"""Vocabularies whose ids stand beside their labels."""


def glossary(here: Here) -> Page:
    """One page for all words, so that a badge can lead to its own."""
    words, pages = here.locale.text, lists.term_pages(here)
    groups = tuple(
        Terms(name, words(heading), tuple(term for each in vocabularies for term in _terms(here, each, pages)), _beside(here, name))
        for name, (heading, vocabularies) in GROUPS.items()
    )
    view = GlossaryView(words("list.glossary-lead"), groups)
    return Page(
        route=routes.GLOSSARY,
        template="glossary",
        title=words("interface.glossary"),
        description=view.lead,
        view=view,
        versions=here.versions(),
        text_language=here.language,
        contents=tuple((f"section-{group.id}", group.heading) for group in groups),
        search=tuple(group.heading for group in groups),
    )


def _beside(here: Here, group: str) -> tuple[Named, ...]:
    """Pages that show how it stands with the terms of a group."""
    if group != "translation":
        return ()
    words = here.locale.text
    return Named(words("translations.title"), routes.TRANSLATIONS), Named(words("work.title"), routes.WORK)


def _terms(here: Here, name: str, pages: Mapping[tuple[str, str], routes.Route]) -> Iterator[Term]:
    for term in PHRASES.get(name, vocabulary.terms().get(name, ())):
        yield Term(
            anchor=routes.glossary_anchor(name, term),
            label=here.locale.text(PHRASES[name][term], n=NUMBER) if name in PHRASES else here.locale.label(name, term),
            meaning=here.locale.definition(name, term),
            mark=term if name in MARKED else "",
            route=pages.get((name, term)),
        )
