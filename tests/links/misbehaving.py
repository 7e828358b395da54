"""A web server that does what real ones do, and worse. It remembers who asked for what, and how many at once."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

    Behaviour = Callable[["Visit"], None]

PATIENCE = 30
"""Seconds after which whatever waits here gives up, so that no test runs for ever."""


class Visit(BaseHTTPRequestHandler):
    """One request. What a path does is given to the server as a function of this."""

    protocol_version = "HTTP/1.1"
    server: Naughty

    def do_GET(self) -> None:
        self.there = True
        self.server.note(self)
        behaviour = self.server.paths.get(self.path.partition("?")[0])
        try:
            with suppress(ConnectionError, TimeoutError):
                if behaviour:
                    behaviour(self)
                else:
                    self.answer(404)
        finally:
            self._leave()
        self.close_connection = True

    def _leave(self) -> None:
        """Counts as gone before the first byte of the answer: whoever reads it may ask again before this thread goes on."""
        if self.there:
            self.there = False
            self.server.leave()

    def answer(self, status: int, body: str | bytes = b"", **headers: str) -> None:
        """An answer as it should be; `_` in names of headers becomes `-`."""
        self._leave()
        data = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def raw(self, data: bytes) -> None:
        self._leave()
        self.wfile.write(data)
        self.wfile.flush()

    def hang(self) -> None:
        """Nothing more, until the test is over."""
        self.server.over.wait(PATIENCE)

    def drip(self, data: bytes) -> None:
        """The same bytes for ever, with short pauses."""
        while not self.server.over.wait(0.02):
            self.raw(data)

    def reset(self) -> None:
        """Cut the connection off the hard way."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self.connection.close()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Naughty(ThreadingHTTPServer):
    """`paths` says what happens where; `asked` counts requests by path, `agents` who asked, `most` how many at once."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 50

    def __init__(self, host: str = "127.0.0.1") -> None:
        super().__init__((host, 0), Visit)
        self.paths: dict[str, Behaviour] = {}
        self.asked: Counter[str] = Counter()
        self.queries: list[str] = []
        self.agents: set[str] = set()
        self.over = threading.Event()
        self.now = self.most = 0
        self.scheme = "http"
        self._counting = threading.Lock()

    @property
    def address(self) -> str:
        return f"{self.scheme}://{self.server_address[0]}:{self.server_port}"

    def note(self, visit: Visit) -> None:
        with self._counting:
            self.asked[visit.path.partition("?")[0]] += 1
            self.queries.append(visit.path)
            self.agents.add(visit.headers["User-Agent"])
            self.now += 1
            self.most = max(self.most, self.now)

    def leave(self) -> None:
        with self._counting:
            self.now -= 1

    def handle_error(self, *_: Any) -> None:
        """Whoever asks may hang up at any time."""


@contextmanager
def misbehaving(host: str = "127.0.0.1", secure: ssl.SSLContext | None = None) -> Iterator[Naughty]:
    """A server on a port of its own, until the test is over."""
    with Naughty(host) as server:
        if secure:
            server.socket = secure.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
            server.scheme = "https"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()
