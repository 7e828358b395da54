"""An address is asked for politely: one request at a time to a host, with a pause, and again where that may help."""

from __future__ import annotations

import re
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from pydantic_core import Url

from generator.links.answers import Answer, Hop, TroubleError
from generator.links.connection import fetch, unpacked
from generator.links.verdicts import judge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.links.answers import Reply
    from generator.links.limits import Limits

NAME = "iscn-links"
"""By this name servers can tell us in robots.txt what we may ask for."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
TITLE = re.compile(r"<title(?:\s[^>]{0,500})?>(.{0,2000}?)</title\s*>", re.IGNORECASE | re.DOTALL)
CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
LONGEST = 8_000
"""Longer addresses are not followed."""


class StoppedError(Exception):
    """Somebody wants this to end."""


@dataclass
class _Host:
    """Whose turn it is at a host, and when the next one may begin."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    reading_rules: threading.Lock = field(default_factory=threading.Lock)
    rules: dict[str, RobotFileParser | None] = field(default_factory=dict)
    pause: float = 0.0
    free: float = 0.0


class Asker:
    """Asks for addresses, from any number of threads. `stop` ends all waiting; `private` is for servers of one's own."""

    def __init__(self, agent: str, limits: Limits, *, private: bool = False) -> None:
        self.stop = threading.Event()
        self.limits = limits
        self._headers = {
            "User-Agent": agent,
            "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        self._private = private
        self._hosts: dict[str, _Host] = {}
        self._opening = threading.Lock()

    def ask(self, address: str) -> Answer:
        """What comes back, after as many tries as the verdict asks for."""
        for tried in range(self.limits.retries + 1):
            answer = self._follow(address)
            wait = self.limits.back_off * 2**tried if answer.wait is None else answer.wait
            if not judge(answer).retried or tried == self.limits.retries or wait > self.limits.patience:
                break
            self._host(answer.address).free = time.monotonic() + wait
        return answer

    def body(self, address: str) -> bytes:
        """The beginning of what stands at an address, without a look at the rules for robots; nothing where it is not fine."""
        _, reply = self._chain(address, obeying=False)
        return unpacked(reply, self.limits.body) if reply and reply.status // 100 == 2 else b""  # noqa: PLR2004 - RFC 9110

    def _follow(self, address: str) -> Answer:
        answer, reply = self._chain(address, obeying=True)
        if reply is None:
            return answer
        return Answer(
            address, answer.address, reply.status, hops=answer.hops, title=title(reply, self.limits.body), wait=seconds_to_wait(reply)
        )

    def _chain(self, address: str, *, obeying: bool) -> tuple[Answer, Reply | None]:
        """The way along the redirects: where it ended, and the last reply where there was one."""
        here, hops = address, list[Hop]()

        def ended(trouble: str = "") -> Answer:
            return Answer(address, here, trouble=trouble, hops=tuple(hops))

        while True:
            if obeying and not self._allowed(here):
                return ended("robots"), None
            try:
                reply = self._get(here, self.limits.body if obeying else self.limits.rules)
            except TroubleError as trouble:
                return ended(trouble.word), None
            if reply.status not in REDIRECTS or "location" not in reply.headers:
                return ended(), reply
            hops.append(Hop(here, reply.status, "set-cookie" in reply.headers))
            there = redirected(here, reply.headers["location"])
            if there is None:
                return ended("bad-redirect"), None
            if there in {hop.address for hop in hops}:
                return ended("wants-cookies" if any(hop.cookie for hop in hops) else "loop"), None
            if len(hops) > self.limits.redirects:
                return ended("too-many-redirects"), None
            here = there

    def _get(self, address: str, most: int) -> Reply:
        with self._turn(self._host(address)):
            return fetch(address, self._headers, self.limits, most, private=self._private)

    @contextmanager
    def _turn(self, host: _Host) -> Iterator[None]:
        with host.turn:
            while (wait := host.free - time.monotonic()) > 0:
                if self.stop.wait(wait):
                    raise StoppedError
            if self.stop.is_set():
                raise StoppedError
            try:
                yield
            finally:
                host.free = max(host.free, time.monotonic() + max(self.limits.pause, host.pause))

    def _host(self, address: str) -> _Host:
        with self._opening:
            return self._hosts.setdefault(host_of(address), _Host())

    def _allowed(self, address: str) -> bool:
        """Whether robots.txt lets us ask. One that cannot be read forbids nothing: see docs/links.md."""
        host, parts = self._host(address), urlsplit(address)
        origin = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
        with host.reading_rules:
            if origin not in host.rules:
                _, reply = self._chain(f"{origin}/robots.txt", obeying=False)
                host.rules[origin] = rules = _rules(reply, self.limits.rules)
                asked = rules and rules.crawl_delay(NAME)
                host.pause = max(host.pause, min(float(asked or 0), self.limits.patience))
            rules = host.rules[origin]
        return rules is None or rules.can_fetch(NAME, address)


def host_of(address: str) -> str:
    """Whom a request goes to, whatever the port: one request at a time."""
    return urlsplit(address).hostname or ""


def redirected(here: str, location: str) -> str | None:
    """The address to which a redirect leads, as the WHATWG parser reads it; None for one that may not be followed."""
    # Headers come as Latin-1, whatever the server meant.
    meant = location.strip().encode("latin-1", "replace").decode("utf-8", "replace")
    try:
        url = Url(urljoin(here, meant)) if len(meant) <= LONGEST else None
    except ValueError:
        return None
    if url is None or url.scheme not in {"http", "https"} or url.username or url.password or not url.host:
        return None
    return str(url).partition("#")[0]


def seconds_to_wait(reply: Reply) -> float | None:
    """`Retry-After`, given as seconds or as a date (RFC 9110); None where there is none that can be read."""
    said = reply.headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}", said, re.ASCII):
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None


def title(reply: Reply, most: int) -> str:
    """The title of an HTML page; empty for everything else."""
    kind = reply.headers.get("content-type", "text/html").lower()
    if "html" not in kind:
        return ""
    body = unpacked(reply, most)
    named = CHARSET.search(kind.encode("ascii", "replace")) or CHARSET.search(body[:2048])
    try:
        text = body.decode(named[1].decode("ascii") if named else "utf-8", "replace")
    except (LookupError, ValueError):
        text = body.decode("utf-8", "replace")
    found = TITLE.search(text)
    return " ".join(unescape(found[1]).split()) if found else ""


def _rules(reply: Reply | None, most: int) -> RobotFileParser | None:
    if reply is None or reply.status // 100 != 2:  # noqa: PLR2004 - the class of RFC 9110
        return None
    rules = RobotFileParser()
    rules.parse(unpacked(reply, most).decode("utf-8", "replace").splitlines())
    return rules
