"""Builds for a test, in processes of their own, with the program in whatever folder this is started: see `Builder` in `builders`.

Started with a knowledge base to warm up with. Each line that comes in is a build: what `iscn` is called with, and whether by
the process that made the builds before, as `iscn serve` does, or by one that has seen none of this content, as `iscn build`.
The answer is a line with the exit code and what was said.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import sys
import traceback
from typing import Any


def main() -> None:
    os.sync = os.fsync = lambda *_: None  # No power is cut here, and on a busy disk hundreds of builds would wait for it.
    from generator import cli  # noqa: F401 - so that every process has the program already

    _built(["build", "--root", sys.argv[1], "--no-cache", "--jobs", "1", "--no-search"])
    gc.freeze()
    read, write = os.pipe()
    if os.fork() == 0:
        os.close(write)
        with os.fdopen(read) as lines:
            for line in lines:
                _answer(json.loads(line))
        os._exit(0)
    os.close(read)
    for line in sys.stdin:
        order = json.loads(line)
        if order["staying"]:
            os.write(write, line.encode())
        elif (child := os.fork()) == 0:
            _answer(order)
            os._exit(0)
        else:
            os.waitpid(child, 0)
    os.close(write)
    os.wait()


def _answer(order: dict[str, Any]) -> None:
    code, said = _built(order["arguments"])
    sys.__stdout__.write(json.dumps({"code": code, "said": said}) + "\n")
    sys.__stdout__.flush()


def _built(arguments: list[str]) -> tuple[int, str]:
    from generator.cli import iscn

    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            code = iscn(arguments, standalone_mode=False) or 0
        except BaseException:  # noqa: BLE001 - whatever it is, the test has to be told
            code = -1
            traceback.print_exc()
    return int(code), said.getvalue()


if __name__ == "__main__":
    main()
