"""Countries and places by their names in any of our languages, and positions as people write them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import pycountry

from generator import languages
from generator.submissions.wording import digits, folded

if TYPE_CHECKING:
    from generator.catalog import Catalog

LETTERS = 2


def country(answer: str) -> str:
    """The two letters of a country; empty where no country is called that."""
    return _countries().get(folded(answer), "")


def split(answer: str) -> list[str]:
    """The places that an answer names, each once."""
    return list(dict.fromkeys(name for part in re.split(r"[;\n]", answer) if (name := part.strip(" ,"))))


def known(name: str, country: str, catalog: Catalog) -> str:
    """The id of the place of that name in a country; empty where there is none, or more than one."""
    found = {
        city.id
        for city in catalog.cities.values()
        if city.country == country and folded(name) in {folded(each) for each in (city.id, city.id[3:], *city.facts.names.values())}
    }
    return found.pop() if len(found) == 1 else ""


def position(answer: str) -> str:
    """A latitude or longitude as content has it, as far as it can be read: 48,59° N becomes 48.59."""
    match = re.fullmatch(r"([+-]?)(\d{1,3})(?:[.,](\d+))? ?°? ?([NSEWnsew]?)", digits(answer).replace("\u2212", "-").strip())
    if not match:
        return answer
    sign = "-" if match[1] == "-" or match[4].upper() in {"S", "W"} else ""
    return f"{sign}{int(match[2])}.{match[3][:8]}" if match[3] else f"{sign}{int(match[2])}"


@cache
def _countries() -> dict[str, str]:
    """Names of countries in every language of ours, and their codes of two and three letters, folded → two letters."""
    listed: list[Any] = list(cast("Any", pycountry.countries))
    codes = {each.alpha_2.lower() for each in listed} | {"xk"}
    known: dict[str, str] = {}
    for each in listed:
        names = (getattr(each, name, None) for name in ("alpha_2", "alpha_3", "name", "official_name", "common_name"))
        known |= {folded(name): each.alpha_2.lower() for name in names if name}
    for code in languages.available():
        territories = languages.locale(code).cldr.territories.items()
        known |= {folded(name): code.lower() for code, name in territories if len(code) == LETTERS and code.lower() in codes}
    return known
