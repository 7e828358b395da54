"""Dates as people of five languages write them; what could mean two days is not guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator.models.case import Period
from generator.submissions.dates import when


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2018", "2018"),
        ("about 2018", "2018~"),
        ("ca. 2018", "2018~"),
        ("2018~", "2018~"),
        ("~2018", "2018~"),
        ("2018-05", "2018-05"),
        ("2018-05-18", "2018-05-18"),
        ("05/2018", "2018-05"),
        ("5.2018", "2018-05"),
        ("May 2018", "2018-05"),
        ("May, 2018", "2018-05"),
        ("18 May 2018", "2018-05-18"),
        ("18th of May 2018", "2018-05-18"),
        ("since May 2018", "2018-05"),
        ("18.05.2018", "2018-05-18"),
        ("18. Mai 2018", "2018-05-18"),
        ("seit Mai 2018", "2018-05"),
        ("etwa März 2018", "2018-03~"),
        ("Sept. 2018", "2018-09"),
        ("mayo de 2018", "2018-05"),
        ("hacia 2018", "2018~"),
        ("18 de mayo de 2018", "2018-05-18"),
        ("desde el año 2018", "2018"),
        ("por volta de março de 2018", "2018-03~"),
        ("em 2018", "2018"),
        ("मई 2018", "2018-05"),
        ("लगभग २०१८", "2018~"),
        ("वर्ष 2018 से", "2018"),
        ("31/05/2018", "2018-05-31"),
        ("05/05/2018", "2018-05-05"),
    ],
)
def test_it_is_understood(written: str, meant: str) -> None:
    assert when(written) == meant
    assert Period.model_validate({"live": meant}).live == meant


@pytest.mark.parametrize(
    "written",
    [
        "",
        "04/05/2018",
        "13/2018",
        "0/2018",
        "18",
        "May",
        "18 2018",
        "2018 or 2019",
        "last year",
        "20180",
        "May 18",
        "between 2018 and 2020",
        "about",
        "36.05.2019",
        "30 February 2019",
        "2019-02-30",
        "2019-13",
    ],
)
def test_it_is_not_guessed(written: str) -> None:
    assert when(written) is None


@given(some.text(max_size=40) | some.from_regex(r"(about |~)?\d{1,4}[./ -]\d{1,4}([./ -]\d{1,4})?", fullmatch=True))
def test_whatever_is_written_gives_a_date_or_none(written: str) -> None:
    found = when(written)
    assert found is None or Period.model_validate({"live": found}).live == found
