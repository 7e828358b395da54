"""The second wall: the security policy of every page and of the host, and what links out of the site say. Row 18.

That pages of every type break no policy when everything on them is pressed: see tests/site/test_numbers.py.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import page_types
import pytest
from auditing import found
from browsing import serving, visiting
from page_types import EVERY, IDS, MOVED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from building import Site
    from hostile import Bodies
    from page_types import Shown
    from playwright.sync_api import Browser

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
CSP = "Content-Security-Policy"
OUT = {"noopener", "nofollow", "ugc"}


def _headers(site: Path) -> dict[str, str]:
    """What the file for the host says that it is to send with every file."""
    first, *lines = (site / "_headers").read_text("utf-8").splitlines()
    assert first == "/*", "for all paths"
    return dict(line.strip().split(": ", 1) for line in lines)


def test_every_page_carries_the_policy_before_all_that_it_is_to_watch(two_languages: Site):
    assert len(two_languages.pages) > 20
    for path, page in two_languages.pages.items():
        nodes = list(page.find("head") or ())
        said = [number for number, node in enumerate(nodes) if node.get("http-equiv") == CSP]
        loading = [number for number, node in enumerate(nodes) if node.tag in {"link", "script", "style", "base"}]
        assert [nodes[number].get("content") for number in said] == [POLICY], path
        assert said[0] < min(loading), path


def test_the_host_is_told_the_same_policy(two_languages: Site):
    assert _headers(two_languages.folder) == {CSP: POLICY, "X-Content-Type-Options": "nosniff"}


def test_the_audit_misses_a_policy_that_is_not_there(two_languages: Site, tmp_path: Path):
    site = shutil.copytree(two_languages.folder, tmp_path / "site")
    page = site / "en/about/index.html"
    page.write_text(re.sub(rf'<meta http-equiv="{CSP}"[^>]*>', "", page.read_text("utf-8")), "utf-8")
    assert found(site) == ["en/about/index.html:1:1 site-policy"]


WAYS = ["by the page", "by the host"]


@pytest.fixture(params=WAYS)
def guarded(request: pytest.FixtureRequest, two_languages: Site, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A copy of a site and its address, where the policy comes in one of the two ways alone."""
    site = shutil.copytree(two_languages.folder, tmp_path / "site")
    by_page = request.param == WAYS[0]
    with serving(site, policy=by_page, sent={} if by_page else _headers(site)) as address:
        yield site, address


INJECTED = {
    "an inline script": ("<script>window.__pwned=1</script>", "script-src-elem"),
    "a handler": ("<img src='../assets/icon.svg' onload='window.__pwned=1'>", "script-src-attr"),
    "a script from elsewhere": ("<script src='https://foreign.example/x.js'></script>", "script-src-elem"),
    "an inline style": ("<style>body{display:none}</style>", "style-src-elem"),
    "a style attribute": ("<p style='position:fixed'>x</p>", "style-src-attr"),
    "a style sheet from elsewhere": ("<link rel=stylesheet href='https://foreign.example/x.css'>", "style-src-elem"),
    "a picture from elsewhere": ("<img src='https://foreign.example/x.png'>", "img-src"),
    "a frame": ("<iframe src='https://foreign.example/'></iframe>", "frame-src"),
    "an object": ("<object data='https://foreign.example/x'></object>", "object-src"),
    "a film": ("<video src='https://foreign.example/x.mp4'></video>", "media-src"),
    "a base": ("<base href='https://foreign.example/'>", "base-uri"),
    "a form that is sent elsewhere": ("<form action='https://foreign.example/'><button>x</button></form>", "form-action"),
}
"""What could stand on a page that no other wall kept clean, and the directive that stops it."""


