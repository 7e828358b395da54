"""The workbooks hold what the files of the content and the words of each language say, typed as what it is."""

from __future__ import annotations

import datetime
import io
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from exported import CASE, CONTENT, LANGUAGES, Files, alike, exported, written
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from generator import languages
from generator.exports.sheets import workbook
from generator.exports.sheets.workbook import Column, Sheet, Workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from openpyxl import Workbook as Read
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    Rows = list[dict[str, Cell]]

ABOUT, CASES, RESULTS, MONEY, SOURCES, BODIES, EDGES = range(7)
"""The sheets, in their order."""
EVERY = pytest.mark.parametrize("code", LANGUAGES)


def read_yaml(text: str) -> Any:
    return yaml.load(text, yaml.CSafeLoader)


@cache
def opened(content: bytes) -> Read:
    return load_workbook(io.BytesIO(content))


@cache
def said(code: str) -> Callable[[str], Any]:
    """The words of a language under a dotted key, as a YAML reader finds them."""
    words = read_yaml((CONTENT / f"generator/locales/{code}.yml").read_text("utf-8"))

    def text(keys: str) -> str:
        found = []
        for key in keys.split():
            node = words
            for part in key.split("."):
                node = node[part]
            found.append(node)
        return ": ".join(found) if len(found) > 1 else found[0]

    return text


def table(sheet: Worksheet) -> Rows:
    """The rows of a sheet under the words of its head; a row ends where the sheet does."""
    head, *rows = sheet.iter_rows()
    heads = [cell.value for cell in head]
    assert len(set(heads)) == len(heads)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def same(cell: Cell, told: Any) -> bool:
    """Whether a cell says what is told, typed as what it is: numbers, whole days, texts."""
    wanted = alike(told)
    if isinstance(cell.value, datetime.datetime):
        return str(cell.value.date()) == wanted and cell.number_format == "yyyy-mm-dd"
    if isinstance(wanted, float):
        return cell.data_type == "n" and float(cell.value) == wanted
    return cell.value == wanted if wanted is None else cell.data_type == "s" and alike(cell.value) == wanted


def in_words(code: str, vocabulary: str, terms: Any) -> str | None:
    several = terms if isinstance(terms, list) else [terms]
    return "; ".join(said(code)(f"term.{vocabulary}.{term}") for term in several if term) or None


@cache
def head(identity: str, code: str) -> tuple[str, dict[str, Any]]:
    """The language and the front matter of the text that readers of a language see."""
    folder = CONTENT / "cases" / identity
    original = read_yaml((folder / "case.yml").read_text("utf-8"))["original_language"]
    language = code if (folder / f"text.{code}.md").exists() else original
    return language, read_yaml((folder / f"text.{language}.md").read_text("utf-8").split("---\n")[1])


def of_each_case(read: Read, code: str, number: int, field: str) -> Iterator[tuple[str, dict[str, Any], dict[str, Cell]]]:
    """Case, record and row of everything that cases have several of, in the order of the files; no row is left over."""
    rows = iter(table(read.worksheets[number]))
    for identity, facts in written("cases/*/*/case.yml"):
        told = facts.get(field, ())
        for record in () if told == {"unknown": True} else told:
            row = next(rows)
            assert row[said(code)("search.kind.case workbook.id")].value == identity
            assert row[said(code)("search.kind.case")].value == head(identity, code)[1]["title"]
            yield identity, facts, {**record, "row": row}
    assert next(rows, None) is None


@cache
def names(identity: str) -> dict[str, str]:
    country, _, city = identity.partition("/")
    path = CONTENT / "countries" / country / ("country.yml" if not city else f"cities/{city}.yml")
    return read_yaml(path.read_text("utf-8"))["names"]


def named(identity: str, code: str) -> str:
    return names(identity).get(code) or names(identity)["en"]


