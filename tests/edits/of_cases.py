"""Edits of the facts of cases, and of their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from edits.kinds import World, kind

from generator import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

VERIFIED = ("2023-01-31", "2024-06-30", "2025-02-28", "2025-12-24", "2026-11-01")
"""Days on which facts were checked, so that some are current and some are not, whatever the day."""


@kind("content", 2)
def another_topic(world: World) -> str:
    topics = vocabulary.terms()["topic"][:5]
    return _changed(world, world.draw.choice(_shown(world)), "topics", [[each] for each in topics] + [[topics[0], topics[1]]])


@kind("content")
def another_stage(world: World) -> str:
    return _changed(world, world.draw.choice(generated(world)), "stage", ("idea", "pilot", "operation", "transfer"))


@kind("content")
def another_instrument(world: World) -> str:
    return _changed(world, world.draw.choice(_shown(world)), "instruments", [[each] for each in vocabulary.terms()["instrument"][:4]])


@kind("content")
def another_figure(world: World) -> str:
    identity = world.draw.choice(generated(world))
    facts = world.content.case(identity)
    facts["results"][0]["value"] = str(int(facts["results"][0]["value"]) + world.draw.randint(1, 50))
    world.content.write(path_of(identity), facts)
    return f"figure of {identity}"


@kind("content")
def facts_are_checked(world: World) -> str:
    days = [{"date": day, "by": "editors", "how": "sources-opened"} for day in VERIFIED]
    return _changed(world, world.draw.choice(_shown(world)), "verified", days)


@kind("content")
def a_source_comes(world: World) -> str:
    identity, number = world.draw.choice(generated(world)), world.new()
    facts = world.content.case(identity)
    facts["sources"].append(facts["sources"][0] | {"id": f"n{number}", "title": "One more", "url": f"https://example.org/n{number}"})
    world.content.write(path_of(identity), facts)
    return f"source n{number} of {identity}"


@kind("content")
def a_source_goes(world: World) -> str | None:
    found = [identity for identity in generated(world) if len(world.content.case(identity)["sources"]) > 1]
    if not found:
        return None
    facts = world.content.case(identity := world.draw.choice(found))
    gone = facts["sources"].pop(world.draw.randrange(1, len(facts["sources"])))
    world.content.write(path_of(identity), facts)
    return f"source {gone['id']} of {identity}"


def _shown(world: World) -> list[str]:
    return [identity for identity in world.content.cases if "withdrawn" not in world.content.case(identity)]


def _changed(world: World, identity: str, key: str, choices: Sequence[Any]) -> str:
    facts = world.content.case(identity)
    others = [each for each in choices if each != facts.get(key)]
    world.content.write(path_of(identity), facts | {key: world.draw.choice(others)})
    return f"{key} of {identity}"


def path_of(identity: str) -> str:
    """The file with the facts of a case."""
    return f"cases/{identity}/case.yml"


def generated(world: World) -> list[str]:
    """Cases that no text names, so that they can go."""
    return [identity for identity in world.content.cases if "/case-" in identity]
