"""Which characters content may hold: text in any script, but nothing that hides or reorders what people see."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

from generator.diagnostics import Location, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diagnostics import Finding, Rule

NOT_UTF8 = rule(
    "not-utf8",
    "Files are UTF-8. Another encoding turns letters of most languages into wrong ones.",
    bad="a text with the word `Straße`, saved as Windows-1252",
    good="the same text saved as UTF-8",
)
CONTROL = rule(
    "control-character",
    "Control characters, line separators and byte order marks are invisible and break the formats that data is published in.",
    bad=r'`title: "A travel\u0007 app"`',
    good="`title: A travel app`",
)
INVISIBLE = rule(
    "invisible-character",
    "Invisible format characters can make a text read differently from what is stored. Joiners are fine where a script needs them.",
    bad=r'`title: "A travel\u202e app"`',
    good="`title: A travel app`",
)

# C0 without tab and newline, C1, line and paragraph separator, byte order mark, lone surrogates, two that are no characters.
_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
_ENDS_OF_LINES = "\r\v\f\x85\u2028\u2029"
"""Without them two words or two lines would become one, so a person decides."""
_CONTROL = re.compile(f"[{_CONTROLS}]")
_SUSPECT = re.compile(f"[{_CONTROLS}\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]")
_JOINERS = "\u200c\u200d"
# A flag spelt with tags: black flag, the code of a region in letters and digits, the end.
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
MOST_FINDINGS = 100
"""A file that is full of such characters is told so often enough."""


def decode(path: str, content: bytes) -> tuple[str | None, list[Finding]]:
    """The text of a file with plain line feeds, and a finding for each character that may not stand in it."""
    try:
        text = content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(path, content, error.start)]
    return text, list(_findings(path, text))


def unwanted(text: str) -> Iterator[tuple[int, Rule]]:
    """Where characters stand in a text that may not, and which rule each breaks."""
    flags = {at for match in _FLAG.finditer(text) for at in range(*match.span())}
    for match in _SUSPECT.finditer(text):
        at, character = match.start(), match[0]
        if character in _JOINERS and _joins(text[at - 1 : at]):
            continue
        if at in flags:
            continue
        yield at, CONTROL if _CONTROL.match(character) else INVISIBLE


def named(character: str) -> str:
    """A character by its code point, to be told of: U+200B."""
    return f"U+{ord(character):04X}"


def printable(text: str, keep: str = "") -> str:
    """Text that is safe to print: whatever is not plain in it is shown as one replacement character."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() or each in keep or each in _JOINERS else "\ufffd" for each in text)


def _not_utf8(path: str, content: bytes, at: int) -> Finding:
    before = content[:at].decode("utf-8")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return NOT_UTF8.at(Location(path, line, column, line, column + 1))


def _findings(path: str, text: str) -> Iterator[Finding]:
    for at, broken in islice(unwanted(text), MOST_FINDINGS):
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        certain = text[at] not in _ENDS_OF_LINES
        yield broken.at(Location(path, line, column, line, column + 1), fix="", certain=certain, character=named(text[at]))


def _joins(before: str) -> bool:
    """Whether a joiner may follow this character: letters and marks of scripts that join, and emoji."""
    if not before:
        return False
    joining = ("DEVANAGARI", "ARABIC", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA")
    return before == "\ufe0f" or unicodedata.category(before) in {"So", "Sk"} or unicodedata.name(before, "").startswith(joining)