@EVERY
def test_every_case(real: Files, code: str) -> None:
    word = said(code)
    rows = {row[word("workbook.id")].value: row for row in table(opened(real[f"cases.{code}.xlsx"]).worksheets[CASES])}
    facts = dict(written("cases/*/*/case.yml"))
    assert list(rows) == list(facts)
    for identity, told in facts.items():
        language, text = head(identity, code)
        period, ended = told.get("period", {}), told.get("ended", {})
        verified, technology = told.get("verified", {}), told.get("technology", {})
        participation, contact, data = told.get("participation", {}), told.get("contact", {}), told.get("data_protection", {})
        nowhere = word("list.national-case") if told["level"] == "national" else None
        answers = {True: "field.answer-yes", False: "field.answer-no", "unknown": "field.not-published"}
        changed = max([told["added"], *(change["date"] for change in told.get("changes", ()))])
        staff = told.get("staff", {})
        unknown = word("field.not-published") if staff == {"unknown": True} else None
        wanted = {
            "workbook.title": text["title"],
            "workbook.summary": text.get("summary"),
            "place.country": named(identity[:2], code),
            "field.place": "; ".join(named(city, code) for city in told.get("cities", ())) or nowhere,
            "case.level": in_words(code, "level", told["level"]),
            "interface.topics": in_words(code, "topic", told["topics"]),
            "interface.instruments": in_words(code, "instrument", told.get("instruments")),
            "field.stage": in_words(code, "stage", told["stage"]),
            "workbook.stage-year": told.get("stage_year"),
            "case.work-began": period.get("start"),
            "field.since": period.get("live"),
            "case.ended": period.get("end") or ended.get("year"),
            "workbook.end-reason": in_words(code, "ended-reason", ended.get("reason")),
            "field.staff": unknown or staff.get("fte"),
            "workbook.people": unknown or staff.get("people"),
            "case.open-source": in_words(code, "open-source-extent", technology.get("open_source")),
            "field.licence-of-code": technology.get("licence"),
            "case.repository": technology.get("repository"),
            "case.participation": in_words(code, "participation-level", participation.get("level")),
            "workbook.participants": participation.get("participants"),
            "field.personal-data": word(answers[data["personal_data"]]) if "personal_data" in data else None,
            "field.ai-used": word(answers[data["ai_used"]]) if "ai_used" in data else None,
            "field.data-protection-assessment": in_words(code, "impact-assessment", data.get("impact_assessment")),
            "field.contact": contact.get("organisation"),
            "field.contact workbook.address": contact.get("url") or contact.get("mailbox"),
            "case.written-by": in_words(code, "submission-relation", told["submission"]["relation"]),
            "case.how-written": in_words(code, "submission-method", told["submission"]["method"]),
            "case.checked": verified.get("date") or word("case.verified-never"),
            "workbook.verified-how": in_words(code, "verified-how", verified.get("how")),
            "case.added": told["added"],
            "workbook.changed": changed,
            "case.licence": told.get("licence", "CC-BY-4.0"),
            "workbook.text-language": word(f"language-name.{language}"),
            "workbook.address": f"https://example.org/{code}/cases/{identity}/",
        }
        row = rows[identity]
        assert {key: row[word(key)].value for key, value in wanted.items() if not same(row[word(key)], value)} == {}, identity
        assert row[word("field.sdgs")].value == ("; ".join(map(str, told.get("sdgs", ()))) or None)
        level = told.get("evidence", {}).get("level")
        assert row[word("field.evidence")].value == (f"{level} {in_words(code, 'evidence-level', level)}" if level else None)
        state = "original" if language == code == told["original_language"] else None if language == code else "missing"
        assert row[word("interface.translation")].value == in_words(code, "translation-state", state) or state is None
        for field, key, vocabulary in (("costs", "field.costs", "cost-kind"), ("funding", "workbook.funding", "funding-kind")):
            amounts = told.get(field, [])
            if amounts == {"unknown": True}:
                assert row[word(key)].value == word("field.not-published")
            else:
                parts = (row[word(key)].value or "").split("; ") if amounts else []
                kinds = [in_words(code, vocabulary, each["for" if field == "costs" else "kind"]) for each in amounts]
                assert [part.partition(":")[0] for part in parts] == kinds


