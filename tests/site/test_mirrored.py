"""Pages of a language that is written from right to left: the pseudo-locale `ar-XB` flips what `en-XA` shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import serving, visiting
from building import SITES, build, copy_content, differences

from generator.languages import MIRRORED

if TYPE_CHECKING:
    from building import Site
    from playwright.sync_api import Browser

CASE = "cases/aq/warm-greenhouse"
EXPECTED = SITES / "two-languages" / "mirrored.html"
SIDES = """() => {
  const box = (selector) => document.querySelector(selector).getBoundingClientRect();
  const style = (selector) => getComputedStyle(document.querySelector(selector));
  return {
    brand: box(".brand").left > box(".switch").right,
    contents: box(".contents").right < box("main").left,
    heading: style("#section-facts").textAlign + " " + style("#section-facts").direction,
    notice: parseFloat(style(".notice").borderRightWidth) > 0 && parseFloat(style(".notice").borderLeftWidth) === 0,
    figures: Math.abs(box(".figures th").right - box(".figures").right) < 2,
    sideways: document.documentElement.scrollWidth > innerWidth,
  };
}"""


@pytest.fixture(scope="module")
def mirrored(two_languages: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build(copy_content(two_languages.content, tmp_path_factory.mktemp("mirrored")), languages=(MIRRORED,))


def test_one_page_is_as_somebody_last_saw_it(mirrored: Site, request: pytest.FixtureRequest):
    found = (mirrored.folder / MIRRORED / CASE / "index.html").read_bytes()
    if request.config.getoption("--update"):
        EXPECTED.write_bytes(found)
    assert differences({"page": EXPECTED.read_bytes()}, {"page": found}) == []
    assert b'dir="rtl"' in found


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_flips(mirrored: Site, browser: Browser, width: int):
    with serving(mirrored.folder) as address, visiting(browser, address, viewport={"width": width, "height": 800}) as visit:
        found = visit.go(f"{MIRRORED}/{CASE}/").evaluate(SIDES)
    assert found["heading"] == "start rtl"
    assert found["brand"]
    assert found["notice"]
    assert found["figures"]
    assert not found["sideways"]
    if width == 1280:
        assert found["contents"]


def test_nothing_is_fixed_to_a_side():
    """Logical properties only, in every style sheet of ours."""
    from generator.publish.assets import STATIC

    physical = (
        "margin-left",
        "margin-right",
        "padding-left",
        "padding-right",
        "border-left",
        "border-right",
        " left:",
        " right:",
        "text-align: left",
        "text-align: right",
    )
    sheets = sorted(STATIC.glob("*.css"))
    assert sheets
    assert [(sheet.name, each) for sheet in sheets for each in physical if each in sheet.read_text("utf-8")] == []
