"""What the proofs of this folder share."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import hostile_site
import pytest
from building import HOSTILE, SITES, build, copy_content
from filling import HARMLESS, filled
from hostile import ENGLISH, Bodies, errors, every_body, standing_page, with_body
from interruption import Command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from building import Site


@pytest.fixture(scope="session")
def bodies(tmp_path_factory: pytest.TempPathFactory) -> Bodies:
    """The site of all hostile bodies that are not refused, each on a page of its own."""
    content = copy_content(SITES / "two-languages", tmp_path_factory.mktemp("bodies") / "content")
    made = {
        standing_page(content / f"pages/p-{number}/text.en.md", f"Page {number}", with_body(payload)): payload
        for number, payload in enumerate(every_body())
    }
    shutil.copytree(HOSTILE / "03-extensions", content / "pages/extensions")
    refused = errors(content)
    for path in refused:
        shutil.rmtree((content / path).parent)
    return Bodies(build(content, languages=ENGLISH), made, refused)


@pytest.fixture(scope="session")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site with a harmless word in every field."""
    return build(filled(tmp_path_factory.mktemp("fields") / "harmless", HARMLESS))


@pytest.fixture(scope="session")
def hostile_everything(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of everything hostile that the checks let through, in all five languages."""
    return hostile_site.built(tmp_path_factory.mktemp("hostile") / "content")


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
