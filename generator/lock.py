"""One writer at a time: a lock on a file, which the system frees when the process that holds it ends, however it ends."""

from __future__ import annotations

import datetime
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MOST_TEXT = 200


class HeldError(OSError):
    """Another process holds the lock; the text says which and since when."""


@contextmanager
def held(file: Path, waiting: Callable[[str], None] | None) -> Iterator[None]:
    """The lock for as long as the block runs. Processes forked meanwhile hold it too, until the last of them has ended.

    Where another process has it, `waiting` is told which one and this one waits; without `waiting` that is a HeldError.
    The file stays: it is empty while nobody holds the lock or says who does. Windows has no such locks: nothing is locked.
    """
    if sys.platform == "win32":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
        yield
        return
    descriptor = _locked(file, waiting)
    try:
        with suppress(OSError):  # On a full disk nobody learns who holds it; what was begun there can be finished all the same.
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, _who().encode(), 0)
        yield
    finally:
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
        os.close(descriptor)


def _who() -> str:
    return f"process {os.getpid()} since {datetime.datetime.now(datetime.UTC):%Y-%m-%d %H:%M:%S} UTC"


def _locked(file: Path, waiting: Callable[[str], None] | None) -> int:
    """A descriptor of the file that stands there when the lock is ours: somebody may have deleted the one that we waited for."""
    while True:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            _lock(descriptor, waiting)
            if _stands(file, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _lock(descriptor: int, waiting: Callable[[str], None] | None) -> None:
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        who = os.pread(descriptor, MOST_TEXT, 0).decode("utf-8", "replace") or "another process"
        if waiting is None:
            raise HeldError(who) from None
        waiting(who)
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def _stands(file: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), file.stat())
    except FileNotFoundError:
        return False
