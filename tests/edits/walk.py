"""A walk through many edits: after each, what is built upon what was there is the site that is built from nothing elsewhere.

The walk follows from its seed alone. Kinds come as from a deck of cards that is shuffled anew once it is used up, so that each
comes up; one that cannot be done at the moment is left out of that round. An edit that changed nothing is a mistake of this test.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from operator import attrgetter
from random import Random
from typing import TYPE_CHECKING

from building import copy_content, differences, tree
from edits import (
    of_cases,
    of_edges,
    of_mistakes,
    of_pages,
    of_pictures,
    of_places,
    of_settings,
    of_texts,
    of_the_program,
    of_what_was_built,
    of_what_was_remembered,
    of_whole_cases,
)
from edits.builders import Builder
from edits.furnish import GENERATED, furnish
from edits.kinds import Kind, World

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import Self

    from edits.builders import Built

MODULES = (
    of_texts,
    of_pages,
    of_cases,
    of_whole_cases,
    of_edges,
    of_pictures,
    of_places,
    of_settings,
    of_mistakes,
    of_the_program,
    of_what_was_built,
    of_what_was_remembered,
)
"""Where the kinds stand, which know themselves once these are imported."""
KEPT_EVERY, SHOWN = 9, 30


def walked(seed: int, folder: Path, kinds: Sequence[Kind], number: int, *, more: int = GENERATED, every: int = 1) -> Walk:
    """A walk that went well. Where one fails that compares only now and then, the same one, comparing after each step, names the step."""
    builder = Builder.beside(folder / "program")
    try:
        return Walk(seed, folder / "walk", builder, more, every).go(number, kinds)
    except AssertionError:
        if every > 1:
            walked(seed, folder / "again", kinds, number, more=more)
        raise
    finally:
        builder.restart()


@dataclass(frozen=True)
class Step:
    """What was done, and what came of it: pages there are, pages rendered, pages whose published bytes are others than before."""

    kind: Kind
    what: str
    pages: int
    rendered: int
    changed: int

    def __str__(self) -> str:
        return f"{self.kind.name} ({self.what}): {self.rendered} of {self.pages} pages rendered, {self.changed} changed"


@dataclass
class Walk:
    """A seeded walk below a folder, over a base with so many cases `more` than the golden site.

    Sites are compared after `every` so many steps and after the last one, if that was no mistake. Two steps out of `searched`
    that follow each other build a search index, too. `compared` is the number of steps after which the sites were the same.
    """

    seed: int
    folder: Path
    builder: Builder
    more: int = GENERATED
    every: int = 1
    searched: int = 20
    steps: list[Step] = field(default_factory=list)
    compared: int = 0
    doing: str = "the first build"

    def __post_init__(self) -> None:
        content = furnish(self.folder / "base", self.more)
        self.world = World(content, self.builder, Random(self.seed), self.folder / "kept", self._rebuild)
        self._rebuild()

    def go(self, number: int, kinds: Sequence[Kind]) -> Self:
        """So many steps of these kinds; an AssertionError that says what was done where a site is not as it must be."""
        deck = self._deck(kinds)
        for left in reversed(range(number)):
            self._step(deck, last=not left)
        return self

    def _deck(self, kinds: Sequence[Kind]) -> Iterator[Kind]:
        while True:
            cards = [each for each in sorted(kinds, key=attrgetter("name")) for _ in range(each.weight)]
            self.world.draw.shuffle(cards)
            yield from cards

    def _step(self, deck: Iterator[Kind], *, last: bool) -> None:
        world, content = self.world, self.world.content.files()
        self._put_aside()
        kind, what = self._edited(deck, content)
        there, searched = tree(world.site), self._is_searched()
        made = self._upon(*_options(searched=searched))
        now = tree(world.site)
        if kind.touches == "mistake":
            self._refused(made, differences(now, there))
            self.steps.append(Step(kind, what, 0, 0, 0))
            world.content.put_back(content)
            return
        assert made.good, self._told(f"it was refused: {made.why}")
        pages = [path for path in now if path.endswith("/index.html")]
        self.steps.append(Step(kind, what, len(pages), made.rendered, sum(now[path] != there.get(path) for path in pages)))
        if last or len(self.steps) % self.every == 0:
            self._compared(now, searched=searched)
        world.earlier = [*world.earlier[-8:], content]

    def _put_aside(self) -> None:
        """Now and then a copy of `build/`, for an edit that puts it back."""
        if len(self.steps) % KEPT_EVERY == 0 and self.world.build.is_dir():
            shutil.rmtree(self.world.kept, ignore_errors=True)
            shutil.copytree(self.world.build, self.world.kept)

    def _is_searched(self) -> bool:
        return len(self.steps) % self.searched >= self.searched - 2

    def _edited(self, deck: Iterator[Kind], content: dict[str, bytes]) -> tuple[Kind, str]:
        """The first edit of the deck that can be done, and what it did, which is never nothing."""
        before = self._state()
        kind, what = next((kind, what) for kind in deck if (what := self._applied(kind)) is not None)
        self.doing = f"{kind.name} ({what})"
        changed = self.world.content.files() != content
        assert self._state() != before, self._told("it changed nothing")
        assert changed == (kind.touches in {"content", "mistake", "configuration"}), self._told(f"it is no edit of {kind.touches}")
        return kind, what

    def _applied(self, kind: Kind) -> str | None:
        self.doing = kind.name
        return kind.apply(self.world)

    def _refused(self, made: Built, found: list[str]) -> None:
        """Content with errors was not published, and the site is as it was."""
        assert made.refused, self._told(f"the mistake was not refused: {made.said}")
        assert found == [], self._told(f"the mistake changed the site: {found[:SHOWN]}")

    def _compared(self, now: dict[str, bytes], *, searched: bool) -> None:
        """The site, and the documents that MkDocs would read, are those that come of the same content elsewhere and without a cache."""
        fresh = copy_content(self.world.content.folder, self.folder / "fresh")
        made = self.builder.build(fresh, fresh / "site", "--no-cache", "--jobs", "1", *_options(searched=searched))
        assert made.good, self._told(f"it was refused: {made.why}")
        found = differences(now, tree(fresh / "site"))
        for language in self.world.content.languages:
            below = f"build/docs/{language}"
            found += [f"{below}/{path}" for path in differences(tree(self.world.content.folder, below), tree(fresh, below))]
        assert found == [], self._told(f"{len(found)} files are not as they must be: {found[:SHOWN]}")
        shutil.rmtree(fresh)
        self.compared = len(self.steps)

    def _rebuild(self) -> None:
        made = self._upon(*_options(searched=False))
        assert made.good, self._told(f"it was refused: {made.why}")

    def _upon(self, *options: str) -> Built:
        """The site built upon what is there: mostly by the process that did so before, sometimes by a new one with two workers."""
        staying = len(self.steps) % 5 != 4
        jobs = ("--jobs", "1" if staying else "2")
        return self.builder.build(self.world.content.folder, self.world.site, *jobs, *options, staying=staying)

    def _state(self) -> tuple[object, ...]:
        """All that an edit can change, files by their sizes and times."""
        files = (path for folder in (self.world.content.folder, self.builder.folder / "generator") for path in folder.rglob("*"))
        states = ((path, path.stat()) for path in files if path.suffix != ".pyc" and path.is_file())
        return self.builder.day, sorted((path, state.st_size, state.st_mtime_ns) for path, state in states)

    def _told(self, problem: str) -> str:
        """What is wrong, and what led there since the sites were the same."""
        since = "".join(f"\n  {number}. {step}" for number, step in enumerate(self.steps, 1) if number > self.compared)
        return f"seed {self.seed}, {self.doing}: {problem}\nSteps since the sites were the same:{since}"


def _options(*, searched: bool) -> tuple[str, ...]:
    return () if searched else ("--no-search",)
