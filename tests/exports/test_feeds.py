"""Feeds say what the files of the content say, to a reader that no one here wrote, and stay what they are when addresses change."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import defusedxml.ElementTree
import feedparser
import pytest
import yaml

from generator import build, languages
from generator.exports import feeds
from generator.models.case import Change

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.catalog import Catalog

CONTENT = Path(__file__).parent.parent.parent
LANGUAGES = ("en", "de", "es", "pt", "hi")
CASE, ORIGINAL, TRANSLATED = "cases/de/example/case.yml", "cases/de/example/text.en.md", "cases/de/example/text.de.md"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMES = {"a": "http://www.w3.org/2005/Atom"}

Files = dict[str, bytes]


def catalog_of(root: Path) -> Catalog:
    catalog = build.check(root).catalog
    assert catalog is not None
    return catalog


def made(catalog: Catalog, *codes: str) -> Files:
    """Every feed by its path below the site."""
    found = {}
    for code in codes or catalog.settings.languages:
        found |= {f"{code}/{path}": content for path, content in feeds.artifacts(catalog, languages.locale(code))}
    return found


def read(content: bytes) -> Any:
    told = feedparser.parse(content, sanitize_html=False)
    assert not told.bozo, told.get("bozo_exception")
    return told


def front_matter(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text("utf-8").split("---\n", 2)[1])


@pytest.fixture(scope="module")
def content() -> Catalog:
    """The repository's own content."""
    return catalog_of(CONTENT)


@pytest.fixture(scope="module")
def real(content: Catalog) -> Files:
    """The feeds of the repository's own content."""
    return made(content)


def cases() -> dict[str, dict[str, Any]]:
    """Id and facts of each case, as a YAML reader that is not ours finds them."""
    return {"/".join(path.parts[-3:-1]): yaml.safe_load(path.read_text("utf-8")) for path in sorted(CONTENT.glob("cases/*/*/case.yml"))}


def test_there_is_one_for_each_language_topic_and_country(real: Files) -> None:
    topics = {topic for facts in cases().values() for topic in facts["topics"]}
    countries = [path.parent.name for path in CONTENT.glob("countries/*/country.yml")]
    paths = ["feed.xml", *(f"topics/{each}/feed.xml" for each in topics), *(f"countries/{each}/feed.xml" for each in countries)]
    assert set(real) == {f"{code}/{path}" for code in LANGUAGES for path in paths}


def test_readers_of_feeds_take_every_one(real: Files) -> None:
    for path, content in real.items():
        told = read(content)
        assert told.version == "atom10"
        assert told.feed.title
        assert told.feed.author
        assert told.feed.rights
        links = {link.rel: link.href for link in told.feed.links}
        assert links == {"self": f"https://example.org/{path}", "alternate": f"https://example.org/{path.removesuffix('feed.xml')}"}
        assert told.feed.updated == max(entry.updated for entry in told.entries)
        assert defusedxml.ElementTree.fromstring(content).get(XML_LANG) == languages.tag(path[:2])
        assert content.startswith(b"<?xml")
        assert content.endswith(b"</feed>\n")


def test_entries_are_the_cases(real: Files) -> None:
    facts = cases()
    for path, content in real.items():
        code, kind, name = path[:2], *(path.split("/")[1:-1] or ["", ""])
        chosen = {
            identity
            for identity, each in facts.items()
            if not kind or (kind == "topics" and name in each["topics"]) or (kind == "countries" and identity[:2] == name)
        }
        entries = {entry.link.removeprefix(f"https://example.org/{code}/cases/").strip("/"): entry for entry in read(content).entries}
        assert set(entries) <= chosen
        assert len(entries) == min(len(chosen), 50)
        for identity, entry in entries.items():
            own = CONTENT / "cases" / identity / f"text.{code}.md"
            text = front_matter(own if own.exists() else own.with_name(f"text.{facts[identity]['original_language']}.md"))
            days = [facts[identity]["added"], *(change["date"] for change in facts[identity].get("changes") or ())]
            assert entry.title == text["title"]
            assert " ".join(entry.summary.split()) == " ".join(text["summary"].split())
            assert (entry.published, entry.updated) == (f"{days[0]}T00:00:00Z", f"{max(days)}T00:00:00Z")
            assert [(tag.term, tag.label) for tag in entry.tags] == [
                (topic, languages.locale(code).label("topic", topic)) for topic in facts[identity]["topics"]
            ]


