"""Edits of who learned from whom, and what other edits need so that edges lead somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edits.kinds import World, kind
from edits.of_cases import generated, path_of

if TYPE_CHECKING:
    from edits.content import Values


@kind("content", 2)
def an_edge_comes(world: World) -> str | None:
    cases = world.content.cases
    free = [(one, other) for one in cases for other in cases if one != other and other not in ends_of(world, one)]
    if not free:
        return None
    one, other = world.draw.choice(free)
    return _learned(world, one, {"case": other})


@kind("content")
def an_edge_from_elsewhere_comes(world: World) -> str | None:
    free = [
        (one, origin)
        for one in generated(world)
        for origin in world.content.record("cases/origins.yml")
        if origin not in {edge.get("origin") for edge in edges_of(world, one)}
    ]
    if not free:
        return None
    one, origin = world.draw.choice(free)
    return _learned(world, one, {"origin": origin})


@kind("content")
def an_edge_goes(world: World) -> str | None:
    found = [identity for identity in world.content.cases if edges_of(world, identity)]
    if not found:
        return None
    facts, edges = world.content.case(identity := world.draw.choice(found)), edges_of(world, identity)
    gone = edges.pop(world.draw.randrange(len(edges)))
    world.content.write(path_of(identity), facts | {"learned_from": edges})
    return f"{identity} from {gone.get('case') or gone.get('origin')}"


def _learned(world: World, identity: str, end: Values) -> str:
    facts = world.content.case(identity)
    facts.setdefault("sources", [{"id": "s1", "title": "Report", "publisher": "Town", "kind": "official", "language": "en"}])
    edge = end | {"how": world.draw.choice(("inspired", "adapted")), "source": facts["sources"][0]["id"]}
    world.content.write(path_of(identity), facts | {"learned_from": [*facts.get("learned_from", ()), edge]})
    return f"{identity} from {next(iter(end.values()))}"


def ends_of(world: World, identity: str) -> set[str]:
    """The cases at the other ends of the edges of a case, whichever of them states it."""
    stated = {each: {edge["case"] for edge in edges_of(world, each) if "case" in edge} for each in world.content.cases}
    return stated[identity] | {each for each, ends in stated.items() if identity in ends}


def edges_of(world: World, identity: str) -> list[Values]:
    return list(world.content.case(identity).get("learned_from", ()))


def turn_edges(world: World, new: dict[str, str]) -> None:
    """Edges to a case lead to another from now on, or are no more."""
    for identity in world.content.cases:
        facts, edges = world.content.case(identity), edges_of(world, identity)
        turned = [edge | {"case": new[edge["case"]]} if edge.get("case") in new else edge for edge in edges]
        if turned != edges:
            world.content.write(path_of(identity), facts | {"learned_from": [edge for edge in turned if edge.get("case") != ""]})
