"""Markdown: whatever a body holds, a reader's browser gets text, lists, tables and safe links, and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

import pyromark
from promises import assert_inside, text_of

from generator import languages, markdown, routes
from generator.models.shared import Source
from generator.render import _resolved
from generator.source import MOST_BODY

TESTS = Path(__file__).parent.parent
sys.path.append(str(TESTS))

import gate  # noqa: E402 - it stands beside the tests of all kinds

PATH, FIRST_LINE = "text.en.md", 5
SOURCE = Source.model_construct(id="s1", title="A report", publisher="Town", kind="official")
PAGE = '<!doctype html><html lang="en"><head><title>x</title></head><body><article><h2 id="source-s1">x</h2>{}</article></body></html>'


def run(data: bytes) -> None:
    """The body of a text, below a heading or as it is; what the reader refuses is left out of it before."""
    body = text_of(data)
    if len(body.encode()) > MOST_BODY:
        return
    for text in (body, f"## Challenge\n\n{body}"):
        parts, findings = markdown.sections(PATH, text, FIRST_LINE)
        assert_inside(findings, {PATH: "\n" * (FIRST_LINE - 1) + text})
        assert len(parts) > 0 or text == body
        for part in parts:
            _assert_harmless(part.html)
            _assert_pointers(part, text)
        _assert_first_wall(text)


def seeds() -> list[bytes]:
    """Bodies of the texts that the tests have, and what has been used against programs of this kind."""
    folders = ("base", "checks", "hostile", "horrible", "sites", "intake/base")
    texts = [path.read_bytes() for folder in folders for path in sorted((TESTS / folder).rglob("text.*.md"))]
    payloads = [path.read_bytes() for path in sorted((TESTS / "hostile").rglob("payloads.yml"))]
    lines = [line.strip().removeprefix("- ").encode() for each in payloads for line in each.decode().splitlines()]
    return [*(text.split(b"---\n", 2)[-1] for text in texts), *lines]


def _assert_harmless(html: str) -> None:
    """The second wall finds nothing to do, and a page with this text in it passes the audit."""
    assert markdown.cleaned(html) == html, html
    shown = _resolved(html, lambda route: "../" + routes.href(routes.HOME, route), [SOURCE], languages.locale("en"))
    dangers = gate.dangers(PAGE.format(f'<div class="prose">{shown}</div>'))
    assert dangers == [], (dangers, html)


def _assert_first_wall(text: str) -> None:
    """What the emitter writes is what the cleaner returns: neither wall leans on the other."""
    emitter = markdown._Emitter(PATH, text, FIRST_LINE)
    for event, span in pyromark.events_with_range(text, options=markdown.OPTIONS):
        emitter.take(event, span["start"], span["end"])
    emitter._flush()
    for each in emitter.open:
        html = "".join(each.parts).strip()
        assert markdown.cleaned(html) == html, html


def _assert_pointers(part: markdown.Section, text: str) -> None:
    """Each source and page that a section points to is named where we say that it is."""
    lines = text.split("\n")
    for pointer in part.pointers:
        place = pointer.location
        first, last = place.line - FIRST_LINE, place.end_line - FIRST_LINE
        written = "\n".join(lines[first : last + 1])
        assert 0 <= first <= last < len(lines), pointer
        if pointer.kind == "cite" and "&" not in written:
            assert lines[first][place.column - 1 : place.end_column - 1] == f"@{pointer.target}", pointer
