"""Edits of pictures, with the words that belong to them."""

from __future__ import annotations

import io

from edits.furnish import SENTENCES
from edits.kinds import World, kind
from edits.of_cases import generated, path_of
from PIL import Image

MOST = 1
"""Pictures at a time: a build from nothing makes the copies of each anew."""


@kind("content")
def a_picture_comes(world: World) -> str | None:
    if len(_pictured(world)) >= MOST:
        return None
    identity = world.draw.choice([each for each in generated(world) if "images" not in world.content.case(each)])
    _paint(world, identity)
    facts = world.content.case(identity)
    world.content.write(path_of(identity), facts | {"images": [{"file": "plan.png", "credit": "Town Hall", "licence": "CC-BY-4.0"}]})
    for language in world.content.texts_of(identity):
        _described(world, identity, language, {"plan.png": SENTENCES[language][1][3]})
    return identity


@kind("content")
def a_picture_is_painted_over(world: World) -> str | None:
    found = _pictured(world)
    if not found:
        return None
    _paint(world, identity := world.draw.choice(found))
    return identity


@kind("content")
def a_picture_goes(world: World) -> str | None:
    found = _pictured(world)
    if not found:
        return None
    identity = world.draw.choice(found)
    (world.content.folder / "cases" / identity / "plan.png").unlink()
    world.content.write(path_of(identity), world.content.case(identity) | {"images": None})
    for language in world.content.texts_of(identity):
        _described(world, identity, language, {})
    return identity


def _pictured(world: World) -> list[str]:
    return [identity for identity in generated(world) if "images" in world.content.case(identity)]


def _paint(world: World, identity: str) -> None:
    colour, number = tuple(world.draw.randrange(256) for _ in range(3)), world.new()
    image, written = Image.new("RGB", (64, 48), colour), io.BytesIO()
    image.putpixel((number % 64, 0), (255, 255, 255))
    image.save(written, "PNG")
    world.content.put(f"cases/{identity}/plan.png", written.getvalue())


def _described(world: World, identity: str, language: str, words: dict[str, str]) -> None:
    path = f"cases/{identity}/text.{language}.md"
    head, body = world.content.text(path)
    head.pop("images", None)
    world.content.write_text(path, head | ({"images": words} if words else {}), body)
