"""Nothing of a job is worth stealing, and what it fetches is what somebody has looked at: row 23 of the threat model."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from test_workflows import FORGE, ROOT, WORKFLOWS, read, steps

if TYPE_CHECKING:
    from pathlib import Path

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
    "nightly.yml": {
        "rebuild": {"contents": "read"},
        "advisories": {"contents": "read"},
        "links": {"contents": "read"},
        "work": {"contents": "read", "issues": "write"},
    },
}


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
def test_no_check_out_keeps_the_token(path: Path) -> None:
    outs = [step for step in steps(read(path)) if step.get("uses", "").startswith("actions/checkout@")]
    assert outs
    assert all(step["with"]["persist-credentials"] == "false" for step in outs)


def test_only_the_host_of_the_site_gets_an_identity() -> None:
    jobs = read(FORGE / "workflows" / "deploy.yml")["jobs"]
    assert jobs["deploy"]["environment"]["name"] == "github-pages"
    assert jobs["deploy"]["needs"] == "build"
    assert not any("uses" in step and "checkout" in step["uses"] for step in jobs["deploy"]["steps"])


def test_new_versions_wait_a_week() -> None:
    updates = read(FORGE / "dependabot.yml")["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"github-actions", "pip"}
    assert all(int(update["cooldown"]["default-days"]) >= 7 for update in updates)


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


@pytest.mark.parametrize("name", ["site.txt", "dev.txt", "advisories.txt"])
def test_every_package_is_locked_with_its_hash(name: str) -> None:
    blocks = re.split(r"\n(?=\S)", (ROOT / "requirements" / name).read_text("utf-8").strip())
    assert len(blocks) > 20
    for block in blocks:
        assert re.match(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==[^ ;]+", block), block
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block


def test_nothing_is_installed_but_what_is_locked() -> None:
    """Ours comes last, without looking for anything else; of the packages for Node none runs a program meanwhile."""
    installs = re.findall(r"pip install (.*)", (ROOT / "Makefile").read_text("utf-8"))
    assert len(installs) > 1
    assert all("--require-hashes" in each or {"--no-deps", "--no-build-isolation"} <= set(each.split()) for each in installs)
    assert re.findall(r"npm\(\)\)\" (\S+)", (ROOT / "Makefile").read_text("utf-8")) == ["ci"]
    assert "ignore-scripts=true" in (ROOT / "tests/node/.npmrc").read_text("utf-8").splitlines()


def test_every_package_for_node_is_locked_with_its_hash() -> None:
    packages = json.loads((ROOT / "tests/node/package-lock.json").read_text("utf-8"))["packages"]
    unlocked = [name for name, each in packages.items() if name and not each.get("integrity", "").startswith("sha512-")]
    assert unlocked == []


def test_what_another_job_left_is_small_and_there_once() -> None:
    """How the script judges an artifact is proved with a stand-in for the forge in tests/forge/test_scripts.py."""
    script = (FORGE / "scripts/find-pull.cjs").read_text("utf-8")
    assert "const MOST_BYTES = 1_000_000;" in script
    assert "reports.length === 1 && reports[0].size_in_bytes <= MOST_BYTES" in script


def test_no_workflow_uses_a_secret() -> None:
    """The token of the forge is the only one that there is, and it ends with its job."""
    for path in WORKFLOWS:
        assert not re.search(r"\bsecrets\b", path.read_text("utf-8")), path.name


def test_every_lock_is_asked_about_and_no_answer_is_no_good_news() -> None:
    """Without `--strict`, a package of which the index knows nothing would be passed over in silence."""
    done = subprocess.run(["make", "-n", "advisories"], cwd=ROOT, capture_output=True, text=True, check=True)
    (asking,) = (line.split() for line in done.stdout.splitlines() if "pip-audit " in line)
    locks = {f"requirements/{path.name}" for path in (ROOT / "requirements").glob("*.txt")}
    assert {word for word in asking if word.startswith("requirements/")} == locks
    assert {"--strict", "--require-hashes"} <= set(asking)
    assert "--ignore-vuln" not in asking
    assert "make advisories" in {step.get("run") for step in steps(read(FORGE / "workflows/nightly.yml"))}
