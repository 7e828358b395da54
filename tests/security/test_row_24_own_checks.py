"""A contribution does not judge itself: row 24 of the threat model. What the gate says of single paths stands in tests/test_gate.py."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from test_workflows import FORGE, ROOT, read, steps

from generator import gate, source

CHECK = FORGE / "workflows/check.yml"
WHOSE = "${{ steps.gate.outputs.kind == 'content' && 'base' || 'proposal' }}"
"""Whose code runs; without a word of the gate, or with another one, that of the proposal: it has no rights to misuse."""


def test_the_gate_comes_before_anything_of_the_proposal_is_run() -> None:
    runs = [(step["run"], step["working-directory"]) for step in steps(read(CHECK)) if "working-directory" in step]
    assert runs[0] == ("make gate", "base")
    assert {place for _, place in runs[1:]} == {WHOSE}


def test_the_gate_is_the_code_of_the_base() -> None:
    """The proposal lies beside it and is judged by git; no step before the gate runs anything."""
    before = []
    for step in read(CHECK)["jobs"]["content"]["steps"]:
        if step.get("id") == "gate":
            break
        before.append(step)
    assert all("run" not in step for step in before)
    places = {step["with"]["path"]: step["with"].get("ref", "") for step in before if step["uses"].startswith("actions/checkout@")}
    assert places == {"proposal": "", "base": "${{ github.event.pull_request.base.sha }}"}
    assert read(CHECK)["jobs"]["content"]["env"]["ROOT"] == "../proposal"


def test_what_judges_a_proposal_has_no_right_that_its_code_could_misuse() -> None:
    for job in read(CHECK)["jobs"].values():
        assert set(job["permissions"].values()) == {"read"}
        assert "environment" not in job


PARTS = some.sampled_from([*source.CONTENT, "CASES", "cases ", ".github", "generator", "Makefile", "..", ".", "", "a", "x.yml", "\\", "\n"])
PATHS = some.lists(PARTS | some.text(max_size=4), min_size=1, max_size=5).map("/".join)


def _lies_below_content(path: str) -> bool:
    """The same as the gate should say, said otherwise: where a system that knows `..` and both slashes would put it."""
    parts = path.replace("\\", "/\0").split("/")
    return len(parts) > 1 and parts[0] in source.CONTENT and all(each not in {"", ".", ".."} and "\0" not in each for each in parts)


@given(some.lists(PATHS, max_size=4))
@example(["cases/a\\..\\..\\b"])
@example(["pages/../Makefile"])
def test_any_path_outside_content_makes_a_change_code(paths: list[str]) -> None:
    assert gate.kind_of(paths) == ("content" if all(map(_lies_below_content, paths)) else "code")


@given(some.lists(some.sampled_from(["cases/de/x/case.yml", "pages/a/text.en.md"]), max_size=3), some.integers(0, 3))
def test_one_path_is_enough(inside: list[str], at: int) -> None:
    for outside in ("Makefile", ".github/workflows/check.yml", "generator/gate.py", "requirements/dev.txt", "mkdocs.yml", "cases"):
        assert gate.kind_of([*inside[:at], outside, *inside[at:]]) == "code"


def test_every_file_that_is_no_content_has_owners() -> None:
    """Lines for later ones do not take the program away from its owners: they name content and words only."""
    lines = [line.removeprefix("#").split() for line in (FORGE / "CODEOWNERS").read_text("utf-8").splitlines()]
    owned = {words[0]: words[1:] for words in lines if len(words) > 1 and re.fullmatch(r"\*|/\S+", words[0])}
    assert next(iter(owned)) == "*"
    assert all(owned.values())
    others = [path for path in owned if path != "*" and path.split("/")[1] not in source.CONTENT]
    assert all(path.endswith(".md") or path.startswith("/generator/locales/") for path in others), others
    assert [path for path in others if (ROOT / path[1:]).suffix == ".py"] == []


@pytest.mark.parametrize("name", ["check.yml"])
def test_content_alone_is_never_judged_by_its_own_code(name: str) -> None:
    """No step of the job says `proposal` outright; only the checkout names the folder."""
    for step in read(FORGE / "workflows" / name)["jobs"]["content"]["steps"]:
        assert step.get("working-directory", "base") in {"base", WHOSE}
