"""A search index a language: Pagefind over small documents that hold the words of each page and nothing around them."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from typing import TYPE_CHECKING

from generator import output

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LEFT_OUT = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight", "pagefind-playground")
"""What Pagefind brings along and no page of ours loads."""


class SearchError(Exception):
    """Pagefind could not be run, or failed; the text is what it said."""


def index(documents: Path, target: Path, cache: Path | None) -> None:
    """Documents below a folder → `target`, the bundle that the search page loads.

    Without any document there is no bundle: Pagefind makes none, and the search page leads to the lists.
    With a cache, nothing is done where the same documents were indexed last and the bundle is still whole.
    """
    if not any(documents.rglob("*.html")):
        output.write(target, ())
        return
    key = _key(documents)
    stamp = cache / "search.txt" if cache else None
    if stamp and stamp.is_file() and stamp.read_text("utf-8") == f"{key} {_bundle_key(target)}":
        return
    beside = target.parent.parent / f".{target.parent.name}-{target.name}"
    command = [sys.executable, "-m", "pagefind", "--site", str(documents), "--output-path", str(beside), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SearchError(done.stderr.strip() or done.stdout.strip())
    output.write(target, _bundle(beside))
    output.write(beside, ())
    beside.rmdir()
    if stamp and cache:
        output.write_file(cache, stamp.name, f"{key} {_bundle_key(target)}".encode())


def _bundle(folder: Path) -> Iterable[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(LEFT_OUT):
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _key(folder: Path) -> str:
    """A hash of the names and contents of all files below a folder."""
    state = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            state.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
            state.update(path.read_bytes())
    return state.hexdigest()


def _bundle_key(folder: Path) -> str:
    return _key(folder) if folder.is_dir() else ""
