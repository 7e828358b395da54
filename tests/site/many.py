"""A catalog with as many cases as a test likes, for lists that the repository is still too small for.

Each case is one of the repository's with other facts and other words. The words are drawn from the repository's own texts,
two that follow each other at a time, so that pages weigh about what real ones would: words drawn one by one are harder to
compress than sentences that people write.
"""

from __future__ import annotations

import datetime
import random
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.corpus.words import all_words
from generator import computed, vocabulary
from generator.models.case import Edge, Ended, Evidence, Period, Technology
from generator.models.shared import Population

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.catalog import CaseEntry, Catalog, CityEntry, Written
    from generator.models.text import CaseText

TITLE, SENTENCE, SUMMARY = (45, 80), (70, 180), (300, 400)
"""How long titles, first sentences and summaries of real cases are, in characters."""
DAY = datetime.date(2020, 1, 1)


def many(catalog: Catalog, number: int, *, first: int = 0, languages: tuple[str, ...] = ()) -> Catalog:
    """A catalog with so many cases, `first` of them first entries; every text in these languages, or in one to four."""
    draw = random.Random(number)
    words = {language: all_words(catalog, language) for language in catalog.settings.languages}
    cities = {city.id: city for city in (_city(catalog, place, draw, words) for place in range(max(1, number // 2)))}
    models = [case for case in catalog.published() if computed.completeness(case) != "stub"]
    cases: dict[str, CaseEntry] = {}
    for place in range(number):
        texts = {language: _text(draw, words[language]) for language in languages or _some(draw, catalog.settings.languages, 1, 4)}
        learned = next(reversed(cases), None) if place % 5 == 4 else None
        case = _case(draw, place, models, texts, (list(cities), learned), stub=place < first)
        cases[case.id] = case
    return replace(catalog, cases=dict(sorted(cases.items())), cities={**catalog.cities, **cities})


def _words_up_to(draw: random.Random, words: list[str], lengths: tuple[int, int]) -> str:
    wanted, text = draw.randint(*lengths), ""
    while len(text) < wanted:
        place = draw.randrange(len(words) - 1)
        text = f"{text} {words[place]} {words[place + 1]}".strip()
    return text[0].upper() + text[1:]


def _text(draw: random.Random, words: list[str]) -> dict[str, str]:
    sentences = [f"{_words_up_to(draw, words, lengths)}." for lengths in (SENTENCE, SUMMARY)]
    return {"title": _words_up_to(draw, words, TITLE), "summary": " ".join(sentences)}


def _slug(text: str, place: int) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return f"{re.sub('[^a-z0-9]+', '-', plain).strip('-')[:20].strip('-') or 'place'}-{place}"


def _city(catalog: Catalog, place: int, draw: random.Random, words: Mapping[str, list[str]]) -> CityEntry:
    """A city in one of the countries; one of eight has no population."""
    model = draw.choice(list(catalog.cities.values()))
    name = draw.choice([word for word in words["en"] if word.isalpha()]).title()
    people = Population(value=str(int(10 ** draw.uniform(3.8, 7.1))), year="2024", source="s1")
    facts = model.facts.model_copy(update={"names": {"en": name}, "population": people if draw.random() < 7 / 8 else None})
    return replace(model, id=f"{model.country}/{_slug(name, place)}", facts=facts)


def _some(draw: random.Random, values: tuple[str, ...], least: int, most: int) -> tuple[str, ...]:
    return tuple(draw.sample(values, draw.randint(least, min(most, len(values)))))


def _case(
    draw: random.Random,
    place: int,
    models: list[CaseEntry],
    texts: Mapping[str, dict[str, str]],
    others: tuple[list[str], str | None],
    *,
    stub: bool,
) -> CaseEntry:
    """A case in one of the cities; it learned from another case, or from none."""
    model, (cities, learned) = models[place % len(models)], others
    city, terms, facts = draw.choice(cities), vocabulary.terms(), model.facts
    national, told = draw.random() < 1 / 8, draw.random() < 2 / 3 and "did-not-work" in model.original.sections
    source = facts.sources[0].id
    began, stage = draw.randint(1994, 2026), draw.choice(terms["stage"])
    reused = [Edge(how="adapted", source=source, count=str(draw.randint(1, 30)))] if draw.random() < 1 / 4 else []
    planned = [Edge(how="adapted", source=source, count="40", status="planned")] if draw.random() < 1 / 8 else []
    changed = {
        "original_language": next(iter(texts)),
        "cities": () if national else (city,),
        "level": "national" if national else draw.choice(terms["level"][:-1]),
        "topics": _some(draw, terms["topic"], 1, 3),
        "instruments": _some(draw, terms["instrument"], 1, 3),
        "sdgs": tuple(f"{goal}.1" for goal in draw.sample(range(1, 18), draw.randint(1, 4))),
        "period": Period(**{draw.choice(("start", "live")): f"{began}-05"}),
        "stage": stage,
        "stage_year": 2024,
        "ended": Ended(reason="completed") if stage == "ended" else None,
        "added": DAY + datetime.timedelta(days=draw.randrange(2000)),
        "evidence": Evidence(level=draw.choice(terms["evidence-level"]), source=source) if draw.random() < 2 / 3 else None,
        "technology": Technology(open_source=draw.choice(terms["open-source-extent"])),
        "reused_by": (*reused, *planned),
        "learned_from": (Edge(case=learned, how="inspired", source=source),) if learned else (),
        "former_ids": (),
        "verified": None if stub or not facts.verified else facts.verified.model_copy(update={"date": _checked(place)}),
        "did_not_work": None if told else "not-reported",
    }
    identity = f"{city[:2]}/{_slug(next(iter(texts.values()))['title'], place)}"
    written = {language: _written(model.original, language, text, told=told) for language, text in texts.items()}
    return replace(model, id=identity, facts=facts.model_copy(update=changed), texts=written)


def _checked(place: int) -> datetime.date:
    """Most cases were checked lately, some two years ago, some three or more, as seen from the end of 2026."""
    return datetime.date((2026, 2026, 2024, 2026, 2023)[place % 5], 1, 31)


def _written(model: Written[CaseText], language: str, text: dict[str, str], *, told: bool) -> Written[CaseText]:
    """The text of a case under another title; it tells what was difficult, or not."""
    sections = {name: section for name, section in model.sections.items() if told or name != "did-not-work"}
    return replace(model, language=language, head=model.head.model_copy(update=text), sections=sections)
