"""What pages and data say of full addresses on this site: canonical, other languages, sitemap, feeds."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from generator.audit import allowed
from generator.audit.reading import of_offset
from generator.diagnostics import rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.audit.judged import Judged, Link, Page
    from generator.audit.links import Whole
    from generator.diagnostics import Finding

CANONICAL = rule(
    "site-canonical",
    "The canonical address is the one that search engines and citations keep. Where it leads nowhere, the page is lost to them.",
    bad="a page whose canonical address is on another host, or leads to nothing",
    good="a page whose canonical address is that of a page on this site",
)
HREFLANG = rule(
    "site-hreflang",
    "Search engines believe that two pages are one in two languages only where each names the other.",
    bad="a page in English that names one in German, which does not name it",
    good="two pages that name each other, each by the language that it is in",
)
NOWHERE = rule(
    "site-address-of-data",
    "Programs follow the addresses in a sitemap, a feed or in data years after, and find nothing.",
    bad="an address in `sitemap.xml` at which the site has no page",
    good="an address in `sitemap.xml` at which the site has a page",
)


def address_of(files: Iterable[Judged]) -> str:
    """The address at which the site will stand, as most pages say that are their own canonical one; empty where none does."""
    told: Counter[str] = Counter()
    for judged in files:
        here = judged.path.removesuffix("index.html")
        if judged.page and judged.page.canonical and here and judged.page.canonical.value.endswith(f"/{here}"):
            told[judged.page.canonical.value.removesuffix(here)] += 1
    return told.most_common(1)[0][0] if told else ""


def findings(whole: Whole) -> Iterator[Finding]:
    """What is wrong with canonical addresses and with the names of other versions."""
    for judged in whole.files.values():
        if judged.page:
            yield from _canonical(whole, judged.page)
            for tag, link in judged.page.alternates:
                if not _agrees(whole, judged.page, tag, link):
                    yield HREFLANG.at(link.place, language=tag, address=link.value)


def of_data(whole: Whole, path: str, content: bytes) -> Iterator[Finding]:
    """Full addresses in data that lie below the folders of this site and lead to nothing."""
    tops = sorted({each.partition("/")[0] for each in whole.files if "/" in each})
    if not whole.address or path.rpartition(".")[2] not in allowed.DATA or not tops:
        return
    ours = re.escape(whole.address.encode()) + b"(?:" + b"|".join(re.escape(top.encode()) for top in tops) + rb")/[A-Za-z0-9._/-]*"
    seen = set()
    for found in re.finditer(ours, content):
        there = found[0].decode().removeprefix(whole.address).rstrip(".")
        if there not in seen and not whole.file_at(there) and not whole.is_left_out(there):
            seen.add(there)
            yield NOWHERE.at(of_offset(path, content, found.start(), len(found[0])), address=found[0].decode())


def _canonical(whole: Whole, page: Page) -> Iterator[Finding]:
    if page.canonical and _page_at(whole, page.canonical.value) is None and not _left_out(whole, page.canonical.value):
        yield CANONICAL.at(page.canonical.place, address=page.canonical.value)


def _agrees(whole: Whole, page: Page, tag: str, link: Link) -> bool:
    """Whether the other page is there, is in the language that it is named by, and names the same pages."""
    if _left_out(whole, link.value):
        return True
    other = _page_at(whole, link.value)
    if other is None or (tag != "x-default" and (not allowed.LANGUAGE.fullmatch(tag) or other.tag != tag)):
        return False
    return _named(other) == _named(page)


def _named(page: Page) -> dict[str, str]:
    return {tag: link.value for tag, link in page.alternates}


def _page_at(whole: Whole, address: str) -> Page | None:
    if not whole.address or not address.startswith(whole.address):
        return None
    file = whole.file_at(address.removeprefix(whole.address))
    return whole.files[file].page if file else None


def _left_out(whole: Whole, address: str) -> bool:
    return bool(whole.address) and address.startswith(whole.address) and whole.is_left_out(address.removeprefix(whole.address))
