"""What `iscn explain` shows is true: a bad example breaks its rule where it could stand, and the good one does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import checks, load, source
from generator.checks.registry import check
from generator.diagnostics import RULES
from generator.source import Document, Reading

CODE = re.compile(r"`([^`]+)`")
# What a check says depends on other files: its examples are read by people only.
CHECKS = {run.__name__.replace("_", "-") for run in checks.CHECKS}
ALONE = [code for code, rule in RULES.items() if code not in CHECKS and CODE.fullmatch(rule.bad) and CODE.fullmatch(rule.good)]
"""Rules whose examples are lines of a file, or its path."""

SETTINGS, _ = load.load_settings(Path(__file__).parent / "base")
PLACES = (
    (Document("case", "cases/de/example/case.yml", "de/example"), "{}\n"),
    (Document("country", "countries/de/country.yml", "de"), "{}\n"),
    (Document("city", "countries/de/cities/example.yml", "de/example"), "{}\n"),
    (Document("origins", "cases/origins.yml"), "{}\n"),
    (Document("case-text", "cases/de/example/text.en.md", "de/example", "en"), "---\n{}\n---\n"),
    (Document("case-text", "cases/de/example/text.en.md", "de/example", "en"), "---\ntitle: An example\n---\n\n{}\n"),
    (Document("page-text", "pages/example/text.en.md", "example", "en"), "---\ntitle: An example\n---\n\n## A part\n\n{}\n"),
)
"""Where an example could stand: which file, and what is around it."""
INCOMPLETE = {"missing-field", "empty-section", "text-without-record", "unreadable-file"}
"""What is said of a line that stands alone, and of a path at which there is nothing."""


def told(example: str, root: Path) -> list[set[str]]:
    """The codes of what is said of an example: as a path, and in each of the places."""
    said = [{each.code for each in source.read_file(root, example)[1]}]
    for place, around in PLACES:
        document, findings = source.parse(place, around.format(example).encode())
        if document and SETTINGS:
            findings += load.load(Reading((document,), ()), SETTINGS)[1]
        said.append({each.code for each in findings})
    return said


@pytest.mark.parametrize("code", ALONE)
def test_the_bad_example_breaks_the_rule_and_the_good_one_does_not(code: str, tmp_path: Path) -> None:
    bad, good = (told(example.strip("`"), tmp_path) for example in (RULES[code].bad, RULES[code].good))
    assert [(wrong, right) for wrong, right in zip(bad, good, strict=True) if code in wrong and right <= INCOMPLETE]


@pytest.mark.parametrize("words", [None, "Why.", "Why.\n\nBad: this", "Why.\n\nGood: that\nBad: this", "Why.\n\nBad: this\nGood: "])
def test_a_check_without_both_examples_is_refused(words: str | None) -> None:
    def half_explained(*_: object) -> tuple[()]:
        return ()

    half_explained.__doc__ = words
    with pytest.raises(ValueError, match="half-explained"):
        check("half-explained")(half_explained)
    assert "half-explained" not in RULES
