"""One request to one server, within its limits, and to none that is not public.

The socket is opened here and not by the library: so it is the address that was looked at to which it is opened, and it can
be closed from outside when the time for the whole request is over, whatever the library is waiting for.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
import zlib
from contextlib import suppress
from http.client import HTTPException
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from generator.links.answers import Reply, TroubleError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from urllib3.response import HTTPResponse

    from generator.links.limits import Limits

CHUNK = 16_384
ZIPPED = 47
"""What zlib calls either of gzip and zlib."""
TROUBLES: tuple[tuple[type[Exception], str], ...] = (
    (TimeoutError, "time-out"),
    (socket.gaierror, "no-such-host"),
    (UnicodeError, "no-such-host"),
    (ssl.SSLError, "tls"),
    (ssl.CertificateError, "tls"),
    (ConnectionRefusedError, "refused"),
    (ConnectionError, "closed"),
    (HTTPException, "garbled"),
    (HTTPError, "garbled"),
    (ValueError, "garbled"),
    (OSError, "unreachable"),
)
"""What can go wrong → the word for it; the first that fits."""


class _Plain(HTTPConnection):
    dial: Callable[[], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.dial()


class _Secure(HTTPSConnection):
    dial: Callable[[], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.dial()


class _Deadline:
    """Cuts a connection when the time for the whole request is over, in the middle of whatever it waits for."""

    def __init__(self, seconds: float) -> None:
        self.over = threading.Event()
        self._ends = time.monotonic() + seconds
        self._line: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def watch(self, line: socket.socket) -> None:
        # A second handle on the same connection: TLS takes the first one away.
        self._line = line.dup()
        if self.over.is_set():
            self._cut()

    def left(self) -> float:
        return max(0.01, self._ends - time.monotonic())

    def _cut(self) -> None:
        self.over.set()
        if self._line:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._timer.cancel()
        self._timer.join()
        if self._line:
            self._line.close()


def fetch(address: str, headers: dict[str, str], limits: Limits, most: int, *, private: bool = False) -> Reply:
    """The answer to GET, with at most so many bytes of its body; TroubleError where none came.

    An answer counts from its headers on: a body that ends too early, never or too late is cut where it is. `private`
    also allows servers that not everyone can reach.
    """
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    with _Deadline(limits.whole) as deadline:
        line = (_Secure if parts.scheme == "https" else _Plain)(host, port, timeout=limits.read)
        line.dial = lambda: _dial(host, port, limits, deadline, private=private)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            line.request("GET", target, headers=headers, preload_content=False, decode_content=False)
            response = line.getresponse()
            if deadline.over.is_set():  # a cut in the middle of the headers looks like their end
                raise TroubleError("time-out")  # noqa: TRY301
            found = {name.lower(): value for name, value in response.headers.items()}
            return Reply(response.status, found, _start(response, most))
        except TroubleError:
            raise
        except Exception as error:
            raise TroubleError("time-out" if deadline.over.is_set() else _word(error)) from error
        finally:
            line.close()


def unpacked(reply: Reply, most: int) -> bytes:
    """The beginning of a body as it was before it was compressed, never more than `most`: what swells without end is cut."""
    if reply.headers.get("content-encoding", "").strip().lower() not in {"gzip", "x-gzip", "deflate"}:
        return reply.body[:most]
    with suppress(zlib.error):
        return zlib.decompressobj(ZIPPED).decompress(reply.body, most)
    return b""


def is_public(address: str) -> bool:
    """Whether an IP address is one that everyone can reach; addresses inside of addresses count too."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        inner = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
        if found in ipaddress.ip_network("64:ff9b::/96"):  # IPv4 behind a translator, RFC 6052
            inner.append(ipaddress.IPv4Address(found.packed[-4:]))
        if not all(each is None or is_public(str(each)) for each in inner):
            return False
        if found.ipv4_mapped:
            return True
    return found.is_global and not found.is_multicast


def _dial(host: str, port: int, limits: Limits, deadline: _Deadline, *, private: bool) -> socket.socket:
    """A connection to the first of the host's addresses that takes it, of those that may be asked."""
    places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    asked = [place for place in places if private or is_public(str(place[4][0]))]
    if not asked:
        raise TroubleError("not-public")
    problem = OSError()
    for family, kind, protocol, _, place in asked:
        line = socket.socket(family, kind, protocol)
        try:
            line.settimeout(min(limits.connect, deadline.left()))
            line.connect(place)
            line.settimeout(limits.read)
            deadline.watch(line)
        except OSError as error:
            problem = error
            line.close()
        else:
            return line
    raise problem


def _start(response: HTTPResponse, most: int) -> bytes:
    """The first bytes of a body, as they were sent."""
    body = bytearray()
    with suppress(OSError, HTTPException, HTTPError, ValueError):
        while len(body) < most and (more := response.read1(min(CHUNK, most - len(body)), decode_content=False)):
            body += more
    response.close()
    return bytes(body)


def _word(error: Exception) -> str:
    return next((word for kind, word in TROUBLES if isinstance(error, kind)), "garbled")
