"""What every target asserts in the same way. A promise that is broken is an AssertionError which says what was found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator import characters
from generator.diagnostics import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.diagnostics import Finding


def text_of(data: bytes) -> str:
    """Any bytes as a text that may stand in a file: what the reader would refuse at once teaches a parser nothing."""
    text = data.decode("utf-8", "ignore").replace("\r\n", "\n")
    refused = {at for at, _ in characters.unwanted(text)}
    return "".join(each for at, each in enumerate(text) if at not in refused)


def letters(text: str) -> set[str]:
    """The words of a text as far as they are letters: marks around and inside them make no difference."""
    return set(re.findall(r"[^\W\d_]+", text))


def assert_inside(findings: Iterable[Finding], texts: Mapping[str, str]) -> None:
    """Each finding is one of our rules, at a place that a person finds in the file that it names."""
    for finding in findings:
        place = finding.location
        assert finding.code in RULES, finding
        assert place.path in texts, finding
        lines = texts[place.path].split("\n")
        assert 1 <= place.line <= place.end_line <= len(lines), finding
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1, finding
        # What is missing at the end of a line, and the end of a line itself, stand one behind it.
        assert 1 <= place.end_column <= len(lines[place.end_line - 1]) + 2, finding
        assert (place.line, place.column) <= (place.end_line, place.end_column), finding
