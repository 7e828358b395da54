"""What is drawn of a case's results, and how long each bar is."""

from __future__ import annotations

import pytest

from generator import languages
from generator.models.case import Result
from generator.pages.charts import charts
from generator.pages.views import Chart, Figure

NBSP = "\u00a0"


def figure(name: str = "x", label: str = "", **written: str) -> Figure:
    result = Result.model_validate({"id": name, "kind": "output", "source": "s1", "unit": "trees", **written})
    return Figure(label or name, result, 1)


def drawn(*figures: Figure, language: str = "en") -> tuple[Chart, ...]:
    return charts(languages.locale(language), figures)


def bars(chart: Chart) -> list[tuple[str, int]]:
    return [(bar.words, bar.length) for bar in chart.bars]


def test_before_and_after() -> None:
    (chart,) = drawn(figure(label="Risk", value="1.25", year="2015", baseline="2.5", baseline_year="2010"))
    assert (chart.title, bars(chart)) == ("Risk", [("Before (2010)", 1000), ("2015", 500)])
    assert [bar.before for bar in chart.bars] == [True, False]


def test_before_and_after_without_years() -> None:
    (chart,) = drawn(figure(value="7", baseline="0"), language="de")
    assert bars(chart) == [("Vorher", 0), ("Wert", 1000)]


def test_nothing_before_and_after_has_no_length() -> None:
    (chart,) = drawn(figure(value="0", baseline="0"))
    assert [length for _, length in bars(chart)] == [0, 0]


def test_a_series_goes_from_the_earliest_to_the_latest() -> None:
    (chart,) = drawn(
        figure("users-2022", "Users", value="80", year="2022"),
        figure("users-2020", "Users in 2020", value="20", year="2020"),
    )
    assert (chart.title, bars(chart)) == ("", [("Users in 2020", 250), ("Users (2022)", 1000)])


@pytest.mark.parametrize(
    "other",
    [
        {"name": "users-2021", "value": "30", "year": "2022"},
        {"name": "users-2021", "value": "30", "year": "2021", "unit": "people"},
        {"name": "users-2021", "value": "30", "year": "2021", "per": "day"},
        {"name": "trees-2021", "value": "30", "year": "2021"},
        {"name": "users-2021", "low": "30", "high": "40", "year": "2021"},
    ],
    ids=["another year", "another unit", "a rate", "another thing", "a range"],
)
def test_what_is_no_series(other: dict[str, str]) -> None:
    assert drawn(figure("users-2020", value="20", year="2020"), figure(**other)) == ()


def test_parts_are_measured_against_their_whole() -> None:
    (chart,) = drawn(
        figure("adopted", value="307", of="508"),
        figure("included", value="76", unit="percent", year="2023"),
        figure("none", value="0", of="508"),
    )
    assert bars(chart) == [("adopted", 604), ("included (2023)", 760), ("none", 0)]
    assert {bar.of_whole for bar in chart.bars} == {True}


@pytest.mark.parametrize(
    "written",
    [
        {"value": "5"},
        {"low": "5", "high": "9", "of": "10"},
        {"value": "120", "unit": "percent"},
        {"value": "11", "of": "10"},
        {"value": "-74", "unit": "percent-change"},
        {"value": "-3", "baseline": "4"},
        {"value": "3", "of": "0"},
        {},
    ],
)
def test_what_cannot_be_drawn(written: dict[str, str]) -> None:
    assert drawn(figure(**written)) == ()


def test_each_figure_is_drawn_once() -> None:
    found = drawn(
        figure("a-2020", value="1", of="4", year="2020"),
        figure("a-2021", value="2", of="4", year="2021"),
        figure("b", value="3", of="4", baseline="1"),
        figure("c", value="4", of="4"),
    )
    assert [[bar.result.id for bar in chart.bars] for chart in found] == [["b", "b"], ["a-2020", "a-2021"], ["c"]]
