"""Commands that write the site are alone with it, and begin by finishing what a killed one began."""

from __future__ import annotations

import errno
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import journal, lock, output
from generator.cli.shared import err, shown, stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOCK = "build.lock"
FULL = {errno.ENOSPC, errno.EDQUOT}
no_wait_option = click.option("--no-wait", is_flag=True, help="Where another process is building: say which, and end with 2.")


@contextmanager
def alone(root: Path, site: Path, *, wait: bool = True) -> Iterator[None]:
    """What is built below a root, and its site, for this process alone. An error of the machine ends the command in one sentence."""
    waiting = _say if wait else None
    if sys.platform == "win32":
        err.print("Windows has no locks that iscn could use: see to it that no other build runs.", "quiet")
    try:
        with ExitStack() as locks:
            locks.enter_context(_held(root / output.BUILD / LOCK, waiting))
            output.sweep(root / output.BUILD)
            if not output.is_foreign(site):
                locks.enter_context(_held(site / output.MARK, waiting))
                if journal.recover(site):
                    err.print(f"Finished what was begun before: {shown(site)}", "quiet")
            yield
    except lock.HeldError as held:
        stop(f"another build is running: {held}. Without --no-wait this one would wait for it.")
    except OSError as error:
        stop(f"{_told(error)}. {_state(site)}")


@contextmanager
def _held(file: Path, waiting: Callable[[str], None] | None) -> Iterator[None]:
    """The lock; where nothing came into its folder meanwhile, that is as it was."""
    there = file.parent.exists()
    with lock.held(file, waiting):
        try:
            yield
        finally:
            if [each.name for each in file.parent.iterdir()] == [file.name]:
                file.unlink()
                if not there:
                    file.parent.rmdir()


def _say(who: str) -> None:
    err.print(f"Another build is running: {who}. Waiting for it …")


def _told(error: OSError) -> str:
    """What went wrong, and where if that is known."""
    if error.errno is None:
        return str(error)
    reason = "no space left on the disk" if error.errno in FULL else error.strerror
    return f"{shown(Path(error.filename))}: {reason}" if error.filename else str(reason)


def _state(site: Path) -> str:
    if journal.pending(site):
        return f"{shown(site)} is half new: iscn build finishes it."
    return f"{shown(site)} is as it was."
