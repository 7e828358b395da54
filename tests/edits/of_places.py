"""Edits of cities, countries and origins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edits.furnish import PLACES, write_city
from edits.kinds import World, kind
from edits.of_texts import other_than, words

if TYPE_CHECKING:
    from edits.content import Values

POPULATIONS = (9_000, 60_000, 150_000, 400_000, 2_000_000, 7_000_000)
"""One in each size band."""


def _file(identity: str) -> str:
    country, slug = identity.split("/")
    return f"countries/{country}/cities/{slug}.yml"


def _used(world: World) -> set[str]:
    return {city for identity in world.content.cases for city in world.content.case(identity).get("cities", ())}


@kind("content", 2)
def another_population(world: World) -> str:
    """Mostly in another size band, so that other cases are similar; sometimes a few people more."""
    identity = world.draw.choice(sorted(_used(world)))
    city = world.content.record(_file(identity))
    was = int(city.get("population", {}).get("value", "1"))
    people = world.draw.choice([each for each in (*POPULATIONS, was + 1) if each != was])
    if not city.get("sources"):
        write_city(world.content, identity, people)
    else:
        city["population"] = {"value": str(people), "year": "2022", "source": city["sources"][0]["id"]}
        world.content.write(_file(identity), city)
    return f"{identity}: {people}"


@kind("content")
def another_name_of_a_city(world: World) -> str:
    identity = world.draw.choice(world.content.cities)
    city = world.content.record(_file(identity))
    language = world.draw.choice(("en", "hi"))
    city["names"][language] = other_than(city["names"].get(language, ""), lambda: words(world.draw, language, 2).title())
    world.content.write(_file(identity), city)
    return f"{identity} in {language}"


@kind("content")
def a_city_comes(world: World) -> str:
    identity = f"{world.draw.choice(sorted(PLACES))}/town-{world.new()}"
    write_city(world.content, identity, world.draw.choice(POPULATIONS))
    return identity


@kind("content")
def a_city_goes(world: World) -> str | None:
    free = [identity for identity in world.content.cities if identity not in _used(world) and "/town-" in identity]
    if not free:
        return None
    (world.content.folder / _file(identity := world.draw.choice(free))).unlink()
    return identity


@kind("content")
def a_case_moves_to_another_city(world: World) -> str | None:
    found = [(case, city) for case in world.content.cases for city in world.content.cities if _could_move(world, case, city)]
    if not found:
        return None
    case, city = world.draw.choice(found)
    world.content.write(f"cases/{case}/case.yml", world.content.case(case) | {"cities": [city]})
    return f"{case} to {city}"


def _could_move(world: World, case: str, city: str) -> bool:
    return case[:2] == city[:2] and "/case-" in case and city not in world.content.case(case)["cities"]


@kind("content")
def facts_of_a_country(world: World) -> str:
    code = world.draw.choice(world.content.countries)
    facts = world.content.record(f"countries/{code}/country.yml")
    plan = {"title": f"Plan {world.new()}", "kind": "plan", "year": "2021", "status": "in-force", "source": "c1"}
    days = [day for day in ("2023-01-31", "2025-02-01", "2026-11-01") if day != facts.get("verified", {}).get("date")]
    checked = {"date": world.draw.choice(days), "by": "editors", "how": "sources-opened"}
    changed: Values = world.draw.choice(({"strategies": [plan]}, {"verified": checked}))
    world.content.write(f"countries/{code}/country.yml", facts | changed)
    return f"{code}: {next(iter(changed))}"


@kind("content")
def an_origin_is_called_otherwise(world: World) -> str:
    origins = world.content.record("cases/origins.yml")
    name = world.draw.choice(sorted(origins))
    origins[name] = origins[name] | {"name": f"Practice {'abcdefghijkl'[world.new() % 12]}{world.new()}"}
    world.content.write("cases/origins.yml", origins)
    return name


@kind("content")
def an_origin_comes(world: World) -> str:
    name = f"origin-{world.new()}"
    new = {"name": f"Practice of {name}", "place": "Somewhere", "country": world.draw.choice(sorted(PLACES))}
    world.content.write("cases/origins.yml", world.content.record("cases/origins.yml") | {name: new})
    return name
