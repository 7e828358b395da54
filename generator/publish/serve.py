"""A local preview: pages are made when somebody asks for them; open ones load again when something was saved."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote, urlsplit

from watchfiles import watch

from generator.source import CONFIGURATION, CONTENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RELOAD = "/-reload"
LONGEST_WAIT = 200
"""Milliseconds after which the watcher says that nothing was saved; the first time, that it watches."""
_SCRIPT = b"""let known;for(;;){try{const now=await(await fetch("/-reload",{cache:"no-store"})).text();
if(known!==undefined&&now!==known)location.reload();known=now}catch{}await new Promise(r=>setTimeout(r,700))}"""


class Shown(Protocol):
    """What is previewed."""

    def begin(self) -> None:
        """Make ready that something can be served."""

    def saved(self) -> bool:
        """Somebody saved something: whether other pages are to be shown now."""

    def rest(self) -> None:
        """Nothing was saved for a moment."""

    def end(self) -> None:
        """Nobody looks any more."""

    def page(self, path: str) -> bytes | None:
        """The page at a path below the site; None where the file there is to be served."""


class _Handler(SimpleHTTPRequestHandler):
    """Pages and files of the site; a page gets one script more, which asks whether there is a new version."""

    def __init__(self, *arguments: object, version: list[int], page: Callable[[str], bytes | None], **keywords: object) -> None:
        self.version, self.page = version, page
        super().__init__(*arguments, **keywords)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path == RELOAD:
            self._answer(str(self.version[0]).encode(), "text/plain")
        elif self.path == f"{RELOAD}.js":
            self._answer(_SCRIPT, "text/javascript")
        else:
            self._page()

    def _page(self) -> None:
        path = unquote(urlsplit(self.path).path).lstrip("/")
        path += "index.html" if path.endswith("/") or not path else ""
        content = (self.page(path) or self._file()) if path.endswith(".html") else None
        if content:
            script = f'<script type="module" src="{RELOAD}.js"></script></body>'.encode()
            self._answer(content.replace(b"</body>", script), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def _file(self) -> bytes | None:
        path = Path(self.translate_path(self.path))
        try:
            return (path / "index.html" if path.is_dir() else path).read_bytes()
        except OSError:
            return None

    def _answer(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's signature
        """Say nothing: a preview that prints every request hides the findings."""


def serve(root: Path, site: Path, host: str, port: int, shown: Shown, say: Callable[[str], None]) -> None:
    """Serve until interrupted what is shown of the content below `root`, and files of its site."""
    version = [0]
    watched = _watched(root)
    next(watched)
    try:
        shown.begin()
        server = ThreadingHTTPServer((host, port), partial(_Handler, version=version, page=shown.page, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say(f"http://{host}:{server.server_address[1]}/")
        for saved in watched:
            if not saved:
                shown.rest()
            elif shown.saved():
                version[0] += 1
    except KeyboardInterrupt:
        pass
    finally:
        shown.end()


def _watched(root: Path) -> Iterator[bool]:
    """Once when content and configuration are watched, then several times a second whether something was saved: no save is missed."""
    watched = [root / name for name in (*CONTENT, CONFIGURATION) if (root / name).exists()]
    for changed in watch(*watched, debounce=100, step=50, rust_timeout=LONGEST_WAIT, yield_on_timeout=True, raise_interrupt=True):
        yield bool(changed)
