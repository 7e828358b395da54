"""Invented cases as values, before any engine's layout: facts, and the same sections in every language."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import facts, words
from generator import load, source, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.corpus.facts import Facts
    from generator.catalog import Catalog

REPOSITORY = Path(__file__).parents[2]
LANGUAGES = ("en", "de", "es", "pt", "hi")
WORDS = 330
"""Words of all sections of a text together; with title and summary it has about 400."""
SENTENCE = (8, 20)
CASES_A_CITY = 20
FIGURED = 1 / 6
"""So many of the sentences hold a figure."""


@dataclass(frozen=True)
class Sentence:
    """What a sentence has in common with its translations: its length, its figure, its source and the case it links to."""

    length: int
    figure: str = ""
    source: str = ""
    link: str = ""


@dataclass(frozen=True)
class Said:
    """One sentence in words, without its mark; the words of its link are those that the linked page begins with."""

    words: str
    sentence: Sentence


@dataclass(frozen=True)
class Text:
    """The words of a case in one language. `sections` are paragraphs by the id of their section; `labels` tell of the figures."""

    title: str
    summary: str
    evidence: str
    labels: dict[str, str]
    sections: dict[str, tuple[tuple[Said, ...], ...]]


@dataclass(frozen=True)
class Case:
    id: str
    facts: Facts
    texts: dict[str, Text]


class Corpus:
    """So many cases, drawn with a seed: the same number and seed give the same cases, whatever machine draws them.

    The words are those of the repository as it is: when its texts change, so do those of the corpus.
    """

    def __init__(self, number: int, seed: int = 1) -> None:
        self.number, self.seed = number, seed
        self.catalog = _catalog()
        self.words = {language: words.plain_words(self.catalog, language) for language in LANGUAGES}

    @cached_property
    def cities(self) -> dict[str, Facts]:
        """Facts of the invented cities by id; there are as many cities as give each of them about twenty cases."""
        draw, boxes = random.Random(f"{self.seed} cities"), vocabulary.bounding_boxes()
        models = {name: self.catalog.cities[name].facts.model_dump(mode="json") for name in sorted(self.catalog.cities)}
        made = {}
        for number in range(self.number // CASES_A_CITY - len(models)):
            model = draw.choice(sorted(models))
            made[f"{model}-{number}"] = facts.city(draw, number, models[model], boxes[model[:2]])
        return made

    def cases(self) -> Iterator[Case]:
        """One after the other, each drawn on its own: the first hundred of a thousand have the texts of a corpus of a hundred."""
        cities = sorted({*self.catalog.cities, *self.cities})
        earlier: list[str] = []
        for place in range(self.number):
            city = random.Random(f"{self.seed} city {place}").choice(cities)
            case = self._case(random.Random(f"{self.seed} {place}"), place, city, earlier)
            earlier.append(case.id)
            yield case

    def _case(self, draw: random.Random, place: int, city: str, earlier: list[str]) -> Case:
        names = tuple(words.up_to(draw, self.words["en"], 50).title() for _ in range(4))
        made = facts.facts(draw, place, city, names, earlier)
        plan = _plan(draw, [source["id"] for source in made["sources"]], made)
        texts = {language: self._text(draw, language, plan, made) for language in LANGUAGES}
        return Case(f"{city[:2]}/{_slug(texts['en'].title)}-{place}", made, texts)

    def _text(self, draw: random.Random, language: str, plan: dict[str, list[list[Sentence]]], made: Facts) -> Text:
        known, stop = self.words[language], "।" if language == "hi" else "."
        return Text(
            title=words.up_to(draw, known, draw.randint(45, 78)),
            summary=" ".join(f"{words.up_to(draw, known, draw.randint(110, 170))}{stop}" for _ in range(3)),
            evidence=f"{words.up_to(draw, known, 120)}{stop}",
            labels={figure["id"]: words.up_to(draw, known, 60) for figure in made["results"]},
            sections={
                name: tuple(tuple(Said(words.sentence(draw, known, each.length), each) for each in paragraph) for paragraph in paragraphs)
                for name, paragraphs in plan.items()
            },
        )


@cache
def _catalog() -> Catalog:
    """The repository's own content, for its words, countries and cities: read, and not checked."""
    settings, _ = load.load_settings(REPOSITORY)
    if settings is None:
        message = "mkdocs.yml cannot be read: iscn check"
        raise SystemExit(message)
    return load.load(source.read(REPOSITORY), settings)[0]


def _plan(draw: random.Random, sources: list[str], made: Facts) -> dict[str, list[list[Sentence]]]:
    """Paragraphs of each section that the case tells of: those that are required, and some of the others. Every source is cited."""
    required = vocabulary.required_sections()
    told = [name for name in vocabulary.sections("case") if name in required or draw.random() < 2 / 3]
    lengths = _lengths(draw, len(told))
    linked = [edge["case"] for edge in made.get("learned_from", ())]
    cited, plan = 0, {}
    for name, numbers in zip(told, lengths, strict=True):
        sentences = []
        for length in numbers:
            figure = str(draw.choice((draw.randint(2, 99), draw.randint(2005, 2025)))) if draw.random() < FIGURED else ""
            sentences.append(Sentence(length, figure, sources[cited % len(sources)], linked.pop() if linked else ""))
            cited += 1
        middle = (len(sentences) + 1) // 2
        plan[name] = [part for part in (sentences[:middle], sentences[middle:]) if part]
    return plan


def _lengths(draw: random.Random, sections: int) -> list[list[int]]:
    """For each section the numbers of words of its sentences."""
    each = WORDS // sections
    made = []
    for _ in range(sections):
        numbers: list[int] = []
        while sum(numbers) < each - SENTENCE[0]:
            numbers.append(draw.randint(*SENTENCE))
        made.append(numbers)
    return made


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "case"
