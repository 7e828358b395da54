"""Pages by what programs read of them: headings, titles, languages, canonical addresses, other versions, the sitemap.

That links lead to something, and that nothing on a page does harm, is said by the audit: see `test_audited.py`.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import expected_pages
import gate
from babel import Locale
from reading import alternates, canonical, classed, meta, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from building import Site

NOT_FOUND = "404.html"
"""The one page that is served at every address, so that its links cannot be relative."""


def test_every_page_has_one_heading_of_the_first_level(site: Site):
    wrong = {path: [text_of(h1) for h1 in page.iter("h1")] for path, page in site.pages.items()}
    assert {path: found for path, found in wrong.items() if len(found) != 1 or not found[0]} == {}


def test_headings_skip_no_level(site: Site):
    for path, page in site.pages.items():
        levels = [int(element.tag[1]) for element in page.iter() if re.fullmatch("h[1-6]", element.tag)]
        steps = pairwise(levels)
        assert [step for step in steps if step[1] > step[0] + 1] == [], path


def test_languages_are_named_by_tags_that_exist(site: Site):
    for path, page in site.pages.items():
        assert page.get("lang"), path
        for tag in {element.attrib["lang"] for element in page.iter() if "lang" in element.attrib}:
            assert Locale.parse(tag, sep="-"), f"{path}: {tag}"
        directions = {element.attrib["dir"] for element in page.iter() if "dir" in element.attrib}
        assert directions <= {"ltr", "rtl"}, path


def test_pages_carry_the_language_of_their_folder(site: Site):
    expected = {language: expected_pages.words(language)["locale"] for language in site.languages}
    for path, page in site.pages.items():
        if "/" in path:
            locale = expected[path.split("/")[0]]
            assert (page.get("lang"), page.get("dir")) == (locale["tag"], locale["direction"]), path


def test_every_page_has_title_and_description(site: Site):
    for path, page in site.pages.items():
        assert text_of(page.find("head/title")), path
        if path != NOT_FOUND:
            assert meta(page, "description"), path


def test_titles_tell_pages_of_a_language_apart(site: Site):
    notices = {path for path, page in site.pages.items() if classed(page, "page-notice")}
    for language in site.languages:
        titles = Counter(
            text_of(page.find("head/title")) for path, page in site.pages.items() if path.startswith(f"{language}/") and path not in notices
        )
        # A country and a city may share their name, as may a topic and an instrument: two pages, not more.
        assert [title for title, times in titles.items() if times > 2] == [], language


def test_canonical_addresses_are_absolute_and_exist(site: Site):
    for path, page in site.pages.items():
        address = canonical(page)
        if not site.url:
            assert address == "", path
        elif "/" in path:
            assert address.startswith(site.url), path
            assert _path_of(site, address) in site.pages, path


def _path_of(site: Site, address: str) -> str:
    """The path of the page at an absolute address of the site."""
    assert address.startswith(site.url), address
    assert address.endswith("/"), address
    return f"{address.removeprefix(site.url)}index.html"


def test_canonical_of_a_fallback_is_the_page_it_shows(site: Site):
    for path, language, route, texts in _translated(site):
        if site.url:
            shown = language if language in texts else expected_pages.original(site.content, route, site.catalog.settings.default_language)
            assert canonical(site.pages[path]) == f"{site.url}{shown}/{route}/", path


def _translated(site: Site) -> Iterator[tuple[str, str, str, set[str]]]:
    """Path, language, route and languages of the texts of each page whose text is written language by language."""
    for route, texts in expected_pages.written(site.content).items():
        for language in site.languages:
            yield f"{language}/{route}/index.html", language, route, set(texts)


def test_alternates_lead_to_no_fallback(site: Site):
    seen = 0
    for path, language, _, texts in _translated(site):
        own = {site.page(each).get("lang") for each in texts}
        found = set(alternates(site.pages[path])) - {"x-default"}
        assert found == (own if language in texts and site.url else set()), path
        seen += 1
    assert seen or site.name == "empty"


def test_alternates_end_with_a_default(site: Site):
    default = site.catalog.settings.default_language
    for path, page in site.pages.items():
        named = alternates(page)
        default_tag = site.page(default).get("lang")
        if default_tag in named and path.count("/") > 1:
            assert named["x-default"] == named[default_tag], path


def test_site_without_address_promises_none(site: Site):
    if site.url:
        assert (site.folder / "robots.txt").read_text("utf-8").splitlines()[-1] == f"Sitemap: {site.url}sitemap.xml"
    else:
        assert not (site.folder / "sitemap.xml").exists()
        assert [path for path, page in site.pages.items() if alternates(page) or canonical(page)] == []


def test_sitemap_lists_what_exists_and_agrees_with_pages(site: Site):
    listed = dict(_sitemap(site)) if site.url else {}
    for address, others in listed.items():
        page = site.pages[_path_of(site, address)]
        named = {tag: there for tag, there in alternates(page).items() if tag != "x-default"}
        assert others == named, address
        assert canonical(page) == address
    fallbacks = {path for path, language, _, texts in _translated(site) if language not in texts}
    notices = {path for path, page in site.pages.items() if classed(page, "page-notice")}
    expected = {path for path in site.pages if "/" in path and site.url} - fallbacks - notices
    assert {_path_of(site, address) for address in listed} == expected


def _sitemap(site: Site) -> Iterator[tuple[str, dict[str, str]]]:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    for entry in ElementTree.parse(site.folder / "sitemap.xml").getroot().iterfind("s:url", names):
        others = {link.get("hreflang", ""): link.get("href", "") for link in entry.iterfind("x:link", names)}
        yield entry.findtext("s:loc", "", names), others


def test_scripts_are_files_of_ours(site: Site):
    """Modules of this site, never words in a page; outside the languages there are none."""
    for path, page in site.pages.items():
        scripts = [(dict(script.attrib), text_of(script)) for script in page.iter("script") if script.get("type") != gate.DATA]
        if "/" not in path:
            assert scripts == [], path
            continue
        assert all(set(attributes) == {"src", "type"} and attributes["type"] == "module" and not text for attributes, text in scripts), path
        addresses = [posixpath.normpath(posixpath.join(posixpath.dirname(path), attributes["src"])) for attributes, _ in scripts]
        assert addresses[:1] == [f"{path.split('/')[0]}/assets/site.js"], path
        assert all((site.folder / each).is_file() for each in addresses), path
        assert [element.tag for element in page.iter() for name in element.attrib if name == "style" or name.startswith("on")] == [], path
        assert [element.tag for element in page.iter() if element.tag in {"style", "iframe", "object", "embed", "base"}] == [], path
