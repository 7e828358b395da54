"""How much is sent for a page before its reader does anything, and how large the whole site is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.audit.links import below
from generator.diagnostics import Location, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.audit.judged import Judged, Page
    from generator.audit.links import Whole
    from generator.diagnostics import Finding

PAGE = rule(
    "site-page-size",
    "Many readers are on a phone and on a slow link: a page that weighs too much is a page that they do not read.",
    bad="a page of 80 kB, compressed, with what it loads",
    good="a page of 25 kB, compressed, with what it loads",
)
SCRIPTS = rule(
    "site-script-size",
    "Scripts are read and run before a page answers, and slow phones take seconds for it.",
    bad="a page with 60 kB of scripts",
    good="a page with 3 kB of scripts",
)
SITE = rule(
    "site-size",
    "Hosts take a site of one gigabyte at most and refuse a larger one.",
    bad="a site of 1.2 GB",
    good="a site of 60 MB",
)
KILOBYTE = 1_000


def findings(whole: Whole) -> Iterator[Finding]:
    """Each page that weighs more than it may, and the site where it does."""
    for judged in whole.files.values():
        if judged.page:
            yield from _of(whole, judged, judged.page)
    size = sum(judged.size for judged in whole.files.values())
    if size > whole.asked.site * KILOBYTE:
        yield SITE.at(Location("."), size=_kilobytes(size), most=whole.asked.site)


def _of(whole: Whole, judged: Judged, page: Page) -> Iterator[Finding]:
    styles, scripts = _files(whole, judged.path, page.styles), _with_imports(whole, judged.path, page)
    fonts = {font for style in styles for font in _fonts(whole, style)} if page.fonts else set()
    sent = judged.sent + _sent(whole, {*styles, *scripts, *_files(whole, judged.path, page.icons), *fonts})
    most = (whole.asked.choosing if page.choosing else whole.asked.page) + (whole.asked.fonts if page.fonts else 0)
    if sent > most * KILOBYTE:
        yield PAGE.at(Location(judged.path), size=_kilobytes(sent), most=most)
    if (run := _sent(whole, scripts)) > whole.asked.scripts * KILOBYTE:
        yield SCRIPTS.at(Location(judged.path), size=_kilobytes(run), most=whole.asked.scripts)


def _files(whole: Whole, path: str, addresses: Iterable[str]) -> set[str]:
    """The files of this site at these addresses; those that lead nowhere are told elsewhere."""
    there = {below(whole, path, address) for address in addresses}
    return {file for file in there if file and file in whole.files}


def _with_imports(whole: Whole, path: str, page: Page) -> set[str]:
    """The scripts of a page, and those that they import before they run."""
    found, new = set(), _files(whole, path, page.scripts)
    while new:
        found |= new
        new = {other for script in new for other in _files(whole, script, (link.value for link in whole.files[script].links))} - found
    return found


def _fonts(whole: Whole, style: str) -> set[str]:
    return {file for file in _files(whole, style, (link.value for link in whole.files[style].links)) if file.endswith(".woff2")}


def _sent(whole: Whole, files: set[str]) -> int:
    return sum(whole.files[file].sent for file in files)


def _kilobytes(size: int) -> int:
    """In thousands of bytes, upward."""
    return -(-size // KILOBYTE)
