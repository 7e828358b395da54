"""Every `run:` of the workflows, as the forge would run it: in its folder, with its variables and a recorded event."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from test_changes import git
from test_cli import change
from test_workflows import WORKFLOWS, read

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
EVENTS = Path(__file__).parent / "events"
BIN = Path(sys.executable).parent
CASE = "cases/de/example/case.yml"

RUNS = {(path.name, step["run"]) for path in WORKFLOWS for job in read(path)["jobs"].values() for step in job["steps"] if "run" in step}


@dataclass
class Workspace:
    """What a job has around it: the folder in which its steps begin, and the event that started it."""

    folder: Path
    event: Path

    @property
    def outputs(self) -> dict[str, str]:
        """What the steps until now have put out."""
        lines = (self.folder.parent / "output").read_text("utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)

    def run(self, workflow: str, run: str) -> subprocess.CompletedProcess[str]:
        """The step of a workflow, with `make` told where our program is."""
        job, step = next(
            (job, step)
            for job in read(ROOT / ".github" / "workflows" / workflow)["jobs"].values()
            for step in job["steps"]
            if step.get("run") == run
        )
        assert re.fullmatch(r"make [a-z-]+", run)
        ready, programs = self.folder.parent / "ready", self.folder.parent / "bin"
        ready.touch()
        programs.mkdir(exist_ok=True)
        (programs / "iscn").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n', "utf-8")
        (programs / "iscn").chmod(0o755)
        variables = {
            **os.environ,
            **self._values(job.get("env", {})),
            **self._values(step.get("env", {})),
            "PYTHONPATH": str(ROOT),
            "GITHUB_OUTPUT": str(self.folder.parent / "output"),
            "GITHUB_EVENT_PATH": str(self.event),
            "GITHUB_ACTIONS": "true",
            "SOURCE_DATE_EPOCH": "1795392000",
        }
        command = ["make", *run.removeprefix("make ").split(), f"BIN={programs}", f"READY={ready}"]
        place = self.folder / self._value(step.get("working-directory", "."))
        return subprocess.run(command, cwd=place, env=variables, capture_output=True, text=True, check=False)

    def _values(self, variables: Mapping[str, str]) -> dict[str, str]:
        return {name: self._value(value) for name, value in variables.items()}

    def _value(self, value: str) -> str:
        """The one expression that our steps use, as the forge works it out; any other is a KeyError."""
        if "${{" not in value:
            return value
        known = {"${{ steps.gate.outputs.kind == 'content' && 'base' || 'proposal' }}": {"content": "base"}}
        return known[value].get(self.outputs.get("kind", ""), "proposal")


def workspace(tmp_path: Path, event: str) -> Workspace:
    folder = tmp_path / event / "workspace"
    folder.mkdir(parents=True)
    (tmp_path / event / "output").touch()
    return Workspace(folder, EVENTS / f"{event}.json")


def bring_program(folder: Path) -> None:
    """What `make` needs of the program, and nothing of the program itself: that is the one under test."""
    shutil.copy(ROOT / "Makefile", folder)
    for name in ("requirements/dev.txt", "pyproject.toml"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()


@pytest.fixture
def proposal(root: Path, tmp_path: Path) -> Workspace:
    """A workspace with a proposal that nobody has changed yet, and its base with the program."""
    made = workspace(tmp_path, "pull_request")
    bring_program(root)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "first")
    shutil.copytree(root, made.folder / "base")
    shutil.copytree(root, made.folder / "proposal")
    return made


def propose(made: Workspace) -> Path:
    """Commit what was changed; the folder for what is made of it."""
    git(made.folder / "proposal", "add", "-A")
    git(made.folder / "proposal", "commit", "-q", "-m", "a proposal")
    return made.folder / "made"


def check(made: Workspace) -> dict[str, int]:
    """Every step of the job, each until one fails: what it ended with."""
    steps = read(ROOT / ".github/workflows/check.yml")["jobs"]["content"]["steps"]
    ended = {}
    for run in [step["run"] for step in steps if "run" in step]:
        done = made.run("check.yml", run)
        ended[run] = done.returncode
        if done.returncode:
            ended[f"{run}: said"] = done.stdout
            break
    return ended


def test_these_are_all_the_runs() -> None:
    """A run without a test of its own fails here."""
    assert {
        ("check.yml", "make gate"),
        ("check.yml", "make proposal"),
        ("check.yml", "make check"),
        ("check.yml", "make site"),
        ("check.yml", "make audit"),
        ("check.yml", "make test"),
        ("deploy.yml", "make offline"),
        ("deploy.yml", "make audit"),
        ("report.yml", "make comment"),
        ("intake.yml", "make intake"),
        ("nightly.yml", "make twice"),
        ("nightly.yml", "make audit"),
        ("nightly.yml", "make advisories"),
        ("nightly.yml", "make links"),
        ("nightly.yml", "make work"),
    } == RUNS


class TestCheck:
    @pytest.mark.slow
    def test_a_good_proposal_of_content(self, proposal: Workspace) -> None:
        change(proposal.folder / "proposal", "cases/de/example/text.en.md", ("A small team", "A very small team"))
        made = propose(proposal)
        assert check(proposal) == dict.fromkeys(("make gate", "make proposal", "make check", "make site", "make audit"), 0)
        assert proposal.outputs == {"kind": "content"}
        assert json.loads((made / "report.json").read_text("utf-8"))["shown"][0]["title"] == "A travel app for a town of medium size"
        assert "A very small team" in (made / "preview.html").read_text("utf-8")
        assert "A very small team" in (proposal.folder / "site/en/cases/de/example/index.html").read_text("utf-8")

    def test_a_mistake_is_reported_and_shown_beside_its_line(self, proposal: Workspace) -> None:
        change(proposal.folder / "proposal", CASE, ("[mobility, ", "[mobilty, "))
        made = propose(proposal)
        ended = check(proposal)
        assert ended["make check"] == 2
        assert f"::error file={CASE},line=4,endLine=4,col=10,endColumn=17,title=unknown-topic::" in ended["make check: said"]
        report = json.loads((made / "report.json").read_text("utf-8"))
        assert [each["fixed"] for each in report["problems"]] == ["topics: [mobility, digital-services]"]
        assert "has errors" in (made / "preview.html").read_text("utf-8")

    def test_what_git_alone_refuses_is_never_read(self, proposal: Workspace) -> None:
        (proposal.folder / "proposal" / CASE).chmod(0o755)
        made = propose(proposal)
        ended = check(proposal)
        assert list(ended) == ["make gate", "make gate: said"]
        assert "title=executable-file" in ended["make gate: said"]
        assert not made.exists()

    def test_a_proposal_cannot_bring_its_own_checks_along_with_content(self, proposal: Workspace) -> None:
        """With content alone the program of the base decides, whatever stands beside the proposal."""
        change(proposal.folder / "proposal", CASE, ("[mobility, ", "[mobilty, "))
        propose(proposal)
        (proposal.folder / "proposal" / "Makefile").write_text("proposal check site audit:\n\ttouch ../ran\n", "utf-8")
        assert check(proposal)["make check"] == 2
        assert not (proposal.folder / "ran").exists()

    def test_a_change_of_code_is_judged_by_its_own(self, proposal: Workspace) -> None:
        makefile = proposal.folder / "proposal" / "Makefile"
        makefile.write_text("proposal check site audit:\n\ttouch ../ran\n", "utf-8")
        propose(proposal)
        assert check(proposal) == dict.fromkeys(("make gate", "make proposal", "make check", "make site", "make audit"), 0)
        assert proposal.outputs == {"kind": "code"}
        assert (proposal.folder / "ran").exists()

    def test_a_broken_configuration_leaves_a_report(self, proposal: Workspace) -> None:
        change(proposal.folder / "proposal", "mkdocs.yml", ("default_language: en", "default_language: xx"))
        made = propose(proposal)
        ended = check(proposal)
        assert (ended["make proposal"], ended["make check"]) == (0, 2)
        assert [each["code"] for each in json.loads((made / "report.json").read_text("utf-8"))["problems"]] == ["unknown-language"]

    def test_the_tests_would_run(self) -> None:
        """Running them here would run this one, too: what `make` would do is enough."""
        done = subprocess.run(["make", "-n", "test", f"BIN={BIN}", "READY=Makefile"], cwd=ROOT, capture_output=True, text=True, check=True)
        assert f'{BIN}/pytest -n auto -m "not slow"' in done.stdout


def pull(made: Workspace) -> dict[str, Any]:
    event = json.loads(made.event.read_text("utf-8"))
    return {
        "number": 7,
        "server": "https://github.com",
        "repository": event["repository"]["full_name"],
        "run": event["workflow_run"]["id"],
        "head_repository": event["workflow_run"]["head_repository"]["full_name"],
        "branch": event["workflow_run"]["head_branch"],
    }


class TestReport:
    @pytest.fixture
    def main(self, tmp_path: Path) -> Workspace:
        """The workspace of the job that comments: main, and what find-pull.cjs wrote."""
        made = workspace(tmp_path, "workflow_run")
        bring_program(made.folder)
        (made.folder / "build/forge").mkdir(parents=True)
        (made.folder / "build/forge/pull.json").write_text(json.dumps(pull(made)), "utf-8")
        return made

    def test_from_what_the_other_job_left(self, main: Workspace, proposal: Workspace) -> None:
        change(proposal.folder / "proposal", CASE, ("[mobility, ", "[mobilty, "))
        made = propose(proposal)
        check(proposal)
        (main.folder.parent / "received").mkdir()
        shutil.copy(made / "report.json", main.folder.parent / "received")
        done = main.run("report.yml", "make comment")
        assert done.returncode == 0, done.stderr
        text = (main.folder / "build/forge/comment.md").read_text("utf-8")
        assert f"https://github.com/town/knowledge-base/edit/new-cases/{CASE}#L4" in text

    @pytest.mark.parametrize("left", ["nothing", "a link", "a folder", "no report"])
    def test_from_what_a_hostile_one_left(self, main: Workspace, left: str) -> None:
        received = main.folder.parent / "received"
        received.mkdir()
        made = {
            "nothing": lambda _: None,
            "a link": lambda path: path.symlink_to(main.folder / "build/forge/pull.json"),
            "a folder": lambda path: path.mkdir(),
            "no report": lambda path: path.write_text("{}"),
        }
        made[left](received / "report.json")
        done = main.run("report.yml", "make comment")
        assert done.returncode == 0, done.stderr
        assert "The check left no report" in (main.folder / "build/forge/comment.md").read_text("utf-8")


class TestMain:
    @pytest.fixture
    def main(self, root: Path, tmp_path: Path) -> Workspace:
        """The workspace of a job on main: content, program, and nothing built yet."""
        made = workspace(tmp_path, "schedule")
        shutil.copytree(root, made.folder, dirs_exist_ok=True)
        bring_program(made.folder)
        return made

    @pytest.mark.slow
    def test_the_site_is_built_and_audited(self, main: Workspace) -> None:
        done = main.run("deploy.yml", "make offline")
        assert done.returncode == 0, done.stderr
        page = main.folder / "site/en/index.html"
        assert page.is_file()
        assert (main.folder / "site/offline/en.zip").is_file()
        assert main.run("deploy.yml", "make audit").returncode == 0
        page.write_text(page.read_text("utf-8").replace("</article>", "<script>alert(1)</script></article>"), "utf-8")
        done = main.run("deploy.yml", "make audit")
        assert done.returncode == 2
        assert "[site-script]" in done.stdout

    @pytest.mark.slow
    def test_it_is_built_twice(self, main: Workspace) -> None:
        done = main.run("nightly.yml", "make twice")
        assert done.returncode == 0, done.stderr
        assert "the same byte for byte" in done.stdout
        assert main.run("nightly.yml", "make audit").returncode == 0

    def test_the_packages_are_asked_about(self, main: Workspace) -> None:
        """The index cannot be asked in a test: in the place of the program that asks stands one that tells what it was told."""
        programs = main.folder / ".venv-advisories/bin"
        programs.mkdir(parents=True)
        (programs / "pip-audit").write_text('#!/bin/sh\necho "$@"\n', "utf-8")
        (programs / "pip-audit").chmod(0o755)
        (main.folder / "requirements/advisories.txt").touch()
        (main.folder / ".venv-advisories/ready").touch()
        done = main.run("nightly.yml", "make advisories")
        assert done.returncode == 0, done.stderr
        (told,) = (line for line in done.stdout.splitlines() if line.startswith("--"))
        assert "--strict" in told
        assert told.endswith("-r requirements/advisories.txt -r requirements/dev.txt")

    def test_external_addresses_are_asked(self, main: Workspace) -> None:
        """Where there is none, so that no test asks anybody; what happens to those that there are stands in tests/links."""
        for name in ("cases", "countries"):
            shutil.rmtree(main.folder / name)
        done = main.run("nightly.yml", "make links")
        assert done.returncode == 0, done.stdout + done.stderr

    def test_what_needs_work(self, main: Workspace) -> None:
        done = main.run("nightly.yml", "make work")
        assert done.returncode == 0, done.stderr
        assert (main.folder / "build/forge/work.md").read_text("utf-8").strip()

    @pytest.mark.parametrize("event", ["issue_opened", "issue_labeled"])
    def test_a_submission_is_read(self, main: Workspace, event: str) -> None:
        main.event = EVENTS / f"{event}.json"
        done = main.run("intake.yml", "make intake")
        assert done.returncode == 0, done.stderr
        said = json.loads((main.folder / "build/forge/intake.json").read_text("utf-8"))
        assert said["ok"] is False
        assert said["answer"]