def source_of(facts: dict[str, Any], row: dict[str, Cell], code: str, identity: str | None) -> bool:
    source = next((each for each in facts["sources"] if each["id"] == identity), {})
    fields = {"publisher": "publisher", "title": "title", "id": "id", "url": "address"}
    return all(same(row[said(code)(f"workbook.source workbook.{key}")], source.get(field)) for field, key in fields.items())


@EVERY
def test_every_result(real: Files, code: str) -> None:
    word, count = said(code), 0
    for identity, facts, record in of_each_case(opened(real[f"cases.{code}.xlsx"]), code, RESULTS, "results"):
        row, period = record["row"], record.get("period", {})
        _, original = head(identity, facts["original_language"])
        labels = {**original.get("results", {}), **head(identity, code)[1].get("results", {})}
        statement = {True: "phrase.self-reported", False: "phrase.independent", None: None}[record.get("self_reported")]
        status = record.get("status", "measured")
        wanted = {
            "workbook.id": record["id"],
            "case.result-measure": labels[record["id"]],
            "case.result-change": record.get("value"),
            "workbook.low": record.get("low"),
            "workbook.high": record.get("high"),
            "workbook.of": record.get("of"),
            "workbook.rate": word(f"per.{record['per']}") if "per" in record else None,
            "workbook.exactness": word(f"phrase.{record['qualifier']}").format(n="…") if "qualifier" in record else None,
            "case.result-year": record.get("year"),
            "workbook.from": period.get("start"),
            "workbook.until": period.get("end"),
            "case.result-before": record.get("baseline"),
            "case.result-before case.result-year": record.get("baseline_year"),
            "workbook.result-kind": in_words(code, "result-kind", record["kind"]),
            "workbook.result-status": word("workbook.measured" if status == "measured" else f"phrase.{status}"),
            "workbook.statement": word(statement) if statement else None,
        }
        assert {key: row[word(key)].value for key, value in wanted.items() if not same(row[word(key)], value)} == {}, record
        assert source_of(facts, row, code, record["source"])
        unit = row[word("workbook.unit")].value
        assert unit == record["unit"] if record["unit"].isupper() else unit and "{" not in unit
        count += 1
    assert count > 100


@EVERY
def test_all_money(real: Files, code: str) -> None:
    word = said(code)
    rows = table(opened(real[f"cases.{code}.xlsx"]).worksheets[MONEY])
    told = [
        (identity, facts, kind, record)
        for identity, facts in written("cases/*/*/case.yml")
        for kind in ("costs", "funding")
        for record in (() if facts.get(kind) == {"unknown": True} else facts.get(kind, ()))
    ]
    assert len(rows) == len(told)
    covers = {"case": "workbook.covers-case", "programme": "case.costs-programme"}
    status = {"planned": "case.costs-planned", "spent": "workbook.spent"}
    for row, (identity, facts, kind, record) in zip(rows, told, strict=True):
        cost = kind == "costs"
        wanted = {
            "search.kind.case workbook.id": identity,
            "search.kind.case": head(identity, code)[1]["title"],
            "workbook.entry": word("field.costs" if cost else "workbook.funding"),
            "workbook.purpose": in_words(code, "cost-kind" if cost else "funding-kind", record["for" if cost else "kind"]),
            "workbook.amount": record.get("amount"),
            "workbook.currency": record.get("currency"),
            "case.result-year": record.get("year"),
            "workbook.covers": word(covers[record["covers"]]) if "covers" in record else None,
            "workbook.money-status": word(status[record["status"]]) if "status" in record else None,
        }
        assert {key: row[word(key)].value for key, value in wanted.items() if not same(row[word(key)], value)} == {}, record
        assert source_of(facts, row, code, record.get("source"))


