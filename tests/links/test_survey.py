"""A whole run against real servers: who is asked, how often, how many at once, and what is remembered."""

from __future__ import annotations

import datetime
import json
import threading
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from misbehaving import misbehaving

from generator.links import state
from generator.links.asking import Asker
from generator.links.limits import Limits
from generator.links.mentions import Mention
from generator.links.rounds import round_of
from generator.links.survey import Plan, Survey, copyable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from misbehaving import Naughty, Visit

LIMITS = Limits(connect=10, read=10, whole=20, retries=0, back_off=0.01, patience=1, pause=0, save=0)
MONDAY = datetime.date(2026, 11, 23)
PAGE = "<title>A report</title>"
SOURCE = Mention("case", "de/example", "sources.s1.url", copyable=True)


def survey(folder: Path, addresses: Iterable[str], day: int = 0, *, limits: Limits = LIMITS, **plan: Any) -> Survey:
    """One run, so many days after Monday. No copies are looked for unless a test says where."""
    chosen = dict.fromkeys(addresses, (SOURCE,))
    asker = Asker("iscn-links/test", limits, private=True)
    known = state.read(folder) or {}
    run = Survey(known, asker, lambda learned: state.keep(folder, learned, {*known, *chosen}))
    run.run(Plan(chosen, MONDAY + datetime.timedelta(day), plan.pop("days", 14), **{"api": "", **plan}), lambda *_: None)
    return run


def states(folder: Path) -> dict[str, str]:
    """The path of each address → its state."""
    return {urlsplit(address).path: record.state for address, record in (state.read(folder) or {}).items()}


@pytest.fixture
def pages(server: Naughty) -> dict[str, int]:
    """Path → the number with which it answers, which a test can change."""
    numbers = {"/fine": 200, "/gone": 404, "/closed": 403}
    for path in tuple(numbers):
        server.paths[path] = lambda visit, path=path: visit.answer(numbers[path], PAGE)
    return numbers


def test_three_failures_on_three_days_and_one_success(server: Naughty, pages: dict[str, int], tmp_path: Path) -> None:
    address = f"{server.address}/gone"
    found = []
    for day in (0, 0, 1, 2, 3, 20):
        if day == 20:
            pages["/gone"] = 200
        survey(tmp_path, [address], day)
        found.append(states(tmp_path)["/gone"])
    assert found == ["failing", "failing", "failing", "gone", "gone", "fine"]
    assert server.asked["/gone"] == 5, "on the fourth day it is known to be gone and is not asked"


def test_what_was_answered_lately_is_not_asked_again(server: Naughty, pages: dict[str, int], tmp_path: Path) -> None:
    addresses = [server.address + path for path in pages]
    asked = [survey(tmp_path, addresses, day, **plan).asked for day, plan in ((0, {}), (0, {}), (13, {}), (14, {}), (14, {"again": True}))]
    assert asked == [3, 1, 1, 3, 3]
    assert [server.asked[path] for path in pages] == [3, 5, 3]


def test_what_has_waited_longest_comes_first(server: Naughty, pages: dict[str, int], tmp_path: Path) -> None:
    fine, gone, closed = (server.address + path for path in pages)
    survey(tmp_path, [fine, gone], 0)
    survey(tmp_path, [gone], 1)
    asked = [list(survey(tmp_path, [gone, fine, closed], day, most=1).learned) for day in (30, 31, 32)]
    assert asked == [[closed], [fine], [gone]]


def test_one_request_at_a_time_to_a_host(tmp_path: Path) -> None:
    """Two ports of one host, and another host that leads back to it."""
    with ExitStack() as stack:
        one, two, other = (stack.enter_context(misbehaving(host)) for host in ("127.0.0.1", "127.0.0.1", "127.0.0.2"))
        at_once, now, counting = [0], [0], threading.Lock()

        def slowly(visit: Visit) -> None:
            with counting:
                now[0] += 1
                at_once[0] = max(at_once[0], now[0])
            one.over.wait(0.02)
            with counting:
                now[0] -= 1
            visit.answer(200, PAGE)

        addresses = []
        for number in range(6):
            for each in (one, two):
                each.paths[f"/{number}"] = slowly
                addresses.append(f"{each.address}/{number}")
            other.paths[f"/{number}"] = lambda visit, number=number: visit.answer(302, Location=f"{one.address}/{number}")
            addresses.append(f"{other.address}/{number}")
        assert survey(tmp_path, addresses).asked == 18
        assert at_once == [1]
        assert sum(one.asked[f"/{number}"] for number in range(6)) == 12
        assert (one.most, other.most) == (1, 1)


def test_hosts_are_asked_at_the_same_time(tmp_path: Path) -> None:
    """Each server answers only once both were asked."""
    both = threading.Barrier(2)
    with misbehaving("127.0.0.1") as one, misbehaving("127.0.0.2") as other:
        for each in (one, other):
            each.paths["/report"] = lambda visit: (both.wait(20), visit.answer(200, PAGE))
        run = survey(tmp_path, [f"{one.address}/report", f"{other.address}/report"])
    assert [record.state for record in run.learned.values()] == ["fine", "fine"]


