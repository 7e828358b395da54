"""The ten commonest mistakes that the page for contributors shows: each is there once, and told in every language."""

from __future__ import annotations

import datetime

import pytest

from generator import build, languages
from generator.diagnostics import Severity
from generator.edition import mistakes

DAY = datetime.date(2026, 3, 1)


def test_there_are_ten_and_each_is_another() -> None:
    codes = [finding.code for finding in build.check(build.SAMPLES, DAY).findings if finding.severity is Severity.error]
    assert len(codes) == 10
    assert len(set(codes)) == 10


@pytest.mark.parametrize("language", languages.available())
def test_each_is_told_with_its_line_and_the_way_out(language: str) -> None:
    told = mistakes(build.check(build.SAMPLES), languages.locale(language))
    assert len(told) == 10
    for mistake in told:
        lines = (build.SAMPLES / mistake.path).read_text("utf-8").splitlines()
        assert "".join(mistake.line) == lines[mistake.number - 1].lstrip()
        assert mistake.message != mistake.way_out
    assert sum(bool(mistake.line[1]) for mistake in told) >= 9
    if language != "en":
        english = mistakes(build.check(build.SAMPLES), languages.locale("en"))
        assert all(one.message != other.message for one, other in zip(told, english, strict=True))
