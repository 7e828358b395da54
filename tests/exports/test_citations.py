"""Programs that manage references read every case, and the base as a whole can be cited."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import bibtexparser
import pytest
import yaml
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from exported import CONTENT, LANGUAGES, Files, exported, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NETWORKS = {"de": "Internationales Smart Cities Netzwerk"}
"""Where it has no name in a language, it has that of the default language."""
ENGLISH = "International Smart Cities Network"


def expected() -> dict[str, dict[str, str]]:
    """Key of each entry → what the files of the content say of it."""
    found = {}
    for identity, facts in written("cases/*/*/case.yml"):
        for code in LANGUAGES:
            path = CONTENT / "cases" / identity / f"text.{code}.md"
            if path.exists():
                found[f"{identity}-{code}".replace("/", "-")] = {
                    "title": yaml.safe_load(path.read_text("utf-8").split("---\n")[1])["title"],
                    "author": NETWORKS.get(code, ENGLISH),
                    "day": str(max([facts["added"], *(change["date"] for change in facts.get("changes", ()))])),
                    "licence": facts.get("licence", "CC-BY-4.0"),
                    "url": f"https://example.org/{code}/cases/{identity}/",
                }
    return found


def test_bibtex_has_every_case_in_each_of_its_languages(real: Files) -> None:
    read = bibtexparser.parse_string(real["cases.bib"].decode(), append_middleware=[LatexDecodingMiddleware(keep_math_mode=False)])
    told = expected()
    assert read.failed_blocks == []
    assert [entry.key for entry in read.entries] == list(told)
    for entry in read.entries:
        wanted = told[entry.key]
        assert (entry["title"], entry["author"].strip("{}")) == (wanted["title"], wanted["author"])
        assert (entry["version"], entry["note"], entry["url"]) == (wanted["day"], wanted["licence"], wanted["url"])
        assert entry["year"] == wanted["day"][:4]


def test_csl_has_every_case_in_each_of_its_languages(real: Files) -> None:
    items = json.loads(real["cases.csl.json"])
    told = expected()
    assert [item["id"] for item in items] == list(told)
    for item in items:
        wanted = told[item["id"]]
        assert (item["title"], item["author"]) == (wanted["title"], [{"literal": wanted["author"]}])
        assert "-".join(f"{part:02}" for part in item["issued"]["date-parts"][0]) == wanted["day"]
        assert (item["note"], item["URL"]) == (wanted["licence"], wanted["url"])


def test_a_processor_of_citations_renders_every_item(real: Files) -> None:
    items, told = json.loads(real["cases.csl.json"]), expected()
    bibliography = CitationStylesBibliography(
        CitationStylesStyle("harvard-cite-them-right", validate=False), CiteProcJSON(items), formatter.plain
    )
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    # The style sorts the entries, so each is looked for by its address, which no other one holds.
    rendered = [str(entry) for entry in bibliography.bibliography()]
    assert len(rendered) == len(told)
    for wanted in told.values():
        (entry,) = [each for each in rendered if f"{wanted['url']}." in each]
        assert entry.startswith(f"{wanted['author']} ({wanted['day'][:4]}) ")
        assert marks(wanted["title"]) in marks(entry)


def marks(text: str) -> str:
    """A text without what a style of citations changes: marks of quotation."""
    return "".join(character for character in text if character not in "\"'“”‘’„«»")


def test_titles_that_are_commands_elsewhere_come_through(root: Path, replaced: Callable[[str, str, str], Any]) -> None:
    title = "{\\input} 100% & $x_1$, @misc{x, #5"
    replaced("cases/de/example/text.en.md", "title: A travel app for a town of medium size", f"title: '{title}'")
    files = exported(root)
    read = bibtexparser.parse_string(files["cases.bib"].decode(), append_middleware=[LatexDecodingMiddleware(keep_math_mode=False)])
    assert read.failed_blocks == []
    assert [entry.key for entry in read.entries] == ["de-example-en", "de-example-de"]
    assert read.entries[0]["title"] == title
    assert json.loads(files["cases.csl.json"])[0]["title"] == title


def test_a_text_changes_the_entries_that_hold_its_title_only(root: Path, replaced: Callable[[str, str, str], Any]) -> None:
    before = exported(root)
    replaced("cases/de/example/text.de.md", "title: Eine Mobilitäts-App", "title: Eine Fahrten-App")
    after = exported(root)
    one, other = (json.loads(files["cases.csl.json"]) for files in (before, after))
    assert [item["id"] for item, now in zip(one, other, strict=True) if item != now] == ["de-example-de"]
    assert before["CITATION.cff"] == after["CITATION.cff"]


def accepted(path: Path) -> bool:
    """Whether the schema of the Citation File Format takes a file, as its checker bundles it."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format", str(path)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_the_citation_file_is_one(real: Files, tmp_path: Path) -> None:
    path = tmp_path / "CITATION.cff"
    path.write_bytes(real["CITATION.cff"])
    assert accepted(path)
    read = yaml.safe_load(real["CITATION.cff"])
    assert (read["type"], read["title"], read["authors"]) == ("dataset", "ISCN Knowledge Base", [{"name": ENGLISH}])
    assert (read["license"], read["url"]) == ("CC-BY-4.0", "https://example.org/")
    assert "CC0 1.0" in read["abstract"]
    assert read["date-released"] == max(each["day"] for each in expected().values())
    path.write_text(path.read_text("utf-8").replace("type: dataset", "type: data"), "utf-8")
    assert not accepted(path)


@pytest.mark.parametrize("line", ["site_url: https://example.org/\n", ""])
def test_so_it_is_where_nobody_knows_the_address_yet(root: Path, replaced: Callable[[str, str, str], Any], line: str) -> None:
    if line:
        replaced("mkdocs.yml", line, "")
    files = exported(root)
    (root / "CITATION.cff").write_bytes(files["CITATION.cff"])
    assert accepted(root / "CITATION.cff")
    assert ("url" in yaml.safe_load(files["CITATION.cff"])) == (not line)
    assert ("URL" in json.loads(files["cases.csl.json"])[0]) == (not line)
