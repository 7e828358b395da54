"""What an edit is, and the list of all kinds of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from edits.builders import Builder
    from edits.content import Content

Touches = Literal["content", "mistake", "configuration", "program", "day", "times", "cache", "site"]
"""What an edit changes: the content so that it stays good, or so that it has errors; times of files only; what was built."""
Apply = Callable[["World"], str | None]


@dataclass
class World:
    """What edits change: content, the program and its day, what it built and remembers. They draw from `draw` and nothing else.

    `earlier` are states of the content that there were, `kept` is a copy of `build/` put aside some steps ago, and `rebuild`
    builds in the midst of an edit.
    """

    content: Content
    builder: Builder
    draw: Random
    kept: Path
    rebuild: Callable[[], None]
    earlier: list[dict[str, bytes]] = field(default_factory=list)
    number: int = 0

    @property
    def site(self) -> Path:
        return self.content.folder / "site"

    @property
    def build(self) -> Path:
        return self.content.folder / "build"

    def new(self) -> int:
        """A number that was not there before."""
        self.number += 1
        return self.number


@dataclass(frozen=True)
class Kind:
    """A kind of edit: `apply` says in words what it did, or None where there is nothing that it could be done to."""

    name: str
    touches: Touches
    apply: Apply
    weight: int = 1


KINDS: list[Kind] = []
"""Filled by the modules `of_…`, in the order in which they are imported."""


def kind(touches: Touches, weight: int = 1) -> Callable[[Apply], Apply]:
    """Make a function a kind of edit, under its name; it comes up `weight` times a round."""

    def known(apply: Apply) -> Apply:
        KINDS.append(Kind(apply.__name__.replace("_", " "), touches, apply, weight))
        return apply

    return known
