"""The numbers that every page has to reach, measured on the built site in a browser and written to `build/reports/`.

Numbers of one part of the site (search, explorer, keyboard) stand with the tests of that part; those of axe-core in
`test_accessibility.py`; those of Lighthouse come from `make lighthouse`.
"""

from __future__ import annotations

import gzip
import re
import time
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest
from browsing import serving, visiting
from building import REPOSITORY
from expected_pages import cases, withdrawn
from fontTools.ttLib import TTFont
from numbers_report import record
from page_types import ABOVE, GROUPS, LANGUAGES, MOVED, RARE, REAL, pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from browsing import Visit
    from building import Site
    from playwright.sync_api import Browser, Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MEASURES = (REPOSITORY / "tests" / "site" / "measures.js").read_text("utf-8")
PHONE = {"width": 360, "height": 800}
DESK = {"width": 1280, "height": 800}

MOST_BYTES = 45_000
MOST_BYTES_OF_FONT = 105_000
HEAVY = {"": MOST_BYTES, "cases/": 90_000, **dict.fromkeys(("cases/*/*/", "countries/*/", "countries/*/*/", "topics/*/"), MOST_BYTES)}
"""Types of pages, by where they are, and what one may weigh; where Hindi is shown, its font may come on top."""
MOST_BYTES_OF_SCRIPT = 5_000
MOST_SHIFT = 0.05
MOST_CLICKS = 3
MOST_PRINTED = 3
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
META = "Content-Security-Policy"
SEARCHED = "2020"
"""Something that is found in every language."""
KEYS = ("n", "p", "f", "s", "/")
WITHOUT_SCRIPT = {"document", "stylesheet", "font", "image"}
"""Kinds of files that a page without script loads, too."""
PRINTED = """() => document.body.innerText + [...document.querySelectorAll("a[href]")]
  .filter((link) => link.checkVisibility()).map((link) => getComputedStyle(link, "::after").content).join(" ")"""
"""The text of a page, with what the style sheet writes after links."""
MARK_DEVANAGARI = r"""() => {
  const text = (element) => [...element.childNodes].filter((each) => each.nodeType === Node.TEXT_NODE).map((each) => each.data).join("");
  const found = [...document.body.querySelectorAll("*")]
    .filter((each) => /[\u0900-\u097f]/.test(text(each)) && each.checkVisibility() && each.getBoundingClientRect().width > 2);
  found.forEach((each) => { each.dataset.devanagari = "" });
  return found.map((each) => text(each).trim().slice(0, 40));
}"""
DEVANAGARI = re.compile(r"[\u0900-\u097f\u1cd0-\u1cff\ua8e0-\ua8ff]")
FONTS = sorted((REPOSITORY / "generator" / "static").glob("noto-*.woff2"))


def each_page(browser: Browser, served: dict[str, str], group: str, **options: object) -> Iterator[tuple[str, Visit]]:
    """Opens a page of every type, one after the other; gives its type and the window with nothing noted of the pages before."""
    for site, address in served.items():
        with visiting(browser, address, **options) as visit:
            for shown in pages(group):
                if shown.site == site:
                    for notes in (visit.dialogs, visit.foreign, visit.errors, visit.responses):
                        notes.clear()
                    visit.go(shown.path, stay=shown.name == MOVED)
                    yield shown.name, visit


def measure(page: Page, call: str) -> Any:
    """What a function of `measures.js` gives."""
    page.evaluate(f"() => {{ if (!window.measures) {{ {MEASURES}; window.measures = measures }} }}")
    return page.evaluate(f"() => measures.{call}()")


def judge(number: str, group: str, found: dict[str, list[str]]) -> None:
    """Writes down how many offenders there are on each page; where there are any, fails with each and the pages that it is on."""
    assert found
    record(number, 0, {f"{group}: {name}": len(wrong) for name, wrong in found.items()})
    places: dict[str, list[str]] = {}
    for name, wrong in found.items():
        for each in wrong:
            places.setdefault(each, []).append(name)
    assert not places, "\n".join(f"{each}   on: {', '.join(names)}" for each, names in places.items())


def at_most(number: str, limit: float, measured: dict[str, float]) -> None:
    """Writes down what was measured at each place; fails with those that are over the limit."""
    assert measured
    record(number, limit, measured)
    over = {place: value for place, value in measured.items() if value > limit}
    assert not over, "\n".join(f"{value} instead of {limit}: {place}" for place, value in over.items())


