"""What needs work and how translations stand, in words: complete, short enough, and with nothing in them that acts."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

import pytest

from generator import languages, work, worklist
from generator.translation import Family, State
from generator.work import Need

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY = datetime.date(2026, 11, 23)
EN = languages.locale("en")
LANGUAGES = ("en", "de", "es", "pt", "hi")
NEEDS = {
    "outdated": (Need("outdated", "case", "de/example", "de", ("title", "challenge")),),
    "archived": (Need("archived", "country", "de", checked=datetime.date(2023, 1, 2)),),
    "needs-check": (Need("needs-check", "case", "de/example"),),
    "stub": (Need("stub", "case", "de/example", lacks=("sdgs", "challenge")),),
    "machine": (*(Need("machine", "case", f"de/case-{n}", "de") for n in range(12)), Need("machine", "page", "about", "hi")),
}


def text(lines: Iterable[tuple[str, str]]) -> str:
    return "\n".join(line for line, _ in lines)


def test_for_a_terminal() -> None:
    assert text(worklist.needs_text(NEEDS, EN, DAY)) == (
        """What needs work as of November 23, 2026

Translations that are partly out of date: 1
The original has changed since. The parts named here need another look.
  German (de): 1 entry
    de/example: title and Challenge

Facts not checked for three years: 1
Open the sources, correct what has changed, and record the day.
  de: Last checked: January 2, 2023

Facts due for a check: 1
The last check was two years ago or more, or there has been none.
  de/example: never checked

First entries: 1
What is named here is missing for more than a first entry.
  de/example: missing: Sustainable Development Goals and Challenge