@pytest.mark.browser
@pytest.mark.parametrize("what", INJECTED)
def test_what_was_injected_is_blocked(what: str, guarded: tuple[Path, str], browser: Browser):
    html, directive = INJECTED[what]
    site, address = guarded
    _inject(site, html)
    with visiting(browser, address) as visit:
        page = visit.go("en/about/")
        if directive == "form-action":
            page.evaluate("() => document.querySelector('article form').requestSubmit()")
        page.wait_for_function("() => __violations.length > 0")
        assert page.evaluate("() => [window.__pwned ?? null, __violations.map((each) => each.split(' ')[0])]") == [None, [directive]]


@pytest.mark.browser
@pytest.mark.parametrize("what", ["an inline script", "a handler"])
def test_without_the_policy_it_runs(what: str, two_languages: Site, browser: Browser, tmp_path: Path):
    """The control."""
    site = shutil.copytree(two_languages.folder, tmp_path / "site")
    _inject(site, INJECTED[what][0])
    with serving(site, policy=False) as address, visiting(browser, address) as visit:
        page = visit.go("en/about/")
        page.wait_for_function("() => window.__pwned === 1")
        assert "1" in visit.wrong


def _inject(site: Path, html: str) -> None:
    page = site / "en/about/index.html"
    text = page.read_text("utf-8")
    assert "</article>" in text
    page.write_text(text.replace("</article>", f"{html}</article>"), "utf-8")


@pytest.mark.browser
@pytest.mark.parametrize("path", ["en/", "en/cases/", "en/search/?q=greenhouse", "hi/about/", ""])
def test_normal_pages_break_no_policy(path: str, guarded: tuple[Path, str], browser: Browser):
    with visiting(browser, guarded[1]) as visit:
        visit.go(path).wait_for_load_state("networkidle")
        assert visit.wrong == []


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("shown", [shown for _, shown in EVERY], ids=IDS)
def test_pages_of_every_type_break_no_policy_that_the_host_sends(shown: Shown, real: Site, rare: Site, browser: Browser):
    """With both policies at once, as on a host that reads the file: each of them is kept."""
    site = {page_types.REAL: real, page_types.RARE: rare}[shown.site]
    with serving(site.folder, sent=_headers(site.folder)) as address, visiting(browser, address) as visit:
        visit.go(shown.path, stay=shown.name == MOVED).wait_for_load_state("networkidle")
        assert visit.wrong == []


def _outward(site: Site) -> list[tuple[str, str, set[str]]]:
    """Page, address and relations of each link within an article that leads elsewhere and is none that the site makes by itself."""
    return [
        (path, link.get("href", ""), set(link.get("rel", "").split()))
        for path, page in site.pages.items()
        for article in page.iter("article")
        for link in article.iter("a")
        if link.get("href", "").startswith("http") and "external" not in link.get("rel", "").split()
    ]


def test_links_to_addresses_in_fields_say_that_they_are_not_ours(harmless: Site):
    """Each address of the prepared content that is shown, wherever it is."""
    links = _outward(harmless)
    assert [(path, address) for path, address, said in links if said != OUT] == []
    led = {address.removeprefix("https://example.org/") for _, address, _ in links}
    assert {"desk", "1", "copy", "code", "bay", "origin", "owner", "ministry", "census", "yearbook-copy"} <= led


def test_links_in_texts_say_that_they_are_not_ours(bodies: Bodies):
    links = _outward(bodies.site)
    assert len(links) >= 2
    assert [(path, address) for path, address, said in links if said != OUT] == []


def test_only_links_that_the_site_makes_say_that_they_are_its_own(harmless: Site):
    own = {
        link.get("href", "").partition("?")[0].removeprefix("https://example.org/")
        for page in harmless.pages.values()
        for link in page.iter("a")
        if "external" in link.get("rel", "").split()
    }
    assert {each.split("/")[0] for each in own} == {"code", "contact"}


def test_no_link_opens_a_window(harmless: Site):
    """`noopener` matters where a window is opened: none of ours does, nor has any text an attribute that would."""
    assert [path for path, page in harmless.pages.items() if any("target" in link.attrib for link in page.iter())] == []
