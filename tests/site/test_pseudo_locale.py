"""No word of the interface is hard-coded: in a build with accented words nothing plain is left outside of content."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from building import DAY, build, copy_content
from jinja2 import ChoiceLoader, DictLoader
from plain_words import Content, plain_words
from reading import tree_of

from generator import languages, pages, render, root
from generator.languages import PSEUDO
from generator.render import TEMPLATES, Renderer

if TYPE_CHECKING:
    from building import Site


@pytest.fixture(scope="module")
def pseudo(real: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The repository's content, built for readers of accented English."""
    content = copy_content(real.content, tmp_path_factory.mktemp("pseudo"))
    return build(content, languages=(PSEUDO,))


def test_pages_hold_no_plain_word(pseudo: Site):
    content = Content(pseudo.catalog)
    found = {path: page for path, page in pseudo.pages.items() if path.startswith(PSEUDO)}
    assert len(found) > 40
    assert {path: words for path, page in found.items() if (words := plain_words(page, content))} == {}


def test_golden_content_holds_no_plain_word(two_languages: Site, tmp_path):
    """Withdrawn cases, old addresses, empty lists and every field of a case."""
    site = build(copy_content(two_languages.content, tmp_path), languages=(PSEUDO,))
    content = Content(site.catalog)
    found = {path: page for path, page in site.pages.items() if path.startswith(PSEUDO)}
    assert {path: words for path, page in found.items() if (words := plain_words(page, content))} == {}


def test_pages_above_the_languages_hold_no_plain_word(real: Site):
    settings = real.catalog.settings
    base = settings.base.model_copy(update={"languages": (PSEUDO,), "default_language": PSEUDO})
    catalog = dataclasses.replace(real.catalog, settings=dataclasses.replace(settings, base=base))
    made = {path: tree_of(text.decode()) for path, text in root.artifacts(catalog.settings, {}) if path.endswith(".html")}
    assert set(made) == {"index.html", "404.html"}
    assert {path: words for path, page in made.items() if (words := plain_words(page, Content(catalog)))} == {}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("template", "old", "new", "word"),
    [
        ("case.html", "{{ t('case.facts') }}", "Facts", "Facts (h2)"),
        ("case.html", "{{ t('case.results-heading') }}", "Results", "Results (div aria-label)"),
        ("case.html", "{{ t('phrase.learned-from') }}", "from", "from (h3)"),
        ("macros.html", "{{ t('case.sources') }}", "Sources", "Sources (h2)"),
        ("macros.html", "{{ t('interface.breadcrumb') }}", "Breadcrumb", "Breadcrumb (nav aria-label)"),
        ("macros.html", "{{ t('interface.home') }}", "Home", "Home (a)"),
        ("macros.html", "<strong>{{ t('interface.translation') }}</strong>", "Note:", "Note (p)"),
    ],
)
def test_a_hard_coded_word_is_seen(template: str, old: str, new: str, word: str, real: Site, monkeypatch: pytest.MonkeyPatch):
    """The same pages from templates in which one word is written out."""
    text = (TEMPLATES / template).read_text("utf-8")
    replaced = text.replace(old, new)
    if replaced == text:  # Some words are given to a macro: `t('phrase.learned-from')`.
        replaced = text.replace(old.strip("{} "), f"'{new}'")
    assert replaced != text, "the template no longer holds these words: choose others"
    environment = render._environment()
    changed = environment.overlay(loader=ChoiceLoader([DictLoader({template: replaced}), environment.loader]))
    monkeypatch.setattr(render, "_environment", lambda: changed)
    assert word in _words_on_cases(real)


def test_pages_without_hard_coded_words_pass_the_same_way(real: Site):
    assert _words_on_cases(real) == []


def _words_on_cases(site: Site) -> list[str]:
    """Plain words on the articles of all cases in the pseudo-locale."""
    locale = languages.locale(PSEUDO)
    renderer = Renderer(locale, site.catalog.settings, site.catalog.pages)
    content = Content(site.catalog)
    made = [page for page in pages.pages(site.catalog, locale, DAY) if page.template == "case"]
    assert len(made) == len(site.catalog.published())
    return [word for page in made for word in plain_words(tree_of(renderer.article(page)), content)]
