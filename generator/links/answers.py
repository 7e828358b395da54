"""What came back when an address was asked, as values."""

from __future__ import annotations

from dataclasses import dataclass


class TroubleError(Exception):
    """There was no answer that could be read; `word` says why, as in `verdicts.ROWS`."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True)
class Reply:
    """One answer of a server. `body` is its beginning, as it was sent; names of `headers` are in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Hop:
    """A redirect on the way: from where, how, and whether the server wanted a cookie to be kept."""

    address: str
    status: int
    cookie: bool = False


@dataclass(frozen=True)
class Answer:
    """All that judging needs to know. `address` is where it ended, `trouble` a word of `verdicts.ROWS` where no answer came.

    `wait` are the seconds for which the server wants to be left alone, where it says so.
    """

    asked: str
    address: str
    status: int = 0
    trouble: str = ""
    hops: tuple[Hop, ...] = ()
    title: str = ""
    wait: float | None = None
