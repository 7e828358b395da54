"""The corpus as plain MkDocs with Material and mkdocs-static-i18n, as such sites are set up: every page in the navigation.

Facts are a table below the title and sources a list at the end of each page, written out as the author of such a site would.
There are no similar cases and no pages of topics, instruments and stages, which would need a plugin or a program besides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from benchmarks.corpus import common
from benchmarks.corpus.cases import LANGUAGES
from generator import languages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.corpus.cases import Case, Corpus
    from benchmarks.corpus.facts import Facts

FOLDERS = {"case": "cases", "city": "cities", "country": "countries", "page": "pages", "topic": "topics"}


def write(corpus: Corpus, folder: Path) -> None:
    """`mkdocs.yml`, and a file for each page and language below `docs/`."""
    common.write(folder / "mkdocs.yml", yaml.dump(_configuration(corpus), Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True))
    docs = folder / "docs"
    for language in LANGUAGES:
        common.write(docs / f"index.{language}.md", f"# {corpus.catalog.settings.name(language)}\n")
    for page in common.standing():
        words = f"# {page.title}\n\n{page.summary}\n\n{common.linked(page.body, _address(2))}"
        common.write(docs / FOLDERS[page.kind] / f"{page.id}.{page.language}.md", words)
    for name, facts in common.cities(corpus):
        for language in LANGUAGES:
            common.write(docs / "cities" / f"{name}.{language}.md", f"# {common.city_name(facts, language)}\n")
    for case in corpus.cases():
        for language in LANGUAGES:
            common.write(docs / "cases" / f"{case.id}.{language}.md", _case(corpus, case, language))


def _case(corpus: Corpus, case: Case, language: str) -> str:
    text, sources = case.texts[language], case.facts["sources"]
    rows = "\n".join(f"| {name} | {value} |" for name, value in _facts(corpus, case, language))
    listed = "\n".join(
        f'{place}. <span id="source-{each["id"]}"></span>[{each["title"]}]({each["url"]}), {each["publisher"]}, {each["published"]}'
        for place, each in enumerate(sources, start=1)
    )
    words = languages.locale(language).words["case"]
    return (
        f"# {text.title}\n\n{text.summary}\n\n| {words['facts']} | |\n| --- | --- |\n{rows}\n\n"
        f"{common.case_body(text, language, _address(3))}\n## {words['sources']}\n\n{listed}\n"
    )


def _facts(corpus: Corpus, case: Case, language: str) -> list[tuple[str, str]]:
    """What a reader sees first, as rows of a table."""
    words, facts = languages.locale(language).words, case.facts
    interface, terms = words["interface"], words["term"]
    figures = [(text, f"{each['value']} {each['unit']} ({each['year']})") for each, text in _figures(case, language)]
    return [
        (interface["countries"], common.country_names(corpus, language)[case.id[:2]]),
        (words["case"]["level"], terms["level"][facts["level"]]),
        (interface["topics"], ", ".join(terms["topic"][each] for each in facts["topics"])),
        (interface["instruments"], ", ".join(terms["instrument"][each] for each in facts["instruments"])),
        (interface["stages"], f"{terms['stage'][facts['stage']]} ({facts['stage_year']})"),
        (words["case"]["work-began"], facts["period"]["start"]),
        (words["case"]["organisations"], ", ".join(each["name"] for each in facts["organisations"])),
        *figures,
    ]


def _figures(case: Case, language: str) -> list[tuple[Facts, str]]:
    return [(each, case.texts[language].labels[each["id"]]) for each in case.facts["results"]]


def _address(deep: int) -> Callable[[str, str], str]:
    """Addresses relative to a file that stands so many folders deep, in the file's own language."""
    return lambda kind, name: f"{'../' * (deep - 1)}{FOLDERS[kind]}/{name}.md" if kind != "topic" else "#"


def _configuration(corpus: Corpus) -> Facts:
    name = corpus.catalog.settings.name
    listed = [
        {"locale": language, "name": languages.locale(language).name, "build": True, "site_name": name(language)}
        | ({"default": True} if language == "en" else {})
        for language in LANGUAGES
    ]
    return {
        "site_name": name("en"),
        "site_url": "https://example.org/",
        "theme": {"name": "material"},
        "validation": {"links": {"not_found": "ignore", "unrecognized_links": "ignore", "anchors": "ignore"}},
        "plugins": ["search", {"i18n": {"docs_structure": "suffix", "languages": listed}}],
    }
