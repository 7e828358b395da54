"""Extensions of Markdown that read files, set attributes or write HTML: row 3 of the threat model. None is used for content."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import gate
import pytest
from building import REPOSITORY
from publishing import same_by_mkdocs, same_by_zensical
from reading import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from hostile import Bodies

SNIPPET = '--8<-- ".git/config"'


def test_syntax_of_other_programs_stays_text(bodies: Bodies):
    """What stands in the file stands on the page: no snippet was put in, nothing was computed, nothing became an element."""
    shown = text_of(bodies.site.page("en", "extensions").find(".//article"))
    for written in (
        SNIPPET,
        "{: #main .hidden onclick=",
        "/// html | script",
        '!!! danger "Admonition"',
        "{{ 7*7 }} {{ config.docs_dir }}",
        "{% raw %}",
        "{# comment #}",
        "[TOC]",
        "[[wiki]]",
        "${7+7} #{7+7} <%= 7+7 %>",
        "*[HTML]: Hyper Text",
        "::error file=app.js::broken",
        "<<[include.md]",
        "![inline](data:image/png;base64,iVBORw0KGgo=)",
        '<div markdown="1">*x*</div>',
        "Identifiers {#main .hidden onclick=window.__pwned=1}",
        "Words and $x^2$ and [^1] and H~2~O.",
    ):
        assert written in shown.replace("“", '"').replace("”", '"'), written
    assert "repositoryformatversion" not in shown
    assert gate.dangers(bodies.html("extensions")) == []


def test_snippets_stay_text_within_code(bodies: Bodies):
    """In both kinds of fences and between backticks, where a preprocessor would have been before the code was seen."""
    page = bodies.site.page("en", "extensions")
    assert [text_of(each).count(SNIPPET) for each in page.iter("pre") if SNIPPET in text_of(each)] == [1, 1]
    assert SNIPPET in [text_of(each) for each in page.iter("code")]


def test_no_extension_is_switched_on(bodies: Bodies):
    """In what MkDocs reads of us; nor does anything of ours import Python-Markdown or what belongs to it."""
    for path in sorted((bodies.site.content / "build").glob("*.yml")):
        configuration = json.loads(path.read_text("utf-8"))
        assert (configuration["markdown_extensions"], configuration["plugins"]) == ([], [])
        assert configuration["hooks"] == []
    importing = [
        path.name
        for path in (REPOSITORY / "generator").rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if line.split()[:2] in (["import", "markdown"], ["from", "markdown"]) or "pymdownx" in line
    ]
    assert importing == []


@pytest.mark.slow
def test_mkdocs_and_zensical_take_hostile_bodies_as_they_are(bodies: Bodies, tmp_path: Path):
    """Neither finds anything in our documents to act upon."""
    same_by_mkdocs(bodies.site, "en", tmp_path / "mkdocs")
    same_by_zensical(bodies.site, "en")