def test_ids_are_unique_and_the_same_in_every_feed_of_a_language(content: Catalog, real: Files) -> None:
    identities: dict[str, set[str]] = {}
    for path, each in real.items():
        told = read(each)
        for name, link in ((told.feed.id, path), *((entry.id, entry.link) for entry in told.entries)):
            identities.setdefault(name, set()).add(link)
    assert all(len(links) == 1 for links in identities.values())
    assert made(catalog_of(CONTENT)) == real
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", name) for name in identities)


def ids(files: Files) -> dict[str, list[str]]:
    return {
        path: [found.text or "" for found in ElementTree.fromstring(content).iterfind(".//a:id", NAMES)] for path, content in files.items()
    }


def test_ids_survive_another_address_other_titles_and_another_order_of_languages(
    root: Path, replaced: Callable[[str, str, str], object]
) -> None:
    before = ids(made(catalog_of(root)))
    replaced("mkdocs.yml", "https://example.org/", "https://cities.example/kb/")
    replaced("mkdocs.yml", "languages: [en, de]\n    default_language: en", "languages: [de, en]\n    default_language: de")
    replaced("mkdocs.yml", "name: {en: Example base", "name: {en: Another name")
    replaced(ORIGINAL, "title: A travel app", "title: An app")
    after = made(catalog_of(root))
    assert ids(after) == before
    assert b"https://cities.example/kb/en/cases/de/example/" in after["en/feed.xml"]


def test_another_network_has_other_ids(root: Path, replaced: Callable[[str, str, str], object]) -> None:
    before = ids(made(catalog_of(root)))
    replaced("mkdocs.yml", "network: {en: Example network", "network: {en: Another network")
    after = ids(made(catalog_of(root)))
    assert not {each for listed in before.values() for each in listed} & {each for listed in after.values() for each in listed}


def test_a_renamed_case_keeps_its_ids(root: Path, replaced: Callable[[str, str, str], object]) -> None:
    before = ids(made(catalog_of(root)))
    (root / "cases/de/example").rename(root / "cases/de/bus-app")
    replaced("cases/de/bus-app/case.yml", "added: ", "former_ids: [de/example]\nadded: ")
    assert ids(made(catalog_of(root))) == before
    (root / "cases/de/bus-app").rename(root / "cases/de/app")
    replaced("cases/de/app/case.yml", "former_ids: [de/example]", "former_ids: [de/example, de/bus-app]")
    after = made(catalog_of(root))
    assert ids(after) == before
    assert read(after["de/feed.xml"]).entries[0].link == "https://example.org/de/cases/de/app/"


def test_a_change_changes_only_the_feeds_that_hold_it(root: Path, write: Callable[[str, str], Path]) -> None:
    for path in sorted((root / "cases/de/example").iterdir()):
        write(f"cases/de/other/{path.name}", path.read_text("utf-8").replace("topics: [mobility, digital-services]", "topics: [inclusion]"))
    before = made(catalog_of(root))
    text = (root / CASE).read_text("utf-8")
    write(CASE, text.replace("added: ", "changes: [{date: 2026-03-01, note: The town corrected a figure}]\nadded: "))
    after = made(catalog_of(root))
    below = ("feed.xml", "topics/mobility/feed.xml", "topics/digital-services/feed.xml", "countries/de/feed.xml")
    assert {path for path in before if before[path] != after[path]} == {f"{code}/{path}" for code in ("en", "de") for path in below}
    assert set(after) - {path for path in before if before[path] != after[path]} == {
        f"{code}/topics/inclusion/feed.xml" for code in ("en", "de")
    }


def test_what_has_changed_is_told_the_latest_first(root: Path, replaced: Callable[[str, str, str], object]) -> None:
    changes = "changes:\n  - {date: 2026-02-02, note: First}\n  - {date: 2026-05-03, note: Third}\n  - {date: 2026-03-04, note: Second}\n"
    replaced(CASE, "added: ", f"{changes}added: ")
    entry = read(made(catalog_of(root))["de/feed.xml"]).entries[0]
    assert entry.updated == "2026-05-03T00:00:00Z"
    assert entry.published == "2026-01-31T00:00:00Z"
    (told,) = entry.content
    assert re.findall(r'<li>(.*?): <span lang="en">(.*?)</span></li>', told.value) == [
        ("3. Mai 2026", "Third"),
        ("4. März 2026", "Second"),
        ("2. Februar 2026", "First"),
    ]
    assert f'<p lang="de">{entry.summary}</p>' in told.value


