"""A reader copies how a case is cited, with a clipboard, without one, and without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import serving, visiting
from expected_pages import words

if TYPE_CHECKING:
    from building import Site
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

CASE = "cases/in/ahmedabad-heat-action-plan/"
CLOSED = "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
"""As it is on a page that does not come by https."""
SELECTED = "() => getSelection().toString()"
SHOWN = "(all) => all.map((each) => each.previousElementSibling.textContent)"


def opened(page: Page) -> list[str]:
    """The texts that can be copied, once all of them are to be seen."""
    page.locator(".cite-record").evaluate_all("(all) => all.forEach((each) => { each.open = true; })")
    texts = page.locator("[data-copy]").evaluate_all(SHOWN)
    assert [text.split(" ", 1)[0][:5] for text in texts[1:]] == ["@misc", "TY"]
    return texts


@pytest.mark.parametrize("language", ["en", "hi"])
def test_each_button_copies_what_stands_before_it_and_says_so(language: str, real: Site, browser: Browser):
    with serving(real.folder, "/kb/") as address, visiting(browser, address, permissions=["clipboard-read", "clipboard-write"]) as visit:
        page = visit.go(f"{language}/{CASE}")
        for place, text in enumerate(opened(page)):
            page.locator("[data-copy]").nth(place).click()
            page.get_by_role("status").get_by_text(words(language)["citation"]["copied"], exact=True).wait_for()
            assert page.evaluate("() => navigator.clipboard.readText()") == text
        assert visit.wrong == []


def test_where_the_clipboard_is_closed_the_text_is_selected(real: Site, browser: Browser):
    with serving(real.folder) as address, visiting(browser, address) as visit:
        visit.page.add_init_script(CLOSED)
        page = visit.go(f"de/{CASE}")
        for place, text in enumerate(opened(page)):
            page.locator("[data-copy]").nth(place).click()
            page.get_by_role("status").get_by_text(words("de")["citation"]["selected"], exact=True).wait_for()
            assert page.evaluate(SELECTED).split() == text.split()
        assert visit.wrong == []


def test_without_script_no_button_promises_anything(real: Site, browser: Browser):
    with serving(real.folder) as address, visiting(browser, address, java_script_enabled=False) as visit:
        page = visit.go(f"en/{CASE}")
        assert page.locator(".cite-text").is_visible()
        assert page.locator("[data-copy]").count() == 3
        assert not any(button.is_visible() for button in page.locator("[data-copy]").all())
        page.locator(".cite-record summary").first.click()
        assert page.locator(".cite-record pre").first.is_visible()
