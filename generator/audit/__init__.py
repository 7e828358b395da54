"""A built site, judged by what lies there: every byte of it, and nothing of the program that made it.

Imports nothing of ours but `diagnostics`, so that a mistake of the program cannot excuse itself. First each file alone,
in several processes; then what only the whole site can tell.
"""

from __future__ import annotations

import gzip
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from generator.audit import allowed, canaries, files, head, links, markup, pages, pictures, reading, scripts, style, versions, weight
from generator.audit.asked import Asked
from generator.audit.judged import Judged, Link
from generator.audit.reading import Read
from generator.diagnostics import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from generator.diagnostics import Finding

__all__ = ["Asked", "Judged", "each", "paths", "together"]

LARGEST_PAGE = 4_000_000
"""Bytes of a page that is still read as one."""
WEIGHED = frozenset({"html", "css", "js", "svg", "woff2"})
"""Types of files that pages load."""


def paths(site: Path, asked: Asked) -> tuple[list[str], list[Finding]]:
    """The paths of all files to look at, and what is wrong with files and links that nobody should open."""
    found = [(path, finding) for path, finding in files.walk(site) if asked.wants(path)]
    return [path for path, finding in found if finding is None], [finding for _, finding in found if finding]


def each(site: Path, these: Sequence[str], asked: Asked, jobs: int = 1) -> Iterator[Judged]:
    """Every file judged alone, in the order of the paths."""
    judge = partial(judged, site, asked)
    if jobs > 1:
        with ProcessPoolExecutor(max_workers=jobs) as pool:
            yield from pool.map(judge, these, chunksize=16)
    else:
        yield from map(judge, these)


def together(site: Path, found: Sequence[Judged], asked: Asked) -> Iterator[Finding]:
    """What is wrong between the files of a site."""
    whole = links.Whole({judged.path: judged for judged in found}, versions.address_of(found), asked)
    for judge in (links.findings, versions.findings, weight.findings):
        yield from judge(whole)
    for path in whole.files:
        if path.rpartition(".")[2] in allowed.DATA:
            yield from versions.of_data(whole, path, (site / path).read_bytes())
    if allowed.HEADERS not in whole.files:
        yield head.POLICY.at(Location(allowed.HEADERS), policy="")


def judged(site: Path, asked: Asked, path: str) -> Judged:
    """One file alone."""
    content, ending = (site / path).read_bytes(), files.ending_of(path)
    sent = len(gzip.compress(content, mtime=0)) if ending in WEIGHED else len(content)
    wrong = [*_typed(path, content), *canaries.findings(path, content, asked.canaries)]
    if ending == "html":
        return _page(path, content, sent, wrong)
    text = "" if any(finding.code == files.TYPE.code for finding in wrong) else content.decode("utf-8", "replace")
    led: Iterator[Link] = iter(())
    if path == allowed.HEADERS:
        wrong += head.headers(path, text)
    elif ending == "css":
        wrong += style.findings(path, text)
        led = style.links(path, text)
    elif ending == "svg":
        wrong += markup.findings(reading.parsed(path, text))
    elif ending == "js":
        led = scripts.links(path, content)
    return Judged(path, len(content), sent, tuple(wrong), tuple(led))


def _typed(path: str, content: bytes) -> Iterator[Finding]:
    try:
        yield from files.findings(path, content)
    except pictures.NoPictureError:
        yield files.TYPE.at(Location(path), type=files.ending_of(path))


def _page(path: str, content: bytes, sent: int, wrong: list[Finding]) -> Judged:
    if len(content) > LARGEST_PAGE:
        most = LARGEST_PAGE // weight.KILOBYTE
        too_large = weight.PAGE.at(Location(path), size=len(content) // weight.KILOBYTE, most=most)
        return Judged(path, len(content), sent, (*wrong, too_large))
    page = reading.read(path, content)
    if not isinstance(page, Read):
        return Judged(path, len(content), sent, (*wrong, page))
    return Judged(path, len(content), sent, (*wrong, *pages.findings(page)), tuple(pages.links(page)), pages.facts(page))
