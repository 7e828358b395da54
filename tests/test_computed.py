from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from generator import build, computed
from generator.models.case import Case
from generator.models.fields import NEED
from generator.models.shared import Verification

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Callable

    from generator.build import Checked
    from generator.catalog import CaseEntry
    from generator.yaml_text import Path

    Change = Callable[..., Checked]

CASE = "cases/de/example/case.yml"
TEXT = "cases/de/example/text.en.md"
FULL = """\
  - id: visits
    low: 10
    high: 20
    unit: visits
    kind: output
    source: s2
costs: {unknown: true}
funding:
  - kind: eu
    source: s1
staff: {unknown: true}
technology:
  open_source: full
evidence:
  level: E1
  source: s1
"""
SOURCE = """\
  - id: s3
    title: A third report
    publisher: A third publisher
    kind: academic
    language: en
submission:"""


def marked(info: Any, need: str) -> bool:
    return isinstance(info.json_schema_extra, dict) and info.json_schema_extra[NEED] == need


def case(checked: Checked) -> CaseEntry:
    return checked.catalog.cases["de/example"]


@pytest.fixture
def full(root: pathlib.Path) -> pathlib.Path:
    """A base whose case has everything."""
    file = root / CASE
    file.write_text(file.read_text("utf-8").replace("submission:", SOURCE, 1) + FULL, "utf-8")
    text = root / TEXT
    words = (
        text.read_text("utf-8")
        .replace("results:\n", "results:\n  visits: Visits\n")
        .replace("---\n\n## Ch", "evidence: Told.\n---\n\n## Starting point\n\nx\n\n## Ch")
    )
    words = words.replace("## What worked", "## Results\n\nx\n\n## What worked") + "\n## Could this work elsewhere?\n\nx\n"
    text.write_text(words, "utf-8")
    return root


