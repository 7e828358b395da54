"""What an official does with the site, from home to a printed page: find a practice from a place like theirs, judge it, cite it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from browsing import serving, visiting
from building import build, copy_content
from expected_pages import words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from building import Site
    from playwright.sync_api import Browser

CASE = "pe/trujillo-movilidad-sostenible"
PHONE = {"width": 360, "height": 740}
MOST_SHEETS = 3


@pytest.fixture(scope="module")
def address(real: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real content, but for one number: no mobility case of it lies in a city of 100,000 to 500,000 yet, so here Trujillo does."""
    content = copy_content(real.content, tmp_path_factory.mktemp("journey"))
    city = content / "countries/pe/cities/trujillo.yml"
    text = city.read_text("utf-8")
    assert "value: 780000" in text
    city.write_text(text.replace("value: 780000", "value: 280000"), "utf-8")
    with serving(build(content, languages=("de", "hi")).folder) as served:
        yield served


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("language", ["de", "hi"])
def test_find_judge_cite_and_print(language: str, real: Site, address: str, browser: Browser, tmp_path: Path):
    said = words(language)
    with visiting(browser, address, viewport=PHONE, permissions=["clipboard-read", "clipboard-write"]) as visit:
        page = visit.go(f"{language}/")

        # Find: from home to all cases, then two filters.
        page.get_by_role("link", name=said["home"]["see-all"]).click()
        page.get_by_text(said["explorer"]["filters"], exact=True).click()
        for facet, value in (("topic", "mobility"), ("size", "under-500k")):
            box = page.locator(f"input[name={facet}][value={value}]")
            fold = page.locator("details").filter(has=box).last
            if not box.is_visible():
                fold.locator("summary").first.click()
            box.check()
        titles = page.locator(".explorer-title a:visible")
        assert page.get_by_role("status").first.inner_text().startswith(f"{titles.count()} ")
        assert titles.count() < len(real.catalog.published())
        assert "topic=mobility" in page.url
        assert "size=under-500k" in page.url
        page.locator("a:visible[href*='trujillo']").click()

        # Judge: did it work, what did it cost.
        assert page.url.endswith(f"/{language}/cases/{CASE}/")
        answers = dict(zip(page.locator(".answer dt").all_inner_texts(), page.locator(".answer dd").all_inner_texts(), strict=True))
        assert answers[said["case"]["did-it-work"]].strip()
        assert answers[said["case"]["what-cost"]].strip()
        page.get_by_role("link", name=said["section"]["case"]["did-not-work"]["heading"]).first.click()
        assert page.url.endswith("#section-did-not-work")

        # Cite.
        page.get_by_role("button", name=said["citation"]["copy"], exact=True).click()
        page.get_by_text(said["citation"]["copied"], exact=True).wait_for()
        cited = page.evaluate("navigator.clipboard.readText()")
        assert page.locator("h1").inner_text() in cited.replace("\n", " ")
        assert f"/{language}/cases/{CASE}/" in cited

        # Print.
        sheets = page.pdf(path=tmp_path / "case.pdf", prefer_css_page_size=True)
        assert 1 <= len(re.findall(rb"/Type\s*/Page\b", sheets)) <= MOST_SHEETS
        assert visit.wrong == []
