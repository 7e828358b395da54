"""Characters that hide, links out of the tree and other files that are no content: row 10 of the threat model, and 12 in part."""

from __future__ import annotations

import json
import os
import shutil
import unicodedata
from typing import TYPE_CHECKING

import pytest
import yaml
from building import HOSTILE, build, copy_content, run, tree
from hostile import ENGLISH, as_yaml, errors, standing_page
from reading import text_of

from generator import build as pipeline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Site


CHARACTERS = yaml.safe_load((HOSTILE / "10-characters/characters.yml").read_text("utf-8"))


def _pages_by_name(content: Path, kind: str, write: Callable[[Path, str], str]) -> dict[str, tuple[str, str]]:
    """Path of each page written → name and text of what stands in it."""
    return {
        write(content / f"pages/c-{number}/text.en.md", each["text"]): (each["name"], each["text"])
        for number, each in enumerate(CHARACTERS[kind])
    }


@pytest.mark.parametrize("quoted", [False, True], ids=["as they are", "as escapes of YAML"])
def test_characters_that_hide_are_refused(quoted: bool, base: Path):  # noqa: FBT001
    made = _pages_by_name(base, "refused", lambda path, title: standing_page(path, as_yaml(title).strip() if quoted else title))
    found = errors(base)
    assert [name for path, (name, _) in made.items() if path not in found] == []
    for path, (name, _) in made.items():
        assert {each.code for each in found[path]} <= {"control-character", "invisible-character"}, name
        assert {each.location.line for each in found[path]} == {2}, name
        assert quoted or (2, 9) in {(each.location.line, each.location.column) for each in found[path]}, name


def test_characters_that_hide_do_not_come_in_as_entities(base: Path):
    """Markdown reads `&#x202E;` as the character itself: it is refused, or it is not on the page."""
    made = _pages_by_name(base, "refused", lambda path, title: standing_page(path, "x", f"## Heading\n\na{_as_entities(title)}b\n"))
    for path in errors(base):
        shutil.rmtree((base / path).parent)
    site = build(base, languages=ENGLISH)
    shown = {name: "".join(site.page("en", path.split("/")[1]).itertext()) for path, (name, _) in made.items() if (base / path).exists()}
    hidden = {name: set(title) - set("ab") for name, title in made.values()}
    assert [name for name, words in shown.items() if hidden[name] & set(words)] == []


def _as_entities(title: str) -> str:
    return "".join(f"&#x{ord(each):X};" for each in title if each not in "ab")


def test_characters_of_any_script_arrive(base: Path):
    """In the heading, in the title of the window, in lists and in the description, as they were written."""

    def quoted(title: str) -> str:
        return json.dumps(title, ensure_ascii=False)

    made = _pages_by_name(
        base,
        "accepted",
        lambda path, title: standing_page(path, quoted(title), f"## {title}\n\n{title}\n", f"summary: {quoted(title)}\n"),
    )
    site = build(base, languages=ENGLISH)
    wrong = {}
    for path, (name, title) in made.items():
        expected, page = unicodedata.normalize("NFC", title), site.page("en", path.split("/")[1])
        shown = {
            "heading": text_of(page.find(".//h1")),
            "window": text_of(page.find("head/title")).partition(" – Made-up")[0],
            "contents": text_of(page.find(".//nav[@class='contents']//a")),
            "section": text_of(page.find(".//h2")),
            "text": text_of(page.find(".//section//p")),
            "description": next(each.get("content", "") for each in page.iter("meta") if each.get("name") == "description"),
        }
        wrong |= {(name, place): words for place, words in shown.items() if " ".join(words.split()) != " ".join(expected.split())}
    assert wrong == {}


@pytest.mark.parametrize(
    "content",
    [
        b"---\ntitle: \xff\n---\n",
        b"\xff\xfe-\x00-\x00-\x00",
        b"\xef\xbb\xbf---\ntitle: x\n---\n",
        b"---\ntitle: \xed\xa0\x80\n---\n",
        b"---\ntitle: \xc0\xaf\n---\n",
    ],
    ids=["latin-1", "UTF-16", "byte order mark", "surrogate", "overlong"],
)
def test_other_encodings_are_refused(content: bytes, base: Path):
    (base / "pages/x").mkdir()
    (base / "pages/x/text.en.md").write_bytes(content)
    found = errors(base)
    assert list(found) == ["pages/x/text.en.md"]
    assert {each.code for each in found["pages/x/text.en.md"]} <= {"not-utf8", "control-character"}


