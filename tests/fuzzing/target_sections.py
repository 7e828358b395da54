"""Sections and the tools that edit texts: no word is lost on the way to a section, and no byte that was not to change."""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pyromark
import target_reader
from promises import text_of

from generator import checks, load, markdown, source, yaml_text
from generator.catalog import Written
from generator.editing import fix, front_matter, parts
from generator.models.text import Text
from generator.source import Document, Reading

if TYPE_CHECKING:
    from generator.diagnostics import Finding

TESTS = Path(__file__).parent.parent
HEAD = "---\ntitle: A title\nsummary: A summary\n---\n"
FOUND = Document("page-text", "pages/about/text.en.md", "about", "en")
BLOCK = {"from": "en", "method": "human", "sections": {"title": "h:0123456789ab", "results.users": 'c #d: "e"'}}


def run(data: bytes) -> None:
    """The first byte chooses: a body below front matter, a text with front matter, or a file with certain mistakes."""
    choice, text = data[0] % 4 if data else 0, text_of(data[1:])
    if choice in {0, 1}:
        _run_body(text)
    elif choice == 2:
        _run_front_matter(text, crlf=len(data) % 2 == 1)
    else:
        _run_fix(text)


def seeds() -> list[bytes]:
    """Texts of the tests as bodies, as whole files, and as files to be put right."""
    folders = ("base", "checks", "hostile", "horrible", "intake/base")
    texts = [path.read_bytes() for folder in folders for path in sorted((TESTS / folder).rglob("text.*.md"))]
    bodies = [b"\x00" + text.split(b"---\n", 2)[-1] for text in texts]
    return [*bodies, *(number + text for number in (b"\x02", b"\x03") for text in texts)]


def _run_body(body: str) -> None:
    document, _ = source.parse(FOUND, (HEAD + body).encode())
    if document is None:
        return
    sections, findings = markdown.sections(FOUND.path, document.body, document.body_line)
    _assert_no_word_lost(document.body, sections, {each.code for each in findings})
    _assert_parts(document, sections)
    _assert_stable(document.body, sections)


def _assert_no_word_lost(body: str, sections: tuple[markdown.Section, ...], told: set[str]) -> None:
    """The letters that Markdown finds in a body stand in its sections in their order, unless a finding says that some would be lost."""
    if told & {"text-before-heading", "too-nested"}:
        return
    shown = (f"{each.heading} {html.unescape(re.sub(r'<[^>]*>', '', each.html))}" for each in sections)
    events = (markdown._kind_and_value(event) for event in pyromark.events(body, options=markdown.OPTIONS))
    said = (value for kind, value in events if kind in {"Text", "Code", "Html", "InlineHtml"})
    assert _letters("".join(said)) == _letters("".join(shown)), told


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W\d_]+", unicodedata.normalize("NFD", text)))


def _assert_parts(document: Document, sections: tuple[markdown.Section, ...]) -> None:
    """What a translator is shown of a section is what its hash is made from, and sections follow each other without gaps."""
    written = Written(
        "en", document, Text.model_construct(title="A title", summary="A summary"), {f"part-{n}": s for n, s in enumerate(sections)}
    )
    for number, section in enumerate(sections):
        words = parts.words(written, f"part-{number}")
        assert markdown.text_hash(words) == section.hash, (section.heading, words)
    for one, following in pairwise(sections):
        assert one.end_line == following.location.line, (one, following)
    if sections:
        assert sections[-1].end_line >= document.text.rstrip("\n").count("\n") + 1


def _assert_stable(body: str, sections: tuple[markdown.Section, ...]) -> None:
    """A hash depends on the words of its section: not on line ends, white space at ends of lines, or what stands below."""
    again, _ = markdown.sections("other.md", body, 99)
    assert [each.hash for each in again] == [each.hash for each in sections]
    longer, _ = markdown.sections("other.md", f"{body}\n\n## Another heading\n\nwords\n", 1)
    assert [each.hash for each in longer[: len(sections) - 1]] == [each.hash for each in sections[:-1]]


def _run_front_matter(text: str, *, crlf: bool) -> None:
    """A block is put into the front matter, or refused; then all else keeps its bytes and the block says what it was to say."""
    text = text.replace("\n", "\r\n") if crlf else text
    try:
        made = front_matter.with_block(text, "translation", BLOCK)
    except ValueError:
        return
    old, new = front_matter.FRONT.match(text), front_matter.FRONT.match(made)
    assert old, "there was none to put it into"
    assert new
    assert made[new.end(2) :] == text[old.end(2) :]
    before, after = (yaml_text.parse("", each[2])[0][0].data for each in (old, new))
    assert after["translation"] == BLOCK
    assert {key: value for key, value in (before or {}).items() if key != "translation"} == {
        k: v for k, v in after.items() if k != "translation"
    }
    assert front_matter.with_block(made, "translation", BLOCK) == made
    block = front_matter.block("translation", BLOCK)
    block = block.replace("\n", "\r\n") if old[1].endswith("\r\n") else block
    assert made.count(block) >= 1
    if "translation" not in (before or {}):
        assert made.replace(block, "", 1) == text or made.replace(block, "") == text
    else:
        assert _around(old[2]) == _around(new[2])


def _around(front: str) -> tuple[str, str]:
    """What stands above the block, and what from the next key on."""
    keys = yaml_text.parse("", front)[0][0].keys
    lines = front.split("\n")
    start = keys["translation",].line - 1
    following = min((place.line - 1 for path, place in keys.items() if len(path) == 1 and place.line - 1 > start), default=len(lines))
    return "\n".join(lines[:start]), "\n".join(lines[following:])


def _run_fix(text: str) -> None:
    """All that is certain is put right: just these spans change, and none of what was told is told again."""
    found = Document("case-text", "cases/de/example/text.en.md", "de/example", "en")
    findings = _findings(found, text)
    certain = [each for each in findings if each.certain and each.fix is not None and each.location.path == found.path]
    after = fix._put_right(text, certain)
    assert after == _by_hand(text, certain)
    if certain:
        told = {(each.code, each.values) for each in certain}
        again = [each for each in _findings(found, after) if each.certain and each.location.path == found.path]
        assert not {(each.code, each.values) for each in again} & told or len(again) < len(certain)


def _findings(found: Document, text: str) -> list[Finding]:
    document, findings = source.parse(found, text.encode())
    others = tuple(each for each in target_reader.READING.documents if each.path != found.path)
    reading = Reading((*others, *([document] if document else [])), (), frozenset() if document else frozenset({found.path}))
    assert target_reader.SETTINGS
    catalog, problems = load.load(reading, target_reader.SETTINGS)
    return [*findings, *problems, *checks.check_all(catalog)]


def _by_hand(text: str, mistakes: list[Finding]) -> str:
    """The text with each span replaced, counted from its start; of two that overlap the first one stays."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    made, done = "", 0
    for finding in sorted(mistakes, key=lambda each: each.location):
        place = finding.location
        start, end = starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column - 1
        if start >= done and place.line == place.end_line and place.end_column <= len(lines[place.line - 1]) + 1:
            made, done = made + text[done:start] + (finding.fix or ""), end
    return made + text[done:]
