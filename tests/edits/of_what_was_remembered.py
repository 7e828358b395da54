"""Damage to what a build remembers of the one before."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from building import tree
from edits.kinds import World, kind

if TYPE_CHECKING:
    from pathlib import Path


def _remembered(world: World) -> list[Path]:
    return sorted(path for path in (world.build / "cache").rglob("*") if path.is_file() and path.stat().st_size)


@kind("cache", 2)
def something_remembered_is_gone(world: World) -> str | None:
    found = _remembered(world)
    for path in (chosen := world.draw.sample(found, min(3, len(found)))):
        path.unlink()
    return ", ".join(path.name for path in chosen) or None


@kind("cache", 3)
def something_remembered_has_flipped_bits(world: World) -> str | None:
    found = _remembered(world)
    for path in (chosen := world.draw.sample(found, min(3, len(found)))):
        content = bytearray(path.read_bytes())
        content[world.draw.randrange(len(content))] ^= 1 << world.draw.randrange(8)
        path.write_bytes(content)
    return ", ".join(path.name for path in chosen) or None


@kind("cache", 2)
def something_remembered_is_cut_short(world: World) -> str | None:
    found = _remembered(world)
    for path in (chosen := world.draw.sample(found, min(3, len(found)))):
        path.write_bytes(path.read_bytes()[: world.draw.randrange(path.stat().st_size)])
    return ", ".join(path.name for path in chosen) or None


@kind("cache", 2)
def two_things_remembered_change_places(world: World) -> str | None:
    """Each is whole, and none is what its name says."""
    by_ending: dict[str, list[Path]] = {}
    for path in _remembered(world):
        by_ending.setdefault(path.suffix, []).append(path)
    pairs = [found for found in by_ending.values() if len({path.read_bytes() for path in found}) > 1]
    if not pairs:
        return None
    one = world.draw.choice(chosen := world.draw.choice(pairs))
    other = world.draw.choice([path for path in chosen if path.read_bytes() != one.read_bytes()])
    before = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(before)
    return f"{one.parent.name}/{one.name} and {other.parent.name}/{other.name}"


@kind("cache")
def all_that_was_built_is_gone_but_the_site(world: World) -> str:
    shutil.rmtree(world.build)
    return "build/"


@kind("cache", 3)
def an_old_build_is_put_back(world: World) -> str | None:
    """As CI restores what it kept of another day, times included, beside newer content; there the site is often gone, too."""
    if not world.kept.is_dir() or tree(world.kept) == tree(world.build):
        return None
    shutil.rmtree(world.build)
    shutil.copytree(world.kept, world.build, copy_function=world.draw.choice((shutil.copy2, shutil.copy)))
    if world.draw.random() < 1 / 2:
        return "beside the site"
    shutil.rmtree(world.site)
    return "without a site"