@EVERY
def test_every_source_with_its_number(real: Files, code: str) -> None:
    word = said(code)
    for _, facts, record in of_each_case(opened(real[f"cases.{code}.xlsx"]), code, SOURCES, "sources"):
        row = record["row"]
        fields = {
            "id": "workbook.id",
            "title": "workbook.title",
            "publisher": "workbook.publisher",
            "published": "workbook.published",
            "accessed": "workbook.accessed",
            "url": "workbook.address",
            "archived_url": "case.source-archived",
        }
        assert {field for field, key in fields.items() if not same(row[word(key)], record.get(field))} == set(), record
        assert facts["sources"][row[word("workbook.number")].value - 1]["id"] == record["id"]
        assert row[word("workbook.kind")].value == in_words(code, "source-kind", record["kind"])
        assert bool(row[word("interface.language")].value) == ("language" in record)
        link = row[word("workbook.address")].hyperlink
        assert bool(link) == ("url" in record)


@EVERY
def test_every_body_under_its_name_in_the_language(real: Files, code: str) -> None:
    word = said(code)
    for identity, _, record in of_each_case(opened(real[f"cases.{code}.xlsx"]), code, BODIES, "organisations"):
        row, text = record["row"], head(identity, code)[1]
        wanted = {
            "workbook.id": record["id"],
            "workbook.name": text.get("organisations", {}).get(record["id"], record["name"]),
            "workbook.own-name": record["name"],
            "workbook.role": in_words(code, "organisation-role", record["role"]),
            "workbook.kind": in_words(code, "organisation-kind", record["kind"]),
            "workbook.address": record.get("url"),
        }
        assert {key: row[word(key)].value for key, value in wanted.items() if not same(row[word(key)], value)} == {}, record


@EVERY
def test_everybody_who_learned_from_somebody(real: Files, code: str) -> None:
    word = said(code)
    rows = iter(table(opened(real[f"cases.{code}.xlsx"]).worksheets[EDGES]))
    origins = read_yaml((CONTENT / "cases/origins.yml").read_text("utf-8"))
    for identity, facts in written("cases/*/*/case.yml"):
        for field, here, there in (("learned_from", "learner", "teacher"), ("reused_by", "teacher", "learner")):
            for edge in facts.get(field, ()):
                row, origin = next(rows), origins.get(edge.get("origin"), {})
                case = edge.get("case")
                wanted = {
                    f"workbook.{here}": head(identity, code)[1]["title"],
                    f"workbook.{here} workbook.id": identity,
                    f"workbook.{here} place.country": named(identity[:2], code),
                    f"workbook.{there}": head(case, code)[1]["title"] if case else origin.get("name"),
                    f"workbook.{there} workbook.id": case or (f"origin/{edge['origin']}" if origin else None),
                    "workbook.how": in_words(code, "reuse-kind", edge["how"]),
                    "case.result-year": edge.get("year"),
                    "workbook.places": edge.get("count"),
                    "workbook.edge-status": word("phrase.edge-planned" if "status" in edge else "workbook.done"),
                    "workbook.told-in workbook.id": identity,
                }
                assert {key: row[word(key)].value for key, value in wanted.items() if not same(row[word(key)], value)} == {}, edge
                assert source_of(facts, row, code, edge["source"])
                assert bool(row[word(f"workbook.{there} place.country")].value) == bool(case or origin.get("country"))
    assert next(rows, None) is None


@EVERY
def test_the_first_sheet_tells_what_the_file_is(real: Files, code: str) -> None:
    read, word = opened(real[f"cases.{code}.xlsx"]), said(code)
    notes = {row[0].value: row[1] for row in read.worksheets[ABOUT].iter_rows()}
    newest = max(facts["added"] for _, facts in written("cases/*/*/case.yml"))
    assert same(notes[word("workbook.changed")], newest)
    assert notes[word("workbook.newest")].value == f"https://example.org/data/v1/cases.{code}.xlsx"
    assert notes[word("interface.cases")].value == len(dict(written("cases/*/*/case.yml")))
    assert all(licence in notes[word("case.licence")].value for licence in ("CC BY 4.0", "CC0 1.0"))
    assert word("field.not-published") in notes[word("workbook.empty-heading")].value
    assert all(cell.value for cell in notes.values())
    assert read.properties.created == datetime.datetime.combine(newest, datetime.time())


