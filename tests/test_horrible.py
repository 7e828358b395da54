"""One case with mistakes of as many kinds as can stand together: all of them are told in one run, each at its place.

What is expected stands in `expected.txt`: `path:line:column code`. `pytest --update` writes it anew; the diff is the review.
"""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest
from findings import codes, places

from generator import build, source

FOLDER = Path(__file__).parent / "horrible"
EXPECTED = FOLDER / "expected.txt"
TODAY = datetime.date(2026, 2, 1)
LEAST_KINDS = 80


@pytest.fixture
def checked(root: Path) -> build.Checked:
    """The base with the horrible case in it, in all of whose languages but French texts are published."""
    shutil.copytree(FOLDER / "cases", root / "cases", dirs_exist_ok=True)
    settings = (root / "mkdocs.yml").read_text("utf-8")
    assert "languages: [en, de]" in settings
    (root / "mkdocs.yml").write_text(settings.replace("languages: [en, de]", "languages: [en, de, es, hi, pt]"), "utf-8")
    return build.check(root, TODAY)


def test_everything_is_told_in_one_run(checked: build.Checked, request: pytest.FixtureRequest) -> None:
    found = places(checked.findings)
    if request.config.getoption("--update"):
        EXPECTED.write_text("".join(f"{line}\n" for line in found), "utf-8", newline="\n")
    assert found == EXPECTED.read_text("utf-8").splitlines(), "look at the differences; `pytest --update` accepts them"


def test_of_many_kinds(checked: build.Checked) -> None:
    assert len(set(codes(checked.findings))) >= LEAST_KINDS


def test_nothing_but_the_horrible_case_is_wrong(checked: build.Checked) -> None:
    assert {finding.location.path.rpartition("/")[0] for finding in checked.findings} == {"cases/de/horrible"}


def test_every_place_is_in_its_file(root: Path, checked: build.Checked) -> None:
    for finding in checked.findings:
        lines = source.lines(root, finding.location.path)
        assert 1 <= finding.location.line <= max(1, len(lines))
        if lines:
            assert 1 <= finding.location.column <= len(lines[finding.location.line - 1]) + 1