def bytes_loaded(visit: Visit) -> dict[str, int]:
    """The size of all files of each kind that the page in a window asked for, by gzip as hosts compress."""
    visit.page.wait_for_load_state("networkidle")
    sizes: dict[str, int] = {}
    for each in visit.responses:
        kind = each.request.resource_type
        sizes[kind] = sizes.get(kind, 0) + compressed(each.body())
    assert {"document", "stylesheet"} <= set(sizes)
    return sizes


def compressed(content: bytes) -> int:
    return len(gzip.compress(content, 6, mtime=0))


def bytes_of_first_visit(browser: Browser, address: str, path: str) -> dict[str, int]:
    """What a page loads for somebody who was never here, with the icon, which a browser without a window may leave out."""
    with visiting(browser, address, viewport=PHONE) as visit:
        page = visit.go(path)
        icon = page.locator("link[rel=icon]").evaluate("(link) => link.href")
        sizes = bytes_loaded(visit)
        assert visit.wrong == []
        assert ("font" in sizes) == bool(DEVANAGARI.search(page.locator("body").inner_text())), "the font is there for Hindi"
        if icon not in {each.url for each in visit.responses}:
            sizes["icon"] = compressed(page.request.get(icon).body())
        return sizes


def heaviest_first(site: Site, language: str, pattern: str) -> list[str]:
    """The addresses of the pages of a type."""
    found = sorted((site.folder / language).glob(f"{pattern}index.html"), key=lambda path: -compressed(path.read_bytes()))
    return [f"{path.parent.relative_to(site.folder).as_posix()}/" for path in found]


def test_every_kind_of_page_is_looked_at(real: Site, rare: Site):
    """A new template needs a page in `page_types.py`."""
    sites = {REAL: real, RARE: rare}
    looked_at = {kind_of(sites[shown.site].pages[_file(shown.path)]) for group in GROUPS for shown in pages(group)}
    assert {kind_of(page) for site in sites.values() for page in site.pages.values()} == looked_at


def kind_of(page: Element) -> str:
    """The class that says by which template a page was made."""
    found = [each.get("class", "") for each in page.iter("div") if each.get("class", "").startswith("page ")]
    return found[0].split()[1] if found else next(page.iter("body")).get("class", "")


def _file(path: str) -> str:
    return f"{path}index.html" if path.endswith("/") or not path else path


@pytest.mark.parametrize("pattern", HEAVY)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_visit_loads_little(language: str, pattern: str, real: Site, served: dict[str, str], browser: Browser):
    """The page of a type that weighs most; and where it quotes Hindi, and so loads the font, the one after it, too."""
    measured = {}
    for path in heaviest_first(real, language, pattern):
        sizes = bytes_of_first_visit(browser, served[REAL], path)
        measured[path] = sum(sizes.values()), HEAVY[pattern] + ("font" in sizes) * MOST_BYTES_OF_FONT
        if language == "hi" or "font" not in sizes:
            break
    for path, (size, limit) in measured.items():
        record("bytes of a first visit (gzip)", limit, {path: size})
    assert {path: size for path, (size, limit) in measured.items() if size > limit} == {}


@pytest.mark.parametrize("group", GROUPS)
def test_pages_ask_for_little_script_and_nothing_of_other_hosts(group: str, served: dict[str, str], browser: Browser):
    """What is there before the reader acts: scripts, and all that scripts ask for."""
    foreign, sizes = {}, {}
    for name, visit in each_page(browser, served, group, viewport=PHONE):
        loaded = bytes_loaded(visit)
        sizes[f"{group}: {name}"] = sum(size for kind, size in loaded.items() if kind not in WITHOUT_SCRIPT)
        foreign[name] = list(visit.foreign)
    judge("requests to other hosts", group, foreign)
    at_most("bytes of script before the reader acts (gzip)", MOST_BYTES_OF_SCRIPT, sizes)


