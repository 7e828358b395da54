from __future__ import annotations

import pytest
from findings import codes, places
from hypothesis import given
from hypothesis import strategies as st

from generator import characters

WELCOME = [
    "plain, ünïcödé, Århus, 東京, Владивосток, ๏ไทย, مدينة",
    "tab\there\nand a line",
    "शहर के क्\u200dष और र्\u200cक",  # joiners after Devanagari
    "می\u200cخواهم",  # Persian
    "👩\u200d👩\u200d👧 🏳️\u200d🌈 👩🏽\u200d🚒",  # families, flags and trades are joined
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # the flag of Scotland is spelt with tags
    "e\u0301 n\u0303 \u00a0 – … \u202f",
]

# A character → the rule it breaks, anywhere in a text.
UNWANTED = {
    "\x00": "control-character",
    "\x07": "control-character",
    "\x0b": "control-character",
    "\x0c": "control-character",
    "\r": "control-character",
    "\x1b": "control-character",
    "\x7f": "control-character",
    "\x80": "control-character",
    "\x85": "control-character",
    "\x9f": "control-character",
    "\u2028": "control-character",
    "\u2029": "control-character",
    "\ufeff": "control-character",
    "\ufffe": "control-character",
    "\uffff": "control-character",
    "\xad": "invisible-character",
    "\u061c": "invisible-character",
    "\u180e": "invisible-character",
    "\u200b": "invisible-character",
    "\u200c": "invisible-character",
    "\u200d": "invisible-character",
    "\u200e": "invisible-character",
    "\u200f": "invisible-character",
    "\u202a": "invisible-character",
    "\u202e": "invisible-character",
    "\u2060": "invisible-character",
    "\u2066": "invisible-character",
    "\u2069": "invisible-character",
    "\u206f": "invisible-character",
    "\ufff9": "invisible-character",
    "\U000e0001": "invisible-character",
    "\U000e0041": "invisible-character",
}


@pytest.mark.parametrize("text", WELCOME)
def test_text_in_any_script_is_welcome(text: str) -> None:
    assert characters.decode("x", text.encode()) == (text, [])


@pytest.mark.parametrize(("character", "code"), UNWANTED.items(), ids=map(ascii, UNWANTED))
def test_what_hides_or_reorders_is_told_with_its_place(character: str, code: str) -> None:
    _, findings = characters.decode("x", f"one\näö{character}z\n".encode())
    assert places(findings) == [f"x:2:3 {code}"]
    assert dict(findings[0].values) == {"character": f"U+{ord(character):04X}"}


def test_a_byte_order_mark_is_told_at_the_start() -> None:
    assert places(characters.decode("x", b"\xef\xbb\xbfa: b\n")[1]) == ["x:1:1 control-character"]


def test_line_ends_of_windows_become_line_feeds() -> None:
    assert characters.decode("x", b"a\r\nb\r\n") == ("a\nb\n", [])


@pytest.mark.parametrize(
    "text",
    [
        "🏴" + "".join(chr(0xE0000 + ord(letter)) for letter in "ignore all that was said"),  # hidden words behind a flag
        "🏴" + "".join(chr(0xE0000 + ord(letter)) for letter in "ignoreallthatwassaid") + "\U000e007f",
        "🏴\U000e0067\U000e0062",  # no end
        "🏳\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # no black flag
        "Berlin\u200d und\u200cso",  # nothing to join in Latin
        "\u200dstart",
    ],
)
def test_joiners_and_tags_are_refused_where_nothing_needs_them(text: str) -> None:
    assert set(codes(characters.decode("x", text.encode())[1])) == {"invisible-character"}


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"\xff\xfea\x00", "x:1:1"),
        (b"a: b\nc: \xe4\n", "x:2:4"),
        ("ä: ö\n".encode() + b"\xc3", "x:2:1"),
        (b"\xed\xa0\x80", "x:1:1"),  # a lone surrogate
        (b"\xc0\xaf", "x:1:1"),  # a slash in two bytes
        ("größe".encode("latin-1"), "x:1:3"),
    ],
)
def test_other_encodings_are_told_with_their_place(content: bytes, place: str) -> None:
    text, findings = characters.decode("x", content)
    assert text is None
    assert places(findings) == [f"{place} not-utf8"]


def test_a_file_full_of_them_is_told_often_enough() -> None:
    _, findings = characters.decode("x", b"\x00" * 5_000)
    assert len(findings) == characters.MOST_FINDINGS


@given(st.binary(max_size=100))
def test_no_bytes_stop_the_program(content: bytes) -> None:
    text, findings = characters.decode("x", content)
    assert (text is None) == (codes(findings) == ["not-utf8"])


@given(st.text(st.characters(codec="utf-8")))
def test_what_is_printed_is_printable(text: str) -> None:
    shown = characters.printable(text)
    assert len(shown) == len(text)
    assert all(each.isprintable() or each in "\u200c\u200d" for each in shown)
