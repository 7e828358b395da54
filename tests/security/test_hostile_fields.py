"""Hostile text in every field that takes any text: rows 2, 4 and 6 of the threat model."""

from __future__ import annotations

import html
import json
import re
import shutil
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import gate
import pytest
from auditing import found
from browsing import serving, visiting
from building import HOSTILE, build, run, tree
from expected_pages import values
from free_text import MODELS, fields_of, places_of
from hostile import ADDRESSES, ENGLISH, TEMPLATES, VALUES, as_yaml, errors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from building import Site
    from playwright.sync_api import Browser


HARMLESS = "Harmless"
MARKER = "@@"


def filled(target: Path, value: str, title: str | None = None, configuration: str = HARMLESS) -> Path:
    """Content with a value in every free text field of every model.

    Titles may get another value, because they refuse some; so may the configuration, which only the operator edits.
    """
    for source in sorted((HOSTILE / "04-fields/content").rglob("*")):
        if source.is_file():
            written = target / source.relative_to(HOSTILE / "04-fields/content")
            written.parent.mkdir(parents=True, exist_ok=True)
            if source.suffix == ".png":
                shutil.copyfile(source, written)
                continue
            front, body = _parts(source)
            words = configuration if source.name == "mkdocs.yml" else value
            record = _replaced(front, words, words if title is None else title)
            written.write_text(f"---\n{as_yaml(record)}---\n{body}" if body is not None else as_yaml(record), "utf-8")
    return target


def _parts(path: Path) -> tuple[Any, str | None]:
    """The YAML of a file, as text, and the body below it where it has one."""
    content = path.read_text("utf-8")
    front, body = content.split("---\n", 2)[1:] if path.suffix == ".md" else (content, None)
    return values(front), body


def _replaced(node: Any, value: str, title: str, key: str = "") -> Any:
    if isinstance(node, dict):
        return {each.replace(MARKER, value): _replaced(inner, value, title, each) for each, inner in node.items()}
    if isinstance(node, list):
        return [_replaced(inner, value, title) for inner in node]
    return node.replace(MARKER, title if key == "title" else value)


def test_every_free_text_field_is_filled():
    """A new field of a model must get its place in `tests/hostile/04-fields/content`."""
    content = HOSTILE / "04-fields/content"
    files = {
        "case": content.glob("cases/*/*/case.yml"),
        "case-text": content.glob("cases/*/*/text.*.md"),
        "country": content.glob("countries/*/country.yml"),
        "city": content.glob("countries/*/cities/*.yml"),
        "text": [*content.glob("countries/*/text.*.md"), *content.glob("pages/*/text.*.md")],
    }
    records = {kind: [_parts(path)[0] for path in paths] for kind, paths in files.items()}
    records["origin"] = list(_parts(content / "cases/origins.yml")[0].values())
    records["configuration"] = [_parts(content / "mkdocs.yml")[0]["extra"]["knowledge_base"]]
    for kind, model in MODELS.items():
        wanted = set(fields_of(model))
        found = {_as_field(place, wanted) for record in records[kind] for place in places_of(record, MARKER)}
        assert wanted - found == set(), kind
    assert sum(len(set(fields_of(model))) for model in MODELS.values()) > 30


