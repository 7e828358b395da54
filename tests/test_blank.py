"""Files to begin with: what they lack is told, and nothing else is wrong with them."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator import blank, build, languages, vocabulary
from generator.models.case import Case
from generator.models.place import City, Country

if TYPE_CHECKING:
    from pydantic import BaseModel

BASE = Path(__file__).parent / "base"
DAY = datetime.date(2026, 11, 23)
WANTING = {"missing-field", "missing-for-standard", "empty-section"}
"""What `check` may say of a file that nobody has filled in yet."""


def found_in(content: Path, path: str, text: str) -> set[str]:
    """Codes of the findings in a file after it was written over."""
    file = content / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return {finding.code for finding in build.check(content, DAY).findings if finding.location.path == path}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return shutil.copytree(BASE, tmp_path / "content")


@pytest.mark.parametrize(
    ("model", "path"),
    [(Case, "cases/de/new-practice/case.yml"), (City, "countries/de/cities/new-city.yml"), (Country, "countries/de/country.yml")],
)
def test_a_blank_record_only_lacks_its_values(model: type[BaseModel], path: str, content: Path):
    found = found_in(content, path, blank.record(model, {"original_language": "en"}))
    assert "missing-field" in found
    assert found <= WANTING | {"no-original-text", "no-owner", "no-place", "no-english-name", "too-few-sources", "unused-source"}


@pytest.mark.parametrize("language", languages.available())
def test_a_blank_text_has_the_headings_of_its_language(language: str):
    words = languages.locale(language).words["section"]["case"]
    headings = [line.removeprefix("## ") for line in blank.text("case", languages.locale(language)).split("\n") if line.startswith("## ")]
    assert headings == [words[name]["heading"] for name in vocabulary.sections("case") if name in vocabulary.required_sections()]


def test_a_blank_text_only_lacks_its_words(content: Path):
    found = found_in(content, "cases/de/example/text.en.md", blank.text("case", languages.locale("en")))
    assert "missing-field" in found
    assert found <= WANTING | {"label-without-figure", "figure-without-label", "unused-source", "only-success", "summary-length"}
