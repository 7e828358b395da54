"""Characters that hide, and other encodings: row 10 of the threat model."""

from __future__ import annotations

import json
import shutil
import unicodedata
from typing import TYPE_CHECKING

import pytest
import yaml
from building import HOSTILE, build
from hostile import ENGLISH, as_yaml, errors, standing_page
from reading import text_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


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
