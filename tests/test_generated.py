"""What is made from the models is current, valid, and says of real content what `check` says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from generator import generated
from generator.diagnostics import RULES
from generator.vocabulary import terms

REPOSITORY = Path(__file__).parent.parent
FILES = dict(generated.artifacts())
CONTENT = [
    (name, path)
    for name, pattern in (("case", "cases/*/*/case.yml"), ("country", "countries/*/country.yml"), ("city", "countries/*/cities/*.yml"))
    for path in sorted(REPOSITORY.glob(pattern))
]


def schema(name: str) -> dict:
    return json.loads(FILES[f"schemas/{name}.schema.json"])


@pytest.mark.parametrize("path", FILES)
def test_what_is_committed_is_what_would_be_made(path: str) -> None:
    assert (REPOSITORY / path).read_bytes() == FILES[path], "run: iscn generate"


@pytest.mark.parametrize("name", [*generated.RECORDS, *generated.TEXTS, "origins"])
def test_schemas_are_valid(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize(("name", "path"), CONTENT, ids=[str(path.relative_to(REPOSITORY)) for _, path in CONTENT])
def test_real_content_fits_as_editors_read_it(name: str, path: Path) -> None:
    """Editors type YAML: years become numbers, days become dates (JSON has none, so they stay text here)."""
    typed = yaml.load(path.read_text("utf-8"), Loader=_EditorLoader)  # noqa: S506 - a safe loader with fewer types
    assert [error.message for error in Draft202012Validator(schema(name)).iter_errors(typed)] == []


@pytest.mark.parametrize(
    ("name", "wrong", "told"),
    [
        ("case", {"level": "NO"}, "'NO' is not one of"),
        ("case", {"peroid": {}}, "Additional properties are not allowed"),
        ("case", {"costs": {"unknown": False}}, "is not valid under any of the given schemas"),
        ("city", {"latitude": 91}, "greater than the maximum"),
        ("city", {"latitude": None}, "is not of type"),
    ],
)
def test_schemas_refuse(name: str, wrong: dict, told: str) -> None:
    errors = [error.message for error in Draft202012Validator(schema(name)).iter_errors(wrong)]
    assert any(told in message for message in errors), errors


def test_terms_stand_beside_their_labels() -> None:
    topics = schema("case")["properties"]["topics"]["items"]
    assert topics["enum"] == list(terms()["topic"])
    assert topics["enumDescriptions"][topics["enum"].index("mobility")] == "Mobility and logistics"


def test_every_field_has_a_description() -> None:
    for name in generated.RECORDS:
        made = schema(name)
        for model in (made, *made.get("$defs", {}).values()):
            assert [key for key, field in model["properties"].items() if not field.get("description")] == []


@pytest.mark.parametrize("code", RULES)
def test_every_rule_is_explained_with_a_bad_and_a_good_example(code: str) -> None:
    rule = RULES[code]
    assert all(rule.why and each and "\n" not in each for each in (rule.bad, rule.good))
    assert rule.bad != rule.good
    said = f"\n## `{code}`\n\n*{rule.severity.name}*\n\n{rule.why}\n\n- Bad: {rule.bad}\n- Good: {rule.good}\n"
    assert said in FILES["docs/checks.md"].decode()


class _EditorLoader(yaml.SafeLoader):
    """YAML with the types of its core, but days as text."""


_EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