@EVERY
def test_tables_are_set_up_to_be_read_filtered_and_printed(real: Files, code: str) -> None:
    read = opened(real[f"cases.{code}.xlsx"])
    assert len(read.worksheets) == EDGES + 1
    for sheet in read.worksheets[CASES:]:
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", sheet.dimensions)
        assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) >= (1, 0)
        assert all(cell.font.bold and cell.alignment.wrap_text for cell in sheet[1])
        assert {sheet.column_dimensions[cell.column_letter].width > 5 for cell in sheet[1]} == {True}


@EVERY
def test_nothing_is_a_formula_and_years_are_not_grouped(real: Files, code: str) -> None:
    years = {said(code)(key) for key in ("case.result-year", "workbook.stage-year", "field.since")}
    for sheet in opened(real[f"cases.{code}.xlsx"]).worksheets:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
        for row in table(sheet) if sheet.title != said(code)("workbook.about") else ():
            assert {row[name].number_format for name in years & set(row) if isinstance(row[name].value, int)} <= {"0"}


@pytest.mark.parametrize("code", [*languages.available(), languages.PSEUDO, languages.MIRRORED])
def test_names_of_sheets_are_names_that_excel_takes(code: str) -> None:
    names = [languages.locale(code).text(key) for key in ("workbook.about", "interface.cases", "case.results-heading", "workbook.money")]
    names += [languages.locale(code).text(f"case.{key}") for key in ("sources", "organisations", "reuse")]
    made = [workbook.sheet_name(name) for name in names]
    assert len({name.casefold() for name in made}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in made)
    assert made == names or code in {languages.PSEUDO, languages.MIRRORED}


HOSTILE = (
    '=HYPERLINK("https://evil.example")',
    "@SUM(A1)",
    "+1",
    "-x",
    "-12.5 %",
    "\uff1d1+1",
    "</script><b>&amp;",
    "\u05d0\u05d1 \u0627\u0644",
    "\u0915\u094d\u200d\u0937",
    "_x0041_",
    "2020-01-01",
    "12",
    "https://evil.example/",
    "true",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_come_through_equal_and_as_text(root: Any, replaced: Callable[[str, str, str], Any], words: str) -> None:
    replaced(CASE, "title: A first report", f"title: '{words}'")
    files = exported(root)
    for code, key in (("en", "workbook.title"), ("de", "workbook.title")):
        (cell, *_) = [row[said(code)(key)] for row in table(opened(files[f"cases.{code}.xlsx"]).worksheets[SOURCES])]
        assert (cell.value, cell.data_type, cell.hyperlink) == (words, "s", None)


@pytest.mark.parametrize("number", ["-12.5", "0", "0.125", "123456789012345"])
def test_numbers_stay_numbers(root: Any, replaced: Callable[[str, str, str], Any], number: str) -> None:
    replaced(CASE, "value: 1200", f"value: {number}")
    (row,) = table(opened(exported(root)["cases.en.xlsx"]).worksheets[RESULTS])
    cell = row[said("en")("case.result-change")]
    assert (cell.data_type, float(cell.value)) == ("n", float(number))


def test_a_number_that_spreadsheets_would_round_is_text(root: Any, replaced: Callable[[str, str, str], Any]) -> None:
    replaced(CASE, "value: 1200", "value: 123456789012345678")
    (row,) = table(opened(exported(root)["cases.en.xlsx"]).worksheets[RESULTS])
    cell = row[said("en")("case.result-change")]
    assert (cell.data_type, cell.value) == ("s", "123456789012345678")


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        ("2019", 2019),
        ("2019~", "2019~"),
        ("2020-05", "2020-05"),
        ("2020-05-18", datetime.date(2020, 5, 18)),
        ("1871-01-18", "1871-01-18"),
    ],
)
def test_dates_are_dates_where_they_are_whole(root: Any, replaced: Callable[[str, str, str], Any], when: str, shown: Any) -> None:
    replaced(CASE, "live: 2020-05-18", f"live: {when}")
    replaced(CASE, "start: 2019~", "start: 1800")
    (row,) = table(opened(exported(root)["cases.en.xlsx"]).worksheets[CASES])
    found = row[said("en")("field.since")].value
    assert (found.date() if isinstance(found, datetime.datetime) else found) == shown


