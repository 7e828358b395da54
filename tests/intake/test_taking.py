"""Submissions in five languages, clumsy and hostile ones, each to its files or to its answer. `pytest --update` writes them anew."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bodies import ENGLISH, body
from click.testing import CliRunner
from clumsy import BODIES, FILES, english, issue

from generator import build, characters
from generator.cli.intake import intake
from generator.diagnostics import has_errors
from generator.source import KINDS

if TYPE_CHECKING:
    from click.testing import Result

HERE = Path(__file__).parent
TODAY = "2026-11-23"
SUBMITTED = {path.name: path for path in sorted((HERE / "submitted").iterdir())}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A knowledge base of our own, to be written into."""
    return shutil.copytree(HERE / "base", tmp_path / "base")


def iscn_intake(*arguments: str | Path) -> Result:
    return CliRunner().invoke(intake, [*map(str, arguments), "--today", TODAY], catch_exceptions=False)


def outcome(file: Path, root: Path) -> tuple[str, dict]:
    """Everything that a submission leads to, as one text to look at, and as values."""
    run = iscn_intake(file, "--root", root, "--format", "json")
    lines = [f"exit code {run.exit_code}"]
    if not run.stdout:
        return "\n".join([*lines, run.stderr.replace(str(file), file.name).replace("\\", "/")]), {}
    told = json.loads(run.stdout)
    lines += [f"title: {told['title']}", f"co-author: {told['co_author']}", "", told["answer"]]
    for path, text in told["files"].items():
        lines += [f"==== {path}", "", text]
    return "\n".join(lines), told


def agrees(name: str, found: str, request: pytest.FixtureRequest) -> bool:
    """Whether something is as it was when somebody last looked at it."""
    golden = HERE / "expected" / f"{name}.md"
    if request.config.getoption("--update"):
        golden.write_bytes(found.encode("utf-8", "surrogatepass"))
    return golden.read_bytes() == found.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("name", SUBMITTED)
def test_submissions_become_files_that_check_accepts(name: str, base: Path, request: pytest.FixtureRequest) -> None:
    found, told = outcome(SUBMITTED[name], base)
    assert agrees(name, found, request), "look at the difference; pytest --update"
    run = iscn_intake(SUBMITTED[name], "--root", base, "--write")
    assert run.exit_code == 0
    assert {path: (base / path).read_text("utf-8") for path in told["files"]} == told["files"]
    checked = build.check(base)
    assert not has_errors(checked.findings)
    assert checked.catalog
    assert told["folder"].removeprefix("cases/") in checked.catalog.cases


