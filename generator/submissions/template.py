"""The questions as plain text, for people without an account."""

from __future__ import annotations

import textwrap
from functools import cache
from typing import TYPE_CHECKING

from generator import forms, languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.languages import Locale

WIDTH = 100
WITHOUT_ACCOUNT = slice(1, 3)
"""What happens next to those whom no program answers and no commit can name: of the words under `form.next`."""
HEADING = "### "
"""What stands before each question, here and in issues."""


def lines(locale: Locale) -> Iterator[str]:
    """The template: below each question what is meant, and boxes for what can be chosen."""
    words = locale.words["form"]
    yield from (words["name"], "")
    yield from _told((*words["template"], *words["intro"], *words["privacy"], *words["next"][WITHOUT_ACCOUNT]))
    yield from _questions(1, locale)
    yield from _question(forms.CONSENT_ID, locale)
    yield from (words["second-heading"], "")
    yield from _told(words["second"])
    yield from _questions(2, locale)


@cache
def around() -> frozenset[str]:
    """Every line that stands between the questions, in all languages: above the first part, and above the second."""
    found = set()
    for code in languages.available():
        words = languages.locale(code).words["form"]
        told = (*words["template"], *words["intro"], *words["privacy"], *words["next"], *words["second"])
        found |= {words["name"], words["second-heading"], *_told(told)}
    return frozenset(filter(None, found))


@cache
def hints(question: str) -> frozenset[tuple[str, ...]]:
    """The lines that stand below a question, in each language."""
    return frozenset(tuple(_hint(question, languages.locale(code))) for code in languages.available())


@cache
def boxes(question: str) -> frozenset[str]:
    """The boxes below a question, in all languages, before anybody ticks one."""
    return frozenset(box for code in languages.available() for box in _boxes(question, languages.locale(code)))


def _questions(part: int, locale: Locale) -> Iterator[str]:
    for question in forms.QUESTIONS:
        if question.part == part:
            yield from _question(question.id, locale)


def _question(identity: str, locale: Locale) -> Iterator[str]:
    yield f"{HEADING}{forms.label(identity, locale)}"
    yield from (*_hint(identity, locale), "", *_boxes(identity, locale), "")


def _hint(identity: str, locale: Locale) -> list[str]:
    return textwrap.wrap(forms.hint(identity, locale), WIDTH)


def _boxes(identity: str, locale: Locale) -> list[str]:
    if identity == forms.CONSENT_ID:
        return [f"[ ] {locale.text(f'form.tick.{tick}')}" for tick in forms.CONSENT]
    return [f"[ ] {each}" for each in forms.options(forms.BY_ID[identity], locale).values()]


def _told(paragraphs: Iterable[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield from (*textwrap.wrap(paragraph, WIDTH), "")
