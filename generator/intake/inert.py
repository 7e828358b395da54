"""What a contributor wrote, shown in an answer so that nothing in it acts and nothing personal is repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.texts import MAIL, PHONE, person
from generator.formats import fenced
from generator.formats import prose as escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.languages import Locale

SHORT = 200


def is_personal(text: str) -> bool:
    """Whether there seems to be an e-mail address or a telephone number."""
    return bool(MAIL.search(text) or PHONE.search(text))


def shown(text: str, locale: Locale) -> str:
    """A text in one line of Markdown that shows just this text."""
    return escaped(hidden(text, locale))


def short(text: str, locale: Locale) -> str:
    """The same, cut after a word."""
    plain = " ".join(hidden(text, locale).split())
    return escaped(plain if len(plain) <= SHORT else f"{plain[:SHORT].rsplit(' ', 1)[0]} …")


def quoted(text: str, locale: Locale) -> Iterator[str]:
    """A text in its own lines as code in a quotation: no line of it begins with what a program could take for a command."""
    plain = hidden(text, locale).replace("##[", "##\u200b[")
    yield from (line.rstrip() for line in fenced(plain, "text", "> "))


def hidden(text: str, locale: Locale) -> str:
    """A text without what looks like an e-mail address, a telephone number or the name of a person."""
    for pattern in (MAIL, PHONE, person(locale.code)):
        text = pattern.sub(locale.text("intake.hidden"), text)
    return text
