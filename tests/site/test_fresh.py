"""A page that is made when somebody asks for it is, byte for byte, the one that a build makes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from building import DAY, GOLDEN, REAL, build, tree

from generator import build as pipeline
from generator.fresh import Fresh

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Site

SAMPLES = replace(pipeline.check(pipeline.SAMPLES), catalog=None)
CASE = "cases/aq/warm-greenhouse"


def fresh(site: Site) -> Fresh:
    made = Fresh(site.content, DAY, SAMPLES)
    made.show(site.catalog, site.catalog.settings.languages)
    return made


@pytest.mark.parametrize("name", [*GOLDEN, pytest.param(REAL, marks=pytest.mark.slow)])
def test_pages_are_those_of_a_build(name: str, site_named: Callable[[str], Site]):
    site = site_named(name)
    pages = fresh(site)
    for language in site.catalog.settings.languages:
        built = {path: content for path, content in tree(site.folder, language).items() if path.endswith(".html")}
        assert built
        assert {path: pages.page(f"{language}/{path}") for path in reversed(built)} == built


@pytest.mark.parametrize("path", ["", "en", "en/", "index.html", "xx/index.html", "en/cases/aq/nothing/index.html", "../en/index.html"])
def test_what_is_no_page_is_none(path: str, two_languages: Site):
    assert fresh(two_languages).page(path) is None


def test_before_there_is_a_catalog_there_are_no_pages(two_languages: Site):
    assert Fresh(two_languages.content, DAY, SAMPLES).page("en/index.html") is None


def test_after_a_change_pages_are_those_of_the_next_build(base: Path):
    """A text, a case that goes, and the name of the site, which stands on each page."""
    site = build(base)
    pages = fresh(site)
    assert pages.page("en/index.html")
    text = base / CASE / "text.en.md"
    text.write_text(text.read_text("utf-8").rstrip() + "\n\nWords that are new.\n", "utf-8")
    configuration = (base / "mkdocs.yml").read_text("utf-8")
    assert "Made-up Knowledge Base" in configuration
    (base / "mkdocs.yml").write_text(configuration.replace("Made-up Knowledge Base", "Another Base"), "utf-8")
    before = pages.page(f"en/{CASE}/index.html")
    catalog = pipeline.check(base).catalog
    assert catalog is not None
    pages.show(catalog, ("en", "hi"))
    shown = {path: pages.page(path) for path in ("en/index.html", f"hi/{CASE}/index.html", f"en/{CASE}/index.html")}
    assert shown[f"en/{CASE}/index.html"] != before
    built = tree(build(base).folder)
    assert shown == {path: built[path] for path in shown}
