"""Names and values of contributors in what is printed: row 22 of the threat model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from building import run
from hostile import standing_page

if TYPE_CHECKING:
    from pathlib import Path


def test_refusals_are_printed_without_their_characters(base: Path):
    """Names and values are the contributor's too: nothing of them reaches the terminal or the log as a command."""
    (base / "pages/::error::x").mkdir()
    (base / "pages/::error::x/text.en.md").write_text("---\ntitle: x\n---\n", "utf-8")
    (base / "pages/a\x1b[31mb").mkdir()
    (base / "pages/a\x1b[31mb/text.en.md").write_text("---\ntitle: x\n---\n", "utf-8")
    standing_page(base / "pages/x/text.en.md", "x", "## Heading\n\n<b\x1b[31m\n::error::injected\n")
    done = run("check", "--root", base)
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    assert [line for line in done.stdout.splitlines() if line.startswith("::")] == []
    findings = json.loads(run("check", "--root", base, "--format", "json").stdout)
    assert findings["errors"] >= 3
