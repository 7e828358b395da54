"""What runs on the forge: pinned, without rights it does not need, and blind to what a contribution could inject."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
FORGE = ROOT / ".github"
WORKFLOWS = sorted((FORGE / "workflows").glob("*.yml"))

PINS = {
    "actions/checkout": ("v7.0.1", "3d3c42e5aac5ba805825da76410c181273ba90b1"),
    "actions/setup-python": ("v7.0.0", "5fda3b95a4ea91299a34e894583c3862153e4b97"),
    "actions/cache": ("v6.1.0", "55cc8345863c7cc4c66a329aec7e433d2d1c52a9"),
    "actions/upload-artifact": ("v7.0.1", "043fb46d1a93c77aae656e7c1c64a875d1fc6a0a"),
    "actions/upload-pages-artifact": ("v5.0.0", "fc324d3547104276b827a68afc52ff2a11cc49c9"),
    "actions/download-artifact": ("v8.0.1", "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c"),
    "actions/github-script": ("v9.0.0", "3a2844b7e9c422d3c10d287c895573f7108da1b3"),
    "actions/deploy-pages": ("v5.0.0", "cd2ce8fcbc39b97be8ca5fce6e763baed58fa128"),
}
"""Every action in use: its version and its commit. Whoever changes one here has looked at what is in it."""

RIGHTS = {
    "check.yml": {"content": {"contents": "read"}, "code": {"contents": "read"}},
    "deploy.yml": {"build": {"contents": "read"}, "deploy": {"pages": "write", "id-token": "write"}},
    "report.yml": {"comment": {"contents": "read", "actions": "read", "pull-requests": "write"}},
    "intake.yml": {
        "answer": {"contents": "read", "issues": "write"},
        "write": {"contents": "write", "pull-requests": "write"},
    },
    "nightly.yml": {"rebuild": {"contents": "read"}, "links": {"contents": "read"}, "work": {"contents": "read", "issues": "write"}},
}
TRIGGERS = {
    "check.yml": {"pull_request"},
    "deploy.yml": {"push"},
    "report.yml": {"workflow_run"},
    "intake.yml": {"issues"},
    "nightly.yml": {"schedule", "workflow_dispatch"},
}
WRITING = {"report.yml", "intake.yml", "nightly.yml"}
"""Those that may change something on the forge."""

BAD_WORKFLOW = """
on: pull_request_target
jobs:
  greet:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: echo "${{ github.event.pull_request.title }}"
