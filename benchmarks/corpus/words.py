"""Words of each language, drawn from the repository's own texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator import languages

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping

    from generator.catalog import Catalog, Written

RUN = (2, 6)
"""How many words that follow each other are drawn at a time."""
LOOSE = ",-\u2013"
"""Marks with which nothing ends."""


def all_words(catalog: Catalog, language: str) -> list[str]:
    """All texts in a language, word by word, without citations and the ends of sentences."""
    families: list[Mapping[str, Written[Any]]] = [
        *(case.texts for case in catalog.cases.values()),
        *(country.texts for country in catalog.countries.values()),
        *(page.texts for page in catalog.pages.values()),
    ]
    texts = [family[language] for family in families if language in family]
    parts = [part for text in texts for part in (text.head.summary or "", *(each.html for each in text.sections.values()))]
    return [word for part in parts for word in re.sub(r"<a[^>]*>s\d+</a>|<[^>]*>|&\w+;|[.?!।]", " ", part).split()]


def plain_words(catalog: Catalog, language: str) -> tuple[str, ...]:
    """The words that mean the same wherever they stand: no figures, brackets, addresses, titles of persons."""
    titles = {title.rstrip(".") for title in languages.locale(language).honorifics}
    return tuple(
        word
        for word in all_words(catalog, language)
        if re.fullmatch(r"[^\W\d_][^\d_()\[\]<>*`\"„“”«»/@:;#|]*", word) and word not in titles
    )


def phrase(draw: random.Random, words: tuple[str, ...], number: int) -> str:
    """So many words, as they follow each other in the texts for a few at a time."""
    return " ".join(_drawn(draw, words, number)).strip(LOOSE)


def sentence(draw: random.Random, words: tuple[str, ...], number: int) -> str:
    """A phrase with a capital letter, still without the mark at its end."""
    text = phrase(draw, words, number)
    return text[:1].upper() + text[1:]


def up_to(draw: random.Random, words: tuple[str, ...], most: int) -> str:
    """A sentence of at most so many characters, and not much less."""
    text = sentence(draw, words, most)
    return text if len(text) <= most else text[: text.rindex(" ", 0, most)].rstrip(LOOSE)


def _drawn(draw: random.Random, words: tuple[str, ...], number: int) -> Iterator[str]:
    while number > 0:
        start = int(draw.random() * (len(words) - RUN[1]))
        length = min(number, RUN[0] + int(draw.random() * (RUN[1] - RUN[0] + 1)))
        yield from words[start : start + length]
        number -= length
