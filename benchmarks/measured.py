"""One run of a program: wall time, processor time with that of its children, peak memory of all of them together."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PAUSE = 0.05
"""Seconds between two looks at the memory."""
MEGABYTE = 1_000_000
KILOBYTE = 1024


@dataclass(frozen=True)
class Measured:
    """Seconds and megabytes. `memory` is the resident memory of all processes at one moment, the most of any moment.

    What processes share is counted in each of them, so a program that works with several is shown larger than it is. None
    where the system has no `/proc`.
    """

    wall: float
    cpu: float
    memory: float | None


class FailedError(Exception):
    """A program ended with an error; the message is the last it said."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Measured:
    """One run, which must succeed."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=os.environ | (environment or {}), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    peaks: list[float] = []
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, done, peaks), daemon=True)
    watch.start()
    said = process.stdout.read() if process.stdout else ""
    # wait4, because it alone gives the times of this child and of those that it waited for, and of no other.
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    done.set()
    watch.join()
    if process.stdout:
        process.stdout.close()
    if process.returncode:
        message = f"{' '.join(map(str, command))} ended with {process.returncode}:\n{said[-2000:]}"
        raise FailedError(message)
    # The largest single process as the system itself saw it: short runs fall between two looks.
    peak = max([*peaks, usage.ru_maxrss * KILOBYTE / MEGABYTE])
    return Measured(wall, usage.ru_utime + usage.ru_stime, peak if Path("/proc/self/statm").exists() else None)


def _watch(root: int, done: threading.Event, peaks: list[float]) -> None:
    while not done.wait(PAUSE):
        peaks.append(sum(map(_resident, _tree(root))) / MEGABYTE)


def _tree(root: int) -> Iterator[int]:
    """A process and everything that it started, as far as it still runs."""
    children: dict[int, list[int]] = {}
    for process, parent in _parents():
        children.setdefault(parent, []).append(process)
    waiting = [root]
    while waiting:
        process = waiting.pop()
        yield process
        waiting += children.get(process, ())


def _parents() -> Iterator[tuple[int, int]]:
    """Every process with the one that started it."""
    for entry in os.scandir("/proc") if Path("/proc").is_dir() else ():
        if entry.name.isdigit():
            try:
                told = Path(entry.path, "stat").read_text("utf-8", "replace")
            except OSError:
                continue
            yield int(entry.name), int(told.rpartition(")")[2].split()[1])


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0
