"""The preview of every case of the repository, opened from the disk as a contributor opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import DAY, REPOSITORY

from generator import build, languages, preview

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All cases and countries that there are, in all languages."""
    checked = build.check(REPOSITORY, DAY)
    assert checked.catalog
    made = tmp_path_factory.mktemp("preview") / "preview.html"
    html = preview.preview(checked.catalog, checked.findings, checked.paths, DAY, languages.locale("en"))
    made.write_text(html, "utf-8")
    return made


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_it_opens_by_double_click(file: Path, browser: Browser, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
    page = context.new_page()
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(file.as_uri())
    page.locator("article[lang=hi]").first.scroll_into_view_if_needed()
    assert page.evaluate("() => document.fonts.ready.then(() => [...document.fonts].every((font) => font.status !== 'error'))")
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert told == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    # A click on each line of the contents shows that page.
    for link in page.locator(".preview-contents a").all()[:3]:
        link.click()
        target = page.url.partition("#")[2]
        assert page.locator(f"[id='{target}']").evaluate("(each) => each.getBoundingClientRect().top < innerHeight")
    context.close()
