"""Every word that readers meet as a badge is explained in every language, at an anchor of its own."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from generator import build, languages, pages, routes, vocabulary
from generator.pages import glossary, lists
from generator.render import Renderer

if TYPE_CHECKING:
    from pathlib import Path

    from generator.catalog import Catalog

EVERY = languages.available()
DAY = datetime.date(2026, 11, 23)
WHOLE = (
    "stage",
    "evidence-level",
    "completeness",
    "freshness",
    "verified-how",
    "submission-relation",
    "submission-method",
    "translation-state",
    "reuse-kind",
    "level",
    "participation-level",
    "open-source-extent",
    "topic",
    "instrument",
)
"""Vocabularies of which every term is shown to readers."""
MARKS = {
    "stated-by": {"self-reported", "independent"},
    "result-status": {"estimated", "planned"},
    "result-qualifier": {"about", "at-least", "at-most", "nearly"},
    "review-state": {"none", "done"},
    "edge-status": {"planned"},
}
"""What stands in sentences: the marks of figures, of reviews and of reuse."""
PARAGRAPH = (25, 45)
"""Words in the paragraph of a topic or instrument."""


def definitions(code: str) -> dict[str, dict[str, Any]]:
    """What the locale file of a language defines itself, without falling back to English."""
    return languages.locale(code).words["definition"]


def catalog_of(folder: Path) -> Catalog:
    found = build.check(folder).catalog
    assert found is not None
    return found


def page_of(folder: Path, code: str) -> pages.Page:
    """The glossary of a knowledge base in one language."""
    return glossary.glossary(pages.Here(catalog_of(folder), languages.locale(code), DAY))


@pytest.mark.parametrize("code", EVERY)
def test_every_term_is_defined(code: str) -> None:
    wanted = {name: set(vocabulary.terms()[name]) for name in WHOLE} | MARKS
    assert {name: set(terms) for name, terms in definitions(code).items()} == wanted


@pytest.mark.parametrize("code", EVERY)
def test_definitions_are_sentences_that_tell_terms_apart(code: str) -> None:
    found = [text for terms in definitions(code).values() for text in terms.values()]
    assert [text for text in found if not text.endswith((".", "।"))] == []
    assert [text for text, times in Counter(found).items() if times > 1] == []


@pytest.mark.parametrize("code", EVERY)
@pytest.mark.parametrize("name", ["topic", "instrument"])
def test_a_topic_has_a_paragraph(code: str, name: str) -> None:
    lengths = {term: len(text.split()) for term, text in definitions(code)[name].items()}
    assert {term: length for term, length in lengths.items() if not PARAGRAPH[0] <= length <= PARAGRAPH[1]} == {}


@pytest.mark.parametrize("code", EVERY)
def test_all_definitions_stand_in_the_glossary(code: str, root: Path) -> None:
    shown = Counter(term.meaning for group in page_of(root, code).view.groups for term in group.terms)
    assert shown == Counter(text for terms in definitions(code).values() for text in terms.values())


def test_anchors_are_unique(root: Path) -> None:
    page = page_of(root, "en")
    anchors = [term.anchor for group in page.view.groups for term in group.terms]
    assert [anchor for anchor, times in Counter((*anchors, *(each[0] for each in page.contents), "main")).items() if times > 1] == []
    assert {"stage-pilot", "evidence-level-E2", "completeness-stub", "freshness-needs-check", "review-state-none"} <= set(anchors)


@pytest.mark.parametrize("code", EVERY)
def test_a_term_is_named_as_on_its_badge(code: str, root: Path) -> None:
    locale = languages.locale(code)
    shown = {term.anchor: term for group in page_of(root, code).view.groups for term in group.terms}
    assert shown["stage-pilot"].label == locale.label("stage", "pilot")
    assert shown["review-state-none"].label == locale.text("phrase.review-none")
    assert "…" in shown["result-qualifier-about"].label
    assert (shown["evidence-level-E2"].mark, shown["stage-pilot"].mark) == ("E2", "")


def test_a_term_with_cases_leads_to_them(root: Path) -> None:
    facts = next(iter(catalog_of(root).published())).facts
    routes_of = {term.anchor: term.route for group in page_of(root, "en").view.groups for term in group.terms}
    assert routes_of[f"stage-{facts.stage}"] == routes.stage(facts.stage)
    assert routes_of[f"topic-{facts.topics[0]}"] == routes.topic(facts.topics[0])
    assert len([route for route in routes_of.values() if route]) == len({facts.stage, *facts.topics, *facts.instruments})


@pytest.mark.parametrize("code", EVERY)
def test_the_page_of_a_term_opens_with_its_definition(code: str, root: Path) -> None:
    here = pages.Here(catalog_of(root), languages.locale(code), DAY)
    made = {page.route: page for page in lists.by_term(here)}
    found = lists.term_pages(here)
    assert {name for name, _ in found} == {"topic", "instrument", "stage"}
    for (name, term), route in found.items():
        assert made[route].view.lead == definitions(code)[name][term]
        assert made[route].description == made[route].view.lead


def test_links_to_the_glossary_follow_the_page(root: Path) -> None:
    """Templates write `glossary(vocabulary, term)` wherever a page stands."""
    catalog, locale = catalog_of(root), languages.locale("en")
    renderer = Renderer(locale, catalog.settings, catalog.pages)
    here = pages.Here(catalog, locale, DAY)
    made = {page.route: page for page in (lists.home(here), *lists.by_term(here), glossary.glossary(here))}
    expected = {
        routes.HOME: "glossary/#stage-pilot",
        routes.topic(next(iter(catalog.published())).facts.topics[0]): "../../glossary/#stage-pilot",
        routes.GLOSSARY: "#stage-pilot",
    }
    assert {route: renderer._context(made[route])["glossary"]("stage", "pilot") for route in expected} == expected
