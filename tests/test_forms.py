"""Forms and models agree: what is asked exists, in every language, and GitHub takes the forms as they are."""

from __future__ import annotations

import importlib.resources
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from jsonschema import validators

from generator import forms, issue_forms, languages, vocabulary
from generator.models.case import Case, Organisation, Submission
from generator.models.shared import Source
from generator.submissions import template
from generator.submissions.wording import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
EVERY = languages.available()
MADE = dict(issue_forms.artifacts())
FORMS = [path for path in MADE if path.startswith(".github/") and not path.endswith("/config.yml")]
ASKED = [*forms.BY_ID, forms.CONSENT_ID]


def schema(name: str) -> dict:
    """A schema that check-jsonschema ships."""
    folder = importlib.resources.files("check_jsonschema.builtin_schemas.vendor")
    return json.loads(folder.joinpath(f"{name}.json").read_text("utf-8"))


def problems(name: str, document: object) -> list[str]:
    shape = schema(name)
    return [error.message for error in validators.validator_for(shape)(shape).iter_errors(document)]


def form(path: str) -> dict:
    return yaml.safe_load(MADE[path])


def elements(path: str, kind: str) -> Iterator[dict]:
    yield from (each for each in form(path)["body"] if each["type"] == kind)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program and what it makes, to be changed."""
    shutil.copytree(ROOT / "generator", tmp_path / "generator", ignore=shutil.ignore_patterns("__pycache__", "*.woff2"))
    for folder in ("schemas", ".vscode", ".github", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def generate_check(copy: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "generate", "--check"]
    return subprocess.run(command, cwd=copy, capture_output=True, encoding="utf-8", check=False)


def put(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("path", FORMS)
def test_forms_are_as_github_wants_them(path: str) -> None:
    assert problems("github-issue-forms", form(path)) == []


def test_the_configuration_is_as_github_wants_it() -> None:
    assert problems("github-issue-config", yaml.safe_load(MADE[".github/ISSUE_TEMPLATE/config.yml"])) == []


@pytest.mark.parametrize(
    "change",
    [
        {"title": 5},
        {"nmae": "x"},
        {"body": [{"type": "dropdwon", "attributes": {"label": "x"}}]},
        {"body": [{"type": "input", "attributes": {}}]},
    ],
)
def test_a_form_that_github_would_refuse_is_noticed(change: dict) -> None:
    assert problems("github-issue-forms", form(FORMS[0]) | change)


@pytest.mark.parametrize("path", FORMS)
def test_what_the_schema_does_not_say(path: str) -> None:
    """GitHub also wants ids and labels that differ, options that differ, and none that is called none."""
    asked = [each for each in form(path)["body"] if each["type"] != "markdown"]
    for told in ([each["id"] for each in asked], [folded(each["attributes"]["label"]) for each in asked]):
        assert len(told) == len(set(told))
    for each in elements(path, "dropdown"):
        options = each["attributes"]["options"]
        assert all(isinstance(option, str) and option.casefold() != "none" for option in options)
        assert len(set(map(folded, options))) == len(options) >= 2
    assert len(form(path)["description"]) <= 200
    assert len(MADE[path]) < 65_536


@pytest.mark.parametrize("code", EVERY)
def test_every_question_has_its_words(code: str) -> None:
    words = languages.locale(code).words["form"]
    assert set(words["question"]) == set(ASKED)
    for entry in words["question"].values():
        assert set(entry) == {"label", "hint", "formerly"}
        assert 3 <= len(entry["label"]) <= 80
        assert entry["hint"]
    assert set(words["tick"]) == set(forms.CONSENT)
    assert {name: set(choices) for name, choices in words["choice"].items()} == {"relation": set(vocabulary.terms()["submission-relation"])}


def test_a_label_means_one_question_in_all_languages() -> None:
    meant: dict[str, set[str]] = {}
    for question in ASKED:
        for _, label in forms.labels(question):
            meant.setdefault(folded(label), set()).add(question)
    assert {label: questions for label, questions in meant.items() if len(questions) > 1} == {}


def test_options_mean_one_thing_in_all_languages() -> None:
    for question in forms.QUESTIONS:
        meant: dict[str, set[str]] = {}
        for code in EVERY:
            for term, label in forms.options(question, languages.locale(code)).items():
                meant.setdefault(folded(label), set()).add(term)
        assert {label: terms for label, terms in meant.items() if len(terms) > 1} == {}, question.id


def test_without_what_must_be_given_a_form_cannot_be_sent() -> None:
    """Marks of the models: all that a case cannot be without is asked, and has to be answered."""
    asked = {(each.model, each.fills) for each in forms.QUESTIONS if forms.is_needed(each)}
    must = {(Case, "level"), (Case, "topics"), (Case, "stage"), (Organisation, "name"), (Organisation, "kind")}
    must |= {(Source, "title"), (Source, "publisher"), (Source, "kind"), (Submission, "relation")}
    must |= {(None, section) for section in vocabulary.required_sections()}
    assert must <= asked
    for code in EVERY:
        shown = {
            each["id"]: each["validations"]["required"]
            for each in form(f".github/ISSUE_TEMPLATE/case.{code}.yml")["body"]
            if "validations" in each
        }
        assert shown == {each.id: forms.is_needed(each) for each in forms.QUESTIONS}
        boxes = [box for each in elements(f".github/ISSUE_TEMPLATE/case.{code}.yml", "checkboxes") for box in each["attributes"]["options"]]
        assert [box["required"] for box in boxes] == [True, True, True]


@pytest.mark.parametrize("code", EVERY)
def test_choices_are_those_of_the_vocabulary(code: str) -> None:
    for question in forms.QUESTIONS:
        name = forms.vocabulary_of(question)
        if name:
            offered = list(forms.options(question, languages.locale(code)))
            unsaid = [forms.UNSAID[question.id]] if question.id in forms.UNSAID else []
            assert offered == [*vocabulary.terms()[name], *unsaid]


@pytest.mark.parametrize("code", EVERY)
def test_the_template_asks_what_the_form_asks(code: str) -> None:
    text = MADE[f"docs/templates/case.{code}.txt"].decode()
    headings = [line.removeprefix(template.HEADING) for line in text.splitlines() if line.startswith(template.HEADING)]
    assert headings == [each["attributes"]["label"] for each in form(f".github/ISSUE_TEMPLATE/case.{code}.yml")["body"] if "id" in each]
    for each in elements(f".github/ISSUE_TEMPLATE/case.{code}.yml", "dropdown"):
        assert all(f"[ ] {option}\n" in text for option in each["attributes"]["options"])
    assert max(map(len, text.splitlines())) < 200


def test_forms_know_nothing_of_the_content() -> None:
    """A form that an edit of content makes stale would block that edit."""
    content = [path.name for path in (*ROOT.glob("cases/*/*"), *ROOT.glob("countries/*/cities/*"))]
    assert len(content) > 10
    for path, made in MADE.items():
        assert [name for name in content if f"/{name}" in made.decode()] == [], path


class TestDisagreement:
    def test_all_is_well_to_begin_with(self, copy: Path) -> None:
        done = generate_check(copy)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

    def test_a_field_that_was_renamed(self, copy: Path) -> None:
        put(copy / "generator/models/case.py", "    live: When", "    in_use: When")
        done = generate_check(copy)
        assert done.returncode == 1
        assert "the question since fills Period.live, and there is no such field" in done.stderr

    def test_a_section_that_is_gone(self, copy: Path) -> None:
        put(copy / "generator/vocabularies/sections.yml", "  - worked\n", "")
        done = generate_check(copy)
        assert done.returncode == 1
        assert "fills the section worked, and there is none" in done.stderr

    def test_a_term_without_a_word(self, copy: Path) -> None:
        put(copy / "generator/vocabularies/terms.yml", "  - pilot\n", "  - pilot\n  - trial\n")
        done = generate_check(copy)
        assert done.returncode == 1
        assert "has no word for" in done.stderr

    def test_a_term_that_is_gone(self, copy: Path) -> None:
        put(copy / "generator/vocabularies/terms.yml", "  - prototype\n", "")
        done = generate_check(copy)
        assert done.returncode == 1
        assert {f"stale: .github/ISSUE_TEMPLATE/case.{code}.yml" for code in EVERY} <= set(done.stdout.splitlines())

    def test_a_field_that_need_not_be_given_any_more(self, copy: Path) -> None:
        put(copy / "generator/models/case.py", '    stage: Stage = must("', '    stage: Stage = given("')
        done = generate_check(copy)
        assert done.returncode == 1
        assert "stale: .github/ISSUE_TEMPLATE/case.en.yml" in done.stdout

    def test_a_field_that_offers_no_choice_any_more(self, copy: Path) -> None:
        put(copy / "generator/models/case.py", "    kind: FundingKind = must", "    kind: Short = must")
        done = generate_check(copy)
        assert done.returncode == 1
        assert "the question funding offers choices, and Funding.kind has none" in done.stderr

    def test_words_that_changed(self, copy: Path) -> None:
        put(copy / "generator/locales/de.yml", "Was war das Problem?", "Welches Problem gab es?")
        done = generate_check(copy)
        assert done.returncode == 1
        assert done.stdout.splitlines() == ["stale: .github/ISSUE_TEMPLATE/case.de.yml", "stale: docs/templates/case.de.txt"]

    def test_a_question_without_words(self, copy: Path) -> None:
        put(copy / "generator/forms.py", '    Question("since",', '    Question("end", Asked.line, Period, "end"),\n    Question("since",')
        done = generate_check(copy)
        assert done.returncode == 1
        assert "are not those of generator/forms.py" in done.stderr