class TestCompleteness:
    def test_of_the_base_is_standard(self, root: pathlib.Path) -> None:
        entry = case(build.check(root))
        assert (computed.completeness(entry), computed.missing_for_standard(entry)) == ("standard", ())

    @pytest.mark.parametrize(
        ("old", "new", "missing"),
        [
            ("instruments: [app, open-source]\n", "", ("instruments",)),
            ("sdgs: ['11.2']\n", "", ("sdgs",)),
            ("period:\n  start: 2019~\n  live: 2020-05-18\n", "", ("period",)),
            ("  start: 2019~\n  live: 2020-05-18\n", "  end: 2020\n", ("period",)),
            ("stage_year: 2023\n", "", ("stage_year",)),
            ("stage: operation", "stage: ended", ("ended",)),
            ("relation: independent", "relation: implementer", ("contact",)),
            ("    url: https://daily.example/second-report\n", "", ("sources",)),
            ("    language: en\n", "", ("sources", 1, "language")),
            ("verified:\n  date: 2026-01-31\n  by: editors\n  how: copies-only\n", "", ("verified",)),
        ],
    )
    def test_a_field_that_is_missing_makes_a_first_entry(self, replaced: Change, old: str, new: str, missing: Path) -> None:
        entry = case(replaced(CASE, old, new))
        assert computed.missing_for_standard(entry) == (missing,)
        assert computed.completeness(entry) == "stub"

    def test_without_a_summary_a_case_is_a_first_entry(self, replaced: Change) -> None:
        entry = case(replaced(TEXT, "summary: >-\n  Exampletown", "evidence: >-\n  Exampletown"))
        assert computed.missing_for_standard(entry) == (("summary",),)

    def test_a_stage_that_no_source_tells_has_no_year(self, replaced: Change) -> None:
        replaced(CASE, "stage_year: 2023\n", "")
        assert computed.missing_for_standard(case(replaced(CASE, "stage: operation", "stage: unknown"))) == ()

    def test_every_mark_of_the_model_counts(self, root: pathlib.Path) -> None:
        """A case of what must be and nothing else lacks each field that is marked R; a new mark needs no second list."""
        entry = case(build.check(root))
        kept = {name: getattr(entry.facts, name) for name, info in Case.model_fields.items() if not marked(info, "R")}
        bare = replace(entry, facts=Case.model_construct(**kept))
        assert {path[0] for path in computed.missing_for_standard(bare)} == Case.model_fields.keys() - kept.keys()

    @pytest.mark.parametrize("kept", ["  start: 2019~\n", "  live: 2020-05-18\n"])
    def test_one_date_is_enough(self, replaced: Change, kept: str) -> None:
        assert computed.missing_for_standard(case(replaced(CASE, "  start: 2019~\n  live: 2020-05-18\n", kept))) == ()

    @pytest.mark.parametrize(
        ("heading", "missing"),
        [("Challenge", "challenge"), ("What was done", "approach"), ("What worked", "worked"), ("What was difficult", "did-not-work")],
    )
    def test_a_section_that_is_missing_makes_a_first_entry(self, replaced: Change, heading: str, missing: str) -> None:
        assert computed.missing_for_standard(case(replaced(TEXT, f"## {heading}", "## Costs and resources"))) == ((missing,),)

    def test_nothing_difficult_may_be_reported_by_no_one(self, replaced: Change) -> None:
        replaced(TEXT, "## What was difficult", "## Costs and resources")
        assert computed.missing_for_standard(case(replaced(CASE, "added:", "did_not_work: not-reported\nadded:"))) == ()

    def test_without_its_original_a_case_is_a_first_entry(self, root: pathlib.Path) -> None:
        (root / TEXT).unlink()
        assert computed.completeness(case(build.check(root))) == "stub"

    def test_with_everything_it_is_full(self, full: pathlib.Path) -> None:
        assert computed.completeness(case(build.check(full))) == "full"

    @pytest.mark.parametrize(
        ("path", "old", "new"),
        [
            (CASE, "    low: 10\n    high: 20\n", ""),
            (CASE, "publisher: A third publisher", "publisher: Example Daily"),
            (CASE, "costs: {unknown: true}\n", ""),
            (CASE, "funding:\n  - kind: eu\n    source: s1\n", ""),
            (CASE, "staff: {unknown: true}\n", ""),
            (CASE, "technology:\n  open_source: full\n", ""),
            (CASE, "evidence:\n  level: E1\n  source: s1\n", ""),
            (CASE, "added:", "did_not_work: not-reported\nadded:"),
            (TEXT, "## Starting point", "## Costs and resources"),
            (TEXT, "## Results", "## Costs and resources"),
            (TEXT, "## Could this work elsewhere?", "## Costs and resources"),
        ],
    )
    def test_with_one_thing_less_it_is_standard(self, full: pathlib.Path, replaced: Change, path: str, old: str, new: str) -> None:
        assert full
        assert computed.completeness(case(replaced(path, old, new))) == "standard"


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2024-05-15", "current"),
        ("2026-05-14", "current"),
        ("2026-05-15", "needs-check"),
        ("2027-05-14", "needs-check"),
        ("2027-05-15", "archived"),
        ("2024-01-01", "current"),
        ("2050-01-01", "archived"),
    ],
)
def test_freshness(today: str, state: str) -> None:
    checked = Verification.model_validate({"date": "2024-05-15", "by": "editors", "how": "copies-only"})
    assert computed.freshness(checked, datetime.date.fromisoformat(today)) == state


def test_what_was_never_checked_needs_it() -> None:
    assert computed.freshness(None, datetime.date(2026, 1, 1)) == "needs-check"


@pytest.mark.parametrize(
    ("people", "band"),
    [
        (None, "unknown"),
        (0, "under-20k"),
        (19_999, "under-20k"),
        (20_000, "under-100k"),
        (99_999, "under-100k"),
        (100_000, "under-500k"),
        (500_000, "under-1m"),
        (1_000_000, "under-5m"),
        (5_000_000, "over-5m"),
        (40_000_000, "over-5m"),
    ],
)
def test_size_bands(people: int | None, band: str) -> None:
    assert computed.size_band(people) == band
