"""Hostile words in what programs read: data in pages, feeds, the sitemap, tables. Row 19 of the threat model."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING

import defusedxml.ElementTree
import gate
import html5lib
import openpyxl
import pytest
from building import DAY, build
from filling import HARMLESS, filled, neutral, without_angles
from hostile import ENGLISH, TEMPLATES, VALUES, as_yaml

from generator import build as pipeline
from generator import exports, languages, pages, root
from generator.exports import feeds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from generator.catalog import Catalog
    from generator.routes import Route

FORMULAS = ("=1+1", "@SUM(A1)", "+1", "-2+3", "\uff1d1+1", '=HYPERLINK("https://foreign.example")')
TRIGGERS = ("=", "+", "-", "@", "\t", "\r")
HOSTILE = (*VALUES, *TEMPLATES, *FORMULAS)
FEW = (VALUES[0], VALUES[12], FORMULAS[0], FORMULAS[4])
EACH = pytest.mark.parametrize("value", [*FEW, *(pytest.param(each, marks=pytest.mark.slow) for each in HOSTILE if each not in FEW)])


def _data(content: Path) -> dict[str, bytes]:
    """Every file of data, every feed and the sitemap, by path: made by the functions that the build calls."""
    checked = pipeline.check(content)
    assert checked.catalog is not None, checked.findings
    catalog = checked.catalog
    files = dict(exports.artifacts(catalog)) | dict(root.artifacts(catalog.settings, _listed(catalog)))
    for code in catalog.settings.languages:
        files |= {f"{code}/{path}": made for path, made in feeds.artifacts(catalog, languages.locale(code))}
    return files


def _listed(catalog: Catalog) -> dict[Route, tuple[str, ...]]:
    made = pages.pages(catalog, languages.locale("en"), DAY)
    return {page.route: catalog.settings.languages for page in made}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same data of the harmless content."""
    return _data(filled(tmp_path_factory.mktemp("data") / "harmless", HARMLESS))


@EACH
def test_json_reads_back_equal(value: str, expected: dict[str, bytes], tmp_path: Path):
    _same(value, expected, tmp_path, (".json", ".jsonld", ".geojson"), lambda content: _leaves(json.loads(content)))


@EACH
def test_xml_reads_back_equal(value: str, expected: dict[str, bytes], tmp_path: Path):
    """By a reader that takes no entity and no declaration of one."""
    seen = _same(value, expected, tmp_path, (".xml", ".rdf"), _texts)
    assert {"sitemap.xml", "en/feed.xml"} <= seen


def _texts(content: bytes) -> Iterator[str]:
    for element in defusedxml.ElementTree.fromstring(content).iter():
        yield from (element.tag, element.tail or "", *element.attrib, *element.attrib.values())
        if element.get("type") == "html":
            yield from (piece for each in _html(element.text or "").iter() for piece in (str(each.tag), each.text or "", each.tail or ""))
        else:
            yield element.text or ""


def _html(text: str) -> Element:
    """HTML within XML, as a reader of feeds builds it."""
    return html5lib.parseFragment(text, namespaceHTMLElements=False)


@EACH
def test_tables_read_back_equal_and_hold_no_formula(value: str, expected: dict[str, bytes], tmp_path: Path):
    seen = _same(value, expected, tmp_path, (".csv",), _cells)
    assert len(seen) >= 2


def _cells(content: bytes) -> Iterator[str]:
    """The words of each cell, once it is sure that no program takes them for a formula."""
    for row in csv.reader(io.StringIO(content.decode(), newline="")):
        for cell in row:
            assert not _is_formula(cell), cell
            yield cell.removeprefix("'") if _is_formula(cell.removeprefix("'")) else cell


def _is_formula(cell: str) -> bool:
    """Whether a spreadsheet would compute what stands in a cell; a plain number is none."""
    try:
        float(cell)
    except ValueError:
        return unicodedata.normalize("NFKC", cell).strip(" \n").startswith(TRIGGERS)
    return False