def _as_field(place: tuple[str, ...], fields: set[tuple[str, ...]]) -> tuple[str, ...]:
    """A place in a record as the path of a field: keys that authors choose are `[]` there."""
    fits = [field for field in fields if len(field) == len(place) and all(a in (b, "[]") for a, b in zip(field, place, strict=True))]
    return fits[0] if fits else place


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site with a harmless word in every field."""
    return build(filled(tmp_path_factory.mktemp("fields") / "harmless", HARMLESS))


def same_but_for_words(site: Site, harmless: Site, value: str, title: str) -> Iterator[str]:
    """How pages differ from those of the harmless site in anything but the words that stand in the fields."""
    paths = [path for path in tree(harmless.folder) if path.endswith(".html")]
    assert [path for path in tree(site.folder) if path.endswith(".html")] == paths
    for path in paths:
        one, other = ((each.folder / path).read_text("utf-8") for each in (site, harmless))
        if gate.shape(one) != gate.shape(other):
            yield f"{path}: other elements"
        if gate.head_nodes(one) != gate.head_nodes(other):
            yield f"{path}: another head"
        found, expected = _words(one), _words(other)
        if [_neutral(piece, value, title) for piece in found] != expected:
            yield f"{path}: {[(a, b) for a, b in zip(found, expected, strict=False) if _neutral(a, value, title) != b][:3]}"
        if dangers := gate.dangers(one):
            yield f"{path}: {dangers}"


def _words(page: str) -> list[str]:
    """The words of a page, but not its records for programs: BibTeX writes some characters in its own way (see test_citation)."""
    return [_read(piece) for piece in gate.words(page) if not piece.lstrip().startswith(("@misc{", "TY - "))]


def _read(piece: str) -> str:
    """A piece of a page; of an address that fills in a form, what the forge reads, without the hash of the page."""
    return unquote(re.sub(r"&version=[^&]*", "", piece)) if "/issues/new?" in piece else piece


def _neutral(piece: str, value: str, title: str) -> str:
    """The words as they would be on the harmless site; the value must stand there literally, as it was written."""
    return piece.replace(value, HARMLESS).replace(title, HARMLESS)


def _without_angles(value: str) -> str:
    """A value as a title may hold it."""
    return " ".join(re.sub(r"[<>]", " ", value).split()) or "x"


FEW = [VALUES[0], VALUES[3], TEMPLATES[0], VALUES[13]]


@pytest.mark.parametrize(
    "value", [*FEW, *(pytest.param(each, marks=pytest.mark.slow) for each in (*VALUES, *TEMPLATES) if each not in FEW)]
)
def test_fields_print_what_stands_in_them_and_do_nothing(value: str, harmless: Site, tmp_path: Path):
    """Every page is, element by element, that of the harmless site; the value is printed as it was written."""
    title = _without_angles(value)
    site = build(filled(tmp_path, value, title))
    assert list(same_but_for_words(site, harmless, value, title)) == []
    assert any(value in piece for piece in gate.words((site.folder / "en/cases/aq/all-fields/index.html").read_text("utf-8")))


@pytest.mark.parametrize("value", [VALUES[0], pytest.param(VALUES[3], marks=pytest.mark.slow)])
def test_the_audit_finds_nothing_on_a_site_with_a_value_in_every_field(value: str, tmp_path: Path):
    assert found(build(filled(tmp_path, value, _without_angles(value))).folder) == []


@pytest.mark.parametrize("value", [VALUES[0], "A & B", *(pytest.param(each, marks=pytest.mark.slow) for each in (VALUES[3], TEMPLATES[0]))])
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


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("value", VALUES)
def test_each_hostile_value_does_nothing_in_a_browser(value: str, browser: Browser, tmp_path: Path):
    site = build(filled(tmp_path, value, _without_angles(value)), languages=ENGLISH)
    with serving(site.folder, policy=False) as address, visiting(browser, address) as visit:
        for path in (
            "",
            "cases/",
            "cases/aq/all-fields/",
            "cases/aq/gone/",
            "countries/aq/",
            "countries/aq/bay/",
            "about/",
            "search/?q=words",
        ):
            visit.go(f"en/{path}")
            assert visit.wrong == [], path


def test_addresses_in_fields_are_refused(base: Path):
    """Whichever field holds one: an address is one type."""
    origins = {f"o-{number}": {"name": "Origin", "url": address} for number, address in enumerate(ADDRESSES)}
    (base / "cases/origins.yml").write_text(as_yaml({"old-greenhouse": {"name": "Old"}} | origins), "utf-8")
    found = errors(base)["cases/origins.yml"]
    assert {each.code for each in found} == {"not-an-address"}
    lines = (base / "cases/origins.yml").read_text("utf-8").splitlines()
    assert [each.location.line for each in found] == [number for number, line in enumerate(lines, start=1) if '"url"' in line]
