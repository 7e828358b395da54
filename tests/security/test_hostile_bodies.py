"""Hostile text in bodies: rows 1, 2, 3 and 6 of the threat model."""

from __future__ import annotations

import html
import re
import shutil
from typing import TYPE_CHECKING

import gate
import pytest
from auditing import found
from browsing import serving, visiting
from building import HOSTILE, SITES, build, copy_content
from hostile import ADDRESSES, BODIES, ENGLISH, TEMPLATES, VALUES, errors, standing_page
from publishing import same_by_mkdocs, same_by_zensical
from reading import text_of

from generator import markdown
from generator.audit import Asked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from building import Site
    from playwright.sync_api import Browser

    from generator.diagnostics import Finding


def bodies_in(content: Path) -> dict[str, str]:
    """Adds each hostile body as a page of its own: path → payload."""
    links = [f"[words]({address})" for address in ADDRESSES] + [f"[words](<{address}>)" for address in ADDRESSES]
    links += [f"<{address}>" for address in ADDRESSES] + [f"![words]({address})" for address in ADDRESSES]
    made = {}
    for number, payload in enumerate((*BODIES, *links, *TEMPLATES, *VALUES)):
        path = content / f"pages/p-{number}/text.en.md"
        made[standing_page(path, f"Page {number}", f"## Heading\n\nBefore.\n\n{payload}\n\nAfter.\n")] = payload
    shutil.copytree(HOSTILE / "03-extensions", content / "pages/extensions")
    return made


@pytest.fixture(scope="module")
def bodies(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, dict[str, str], dict[str, list[Finding]]]:
    """The site of all bodies that are not refused, every body by its path, and what is wrong with the refused."""
    content = copy_content(SITES / "two-languages", tmp_path_factory.mktemp("bodies") / "content")
    made = bodies_in(content)
    refused = errors(content)
    for path in refused:
        shutil.rmtree((content / path).parent)
    return build(content, languages=ENGLISH), made, refused


def test_there_are_enough_of_them():
    assert len(BODIES) >= 60
    assert len(ADDRESSES) >= 40
    assert {path.name[:2] for path in HOSTILE.iterdir()} >= {f"{row:02}" for row in range(1, 11)}


def test_bodies_are_refused_or_harmless(bodies):
    site, made, refused = bodies
    assert set(refused) <= set(made), "what nobody tried to break is broken"
    for path, payload in made.items():
        if path not in refused:
            page = (site.folder / "en" / path.split("/")[1] / "index.html").read_text("utf-8")
            assert gate.dangers(page) == [], payload
            assert ("Before." in page, "After." in page) == (True, True), payload


def test_the_audit_finds_nothing_on_the_site_of_all_bodies(bodies):
    assert found(bodies[0].folder, Asked(languages=ENGLISH)) == []


def test_bodies_that_hold_html_or_addresses_are_refused_at_their_place(bodies):
    """The first finding stands in the lines of the payload; what is only text is not refused."""
    _, made, refused = bodies
    codes = {finding.code for findings in refused.values() for finding in findings}
    assert {"raw-html", "unsafe-link", "picture-in-text", "reference-definition"} <= codes
    for path, findings in refused.items():
        assert 9 <= findings[0].location.line <= 9 + made[path].count("\n"), (path, made[path], findings)
    accepted = [payload for path, payload in made.items() if path not in refused]
    assert [payload for payload in accepted if payload.startswith(("<script>", "<style>", "<iframe s", "<base ", "<meta ", "<link "))] == []
    assert "`<script>window.__pwned=1</script>`" in accepted
    assert "{{7*7}}" in accepted


def test_no_hostile_address_becomes_a_link(bodies):
    site, made, refused = bodies
    accepted = {path.split("/")[1]: payload for path, payload in made.items() if path not in refused}
    for name, payload in accepted.items():
        outward = [link.get("href", "") for link in _prose(site, name).iter("a")]
        assert [link for link in outward if not link.startswith("https://example.org/")] == [], payload
    assert len(refused) > 2 * len(ADDRESSES)


def _prose(site: Site, name: str) -> Element:
    """What a contributor wrote on a standing page."""
    found = site.page("en", name).find(".//div[@class='prose']")
    assert found is not None
    return found


def test_syntax_of_other_programs_stays_text(bodies):
    """What stands in the file stands on the page: no snippet was put in, nothing was computed, nothing became an element."""
    shown = text_of(bodies[0].page("en", "extensions").find(".//article"))
    for written in (
        '--8<-- ".git/config"',
        "{: #main .hidden onclick=",
        "/// html | script",
        '!!! danger "Admonition"',
        "{{ 7*7 }} {{ config.docs_dir }}",
        "{% raw %}",
        "{# comment #}",
        "[TOC]",
        "[[wiki]]",
        "${7+7} #{7+7} <%= 7+7 %>",
        "*[HTML]: Hyper Text",
        "::error file=app.js::broken",
    ):
        assert written in shown.replace("“", '"').replace("”", '"'), written
    assert "repositoryformatversion" not in shown
    assert gate.dangers((bodies[0].folder / "en/extensions/index.html").read_text("utf-8")) == []


