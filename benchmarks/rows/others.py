"""Two measurements that need no invented cases: a second `iscn check`, and the slowest of many broken files."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from benchmarks.corpus.cases import REPOSITORY
from benchmarks.paired import say
from benchmarks.row import Goal, Result, Row

if TYPE_CHECKING:
    from benchmarks.sites import Bench


def second_check(_bench: Bench) -> Result:
    told = _run("check")
    what = "a second check of the repository's content against importing what any check imports"
    return Result((Goal(what, told["at most"], told["ratio of medians"]),), told)


def any_bytes(_bench: Bench) -> Result:
    told = _run("any_bytes", "any-bytes")
    what = f"the slowest of {told['files']} broken files, from its bytes to its findings"
    return Result((Goal(what, told["at most"], told["slowest, s"], "s"),), told)


def _run(name: str, report: str = "") -> dict[str, float]:
    """Runs a program of this folder, whose exit code says whether it is content, and reads what it measured."""
    done = subprocess.run((sys.executable, f"benchmarks/{name}.py"), cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stderr)
    say(done.stdout.rstrip())
    told: dict[str, float] = json.loads((REPOSITORY / "build" / "reports" / f"{report or name}.json").read_text("utf-8"))
    return told


ROWS = (
    Row("second-check", "A second check with nothing changed", 1, second_check),
    Row("any-bytes", "Broken files", 2, any_bytes),
)
