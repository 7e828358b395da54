"""Edits of whole cases: some come, some go, some are called otherwise."""

from __future__ import annotations

import shutil

from edits.furnish import write_case
from edits.kinds import World, kind
from edits.of_cases import generated, path_of
from edits.of_edges import ends_of, turn_edges

from generator import vocabulary

MOST, LEAST = 13, 8
"""How many cases there are at a time."""


@kind("content", 2)
def a_case_comes(world: World) -> str | None:
    if len(world.content.cases) >= MOST:
        return None
    city, number = world.draw.choice(world.content.cities), world.new()
    identity = f"{city[:2]}/case-{number + 100}"
    write_case(world.content, identity, city, world.draw.choice(vocabulary.terms()["topic"][:5]), number)
    return identity


@kind("content", 2)
def a_case_goes(world: World) -> str | None:
    if len(world.content.cases) <= LEAST:
        return None
    identity = world.draw.choice(generated(world))
    shutil.rmtree(world.content.folder / "cases" / identity)
    turn_edges(world, {identity: ""})
    return identity


@kind("content", 2)
def a_case_is_renamed(world: World) -> str:
    identity = world.draw.choice(generated(world))
    new = f"{identity[:2]}/case-{world.new() + 100}"
    _moved(world, identity, new)
    facts = world.content.case(new)
    world.content.write(path_of(new), facts | {"former_ids": [*facts.get("former_ids", ()), identity]})
    turn_edges(world, {identity: new})
    return f"{identity} is {new}"


@kind("content")
def two_cases_change_places(world: World) -> str | None:
    """All that one said, the other says now: every file is one that was there before."""
    alone = [identity for identity in generated(world) if not ends_of(world, identity)]
    pairs = [(one, other) for one in alone for other in alone if one < other and one[:2] == other[:2]]
    if not pairs:
        return None
    one, other = world.draw.choice(pairs)
    for old, new in ((one, "aq/between"), (other, one), ("aq/between", other)):
        _moved(world, old, new)
    return f"{one} and {other}"


@kind("content")
def a_case_is_withdrawn_or_comes_back(world: World) -> str:
    identity = world.draw.choice(generated(world))
    facts = world.content.case(identity)
    there = facts.pop("withdrawn", None)
    withdrawn = None if there else {"date": "2026-02-03", "reason": "The authors took it back."}
    world.content.write(path_of(identity), facts | {"withdrawn": withdrawn})
    return f"{identity} is {'back' if there else 'withdrawn'}"


def _moved(world: World, old: str, new: str) -> None:
    (world.content.folder / "cases" / old).rename(world.content.folder / "cases" / new)
