"""Submissions: whatever somebody sends, there are files that `check` accepts or an answer that says why not, and no word of it is lost."""

from __future__ import annotations

import datetime
import html
import json
import re
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from promises import letters, text_of

from generator import forms, load, source, yaml_text
from generator.diagnostics import has_errors
from generator.intake.inert import hidden
from generator.intake.judging import ground
from generator.intake.taking import take
from generator.languages import locale
from generator.source import KINDS
from generator.submissions import prose
from generator.submissions.answers import answers
from generator.submissions.received import BrokenFileError, Received, read
from generator.submissions.wording import is_nothing, is_unknown

if TYPE_CHECKING:
    from generator.intake.judging import Ground
    from generator.intake.taking import Intake

INTAKE = Path(__file__).parent.parent / "intake"
sys.path.append(str(INTAKE))

import bodies  # noqa: E402 - they stand beside the tests of submissions

BASE = INTAKE / "base"
TODAY = datetime.date(2026, 11, 23)
OURS = {"p", "h3", "ul", "li", "strong", "code", "pre", "blockquote"}
"""Elements of an answer."""
IN_WORDS = ("challenge", "approach", "worked", "title", "summary")
"""Questions whose answers are taken as they are."""
SEPARATOR = "\x1e"
"""Between answers; it may not stand in a text, so no answer holds it."""
LONGEST = 20_000
"""Characters of a submission; limits of size have tests of their own."""
ASKED = tuple(forms.BY_ID)


def run(data: bytes) -> None:
    """The first byte chooses: a file as it is, a text as it is, or a complete form with other answers to some questions."""
    choice, rest = data[0] % 4 if data else 0, data[1:]
    if choice == 0:
        _run_file(rest)
    elif choice == 1:
        _assert_answered(rest.decode("utf-8", "replace"))
    else:
        _run_form(rest)


def seeds() -> list[bytes]:
    """Submissions in all languages, clumsy and hostile ones, and answers one by one."""
    from clumsy import BODIES, FILES

    texts = [path.read_bytes() for path in sorted((INTAKE / "submitted").iterdir())]
    files = [b"\x00" + each for each in (*FILES.values(), *texts) if len(each) < LONGEST]
    plain = [b"\x01" + each.encode("utf-8", "ignore") for each in BODIES.values() if len(each) < LONGEST]
    single = [b"\x02" + bytes([ASKED.index(name)]) + answer.encode() for name, answer in bodies.ENGLISH.items()]
    return [*files, *plain, *(b"\x01" + each for each in texts), *single]


@cache
def _base() -> Ground:
    found = ground(BASE, TODAY)
    assert found
    return found


def _run_file(content: bytes) -> None:
    """The issue or the template in a file; where there is none, a line of words that says so."""
    try:
        text, why_not = read(content).body, "none"
    except BrokenFileError as error:
        text, why_not = "", str(error)
    assert why_not
    assert "\n" not in why_not
    if len(text) < LONGEST:
        _assert_answered(text)


def _run_form(data: bytes) -> None:
    """Parts, each a byte that names a question and its answer."""
    changed = {}
    for part in data.split(SEPARATOR.encode())[:6]:
        if part:
            changed[ASKED[part[0] % len(ASKED)]] = text_of(part[1:])
    told = _assert_answered(bodies.body("en", bodies.ENGLISH | changed))
    if told.ok:
        return
    assert told.problems, "what may not be written says why"


def _assert_answered(text: str) -> Intake:
    told = take(Received(text), _base(), TODAY)
    json.dumps(told.as_values())
    _assert_inert(told.answer)
    _assert_files(told)
    _assert_nothing_lost(text, told)
    return told


def _assert_inert(answer: str) -> None:
    """An answer fits into a comment, and nothing in it acts: no HTML, link, mention, reference or command to a workflow."""
    assert answer.strip()
    assert len(answer) < 65_536
    for line in answer.splitlines():
        assert not line.lstrip().startswith("::"), line
        assert "##[" not in line, line
    shown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(answer)
    assert set(re.findall(r"<([a-zA-Z][^\s>/]*)", shown)) <= OURS, shown
    told = re.sub(r"<[^>]*>", " ", re.sub(r"<code[^>]*>.*?</code>", "", shown, flags=re.DOTALL))
    assert re.findall(r"(?<![\w/])@\w|(?<![\w&])#\d|(?<!\w)GH-\d|https?://|www\.\w", told) == [], told


def _assert_files(told: Intake) -> None:
    """The files have paths and bytes that the reader takes, and its values are what the writer was given."""
    for file in told.files:
        assert any(pattern.fullmatch(file.path) for _, pattern in KINDS), file.path
        if file.path.endswith(".yml"):
            trees, findings = yaml_text.parse(file.path, file.text)
            assert (len(trees), findings) == (1, []), (findings, file.text)
    if not told.ok:
        return
    reading = source.with_files(_base().reading, {file.path: file.text.encode() for file in told.files})
    catalog, findings = load.load(reading, _base().settings)
    assert not has_errors((*reading.findings, *findings)), findings
    assert told.identity in catalog.cases
    assert told.as_values()["files"]


def _assert_nothing_lost(text: str, told: Intake) -> None:
    """Words outside all questions, and answers that are refused, stand in the answer; those in words stand in it or in the files."""
    given = answers(text)
    if not given.given and not given.outside:
        return
    words = locale(given.language)
    shortened = words.text("intake.shortened") in told.answer
    shown = _unescaped(told.answer.replace("\u200b", ""))
    there = letters(shown) | letters(html.unescape(shown))
    files = letters(_unescaped(" ".join(file.text for file in told.files)))
    refused = {each.question for each in told.problems if each.question and not each.taken}
    for question, answer in {**given.given, "": given.outside}.items():
        if shortened or (question and question not in refused and (question not in IN_WORDS or not told.files)):
            continue
        if is_unknown(answer) or is_nothing(answer) or question == forms.CONSENT_ID:
            continue
        left_out = letters(words.text("intake.hidden"))
        lost = letters(hidden(answer, words)) - there - left_out - (files if question and question not in refused else set())
        assert not lost, (question, answer, lost)
    _assert_prose(given.given)


def _unescaped(text: str) -> str:
    """A text without the backslashes that take the meaning from a mark."""
    return unicodedata.normalize("NFC", re.sub(r"\\(?=[^\w\s])", "", text))


def _assert_prose(given: dict[str, str]) -> None:
    """Paragraphs and lists as Markdown hold each word in its order."""
    for question in IN_WORDS:
        made = re.sub(r"\s*\[@s1\]", "", prose.markdown(given.get(question, ""), "s1"))
        expected = re.findall(r"[^\W\d_]+", given.get(question, ""))
        assert re.findall(r"[^\W\d_]+", made) == expected, (question, made)
