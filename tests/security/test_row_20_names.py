"""Search results as HTML, and ids that would take the place of what scripts look for: row 20 of the threat model.

Hostile words within texts that are found: see tests/site/test_search.py; in the offline copy: tests/site/test_offline.py.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from auditing import found
from browsing import serving, visiting
from building import build
from filling import filled
from hostile import ENGLISH, standing_page

from generator.audit import Asked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from browsing import Visit
    from building import Site
    from playwright.sync_api import Browser

PICTURE = "<img src=x onerror=window.__pwned=1>"
TITLE = f"City {PICTURE}"
"""The title of the page of a city: names may hold angle brackets, titles of texts may not."""
TAKEN = ("__search", "main", "search-words", "section-facts", "constructor", "improve", "explorer-words", "Location", "body")
"""Headings that would be ids which scripts or pages use already, if headings were ids as they are."""
PREFIXED = re.compile(r"main|improve|[a-z]+(?:-[a-zA-Z0-9]+)+")
"""The two ids of the frame of a page, or a kind of thing and its name: no single word."""


@pytest.fixture(scope="module")
def titled(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with a picture that would run a script in every name, and a page whose headings are words that are taken."""
    content = filled(tmp_path_factory.mktemp("titled") / "content", PICTURE, "A picture")
    body = "".join(f"## {heading}\n\nWords.\n\n" for heading in (*TAKEN, *TAKEN))
    standing_page(content / "pages/taken/text.en.md", "Taken", body)
    return build(content, languages=ENGLISH, offline=True)


@pytest.fixture
def visit(titled: Site, browser: Browser) -> Iterator[Visit]:
    """A window on it, with no policy to help."""
    with serving(titled.folder, policy=False) as address, visiting(browser, address) as window:
        yield window


@pytest.mark.browser
def test_a_page_titled_like_a_picture_is_found_and_harmless(visit: Visit):
    page = visit.go("en/search/?q=City")
    line = page.locator("#search-results li", has=page.locator("a[href$='/countries/aq/bay/']"))
    line.wait_for()
    assert line.locator("a").inner_text() == TITLE
    assert PICTURE in line.locator(".result-about").inner_text()
    assert page.locator("#search-results img").count() == 0
    assert visit.wrong == []


@pytest.mark.browser
def test_it_is_found_in_the_dialog_and_harmless(visit: Visit):
    page = visit.go("en/about/")
    page.locator("a.to-search").click()
    page.locator("dialog input").fill("City")
    line = page.locator("dialog li", has=page.locator("a[href$='/countries/aq/bay/']"))
    line.wait_for()
    assert line.locator("a").inner_text() == TITLE
    assert page.locator("dialog img").count() == 0
    assert visit.wrong == []


@pytest.mark.browser
def test_it_is_found_in_the_offline_copy_and_harmless(titled: Site, browser: Browser, tmp_path: Path):
    with zipfile.ZipFile(titled.folder / "offline/en.zip") as archive:
        archive.extractall(tmp_path)
    (start,) = tmp_path.rglob("search.html")
    with visiting(browser, f"{start.parent.as_uri()}/") as visit:
        page = visit.go("search.html?q=City")
        line = page.locator(".results li", has=page.locator("a[href$='countries/aq/bay.html']"))
        line.wait_for()
        assert line.locator("a").inner_text() == TITLE
        assert page.locator(".results img").count() == 0
        assert visit.wrong == []


@pytest.mark.browser
@pytest.mark.parametrize("query", [PICTURE, "Summary <img src=x onerror=window.__pwned=1>"])
def test_words_in_an_excerpt_are_text(query: str, visit: Visit):
    page = visit.go("en/search/")
    page.locator("#search-words").fill(query)
    page.keyboard.press("Enter")
    page.locator("#search-results li").first.wait_for()
    assert page.locator("#search-results img").count() == 0
    assert "<img" in " ".join(page.locator("#search-results li").all_inner_texts())
    assert visit.wrong == []


@pytest.mark.browser
def test_words_in_the_address_of_the_explorer_are_text(visit: Visit):
    """Anybody can send a reader a link: what stands in it is shown as what was looked for."""
    page = visit.go(f"en/cases/?q={PICTURE}")
    chosen = page.locator(".explorer-chosen button", has_text=PICTURE)
    chosen.wait_for()
    assert page.locator(".explorer img[src='x']").count() == 0
    assert visit.wrong == []


def test_ids_are_unique_and_none_is_a_word_of_somebody(titled: Site):
    assert len(titled.page("en", "taken").findall(".//h2")) == 2 * len(TAKEN)
    for path, page in titled.pages.items():
        ids = [each.attrib["id"] for each in page.iter() if "id" in each.attrib]
        assert [name for name, times in Counter(ids).items() if times > 1] == [], path
        assert [name for name in ids if not PREFIXED.fullmatch(name)] == [], path


def test_headings_have_ids_with_a_prefix(titled: Site):
    for path, page in titled.pages.items():
        for level in ("h2", "h3"):
            for heading in page.iter(level):
                assert re.match(r"(?:section|group|example)-", heading.get("id", "section-")), (path, heading.attrib)


def test_the_audit_sees_no_id_that_clobbers(titled: Site):
    assert found(titled.folder, Asked(languages=ENGLISH)) == []


@pytest.mark.browser
def test_what_scripts_look_for_is_still_there(visit: Visit):
    """On the page whose headings are the ids that scripts use: the search opens from it and finds."""
    page = visit.go("en/taken/")
    page.locator("a.to-search").click()
    page.locator("dialog input").fill("Taken")
    page.locator("dialog li a").first.wait_for()
    assert page.evaluate("() => [document.body.tagName, typeof document.location.href]") == ["BODY", "string"]
    assert visit.wrong == []