def test_a_text_that_stands_in_says_its_language(root: Path) -> None:
    (root / TRANSLATED).unlink()
    (entry,) = ElementTree.fromstring(made(catalog_of(root), "de")["de/feed.xml"]).iterfind("a:entry", NAMES)
    title, summary, link = (entry.find(f"a:{name}", NAMES) for name in ("title", "summary", "link"))
    assert title is not None
    assert summary is not None
    assert link is not None
    assert (title.text, title.get(XML_LANG), summary.get(XML_LANG)) == ("A travel app for a town of medium size", "en", "en")
    assert (link.get("hreflang"), link.get("href")) == ("en", "https://example.org/de/cases/de/example/")


def test_a_withdrawn_case_stays_as_a_notice(root: Path, replaced: Callable[[str, str, str], object]) -> None:
    before = ids(made(catalog_of(root)))
    replaced(CASE, "added: ", "withdrawn: {date: 2026-06-01, reason: The source was mistaken}\nadded: ")
    after = made(catalog_of(root))
    assert set(after) == {"en/feed.xml", "en/countries/de/feed.xml", "de/feed.xml", "de/countries/de/feed.xml"}
    assert ids(after) == {path: before[path] for path in after}
    entry = read(after["de/feed.xml"]).entries[0]
    assert (entry.title, entry.summary) == ("Dieses Praxisbeispiel wurde zurückgezogen", "The source was mistaken")
    assert entry.updated == "2026-06-01T00:00:00Z"


def test_the_newest_stand_first_and_no_more_than_fifty(root: Path) -> None:
    catalog = catalog_of(root)
    (case,) = catalog.cases.values()
    first = datetime.date(2026, 1, 1)
    several = {}
    for number in range(60):
        facts = case.facts.model_copy(update={"added": first + datetime.timedelta(days=number // 2)})
        several[f"de/case-{number:02}"] = replace(case, id=f"de/case-{number:02}", facts=facts)
    for order in (several, dict(reversed(several.items()))):
        told = read(made(replace(catalog, cases=order), "en")["en/feed.xml"]).entries
        days = sorted(range(60), key=lambda number: (-(number // 2), number))[:50]
        assert [entry.link.rpartition("-")[2].strip("/") for entry in told] == [f"{number:02}" for number in days]


@pytest.mark.parametrize(
    "hostile",
    ["]]> & &amp; <b>x</b>", "</script><script>alert(1)</script>", "\u202egnp.exe", "\u05d0\u200f\u200e \u2067x\u2069", "{{7*7}} %s '\""],
)
def test_hostile_words_come_through_unharmed(root: Path, hostile: str) -> None:
    catalog = catalog_of(root)
    (case,) = catalog.cases.values()
    text = case.texts["en"]
    words = replace(text, head=text.head.model_copy(update={"title": hostile, "summary": hostile}))
    facts = case.facts.model_copy(update={"changes": (Change.model_construct(date=datetime.date(2026, 3, 1), note=hostile),)})
    catalog = replace(catalog, cases={case.id: replace(case, facts=facts, texts={"en": words})})
    content = made(catalog, "en")["en/feed.xml"]
    read(content)
    entry = defusedxml.ElementTree.fromstring(content).find("a:entry", NAMES)
    assert [entry.find(f"a:{name}", NAMES).text for name in ("title", "summary")] == [hostile, hostile]
    body = defusedxml.ElementTree.fromstring(entry.find("a:content", NAMES).text)
    assert body.find(".//span").text == hostile
    assert {element.tag for element in body.iter()} == {"div", "p", "ul", "li", "span"}


def test_without_an_address_there_are_none(root: Path, replaced: Callable[[str, str, str], object]) -> None:
    replaced("mkdocs.yml", "site_url: https://example.org/\n", "")
    assert made(catalog_of(root)) == {}


def test_a_base_without_cases_has_the_days_of_its_countries(root: Path) -> None:
    catalog = replace(catalog_of(root), cases={})
    told = read(made(catalog, "en")["en/feed.xml"])
    assert (told.feed.updated, told.entries) == ("2026-01-31T00:00:00Z", [])
    assert made(replace(catalog, countries={})) == {}
