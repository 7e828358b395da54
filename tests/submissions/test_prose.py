"""What contributors write shows as just these words: checked with the Markdown that the site is made from."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator import markdown
from generator.submissions.prose import markdown as prose

MARKS = some.sampled_from(
    ["# ", "## Results", "---", "===", "```", "~~~", "- ", "* ", "+ ", "1. ", "2) ", "> ", "|", "<b>", "</b>", "<!--", "&lt;"]
)
MORE = some.sampled_from(
    [
        "[a](b)",
        "[a]: b",
        "![a](b)",
        "[@s1]",
        "[@s9]",
        "**",
        "__",
        "_a_",
        "`",
        "\\",
        "\n",
        "\n\n",
        "    ",
        "word",
        "a_b",
        "https://x.example",
    ]
)


def html(text: str) -> tuple[str, list]:
    parts, findings = markdown.sections("text.en.md", f"## Challenge\n\n{text}\n")
    assert len(parts) == 1
    return parts[0].html, findings


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("One sentence.", "One sentence [@s1]."),
        ("No full stop", "No full stop [@s1]"),
        ("एक वाक्य।", "एक वाक्य [@s1]।"),
        ("Two\nlines.", "Two lines [@s1]."),
        ("One.\n\n\n \nTwo.", "One [@s1].\n\nTwo [@s1]."),
        ("First:\n- a\n• b\n  goes on", "First: [@s1]\n\n- a [@s1]\n- b goes on [@s1]"),
        ("1. a\n2) b", "1. a [@s1]\n2. b [@s1]"),
        ("1. Mai 2020 begann es.", "1\\. Mai 2020 begann es [@s1]."),
        ("2. a\n3. b", "2\\. a 3. b [@s1]"),
        ("# not a heading", "\\# not a heading [@s1]"),
        ("snake_case and _this_", "snake_case and \\_this\\_ [@s1]"),
        ("", ""),
    ],
)
def test_examples(written: str, made: str) -> None:
    assert prose(written, "s1") == made


def test_lines_stay_short() -> None:
    made = prose("word " * 100, "s1")
    assert max(map(len, made.splitlines())) <= 120


def test_without_a_source_nothing_is_cited() -> None:
    assert prose("One.", "") == "One."


@given(
    some.lists(
        MARKS | MORE | some.text(max_size=5, alphabet=some.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"])), max_size=25
    )
)
def test_nothing_comes_to_life_and_no_word_is_lost(parts: list[str]) -> None:
    written = "".join(parts)
    made = prose(written, "s1")
    if not made:
        assert not written.strip()
        return
    shown, findings = html(made)
    assert findings == []
    tags = set(re.findall(r"</?(\w+)", shown))
    assert tags <= {"p", "ul", "ol", "li", "a"}
    assert set(re.findall(r'href="([^"]*)"', shown)) <= {"cite:s1"}
    text = unescape(re.sub(r"<a [^>]*>.*?</a>|<[^>]*>", " ", shown))
    missing = [word for word in words(written) if word not in words(text) and not word.isdecimal()]
    assert missing == []
