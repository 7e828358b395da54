"""Dates as people write them: 2018, May 2018, 05/2020, about 2018. What could mean two days is not guessed."""

from __future__ import annotations

import datetime
import re
from functools import cache

from generator import languages
from generator.submissions.wording import digits, folded, said

MONTHS = 12


def when(answer: str) -> str | None:
    """A date as content has it, `2018`, `2018-05`, `2018-05-18`, with a `~` for about; None where it cannot be read."""
    words = folded(digits(answer).replace("~", " ~ "))
    about = "~" in words
    words = words.replace("~", " ").strip()
    for phrase in sorted(said("about-words"), key=len, reverse=True):
        if re.match(rf"{re.escape(phrase)}(?![^\W\d])", words):
            about, words = True, words[len(phrase) :].strip(" .")
            break
    exact = _numbers(words) or _named(words)
    if exact is None or not _is_in_calendar(exact):
        return None
    return f"{exact}~" if about else exact


def _is_in_calendar(exact: str) -> bool:
    """Whether there is such a day, or the first of such a month or year."""
    try:
        datetime.date.fromisoformat(f"{exact}-01-01"[: len("2018-05-18")])
    except ValueError:
        return False
    return True


def _numbers(words: str) -> str | None:
    """Digits and separators only."""
    if re.fullmatch(r"[12]\d{3}(?:-\d{2}){0,2}", words):
        return words
    month = re.fullmatch(r"(\d{1,2})[./-]([12]\d{3})", words)
    if month and 0 < int(month[1]) <= MONTHS:
        return f"{month[2]}-{int(month[1]):02}"
    day = re.fullmatch(r"(\d{1,2})([./-]) ?(\d{1,2})\2 ?([12]\d{3})", words)
    if day and 0 < int(day[3]) <= MONTHS and (day[2] == "." or int(day[1]) > MONTHS or day[1] == day[3]):
        return f"{day[4]}-{int(day[3]):02}-{int(day[1]):02}"
    return None


def _named(words: str) -> str | None:
    """With the name of a month, or with small words such as since and year."""
    year, month = "", 0
    day: int | None = None
    for word in re.sub(r"[,./]", " ", words).split():
        if re.fullmatch(r"[12]\d{3}", word) and not year:
            year = word
        elif word in _months() and not month:
            month = _months()[word]
        elif re.fullmatch(r"\d{1,2}(?:st|nd|rd|th|º|o)?", word) and day is None:
            day = int(re.sub(r"\D", "", word))
        elif word not in said("date-words"):
            return None
    if not year or (day is not None and not month):
        return None
    return year + (f"-{month:02}" if month else "") + (f"-{day:02}" if day is not None else "")


@cache
def _months() -> dict[str, int]:
    """Names of months in every language, in full and short."""
    names: dict[str, int] = {}
    for code in languages.available():
        for context in languages.locale(code).cldr.months.values():
            for width in ("abbreviated", "wide"):
                names |= {folded(name): number for number, name in context[width].items()}
    return names
