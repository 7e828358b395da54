"""Front matter by which a builder would do something: row 5 of the threat model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from building import build
from hostile import ENGLISH, errors, payloads, standing_page
from reading import text_of

if TYPE_CHECKING:
    from pathlib import Path


def test_keys_of_builders_are_refused(base: Path):
    keys = payloads("05-front-matter", "keys.yml")
    paths = [standing_page(base / f"pages/p-{number}/text.en.md", "x", front=f"{key}\n") for number, key in enumerate(keys)]
    found = errors(base)
    assert set(found) == set(paths)
    assert {
        path: [finding.code for finding in found[path]] for path in paths if [finding.code for finding in found[path]] != ["unknown-field"]
    } == {}
    assert {finding.location.line for findings in found.values() for finding in findings} == {3}


def test_keys_of_builders_in_a_body_are_text(base: Path):
    """A second front matter, or one that a builder would look for in the body, is a rule and a heading."""
    standing_page(base / "pages/twice/text.en.md", "x", "## Heading\n\n---\n\ntemplate: none.html\n")
    site = build(base, languages=ENGLISH)
    assert "template: none.html" in text_of(site.page("en", "twice"))
