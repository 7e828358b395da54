"""The same work in several processes at a time, which end when the one that started them does."""

from __future__ import annotations

import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Given = TypeVar("Given")
    Made = TypeVar("Made")


class EndedError(OSError):
    """A process ended before its work was done: somebody killed it, or the machine had no memory left."""


def each(work: Callable[[Given], Made], given: Sequence[Given], jobs: int) -> Iterator[Made]:
    """What the work makes of each value, in their order, in at most so many processes; in this one where one is enough."""
    if jobs == 1 or len(given) == 1:
        yield from map(work, given)
        return
    try:
        with ProcessPoolExecutor(max_workers=min(jobs, len(given)), initializer=_begin, initargs=(work, given)) as pool:
            yield from pool.map(_one, range(len(given)))
    except BrokenProcessPool:
        raise EndedError("a worker ended before its work was done: killed, or out of memory; --jobs 1 needs the least") from None


_work: list[Callable[[int], Any]] = []
"""What a worker does with each number that it is sent."""


def _begin(work: Callable[[Given], Made], given: Sequence[Given]) -> None:
    """All that there is to do, handed over once: a process that is a copy of this one has it already, others get it as bytes."""
    _work.append(lambda place: work(given[place]))
    _end_with_parent()


def _one(place: int) -> Any:
    return _work[-1](place)


def _end_with_parent() -> None:
    """Without this a worker whose parent was killed would wait for more work for ever, and go on writing until then."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def default_jobs() -> int:
    """As many workers as the machine has cores for this process."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
