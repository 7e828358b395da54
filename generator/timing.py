"""How long stages of a build took, for those who ask: noted beside the work, and part of nothing that is built."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Stage = tuple[str, float]

_noted: list[Stage] = []


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Note how many seconds the work inside takes."""
    begun = time.perf_counter()
    try:
        yield
    finally:
        _noted.append((name, time.perf_counter() - begun))


@contextmanager
def stages() -> Iterator[list[Stage]]:
    """Hand over what is noted inside, at its end, to whoever takes it to another process."""
    begun = len(_noted)
    found: list[Stage] = []
    try:
        yield found
    finally:
        found += _noted[begun:]
        del _noted[begun:]


def note(more: Iterable[Stage]) -> None:
    """Add what another process has noted."""
    _noted.extend(more)


def table() -> Iterator[str]:
    """Lines with the seconds of each stage, those of one name together, in the order in which they were first noted."""
    sums: dict[str, float] = {}
    for name, seconds in _noted:
        sums[name] = sums.get(name, 0) + seconds
    width = max(map(len, sums), default=0)
    yield from (f"{name:{width}}  {seconds:8.2f} s" for name, seconds in sums.items())