"""


def read(path: Path) -> dict[str, Any]:
    """A workflow as plain values. `on` is a word here, not the truth value that YAML 1.1 takes it for."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts and nothing else


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def zizmor(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("zizmor")
    command = [str(program), "--offline", "--quiet", "--persona", "pedantic", "--format", "json-v1", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_these_are_the_workflows() -> None:
    assert {path.name for path in WORKFLOWS} == set(RIGHTS) == set(TRIGGERS)


@pytest.mark.parametrize(
    ("schema", "paths"),
    [("vendor.github-workflows", WORKFLOWS), ("vendor.dependabot", [FORGE / "dependabot.yml"])],
    ids=["workflows", "dependabot"],
)
def test_the_forge_understands_them(schema: str, paths: list[Path]) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_to_a_commit_that_we_know(path: Path) -> None:
    text = path.read_text("utf-8")
    used = re.findall(r"^ *(?:- )?uses: ([\w./-]+)@([0-9a-f]{40}) # (v[\d.]+)$", text, re.MULTILINE)
    assert len(used) == text.count("uses:")
    for action, commit, version in used:
        assert PINS[action] == (version, commit)


def test_no_pin_is_left_over() -> None:
    used = {step["uses"].partition("@")[0] for path in WORKFLOWS for step in steps(read(path)) if "uses" in step}
    assert used == set(PINS)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_each_job_has_the_rights_it_needs_and_no_other(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == RIGHTS[path.name]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_runs_with_the_rights_of_the_base_on_code_of_a_contribution(path: Path) -> None:
    assert set(read(path)["on"]) == TRIGGERS[path.name]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_check_out_keeps_the_token(path: Path) -> None:
    outs = [step for step in steps(read(path)) if step.get("uses", "").startswith("actions/checkout@")]
    assert outs
    assert all(step["with"]["persist-credentials"] == "false" for step in outs)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_each_run_is_one_call_into_the_repository(path: Path) -> None:
    runs = [step["run"].replace('"', "") for step in steps(read(path)) if "run" in step]
    assert runs
    for run in runs:
        assert "${{" not in run
        assert re.fullmatch(r"(make|iscn) [a-z-]+", run)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_call_of_make_has_its_target(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    called = {step["run"].removeprefix("make ") for step in steps(read(path)) if "run" in step}
    assert called
    assert called <= targets


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_runs_for_ever_or_twice_at_once(path: Path) -> None:
    workflow = read(path)
    assert workflow["concurrency"]["group"]
    assert all(0 < int(job["timeout-minutes"]) <= 30 for job in workflow["jobs"].values())


def test_only_the_host_of_the_site_gets_an_identity() -> None:
    jobs = read(FORGE / "workflows" / "deploy.yml")["jobs"]
    assert jobs["deploy"]["environment"]["name"] == "github-pages"
    assert jobs["deploy"]["needs"] == "build"
    assert not any("uses" in step and "checkout" in step["uses"] for step in jobs["deploy"]["steps"])


def test_nothing_is_handed_over_before_the_audit() -> None:
    steps_of_build = read(FORGE / "workflows" / "deploy.yml")["jobs"]["build"]["steps"]
    names = [step.get("run") or step["uses"].partition("@")[0] for step in steps_of_build]
    assert names[-3:] == ["make offline", "make audit", "actions/upload-pages-artifact"]


def test_new_versions_wait_a_week() -> None:
    updates = read(FORGE / "dependabot.yml")["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"github-actions", "pip"}
    assert all(int(update["cooldown"]["default-days"]) >= 7 for update in updates)


def test_zizmor_finds_nothing() -> None:
    done = zizmor(FORGE)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []


def test_zizmor_would_find_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    (tmp_path / ".github" / "workflows" / "bad.yml").write_text(BAD_WORKFLOW)
    done = zizmor(tmp_path / ".github")
    found = {finding["ident"] for finding in json.loads(done.stdout)}
    assert done.returncode != 0
    assert {"dangerous-triggers", "unpinned-uses", "template-injection", "artipacked", "excessive-permissions"} <= found


@pytest.mark.parametrize("name", sorted(WRITING))
def test_what_may_write_runs_the_code_of_main_only(name: str) -> None:
    outs = [step["with"] for step in steps(read(FORGE / "workflows" / name)) if step.get("uses", "").startswith("actions/checkout@")]
    assert all(each.get("ref", "") in {"", "${{ github.event.repository.default_branch }}"} for each in outs)
    assert not any("repository" in each or "path" in each for each in outs)
    for step in steps(read(FORGE / "workflows" / name)):
        assert "working-directory" not in step
        if step.get("uses", "").startswith("actions/github-script@"):
            assert re.fullmatch(
                r"await require\('\./\.github/scripts/[a-z-]+\.cjs'\)\(\{github, context(, core)?\}\)", step["with"]["script"]
            )


def test_the_number_of_a_pull_request_comes_from_the_forge() -> None:
    (job,) = read(FORGE / "workflows" / "report.yml")["jobs"].values()
    names = [step["name"] for step in job["steps"]]
    assert names.index("Ask the forge which pull request it was") < names.index("Get the report")
    (download,) = (step for step in job["steps"] if step["name"] == "Get the report")
    assert download["with"]["name"] == "report"
    assert download["with"]["path"] == job["env"]["RECEIVED"] != job["env"]["OUT"]
    assert download["if"] == "steps.pull.outputs.report == 'true'"


def test_what_crosses_to_the_other_job_has_its_fixed_name() -> None:
    kept = {
        step["with"]["name"]: step["with"]["path"]
        for step in read(FORGE / "workflows" / "check.yml")["jobs"]["content"]["steps"]
        if step.get("uses", "").startswith("actions/upload-artifact@")
    }
    assert kept == {"report": "made/report.json", "preview.html": "made/preview.html", "site": "site/"}


def test_the_gate_comes_before_anything_of_the_proposal_is_run() -> None:
    runs = [
        (step["run"], step["working-directory"]) for step in steps(read(FORGE / "workflows" / "check.yml")) if "working-directory" in step
    ]
    assert runs[0] == ("make gate", "base")
    assert {place for _, place in runs[1:]} == {"${{ steps.gate.outputs.kind == 'content' && 'base' || 'proposal' }}"}


def test_writing_waits_for_the_label_of_an_editor() -> None:
    job = read(FORGE / "workflows" / "intake.yml")["jobs"]["write"]
    assert job["if"] == "github.event.action == 'labeled' && github.event.label.name == 'accepted'"
    assert job["needs"] == "answer"
