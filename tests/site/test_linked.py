"""What pages tell programs in the words of schema.org: it is what the files of content say, and nothing in it can do harm."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import expected_pages
import gate
import html5lib
import pytest
import yaml
from building import EMPTY, REPOSITORY, build
from hypothesis import example, given
from hypothesis import strategies as st
from reading import canonical, classed, links, meta

from generator import licences
from generator.render import data_block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

    from building import Site

TAGS = {"en": "en", "de": "de", "es": "es", "pt": "pt-BR", "hi": "hi"}
NODE = REPOSITORY / "tests" / "node" / "node_modules"
THREE = ("br/cocozap-mare", "de/herrenberg-stadtnavi", "in/kochi-water-metro")
CC_BY = "https://creativecommons.org/licenses/by/4.0/"
KINDS = {
    "case": "Article",
    "country": "Article",
    "city": "WebPage",
    "home": "WebSite",
    "list": "CollectionPage",
    "explorer": "CollectionPage",
}
"""Template → what a page of it is; all others are a WebPage."""
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    "\u2028\u2029\u0085",
    "\u202e\u2066x\u2069",
    '\\"&quot;&amp;',
    "\x00\x1f",
)


def told(page: Element) -> dict[str, Any] | None:
    """The data of a page; None where it has none."""
    blocks = [json.loads(each.text or "") for each in gate.data_blocks(page)]
    assert len(blocks) <= 1
    return blocks[0] if blocks else None


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every node of data, the outermost first."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from nodes(each)


def template(page: Element) -> str:
    found = [each.get("class", "") for each in page.iter("div") if each.get("class", "").startswith("page ")]
    return found[0].split()[1].removeprefix("page-")


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def raw(path: str) -> Any:
    """A file of content as a YAML reader that is not ours finds it; of a text what stands above its body."""
    text = (REPOSITORY / path).read_text("utf-8")
    return yaml.safe_load(text.split("---\n")[1] if path.endswith(".md") else text)


def day(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def test_every_page_says_what_it_is(site: Site):
    for path, page in site.pages.items():
        data = told(page)
        if "/" not in path or classed(page, "page-notice"):
            assert data is None, path
            continue
        assert data is not None, path
        assert data["@context"] == "https://schema.org"
        kind = KINDS.get(template(page), "WebPage")
        if template(page) == "country" and "author" not in data:
            kind = "WebPage"  # nobody has written a profile yet
        assert data["@type"] == kind, path
        assert data["inLanguage"], path
        assert data["description"] == meta(page, "description"), path
        assert "" not in [value for node in nodes(data) for value in node.values()], path


def test_addresses_are_those_of_the_pages(site: Site):
    for path, page in site.pages.items():
        data = told(page)
        if data is None:
            continue
        if not site.url:
            own = [node for node in nodes(data) if "@id" in node or node["@type"] in {"WebSite", "Article", "WebPage", "CollectionPage"}]
            assert [node for node in own if "@id" in node or "url" in node] == [], path
            continue
        assert data["@id"] == data["url"] == canonical(page), path
        for node in nodes(data):
            for address in (node.get("@id", ""), node.get("inDefinedTermSet", "")):
                assert not address or _stands(site, address), f"{path}: {address}"


def _stands(site: Site, address: str) -> bool:
    """Whether something of ours stands at an address: a page, a file of data, a term of the vocabularies."""
    file, _, fragment = address.removeprefix(site.url).partition("#")
    target = site.folder / file / ("index.html" if file.endswith("/") else "")
    if not address.startswith(site.url) or not target.is_file():
        return False
    return not fragment or f"#{fragment}" in {node["@id"] for node in json.loads(target.read_text("utf-8"))["@graph"]}


def test_a_text_that_stands_in_for_a_missing_one_says_its_own_language(two_languages: Site):
    page = two_languages.page("hi", "cases/aq/sledge-sharing")
    data = told(page)
    assert data is not None
    assert page.get("lang") == "hi"
    assert data["inLanguage"] == "en"
    assert data["url"].endswith("/en/cases/aq/sledge-sharing/")
    assert data["isPartOf"]["name"] == "Made-up Knowledge Base"
    assert "translationOfWork" not in data
    assert "workTranslation" not in data


def test_translations_and_originals_name_each_other(real: Site):
    for identity, facts in expected_pages.cases(real.content).items():
        original = facts["original_language"]
        if "withdrawn" in facts:
            continue
        there = [code for code in TAGS if (REPOSITORY / f"cases/{identity}/text.{code}.md").exists()]
        for code in there:
            data = told(real.page(code, f"cases/{identity}"))
            assert data is not None
            others = [original] if code != original else [each for each in there if each != original]
            name, other = ("translationOfWork", "workTranslation") if code != original else ("workTranslation", "translationOfWork")
            assert {each["inLanguage"] for each in listed(data[name])} == {TAGS[each] for each in others}
            assert {each["@id"] for each in listed(data[name])} == {f"{real.url}{each}/cases/{identity}/" for each in others}
            assert other not in data


@pytest.mark.parametrize("language", TAGS)
@pytest.mark.parametrize("identity", THREE)
def test_every_fact_of_three_cases(identity: str, language: str, real: Site):
    facts, text = raw(f"cases/{identity}/case.yml"), raw(f"cases/{identity}/text.{language}.md")
    data = told(real.page(language, f"cases/{identity}"))
    assert data is not None
    words = expected_pages.words(language)
    country = raw(f"countries/{identity[:2]}/country.yml")["names"][language]
    assert (data["headline"], data["description"]) == (text["title"], " ".join(text["summary"].split()))
    assert data["inLanguage"] == TAGS[language]
    assert data["license"] == CC_BY
    assert data["datePublished"] == day(facts["added"])
    assert data["dateModified"] == max(day(facts["added"]), *[day(each["date"]) for each in facts.get("changes", ())], "")
    assert [each["termCode"] for each in listed(data["about"])] == facts["topics"]
    assert [each["name"] for each in listed(data["about"])] == [words["term"]["topic"][each] for each in facts["topics"]]
    places = listed(data["spatialCoverage"])
    assert len(places) == max(1, len(facts.get("cities", ())))
    for city, place in zip(facts.get("cities", ()), places, strict=False):
        known = raw(f"countries/{city.replace('/', '/cities/')}.yml")
        assert place["name"] == known["names"][language]
        assert place["geo"] == {"@type": "GeoCoordinates", "latitude": known["latitude"], "longitude": known["longitude"]}
        assert place["containedInPlace"] == {"@type": "Country", "name": country}
    for source, cited in zip(facts["sources"], listed(data["citation"]), strict=True):
        assert cited["name"] == source["title"]
        assert cited["publisher"] == {"@type": "Organization", "name": source["publisher"]}
        assert cited["inLanguage"] == source["language"]
        assert cited.get("url", "").rstrip("/") == source.get("url", "").rstrip("/")
        assert cited.get("archivedAt") == source.get("archived_url")
        published = day(source.get("published", ""))
        assert cited.get("datePublished", "") == ("" if published.endswith("~") else published)
    assert data["author"] == data["publisher"]
    assert data["isBasedOn"]["url"] == f"{real.url}data/v1/cases/{identity}.json"


def test_no_identifier_of_others_is_said(real: Site):
    """Every id is an address of ours: what others call a place or a topic, no sheet gives."""
    for path, page in real.pages.items():
        assert [node["@id"] for node in nodes(told(page)) if not node.get("@id", real.url).startswith(real.url)] == [], path
        assert "wikidata" not in json.dumps(told(page)), path


def test_case_pages_lead_to_their_data(real: Site):
    seen = 0
    for path, page in real.pages.items():
        found = [each.get("href", "") for each in links(page, "alternate") if each.get("type") == "application/json"]
        identity = path.partition("/")[2].removesuffix("/index.html").removeprefix("cases/")
        if "/" in path and template(page) == "case":
            (address,) = found
            file = Path(os.path.normpath(real.folder / path / ".." / address))
            assert json.loads(file.read_text("utf-8"))["case"]["id"] == identity, path
            seen += 1
        else:
            assert found == [], path
    assert seen > 100


def test_ids_that_content_gives_are_told_with_where_they_are_from(base: Path):
    path = base / "countries/aq/cities/penguin-bay.yml"
    path.write_text(path.read_text("utf-8") + "wikidata: Q0\n", "utf-8")
    data = told(build(base).page("en", "countries/aq/penguin-bay"))
    assert data is not None
    assert data["mainEntity"]["identifier"] == {"@type": "PropertyValue", "propertyID": "wikidata", "value": "Q0"}


def test_a_licence_that_a_case_names_is_told(base: Path):
    path = base / "cases/aq/sledge-sharing/case.yml"
    path.write_text(path.read_text("utf-8").replace("added:", "licence: CC-BY-SA-4.0\nadded:"), "utf-8")
    data = told(build(base).page("en", "cases/aq/sledge-sharing"))
    assert data is not None
    assert data["license"] == "https://spdx.org/licenses/CC-BY-SA-4.0.html"


@pytest.mark.parametrize(
    ("expression", "address"),
    [
        ("CC-BY-4.0", CC_BY),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("MIT", "https://spdx.org/licenses/MIT.html"),
        ("MIT OR Apache-2.0", ""),
        ("LicenseRef-own", ""),
        ("GPL-2.0+", ""),
    ],
)
def test_licences_have_addresses(expression: str, address: str):
    assert licences.address(expression) == address


@given(st.text(), st.text())
@example(HOSTILE[0], HOSTILE[1])
@example(HOSTILE[2], HOSTILE[3])
@example(HOSTILE[4], HOSTILE[5])
@example(HOSTILE[6], "")
def test_no_text_ends_the_script_or_gets_lost(key: str, value: str):
    values = {"key": key, "list": [value, {key: value}]}
    block = data_block(values)
    page = html5lib.parse(f"<title>x</title><script type={gate.DATA}>{block}</script><p id=after>", namespaceHTMLElements=False)
    (script,) = page.iter("script")
    assert script.text == block
    assert json.loads(block) == values
    assert page.find("body/p[@id='after']") is not None
    assert yaml.safe_load(json.dumps({"linked": block}, ensure_ascii=False)) == {"linked": block}, "MkDocs reads it in front matter"
    assert len(block.splitlines()) == 1


@pytest.mark.parametrize(
    "script",
    [
        '<script type="application/ld+json">alert(1)</script>',
        '<script type="application/ld+json">["a"]</script>',
        '<script type="application/ld+json">{"a": "<!--"}</script>',
        '<script type="application/ld+json" src="assets/site.js">{"a": "b"}</script>',
        '<script type="application/ld+json">{}</script><script type="application/ld+json">{}</script>',
        '<script type="text/javascript">{"a": "b"}</script>',
        '<script>{"a": "b"}</script>',
    ],
)
def test_gate_lets_no_other_script_through(script: str):
    assert gate.dangers(f"<!doctype html><html lang=en><head>{script}</head><body></body></html>")


def test_gate_lets_data_through():
    block = f'<script type="application/ld+json">{data_block({"name": HOSTILE[0]})}</script>'
    assert gate.dangers(f"<!doctype html><html lang=en><head>{block}</head><body></body></html>") == []


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """What the compiler of TypeScript finds wrong with a file that can import `schema-dts`."""
    folder = tmp_path_factory.mktemp("typed")
    (folder / "node_modules").symlink_to(NODE)

    def compiled(text: str) -> str:
        (folder / "pages.ts").write_text(text, "utf-8")
        command = [NODE / ".bin" / "tsc", "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "pages.ts"]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout

    return compiled


def as_typescript(pages: dict[str, dict[str, Any]]) -> str:
    """A file in which the data of each page must be of the type that it says it is."""
    kinds = sorted({data["@type"] for data in pages.values()})
    lines = [f'import type {{ WithContext, {", ".join(kinds)} }} from "schema-dts";']
    for number, (path, data) in enumerate(pages.items()):
        lines.append(f"// {path}\nexport const page{number}: WithContext<{data['@type']}> = {json.dumps(data, ensure_ascii=False)};")
    return "\n".join(lines)


def one_of_each(site: Site) -> dict[str, dict[str, Any]]:
    """The longest data of the pages of each template in a site."""
    found: dict[str, tuple[int, str, dict[str, Any]]] = {}
    for path, page in site.pages.items():
        data = told(page)
        if data is not None:
            size = len(json.dumps(data))
            found[template(page)] = max(found.get(template(page), (0, "", {})), (size, path, data), key=lambda each: each[:2])
    return {path: data for _, path, data in found.values()}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["repository", "two-languages", EMPTY])
def test_terms_and_types_are_those_of_schema_org(name: str, site_named: Callable[[str], Site], typed: Callable[[str], str]):
    pages = one_of_each(site_named(name))
    assert len(pages) > 5
    assert typed(as_typescript(pages)) == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"headline"', '"headlines"'),
        ('"termCode"', '"code"'),
        ('"GeoCoordinates"', '"Coordinates"'),
        ('"latitude": ', '"latitude": true || '),
        ('"@type": "Article"', '"@type": "Place"'),
    ],
)
def test_other_terms_and_types_are_seen(old: str, new: str, real: Site, typed: Callable[[str], str]):
    data = told(real.page("en", f"cases/{THREE[1]}"))
    assert data is not None
    text = as_typescript({"a case": data})
    assert typed(text) == ""
    assert old in text
    assert "error TS" in typed(text.replace(old, new, 1))
