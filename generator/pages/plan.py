"""Pages before they are thought out: where each will stand, and how it is made from a catalog that may note what it looks at."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator.pages.common import like
from generator.pages.page import Here
from generator.similar import Likeness
from generator.watched import Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.pages.page import Page
    from generator.routes import Route
    from generator.similar import Similar
    from generator.watched import Look


@dataclass(frozen=True)
class Plan:
    """A page that will stand at a route.

    `few`: it shows a few records of the catalog, so that it pays to note which; others show all of a kind.
    """

    route: Route
    think: Callable[[Here], Page]
    few: bool = False


def watch(here: Here) -> tuple[Watch, Here]:
    """The same catalog under observation, likeness included, and the readers' view of it."""

    def readers(_: str) -> bytes:
        return repr((here.today, here.mistakes, here.copied)).encode()

    def alike(case: str) -> bytes:
        return like(here.likeness, watched.state)(case)

    watched = Watch(here.catalog, {"like": alike, "readers": readers}, always=[("readers", "")], known=here.common.states)
    seen = {each.name: getattr(here, each.name) for each in fields(here)} | {"catalog": watched.catalog, "known": here.common}
    return watched, _Watched(**seen, look=watched.look)


@dataclass(frozen=True)
class _Watched(Here):
    """What is known of all cases together is that of the whole catalog; likeness is looked at case by case."""

    look: Look = lambda *_: None

    @cached_property
    def likeness(self) -> Likeness:
        return _Likeness(self.common.likeness, self.look)

    @property
    def found(self) -> dict[str, dict[str, Any]]:
        """Nothing is kept: nobody would be told what was looked at for it."""
        return {}


class _Likeness(Likeness):
    """Another likeness; whoever asks what is like a case looks at that."""

    def __init__(self, whole: Likeness, look: Look) -> None:
        self._whole, self._look = whole, look

    def of(self, identity: str) -> tuple[Similar, ...]:
        self._look("like", identity)
        return self._whole.of(identity)
