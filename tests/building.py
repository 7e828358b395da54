"""Whole sites, built the way people build them: content in a folder, `check`, `build`."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reading import pages_below

from generator import build as pipeline
from generator.diagnostics import has_errors
from generator.source import CONFIGURATION, CONTENT

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from generator.catalog import Catalog

REPOSITORY = Path(__file__).parents[1]
SITES = REPOSITORY / "tests" / "sites"
HOSTILE = REPOSITORY / "tests" / "hostile"
REAL, EMPTY = "repository", "empty"
GOLDEN = tuple(sorted(path.name for path in SITES.iterdir() if path.is_dir()))
DAY = datetime.date(2026, 11, 23)
"""The day for which every site here is built, so that no test changes its mind overnight."""


@dataclass(frozen=True)
class Site:
    """A site that was built: its content, its catalog and the folder with what came out. Tests only read it."""

    name: str
    content: Path
    folder: Path
    catalog: Catalog

    @property
    def url(self) -> str:
        return self.catalog.settings.site_url

    @property
    def languages(self) -> tuple[str, ...]:
        return self.catalog.settings.languages

    @cached_property
    def pages(self) -> dict[str, Element]:
        """Every page by its path below the site. Reading them fails where tags are not closed in order."""
        return pages_below(self.folder)

    def page(self, language: str, route: str = "") -> Element:
        return self.pages["/".join(part for part in (language, route, "index.html") if part)]


def copy_content(source: Path, target: Path) -> Path:
    """The content of a knowledge base and its configuration, without anything that was built."""
    target.mkdir(parents=True, exist_ok=True)
    for name in CONTENT:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name, symlinks=True, dirs_exist_ok=True)
    if (source / CONFIGURATION).exists():
        shutil.copy(source / CONFIGURATION, target / CONFIGURATION)
    return target


def build(
    content: Path,
    folder: Path | None = None,
    languages: tuple[str, ...] = (),
    *,
    jobs: int = 1,
    cached: bool = True,
    offline: bool = False,
) -> Site:
    """The site of the content in a folder, built in this process; content with errors is an AssertionError."""
    checked = pipeline.check(content)
    errors = [finding for finding in checked.findings if has_errors([finding])]
    assert not errors, errors
    assert checked.catalog is not None
    site = folder or content / "site"
    wanted = languages or checked.catalog.settings.languages
    for _ in pipeline.build(checked.catalog, content, site, wanted, jobs=jobs, cached=cached, today=DAY, offline=offline):
        pass
    return Site(content.name, content, site, checked.catalog)


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python -m generator` with these arguments, in a process of its own."""
    return run_module("generator", *arguments, **environment)


def run_module(module: str, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python -m <module>` in the repository, as a person would start it."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(REPOSITORY), **environment}
    return subprocess.run(command, cwd=REPOSITORY, env=variables, capture_output=True, text=True, check=False)


def tree(folder: Path, below: str = "") -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    start = folder / below
    return {path.relative_to(start).as_posix(): path.read_bytes() for path in sorted(start.rglob("*")) if path.is_file()}


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Paths of the files that two trees do not have in common, or have with different bytes."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
