"""What runs on the forge: these workflows and no other, which the forge understands, and which come to an end.

What they defend themselves against is proved in tests/security: rows 21, 23, 24 and 25 of the threat model.
"""

from __future__ import annotations

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

TRIGGERS = {
    "check.yml": {"pull_request"},
    "deploy.yml": {"push"},
    "report.yml": {"workflow_run"},
    "intake.yml": {"issues"},
    "nightly.yml": {"schedule", "workflow_dispatch"},
}


def read(path: Path) -> dict[str, Any]:
    """A workflow as plain values. `on` is a word here, not the truth value that YAML 1.1 takes it for."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts and nothing else


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_these_are_the_workflows() -> None:
    assert {path.name for path in WORKFLOWS} == set(TRIGGERS)


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


def test_nothing_is_handed_over_before_the_audit() -> None:
    steps_of_build = read(FORGE / "workflows" / "deploy.yml")["jobs"]["build"]["steps"]
    names = [step.get("run") or step["uses"].partition("@")[0] for step in steps_of_build]
    assert names[-3:] == ["make offline", "make audit", "actions/upload-pages-artifact"]