CANARY = "canary-4f1c0b"


@pytest.mark.parametrize(
    "place",
    [
        "cases/aq/warm-greenhouse/text.en.md",
        "pages/about/text.en.md",
        "pages/new",
        "cases/aq/new",
        "countries/zz",
        "cases/origins.yml",
        "cases/aq/warm-greenhouse/bay.jpg",
    ],
)
def test_a_link_out_of_the_tree_is_refused(place: str, base: Path, tmp_path: Path):
    _linked_out(base / place, tmp_path / "outside")
    checked = pipeline.check(base)
    assert [(each.location.path, each.code) for each in checked.findings if each.code == "symlink"] == [(place, "symlink")]
    assert CANARY not in str(checked)


def _linked_out(target: Path, outside: Path) -> None:
    """Puts a link in the place of a file or folder, to one outside that holds the canary."""
    outside.mkdir()
    secret = f"---\ntitle: {CANARY}\n---\n\n## Heading\n\n{CANARY}\n"
    for name in ("text.en.md", "case.yml", "country.yml"):
        (outside / name).write_text(secret, "utf-8")
    target.unlink(missing_ok=True)
    target.symlink_to(outside / "text.en.md" if target.suffix else outside)


def test_what_lies_behind_a_link_is_never_published(two_languages: Site, tmp_path: Path):
    content = copy_content(two_languages.content, tmp_path / "content")
    site = shutil.copytree(two_languages.folder, tmp_path / "site")
    _linked_out(content / "cases/aq/warm-greenhouse/text.en.md", tmp_path / "outside")
    done = run("build", "--root", content, "--site", site)
    assert done.returncode == 1
    assert CANARY not in done.stdout + done.stderr
    assert tree(site) == tree(two_languages.folder), "content with errors leaves the site as it is"
    assert not (content / "build").exists()


def test_a_content_folder_that_is_a_link_is_refused(base: Path, tmp_path: Path):
    (base / "pages").rename(tmp_path / "elsewhere")
    (base / "pages").symlink_to(tmp_path / "elsewhere")
    assert [(each.location.path, each.code) for each in errors(base)["pages"]] == [("pages", "symlink")]


def test_a_pipe_does_not_stop_the_check(base: Path):
    os.mkfifo(base / "pages/about/text.de.md")
    assert [each.code for each in errors(base)["pages/about/text.de.md"]] == ["unreadable-file"]


def test_refusals_are_printed_without_their_characters(base: Path):
    """Names and values are the contributor's too: nothing of them reaches the terminal or the log as a command."""
    (base / "pages/::error::x").mkdir()
    (base / "pages/::error::x/text.en.md").write_text("---\ntitle: x\n---\n", "utf-8")
    (base / "pages/a\x1b[31mb").mkdir()
    (base / "pages/a\x1b[31mb/text.en.md").write_text("---\ntitle: x\n---\n", "utf-8")
    standing_page(base / "pages/x/text.en.md", "x", "## Heading\n\n<b\x1b[31m\n::error::injected\n")
    done = run("check", "--root", base)
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    assert [line for line in done.stdout.splitlines() if line.startswith("::")] == []
    findings = json.loads(run("check", "--root", base, "--format", "json").stdout)
    assert findings["errors"] >= 3


def test_too_many_files_are_one_finding(base: Path):
    for number in range(100):
        (base / f"cases/aq/warm-greenhouse/photo-{number}.png").write_bytes(b"")
    found = [(each.location.path, each.code) for findings in errors(base).values() for each in findings if each.code != "unknown-city"]
    assert ("cases/aq/warm-greenhouse", "too-many-files") in found


def test_many_errors_come_in_one_run(base: Path):
    """A broken file hides no other."""
    standing_page(base / "pages/a/text.en.md", "<b>", "## Heading\n\n<script>\n")
    standing_page(base / "pages/b/text.en.md", "x", "## Heading\n\n[x](javascript:x)\n", "hide: x\n")
    (base / "countries/aq/cities/bomb.yml").write_text("a: &a x\n", "utf-8")
    found = errors(base)
    codes = sorted(each.code for findings in found.values() for each in findings)
    assert codes == ["markup-in-title", "raw-html", "unknown-field", "unsafe-link", "yaml-anchor"]
