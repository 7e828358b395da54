"""A local preview: serves the site, rebuilds on every save and tells open pages to load again."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from watchfiles import watch

from generator.source import CONFIGURATION, CONTENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

RELOAD = "/-reload"
LONGEST_WAIT = 200
"""Milliseconds after which the watcher says that nothing was saved; the first time, that it watches."""
_SCRIPT = b"""let known;for(;;){try{const now=await(await fetch("/-reload",{cache:"no-store"})).text();
if(known!==undefined&&now!==known)location.reload();known=now}catch{}await new Promise(r=>setTimeout(r,700))}"""


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site; a page gets one script more, which asks whether there is a new version."""

    def __init__(self, *arguments: object, version: list[int], **keywords: object) -> None:
        self.version = version
        super().__init__(*arguments, **keywords)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path == RELOAD:
            self._answer(str(self.version[0]).encode(), "text/plain")
        elif self.path == f"{RELOAD}.js":
            self._answer(_SCRIPT, "text/javascript")
        else:
            self._page()

    def _page(self) -> None:
        path = self.translate_path(self.path)
        folder = path.endswith("/") and path + "index.html"
        try:
            content = open(folder or path, "rb").read() if str(folder or path).endswith(".html") else b""  # noqa: SIM115, PTH123
        except OSError:
            content = b""
        if content:
            script = f'<script type="module" src="{RELOAD}.js"></script></body>'.encode()
            self._answer(content.replace(b"</body>", script), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def _answer(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's signature
        """Say nothing: a preview that prints every request hides the findings."""


def serve(root: Path, site: Path, host: str, port: int, rebuild: Callable[[], bool], say: Callable[[str], None]) -> None:
    """Build once, serve until interrupted, and build again whenever content or configuration is saved."""
    version = [0]
    saves = _saves(root)
    next(saves)
    rebuild()
    server = ThreadingHTTPServer((host, port), partial(_Handler, version=version, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(f"http://{host}:{server.server_address[1]}/")
    try:
        for _ in saves:
            if rebuild():
                version[0] += 1
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()


def _saves(root: Path) -> Iterator[None]:
    """Once when content and configuration are watched, then after every save: none is missed, not even during a build."""
    watched = [root / name for name in (*CONTENT, CONFIGURATION) if (root / name).exists()]
    begun = False
    for changed in watch(*watched, debounce=100, step=50, rust_timeout=LONGEST_WAIT, yield_on_timeout=True, raise_interrupt=True):
        if changed or not begun:
            yield
        begun = True