@EACH
def test_workbooks_hold_words_as_words(value: str, expected: dict[str, bytes], tmp_path: Path):
    seen = _same(value, expected, tmp_path, (".xlsx",), _words)
    assert len(seen) >= 2


def _words(content: bytes) -> Iterator[str]:
    """The words of each cell, once it is sure that none is a formula or leads elsewhere by itself."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n", "d", "b"}, cell.value
                yield str(cell.value)


def _same(
    value: str, expected: dict[str, bytes], folder: Path, endings: tuple[str, ...], read: Callable[[bytes], Iterator[str]]
) -> set[str]:
    """Compares each file of some formats, value by value, with that of the harmless content; gives their paths."""
    title = without_angles(value)
    made = _data(filled(folder / "filled", value, title))
    assert made.keys() == expected.keys()
    paths = {path for path in made if path.endswith(endings)}
    held = 0
    for path in sorted(paths):
        for one, other in zip_longest(read(made[path]), read(expected[path])):
            held += one is not None and value in one
            assert one is not None, path
            assert neutral(one, value, title) == other, (path, one, other)
    assert held or endings == (".xml", ".rdf"), "the value is in none of them"
    return paths


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    else:
        yield str(value)


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_alone_in_a_cell_is_text(formula: str, tmp_path: Path):
    """In a table an apostrophe stands before it; in a workbook the cell says that it is text."""
    content = filled(tmp_path, formula, formula)
    for path in (content / "cases/aq/all-fields/case.yml", content / "cases/aq/all-fields/text.en.md"):
        words = as_yaml([formula]).strip().removeprefix('- "')
        path.write_text(re.sub(rf'"\w+ (?={re.escape(words)}$)', '"', path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    made = _data(content)
    rows = [row for name in sorted(made) if name.endswith(".csv") for row in csv.DictReader(io.StringIO(made[name].decode(), newline=""))]
    assert [row["title_en"] for row in rows if "title_en" in row] == [f"'{formula}"]
    assert [row["source_title"] for row in rows if row.get("id") == "users"] == [f"'{formula}"]
    book = openpyxl.load_workbook(io.BytesIO(next(made[name] for name in made if name.endswith("cases.en.xlsx"))))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value == formula]
    assert {(cell.data_type, cell.hyperlink) for cell in cells} == {("s", None)}


def test_typed_numbers_stay_numbers(tmp_path: Path):
    """A minus sign starts a formula in a text, and a number in a column of numbers."""
    content = filled(tmp_path, FORMULAS[0], "x")
    path = content / "cases/aq/all-fields/case.yml"
    text = path.read_text("utf-8")
    assert text.count('"value": "12"') == 1
    path.write_text(text.replace('"value": "12"', '"value": "-12.5"'), "utf-8")
    made = _data(content)
    (table,) = [made[name] for name in made if name.endswith("results.csv")]
    rows = [row for row in csv.DictReader(io.StringIO(table.decode(), newline="")) if row["id"] == "users"]
    assert [(row["value"], row["source_title"][:2], row["label_en"]) for row in rows] == [("-12.5", "Ti", "Users =1+1")]
    (book,) = [made[name] for name in made if name.endswith("cases.en.xlsx")]
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(book)).worksheets for row in sheet.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == -12.5] == ["n"]


@EACH
def test_data_in_a_page_ends_no_script(value: str, tmp_path: Path):
    """As a browser reads the page: one script with data, all of it JSON, and the value in it as it was written."""
    site = build(filled(tmp_path, value, without_angles(value)), languages=ENGLISH)
    held = 0
    for path in site.pages:
        page = gate.parsed((site.folder / path).read_text("utf-8"))
        scripts = [each for each in page.iter("script") if "src" not in each.attrib]
        assert {each.get("type") for each in scripts} <= {gate.DATA}, path
        held += sum(value in leaf for each in scripts for leaf in _leaves(json.loads(each.text or "")))
    assert held > 3
