"""Whether anybody has touched a file since the last build: where nobody has, nothing needs to be read, and the site stands.

Of every file of the content, of the site and of what it was made from, its name, number, size and times count.
The system alone sets the last of these (`ctime`), so a file is found that was changed and given its old time again. What
builds the site, and with which options, is part of what a build is known by.
"""

from __future__ import annotations

import hashlib
import os
import struct
import time
from contextlib import suppress
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from generator import keys, output, remembered, workers
from generator.source import CONFIGURATION, CONTENT

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

PLACE = "cache/unchanged.json"
SETTLED = 2_000_000_000
"""Nanoseconds after which a file that is changed once more has another time, however coarse the clock of its file system is."""
TICK = 0.02
"""Seconds in which the clock of the system moves on, so that whoever touches a file then leaves another time."""
MANY = 50_000
"""Files from which on several processes are faster than one."""


@dataclass(frozen=True)
class Trace:
    """What files were at a moment: a hash of it, how many there are, and the newest of their times in nanoseconds."""

    hash: str
    files: int
    newest: int

    @property
    def settled(self) -> bool:
        """Whether any later change would leave another trace."""
        return self.newest < time.time_ns() - SETTLED


def key(site: Path, today: datetime.date, options: Mapping[str, object]) -> str:
    """A hash of all that decides what a site is, but for the content."""
    return keys.of(map(str.encode, (keys.program(), str(site), today.isoformat(), repr(sorted(options.items())))))


def look(root: Path, site: Path, known_by: str, jobs: int = 1) -> tuple[Trace, Any]:
    """The content as it is now, and what was told of the site where it stands as it would be built; None where that is not known."""
    kept = remembered.recall(root / output.BUILD, PLACE, known_by)
    content, made = [root / CONFIGURATION, *(root / each for each in CONTENT)], list(_made(root, site)) if kept else []
    found = list(workers.each(_traced, [*content, *made], jobs if kept and kept["files"] > MANY else 1))
    read, stands = _together(found[: len(content)]), _together(found[len(content) :])
    return read, kept["told"] if kept and (kept["read"], kept["made"]) == (read.hash, stands.hash) else None


def keep(root: Path, site: Path, known_by: str, read: Trace, told: Any) -> None:
    """Remember that this content, as it was before it was read, has become the site that stands there, and what was told of it."""
    if read.settled:
        time.sleep(TICK)
        made = _together(map(_traced, _made(root, site)))
        values = {"read": read.hash, "made": made.hash, "files": read.files + made.files, "told": told}
        remembered.keep(root / output.BUILD, PLACE, known_by, values)


def _made(root: Path, site: Path) -> Iterator[Path]:
    """Where all stands that a build makes, caches aside, in parts of which several can be looked at at a time."""
    build = root / output.BUILD
    yield from sorted(build.glob("*.yml"))
    for folder in (build / "docs", build / "search", site):
        yield from sorted(each for each in folder.glob("*") if each != site / output.MARK)


def _together(traces: Iterable[Trace]) -> Trace:
    found = list(traces)
    return Trace(
        keys.of(each.hash.encode() for each in found), sum(each.files for each in found), max((each.newest for each in found), default=0)
    )


def _traced(top: Path) -> Trace:
    """The trace of a file, or of all that lies below a folder. What is not there, or must not be looked at, leaves none."""
    state, files, newest = hashlib.blake2b(str(top).encode("utf-8", "surrogateescape"), digest_size=keys.SIZE), 0, 0
    for name, found in _states(top):
        state.update(name.encode("utf-8", "surrogateescape"))
        if found:
            times = found.st_mtime_ns, found.st_ctime_ns
            state.update(_STATE(found.st_mode, found.st_ino, found.st_size, *times))
            files, newest = files + 1, max(newest, *times)
    return Trace(state.hexdigest(), files, newest)


def _states(top: Path) -> Iterator[tuple[str, os.stat_result | None]]:
    """The name of each file and what the system says of it; the path of each folder, before its files."""
    with suppress(OSError):
        yield str(top), top.lstat()
    folders = [str(top)] if top.is_dir() and not top.is_symlink() else []
    while folders:
        folder = folders.pop()
        yield f"/{folder}/", None
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in sorted(entries, key=attrgetter("name")):
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    yield entry.name, entry.stat(follow_symlinks=False)


_STATE = struct.Struct("<2Q3q").pack
"""Kind and permissions, number, size, and the times of the last change of content and of anything, in nanoseconds."""
