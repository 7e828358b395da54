"""Row 27, the part that writes content: interrupted anywhere, what stands there is accepted by `check`."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest
from test_row_27_journal import MOST_STEPS, in_a_fork, kill, refuse

from generator import build, output
from generator.diagnostics import has_errors
from generator.editing import new
from generator.editing.new import NewFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "fork") or sys.platform == "win32", reason="needs fork")


def files(root: Path) -> list[NewFile]:
    """A case with its text, in a city that is new too: in the order in which a submission gives them."""
    case = (root / "cases/de/example/case.yml").read_text("utf-8")
    text = (root / "cases/de/example/text.en.md").read_text("utf-8")
    city = (root / "countries/de/cities/exampletown.yml").read_text("utf-8")
    assert "de/exampletown" in case
    return [
        NewFile("cases/de/another/case.yml", case.replace("de/exampletown", "de/newtown")),
        NewFile("cases/de/another/text.en.md", text),
        NewFile("countries/de/cities/newtown.yml", city),
    ]


@pytest.mark.parametrize(("step", "code"), [(kill, -signal.SIGKILL), (refuse, 1)], ids=["killed", "no space"])
def test_a_new_case_is_there_with_its_text_and_its_city_or_not_at_all(root: Path, step: Callable[[str], None], code: int) -> None:
    given = files(root)
    found = []
    for at in range(1, MOST_STEPS):
        ended = in_a_fork(lambda: new.write(root, given), at, step)
        there = [(root / file.path).exists() for file in given]
        assert there in ([False, False, False], [False, False, True], [True, True, True]), at
        assert not has_errors(build.check(root).findings), at
        found.append(there)
        # Whoever sends it again gets what was lacking, and nothing is left of the first time.
        new.write(root, [file for file, stands in zip(given, there, strict=True) if not stands])
        assert all((root / file.path).read_text("utf-8") == file.text for file in given)
        assert list((root / "cases").rglob(".*")) == []
        for file in given:
            (root / file.path).unlink()
        (root / "cases/de/another").rmdir()
        for path in (root / "countries").rglob(".*.new"):
            path.unlink()
        if ended == 0:
            break
        assert ended == code
    assert len(found) > 5
    assert found == sorted(found)


@pytest.mark.parametrize("step", [kill, refuse], ids=["killed", "no space"])
def test_a_file_that_is_written_over_is_the_old_or_the_new_one(root: Path, step: Callable[[str], None]) -> None:
    path = "cases/de/example/text.en.md"
    old = (root / path).read_bytes()
    for at in range(1, MOST_STEPS):
        ended = in_a_fork(lambda: output.write_file(root, path, old + b"\n"), at, step)
        assert (root / path).read_bytes() in ((old, old + b"\n") if ended else (old + b"\n",))
        assert not has_errors(build.check(root).findings)
        if ended == 0:
            return
    pytest.fail("it never came to an end")