@pytest.mark.parametrize("group", GROUPS)
def test_a_visit_breaks_no_policy(group: str, served: dict[str, str], browser: Browser):
    """Everything on a page is pressed, words are searched, the first result is opened: nothing is blocked, nothing is in the console."""
    found = {}
    pressed = 0
    for name, visit in each_page(browser, served, group, viewport=DESK, permissions=["clipboard-read", "clipboard-write"]):
        pressed += measure(visit.page, "press")
        visit.page.wait_for_load_state("networkidle")
        found[name] = visit.wrong
    if group != ABOVE:
        assert pressed > len(found), "each page has a menu at least"
        found["search"] = search_and_open(browser, served[REAL], group)
    judge("violations of the policy, errors in the console", group, found)


def search_and_open(browser: Browser, address: str, language: str) -> list[str]:
    """What goes wrong for a reader who searches from a page and opens what is found first."""
    with visiting(browser, address, viewport=DESK) as visit:
        page = visit.go(f"{language}/countries/")
        page.locator("header a[href$='search/']").click()
        page.locator("#search-words").fill(SEARCHED)
        page.keyboard.press("Enter")
        page.locator("#search-results li a").first.wait_for()
        wrong = visit.wrong
        page.locator("#search-results li a").first.click()
        page.wait_for_url(lambda url: "search" not in url and not url.endswith("/countries/"))
        return [*wrong, *visit.wrong]


def test_pages_have_the_policy_and_nothing_that_needs_another(real: Site, rare: Site):
    """No script in a page but data, no style in an attribute, no handler."""
    for site in (real, rare):
        judge("scripts and styles within pages", site.name, {path: list(_inline(page)) for path, page in site.pages.items()})
        policies = {each.get("content") for page in site.pages.values() for each in page.iter("meta") if each.get("http-equiv") == META}
        assert policies == {POLICY}


def _inline(page: Element) -> Iterator[str]:
    for element in page.iter():
        if element.tag == "style" or (element.tag == "script" and not element.get("src") and element.get("type") != "application/ld+json"):
            yield f"<{element.tag}>"
        yield from (f"{element.tag} {name}" for name in element.attrib if name == "style" or name.startswith("on"))


@pytest.mark.parametrize("group", GROUPS)
def test_nothing_scrolls_sideways(group: str, served: dict[str, str], browser: Browser):
    found = {}
    for name, visit in each_page(browser, served, group, viewport={"width": 320, "height": 640}):
        closed = measure(visit.page, "tooWide")
        open_all(visit.page)
        found[name] = [*closed, *measure(visit.page, "tooWide")]
    judge("too wide for 320 px", group, found)


def open_all(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = true })")


@pytest.mark.parametrize("group", GROUPS)
def test_readers_may_space_out_the_text(group: str, served: dict[str, str], browser: Browser):
    """With the spacing of WCAG 1.4.12 no text is cut off, lies on other text, or makes the page too wide."""
    found: dict[str, list[str]] = {}
    for window in (PHONE, DESK):
        for name, visit in each_page(browser, served, group, viewport=window):
            measure(visit.page, "spaceOut")
            wrong = [each for call in ("cutText", "overlaps", "tooWide") for each in measure(visit.page, call)]
            open_all(visit.page)
            wrong += measure(visit.page, "cutText")
            found.setdefault(name, []).extend(f"{window['width']} px: {each}" for each in dict.fromkeys(wrong))
    judge("losses by more space in text", group, found)


@pytest.mark.parametrize("group", GROUPS)
def test_targets_are_large_enough(group: str, served: dict[str, str], browser: Browser):
    found = {}
    for name, visit in each_page(browser, served, group, viewport=PHONE):
        closed = measure(visit.page, "smallTargets")
        open_all(visit.page)
        found[name] = list(dict.fromkeys([*closed, *measure(visit.page, "smallTargets")]))
    judge("targets smaller than 24 px", group, found)


