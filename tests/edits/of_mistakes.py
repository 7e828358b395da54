"""Edits after which the content has errors: the site stays as it was until they are mended."""

from __future__ import annotations

from edits.content import CONFIGURATION
from edits.kinds import World, kind


def _a_case(world: World) -> str:
    return f"cases/{world.draw.choice([identity for identity in world.content.cases if '/case-' in identity])}"


@kind("mistake")
def a_topic_that_is_none(world: World) -> str:
    path = f"{_a_case(world)}/case.yml"
    world.content.write(path, world.content.record(path) | {"topics": ["no-such-topic"]})
    return path


@kind("mistake")
def a_city_in_use_goes(world: World) -> str:
    country, slug = world.content.record(f"{_a_case(world)}/case.yml")["cities"][0].split("/")
    (world.content.folder / f"countries/{country}/cities/{slug}.yml").unlink()
    return f"{country}/{slug}"


@kind("mistake")
def a_record_that_cannot_be_read(world: World) -> str:
    path = f"{_a_case(world)}/case.yml"
    world.content.put(path, (world.content.folder / path).read_text("utf-8") + "\tlevel: [")
    return path


@kind("mistake")
def a_text_without_its_record(world: World) -> str:
    path = f"{_a_case(world)}/case.yml"
    (world.content.folder / path).unlink()
    return path


@kind("mistake")
def a_text_in_a_language_that_is_none_of_the_site(world: World) -> str:
    path = f"{_a_case(world)}/text.pt.md"
    world.content.write_text(path, {"title": "Farol"}, "## Desafio\n\nO farol fica longe.")
    return path


@kind("mistake")
def a_configuration_without_languages(world: World) -> str:
    values = world.content.record(CONFIGURATION)
    del values["extra"]["knowledge_base"]["languages"]
    world.content.write(CONFIGURATION, values)
    return CONFIGURATION
