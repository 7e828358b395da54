"""The real command, ended or left without space at the n-th time that it changes a file below a folder.

Started as a program it has imported what the command needs, reads an order a line from its input, runs each in a fork of
itself, and answers with a line: the exit code, which files were changed, and what the command said. Python tells
of every change before it is made (`sys.addaudithook`), so nothing in the program that is tested knows of this.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[2]
KILLED, FULL = "killed", "full"
"""Killed at the n-th change. From the n-th change on, no space for a new file or folder, nor for a move that needs one."""
MOVES = {"os.rename", "os.link"}
NEEDS_SPACE = {"open", "os.mkdir", *MOVES}
FREES = {"os.remove", "os.rmdir", "os.truncate"}


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, or minus the signal; which files it changed, in order; and its words."""

    code: int
    changed: list[str]
    said: str


class Command:
    """`iscn`, started again and again."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        self.process = subprocess.Popen(
            [sys.executable, __file__], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY
        )

    def run(self, below: Path, *arguments: str | Path, at: int = 0, how: str = KILLED) -> Ended:
        """The command with these arguments; `at` 0 lets it end by itself."""
        assert self.process.stdin
        assert self.process.stdout
        order = {"below": str(below), "at": at, "how": how, "arguments": [str(each) for each in arguments]}
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return Ended(**json.loads(self.process.stdout.readline()))

    def close(self) -> None:
        self.process.communicate()


def _answer(order: dict[str, Any]) -> Ended:
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as seen:
        child = os.fork()
        if child == 0:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            _run(order, seen.fileno())
        _, status = os.waitpid(child, 0)
        said.seek(0)
        seen.seek(0)
        return Ended(os.waitstatus_to_exitcode(status), seen.read().decode().splitlines(), said.read().decode())


def _run(order: dict[str, Any], seen: int) -> None:
    """In the fork: count, interrupt, run."""
    from generator.cli import main

    changes = 0

    def hook(event: str, given: tuple[Any, ...]) -> None:
        nonlocal changes
        if not _is_change(event, given, order["below"]):
            return
        changes += 1
        os.write(seen, f"{given[0]}\n".encode())
        if changes == order["at"] and order["how"] == KILLED:
            os.kill(os.getpid(), signal.SIGKILL)
        if 0 < order["at"] <= changes and order["how"] == FULL and event in NEEDS_SPACE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    sys.addaudithook(hook)
    sys.argv = ["iscn", *order["arguments"]]
    code = 1
    try:
        main()
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _is_change(event: str, given: tuple[Any, ...], below: str) -> bool:
    """Whether an event changes something below a folder. Names that are relative to an open folder are those of a deletion."""
    if event == "open":
        path, _, flags = given
        return isinstance(path, str) and path.startswith(below) and bool(flags & (os.O_WRONLY | os.O_RDWR))
    if event == "os.truncate":
        return True
    return event in NEEDS_SPACE | FREES and (str(given[0]).startswith(below) or given[-1] not in {-1, None})


def _main() -> None:
    import generator.build
    import generator.cli.build
    import generator.cli.serve  # noqa: F401

    for line in sys.stdin:
        print(json.dumps(vars(_answer(json.loads(line)))), flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    _main()
