"""What the proofs of this folder share."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from interruption import Command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def command() -> Iterator[Command]:
    """The command in a process of its own, ready to be interrupted."""
    made = Command()
    yield made
    made.close()


@pytest.fixture
def small(root: Path) -> Path:
    """The base in one language: as small as a knowledge base can be."""
    for path in root.rglob("text.de.md"):
        path.unlink()
    configuration = (root / "mkdocs.yml").read_text("utf-8")
    assert "languages: [en, de]" in configuration
    (root / "mkdocs.yml").write_text(configuration.replace("languages: [en, de]", "languages: [en]"), "utf-8")
    shutil.rmtree(root / "build", ignore_errors=True)
    return root
