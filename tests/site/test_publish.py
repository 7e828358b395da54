"""`build/<language>.yml` is an ordinary project: MkDocs and Zensical make of it what our own publisher makes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from building import GOLDEN, REAL, build, copy_content, tree
from expected_pages import ALWAYS
from mkdocs.config import load_config
from publishing import same_by_mkdocs, same_by_zensical

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Site

BUILT_IN = {"toc", "tables", "fenced_code"}
"""Extensions that MkDocs switches on whatever a configuration says; documents are written so that they find nothing to do."""


def test_mkdocs_gives_the_same_pages(real: Site, tmp_path: Path):
    same_by_mkdocs(real, "de", tmp_path / "de")


@pytest.mark.slow
@pytest.mark.parametrize("name", [REAL, *GOLDEN])
def test_mkdocs_gives_the_same_pages_in_every_language(name: str, site_named: Callable[[str], Site], tmp_path: Path):
    site = site_named(name)
    for language in site.languages:
        same_by_mkdocs(site, language, tmp_path / language)


@pytest.mark.slow
@pytest.mark.parametrize("name", [REAL, *GOLDEN])
def test_zensical_gives_the_same_pages(name: str, site_named: Callable[[str], Site], tmp_path: Path):
    site = build(copy_content(site_named(name).content, tmp_path / name))
    for language in site.languages:
        same_by_zensical(site, language)


@pytest.mark.slow
def test_a_changed_document_changes_what_mkdocs_gives(base: Path, tmp_path: Path):
    """The comparison itself: MkDocs reads our documents and nothing that it remembers."""
    site = build(base)
    document = base / "build/docs/en/about/index.md"
    document.write_text(document.read_text("utf-8").replace("What it is", "What it was"), "utf-8")
    with pytest.raises(AssertionError, match="about"):
        same_by_mkdocs(site, "en", tmp_path / "en")


def test_configurations_ask_for_no_extension_plugin_or_hook(site: Site):
    for language in site.languages:
        path = site.content / "build" / f"{language}.yml"
        values = json.loads(path.read_text("utf-8"))
        assert (values["markdown_extensions"], values["plugins"]) == ([], [])
        config = load_config(str(path))
        assert set(config.markdown_extensions) == BUILT_IN
        assert (list(config.plugins), dict(config.hooks), config.extra_javascript, config.extra_css) == ([], {}, [], [])


def test_documents_are_finished_html(site: Site):
    """Front matter of one line, then lines that all begin with `<`: nothing in them means anything in Markdown."""
    for language in site.languages:
        documents = {path: text for path, text in tree(site.content, f"build/docs/{language}").items() if path.endswith("index.md")}
        assert len(documents) >= len(ALWAYS)
        for path, content in documents.items():
            first, head, third, *lines, last = content.decode().split("\n")
            assert (first, third, last) == ("---", "---", ""), path
            assert json.loads(head)["head"]["title"], path
            assert [line for line in lines if not line.startswith("<") or "\t" in line] == [], path
