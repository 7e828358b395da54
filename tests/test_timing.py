"""How long stages took: noted in each process, handed over, summed by name."""

from __future__ import annotations

import pytest

from generator import timing


@pytest.fixture(autouse=True)
def nothing_noted() -> None:
    timing._noted.clear()


def test_stages_of_one_name_are_told_together() -> None:
    timing.note([("read", 1.0), ("search", 0.25)])
    timing.note([("search", 0.5)])
    assert list(timing.table()) == ["read        1.00 s", "search      0.75 s"]


def test_what_is_handed_over_is_not_told_here() -> None:
    with timing.stage("before"):
        pass
    with timing.stages() as found, timing.stage("inside"):
        pass
    assert [name for name, _ in found] == ["inside"]
    assert [line.split()[0] for line in timing.table()] == ["before"]


def test_a_stage_that_fails_is_noted() -> None:
    with pytest.raises(ValueError, match="x"), timing.stage("failing"):
        raise ValueError("x")
    assert [line.split()[0] for line in timing.table()] == ["failing"]
