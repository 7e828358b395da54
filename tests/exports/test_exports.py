"""The data below `data/v1/` says what the files of the content say, and no program that opens it runs anything."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
import yaml
from exported import CASE, CONTENT, LANGUAGES, Files, alike, exported, written
from hypothesis import given
from hypothesis import strategies as st

from generator.exports import tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_every_fact_of_every_case(real: Files) -> None:
    cases = {case["id"]: case for case in json.loads(real["cases.json"])["cases"]}
    facts = dict(written("cases/*/*/case.yml"))
    assert set(cases) == set(facts)
    for identity, told in facts.items():
        unknown = sorted(name for name, value in told.items() if value == {"unknown": True})
        assert cases[identity].get("unknown", []) == unknown
        given_there = {name: value for name, value in told.items() if name not in unknown}
        assert {name: alike(cases[identity].get(name)) for name in given_there} == alike(given_there)
        assert json.loads(real[f"cases/{identity}.json"])["case"] == cases[identity]


@pytest.mark.parametrize(("file", "pattern"), [("countries", "countries/*/country.yml"), ("cities", "countries/*/cities/*.yml")])
def test_every_fact_of_countries_and_cities(real: Files, file: str, pattern: str) -> None:
    found = {each["id"]: each for each in json.loads(real[f"{file}.json"])[file]}
    facts = dict(written(pattern))
    assert set(found) == set(facts)
    for identity, told in facts.items():
        assert {name: alike(found[identity].get(name)) for name in told} == alike(told)


def test_every_word_of_every_text(real: Files) -> None:
    cases = {case["id"]: case for case in json.loads(real["cases.json"])["cases"]}
    for path in sorted(CONTENT.glob("cases/*/*/text.*.md")):
        text = cases["/".join(path.parts[-3:-1])]["texts"][path.name.split(".")[1]]
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        head = yaml.safe_load(front)
        assert {name: alike(text.get(name)) for name in head if name != "translation"} == {
            name: alike(value) for name, value in head.items() if name != "translation"
        }
        sections = [part.partition("\n")[2].strip("\n") for part in re.split(r"^## ", body, flags=re.MULTILINE)[1:]]
        assert list(text["sections"].values()) == sections, path


def test_every_result_has_a_row(real: Files) -> None:
    rows = {(row["case"], row["id"]): row for row in table(real["results.csv"])}
    results = {(case, result["id"]): result for case, facts in written("cases/*/*/case.yml") for result in facts.get("results", ())}
    assert set(rows) == set(results)
    for key, result in results.items():
        for name in {*tables.RESULTS} & {*result} - {"self_reported"}:
            assert alike(rows[key][name]) == alike(result[name]), (key, name)
        assert rows[key]["self_reported"] == str(result.get("self_reported", "")).lower()
        assert rows[key]["label_en"]


def test_every_case_has_a_row(real: Files) -> None:
    rows = {row["id"]: row for row in table(real["cases.csv"])}
    for identity, facts in written("cases/*/*/case.yml"):
        row = rows.pop(identity)
        assert row["topics"].split(";") == facts["topics"]
        assert row["cities"].split(";") == facts.get("cities", [""])
        assert alike(row["live"] or None) == alike(facts.get("period", {}).get("live"))
        assert all(row[f"title_{code}"] for code in LANGUAGES if (CONTENT / "cases" / identity / f"text.{code}.md").exists())
    assert rows == {}


def test_positions_are_those_of_the_cities(real: Files) -> None:
    collection = json.loads(real["cases.geojson"])
    cities = dict(written("countries/*/cities/*.yml"))
    expected = [
        (case, city) for case, facts in written("cases/*/*/case.yml") for city in facts.get("cities", ()) if "latitude" in cities[city]
    ]
    assert collection["type"] == "FeatureCollection"
    assert [(each["properties"]["case"], each["properties"]["city"]) for each in collection["features"]] == expected
    for feature in collection["features"]:
        city = cities[feature["properties"]["city"]]
        assert feature["geometry"] == {"type": "Point", "coordinates": [city["longitude"], city["latitude"]]}
    assert len({feature["id"] for feature in collection["features"]}) == len(expected)


def test_every_edge_is_in_the_graph(real: Files) -> None:
    graph = json.loads(real["graph.json"])
    nodes = {node["id"] for node in graph["nodes"]}
    edges = [edge for _, facts in written("cases/*/*/case.yml") for name in ("learned_from", "reused_by") for edge in facts.get(name, ())]
    assert len(graph["edges"]) == len(edges)
    assert {end for edge in graph["edges"] for end in (edge["from"], edge["to"]) if end} <= nodes


def test_vocabularies_have_labels_in_every_language(real: Files) -> None:
    found = json.loads(real["vocabularies.json"])["vocabularies"]
    assert {"topic", "instrument", "stage", "level", "evidence-level", "unit"} - {"unit"} <= set(found)
    assert all(set(term["labels"]) == set(LANGUAGES) and all(term["labels"].values()) for terms in found.values() for term in terms)


def test_the_same_content_gives_the_same_bytes(real: Files) -> None:
    assert exported(CONTENT) == real


def test_a_change_changes_only_what_holds_it(root: Path, write: Callable[[str, str], Path]) -> None:
    other = CASE.replace("example", "other")
    for path in (root / "cases/de/example").iterdir():
        write(f"cases/de/other/{path.name}", path.read_text("utf-8"))
    before = exported(root)
    write(CASE, (root / CASE).read_text("utf-8").replace("value: 1200", "value: 1300"))
    after = exported(root)
    workbooks = {"cases.en.xlsx", "cases.de.xlsx"}
    assert {path for path in before if before[path] != after[path]} == {"cases.json", "cases/de/example.json", "results.csv", *workbooks}
    assert (root / other).exists()


def test_a_withdrawn_case_says_why_and_nothing_else(root: Path, replaced: Callable[[str, str, str], object]) -> None:
    replaced(CASE, "added: ", "withdrawn: {date: 2026-02-01, reason: A mistake}\nadded: ")
    files = exported(root)
    assert json.loads(files["cases.json"])["cases"] == [{"id": "de/example", "withdrawn": {"date": "2026-02-01", "reason": "A mistake"}}]
    assert table(files["cases.csv"]) == table(files["results.csv"]) == json.loads(files["cases.geojson"])["features"] == []


@given(st.text())
def test_no_text_is_a_formula_and_none_is_lost(text: str) -> None:
    shown = tables.cell(text)
    assert isinstance(shown, str)
    assert shown in {text, f"'{text}"}
    assert not unicodedata.normalize("NFKC", shown).strip(" \n").startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("hostile", ["=1+1", " =1+1", "\uff1d1+1", "@SUM(A1)", "+1", "-2+3", "\t=1", "\r=1", "-12.5 %"])
def test_formulas_are_text(hostile: str) -> None:
    assert tables.cell(hostile) == f"'{hostile}"


def test_numbers_stay_numbers() -> None:
    assert [tables.cell(value) for value in (-12.5, 0, 3, True, False, None, ["a", "b"])] == [-12.5, 0, 3, "true", "false", "", "a;b"]


def test_hostile_words_come_through_unharmed(root: Path, replaced: Callable[[str, str, str], object]) -> None:
    hostile = '=HYPERLINK("https://evil.example") </script>, "x"; \u05d0'
    replaced(CASE, "title: A first report", f"title: '{hostile}'")
    files = exported(root)
    assert json.loads(files["cases/de/example.json"])["case"]["sources"][0]["title"] == hostile
    assert table(files["results.csv"])[0]["source_title"] == f"'{hostile}"
