"""How cases spread: every term stands there, also those that no case has; what is withdrawn does not count."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from generator import build, coverage, languages, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.coverage import Spread

CASE = "cases/de/example/case.yml"
LANGUAGES = ("en", "de", "es", "pt", "hi")


def spread(root: Path) -> Spread:
    checked = build.check(root)
    assert checked.catalog is not None
    return coverage.spread(checked.catalog)


def test_every_term_stands_there(root: Path) -> None:
    found = spread(root)
    for sorting in coverage.SORTINGS:
        if sorting.vocabulary:
            assert tuple(found[sorting.name]) == vocabulary.terms()[sorting.vocabulary]
    assert found["country"] == {"de": {"de": 1}}
    assert {term: dict(countries) for term, countries in found["topic"].items() if countries} == {
        "mobility": {"de": 1},
        "digital-services": {"de": 1},
    }
    assert found["language"] == {"en": {"de": 1}, "de": {"de": 1}}
    assert found["completeness"]["standard"].total() + found["completeness"]["full"].total() == 1


def test_cities_count_by_their_size(root: Path) -> None:
    assert {term: countries.total() for term, countries in spread(root)["size"].items() if countries} == {"under-100k": 1}


def test_withdrawn_cases_do_not_count(root: Path, replaced: Callable[[str, str, str], object]) -> None:
    replaced(CASE, "added: ", "withdrawn: {date: 2026-02-01, reason: A mistake}\nadded: ")
    assert spread(root)["topic"]["mobility"] == {}


def test_thin_terms_stand_out(root: Path) -> None:
    lines = dict(coverage.as_text(spread(root), languages.locale("en")))
    (mobility,) = (line for line in lines if "Mobility" in line)
    assert mobility.split()[-3:] == ["1", "de", "1"]
    assert lines[mobility] == "warning"


def test_tables_are_tables(root: Path) -> None:
    told = "\n".join(coverage.as_markdown(spread(root), languages.locale("de")))
    assert "| Mobilität und Logistik | **1** | de 1 |" in told
    assert told.count("| --- | ---: | --- |") == len(coverage.SORTINGS)


def test_for_programs(root: Path) -> None:
    told = json.loads(coverage.as_json(spread(root)))
    assert (told["version"], told["few"], told["cases"]["topic"]["mobility"]) == (1, coverage.FEW, {"de": 1})


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language(root: Path, language: str) -> None:
    locale = languages.locale(language)
    told = [line for line, _ in coverage.as_text(spread(root), locale)]
    assert told[0] == locale.text("work.coverage.title")
    assert all(any(locale.label("topic", term) in line for line in told) for term in vocabulary.terms()["topic"])
