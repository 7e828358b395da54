"""From what came back to what it means. The same table stands in docs/links.md, and a test compares the two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.links import unfound

if TYPE_CHECKING:
    from generator.links.answers import Answer

FINE, UNCLEAR, FAILURE = "fine", "cannot-tell", "failure"
PERMANENT = frozenset({301, 308})


class Row(NamedTuple):
    """A kind of answer: its word, what follows from it, and whether it is asked for again before that is believed."""

    word: str
    outcome: str
    retried: bool = False


ROWS = {
    row.word: row
    for row in (
        Row("fine", FINE),
        Row("moved", FINE),
        Row("login", UNCLEAR),
        Row("forbidden", UNCLEAR),
        Row("robots", UNCLEAR),
        Row("too-many-requests", UNCLEAR, retried=True),
        Row("wants-cookies", UNCLEAR),
        Row("not-public", UNCLEAR),
        Row("odd-answer", UNCLEAR),
        Row("not-found", FAILURE),
        Row("removed", FAILURE),
        Row("soft-404", FAILURE),
        Row("server-error", FAILURE, retried=True),
        Row("no-such-host", FAILURE, retried=True),
        Row("refused", FAILURE, retried=True),
        Row("unreachable", FAILURE, retried=True),
        Row("time-out", FAILURE, retried=True),
        Row("closed", FAILURE, retried=True),
        Row("tls", FAILURE),
        Row("garbled", FAILURE),
        Row("loop", FAILURE),
        Row("too-many-redirects", FAILURE),
        Row("bad-redirect", FAILURE),
    )
}
STATUS = {
    401: "login",
    403: "forbidden",
    404: "not-found",
    405: "forbidden",
    406: "forbidden",
    407: "login",
    410: "removed",
    429: "too-many-requests",
    451: "forbidden",
    999: "forbidden",
}
"""Numbers of HTTP that mean something of their own here. Others are fine from 200, the server's fault from 500, or odd."""
SILENT = frozenset({"no-such-host", "refused", "unreachable", "time-out"})
"""Where nobody answered at all: that can be the fault of our own network."""


@dataclass(frozen=True)
class Verdict:
    """A word of `ROWS`, and the address to which a page has moved for good."""

    word: str
    moved: str = ""

    @property
    def outcome(self) -> str:
        return ROWS[self.word].outcome

    @property
    def retried(self) -> bool:
        return ROWS[self.word].retried


def judge(answer: Answer) -> Verdict:
    """What an answer means."""
    word = answer.trouble or _by_status(answer.status)
    if word == "fine" and unfound.is_soft(answer):
        word = "soft-404"
    if word == "fine" and answer.hops and all(hop.status in PERMANENT for hop in answer.hops):
        return Verdict("moved", answer.address)
    return Verdict(word)


def _by_status(status: int) -> str:
    if status in STATUS:
        return STATUS[status]
    hundred = status // 100
    return "fine" if hundred == 2 else "server-error" if hundred == 5 else "odd-answer"  # noqa: PLR2004 - the classes of RFC 9110
