"""Hostile text in every field that takes any text: row 4 of the threat model."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

import gate
import pytest
from auditing import found
from browsing import serving, visiting
from building import build, run, tree
from filling import CONTENT, HARMLESS, MARKER, filled, parts, same_but_for_words, without_angles
from free_text import MODELS, fields_of, places_of
from hostile import ENGLISH, VALUES, as_yaml, errors, standing_page

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from building import Site
    from playwright.sync_api import Browser


def test_every_free_text_field_is_filled():
    """A new field of a model must get its place in `tests/hostile/04-fields/content`."""
    files = {
        "case": CONTENT.glob("cases/*/*/case.yml"),
        "case-text": CONTENT.glob("cases/*/*/text.*.md"),
        "country": CONTENT.glob("countries/*/country.yml"),
        "city": CONTENT.glob("countries/*/cities/*.yml"),
        "text": [*CONTENT.glob("countries/*/text.*.md"), *CONTENT.glob("pages/*/text.*.md")],
    }
    records = {kind: [parts(path)[0] for path in paths] for kind, paths in files.items()}
    records["origin"] = list(parts(CONTENT / "cases/origins.yml")[0].values())
    records["configuration"] = [parts(CONTENT / "mkdocs.yml")[0]["extra"]["knowledge_base"]]
    for kind, model in MODELS.items():
        wanted = set(fields_of(model))
        found = {_as_field(place, wanted) for record in records[kind] for place in places_of(record, MARKER)}
        assert wanted - found == set(), kind
    assert sum(len(set(fields_of(model))) for model in MODELS.values()) > 30


def _as_field(place: tuple[str, ...], fields: set[tuple[str, ...]]) -> tuple[str, ...]:
    """A place in a record as the path of a field: keys that authors choose are `[]` there."""
    fits = [field for field in fields if len(field) == len(place) and all(a in (b, "[]") for a, b in zip(field, place, strict=True))]
    return fits[0] if fits else place


FEW = [VALUES[3]]


@pytest.mark.parametrize("value", [*FEW, *(pytest.param(each, marks=pytest.mark.slow) for each in VALUES if each not in FEW)])
def test_fields_print_what_stands_in_them_and_do_nothing(value: str, harmless: Site, tmp_path: Path):
    """Every page is, element by element, that of the harmless site; the value is printed as it was written."""
    title = without_angles(value)
    site = build(filled(tmp_path, value, title))
    assert list(same_but_for_words(site, harmless, value, title)) == []
    assert any(value in piece for piece in gate.words((site.folder / "en/cases/aq/all-fields/index.html").read_text("utf-8")))


@pytest.mark.parametrize("value", [VALUES[0], pytest.param(VALUES[3], marks=pytest.mark.slow)])
def test_the_audit_finds_nothing_on_a_site_with_a_value_in_every_field(value: str, tmp_path: Path):
    assert found(build(filled(tmp_path, value, without_angles(value))).folder) == []


@pytest.mark.parametrize("value", [VALUES[0], "A & B", pytest.param(VALUES[3], marks=pytest.mark.slow)])
def test_names_in_the_configuration_do_nothing(value: str, harmless: Site, tmp_path: Path):
    site = build(filled(tmp_path, HARMLESS, configuration=value))
    assert list(same_but_for_words(site, harmless, value, HARMLESS)) == []


def test_the_comparison_sees_markup_in_a_field(harmless: Site, tmp_path: Path):
    """The control: a site in which one field was not escaped."""
    site = build(filled(tmp_path, VALUES[0], "x"))
    page = site.folder / "en/countries/aq/bay/index.html"
    page.write_text(page.read_text("utf-8").replace(html.escape(VALUES[0]), VALUES[0], 1), "utf-8")
    assert [found.split(":")[0] for found in same_but_for_words(site, harmless, VALUES[0], "x")].count(
        "en/countries/aq/bay/index.html"
    ) >= 2


@pytest.mark.parametrize("value", [VALUES[0], VALUES[2], "a <b> c", "a > b"])
def test_titles_refuse_angle_brackets(value: str, tmp_path: Path):
    found = errors(filled(tmp_path, HARMLESS, value))
    assert len(found) > 3
    assert {path for path in found if path.endswith(".md")} == set(found)
    assert {finding.code for findings in found.values() for finding in findings} == {"markup-in-title"}


@pytest.mark.parametrize("control", ["\0", "\x1b", "\x7f", "\x85", "\u2028", "\u202e"])
@pytest.mark.parametrize("quoted", [False, True], ids=["as it is", "as an escape of YAML"])
def test_titles_refuse_controls(control: str, quoted: bool, base: Path):  # noqa: FBT001
    title = f"a{control}b"
    path = standing_page(base / "pages/x/text.en.md", as_yaml(title).strip() if quoted else title)
    assert {each.code for each in errors(base)[path]} <= {"control-character", "invisible-character"}
    assert errors(base)[path]


HEAD = [
    "meta charset",
    "meta viewport",
    "meta Content-Security-Policy",
    "title",
    "meta description",
    "meta color-scheme",
    "meta referrer",
    "link canonical",
    "link alternate en",
    "link alternate de",
    "link alternate x-default",
    "link alternate",
    "link icon",
    "link stylesheet",
    "link stylesheet",
    "script",
]
"""The nodes in the head of a case: all that there are, in their order."""


def test_the_head_holds_exactly_the_expected_nodes(tmp_path: Path):
    """What ends an attribute stands in the description, which is one."""
    site = build(filled(tmp_path, VALUES[1], without_angles(VALUES[1])))
    for language in site.languages:
        text = (site.folder / language / "cases/aq/all-fields/index.html").read_text("utf-8")
        head = gate.parsed(text).find("head")
        assert head is not None
        assert [_told(each) for each in head] == HEAD
        assert [each.text.count("window.__pwned=1") for each in head.iter("title")] == [1]


def _told(node: Element) -> str:
    """The name of a node of a head, with what tells it apart."""
    telling = [
        name if name == "charset" else node.attrib[name]
        for name in ("charset", "name", "http-equiv", "rel", "hreflang")
        if name in node.attrib
    ]
    return " ".join([node.tag, *telling])


def test_a_refused_case_is_not_built(tmp_path: Path):
    content = filled(tmp_path, HARMLESS, VALUES[0])
    done = run("build", "--root", content)
    assert (done.returncode, (content / "site").exists(), (content / "build" / "docs").exists()) == (1, False, False)
    assert "[markup-in-title]" in done.stdout


def test_front_matter_that_mkdocs_reads_is_one_line_of_ours(tmp_path: Path):
    """Titles are escaped in the file that MkDocs reads, because its templates escape nothing."""
    site = build(filled(tmp_path, VALUES[0], "A & B"), languages=ENGLISH)
    for path, document in tree(site.content, "build/docs/en").items():
        if path.endswith(".md"):
            head = document.decode().split("\n")[1]
            assert "<" not in head, path
            assert ">" not in head, path
            assert set(json.loads(head)) == {"title", "head", "sections"}, path


@pytest.mark.browser
def test_hostile_fields_do_nothing_in_a_browser(browser: Browser, tmp_path: Path):
    """All types of pages, the search and its results, with a hostile title among them, and no policy to help."""
    value, title = VALUES[2], '"onmouseover="window.__pwned=1" {{7*7}}'
    site = build(filled(tmp_path, value, title), languages=ENGLISH)
    with serving(site.folder, policy=False) as address, visiting(browser, address) as visit:
        for path in site.pages:
            if path.startswith("en/") and "/old/" not in path:
                visit.go(path.removesuffix("index.html"))
                assert visit.wrong == [], path
        page = visit.go("en/search/?q=Summary")
        found = page.locator("#search-results li a").first
        found.wait_for()
        assert title in found.inner_text()
        found.hover()
        assert visit.wrong == []