@pytest.mark.parametrize("group", GROUPS)
def test_single_keys_do_nothing(group: str, served: dict[str, str], browser: Browser):
    """People who speak to their computer press keys without knowing (WCAG 2.1.4)."""
    found = {}
    for name, visit in each_page(browser, served, group, viewport=PHONE):
        visit.page.evaluate("() => scrollTo({ top: 200, behavior: 'instant' })")
        before = measure(visit.page, "state")
        for key in KEYS:
            visit.page.keyboard.press(key)
        after = measure(visit.page, "state")
        found[name] = [] if after == before else [before, after]
    judge("changes by single keys", group, found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_case_is_near_without_script(language: str, real: Site):
    """Clicks along links, and one for what is folded up. Nothing hidden counts, for only a script would show it."""
    start = f"{language}/index.html"
    clicks = {start: 0}
    ahead = [(0, start)]
    while ahead:
        so_far, path = heappop(ahead)
        for href, more in _links(real.pages[path]):
            to = _file(urljoin(path, href.partition("#")[0] or "."))
            if to in real.pages and so_far + more < clicks.get(to, 99):
                clicks[to] = so_far + more
                heappush(ahead, (so_far + more, to))
    shown = sorted(set(cases(real.content)) - set(withdrawn(real.content)))
    distances = {f"{language}/cases/{identity}/": clicks.get(f"{language}/cases/{identity}/index.html", 99) for identity in shown}
    assert len(distances) > 10
    at_most("clicks from home to a case without script", MOST_CLICKS, distances)


def _links(element: Element, clicks: int = 1) -> Iterator[tuple[str, int]]:
    """Where one gets from a page, and by how many clicks."""
    for child in element:
        if "hidden" in child.attrib or child.tag in {"template", "head"}:
            continue
        if child.tag == "a" and not re.match(r"[a-z]+:|//|$", child.get("href", "")):
            yield child.get("href", ""), clicks
        folded = element.tag == "details" and "open" not in element.attrib and child.tag != "summary"
        yield from _links(child, clicks + folded)


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_case_prints_on_three_pages_with_addresses(language: str, real: Site, served: dict[str, str], browser: Browser):
    sheets, lost = {}, {}
    with visiting(browser, served[REAL], viewport=DESK) as visit:
        for identity in sorted(set(cases(real.content)) - set(withdrawn(real.content))):
            page = visit.go(f"{language}/cases/{identity}/")
            page.emulate_media(media="print")
            shown = page.evaluate(PRINTED)
            addresses = {source["url"] for source in cases(real.content)[identity]["sources"] if "url" in source}
            lost[identity] = sorted(address for address in addresses if address not in shown)
            page.emulate_media(media="null")  # with "screen" the sheets would show that, too
            sheets[f"{language}: {identity}"] = sheets_of(page)
    judge("addresses of sources missing in print", language, lost)
    at_most("printed pages of a case", MOST_PRINTED, sheets)


def sheets_of(page: Page) -> int:
    """How many sheets of A4 a page takes, with the margins that browsers propose unless the page says otherwise."""
    document = page.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "1cm"), prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", document))


def test_hindi_has_a_letter_for_every_character(real: Site, rare: Site):
    fonts = [set(TTFont(path).getBestCmap()) for path in FONTS]
    assert len(fonts) == 2
    for site in (real, rare):
        texts = [path.read_text("utf-8") for path in site.folder.rglob("*.html")]
        used = {each for text in texts for each in DEVANAGARI.findall(text)}
        assert len(used) > 50
        missing = sorted(each for each in used if not all(ord(each) in font for font in fonts))
        judge("characters of Hindi without a letter in the fonts", site.name, {"all pages": missing})


@pytest.mark.parametrize("group", ["hi", "en", ABOVE])
def test_hindi_is_written_in_its_font(group: str, served: dict[str, str], browser: Browser):
    """Every line with Devanagari, also the name of the language in the menus of others, is painted with the font that was loaded."""
    found = {}
    painted = 0
    for name, visit in each_page(browser, served, group, viewport=DESK):
        open_all(visit.page)
        visit.page.evaluate("() => document.fonts.ready")
        found[name], lines = painted_otherwise(visit.page)
        painted += lines
    assert painted > len(found)
    judge("lines of Hindi in another font", group, found)


