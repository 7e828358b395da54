"""The data are what their schemas say: judged by programs that no one here wrote."""

from __future__ import annotations

import csv
import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import pytest
from exported import CONTENT, Files, exported
from frictionless import validate
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CASE = "cases/de/example/case.yml"
KINDS = ("case", "cases", "countries", "cities", "vocabularies", "graph")


def strict(node: Any) -> Any:
    """A schema that refuses what it does not describe, so that no key of the data goes without a description."""
    if isinstance(node, list):
        return [strict(each) for each in node]
    if not isinstance(node, dict):
        return node
    tightened = {key: strict(value) for key, value in node.items()}
    closed = node.get("type") == "object" and ({"properties", "patternProperties"} & set(node))
    return tightened | ({"additionalProperties": False} if closed else {})


def faults(files: Files, path: str, data: Any = None) -> list[str]:
    """What is wrong with a file, by the schema that it names itself."""
    data = data or json.loads(files[path])
    named = (PurePath(path).parent / data["$schema"]).as_posix()
    parts: list[str] = []
    for part in named.split("/"):
        parts = parts[:-1] if part == ".." else [*parts, part]
    schema = json.loads(files["/".join(parts)])
    Draft202012Validator.check_schema(schema)
    return [error.message for error in Draft202012Validator(strict(schema)).iter_errors(data)]


def test_every_file_is_as_its_schema_says(real: Files) -> None:
    described = [path for path in real if path.endswith(".json") and b'"$schema": "' in real[path][:200] and "schemas/" not in path]
    assert len(described) == len(list(CONTENT.glob("cases/*/*/case.yml"))) + len(KINDS) - 1
    assert [fault for path in described for fault in faults(real, path)] == []


def test_a_withdrawn_case_is_as_its_schema_says(root: Path, replaced: Callable[[str, str, str], object]) -> None:
    replaced(CASE, "added: ", "withdrawn: {date: 2026-02-01, reason: A mistake}\nadded: ")
    files = exported(root)
    assert faults(files, "cases.json") == faults(files, "cases/de/example.json") == []


@pytest.mark.parametrize(
    "wrong", [{"added": "31.01.2026"}, {"topics": ["mobilty"]}, {"results": [{"value": "12"}]}, {"peroid": {}}, {"texts": {"de": {}}}]
)
def test_schemas_refuse(real: Files, wrong: dict[str, Any]) -> None:
    path = "cases/de/herrenberg-stadtnavi.json"
    data = json.loads(real[path])
    data["case"] |= wrong
    assert faults(real, path, data)


def test_a_key_of_tomorrow_is_let_pass(real: Files) -> None:
    """The version promises that keys may be added: who validates today's data must not fail on tomorrow's."""
    data = json.loads(real["cities.json"])
    data["cities"][0]["of_tomorrow"] = 1
    assert list(Draft202012Validator(json.loads(real["schemas/cities.schema.json"])).iter_errors(data)) == []


def test_numbers_are_numbers_and_days_are_days(real: Files) -> None:
    defined = json.loads(real["schemas/case.schema.json"])["$defs"]
    result = defined["Result"]["properties"]
    assert {name: result[name]["type"] for name in ("value", "year", "self_reported")} == {
        "value": "number",
        "year": "integer",
        "self_reported": "boolean",
    }
    assert defined["case"]["properties"]["added"]["format"] == "date"


def test_every_key_is_described(real: Files) -> None:
    defined = json.loads(real["schemas/cases.schema.json"])["$defs"]
    for name, record in defined.items():
        assert [key for key, told in record["properties"].items() if not told.get("description")] == [], name


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_for_developers_are_those_that_are_published(real: Files, kind: str) -> None:
    assert (CONTENT / "schemas" / "data" / f"{kind}.schema.json").read_bytes() == real[f"schemas/{kind}.schema.json"]


@pytest.fixture
def package(real: Files, tmp_path: Path) -> Path:
    """The tables and what describes them, as somebody has downloaded them."""
    for name in ("datapackage.json", "cases.csv", "results.csv"):
        (tmp_path / name).write_bytes(real[name])
    return tmp_path / "datapackage.json"


def test_tables_are_as_their_package_says(package: Path) -> None:
    report = validate(str(package))
    assert report.valid, report.flatten(["fieldName", "rowNumber", "note"])
    assert [task.stats["rows"] for task in report.tasks] == [
        len(list(CONTENT.glob("cases/*/*/case.yml"))),
        len(rows(package.parent / "results.csv")),
    ]


def rows(path: Path) -> list[list[str]]:
    """The rows below the head of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


@pytest.mark.parametrize(
    ("table", "right", "wrong", "told"),
    [
        ("results.csv", "de/herrenberg-stadtnavi,", "de/nowhere,", "foreign-key"),
        ("cases.csv", "de/herrenberg-stadtnavi,de,", "br/fortaleza-ciclovias-bicicletar,de,", "primary-key"),
        ("results.csv", ",2019,", ",in 2019,", "type-error"),
    ],
)
def test_a_wrong_table_is_noticed(package: Path, table: str, right: str, wrong: str, told: str) -> None:
    path = package.parent / table
    assert right in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(right, wrong), "utf-8")
    assert told in {kind for (kind,) in validate(str(package)).flatten(["type"])}


def test_every_column_is_described_in_order(package: Path) -> None:
    for resource in json.loads(package.read_bytes())["resources"]:
        columns = (package.parent / resource["path"]).read_text("utf-8").splitlines()[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == columns
        assert all(field["description"] for field in resource["schema"]["fields"])