Machine translations that nobody has checked: 13
Anyone who knows both languages well can be the second reader.
  German (de): 12 entries
    de/case-0, de/case-1, de/case-2, de/case-3, de/case-4, de/case-5, de/case-6, de/case-7,
    de/case-8, de/case-9 and 2 more
  Hindi (hi): 1 entry
    page:about"""
    )


def test_nothing_to_do() -> None:
    assert text(worklist.needs_text({}, EN, DAY)).splitlines()[-1] == "Nothing needs work at the moment."
    assert list(worklist.needs_markdown({}, EN, DAY))[-1] == "Nothing needs work at the moment."
    assert json.loads(worklist.needs_json({}, DAY)) == {"version": 1, "today": "2026-11-23", "count": 0, "groups": []}


def test_a_list_is_not_cut_when_all_is_asked_for() -> None:
    assert "de/case-11" in text(worklist.needs_text(NEEDS, EN, DAY, most=0))
    assert "more" not in text(worklist.needs_text({"machine": NEEDS["machine"]}, EN, DAY, most=0))


def test_for_an_issue() -> None:
    told = list(worklist.needs_markdown(NEEDS, EN, DAY))
    assert told[:8] == [
        "**What needs work as of November 23, 2026**",
        "",
        "### Translations that are partly out of date: 1",
        "",
        "The original has changed since. The parts named here need another look.",
        "",
        "- **German**: 1 entry",
        "  - `de/example` title and Challenge",
    ]
    assert told[-3:] == ["  - and 2 more", "- **Hindi**: 1 entry", "  - `page:about`"]


def test_an_issue_holds_it_however_much_there_is() -> None:
    """GitHub takes 65,536 characters. Ids are at most 63 of them, and languages are few."""
    name, address = f"de/{'x' * 60}", f"https://{'x' * 200}.example/"
    failures = tuple((DAY - datetime.timedelta(number), "time-out" if number % 2 else "tls") for number in range(10))
    lacks = tuple(EN.words["work"]["lacks"])
    many = {
        group: tuple(
            Need(group, "case", name, language, ("title", "summary", "challenge") if language else (), () if language else lacks)
            if group not in {"gone", "failing"}
            else Need(group, "case", name, field="sources.s1.url", address=address, failures=failures, copy=address)
            for language in (LANGUAGES if group in work.BY_LANGUAGE else ("",))
            for _ in range(3000)
        )
        for group in work.GROUPS
    }
    for code in LANGUAGES:
        assert len("\n".join(worklist.needs_markdown(many, languages.locale(code), DAY))) < 65_536, code


@pytest.mark.parametrize("code", languages.available())
def test_every_kind_of_work_is_told_in_every_language(code: str) -> None:
    every = {group: (Need(group, "case", "de/example", "de" if group in work.BY_LANGUAGE else ""),) for group in work.GROUPS}
    locale = languages.locale(code)
    for told in (text(worklist.needs_text(every, locale, DAY)), "\n".join(worklist.needs_markdown(every, locale, DAY))):
        assert all(locale.text(f"work.group.{group}.heading") in told for group in work.GROUPS)


def test_for_programs() -> None:
    told = json.loads(worklist.needs_json(NEEDS, DAY))
    assert {**told, "groups": None} == {"version": 1, "today": "2026-11-23", "count": 17, "groups": None}
    assert [(each["group"], each["count"], len(each["items"])) for each in told["groups"]] == [
        ("outdated", 1, 1),
        ("archived", 1, 1),
        ("needs-check", 1, 1),
        ("stub", 1, 1),
        ("machine", 13, 13),
    ]
    nothing = {"language": None, "parts": [], "lacks": [], "checked": None, "field": None, "address": None, "failures": [], "copy": None}
    assert [each["items"][0] for each in told["groups"][:4]] == [
        {"kind": "case", "id": "de/example", **nothing, "language": "de", "parts": ["title", "challenge"]},
        {"kind": "country", "id": "de", **nothing, "checked": "2023-01-02"},
        {"kind": "case", "id": "de/example", **nothing},
        {"kind": "case", "id": "de/example", **nothing, "lacks": ["sdgs", "challenge"]},
    ]


FAILING = Need(
    "failing",
    "case",
    "de/example",
    field="sources.s1.url",
    address="https://town.example/a_b",
    failures=((datetime.date(2026, 11, 21), "tls"), (datetime.date(2026, 11, 22), "time-out"), (datetime.date(2026, 11, 23), "tls")),
    copy="https://archive.example/web/2020/x",
)


def test_an_address_that_fails_with_the_days_and_a_proposal() -> None:
    days = "certificate or encryption not valid (November 21, 2026 and November 23, 2026) and no answer in time (November 22, 2026)"
    assert text(worklist.needs_text({"failing": (FAILING,)}, EN, DAY)).splitlines()[-1] == (
        f"  de/example sources.s1.url https://town.example/a_b: {days} → archived_url: https://archive.example/web/2020/x"
    )
    told = list(worklist.needs_markdown({"failing": (FAILING,)}, EN, DAY))[-1]
    assert told.startswith("- `de/example` `sources.s1.url` `https://town.example/a_b` certificate")
    assert told.endswith(r"\(November 22, 2026\) → `archived_url: https://archive.example/web/2020/x`")
    (item,) = json.loads(worklist.needs_json({"failing": (FAILING,)}, DAY))["groups"][0]["items"]
    assert item["failures"][1] == {"day": "2026-11-22", "word": "time-out"}
    assert (item["field"], item["address"], item["copy"]) == (FAILING.field, FAILING.address, FAILING.copy)


def states() -> list[tuple[Family, State]]:
    family, page = Family("case", "de/example", "en", {}), Family("page", "about", "en", {})
    return [
        (family, State("original", "en")),
        (family, State("machine", "de", "en", machine=True)),
        (page, State("current", "de", "en")),
        (family, State("outdated", "hi", "en", ("summary", "part-2"), (), machine=True)),
        (page, State("broken", "hi", "en", ("title",), ("part-1",))),
    ]


def test_states_for_a_terminal_the_worst_first() -> None:
    assert text(worklist.states_text(states(), EN)) == (
        """Does not match the original (broken): 1
  Hindi (hi): 1
    page:about: text and title
Partly out of date (outdated): 1
  Hindi (hi): 1
    de/example: summary and text
Machine translation, not checked (machine): 1
  German (de): 1
    de/example
Up to date (current): 1
  German (de): 1
    page:about
Original (original): 1
  English (en): 1
    de/example"""
    )


def test_states_for_an_issue_and_for_programs() -> None:
    told = list(worklist.states_markdown(states(), EN))
    assert told[:5] == ["### Does not match the original: 1", "", "- **Hindi**: 1 entry", "  - `page:about` text and title", ""]
    listed = json.loads(worklist.states_json(states()))
    assert (listed["version"], listed["count"]) == (1, 5)
    assert listed["texts"][0] == {
        "kind": "page",
        "id": "about",
        "language": "hi",
        "original": "en",
        "state": "broken",
        "machine": False,
        "outdated": ["title"],
        "differing": ["part-1"],
    }
    assert [each["state"] for each in listed["texts"]] == ["broken", "outdated", "machine", "current", "original"]
