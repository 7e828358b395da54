"""The facts of invented cases and cities, as the models take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator import vocabulary

if TYPE_CHECKING:
    import random

ORIGINAL = {"br": ("pt",), "de": ("de",), "in": ("en", "hi"), "mx": ("es",), "pe": ("es",)}
CURRENCY = {"br": "BRL", "de": "EUR", "in": "INR", "mx": "MXN", "pe": "PEN"}
TODAY = "2026-11-23"
"""The day for which sites of the corpus are built."""
CHECKED = ("2026-01-31", "2026-06-30", "2024-05-31", "2025-09-30", "2023-08-31")
UNITS = ("people", "households", "users", "trips", "devices", "trees", "count")
LEARNED = 0.6
"""So many of the cases learned from another one, each from one that came before it."""

Facts = dict[str, Any]


def facts(draw: random.Random, place: int, city: str, names: tuple[str, ...], earlier: list[str]) -> Facts:
    """The facts of a case in a city; `names` are for its bodies and publishers, `earlier` the cases it can have learned from.

    Where the case is decides over its language and currency only, not over what else is drawn.
    """
    terms, country, began = vocabulary.terms(), city[:2], draw.randint(2004, 2021)
    sources = _sources(draw, place, names)
    made: Facts = {
        "original_language": ORIGINAL[country][place % len(ORIGINAL[country])],
        "cities": [city],
        "level": draw.choice(terms["level"][:-1]),
        "topics": draw.sample(terms["topic"], draw.randint(1, 3)),
        "instruments": draw.sample(terms["instrument"], draw.randint(1, 3)),
        "sdgs": [f"{goal}.1" for goal in draw.sample(range(1, 18), draw.randint(1, 4))],
        "period": {"start": f"{began}-05", "live": f"{began + draw.randint(1, 2)}-09"},
        "stage": draw.choice(("prototype", "pilot", "operation", "operation", "transfer")),
        "stage_year": began + 3,
        "organisations": _bodies(draw, names),
        "sources": sources,
        "submission": {"relation": "independent", "method": "desk-research"},
        "verified": {"date": CHECKED[place % len(CHECKED)], "by": "editors", "how": "sources-opened"},
        "added": f"{2020 + place % 6}-{1 + place % 12:02}-{1 + place % 28:02}",
        "results": _results(draw, began),
        "costs": [{"for": "total", "amount": f"{draw.randint(1, 90)} million", "currency": CURRENCY[country], "source": "s2"}],
        "funding": [{"kind": draw.choice(terms["funding-kind"]), "source": "s2"}],
        "staff": {"fte": draw.randint(1, 40), "source": "s1"} if draw.random() < 1 / 2 else {"unknown": True},
        "technology": {"open_source": draw.choice(terms["open-source-extent"])},
        "evidence": {"level": draw.choice(("E0", "E1", "E1")), "source": "s1"},
        "participation": {"level": draw.choice(terms["participation-level"]), "source": "s2"},
    }
    if earlier and draw.random() < LEARNED:
        how = draw.choice(("inspired", "adapted", "reused-code", "reused-documents"))
        made["learned_from"] = [{"case": draw.choice(earlier), "how": how, "source": "s1"}]
    return made


def city(draw: random.Random, number: int, model: Facts, box: tuple[float, float, float, float]) -> Facts:
    """Another city beside a real one, whose name it has, with a number."""
    south, west, north, east = box
    near = {"latitude": (south, north), "longitude": (west, east)}
    made: Facts = {"names": {language: f"{name} {number}" for language, name in model["names"].items()}}
    for name, (least, most) in near.items():
        made[name] = round(min(most, max(least, float(model[name]) + draw.uniform(-1, 1))), 2)
    made["population"] = {"value": int(10 ** draw.uniform(3.8, 7.1)), "year": 2024, "source": "p1"}
    source = {"id": "p1", "title": f"Census {number}", "publisher": f"Office {number}", "kind": "official", "language": "en"}
    return made | {"sources": [source | {"url": f"https://example.org/census/{number}"}]}


def _bodies(draw: random.Random, names: tuple[str, ...]) -> list[Facts]:
    """The owner, and two others."""
    terms = vocabulary.terms()
    owner = {"id": "owner", "name": names[0], "role": "owner", "kind": "public"}
    others = [{"id": f"body-{place}", "name": name, "role": "partner"} for place, name in enumerate(names[1:3], start=1)]
    return [owner, *(body | {"kind": draw.choice(terms["organisation-kind"])} for body in others)]


def _sources(draw: random.Random, place: int, names: tuple[str, ...]) -> list[Facts]:
    """Three to six sources, each with an address."""
    kinds = vocabulary.terms()["source-kind"]
    return [
        {
            "id": f"s{number}",
            "title": f"{names[number % len(names)]} {place}",
            "publisher": names[(number + 1) % len(names)],
            "kind": draw.choice(kinds),
            "language": "en",
            "url": f"https://example.org/{place}/{number}",
            "published": f"{draw.randint(2015, 2025)}-0{draw.randint(1, 9)}",
        }
        for number in range(1, draw.randint(3, 6) + 1)
    ]


def _results(draw: random.Random, began: int) -> list[Facts]:
    """One to three figures."""
    kinds = vocabulary.terms()["result-kind"]
    return [
        {
            "id": f"figure-{number}",
            "value": draw.randint(20, 900_000),
            "unit": draw.choice(UNITS),
            "year": began + 3,
            "kind": draw.choice(kinds),
            "source": "s1",
        }
        for number in range(1, draw.randint(1, 3) + 1)
    ]
