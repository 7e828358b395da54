"""Many things that are wrong at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hostile import errors, standing_page

if TYPE_CHECKING:
    from pathlib import Path


def test_many_errors_come_in_one_run(base: Path):
    """A broken file hides no other."""
    standing_page(base / "pages/a/text.en.md", "<b>", "## Heading\n\n<script>\n")
    standing_page(base / "pages/b/text.en.md", "x", "## Heading\n\n[x](javascript:x)\n", "hide: x\n")
    (base / "countries/aq/cities/bomb.yml").write_text("a: &a x\n", "utf-8")
    found = errors(base)
    codes = sorted(each.code for findings in found.values() for each in findings)
    assert codes == ["markup-in-title", "raw-html", "unknown-field", "unsafe-link", "yaml-anchor"]
