"""Pagefind in conversation: it is told of one document after the other, and hands over what it made of them.

Given a folder, Pagefind numbers pages in the order in which the file system lists them, and that is another one on another
machine. What it is told of it numbers in the order in which it is told. It writes nothing to the disk meanwhile, so a disk
that is full cannot cut anything short. A message is JSON in base64 with a comma behind it, and so is the reply to it, as in
Pagefind's own packages for Python and Node.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import tempfile
from typing import IO, TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader
    from pathlib import Path

COMMAND = (sys.executable, "-m", "pagefind", "--service")
OURS = 0
"""Pagefind's number of the first index that it is asked for; there is no second one."""
END = b","
AT_ONCE = 1 << 16


class SearchError(Exception):
    """Pagefind could not be run, or failed; the text is what it said."""


def indexed(documents: Path, chunk: int) -> dict[str, bytes]:
    """The HTML files below a folder, in the order of their paths → what Pagefind makes of them: content by path; else SearchError.

    `chunk` is how many places of words go into one file of the index.
    """
    variables = {**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(chunk)}
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(COMMAND, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said) as running,
    ):
        try:
            asked, told = cast("IO[bytes]", running.stdin), cast("BufferedReader", running.stdout)
            *_, last = (_reply(asked, told, number, each) for number, each in enumerate(_messages(documents), 1))
        except (OSError, ValueError, LookupError, TypeError) as error:
            running.kill()
            raise SearchError(f"the search index could not be made: {_last_words(said, running.wait(), error)}") from None
    return {each["path"]: base64.b64decode(each["content"]) for each in last["files"]}


def _messages(documents: Path) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": {}}
    for path in sorted(documents.rglob("*.html"), key=lambda each: each.relative_to(documents).as_posix()):
        where = path.relative_to(documents).as_posix()
        yield {"type": "AddFile", "index_id": OURS, "file_path": where, "file_contents": path.read_text("utf-8")}
    yield {"type": "GetFiles", "index_id": OURS}


def _reply(asked: IO[bytes], told: BufferedReader, number: int, message: dict[str, Any]) -> dict[str, Any]:
    """What Pagefind answers to a message; ValueError where it refuses it, or ends instead."""
    asked.write(base64.b64encode(json.dumps({"message_id": number, "payload": message}).encode()) + END)
    asked.flush()
    reply = bytearray()
    while not reply.endswith(END):
        more = told.read1(AT_ONCE)
        if not more:
            raise ValueError("it ended in the middle of the conversation")
        reply += more
    payload: dict[str, Any] = json.loads(base64.b64decode(reply[: -len(END)], validate=True))["payload"]
    if payload["type"] == "Error":
        raise ValueError(payload["message"])
    return payload


def _last_words(said: IO[bytes], code: int, error: Exception) -> str:
    said.seek(0)
    return said.read().decode("utf-8", "replace").strip() or f"{error} ({code})"
