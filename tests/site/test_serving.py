"""The local preview: what is saved is shown, and no save is missed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from building import DAY, REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TURNS = 1200
"""How often it is looked at before it counts as missed: a minute and more, on a machine that does nothing else."""


@contextmanager
def started(content: Path) -> Iterator[subprocess.Popen[str]]:
    """`iscn serve` on a port that is free."""
    command = [sys.executable, "-m", "generator", "serve", "--root", str(content), "--port", "0", "--today", DAY.isoformat()]
    surroundings = os.environ | {"PYTHONPATH": str(REPOSITORY), "PYTHONUNBUFFERED": "1", "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(command, cwd=REPOSITORY, env=surroundings, stdout=subprocess.PIPE, text=True) as serving:
        try:
            yield serving
        finally:
            serving.kill()


def told(serving: subprocess.Popen[str]) -> str:
    """Its address, as soon as it says it."""
    assert serving.stdout
    return next(line.split()[0] for line in serving.stdout if line.startswith("http://"))


def titled(lines: list[str], title: str) -> list[str]:
    return [f"title: {title}\n" if line.startswith("title:") else line for line in lines]


def read(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return answer.read().decode()


def shows(address: str, words: str) -> bool:
    """Whether a page comes to hold these words."""
    for _ in range(TURNS):
        if words in read(address):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.slow
def test_a_save_is_shown_however_soon_it_comes(base: Path):
    """The first one in the very moment in which the address is told, the second when its page is there."""
    text = base / "cases/aq/warm-greenhouse/text.en.md"
    lines = text.read_text("utf-8").splitlines(keepends=True)
    with started(base) as serving:
        address = told(serving)
        page, version = f"{address}en/cases/aq/warm-greenhouse/", read(f"{address}-reload")
        for words in ("Saved at once", "Saved again"):
            text.write_text("".join(titled(lines, words)), "utf-8")
            assert shows(page, words)
        assert int(read(f"{address}-reload")) > int(version)
        assert "/-reload.js" in read(page)
        text.write_text("no front matter\n", "utf-8")
        time.sleep(1)
        assert "Saved again" in read(page), "content with errors leaves what is shown as it was"


@pytest.mark.slow
def test_search_and_data_follow_when_nobody_saves(base: Path):
    """And a page that nobody asked for since is on the disk then, too."""
    text = base / "cases/aq/warm-greenhouse/text.en.md"
    with started(base) as serving:
        address = told(serving)
        before = read(f"{address}data/v1/cases.json")
        text.write_text("".join(titled(text.read_text("utf-8").splitlines(keepends=True), "Saved once")), "utf-8")
        assert "Saved once" not in before
        assert shows(f"{address}data/v1/cases.json", "Saved once")
        assert "Saved once" in (base / "site/en/cases/aq/warm-greenhouse/index.html").read_text("utf-8")


@pytest.mark.slow
def test_what_is_saved_while_it_is_built_is_built_afterwards(base: Path):
    """While the first build runs, a file changes that it has read already."""
    text = base / "cases/aq/warm-greenhouse/text.en.md"
    lines = text.read_text("utf-8").splitlines(keepends=True)
    with started(base) as serving:
        while not (base / "build/en.yml").exists():
            time.sleep(0.01)
        text.write_text("".join(titled(lines, "Saved meanwhile")), "utf-8")
        assert shows(f"{told(serving)}en/cases/aq/warm-greenhouse/", "Saved meanwhile")
