"""What people send with a form is text, whatever it looks like: row 25 of the threat model.

The golden answers to submissions in five languages and to the clumsy and hostile ones stand in tests/intake, what is done with
them on the forge in tests/forge/test_scripts.py. Here is what both must be together.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import yaml
from bodies import ENGLISH, body
from clumsy import BODIES, FILES, english, issue
from test_taking import HERE, SUBMITTED, iscn_intake
from test_workflows import FORGE, read

from generator import forms, languages
from generator.source import recognise
from generator.submissions.answers import MOST, answers

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = list(BODIES)[list(BODIES).index("html") :]


def taken(name: str, folder: Path) -> dict:
    (folder / "issue.json").write_bytes(FILES[f"{name}.json"])
    return json.loads(iscn_intake(folder / "issue.json", "--root", HERE / "base", "--format", "json").stdout)


def test_there_are_golden_ones_in_five_languages_and_hostile_ones_enough() -> None:
    assert {f"{language}.md" for language in languages.available()} <= set(SUBMITTED)
    assert len(languages.available()) == 5
    assert len(HOSTILE) >= 20
    assert {f"{name}.json.md" for name in HOSTILE} <= {path.name for path in (HERE / "expected").iterdir()}


def test_writing_waits_for_the_label_of_an_editor() -> None:
    job = read(FORGE / "workflows" / "intake.yml")["jobs"]["write"]
    assert job["if"] == "github.event.action == 'labeled' && github.event.label.name == 'accepted'"
    assert job["needs"] == "answer"


def test_answering_needs_no_right_to_write_files() -> None:
    rights = {name: job["permissions"] for name, job in read(FORGE / "workflows" / "intake.yml")["jobs"].items()}
    assert rights["answer"]["contents"] == "read"
    assert [name for name, each in rights.items() if each["contents"] == "write"] == ["write"]


@pytest.mark.parametrize("name", HOSTILE)
def test_what_a_hostile_one_leads_to_is_a_case_and_nothing_else(name: str, tmp_path: Path) -> None:
    """Every key of the YAML that is written is a key of ours, whatever stands in the answers, and every path is that of a case."""
    ordinary = _keys(yaml.safe_load(_record(taken("issue", tmp_path))))
    told = taken(name, tmp_path)
    for path, text in told["files"].items():
        found = recognise(path)
        assert getattr(found, "kind", "") in {"case", "case-text", "city"}, path
        written = yaml.safe_load(text if path.endswith(".yml") else text.split("---\n")[1])
        assert isinstance(written, dict)
        if path.endswith("/case.yml"):
            assert _keys(written) <= ordinary | {"repository", "technology", "open_source", "unknown", "licence"}


def _record(told: dict) -> str:
    return next(text for path, text in told["files"].items() if path.endswith("/case.yml"))


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in _keys(each)}
    return {key for each in value for key in _keys(each)} if isinstance(value, list) else set()


@pytest.mark.parametrize(
    "words",
    ['Office", level: "national', "x: y # z", "- a", "&a b", "*a", "!!python/object:os.system", "{a: b}", "no", "1e3", "~", "---"],
)
def test_an_answer_is_one_text_in_the_file(words: str, tmp_path: Path) -> None:
    (tmp_path / "issue.json").write_bytes(issue(english(owner=words)))
    told = json.loads(iscn_intake(tmp_path / "issue.json", "--root", HERE / "base", "--format", "json").stdout)
    assert told["ok"], told["problems"]
    assert yaml.safe_load(_record(told))["organisations"][0]["name"] == " ".join(words.split())


def test_only_the_label_of_a_question_begins_an_answer() -> None:
    text = english(challenge="It rained.\n\n### Next steps\n\nNone.\n\n## What worked?\n\nWhat worked?\n\n### What worked, then?\n\nx")
    given = answers(text).given
    assert given["challenge"] == "It rained.\n\n### Next steps\n\nNone.\n\n## What worked?\n\nWhat worked?\n\n### What worked, then?\n\nx"
    assert given["worked"] == ENGLISH["worked"]


def test_a_label_counts_once() -> None:
    """Whoever answers one question cannot answer a later one in its place: what is not the first of its kind is text."""
    again = forms.label("owner", languages.locale("en"))
    given = answers(f"{english()}\n\n### {again}\n\nSomebody else").given
    assert given["owner"] == ENGLISH["owner"]


@pytest.mark.parametrize("length", [MOST, MOST + 1])
def test_a_body_has_its_cap(length: int) -> None:
    assert bool(answers("x" * length).outside) is (length <= MOST)


def test_as_many_questions_as_there_are_labels_and_no_more() -> None:
    assert set(answers(body("en", ENGLISH | {"challenge": "### x\n\n" * 1000})).given) <= {*forms.BY_ID, forms.CONSENT_ID}


@pytest.mark.parametrize("name", HOSTILE)
def test_nobody_is_called_by_an_answer(name: str, tmp_path: Path) -> None:
    answer = taken(name, tmp_path)["answer"]
    outside = re.sub(r"^(?:> )?(`{3,})[^\n]*\n.*?^(?:> )?\1$", "", answer, flags=re.MULTILINE | re.DOTALL)
    assert re.findall(r"(?<![\w`/])@\w+", outside) == []


def test_a_bad_one_never_stops_the_next(tmp_path: Path) -> None:
    """Every hostile and every broken file in one run, with a good one behind them."""
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "zz.json").write_bytes(issue(english()))
    run = iscn_intake(*(tmp_path / name for name in (*FILES, "zz.json")), "--root", HERE / "base", "--format", "json")
    told = [json.loads(line) for line in run.stdout.splitlines()]
    broken = [line for line in run.stderr.splitlines() if line.startswith("iscn: ")]
    assert len(told) + len(broken) == len(FILES) + 1
    assert broken
    assert told[-1]["ok"]
