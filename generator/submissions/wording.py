"""How words of contributors are compared with ours: case, spaces, marks around them and accents make no difference."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from generator import languages

MARKS = " .,;:!?\"'„“”«»()[]।-\u2013\u2014"


def folded(text: str) -> str:
    """A text as it is compared: in small letters, with single spaces, without the marks around it and without accents."""
    return re.sub(r"\s+", " ", languages.without_accents(text)).strip(MARKS).casefold()


def digits(text: str) -> str:
    """The same with the digits of every script as 0 to 9."""
    return "".join(str(unicodedata.digit(each)) if each.isdecimal() else each for each in text)


@cache
def said(*keys: str) -> frozenset[str]:
    """What stands under these keys of `form` in any language, words or lists of words, folded."""
    found: list[str] = []
    for code in languages.available():
        words = languages.locale(code).words["form"]
        for key in keys:
            found += words[key] if isinstance(words[key], list) else [words[key]]
    return frozenset(map(folded, found))


def is_unknown(text: str) -> bool:
    """Whether an answer says that no source tells."""
    return folded(text) in said("unknown", "unknown-words")


def is_unreported(text: str) -> bool:
    """Whether an answer says that no source tells of anything difficult."""
    return is_unknown(text) or folded(text) in said("none", "none-words")


def is_nothing(text: str) -> bool:
    """Whether all that an answer says is that nothing was difficult."""
    parts = [part for each in re.split(r"[,.;:!?।\n]", text) if (part := folded(each))]
    return bool(parts) and set(parts) <= said("nothing-words")
