"""What axe-core can judge of WCAG 2.2 A and AA holds on every type of page, in every language, light and dark, narrow and wide."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pytest
from browsing import serving, visiting
from building import REPOSITORY
from numbers_report import record
from page_types import ABOVE, EVERY, IDS, MOVED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from browsing import Visit
    from page_types import Shown
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = REPOSITORY / "tests" / "node" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")

SEARCHED = "2020"
"""Something that is found in every language."""

RUN = """async ([selector, tags]) => {
  document.getAnimations().forEach((each) => each.finish()); // a colour on its way is none that a reader sees
  const found = await axe.run(selector, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  return found.violations.flatMap(({id, nodes}) =>
    nodes.map(({target, any, all, none}) => `${id}: ${target.join(" ")}: ${[...any, ...all, ...none].map((each) => each.message)[0]}`));
}"""


def menus(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = true })")


def two_facets(page: Page) -> None:
    menus(page)
    for number in (0, 1):
        page.locator("main fieldset:visible").nth(number).locator("input").first.check()


def results(page: Page) -> None:
    page.locator("#search-words").fill(SEARCHED)
    page.locator("#search-results li").first.wait_for()


def search_dialog(page: Page) -> None:
    page.locator("header a[href$='search/']").click()
    page.locator("dialog[open] input").wait_for()
    results(page)


@dataclass(frozen=True)
class Opening:
    """Something that readers open on a page: how, on which types of pages it must be there, and what is looked at then."""

    name: str
    open: Callable[[Page], None]
    what: str
    on: tuple[str, ...] = ()
    """No type: every one."""


OPENINGS = (
    Opening("menus", menus, "details[open]"),
    Opening("two facets", two_facets, "main", ("explorer",)),
    Opening("results", results, "main", ("search",)),
    Opening("search dialog", search_dialog, "dialog[open]", ("home", "case")),
)


@cache
def axe() -> str:
    assert AXE.exists(), "axe-core is not installed: run `make node`"
    return AXE.read_text("utf-8")


def violations(page: Page, what: str = "html") -> Iterator[str]:
    """What is wrong below a selector, in both schemes of colours and at both widths."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for each in page.evaluate(RUN, [what, TAGS]):
                yield f"{scheme}, {width} px: {each}"


def _openings(group: str, shown: Shown) -> list[Opening]:
    return [] if group == ABOVE else [each for each in OPENINGS if not each.on or shown.name in each.on]


@pytest.mark.parametrize(("group", "shown"), EVERY, ids=IDS)
def test_axe_finds_nothing(group: str, shown: Shown, served: dict[str, str], browser: Browser):
    found: dict[str, list[str]] = {}
    with visiting(browser, served[shown.site], color_scheme=SCHEMES[0], viewport={"width": WIDTHS[0], "height": 800}) as visit:
        page = visit.go(shown.path, stay=shown.name == MOVED)
        assert page.locator("h1").count() == 1
        page.evaluate(axe())
        found["page"] = list(violations(page))
        for number, opening in enumerate(_openings(group, shown)):
            if number:  # nothing is open yet before the first
                page.reload()
                page.evaluate(axe())
            found[opening.name] = _violations_in(opening, page)
        assert visit.wrong == []
    record("axe violations", 0, {f"{group}: {shown.name}: {what}": len(wrong) for what, wrong in found.items()})
    assert not any(found.values()), found


def _violations_in(opening: Opening, page: Page) -> list[str]:
    """The same for what opens, on a page on which nothing is open yet."""
    opening.open(page)
    page.locator(opening.what).first.wait_for()
    return list(violations(page, opening.what))


@pytest.fixture
def wrong_page(tmp_path: Path, browser: Browser) -> Iterator[Visit]:
    """A page that breaks one rule in light colours, one in dark ones, one when narrow and one in what opens."""
    (tmp_path / "index.html").write_text(
        """<!doctype html><html lang="en"><title>x</title><meta name="viewport" content="width=device-width">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">
        <link rel="stylesheet" href="wrong.css"><h1>x</h1><p class="pale">pale</p><p class="dim">dim</p>
        <a href="#x" class="wide"></a><details><summary>more</summary><button></button></details>""",
        "utf-8",
    )
    (tmp_path / "wrong.css").write_text(
        """body { background: #fff; color: #000 } .pale { color: #ccc; transition: color 9s } .wide { display: none }
        .dim { color: #555 } button { block-size: 30px }
        @media (prefers-color-scheme: dark) { body { background: #111; color: #fff } .dim { color: #333 } }
        @media (max-width: 400px) { .wide { display: block; block-size: 1em } }""",
        "utf-8",
    )
    with serving(tmp_path) as address, visiting(browser, address, color_scheme="light") as visit:
        visit.go().evaluate(axe())
        yield visit


def test_the_matrix_itself_notices(wrong_page: Visit):
    found = " ".join(violations(wrong_page.page))
    assert "light, 1280 px: color-contrast: .pale" in found
    assert "light, 360 px: link-name" in found
    assert "1280 px: link-name" not in found
    assert "dark, 360 px: color-contrast: .dim" in found
    assert "light, 360 px: color-contrast: .dim" not in found
    assert "dark, 360 px: color-contrast: .pale" not in found, "the colour is on its way"
    assert "button-name" not in found
    opened = " ".join(_violations_in(OPENINGS[0], wrong_page.page))
    assert "light, 360 px: button-name" in opened
