"""Answers as a forge shows them: rendered from Markdown, no link, no picture, no mention and no HTML of a contributor is in them."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from clumsy import BODIES
from markdown_it import MarkdownIt

from generator.intake.inert import hidden, quoted, shown
from generator.intake.judging import ground
from generator.intake.taking import take
from generator.languages import locale
from generator.submissions.received import Received

BASE = Path(__file__).parent / "base"
TODAY = datetime.date(2026, 11, 23)
OURS = {"p", "h3", "ul", "li", "strong", "code", "pre", "blockquote"}


def rendered(text: str) -> str:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)


@pytest.mark.parametrize("name", BODIES)
def test_nothing_in_an_answer_acts(name: str) -> None:
    base = ground(BASE, TODAY)
    assert base
    html = rendered(take(Received(BODIES[name]), base, TODAY).answer)
    assert set(re.findall(r"<(\w+)", html)) <= OURS
    told = re.sub(r"<code[^>]*>.*?</code>", "", html, flags=re.DOTALL)
    assert re.findall(r"(?<![\w/])@\w|(?<![\w&])#\d|(?<!\w)GH-\d|https?://|www\.\w", re.sub(r"<[^>]*>", " ", told)) == []


def test_a_quotation_holds_every_line_as_it_is() -> None:
    lines = list(quoted("a\n\n```\n::error::\n##[x]", locale("en")))
    assert lines == ["> ````text", "> a", ">", "> ```", "> ::error::", "> ##\u200b[x]", "> ````"]


@pytest.mark.parametrize(
    ("language", "text", "left"),
    [
        ("en", "Write to office@town.example today.", "Write to [left out here] today."),
        ("de", "Telefon +49 7032 123456", "Telefon [hier weggelassen]"),
        ("es", "Habló el Sr. Ejemplo con todos.", "Habló el [omitido aquí] con todos."),
        ("en", "Nothing of that kind, in 2020 and 33,000 times.", "Nothing of that kind, in 2020 and 33,000 times."),
    ],
)
def test_what_is_personal_is_left_out(language: str, text: str, left: str) -> None:
    assert hidden(text, locale(language)) == left
    assert shown(text, locale(language)).replace("\\", "") == left
