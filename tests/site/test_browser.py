"""The site as readers use it: in a browser, by keyboard, on a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from browsing import serving, visiting
from expected_pages import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from browsing import Visit
    from building import Site
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.smoke]

CASE = "cases/de/herrenberg-stadtnavi/"
TYPES = {
    "home": "",
    "all cases": "cases/",
    "case": "cases/in/ahmedabad-heat-action-plan/",
    "fallback": CASE,
    "countries": "countries/",
    "country": "countries/pe/",
    "city": "countries/mx/guadalajara/",
    "cities": "cities/",
    "topics": "topics/",
    "topic": "topics/mobility/",
    "instruments": "instruments/",
    "stages": "stages/",
    "about": "about/",
    "legal": "legal/",
    "search": "search/",
}
"""A page of every type, by its path below the folder of a language."""
SEARCHED = {"en": "heatwave", "hi": "अहमदाबाद"}
FOUND = "cases/in/ahmedabad-heat-action-plan/"


@pytest.fixture
def visit(real: Site, browser: Browser) -> Iterator[Visit]:
    """A window on the repository's own site, mounted under a path as on many hosts."""
    with serving(real.folder, "/kb/") as address, visiting(browser, address) as window:
        yield window


@pytest.mark.parametrize("path", ["", "en/", "en/" + CASE, "hi/" + FOUND, "en/search/", "hi/search/"])
def test_pages_do_nothing_but_show_themselves(path: str, visit: Visit):
    page = visit.go(path)
    assert page.locator("h1").count() == 1
    assert page.evaluate("() => [...document.styleSheets].every((sheet) => sheet.cssRules.length > 0)")
    assert visit.wrong == []


@pytest.mark.parametrize("language", SEARCHED)
def test_search_finds_a_case_by_a_word(language: str, visit: Visit):
    page = visit.go(f"{language}/search/")
    page.locator("#search-words").fill(SEARCHED[language])
    page.locator("form.search button").click()
    result = page.locator("#search-results li a").first
    result.wait_for()
    links = page.locator("#search-results li a").evaluate_all("(all) => all.map((each) => each.href)")
    assert visit.address + f"{language}/{FOUND}" in links
    assert page.locator("#search-status").inner_text()
    assert visit.wrong == []


def test_search_says_that_there_is_nothing(visit: Visit):
    page = visit.go("en/search/?q=xyzzyxyzzy")
    page.get_by_text(words("en")["search"]["none"]).wait_for()
    assert page.locator("#search-results li").count() == 0
    assert visit.wrong == []


def test_search_page_without_script_leads_to_lists(real: Site, browser: Browser):
    with serving(real.folder) as address, visiting(browser, address, java_script_enabled=False) as visit:
        page = visit.go("en/search/")
        assert not page.locator("form.search").is_visible()
        assert page.locator("article a").count() >= 6
        assert visit.errors == []


def test_language_switcher_leads_to_the_same_page(visit: Visit):
    page = visit.go("en/" + CASE)
    page.locator("details.switch summary").click()
    page.locator('details.switch a[hreflang="de"]').click()
    page.wait_for_url("**/de/**")
    assert page.url == f"{visit.address}de/{CASE}"
    assert page.locator("html").get_attribute("lang") == "de"
    assert visit.wrong == []


def test_the_first_tab_reaches_the_skip_link(visit: Visit):
    page = visit.go("en/" + CASE)
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.matches('a.skip')")
    assert _in_view(page, "a.skip"), "whoever uses the keyboard must see where they are"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"


def _in_view(page: Page, selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    return bool(box and box["x"] >= 0 and box["y"] >= 0 and box["width"] > 1 and box["height"] > 1)


def test_letters_do_nothing(visit: Visit):
    """Single keys that lead away surprise people who speak to their computer (WCAG 2.1.4)."""
    page = visit.go("en/cases/")
    for key in "npfs/":
        page.keyboard.press(key)
    assert page.url == f"{visit.address}en/cases/"
    assert page.evaluate("() => document.activeElement === document.body")


def test_an_old_address_leads_on(two_languages: Site, browser: Browser):
    with serving(two_languages.folder) as address, visiting(browser, address) as visit:
        page = visit.go("hi/cases/aq/greenhouse/")
        page.wait_for_url("**/hi/cases/aq/warm-greenhouse/")
        assert visit.wrong == []


def test_not_found_page_looks_like_the_site_at_any_depth(site_named: Callable[[str], Site], browser: Browser):
    site = site_named("another-network")
    base = urlsplit(site.url).path
    with serving(site.folder, base) as address, visiting(browser, address) as visit:
        page = visit.go("404.html")
        page.locator('li[lang="pt-BR"] a').click()
        assert page.url == f"{address}pt/"
        assert visit.wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("language", ["en", "de", "es", "pt", "hi"])
def test_every_type_of_page_fits_its_window(language: str, width: int, real: Site, browser: Browser):
    """No page scrolls sideways, none has an error, nothing is asked of another host."""
    with serving(real.folder, "/kb/") as address, visiting(browser, address, viewport={"width": width, "height": 800}) as visit:
        for name, path in TYPES.items():
            page = visit.go(f"{language}/{path}")
            assert page.evaluate("() => document.documentElement.scrollWidth") <= width, f"{name}: {_widest(page, width)}"
            assert visit.wrong == [], name


def _widest(page: Page, width: int) -> list[str]:
    """The elements that stick out of the window, to be named when they do."""
    return page.evaluate(
        "(width) => [...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > width + 1)"
        ".map((each) => `${each.tagName}.${each.className}`).slice(0, 8)",
        width,
    )


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 360])
def test_pages_above_the_languages_fit_a_phone(width: int, real: Site, browser: Browser):
    with serving(real.folder) as address, visiting(browser, address, viewport={"width": width, "height": 800}) as visit:
        for path in ("", "404.html"):
            page = visit.go(path)
            assert page.evaluate("() => document.documentElement.scrollWidth") <= width, _widest(page, width)
            assert visit.wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["two-languages", "another-network", "empty"])
def test_all_pages_of_small_sites_load_without_error(name: str, site_named: Callable[[str], Site], browser: Browser):
    site = site_named(name)
    base = urlsplit(site.url).path or "/"
    with serving(site.folder, base) as address, visiting(browser, address, viewport={"width": 320, "height": 800}) as visit:
        for path in site.pages:
            if not re.search(r"refresh", (site.folder / path).read_text("utf-8")):
                page = visit.go(path.removesuffix("index.html"))
                assert page.evaluate("() => document.documentElement.scrollWidth") <= 320, (path, _widest(page, 320))
                assert visit.wrong == [], path


@pytest.mark.slow
def test_the_watch_itself_notices(two_languages: Site, browser: Browser, tmp_path):
    """A page that asks another host, writes an error, opens a dialog or sets the mark is reported for each."""
    bad = """<!doctype html><title>x</title><h1>x</h1><img src="https://foreign.example/x.png" alt="">
    <script>window.__pwned=1;console.error("wrong");alert("x");throw new Error("thrown")</script>"""
    (tmp_path / "index.html").write_text(bad, "utf-8")
    with serving(tmp_path) as address, visiting(browser, address) as visit:
        visit.go()
        found = " ".join(visit.wrong)
    for word in ("request to https://foreign.example/x.png", "dialog: x", "console: wrong", "script: thrown", " 1"):
        assert word in found
