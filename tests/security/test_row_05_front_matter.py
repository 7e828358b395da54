"""Front matter by which a builder would do something: row 5 of the threat model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from building import build, run, tree
from hostile import ENGLISH, errors, payloads, standing_page
from reading import text_of

if TYPE_CHECKING:
    from pathlib import Path


def test_keys_of_builders_are_refused(base: Path):
    keys = payloads("05-front-matter", "keys.yml")
    paths = [standing_page(base / f"pages/p-{number}/text.en.md", "x", front=f"{key}\n") for number, key in enumerate(keys)]
    found = errors(base)
    assert set(found) == set(paths)
    assert {
        path: [finding.code for finding in found[path]] for path in paths if [finding.code for finding in found[path]] != ["unknown-field"]
    } == {}
    assert {finding.location.line for findings in found.values() for finding in findings} == {3}


def test_keys_of_builders_in_a_body_are_text(base: Path):
    """A second front matter, or one that a builder would look for in the body, is a rule and a heading."""
    standing_page(base / "pages/twice/text.en.md", "x", "## Heading\n\n---\n\ntemplate: none.html\n")
    site = build(base, languages=ENGLISH)
    assert "template: none.html" in text_of(site.page("en", "twice"))


def test_a_key_that_would_stop_the_builder_is_a_finding_and_the_site_stays(base: Path):
    """MkDocs looks for the template and falls over it. Here nothing falls over: without the key the site is built."""
    place = base / "pages/about/text.en.md"
    right = place.read_bytes()
    place.write_bytes(right.replace(b"---\n", b"---\ntemplate: none.html\n", 1))
    done = run("build", "--root", base)
    assert (done.returncode, done.stderr, (base / "site").exists()) == (1, "", False)
    assert "pages/about/text.en.md:2:1: error" in done.stdout
    place.write_bytes(right)
    assert run("build", "--root", base).returncode == 0
    assert (base / "site/en/about/index.html").exists()


def test_no_body_reaches_mkdocs_as_a_file(base: Path):
    """It reads one line of our JSON and finished HTML, in which every line is an element: nothing is Markdown or front matter to it."""
    standing_page(base / "pages/twice/text.en.md", "x", "## Heading\n\n---\n\ntemplate: none.html\n\n```\n---\nhide: x\n---\n```\n")
    site = build(base, languages=ENGLISH)
    documents = tree(site.content, "build/docs")
    assert "en/twice/index.md" in documents
    for path, document in documents.items():
        if path.endswith(".md"):
            _, head, end, *lines = document.decode().removesuffix("\n").split("\n")
            assert (set(json.loads(head)), end) == ({"title", "head", "sections"}, "---"), path
            assert [line for line in lines if not line.startswith("<")] == [], path
