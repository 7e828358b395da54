"""Whatever is submitted gets an answer, and no word of it is lost: it stands in the files, or it is quoted."""

from __future__ import annotations

import datetime
import re
from functools import cache
from pathlib import Path

import pytest
from bodies import ENGLISH, body
from hypothesis import given, settings
from hypothesis import strategies as some

from generator import forms, languages
from generator.intake.judging import Ground, ground
from generator.intake.taking import Intake, take
from generator.submissions.received import BrokenFileError, Received, read

BASE = Path(__file__).parent / "base"
TODAY = datetime.date(2026, 11, 23)
LABELS = [label for code in languages.available() for question in forms.BY_ID for label in [forms.label(question, languages.locale(code))]]
PIECES = some.sampled_from(
    [
        "\n",
        "\n\n",
        "\r\n",
        "### ",
        "#### ",
        "- [X] ",
        "- [ ] ",
        "_No response_",
        "Not known",
        "```",
        "<script>",
        "{title}",
        "${{ x }}",
        "::error::",
        "##[error]",
        "@octocat",
        "---",
        "../..",
        "\u202e",
        "\u0000",
        "\u2028",
        ": ",
        "'\"",
        "%s",
        "word",
        "https://a.example/b",
        "javascript:x",
    ]
)
TEXTS = some.lists(PIECES | some.sampled_from(LABELS) | some.text(max_size=8), max_size=20).map("".join)
PLAIN = some.lists(
    some.sampled_from(
        ["alpha", "beta,", "gamma.", "<b>", "</b>", "**", "[x]", "(y)", "- item", "\n", "\n\n", "`code`", "| a", "#7", "@name", "~~"]
    ),
    max_size=15,
).map(" ".join)


@cache
def base() -> Ground:
    found = ground(BASE, TODAY)
    assert found
    return found


def taken(text: str) -> Intake:
    return take(Received(text), base(), TODAY)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.replace("\u200b", "")))


@given(TEXTS)
@settings(max_examples=60)
def test_any_text_gets_an_answer(text: str) -> None:
    told = taken(text)
    assert told.answer.strip()
    assert len(told.answer) < 65_536
    assert told.as_values()["ok"] == told.ok
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in told.answer.splitlines())


@given(some.sampled_from([*forms.BY_ID]), TEXTS)
@settings(max_examples=60)
def test_any_answer_gets_an_answer(question: str, text: str) -> None:
    told = taken(body("en", ENGLISH | {question: text}))
    assert told.answer.strip()
    # What may be written has been judged; what may not says why.
    assert told.ok or told.problems


@given(
    some.sampled_from([each.id for each in forms.QUESTIONS if each.fills in {"challenge", "approach", "worked", "title", "summary"}]), PLAIN
)
@settings(max_examples=60)
def test_no_word_is_lost(question: str, text: str) -> None:
    told = taken(body("en", ENGLISH | {question: text}))
    written = " ".join(file.text for file in told.files)
    assert words(text) <= words(written) | words(told.answer)


@given(PLAIN, some.sampled_from([*forms.BY_ID]), PLAIN)
@settings(max_examples=60)
def test_what_is_refused_is_quoted(above: str, question: str, text: str) -> None:
    told = taken(f"{above}\n\n{body('en', ENGLISH | {question: text})}")
    assert words(above) <= words(told.answer)
    if any(each.question == question and not each.taken for each in told.problems):
        assert words(text) <= words(told.answer)


@given(
    some.binary(max_size=200)
    | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))
    | some.sampled_from([b"{", b"[]", b'{"body": null}', b'{"issue": 1}'])
)
def test_any_file_is_a_submission_or_says_why_not(content: bytes) -> None:
    try:
        said = read(content).body
    except BrokenFileError as error:
        said = f"{error}."
        told_in_one_line = "\n" not in said
    else:
        told_in_one_line = True
    assert told_in_one_line
    assert isinstance(said, str)


@pytest.mark.slow
@given(some.text(max_size=2_000) | TEXTS)
@settings(max_examples=1_000)
def test_any_text_at_all(text: str) -> None:
    assert taken(text).answer.strip()