def test_template_syntax_in_bodies_is_printed(bodies):
    site, made, refused = bodies
    shown = {
        payload: text_of(_prose(site, path.split("/")[1])) for path, payload in made.items() if path not in refused and payload in TEMPLATES
    }
    assert len(shown) > 10
    for payload in ("{{7*7}}", "{% raw %}{{7*7}}{% endraw %}", "{{ config.docs_dir }}", "${{ secrets.X }}", "{# comment #}"):
        assert shown[payload] == f"Before. {payload} After."
    assert [payload for payload, words in shown.items() if "49" in words] == []


@pytest.mark.slow
def test_mkdocs_and_zensical_take_hostile_bodies_as_they_are(bodies, tmp_path: Path):
    """Neither finds anything in our documents to act upon."""
    same_by_mkdocs(bodies[0], "en", tmp_path / "mkdocs")
    same_by_zensical(bodies[0], "en")


def test_the_second_wall_stands_alone():
    """Whatever the first let through: what the cleaner returns holds nothing that the gate would name."""
    for payload in (*BODIES, *VALUES, *(f'<a href="{html.escape(address)}">x</a>' for address in ADDRESSES)):
        cleaned = markdown.cleaned(payload)
        links = re.findall(r'href="([^"]*)"', cleaned)
        assert [link for link in links if not re.match(r"https?://|mailto:|#|case:|city:|country:|topic:|page:|cite:", link)] == [], payload
        assert gate.dangers(_page(re.sub(r' href="[^"]*"', "", cleaned))) == [], payload


def test_the_second_wall_changes_nothing_that_the_first_wrote(real: Site):
    for entry in (*real.catalog.cases.values(), *real.catalog.countries.values(), *real.catalog.pages.values()):
        for written in entry.texts.values():
            for section in written.sections.values():
                assert markdown.cleaned(section.html) == section.html, written.document.path


def test_the_gate_sees_what_a_pipeline_without_walls_would_let_through():
    """The control: put on a page as they are, these payloads are all named."""
    raw = [
        payload for payload in BODIES if re.search(r"<[a-zA-Z!?/][^>]*>", html.unescape(payload)) and re.search(r"<[a-zA-Z?/]|<!-", payload)
    ]
    raw = [payload for payload in raw if not payload.startswith(("[x](", "<https:"))]
    assert len(raw) >= 60
    assert [payload for payload in raw if not gate.dangers(_page(payload))] == []
    for address in ADDRESSES[:30]:
        assert gate.dangers(_page(f'<a href="{address}">x</a>')), address


def _page(inner: str) -> str:
    start = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body><main id="main"><article>'
    return f'{start}<div class="prose">{inner}</div></article></main></body></html>'


@pytest.mark.browser
def test_nothing_runs_in_a_browser(bodies, browser: Browser):
    """Without the security policy, which would hide what got through."""
    _open_all(bodies, browser, policy=False, only=BODIES)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("policy", [False, True], ids=["without policy", "with policy"])
def test_nothing_at_all_runs_in_a_browser(policy: bool, bodies, browser: Browser):  # noqa: FBT001
    _open_all(bodies, browser, policy=policy, only=bodies[1].values())


def _open_all(bodies, browser: Browser, *, policy: bool, only: Iterable[str]) -> None:
    """Opens the page of each of these bodies that was not refused, and that of the foreign syntax."""
    site, made, refused = bodies
    paths = [f"en/{path.split('/')[1]}/" for path, payload in made.items() if path not in refused and payload in only]
    assert len(paths) > 10
    with serving(site.folder, policy=policy) as address, visiting(browser, address) as visit:
        for path in (*paths, "en/extensions/"):
            page = visit.go(path)
            assert visit.wrong == [], path
            assert page.evaluate("() => [...document.links].filter((each) => each.protocol === 'javascript:').length") == 0
            assert page.url == address + path


@pytest.mark.browser
def test_a_browser_would_notice(browser: Browser, tmp_path: Path):
    """The control: payloads that are put on a page as they are do run where no policy stops them."""
    running = ("<script>window.__pwned=1</script>", "<img src=x onerror=window.__pwned=1>", "<svg onload=window.__pwned=1>")
    for number, payload in enumerate(running):
        (tmp_path / f"{number}.html").write_text(_page(payload), "utf-8")
    with serving(tmp_path, policy=False) as address, visiting(browser, address) as visit:
        for number, payload in enumerate(running):
            page = visit.go(f"{number}.html")
            page.wait_for_function("() => window.__pwned === 1")
            assert "1" in visit.wrong, payload
