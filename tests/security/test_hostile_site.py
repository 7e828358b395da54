"""Everything in `tests/hostile/` that the checks let through, as one site in five languages: audited, and opened page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from auditing import found
from browsing import serving, visiting
from building import HOSTILE
from hostile import every_body
from hostile_site import FILLED, LANGUAGES, searched

from generator import build as pipeline

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from browsing import Visit
    from building import Site
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

GROUPS = (*LANGUAGES, "above the languages")
POLICY = pytest.mark.parametrize("policy", [False, True], ids=["without policy", "with policy"])
LEFT_BEHIND = """() => [
  ...[...document.links].filter((each) => each.protocol === "javascript:").map((each) => each.href),
  ...[...document.querySelectorAll("*")].flatMap((each) => each.getAttributeNames()).filter((name) => name.startsWith("on")),
  ...[...document.querySelectorAll("iframe, object, embed, base, main img:not([src*='pictures/'])")].map((each) => each.tagName),
]"""
"""What would run or load something later: addresses, handlers, elements."""

SETTLED = """(place) => {
  const [form, status] = ["form.search", ".search-status"].map((part) => document.querySelector(`${place} ${part}`));
  return status.textContent && status.textContent !== form.dataset.loading;
}"""


def test_it_holds_what_it_should(hostile_everything: Site):
    """Enough got through to look at, and everything that was not refused is there in all languages."""
    site = hostile_everything
    assert site.languages == LANGUAGES
    assert len(site.pages) > 1_000
    pages = {path.partition("/")[2] for path in site.pages if path.startswith("en/")}
    for language in LANGUAGES:
        assert {path.partition("/")[2] for path in site.pages if path.startswith(f"{language}/")} == pages
    assert sum(path.startswith("b-") for path in pages) > len(FILLED) + 40
    assert sum(path.startswith("b-") for path in pages) < len(every_body()), "nothing was refused"
    assert sum(path.startswith("countries/") and path.endswith("/bay/index.html") for path in pages) == len(FILLED)
    assert {"extensions/index.html", "keys/index.html", "scalars/index.html", "cases/index.html", "search/index.html"} <= pages
    assert {path.name[:2] for path in HOSTILE.iterdir()} >= {f"{row:02}" for row in range(1, 11)}


def test_the_audit_finds_nothing(hostile_everything: Site):
    assert found(hostile_everything.folder, jobs=2) == []


def test_the_checks_let_it_through(hostile_everything: Site):
    assert pipeline.check(hostile_everything.content).catalog is not None


@pytest.mark.browser
@POLICY
@pytest.mark.parametrize("group", GROUPS)
def test_no_page_does_anything_in_a_browser(group: str, policy: bool, hostile_everything: Site, browser: Browser):  # noqa: FBT001
    """No script of theirs, no dialog, no request to elsewhere, nothing in the console; and the page stays where it is."""
    site = hostile_everything
    paths = [path for path in site.pages if (path.split("/")[0] if "/" in path else GROUPS[-1]) == group]
    assert len(paths) > 200 or paths == ["404.html", "index.html"]
    with serving(site.folder, policy=policy) as address, visiting(browser, address) as visit:
        for path in paths:
            where = path.removesuffix("index.html")
            page = visit.go(where, stay=_leads_on(site.pages[path]))
            assert (visit.wrong, page.evaluate(LEFT_BEHIND)) == ([], []), path
            assert page.url == address + where


def _leads_on(page: Element) -> bool:
    return any(each.get("http-equiv") == "refresh" for each in page.iter("meta"))


@pytest.mark.browser
@POLICY
@pytest.mark.parametrize("language", LANGUAGES)
def test_searches_that_find_hostile_names_do_nothing(language: str, policy: bool, hostile_everything: Site, browser: Browser):  # noqa: FBT001
    """On the search page and in the dialog: what is found shows the very words that somebody wrote."""
    titles = searched(language)
    with serving(hostile_everything.folder, policy=policy) as address, visiting(browser, address) as visit:
        page = visit.go(f"{language}/search/")
        found = {title for words in titles for title in _found(visit, "main", words)}
        assert len(found & set(titles.values())) > len(titles) * 2 / 3
        page = visit.go(f"{language}/about/")
        page.locator("a.to-search").click()
        page.locator("dialog[open]").wait_for()
        assert {title for words in list(titles)[:5] for title in _found(visit, "dialog", words)} & set(titles.values())


def _found(visit: Visit, place: str, words: str) -> list[str]:
    """The titles that are found with some words, once nothing went wrong with them."""
    page = visit.page
    page.locator(f"{place} form.search input").fill(words)
    page.locator(f"{place} form.search input").press("Enter")
    page.wait_for_function(SETTLED, arg=place)
    assert (visit.wrong, page.evaluate(LEFT_BEHIND)) == ([], []), words
    return page.locator(f"{place} .results a").all_inner_texts()


@pytest.mark.browser
@POLICY
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_explorer_does_nothing(language: str, policy: bool, hostile_everything: Site, browser: Browser):  # noqa: FBT001
    """Hostile words, all of them over the languages, typed and from the address; every box ticked, countries with hostile names too."""
    with serving(hostile_everything.folder, policy=policy) as address, visiting(browser, address) as visit:
        for value in FILLED[LANGUAGES.index(language) :: 3]:
            page = visit.go(f"{language}/cases/")
            page.locator("#explorer-words").fill(value)
            page.wait_for_url(lambda url: "q=" in url)
            assert (visit.wrong, page.evaluate(LEFT_BEHIND)) == ([], []), value
            page.reload()
            page.locator(".explorer-chosen button").first.wait_for()
            assert page.locator("#explorer-words").input_value() == value.strip()
            assert (visit.wrong, page.evaluate(LEFT_BEHIND)) == ([], []), value
        _tick_every_box(visit, language)


def _tick_every_box(visit: Visit, language: str) -> None:
    page = visit.go(f"{language}/cases/")
    page.evaluate("() => document.querySelectorAll('.explorer fieldset input').forEach((each) => each.click())")
    page.wait_for_url(lambda url: "country=" in url)
    assert page.locator(".explorer-chosen button").count() > len(FILLED)
    assert (visit.wrong, page.evaluate(LEFT_BEHIND)) == ([], [])
