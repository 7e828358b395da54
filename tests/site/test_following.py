"""Pages that people can follow name their feed: in the head for programs, and as a link for people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import feedparser
from building import REAL

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from building import Site

FOLLOWED = re.compile(r"(?:[a-z]{2})/(?:(?:topics|countries)/[a-z-]+/)?index\.html")
"""Home, topics and countries, and no index, city or further page of a list."""
OF_HOME = re.compile(r"([a-z]{2}/)data/index\.html")
"""The page on the data tells of the feed of home."""


def feeds_in_head(page: Element) -> list[Element]:
    return [link for link in page.iter("link") if link.get("type") == "application/atom+xml"]


def links_to_feeds(page: Element) -> list[str]:
    return [link.get("href", "") for link in page.iter("a") if link.get("href", "").endswith("feed.xml")]


def test_the_feed_of_a_page_is_there_and_is_its_own(site: Site) -> None:
    for path, page in site.pages.items():
        named = feeds_in_head(page)
        assert links_to_feeds(page) == [link.get("href") for link in named], path
        for link in named:
            assert link.get("rel") == "alternate"
            target = urljoin(f"https://host/{path}", link.get("href", "")).removeprefix("https://host/")
            assert target == own(path)
            told = feedparser.parse((site.folder / target).read_bytes())
            assert not told.bozo
            assert told.feed.title == link.get("title")
            assert {each.href for each in told.feed.links if each.rel == "self"} == {site.url + target}


def own(path: str) -> str:
    """The feed of a page, by their paths."""
    return OF_HOME.sub(r"\1index.html", path).replace("index.html", "feed.xml")


def test_which_pages_have_one(site: Site) -> None:
    followed = {path for path in site.pages if FOLLOWED.fullmatch(path)}
    expected = followed if site.url else set()
    telling = {path for path in site.pages if OF_HOME.fullmatch(path)} if site.url else set()
    assert {path for path, page in site.pages.items() if feeds_in_head(page)} == expected | telling
    assert {path.relative_to(site.folder).as_posix() for path in site.folder.rglob("feed.xml")} == {
        path.replace("index.html", "feed.xml") for path in expected
    }
    assert expected or site.name != REAL
