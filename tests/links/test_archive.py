"""Archived copies: the question, and answers as the documentation of the API has them, or worse."""

from __future__ import annotations

import datetime
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.links import archive

SNAPSHOT = "http://web.archive.org/web/20130919044612/http://example.com/"


def said(**changed: Any) -> bytes:
    closest = {"available": True, "url": SNAPSHOT, "timestamp": "20130919044612", "status": "200", **changed}
    return json.dumps({"archived_snapshots": {"closest": closest}}).encode()


def test_the_question() -> None:
    address = "https://town.example/a?b=c&d=ü#e"
    asked = urlsplit(archive.question(archive.API, address, datetime.date(2024, 1, 2)))
    assert (asked.scheme, asked.netloc, asked.path) == ("https", "archive.org", "/wayback/available")
    assert parse_qs(asked.query) == {"url": [address], "timestamp": ["20240102"]}
    assert parse_qs(urlsplit(archive.question(archive.API, address, None)).query) == {"url": [address]}


def test_a_snapshot() -> None:
    assert archive.found(said()) == "https://web.archive.org/web/20130919044612/http://example.com/"


def test_nothing_in_a_snapshot_acts_on_a_terminal() -> None:
    assert archive.found(said(url="https://web.archive.org/web/2013/\x1b[31m")) == "https://web.archive.org/web/2013/%1B[31m"


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{}", b"[]", b"null", b"<html>", b"\xff", b'{"archived_snapshots": {}}', b"[" * 100_000),
        said(available=False),
        said(available="true"),
        said(status="404"),
        said(status="302"),
        said(url=None),
        said(url="javascript:alert(1)//web/2013/x"),
        said(url="https://elsewhere.example/"),
        said(url="https://name:secret@web.archive.org/web/2013/x"),
    ],
)
def test_no_snapshot(body: bytes) -> None:
    assert archive.found(body) == ""
