"""Exports: whatever words stand in a record, programs that others wrote read the same words out of every format."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import bibtexparser
import defusedxml.ElementTree
import rispy
import target_reader
import yaml
from bibtexparser.middlewares import LatexDecodingMiddleware
from openpyxl import load_workbook
from promises import text_of
from rdflib import Graph, URIRef
from rdflib.namespace import FOAF

from generator import checks, citation, languages, load, source, yaml_text
from generator.diagnostics import has_errors
from generator.editing import yaml_writer
from generator.exports import bulk, citations, dcat, feeds, records, sheets, tables
from generator.exports.planned import artifacts

if TYPE_CHECKING:
    from generator.catalog import CaseEntry, Catalog

CASE, TEXT = "cases/de/example/case.yml", "cases/de/example/text.en.md"
FIELDS: tuple[tuple[str, tuple[str | int, ...]], ...] = (
    (CASE, ("sources", 0, "title")),
    (CASE, ("sources", 0, "publisher")),
    (CASE, ("organisations", 0, "name")),
    (TEXT, ("title",)),
    (TEXT, ("summary",)),
    (TEXT, ("results", "users")),
    (CASE, ("sources", 0, "url")),
    (CASE, ("results", 0, "value")),
    (CASE, ("period", "live")),
    ("mkdocs.yml", ("name", "en")),
    ("mkdocs.yml", ("network", "en")),
)
"""What an input may put other words into: its first byte names the first of them, as every byte behind a separator does."""
SEPARATOR = b"\x1e"
ATOM = "{http://www.w3.org/2005/Atom}"


def run(data: bytes) -> None:
    """Parts, each a byte that names a field and the words that stand there; what `check` refuses is never exported."""
    changed = {FIELDS[part[0] % len(FIELDS)]: text_of(part[1:]) for part in data.split(SEPARATOR)[:4] if part}
    catalog = _catalog(changed)
    if catalog is None or "de/example" not in catalog.cases:
        return
    case = catalog.cases["de/example"]
    assert all(each.title.strip() and each.publisher.strip() for each in case.facts.sources), "what must be given is empty"
    _assert_json(catalog, case)
    _assert_tables(catalog, case)
    _assert_citations(catalog, case)
    _assert_feeds(catalog, case)
    if len(data) % 3 == 0 or b"=" in data:  # the slowest of the formats
        _assert_workbook(catalog, case)
    if any(path == "mkdocs.yml" for path, _ in changed):
        _assert_turtle(catalog)


def seeds() -> list[bytes]:
    """Each field with the words that have been used against programs of this kind."""
    words = [
        "A plain title",
        '=HYPERLINK("https://evil.example")',
        '"quoted", and; more',
        "{\\input} 100% & $x_1$, @misc{x, #5",
        "<b>&amp;</b>",
    ]
    words += ["\u05d0\u05d1", "\u0915\u094d\u200d\u0937", "-12.5", "2020-05", "https://a.example/?q=1#x", "_x0041_", "ER  - ", "a\\nb", "'"]
    return [bytes([number]) + each.encode() for number in range(len(FIELDS)) for each in words]


@cache
def _written() -> dict[str, Any]:
    """The values of the files of the base, as a YAML reader finds them that is not ours."""
    base = target_reader.BASE
    _, front, body = (base / TEXT).read_text("utf-8").split("---\n", 2)
    # This loader makes texts of all values and builds nothing else.
    case, head = (yaml.load(text, yaml.CBaseLoader) for text in ((base / CASE).read_text("utf-8"), front))  # noqa: S506
    return {CASE: case, TEXT: head, "body": body}


def _catalog(changed: dict[tuple[str, tuple[str | int, ...]], str]) -> Catalog | None:
    """The base with other words in it, by way of its files; None where `check` finds an error."""
    files = {path: json.loads(json.dumps(_written()[path])) for path in (CASE, TEXT)}
    settings = target_reader.SETTINGS
    assert settings
    for (path, place), words in changed.items():
        if path in files:
            _put(files[path], place, words)
        elif words.strip():
            settings = replace(settings, base=settings.base.model_copy(update={place[0]: {"en": " ".join(words.split())[:200]}}))
    made = {path: yaml_writer.dump(values) for path, values in files.items()}
    for path, text in made.items():
        trees, findings = yaml_text.parse(path, text)
        assert not findings, (findings, text)
        assert _without_empty(trees[0].data) == _without_empty(files[path])
    made[TEXT] = f"---\n{made[TEXT]}---\n{_written()['body']}"
    reading = source.with_files(target_reader.READING, {path: text.encode() for path, text in made.items()})
    catalog, findings = load.load(reading, settings)
    return None if has_errors((*reading.findings, *findings, *checks.check_all(catalog))) else catalog


def _put(values: Any, place: tuple[str | int, ...], words: str) -> None:
    for part in place[:-1]:
        values = values[part]
    values[place[-1]] = words


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: kept for key, each in value.items() if (kept := _without_empty(each))}
    if isinstance(value, list):
        return [kept for each in value if (kept := _without_empty(each))]
    return value if value.strip() else ""


def _assert_json(catalog: Catalog, case: CaseEntry) -> None:
    """One line of text is one text, wherever it stands."""
    files = dict(artifacts(bulk.plan(catalog, [records.case(catalog, each) for each in catalog.cases.values()])))
    (told,) = json.loads(files["cases.json"])["cases"]
    assert json.loads(files["cases/de/example.json"])["case"] == told
    assert [(each["title"], each["publisher"]) for each in told["sources"]] == [(each.title, each.publisher) for each in case.facts.sources]
    assert told["organisations"][0]["name"] == case.facts.organisations[0].name
    text = told["texts"]["en"]
    head = case.texts["en"].head
    assert (text.get("title"), text.get("summary"), text.get("results", {})) == (head.title, head.summary, dict(head.results))
    assert all("</" not in content.decode() or content.startswith(b"{") for content in files.values())


def _assert_tables(catalog: Catalog, case: CaseEntry) -> None:
    """A row a record, a cell a value, and none that a spreadsheet would run."""
    files = dict(artifacts(tables.plan(catalog.settings.languages, [records.case(catalog, each) for each in catalog.cases.values()])))
    (row,) = _rows(files["cases.csv"])
    (result,) = _rows(files["results.csv"])
    head, cited = case.texts["en"].head, case.facts.sources[0]
    for found, said in (
        (row["title_en"], head.title),
        (row["summary_en"], head.summary or ""),
        (result["label_en"], head.results.get("users", "")),
        (result["source_title"], cited.title),
        (result["source_publisher"], cited.publisher),
        (result["source_url"], cited.url or ""),
    ):
        assert found in {said, f"'{said}"}, (found, said)
        assert not found.lstrip(" \n").startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")), found
    assert float(result["value"]) == float(case.facts.results[0].value or 0)


def _rows(content: bytes) -> list[dict[str, str]]:
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))
    assert all(None not in row and None not in row.values() for row in rows), "a row has more or fewer cells than the head"
    return rows


def _assert_citations(catalog: Catalog, case: CaseEntry) -> None:
    """Programs that manage references find the entries that there are, with their titles and their authors."""
    files = dict(artifacts(citations.plan(catalog)))
    cited = [citation.of_case(catalog.settings, case, case.texts[code], code) for code in ("en", "de")]
    titles = [" ".join(each.title.split()) for each in cited]
    read = bibtexparser.parse_string(files["cases.bib"].decode(), append_middleware=[LatexDecodingMiddleware(keep_math_mode=False)])
    assert read.failed_blocks == []
    # The reader takes LaTeX's circumflex for the letter of phonetics that looks like it.
    assert [entry["title"].replace("\u02c6", "^") for entry in read.entries] == [each.replace("\u02c6", "^") for each in titles]
    told = json.loads(files["cases.csl.json"])
    assert [item["title"] for item in told] == [each.title for each in cited]
    assert [item["author"] for item in told] == [[{"literal": each.author}] for each in cited]
    listed = rispy.loads("".join(map(citation.ris, cited)))
    assert [item["title"] for item in listed] == titles
    about = yaml.safe_load(files["CITATION.cff"])
    assert about["title"] == catalog.settings.name("en")
    assert about["authors"] == [{"name": catalog.settings.network("en")}]


def _assert_feeds(catalog: Catalog, case: CaseEntry) -> None:
    """A careful reader of XML finds title and summary of the entry, and the name of the site."""
    path, content = next(iter(feeds.artifacts(catalog, languages.locale("en"))))
    root = defusedxml.ElementTree.fromstring(content)
    (entry,) = root.iter(f"{ATOM}entry")
    head = case.texts["en"].head
    assert (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}summary")) == (head.title, head.summary), path
    assert root.findtext(f"{ATOM}title") == catalog.settings.name("en")
    assert root.findtext(f"{ATOM}author/{ATOM}name") == catalog.settings.network("en")


def _assert_workbook(catalog: Catalog, case: CaseEntry) -> None:
    """A spreadsheet finds the words as text, whatever they look like."""
    files = dict(artifacts(sheets.plan(catalog, "en")))
    read = load_workbook(io.BytesIO(files["cases.en.xlsx"]))
    cells = [cell for sheet in read.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    words = {cell.value for cell in cells if cell.data_type == "s"}
    head, cited = case.texts["en"].head, case.facts.sources[0]
    said = {head.title, head.summary, head.results.get("users", ""), cited.title, cited.publisher, case.facts.organisations[0].name}
    assert said - words <= {None, ""}, said - words


def _assert_turtle(catalog: Catalog) -> None:
    """The two forms of the catalogue say the same, with the names that the settings have."""
    files = dict(artifacts(dcat.plan(catalog, ["cases.json"])))
    told = Graph().parse(data=files["catalog.ttl"], format="turtle")
    names = told.objects(URIRef("https://example.org/data/v1/catalog.jsonld#publisher"), FOAF.name)
    assert {str(name) for name in names if name.language == "en"} == {catalog.settings.network("en")}
    assert len(told) == len(Graph().parse(data=files["catalog.jsonld"], format="json-ld"))
