"""Edits of what a network sets in `mkdocs.yml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edits.content import CONFIGURATION
from edits.kinds import World, kind

if TYPE_CHECKING:
    from edits.content import Values


def _configured(world: World, base: Values, **top: str) -> None:
    values = world.content.record(CONFIGURATION)
    values["extra"]["knowledge_base"] |= base
    world.content.write(CONFIGURATION, values | top)


@kind("configuration")
def another_name_of_the_site(world: World) -> str:
    number = world.new()
    _configured(world, {"name": {"en": f"Base {number}", "hi": f"संग्रह {number}"}}, site_name=f"Network {number}")
    return f"number {number}"


@kind("configuration")
def another_address_of_the_site(world: World) -> str:
    address = f"https://example.org/{world.draw.choice(('', 'kb/'))}{world.new()}/"
    _configured(world, {}, site_url=address)
    return address


@kind("configuration")
def another_mailbox(world: World) -> str:
    mailbox = f"office{world.new()}@station.example"
    _configured(world, {"mailbox": mailbox, "operator": "Office of the Network"})
    return mailbox


@kind("configuration", 2)
def a_language_comes_or_goes(world: World) -> str:
    """With the texts that are written in it."""
    if "es" in world.content.languages:
        for path in [each for each in world.content.texts if each.endswith(".es.md")]:
            (world.content.folder / path).unlink()
        _configured(world, {"languages": ["en", "hi"]})
        return "es goes"
    _configured(world, {"languages": ["en", "hi", "es"]})
    return "es comes"


@kind("configuration")
def another_language_first(world: World) -> str:
    was = world.content.record(CONFIGURATION)["extra"]["knowledge_base"]["default_language"]
    now = "hi" if was == "en" else "en"
    _configured(world, {"default_language": now})
    return now


@kind("configuration")
def a_remark_in_the_configuration(world: World) -> str:
    """Which says nothing to the program."""
    text = (world.content.folder / CONFIGURATION).read_text("utf-8")
    world.content.put(CONFIGURATION, f"{text}# Remark {world.new()}\n")
    return CONFIGURATION
