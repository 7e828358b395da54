"""A page of every type, by where it is: on the site of the real content, or on a small one that has what the real one lacks."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("en", "de", "es", "pt", "hi")
ABOVE = "above the languages"
GROUPS = (*LANGUAGES, ABOVE)
"""What a test of all pages is divided into."""

REAL, RARE = "real", "rare"
FULL_CASE = "cases/in/ahmedabad-heat-action-plan/"
MOVED = "moved case"

_REAL_TYPES = {
    "home": "",
    "explorer": "cases/",
    "case": FULL_CASE,
    "case of another language": "cases/de/herrenberg-stadtnavi/",
    "countries": "countries/",
    "country": "countries/in/",
    "cities": "cities/",
    "city": "countries/mx/guadalajara/",
    "topics": "topics/",
    "topic": "topics/mobility/",
    "instruments": "instruments/",
    "instrument": "instruments/open-source/",
    "stages": "stages/",
    "stage": "stages/operation/",
    "search": "search/",
    "glossary": "glossary/",
    "data": "data/",
    "translations": "translations/",
    "what needs work": "work/",
    "standing page": "accessibility/",
    "standing page with a long text": "legal/",
}
_RARE_TYPES = {
    "stub": "cases/aq/sledge-sharing/",
    "withdrawn case": "cases/aq/ice-sensors/",
    MOVED: "cases/aq/greenhouse/",
    "city without a case": "countries/aq/empty-bay/",
}
_TYPES_ABOVE = {"choice of language": "", "not found": "404.html"}


@dataclass(frozen=True)
class Shown:
    """A page to look at: the name of its type, on which of the two sites it is, and its address below the start of that site."""

    name: str
    site: str
    path: str


def pages(group: str) -> list[Shown]:
    """A page of every type in a language; or those that stand above the languages."""
    if group == ABOVE:
        return [Shown(name, REAL, path) for name, path in _TYPES_ABOVE.items()]
    types = ((REAL, _REAL_TYPES), (RARE, _RARE_TYPES))
    return [Shown(name, site, f"{group}/{path}") for site, paths in types for name, path in paths.items()]


def path_of(name: str) -> str:
    """Where the page of a type is, below the folder of a language."""
    return {**_REAL_TYPES, **_RARE_TYPES}[name]


EVERY = [(group, page) for group in GROUPS for page in pages(group)]
"""Every type in every language, for tests that take one page at a time."""
IDS = [f"{group}: {page.name}" for group, page in EVERY]
