"""A file with a submission → its text and who sent it: an issue as GitHub's API or an event tells of it, or a filled template."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

MOST_BYTES = 2_000_000
LOGIN = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}", re.ASCII)


class BrokenFileError(ValueError):
    """The file holds no submission; the words say why."""


@dataclass(frozen=True)
class Author:
    """The account that sent an issue."""

    login: str
    id: int


@dataclass(frozen=True)
class Received:
    """The text of a submission as it came, and the account it came from, if there is one."""

    body: str
    author: Author | None = None


def read(content: bytes) -> Received:
    """The submission in a file; BrokenFileError where there is none."""
    if len(content) > MOST_BYTES:
        raise BrokenFileError(f"the file is larger than {MOST_BYTES:,} bytes")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BrokenFileError("the file is not UTF-8") from None
    return _issue(text) if text.lstrip()[:1] in {"{", "["} else Received(text)


def _issue(text: str) -> Received:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise BrokenFileError("the file begins like JSON and is none") from None
    issue = told.get("issue", told) if isinstance(told, dict) else None
    if not isinstance(issue, dict) or not isinstance(issue.get("body", 0), str | None):
        raise BrokenFileError("the JSON in the file is no issue: it has no text under body")
    if "pull_request" in issue:
        raise BrokenFileError("this is a pull request and no issue")
    return Received(issue["body"] or "", _author(issue.get("user")))


def _author(user: Any) -> Author | None:
    """The account, where it is one that a commit can name."""
    login, number = (user.get("login"), user.get("id")) if isinstance(user, dict) else (None, None)
    if isinstance(login, str) and LOGIN.fullmatch(login) and type(number) is int and 0 < number < 1 << 53:
        return Author(login, number)
    return None
