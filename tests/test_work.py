"""What needs work, found in small contents of which each lacks one thing."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from generator import build, languages, work
from generator.links.state import Record
from generator.models.fields import NEED
from generator.models.records import records

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.build import Checked

    Change = Callable[..., Checked]

DAY = datetime.date(2026, 11, 23)
CASE = "cases/de/example/case.yml"
TEXT = "cases/de/example/text.de.md"
ORIGINAL = "cases/de/example/text.en.md"
REVIEW = "review:\n  - organisation: Example University\n    country: mx\n    date: 2026-02-01\n"


def needs(root: Path, today: datetime.date = DAY) -> dict[str, list[tuple[str, ...]]]:
    """Kind of work → name, language, parts and what is missing of each entry."""
    catalog = build.check(root).catalog
    assert catalog is not None
    found = work.needs(catalog, today)
    return {group: [(each.name, each.language, *each.parts, *each.lacks) for each in listed] for group, listed in found.items()}


@pytest.fixture
def done(root: Path) -> Path:
    """The base, and nothing to do in it."""
    with (root / CASE).open("a", encoding="utf-8") as file:
        file.write(REVIEW)
    assert needs(root) == {}
    return root


def test_a_case_without_a_review(root: Path) -> None:
    assert needs(root) == {"review": [("de/example", "")]}


@pytest.mark.parametrize(
    ("path", "old", "new", "found"),
    [
        (ORIGINAL, "No product", "Not one product", {"outdated": [("de/example", "de", "challenge")]}),
        (TEXT, "[@s1][@s2]", "[@s1]", {"broken": [("de/example", "de", "approach")]}),
        (TEXT, "method: human", "method: machine", {"machine": [("de/example", "de")]}),
        (CASE, "stage_year: 2023\n", "", {"stub": [("de/example", "", "stage_year")]}),
        (CASE, "    language: de\n", "", {"stub": [("de/example", "", "sources-language")]}),
        (CASE, "added:", "withdrawn: {date: 2026-02-01, reason: An example.}\nadded:", {}),
    ],
)
def test_what_is_to_be_done(done: Path, replaced: Change, path: str, old: str, new: str, found: dict[str, list[tuple[str, ...]]]) -> None:
    replaced(path, old, new)
    assert needs(done) == found


def test_texts_that_are_missing_or_unmarked(done: Path, replaced: Change) -> None:
    text = (done / "pages/about/text.de.md").read_text("utf-8")
    replaced("pages/about/text.de.md", text[text.index("translation:") : text.index("---\n\n##")], "")
    (done / "countries/de/text.de.md").unlink()
    assert needs(done) == {"unmarked": [("page:about", "de")], "missing": [("de", "de")]}


def test_a_case_that_names_no_difficulty(done: Path, replaced: Change) -> None:
    for path, heading in ((ORIGINAL, "## What was difficult"), (TEXT, "## Was schwierig war")):
        text = (done / path).read_text("utf-8")
        (done / path).write_text(text[: text.index(heading)], "utf-8")
    replaced(TEXT, '    did-not-work: "h:8947a18885d3"\n', "")
    replaced(CASE, "added:", "did_not_work: not-reported\nadded:")
    assert needs(done) == {"difficulty": [("de/example", "")]}


@pytest.mark.parametrize(
    ("today", "group"), [("2028-01-30", ""), ("2028-01-31", "needs-check"), ("2029-01-30", "needs-check"), ("2029-01-31", "archived")]
)
def test_facts_that_were_checked_long_ago(done: Path, today: str, group: str) -> None:
    found = needs(done, datetime.date.fromisoformat(today))
    assert ("de/example", "") in found.get(group, [("de/example", "")])
    assert [name for name, listed in found.items() if ("de/example", "") in listed] == ([group] if group else [])


def test_the_most_urgent_comes_first_and_everywhere_in_the_same_order(root: Path, replaced: Change) -> None:
    replaced(TEXT, "method: human", "method: machine")
    replaced(CASE, "stage_year: 2023\n", "")
    replaced("pages/about/text.en.md", "Nothing here", "Not a thing here")
    (root / "countries/de/text.de.md").unlink()
    assert list(needs(root)) == ["outdated", "missing", "stub", "review", "machine"]
    assert [group for group in work.GROUPS if group in needs(root)] == list(needs(root))


def test_what_lacks_most_comes_first(done: Path) -> None:
    """Of two first entries and two outdated texts, the one with more to do."""
    for name, gone in (("less", ("stage_year: 2023\n",)), ("more", ("stage_year: 2023\n", "sdgs: ['11.2']\n"))):
        folder = done / "cases/de" / name
        folder.mkdir()
        text = (done / CASE).read_text("utf-8")
        for line in gone:
            text = text.replace(line, "")
        (folder / "case.yml").write_text(text, "utf-8")
        for text_name in ("text.en.md", "text.de.md"):
            (folder / text_name).write_bytes((done / "cases/de/example" / text_name).read_bytes())
    assert needs(done)["stub"] == [("de/more", "", "sdgs", "stage_year"), ("de/less", "", "stage_year")]


@pytest.mark.parametrize("code", languages.available())
def test_everything_that_can_be_missing_has_words(code: str, root: Path) -> None:
    """Whatever the models call needed, and what `computed` adds to it."""
    catalog = build.check(root).catalog
    assert catalog is not None
    case = catalog.cases["de/example"]
    fields = {
        work.lacking((*path, info.alias or name))
        for record in (case.facts, case.original.head)
        for path, inner in records(record)
        for name, info in type(inner).model_fields.items()
        if isinstance(info.json_schema_extra, dict) and info.json_schema_extra[NEED] == "R"
    }
    assert {"sdgs", "summary", "sources-language"} <= fields
    known = set(languages.locale(code).words["work"]["lacks"])
    assert fields - known == {"period-start", "period-live"}, "told as period"
    assert {"period", "ended", "contact", "sources"} <= known


@pytest.mark.parametrize("code", languages.available())
def test_every_kind_of_work_has_words(code: str) -> None:
    assert set(languages.locale(code).words["work"]["group"]) == set(work.GROUPS)


def test_addresses_that_fail_as_far_as_this_machine_knows(done: Path, replaced: Change) -> None:
    catalog = replaced(
        CASE, "url: https://daily.example/second-report", "url: https://daily.example/2\n    archived_url: https://a.example/"
    ).catalog
    assert catalog is not None
    days = tuple((DAY - datetime.timedelta(number), "not-found") for number in (2, 1, 0))
    known = {
        "https://town.example/report": Record(DAY, "not-found", days, copy="https://a.example/web/2020/x"),
        "https://town.example/": Record(DAY, "not-found", days[:1]),
        "https://town.example/population": Record(DAY, "fine"),
        "https://daily.example/2": Record(DAY, "not-found", days),
        "https://nobody.example/": Record(DAY, "not-found", days),
    }
    found = work.needs(catalog, DAY, known)
    assert {group: [(each.name, each.field, each.address, each.copy) for each in listed] for group, listed in found.items()} == {
        "gone": [("de/example", "sources.s1.url", "https://town.example/report", "https://a.example/web/2020/x")],
        "failing": [
            ("de/example", "organisations.town.url", "https://town.example/", ""),
            ("de/exampletown", "website", "https://town.example/", ""),
        ],
    }
    assert work.needs(catalog, DAY) == work.needs(catalog, DAY, {}) == {}