def test_a_case_without_a_text_in_the_language_stands_in_that_of_the_original(root: Any) -> None:
    (root / "cases/de/example/text.de.md").unlink()
    (row,) = table(opened(exported(root)["cases.de.xlsx"]).worksheets[CASES])
    word = said("de")
    assert row[word("workbook.title")].value == "A travel app for a town of medium size"
    assert row[word("workbook.text-language")].value == word("language-name.en")
    assert row[word("interface.translation")].value == word("term.translation-state.missing")


def test_a_base_without_published_cases_has_empty_tables(root: Any, replaced: Callable[[str, str, str], Any]) -> None:
    replaced(CASE, "added: ", "withdrawn: {date: 2026-02-01, reason: A mistake}\nadded: ")
    read = opened(exported(root)["cases.en.xlsx"])
    assert [table(sheet) for sheet in read.worksheets[CASES:]] == [[]] * 6
    assert read.properties.created == datetime.datetime(2026, 2, 1)  # noqa: DTZ001 - the day of the withdrawal


def test_other_words_change_only_the_files_that_hold_them(root: Any, replaced: Callable[[str, str, str], Any]) -> None:
    before = exported(root)
    replaced("cases/de/example/text.de.md", "Angemeldete Menschen", "Angemeldete Personen")
    after = exported(root)
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {"cases.json", "cases/de/example.json", "results.csv", "cases.de.xlsx"}


def one_table(*values: Any, kind: workbook.Kind = "text") -> Read:
    rows = tuple({"only": value} for value in values)
    sheet = Sheet("Table", (Column("only", "Head", 20, kind),), rows)
    return load_workbook(io.BytesIO(workbook.written(Workbook("Title & more", "Author", None, "About", (("a", "b"),), (sheet,)))))


PERMITTED = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1)


@settings(max_examples=30)
@given(st.lists(PERMITTED, min_size=1, max_size=30))
def test_any_text_is_found_again(texts: list[str]) -> None:
    cells = [row[0] for row in one_table(*texts)["Table"].iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(texts)
    assert [cell.value for cell in cells] == texts


@settings(max_examples=30)
@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), min_size=1), min_size=1, max_size=30))
def test_any_characters_make_a_file_that_opens(texts: list[str]) -> None:
    assert one_table(*texts)["Table"].max_row == len(texts) + 1


def test_addresses_are_links_as_far_as_spreadsheets_take_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_LINKS", 2)
    long = "https://example.org/" + "a" * 3000
    given_there = (long, "javascript:alert(1)", "office@town.example", "https://a.example/#b", "http://b.example/%5B", "https://c.example/")
    cells = [row[0] for row in one_table(*given_there, kind="address")["Table"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == list(given_there)
    assert [bool(cell.hyperlink) for cell in cells] == [False, False, False, True, True, False]


def test_languages_from_right_to_left_begin_at_the_right() -> None:
    made = Workbook("Title", "Author", None, "About", (("a", "b"),), (), right_to_left=True)
    assert load_workbook(io.BytesIO(workbook.written(made))).worksheets[0].sheet_view.rightToLeft


PRINTED = """
import hashlib, sys
sys.path.insert(0, sys.argv[2])
from exported import exported
from pathlib import Path
for path, content in sorted(exported(Path(sys.argv[1])).items()):
    print(path, hashlib.sha256(content).hexdigest())
"""


def test_the_bytes_do_not_depend_on_the_process(root: Any) -> None:
    def run(seed: str) -> str:
        command = [sys.executable, "-c", PRINTED, str(root), str(CONTENT / "tests/exports")]
        done = subprocess.run(command, cwd=CONTENT, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True)
        return done.stdout

    assert "cases.en.xlsx" in run("0")
    assert run("0") == run("4711")
