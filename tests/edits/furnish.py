"""A small base with a little of everything: what the golden site with two languages holds, and more cases around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from building import SITES, copy_content
from edits.content import Content, Values

from generator import vocabulary

if TYPE_CHECKING:
    from pathlib import Path

SENTENCES = {
    "en": ("We saw {} and {} beside {}.", ("amber", "birch", "cedar", "delta", "ember", "fjords", "granite", "harbours")),
    "hi": ("हमने {} और {} को {} के पास देखा।", ("बर्फ़", "दीपक", "नदी", "पहाड़", "सूरज", "हवा", "पत्थर", "नाव")),
    "es": ("Vimos {} y {} junto a {}.", ("hielo", "faroles", "ríos", "montes", "soles", "vientos", "piedras", "barcos")),
}
"""A sentence with three places for words, and the words, of each language that the base is ever written in."""
HEADINGS = {
    "en": ("Challenge", "What was done", "What worked"),
    "hi": ("चुनौती", "क्या किया गया", "क्या सफल रहा"),
    "es": ("Desafío", "Qué se hizo", "Qué funcionó"),
}
CITIES = {"aq/empty-bay": 60_000, "aq/glacier-town": 400_000, "bv/hafen": 19_999, "bv/nyroysa": 2_000_000, "hm/atlas-cove": 150_000}
PLACES = {"aq": ("-71", "10"), "bv": ("-54.42", "3.38"), "hm": ("-53.1", "73.5")}
ABOUT = "pages/about/text.en.md"
GENERATED = 7
"""Cases besides those of the golden site."""


def furnish(folder: Path, more: int = GENERATED) -> Content:
    """The base in a new folder, with so many cases more than the golden site has: in three countries, in English and Hindi."""
    content = Content(copy_content(SITES / "two-languages", folder))
    head, body = content.text(ABOUT)
    content.write_text(ABOUT, head, body.replace("[a topic](topic:mobility)", "a topic"))  # Edits may leave no case of that topic.
    for identity, people in CITIES.items():
        write_city(content, identity, people)
    for code in ("bv", "hm"):
        write_country(content, code)
    cities, topics = content.cities, vocabulary.terms()["topic"]
    for number in range(more):
        write_case(content, f"{cities[number % len(cities)][:2]}/case-{number}", cities[number % len(cities)], topics[number % 4], number)
    for number in range(2, more, 2):
        path = _path(content, number)
        end = (
            {"origin": "old-greenhouse"} if number % 4 else {"case": _path(content, number - 1).split("/", 1)[1].removesuffix("/case.yml")}
        )
        content.write(path, content.record(path) | {"learned_from": [end | {"how": "adapted", "source": "s1"}]})
    return content


def _path(content: Content, number: int) -> str:
    return next(f"cases/{identity}/case.yml" for identity in content.cases if identity.endswith(f"/case-{number}"))


def write_city(content: Content, identity: str, people: int) -> None:
    latitude, longitude = PLACES[identity[:2]]
    source = {"id": "p1", "title": "Census", "publisher": "Made-up Network", "kind": "official", "language": "en"}
    values: Values = {"names": {"en": _name(identity)}, "latitude": latitude, "longitude": longitude}
    values |= {"population": {"value": str(people), "year": "2021", "source": "p1"}, "sources": [source]}
    country, slug = identity.split("/")
    content.write(f"countries/{country}/cities/{slug}.yml", values)


def write_country(content: Content, code: str) -> None:
    source = {"id": "c1", "title": "Yearbook", "publisher": "Made-up Network", "kind": "official", "language": "en"}
    name = {"bv": "Bouvet Island", "hm": "Heard Island"}[code]
    values = {"original_language": "en", "names": {"en": name}, "sources": [source], "added": "2026-01-05"}
    content.write(f"countries/{code}/country.yml", values)
    content.write_text(f"countries/{code}/text.en.md", {"title": name, "summary": "Nothing here is true."}, "## Overview\n\nLittle [@c1].")


def write_case(content: Content, identity: str, city: str, topic: str, number: int) -> None:
    """A case with an original, in Hindi each third time, and a translation each second time."""
    original = "hi" if number % 3 == 2 else "en"
    instruments = vocabulary.terms()["instrument"]
    content.write(f"cases/{identity}/case.yml", facts(city, original, topic, instruments[number % 3]))
    write_words(content, identity, original, "")
    if number % 2:
        write_words(content, identity, "en" if original == "hi" else "hi", original)


def facts(city: str, original: str, topic: str, instrument: str) -> Values:
    """Facts of a case that lacks nothing that makes it more than a first entry."""
    return {
        "original_language": original,
        "cities": [city],
        "level": "municipal",
        "topics": [topic],
        "instruments": [instrument],
        "sdgs": ["11.6"],
        "period": {"live": "2020-05"},
        "stage": "operation",
        "stage_year": "2024",
        "organisations": [{"id": "town", "name": "Town Hall", "role": "owner", "kind": "public"}],
        "sources": [_source("s1", "Report"), _source("s2", "Evaluation")],
        "submission": {"relation": "partner", "method": "own-report"},
        "verified": {"date": "2025-11-01", "by": "owner", "how": "sources-opened"},
        "added": "2026-01-05",
        "results": [{"id": "lamps", "value": "41", "unit": "count", "year": "2022", "kind": "output", "source": "s1"}],
        "costs": {"unknown": "true"},
        "did_not_work": "not-reported",
    }


def write_words(content: Content, identity: str, language: str, translated: str) -> None:
    """The text of a case; one that is `translated` from another language says so."""
    pattern, words = SENTENCES[language]
    head: Values = {"title": f"{_name(identity) if language == 'en' else words[len(identity) % 8]} {words[0]}"}
    head |= {"summary": " ".join(pattern.format(*words[place : place + 3]) for place in range(5)), "results": {"lamps": words[1]}}
    for name in content.case(identity).get("images", ()):
        head |= {"images": head.get("images", {}) | {name["file"]: words[2]}}
    if translated:
        head |= {"translation": {"from": translated, "method": "machine", "sections": {"title": "h:000000000000"}}}
    parts = (f"## {heading}\n\n{pattern.format(*words[place : place + 3])[:-1]} [@s1]." for place, heading in enumerate(HEADINGS[language]))
    content.write_text(f"cases/{identity}/text.{language}.md", head, "\n\n".join(parts).replace("] [@s1]", "]"))


def _source(identity: str, title: str) -> Values:
    values = {"id": identity, "title": title, "publisher": f"Office {identity}", "kind": "official", "language": "en"}
    return values | {"url": f"https://example.org/{identity}"}


def _name(identity: str) -> str:
    return identity.split("/")[1].replace("-", " ").title().translate(str.maketrans("0123456789", "ABCDEFGHIJ"))
