"""The corpus as a site for Hugo, whose pages show about what ours show and weigh about as much.

Facts stand in the front matter, as Hugo wants them. Topics, instruments, stages, countries and cities are taxonomies, related
pages are Hugo's own, a JSON index of each language holds the words of every case. What is the same on every page of a language
is rendered once (`partialCached`), and words come from data, which is faster than `i18n`.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import common
from benchmarks.corpus.cases import LANGUAGES
from generator import languages, vocabulary
from generator.publish import assets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.corpus.cases import Case, Corpus
    from benchmarks.corpus.facts import Facts

TEMPLATES = Path(__file__).parent / "hugo_site"
TAXONOMIES = {"topic": "topics", "instrument": "instruments", "stage": "stages", "country": "countries", "city": "cities"}
RELATED = {"topics": 80, "instruments": 60, "countries": 20}


def write(corpus: Corpus, folder: Path) -> None:
    """Configuration, templates, words, and a file for each page and language."""
    shutil.copytree(TEMPLATES, folder, dirs_exist_ok=True)
    common.write(folder / "config.json", _json(_configuration(corpus)))
    for language in LANGUAGES:
        common.write(folder / "data" / "words" / f"{language}.json", _json(_words(corpus, language)))
    for path, content in assets.assets():
        (folder / "static" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "static" / path).write_bytes(content)
    for path, text in _content(corpus):
        common.write(folder / "content" / path, text)


def _content(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Path below `content/`, and content, of everything that is a page."""
    for page in common.standing():
        place = f"countries/{page.id}/_index" if page.kind == "country" else f"pages/{page.id}"
        head = {"title": page.title, "summary": page.summary}
        yield f"{place}.{page.language}.md", _page(head, common.linked(page.body, _address(page.language)))
    for language in LANGUAGES:
        for name, facts in common.cities(corpus):
            yield f"cities/{_key(name)}/_index.{language}.md", _page({"title": common.city_name(facts, language)}, "")
        for kind in ("topic", "instrument", "stage"):
            for term in vocabulary.terms()[kind]:
                yield f"{TAXONOMIES[kind]}/{term}/_index.{language}.md", _page({"title": _term(language, kind, term)}, "")
    for case in corpus.cases():
        for language in LANGUAGES:
            yield f"cases/{case.id}.{language}.md", _case(case, language)


def _case(case: Case, language: str) -> str:
    text, facts = case.texts[language], case.facts
    head: Facts = {"title": text.title, "summary": text.summary, "labels": text.labels, "evidence": text.evidence, "facts": facts}
    head |= {"id": case.id.replace("/", "-"), "topics": facts["topics"], "instruments": facts["instruments"], "stages": [facts["stage"]]}
    head |= {"countries": [case.id[:2]], "cities": [_key(city) for city in facts["cities"]]}
    return _page(head, common.case_body(text, language, _address(language)))


def _address(language: str) -> Callable[[str, str], str]:
    """Addresses from the root of the site: the way that costs Hugo least."""
    folders = {"case": "cases", "page": "pages"} | TAXONOMIES
    return lambda kind, name: f"/{language}/{folders[kind]}/{_key(name) if kind == 'city' else name}/"


def _key(city: str) -> str:
    return city.replace("/", "-")


def _page(head: Facts, body: str) -> str:
    """Front matter in JSON, which Hugo reads faster than YAML."""
    return f"{_json(head)}\n\n{body}"


def _configuration(corpus: Corpus) -> Facts:
    settings = corpus.catalog.settings
    indices = [{"name": name, "weight": weight} for name, weight in RELATED.items()]
    return {
        "baseURL": "https://example.org/",
        "defaultContentLanguage": "en",
        "defaultContentLanguageInSubdir": True,
        "paginate": 50,
        "rssLimit": 50,
        "taxonomies": TAXONOMIES,
        "related": {"threshold": 1, "includeNewer": True, "indices": indices},
        "markup": {"goldmark": {"renderer": {"unsafe": True}}, "tableOfContents": {"startLevel": 2, "endLevel": 2}},
        "outputs": {"home": ["HTML", "RSS", "JSON"]},
        "languages": {
            language: {
                "weight": place,
                "languageCode": languages.tag(language),
                "languageName": languages.locale(language).name,
                "title": settings.name(language),
            }
            for place, language in enumerate(LANGUAGES, start=1)
        },
    }


def _words(corpus: Corpus, language: str) -> Facts:
    """Every word of the templates in a language, as our own pages have it."""
    words = languages.locale(language).words
    interface = words["interface"]
    return {
        "case": words["case"],
        "term": words["term"],
        "sections": {name: interface[name] for name in ("cases", "topics", "instruments", "stages", "countries", "cities")},
        "countries": common.country_names(corpus, language),
        "cities": {_key(name): common.city_name(facts, language) for name, facts in common.cities(corpus)},
        "words": {
            "skip": interface["skip"],
            "navigation": interface["main-navigation"],
            "contents": interface["on-this-page"],
            "language": interface["language"],
            "about": interface["footer-about"],
            "find": interface["footer-find"],
            "similar": words["similar"]["heading"],
            "cite": words["citation"]["heading"],
            "copy": words["citation"]["copy"],
            **{name: words["field"][name] for name in ("funding", "sdgs", "evidence")},
        },
    }


def _term(language: str, kind: str, term: str) -> str:
    return str(languages.locale(language).words["term"][kind][term])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
