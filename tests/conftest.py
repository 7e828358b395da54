"""A small knowledge base on disk that nothing is wrong with, for every test to change as it likes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from repositories import commit, git

from generator import build

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.build import Checked

pytest_plugins = ["built_sites"]
BASE = Path(__file__).parent / "base"
"""One country, one city, one case and one standing page, in English (the original) and German."""

# The same examples in every run, so that a failure is the fault of a change; and no judgement of how long one takes.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`make test` has one look at the site in a browser; everything else that needs one is slow."""
    for item in items:
        if item.get_closest_marker("browser") and not item.get_closest_marker("smoke"):
            item.add_marker(pytest.mark.slow)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of a fresh copy of the base."""
    return shutil.copytree(BASE, tmp_path / "base")


@pytest.fixture
def repository(root: Path) -> Path:
    """The base with all its files in the first commit."""
    git(root, "init", "-q", "-b", "main")
    commit(root, "first")
    return root


@pytest.fixture
def write(root: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file below the root, with the folders that it needs."""

    def to(path: str, content: str | bytes) -> Path:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return target

    return to


@pytest.fixture
def replaced(root: Path) -> Callable[[str, str, str], Checked]:
    """Puts other words into a file, once, and checks everything again; the words that go must be there."""

    def words(path: str, old: str, new: str) -> Checked:
        text = (root / path).read_text("utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new, 1), "utf-8", newline="")
        return build.check(root)

    return words


@pytest.fixture
def rewritten(root: Path, write: Callable[[str, str | bytes], Path]) -> Callable[[str, str | bytes], Checked]:
    """Writes a file and checks everything again."""

    def file(path: str, content: str | bytes) -> Checked:
        write(path, content)
        return build.check(root)

    return file
