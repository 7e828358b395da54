"""Sites that tests of all folders look at, each built once in a process, and a browser; tests that change a site build their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import chromium
import pytest
from building import EMPTY, GOLDEN, REAL, REPOSITORY, SITES, build, copy_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from building import Site
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def site_named(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Site]:
    """Gives a built site by name: the repository's own content, a golden site, or one without content and address."""
    built: dict[str, Site] = {}

    def make(name: str) -> Site:
        if name not in built:
            content = tmp_path_factory.mktemp("sites") / name
            if name == EMPTY:
                content.mkdir()
                (content / "mkdocs.yml").write_text(_without_address((REPOSITORY / "mkdocs.yml").read_text("utf-8")), "utf-8")
            else:
                copy_content(REPOSITORY if name == REAL else SITES / name, content)
            built[name] = build(content)
        return built[name]

    return make


def _without_address(configuration: str) -> str:
    return re.sub(r"(?m)^site_url:.*\n", "", configuration)


@pytest.fixture(scope="session", params=[REAL, *GOLDEN, EMPTY])
def site(request: pytest.FixtureRequest, site_named: Callable[[str], Site]) -> Site:
    """Each of the sites in turn."""
    return site_named(request.param)


@pytest.fixture(scope="session")
def real(site_named: Callable[[str], Site]) -> Site:
    """The site of the repository's own content."""
    return site_named(REAL)


@pytest.fixture(scope="session")
def two_languages(site_named: Callable[[str], Site]) -> Site:
    """The golden site with a fallback, a withdrawn case and an old address."""
    return site_named("two-languages")


@pytest.fixture(scope="session")
def rare(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The golden site with two languages, in five: the types of pages that the real content lacks."""
    content = copy_content(SITES / "two-languages", tmp_path_factory.mktemp("sites") / "rare")
    configuration = (content / "mkdocs.yml").read_text("utf-8")
    assert "languages: [en, hi]" in configuration
    (content / "mkdocs.yml").write_text(configuration.replace("languages: [en, hi]", "languages: [en, de, es, pt, hi]"), "utf-8")
    return build(content)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Content that nothing is wrong with, for a test to change: a copy of that of the golden site with two languages."""
    return copy_content(SITES / "two-languages", tmp_path / "base")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine. Without one the tests fail: a check that does not run proves nothing."""
    from playwright.sync_api import sync_playwright

    path = chromium.find()
    assert path, "no Chromium: `make chromium` installs it, or says what would"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
        yield started
        started.close()