def painted_otherwise(page: Page) -> tuple[list[str], int]:
    """Elements with Devanagari that the browser painted without a font of the site, and how many it looked at."""
    texts = page.evaluate(MARK_DEVANAGARI)
    browser = page.context.new_cdp_session(page)
    browser.send("DOM.enable")
    browser.send("CSS.enable")
    root = browser.send("DOM.getDocument")["root"]["nodeId"]
    nodes = browser.send("DOM.querySelectorAll", {"nodeId": root, "selector": "[data-devanagari]"})["nodeIds"]
    fonts = [browser.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"] for node in nodes]
    browser.detach()
    assert len(texts) == len(fonts)
    own = [any(font["isCustomFont"] and font["familyName"].startswith("Noto Sans Devanagari") for font in used) for used in fonts]
    return [text for text, noto in zip(texts, own, strict=True) if not noto], len(texts)


@pytest.mark.parametrize("group", GROUPS)
def test_nothing_moves_while_a_page_loads(group: str, served: dict[str, str], browser: Browser):
    """Fonts come late, as on a slow line, so that a jump when they arrive is seen."""
    shifts = {}
    for window in (PHONE, DESK):
        for site, address in served.items():
            with visiting(browser, address, viewport=window) as visit:
                visit.page.route("**/*.woff2", _late)
                for shown in pages(group):
                    if shown.site == site:
                        page = visit.go(shown.path, stay=shown.name == MOVED)
                        shifts[f"{group}: {shown.name}, {window['width']} px"] = round(measure(page, "layoutShift"), 4)
    at_most("layout shift", MOST_SHIFT, shifts)


def _late(route: Route) -> None:
    time.sleep(0.15)
    route.fallback()


WRONG = """<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><meta name="viewport" content="width=device-width"><style>
body { margin: 0; inline-size: 360px; font: 16px/1.5 sans-serif } .cut { overflow: hidden; block-size: 24px; inline-size: 300px }
.low { block-size: 48px; inline-size: 180px } .wide { inline-size: 400px } .hidden { position: absolute; clip-path: inset(50%) }
.scroll { overflow: auto; inline-size: 100px; white-space: nowrap } .card { position: relative; block-size: 60px }
label { display: block; padding: 4px }
.card a::after { content: ""; position: absolute; inset: 0 } @media print { body { block-size: 2500px } }</style>
<h1>x</h1><p class="cut">long enough to need a second line</p><div class="low">also long enough to need a second line</div><div>lain on</div>
<p class="hidden">hidden on purpose</p><p class="scroll">this scrolls and is not lost</p><p class="scroll">and this</p>
<p class="wide">too wide</p><p><a href="#1">alone</a></p><p>in a <a href="#2">sentence</a></p><p class="card"><a href="#3">card</a></p>
<button style="inline-size: 20px; block-size: 20px">b</button><label><input type="checkbox"> labelled</label>
<details><summary>more</summary><button>within</button></details><p lang="hi">\u0939\u093f</p>
<script>new PerformanceObserver((_, observer) => { observer.disconnect(); document.querySelector("h1").style.marginBlockStart = "500px" })
  .observe({ type: "paint", buffered: true })
addEventListener("keydown", (event) => { if (event.key === "s") document.querySelector("summary").focus() })</script>"""
"""A page that breaks every number that is measured in a page, and does some things that look wrong and are not.

Its heading moves once it was painted: on a busy machine the first picture may come later than any clock, and what moves before
it is seen by nobody and counts as no shift.
"""


@pytest.fixture
def wrong(tmp_path: Path, browser: Browser) -> Iterator[Page]:
    (tmp_path / "index.html").write_text(WRONG, "utf-8")
    with serving(tmp_path) as address, visiting(browser, address, viewport=PHONE) as visit:
        yield visit.go()


def test_the_measures_themselves_notice(wrong: Page):
    wrong.wait_for_function("() => document.querySelector('h1').style.marginBlockStart")
    assert measure(wrong, "layoutShift") > MOST_SHIFT
    assert measure(wrong, "tooWide")[1:] == ['p.wide "too wide"']
    assert [each.partition(" in ")[0] for each in measure(wrong, "smallTargets")] == ['a "alone"', 'button "b"']
    assert measure(wrong, "cutText") == measure(wrong, "overlaps") == []
    measure(wrong, "spaceOut")
    assert measure(wrong, "cutText") == ['p.cut "long enough to need a second line"']
    assert measure(wrong, "overlaps") == ['div.low "also long enough to need a second line" and div "lain on"']
    before = measure(wrong, "state")
    wrong.keyboard.press("n")
    assert measure(wrong, "state") == before
    wrong.keyboard.press("s")
    assert measure(wrong, "state") != before
    assert measure(wrong, "press") == 4, "what unfolds is pressed, too"
    assert painted_otherwise(wrong) == (["\u0939\u093f"], 1)
    assert sheets_of(wrong) == 3