def test_a_host_that_wants_fewer_requests_is_left_alone(server: Naughty, tmp_path: Path) -> None:
    for number in range(3):
        server.paths[f"/{number}"] = lambda visit: visit.answer(429, Retry_After="3600")
    run = survey(tmp_path, [f"{server.address}/{number}" for number in range(3)])
    assert (run.asked, run.left) == (1, 2)
    assert list(states(tmp_path).values()) == ["cannot-tell"]
    assert sum(server.asked[f"/{number}"] for number in range(3)) == 1


# Our own network


def nowhere(number: int) -> list[str]:
    """Addresses at which nobody listens; each at a host of its own."""
    return [f"http://127.0.1.{host}:9/" for host in range(1, number + 1)]


def test_when_nobody_answers_it_may_be_our_network(tmp_path: Path) -> None:
    run = survey(tmp_path, nowhere(5))
    assert (run.asked, run.offline, states(tmp_path)) == (5, True, {})


def test_when_somebody_answers_silence_counts(server: Naughty, tmp_path: Path) -> None:
    run = survey(tmp_path, [*nowhere(5), f"{server.address}/gone"])
    assert (run.offline, [each.state for each in run.learned.values()]) == (False, ["failing"] * 6)


def test_a_few_that_are_silent_count(tmp_path: Path) -> None:
    run = survey(tmp_path, nowhere(3))
    assert (run.offline, [each.state for each in run.learned.values()]) == (False, ["failing"] * 3)


def test_an_address_that_was_fine_decides(server: Naughty, pages: dict[str, int], tmp_path: Path) -> None:
    fine = f"{server.address}/fine"
    addresses = [fine, *nowhere(5)]
    survey(tmp_path, [fine])
    assert not survey(tmp_path, addresses, 1).offline
    assert server.asked["/fine"] == 2
    server.shutdown()
    server.server_close()
    run = survey(tmp_path, addresses, 2)
    assert run.offline
    assert {len(record.failures) for address, record in (state.read(tmp_path) or {}).items() if address != fine} == {1}


# Archived copies


@pytest.fixture
def archive(server: Naughty) -> str:
    """An archive that has a copy of whatever ends with one."""

    def answer(visit: Visit) -> None:
        url = parse_qs(urlsplit(visit.path).query)["url"][0]
        closest = {"available": True, "url": f"https://archive.example/web/20200101/{url}", "timestamp": "20200101", "status": "200"}
        visit.answer(200, json.dumps({"archived_snapshots": {"closest": closest} if url.endswith("gone") else {}}))

    server.paths["/available"] = answer
    return f"{server.address}/available"


def test_copies_are_looked_for_where_an_address_fails(server: Naughty, pages: dict[str, int], archive: str, tmp_path: Path) -> None:
    pages["/lost"] = 404
    addresses = [server.address + path for path in (*pages, "/lost")]
    for day in (0, 1, 2, 15):
        survey(tmp_path, addresses, day, api=archive)
    known = {urlsplit(address).path: record.copy for address, record in (state.read(tmp_path) or {}).items()}
    assert known == {"/fine": "", "/closed": "", "/lost": "", "/gone": f"https://archive.example/web/20200101/{server.address}/gone"}
    asked = [parse_qs(urlsplit(query).query)["url"][0] for query in server.queries if query.startswith("/available")]
    assert sorted(asked) == [f"{server.address}/gone", f"{server.address}/lost", f"{server.address}/lost"]


def test_the_archive_is_asked_for_the_day_on_which_somebody_opened_the_page() -> None:
    text, opened, other = Mention("case", "a", "text.en.x"), replace(SOURCE, accessed=MONDAY), replace(SOURCE, copied=True)
    assert copyable([text, other]) is None
    assert copyable([text, SOURCE, opened, other]) == opened
    assert copyable([SOURCE]) == SOURCE


@pytest.mark.parametrize("behaviour", ["hang-up", "nonsense", "error", "loop"])
def test_an_archive_that_misbehaves_harms_nothing(server: Naughty, pages: dict[str, int], tmp_path: Path, behaviour: str) -> None:
    behaviours = {
        "hang-up": lambda visit: visit.reset(),
        "nonsense": lambda visit: visit.answer(200, "<html>"),
        "error": lambda visit: visit.answer(503),
        "loop": lambda visit: visit.answer(302, Location="/available"),
    }
    server.paths["/available"] = behaviours[behaviour]
    survey(tmp_path, [f"{server.address}/gone"], api=f"{server.address}/available")
    assert states(tmp_path) == {"/gone": "failing"}


# Being stopped


def test_who_stops_listening_stops_the_asking(server: Naughty, pages: dict[str, int]) -> None:
    asker = Asker("iscn-links/test", replace(LIMITS, pause=60), private=True)
    answers = round_of([f"{server.address}/fine", f"{server.address}/gone"], asker)
    first = threading.Thread(target=lambda: next(each for each in answers if each is None))
    first.start()
    first.join(20)
    answers.close()
    assert asker.stop.is_set()
    assert sum(server.asked.values()) <= 1, "after one request there would be a long pause"


def test_a_mistake_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    asker = Asker("iscn-links/test", LIMITS, private=True)
    monkeypatch.setattr(asker, "ask", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        list(round_of(["https://town.example/"], asker))
