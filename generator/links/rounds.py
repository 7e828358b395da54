"""Many addresses in one go: a few hosts at the same time, and each of them one address after the other."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING

from generator.links.asking import StoppedError, host_of
from generator.links.verdicts import judge

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from generator.links.asking import Asker
    from generator.links.verdicts import Verdict

    Told = tuple[str, Verdict | None]

TICK = 0.5
"""Seconds after which the caller gets a turn, though there is nothing new."""


def round_of(addresses: Iterable[str], asker: Asker) -> Generator[Told | None, None, None]:
    """Each address with its verdict, as they come; without one where its host does not want to be asked any more today.

    None now and then, so that the caller can do something else. Whoever closes this iterator stops all asking.
    """
    waiting: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    told: queue.SimpleQueue[Told | Exception] = queue.SimpleQueue()
    groups = _by_host(addresses)
    for group in groups:
        waiting.put(group)
    for _ in range(min(asker.limits.hosts, len(groups))):
        threading.Thread(target=_work, args=(waiting, told, asker), daemon=True).start()
    try:
        yield from _collected(told, sum(map(len, groups)))
    except BaseException:
        asker.stop.set()
        raise


def _collected(told: queue.SimpleQueue[Told | Exception], number: int) -> Iterator[Told | None]:
    while number:
        try:
            each = told.get(timeout=TICK)
        except queue.Empty:
            yield None
            continue
        if isinstance(each, Exception):
            raise each
        number -= 1
        yield each


def _by_host(addresses: Iterable[str]) -> list[list[str]]:
    """The longest first, so that no host is left over at the end with all its pauses."""
    groups: dict[str, list[str]] = {}
    for address in addresses:
        groups.setdefault(host_of(address), []).append(address)
    return sorted(groups.values(), key=len, reverse=True)


def _work(waiting: queue.SimpleQueue[list[str]], told: queue.SimpleQueue[Told | Exception], asker: Asker) -> None:
    try:
        while True:
            tired = False
            for address in waiting.get_nowait():
                verdict = None if tired else judge(asker.ask(address))
                tired = tired or (verdict is not None and verdict.word == "too-many-requests")
                told.put((address, verdict))
    except (queue.Empty, StoppedError):
        return
    except Exception as error:  # noqa: BLE001 - a mistake of ours, raised where somebody sees it
        told.put(error)
