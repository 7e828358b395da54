"""Edits of words: of originals, translations, countries and standing pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edits.furnish import SENTENCES, write_words
from edits.kinds import World, kind

from generator import build as pipeline
from generator.editing.translate import follow

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random


@kind("content", 2)
def a_word_of_an_original(world: World) -> str:
    return _another(world, _original(world, world.draw.choice(world.content.cases)))


@kind("content", 2)
def a_word_of_a_translation(world: World) -> str | None:
    found = _translations(world)
    return _another(world, world.draw.choice(found)) if found else None


@kind("content")
def a_title(world: World) -> str:
    path = world.draw.choice(world.content.texts)
    head, body = world.content.text(path)
    head["title"] = other_than(head["title"], lambda: words(world.draw, language_of(path), 3).capitalize())
    world.content.write_text(path, head, body)
    return path


@kind("content")
def a_summary(world: World) -> str:
    path = world.draw.choice([each for each in world.content.texts if not each.startswith("pages/")])
    head, body = world.content.text(path)
    first, *kept = re.split(r"(?<=[.।]) ", head.get("summary", ""))
    head["summary"] = " ".join([other_than(first, lambda: sentence(world.draw, language_of(path))), *kept[:4]])
    world.content.write_text(path, head, body)
    return path


@kind("content")
def a_label_of_a_figure(world: World) -> str | None:
    found = [path for path in world.content.texts if "lamps" in world.content.text(path)[0].get("results", {})]
    if not found:
        return None
    path = world.draw.choice(found)
    head, body = world.content.text(path)
    head["results"]["lamps"] = other_than(head["results"]["lamps"], lambda: words(world.draw, language_of(path), 3))
    world.content.write_text(path, head, body)
    return path


@kind("content", 2)
def a_translation_comes(world: World) -> str | None:
    lacking = [
        (identity, language)
        for identity in world.content.cases
        if "/case-" in identity
        for language in world.content.languages
        if language in SENTENCES and language not in world.content.texts_of(identity)
    ]
    if not lacking:
        return None
    identity, language = world.draw.choice(lacking)
    write_words(world.content, identity, language, world.content.case(identity)["original_language"])
    return f"{identity} in {language}"


@kind("content")
def a_translation_goes(world: World) -> str | None:
    found = _translations(world)
    if not found:
        return None
    path = world.draw.choice(found)
    (world.content.folder / path).unlink()
    return path


@kind("content")
def a_translation_follows_its_original(world: World) -> str | None:
    catalog = pipeline.check(world.content.folder, world.builder.day).catalog
    assert catalog is not None
    for path in world.draw.sample(found := _translations(world), len(found)):
        _, country, slug, _ = path.split("/")
        before = (world.content.folder / path).read_bytes()
        method = world.draw.choice(("human", "machine-reviewed"))
        follow(world.content.folder, catalog, f"{country}/{slug}", language_of(path), method)
        if (world.content.folder / path).read_bytes() != before:
            return path
    return None


@kind("content")
def the_text_of_a_country(world: World) -> str:
    return _another(world, world.draw.choice([path for path in world.content.texts if path.startswith("countries/")]))


@kind("content")
def the_text_of_a_standing_page(world: World) -> str:
    return _another(world, world.draw.choice([path for path in world.content.texts if path.startswith("pages/")]))


def _original(world: World, identity: str) -> str:
    return f"cases/{identity}/text.{world.content.case(identity)['original_language']}.md"


def _translations(world: World) -> list[str]:
    texts = world.content.texts
    return [path for path in texts if path.startswith("cases/") and "translation" in world.content.text(path)[0]]


def _another(world: World, path: str) -> str:
    """One more sentence at the end of a text, or another one where there was one, or one less."""
    head, body = world.content.text(path)
    language = language_of(path)
    beginning = SENTENCES[language][0].split("{}")[0]
    parts = body.split("\n\n")
    added = [place for place, part in enumerate(parts) if part.startswith(beginning) and "[@" not in part and place == len(parts) - 1]
    if added and not parts[-2].startswith("#") and world.draw.random() < 1 / 3:
        parts.pop()
    elif added:
        parts[-1] = other_than(parts[-1], lambda: sentence(world.draw, language))
    else:
        parts.append(sentence(world.draw, language))
    world.content.write_text(path, head, "\n\n".join(parts))
    return path


def other_than(was: str, make: Callable[[], str]) -> str:
    """What is made, again and again until it is another than it was."""
    while (made := make()) == was:
        pass
    return made


def sentence(draw: Random, language: str) -> str:
    pattern, known = SENTENCES[language]
    return pattern.format(*draw.sample(known, 3))


def words(draw: Random, language: str, number: int) -> str:
    return " ".join(draw.sample(SENTENCES[language][1], number))


def language_of(path: str) -> str:
    return path.split(".")[-2]
