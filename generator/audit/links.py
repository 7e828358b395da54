"""Whether what leads somewhere on this site leads to something, wherever the site is mounted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from generator.audit import allowed
from generator.diagnostics import rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.audit.asked import Asked
    from generator.audit.judged import Judged, Link
    from generator.diagnostics import Finding

BROKEN = rule(
    "site-link-broken",
    "A link that leads nowhere ends the way of a reader.",
    bad="`<a href=../nowhere/>` on a page",
    good="`<a href=../cases/>` on a page",
)
ANCHOR = rule(
    "site-anchor-missing",
    "A link to a place that a page does not have leaves the reader at its top.",
    bad="`<a href='#nowhere'>` on a page",
    good="`<a href='#section-sources'>` on a page that has this section",
)
ABSOLUTE = rule(
    "site-link-absolute",
    "A site works below any path as long as its addresses are relative. Only the page for what is not found needs others.",
    bad="`<a href=/en/cases/>` on a page",
    good="`<a href=../cases/>` on a page",
)
HOST = "https://site.invalid"
"""Stands for the host that the site will have; no host can have this name."""


@dataclass(frozen=True)
class Whole:
    """All files of a site by their paths, and the address at which it will stand; empty where no page tells it."""

    files: Mapping[str, Judged]
    address: str
    asked: Asked

    @property
    def base(self) -> str:
        """The path below which the site will be mounted."""
        return urlsplit(self.address).path or "/"

    @cached_property
    def folders(self) -> frozenset[str]:
        return frozenset(f"{path.rpartition('/')[0]}/" for path in self.files)

    def file_at(self, path: str) -> str:
        """The file that a host serves for a path below the site; empty where there is none."""
        file = f"{path}index.html" if path.endswith("/") or not path else path
        return file if file in self.files else ""

    def is_left_out(self, path: str) -> bool:
        """Whether a path lies in a language that nobody asked for."""
        return not self.asked.wants(path)


def findings(whole: Whole) -> Iterator[Finding]:
    """Every link that leads nowhere."""
    for judged in whole.files.values():
        for link in judged.links:
            yield from _of(whole, judged.path, link)


def below(whole: Whole, path: str, link: str) -> str | None:
    """What an address on the file at `path` leads to, as a path below the site; None where it leads out of it."""
    start = whole.base if path == allowed.NOT_FOUND else "/a/b/"
    there = urlsplit(urljoin(f"{HOST}{start}{path}", urldefrag(link)[0])).path
    return there.removeprefix(start) if there.startswith(start) else None


def _of(whole: Whole, path: str, link: Link) -> Iterator[Finding]:
    if link.value.startswith("/") and path != allowed.NOT_FOUND:
        yield ABSOLUTE.at(link.place, address=link.value)
        return
    there = below(whole, path, link.value)
    if there is not None and (whole.is_left_out(there) or (link.folder and there in whole.folders)):
        return
    file = "" if there is None else whole.file_at(there)
    if not file:
        yield BROKEN.at(link.place, address=link.value)
        return
    page, anchor = whole.files[file].page, urldefrag(link.value)[1]
    if anchor and (page is None or anchor not in page.ids):
        yield ANCHOR.at(link.place, address=link.value)
