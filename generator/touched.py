"""Whether somebody has touched a file since it was left: its size or its time is another then."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    State = tuple[int, int]


def states(files: Iterable[Path]) -> tuple[State, ...]:
    """Size and time of each file; an OSError where one is not there."""
    found = (path.stat(follow_symlinks=False) for path in files)
    return tuple((state.st_size, state.st_mtime_ns) for state in found)


def untouched(left: tuple[State, ...], files: Iterable[Path]) -> bool:
    """Whether each file is as it was left."""
    try:
        return left == states(files)
    except OSError:
        return False
