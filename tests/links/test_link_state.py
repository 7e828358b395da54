"""What is known from run to run: when an address counts as gone, and a file that nobody has to trust."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

import pytest

from generator.links import state
from generator.links.state import Record, after
from generator.links.verdicts import Verdict

if TYPE_CHECKING:
    from pathlib import Path

MONDAY = datetime.date(2026, 11, 23)
FINE, GONE, CANNOT_TELL = Verdict("fine"), Verdict("not-found"), Verdict("forbidden")
ADDRESS = "https://town.example/report"


def days(*verdicts: Verdict | tuple[Verdict, ...]) -> Record:
    """What is known after one day for each verdict; several in brackets come on one day."""
    known = None
    for number, each in enumerate(verdicts):
        for verdict in each if isinstance(each, tuple) else (each,):
            known = after(known, verdict, MONDAY + datetime.timedelta(number))
    assert known is not None
    return known


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ((GONE,), "failing"),
        ((GONE, GONE), "failing"),
        ((GONE, GONE, GONE), "gone"),
        ((GONE, Verdict("time-out"), Verdict("tls")), "gone"),
        (((GONE, GONE), (GONE, GONE)), "failing"),
        ((GONE, GONE, FINE), "fine"),
        ((GONE, FINE, GONE, GONE), "failing"),
        ((GONE, GONE, GONE, FINE), "fine"),
        ((GONE, (GONE, FINE), GONE), "failing"),
        ((GONE, GONE, CANNOT_TELL, GONE), "gone"),
        ((GONE, GONE, GONE, CANNOT_TELL), "gone"),
        ((CANNOT_TELL, CANNOT_TELL, CANNOT_TELL), "cannot-tell"),
        ((GONE, GONE, GONE, Verdict("moved", "https://town.example/new")), "moved"),
    ],
)
def test_an_address_is_gone_after_failures_on_three_days(verdicts: tuple[Any, ...], expected: str) -> None:
    assert days(*verdicts).state == expected


def test_the_days_and_words_of_failure_are_kept() -> None:
    known = days(GONE, (Verdict("time-out"), Verdict("closed")), CANNOT_TELL, GONE)
    assert [(day.day, word) for day, word in known.failures] == [(23, "not-found"), (24, "closed"), (26, "not-found")]
    assert (known.word, known.asked.day) == ("not-found", 26)
    assert len(days(*[GONE] * 40).failures) == state.KEPT >= state.DAYS


@pytest.mark.parametrize(
    ("known", "later", "due"),
    [
        (days(FINE), 0, False),
        (days(FINE), 13, False),
        (days(FINE), 14, True),
        (days(FINE), -1, True),
        (days(CANNOT_TELL), 13, False),
        (days(GONE), 0, True),
        (days(GONE), 1, True),
        (days(GONE, GONE, GONE), 3, False),
        (days(GONE, GONE, GONE), 16, True),
    ],
)
def test_when_an_address_is_asked_again(known: Record, later: int, *, due: bool) -> None:
    assert known.is_due(MONDAY + datetime.timedelta(later), 14) is due


def test_a_copy_is_looked_for_once_and_stays_until_the_address_is_fine() -> None:
    known = days(GONE)
    assert known.needs_copy(MONDAY, 14)
    assert not days(FINE).needs_copy(MONDAY, 14)
    none = state.with_copy(known, "", MONDAY)
    assert not none.needs_copy(MONDAY + datetime.timedelta(13), 14)
    assert none.needs_copy(MONDAY + datetime.timedelta(14), 14)
    found = state.with_copy(known, "https://archive.example/web/2020/x", MONDAY)
    assert not found.needs_copy(MONDAY + datetime.timedelta(99), 14)
    assert after(found, GONE, MONDAY).copy == found.copy
    assert after(found, FINE, MONDAY).copy == ""


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    known = {
        ADDRESS: state.with_copy(days(GONE, CANNOT_TELL), "https://archive.example/web/2020/x", MONDAY),
        f"{ADDRESS}/2": days(Verdict("moved", "https://town.example/new")),
    }
    assert state.read(tmp_path) == {}
    state.keep(tmp_path, known, known)
    assert state.read(tmp_path) == known


def test_what_others_wrote_meanwhile_stays_and_what_nobody_names_goes(tmp_path: Path) -> None:
    state.keep(tmp_path, {"https://a.example/": days(GONE), "https://b.example/": days(GONE)}, ["https://a.example/", "https://b.example/"])
    state.keep(tmp_path, {"https://c.example/": days(FINE), "https://b.example/": days(FINE)}, ["https://b.example/", "https://c.example/"])
    assert state.read(tmp_path) == {"https://b.example/": days(FINE), "https://c.example/": days(FINE)}


def record(**changed: Any) -> dict[str, Any]:
    return {"asked": "2026-11-23", "word": "fine", "failures": [], "moved": "", "copy": "", "sought": None, **changed}


@pytest.mark.parametrize(
    "damaged",
    [
        *(b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"version": 1}', b"[" * 100_000, b'{"version": 1, "addresses": []}'),
        *(
            json.dumps(each).encode()
            for each in (
                {"version": 2, "addresses": {}},
                {"version": 1, "addresses": {ADDRESS: None}},
                {"version": 1, "addresses": {ADDRESS: {}}},
                {"version": 1, "addresses": {ADDRESS: record(asked="soon")}},
                {"version": 1, "addresses": {ADDRESS: record(word="wonderful")}},
                {"version": 1, "addresses": {ADDRESS: record(failures=[["2026-11-23"]])}},
                {"version": 1, "addresses": {ADDRESS: record(failures=[["2026-11-23", "wonderful"]])}},
                {"version": 1, "addresses": {ADDRESS: record(moved=5)}},
                {"version": 1, "addresses": {ADDRESS: record(copy="https://\x1b[31m")}},
            )
        ),
    ],
)
def test_a_damaged_file_is_nothing_and_is_written_anew(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / state.PLACE).write_bytes(damaged)
    assert state.read(tmp_path) is None
    state.keep(tmp_path, {ADDRESS: days(FINE)}, [ADDRESS])
    assert state.read(tmp_path) == {ADDRESS: days(FINE)}


def test_a_good_file_made_by_hand(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / state.PLACE).write_text(json.dumps({"version": 1, "addresses": {ADDRESS: record()}}))
    assert state.read(tmp_path) == {ADDRESS: days(FINE)}
