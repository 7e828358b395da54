"""`iscn serve`: the site in the browser, with every save."""

from __future__ import annotations

import datetime
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import click

from generator import build as pipeline
from generator.before import Held
from generator.cli.shared import (
    BROKEN,
    chosen_languages,
    day_of,
    knowledge_base_or_stop,
    languages_option,
    out,
    print_findings,
    root_option,
    shown,
    site_option,
    stop,
    today_option,
)
from generator.diagnostics import has_errors
from generator.fresh import Fresh
from generator.publish.serve import serve as serve_site

if TYPE_CHECKING:
    from pathlib import Path

REST = 3.0
"""Seconds without a save after which the site is built, so that search and data follow, too."""


@click.command
@root_option
@site_option
@languages_option
@today_option
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="Address to listen on; default: this machine only.")
@click.option(
    "--port", default=8000, type=click.IntRange(0, 65535), metavar="N", help="Port to listen on, 8000 by default; 0: any that is free."
)
def serve(*, root: Path, site: Path | None, wanted: str, today: str, host: str, port: int) -> None:
    """Build the site and show it in the browser; pages are made anew on every save, and open ones load again.

    Search and data follow when nothing has been saved for some seconds.
    """
    target = (site or root / "site").resolve()
    day = day_of(today)
    knowledge_base_or_stop(root)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        serve_site(
            root.resolve(),
            target,
            host,
            port,
            _Preview(root.resolve(), target, wanted, day),
            lambda address: out.print(f"{address}  (Ctrl+C stops)"),
        )
    except OSError as error:
        stop(str(error))


class _Preview:
    """Content without errors is shown at once, page by page; the whole site is built by another process while nobody saves."""

    def __init__(self, root: Path, target: Path, wanted: str, day: datetime.date) -> None:
        self._root, self._target, self._wanted, self._day = root, target, wanted, day
        self._held, self._fresh = Held(root), Fresh(root, day, pipeline.check(pipeline.SAMPLES))
        self._building: subprocess.Popen[str] | None = None
        self._last_save, self._to_build = 0.0, False

    def begin(self) -> None:
        """The first build, which has to be waited for: pages need the files beside them."""
        if self.saved():
            self._build(stderr=None)
            self._built()

    def saved(self) -> bool:
        """Whether there is something new to show; where content has errors, they are told and what is shown stays as it is."""
        self._stop()
        checked = pipeline.check(self._root, self._day, held=self._held)
        if has_errors(checked.findings) or checked.catalog is None:
            print_findings(checked, "text", "en")
            return False
        self._fresh.show(checked.catalog, chosen_languages(self._wanted, checked.catalog.settings.languages))
        self._last_save, self._to_build = time.monotonic(), True
        _tell(f"read: {checked.files} files, {len(checked.findings)} findings that do not stop publication")
        return True

    def rest(self) -> None:
        if self._building and self._building.poll() is not None:
            self._built()
        if self._to_build and not self._building and time.monotonic() - self._last_save > REST:
            self._build()

    def end(self) -> None:
        self._stop()

    def page(self, path: str) -> bytes | None:
        return self._fresh.page(path)

    def _build(self, stderr: int | None = subprocess.PIPE) -> None:
        options = ("--root", str(self._root), "--site", str(self._target), "--today", self._day.isoformat(), "--languages", self._wanted)
        command = [sys.executable, "-m", "generator", "build", *options]
        self._building = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stderr, text=True)
        self._to_build = False

    def _built(self) -> None:
        """Wait for the build, and tell what came of it."""
        if self._building is None:
            return
        _, said = self._building.communicate()
        code, self._building = self._building.returncode, None
        if code == BROKEN:
            stop((said or "there is no site").strip().rpartition("\n")[2].removeprefix("iscn: "))
        if not code:
            _tell(f"built: {shown(self._target)}")

    def _stop(self) -> None:
        """End a build that is outdated before it is done: the next one finishes or throws away what it began."""
        if self._building:
            self._building.terminate()
            self._building.communicate()
            self._building, self._to_build = None, True


def _tell(what: str) -> None:
    out.print(f"{datetime.datetime.now(datetime.UTC):%H:%M:%S} {what}")