@pytest.mark.parametrize("name", FILES)
def test_clumsy_and_hostile_ones_get_the_right_answer(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    found, told = outcome(tmp_path / name, HERE / "base")
    assert agrees(name, found, request), "look at the difference; pytest --update"
    assert not list(characters.unwanted(found.replace("\u200b", "")))
    for path in told.get("files", ()):
        assert any(pattern.fullmatch(path) for _, pattern in KINDS)


def test_all_that_was_looked_at_is_still_tried() -> None:
    assert {path.stem for path in (HERE / "expected").iterdir()} == {*SUBMITTED, *FILES}


def test_there_are_enough_hostile_ones() -> None:
    hostile = list(BODIES)[list(BODIES).index("html") :]
    assert len(hostile) >= 20


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".json")])
def test_what_may_be_written_is_accepted_by_check(name: str, base: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    run = iscn_intake(tmp_path / name, "--root", base, "--write")
    assert run.exit_code in {0, 1, 2}
    assert not has_errors(build.check(base).findings)


def test_one_bad_file_does_not_stop_the_next(base: Path, tmp_path: Path) -> None:
    names = ("broken.json", "only-success.json", "issue.json", "event.json")
    for name in names:
        (tmp_path / name).write_bytes(FILES[name])
    run = iscn_intake(*(tmp_path / name for name in names), "--root", base, "--write", "--format", "json")
    assert run.exit_code == 2
    told = [json.loads(line) for line in run.stdout.splitlines()]
    assert [each["ok"] for each in told] == [False, True, True]
    # The same submission a second time gets a folder of its own, and is told of the first.
    assert [each["folder"] for each in told[1:]] == [f"cases/in/kochi-rain-gauges-roofs-schools{end}" for end in ("", "-2")]
    assert "`in/kochi-rain-gauges-roofs-schools`" in told[2]["answer"]
    assert run.stderr.startswith("iscn: ")


def test_an_answer_goes_into_a_file_instead(base: Path, tmp_path: Path) -> None:
    (tmp_path / "issue.json").write_bytes(FILES["issue.json"])
    run = iscn_intake(tmp_path / "issue.json", "--root", base, "--output", tmp_path / "answer.md")
    assert (run.exit_code, run.stdout) == (0, "")
    assert (tmp_path / "answer.md").read_text("utf-8") == iscn_intake(tmp_path / "issue.json", "--root", base).stdout


def test_a_file_that_holds_no_submission_leaves_no_answer(tmp_path: Path) -> None:
    (tmp_path / "pull.json").write_bytes(FILES["pull-request.json"])
    run = iscn_intake(tmp_path / "pull.json", "--root", HERE / "base", "--output", tmp_path / "answer.md")
    assert (run.exit_code, run.stdout) == (2, "")
    assert not (tmp_path / "answer.md").exists()


def test_nothing_is_written_unless_it_is_asked_for(base: Path, tmp_path: Path) -> None:
    (tmp_path / "issue.json").write_bytes(FILES["issue.json"])
    before = sorted(base.rglob("*"))
    assert iscn_intake(tmp_path / "issue.json", "--root", base).exit_code == 0
    assert sorted(base.rglob("*")) == before


@pytest.mark.parametrize("name", ["mail-and-telephone", "name-of-a-person"])
def test_what_is_personal_is_never_repeated(name: str, tmp_path: Path) -> None:
    (tmp_path / "issue.json").write_bytes(issue(BODIES[name]))
    run = iscn_intake(tmp_path / "issue.json", "--root", HERE / "base", "--format", "json")
    told = json.loads(run.stdout)
    for secret in ("jane", "123456", "Doe"):
        assert secret not in json.dumps(told | {"files": {}})


@pytest.mark.parametrize("name", BODIES)
def test_no_line_of_an_answer_is_a_command_to_a_workflow(name: str, tmp_path: Path) -> None:
    (tmp_path / "issue.json").write_bytes(issue(BODIES[name]))
    for line in iscn_intake(tmp_path / "issue.json", "--root", HERE / "base").stdout.splitlines():
        assert not line.lstrip().startswith("::")
        assert "##[" not in line


def test_a_base_that_cannot_be_read_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "issue.json").write_bytes(FILES["issue.json"])
    run = iscn_intake(tmp_path / "issue.json", "--root", tmp_path)
    assert run.exit_code == 2
    assert "mkdocs.yml" in run.stderr


def test_a_language_in_which_the_site_is_not_published(tmp_path: Path) -> None:
    """A fork with two languages still understands all forms, and its editors see why the case cannot be published."""
    (tmp_path / "es.json").write_bytes(
        issue((HERE / "submitted" / "es.md").read_text("utf-8").replace("Trujillo", "Exampletown").replace("Perú", "Alemania"))
    )
    run = iscn_intake(tmp_path / "es.json", "--root", HERE.parent / "base", "--format", "json")
    told = json.loads(run.stdout)
    assert (run.exit_code, told["ok"], told["files"]) == (1, False, {})
    assert any("es" in each["message"] and each["weight"] == "editors" for each in told["problems"])


def test_labels_that_a_question_once_had_are_understood(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from generator import languages
    from generator.submissions import answers, choices

    words = languages.locale("en").words["form"]
    monkeypatch.setitem(words["question"]["worked"], "formerly", ["What went well?"])
    monkeypatch.setitem(words, "former-choices", {"level": {"municipal": ["Town hall"]}, "consent": {"public": ["I know."]}})
    answers._known_labels.cache_clear()
    choices._known.cache_clear()
    text = english().replace("### What worked?", "### What went well?").replace("City or municipality", "Town hall")
    (tmp_path / "issue.json").write_bytes(issue(text.replace(words["tick"]["public"], "I know.")))
    try:
        assert iscn_intake(tmp_path / "issue.json", "--root", HERE / "base").exit_code == 0
    finally:
        answers._known_labels.cache_clear()
        choices._known.cache_clear()


def test_the_complete_submission_is_complete(tmp_path: Path) -> None:
    """What the others change is the reason for their answers."""
    (tmp_path / "issue.json").write_bytes(issue(body("en", ENGLISH)))
    assert iscn_intake(tmp_path / "issue.json", "--root", HERE / "base").exit_code == 0
