"""Built sites in a real Chromium: served from this machine, with everything noted that a page should not do."""

from __future__ import annotations

import os
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Request, Response, Route

_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')

_REFRESH = re.compile(r'<meta http-equiv="refresh"[^>]*>')


class _Handler(SimpleHTTPRequestHandler):
    """Files below a folder as if it were mounted under a base path; pages without their security policy, if so wished.

    `sent` are headers that a host sends with every file.
    """

    def __init__(self, *arguments: object, base: str, policy: bool, sent: Mapping[str, str], **keywords: object) -> None:
        self.base, self.policy, self.sent = base, policy, sent
        super().__init__(*arguments, **keywords)

    def do_GET(self) -> None:
        if not self.path.startswith(self.base):
            self.send_error(404)
            return
        self.path = "/" + self.path.removeprefix(self.base)
        path = self.translate_path(self.path)
        page = f"{path}index.html" if path.endswith("/") else path
        if self.policy or not page.endswith(".html") or not os.path.isfile(page):  # noqa: PTH113 - a text, as the base class has it
            super().do_GET()
            return
        with open(page, "rb") as file:  # noqa: PTH123
            content = _POLICY.sub(b"", file.read())
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        for name, value in self.sent.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's signature
        """Say nothing."""


@contextmanager
def serving(folder: Path, base: str = "/", *, policy: bool = True, sent: Mapping[str, str] | None = None) -> Iterator[str]:
    """A local server for a site; gives the address at which it starts."""
    handler = partial(_Handler, base=base, policy=policy, sent=sent or {}, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{base}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Visit:
    """A page in the browser, and what it did that no page of ours does."""

    page: Page
    address: str
    dialogs: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)

    def go(self, path: str = "", *, stay: bool = False) -> Page:
        """Opens a page below the address of the site and waits until it and what it loads are there.

        A page that leads on by itself can be made to stay, so that it can be looked at.
        """
        if stay:
            self.page.route(self.address + path, _without_refresh)
        self.page.goto(self.address + path, wait_until="load")
        return self.page

    @property
    def wrong(self) -> list[str]:
        """Everything noted until now, and what was left in the page."""
        pwned = self.page.evaluate(
            "() => [window.__pwned, ...(window.__violations ?? [])].filter((each) => each !== undefined).map(String)"
        )
        return [*self.dialogs, *self.foreign, *self.errors, *pwned]


_VIOLATIONS = """window.__violations = [];
document.addEventListener("securitypolicyviolation", (event) => __violations.push(`${event.violatedDirective} ${event.blockedURI}`));"""


@contextmanager
def visiting(browser: Browser, address: str, **options: object) -> Iterator[Visit]:
    """A browser window of its own for a site, or for pages in a folder. Requests to elsewhere are noted and never leave."""
    context = browser.new_context(**options)
    context.add_init_script(_VIOLATIONS)
    page = context.new_page()
    visit = Visit(page, address)
    own = address if address.startswith("file:") else re.match(r"https?://[^/]+/", address)[0]

    def note(request: Request) -> None:
        if not request.url.startswith((own, "data:", "blob:")):
            visit.foreign.append(f"request to {request.url}")

    def respond(response: Response) -> None:
        visit.responses.append(response)
        if response.status >= 400:
            visit.errors.append(f"{response.status}: {response.url}")

    page.on("request", note)
    page.route(lambda url: not url.startswith(own), lambda route: route.abort())
    page.on("dialog", lambda dialog: (visit.dialogs.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda message: visit.errors.append(f"console: {message.text}") if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: visit.errors.append(f"script: {error}"))
    page.on("requestfailed", lambda request: _gave_up(request) or visit.errors.append(f"not loaded: {request.url}"))
    page.on("response", respond)
    try:
        yield visit
    finally:
        context.close()


def _without_refresh(route: Route) -> None:
    response = route.fetch()
    route.fulfill(response=response, body=_REFRESH.sub("", response.text()))


def _gave_up(request: Request) -> bool:
    """Whether the browser itself left off, because it went on to another page."""
    return request.failure == "net::ERR_ABORTED"
