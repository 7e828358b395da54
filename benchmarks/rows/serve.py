"""How long after a save `iscn serve` sends the new words."""

from __future__ import annotations

import re
import statistics
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

from benchmarks.corpus.facts import TODAY
from benchmarks.measured import FailedError
from benchmarks.paired import say
from benchmarks.row import Goal, Result, Row
from benchmarks.sites import iscn, save

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.sites import Bench

CASES = 1000
MOST = 1.0
SAVES = 5
LONGEST = 600.0
PAUSE = 0.02
REST = 1.0
"""Seconds between what is served and the next save: right after its first build the preview does not watch yet."""
LEFT_OUT = ("from the save to the moment at which the server sends the new words; an open page asks whether to load again every 0.7 s",)


def measure(bench: Bench) -> Result:
    number = bench.cases(CASES)
    path = bench.text(number)
    original, times = path.read_bytes(), []
    with _served(bench, number) as address:
        page = f"{address}{path.name.split('.')[1]}/cases/{path.parent.parent.name}/{path.parent.name}/"
        try:
            for _ in range(SAVES):
                time.sleep(REST)
                times.append(_until_seen(bench, page, lambda word: save(path, original, word)))
                say(f"  serve, {number} × 5: {times[-1]:.2f} s")
        finally:
            path.write_bytes(original)
    goal = Goal(f"a saved case is served, {number} × 5", MOST, statistics.median(times), "s", (min(times), max(times)))
    return Result((goal,), {"seconds": times}, LEFT_OUT)


def _until_seen(bench: Bench, page: str, change: Callable[[str], None]) -> float:
    """Seconds from a save to the first answer that holds its word."""
    word = bench.word()
    start = time.perf_counter()
    change(word)
    while word not in _get(page):
        if time.perf_counter() - start > LONGEST:
            message = f"{page} does not show a change after {LONGEST:.0f} s"
            raise FailedError(message)
        time.sleep(PAUSE)
    return time.perf_counter() - start


def _get(page: str) -> str:
    try:
        with urllib.request.urlopen(page, timeout=LONGEST) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())
    except urllib.error.HTTPError:
        return ""


@contextmanager
def _served(bench: Bench, number: int) -> Iterator[str]:
    """The address of the preview, from its first build to the end."""
    folder = bench.site("ours", number)
    command = iscn("serve", "--root", str(folder), "--today", TODAY, "--port", "0")
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        for line in process.stdout or ():
            if found := re.search(r"http://[\d.]+:\d+/", line):
                yield found[0]
                return
        message = "iscn serve ended before it served"
        raise FailedError(message)
    finally:
        process.terminate()
        process.wait()


ROW = Row("serve", "A saved case in the preview", 10, measure)
