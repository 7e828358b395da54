"""Raw HTML and scripts in Markdown: row 1 of the threat model."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import gate
import pytest
from auditing import found
from browsing import serving, visiting
from building import HOSTILE
from hostile import ADDRESSES, BODIES, ENGLISH, VALUES, page_with

from generator import markdown
from generator.audit import Asked

if TYPE_CHECKING:
    from pathlib import Path

    from building import Site
    from hostile import Bodies
    from playwright.sync_api import Browser


def test_there_are_enough_of_them():
    assert len(BODIES) >= 60
    assert {path.name[:2] for path in HOSTILE.iterdir()} >= {f"{row:02}" for row in range(1, 11)}


def test_bodies_are_refused_or_harmless(bodies: Bodies):
    assert set(bodies.refused) <= set(bodies.made), "what nobody tried to break is broken"
    for name, payload in bodies.accepted.items():
        page = bodies.html(name)
        assert gate.dangers(page) == [], payload
        assert ("Before." in page, "After." in page) == (True, True), payload


def test_the_audit_finds_nothing_on_the_site_of_all_bodies(bodies: Bodies):
    assert found(bodies.site.folder, Asked(languages=ENGLISH)) == []


def test_bodies_that_hold_html_are_refused_at_their_place(bodies: Bodies):
    """The first finding stands in the lines of the payload; what is only text is not refused."""
    codes = {finding.code for findings in bodies.refused.values() for finding in findings}
    assert {"raw-html", "unsafe-link", "picture-in-text", "reference-definition"} <= codes
    for path, findings in bodies.refused.items():
        payload = bodies.made[path]
        assert 9 <= findings[0].location.line <= 9 + payload.count("\n"), (path, payload, findings)
    accepted = list(bodies.accepted.values())
    assert [payload for payload in accepted if payload.startswith(("<script>", "<style>", "<iframe s", "<base ", "<meta ", "<link "))] == []
    assert "`<script>window.__pwned=1</script>`" in accepted


@pytest.mark.parametrize("payload", BODIES)
def test_the_first_wall_stands_alone(payload: str):
    """What the emitter writes, before it is cleaned, is what stands there afterwards: nothing is left to the second wall."""
    emitter = markdown._Emitter("x.md", f"## Heading\n\n{payload}\n", 1)
    for event, span in markdown.pyromark.events_with_range(emitter.data.decode(), options=markdown.OPTIONS):
        emitter.take(event, span["start"], span["end"])
    emitter._flush()
    written = "".join(emitter.open[1].parts)
    assert gate.dangers(page_with(_unlinked(written))) == []
    assert markdown.cleaned(written) == written


def test_the_second_wall_stands_alone():
    """Whatever the first let through: what the cleaner returns holds nothing that the gate would name."""
    for payload in (*BODIES, *VALUES, *(f'<a href="{html.escape(address)}">x</a>' for address in ADDRESSES)):
        assert gate.dangers(page_with(_unlinked(markdown.cleaned(payload)))) == [], payload


def _unlinked(text: str) -> str:
    """HTML without its addresses, of which those of ours are turned into paths later: row 2 looks at them."""
    return re.sub(r' href="[^"]*"', "", text)


def test_the_second_wall_changes_nothing_that_the_first_wrote(two_languages: Site):
    sections = [
        (written.document.path, section)
        for entries in (two_languages.catalog.cases, two_languages.catalog.countries, two_languages.catalog.pages)
        for entry in entries.values()
        for written in entry.texts.values()
        for section in written.sections.values()
    ]
    assert len(sections) > 10
    assert [path for path, section in sections if markdown.cleaned(section.html) != section.html] == []


def test_the_gate_sees_what_a_pipeline_without_walls_would_let_through():
    """The control: put on a page as they are, these payloads are all named."""
    raw = [
        payload for payload in BODIES if re.search(r"<[a-zA-Z!?/][^>]*>", html.unescape(payload)) and re.search(r"<[a-zA-Z?/]|<!-", payload)
    ]
    raw = [payload for payload in raw if not payload.startswith(("[x](", "<https:"))]
    assert len(raw) >= 60
    assert [payload for payload in raw if not gate.dangers(page_with(payload))] == []


@pytest.mark.browser
def test_nothing_runs_in_a_browser(bodies: Bodies, browser: Browser):
    """Without the security policy, which would hide what got through. All other hostile pages: see test_hostile_site."""
    names = [name for name, payload in bodies.accepted.items() if payload in BODIES]
    assert len(names) > 10
    with serving(bodies.site.folder, policy=False) as address, visiting(browser, address) as visit:
        for name in (*names, "extensions"):
            page = visit.go(f"en/{name}/")
            assert visit.wrong == [], name
            assert page.evaluate("() => [...document.links].filter((each) => each.protocol === 'javascript:').length") == 0
            assert page.url == f"{address}en/{name}/"


@pytest.mark.browser
def test_a_browser_would_notice(browser: Browser, tmp_path: Path):
    """The control: payloads that are put on a page as they are do run where no policy stops them."""
    running = ("<script>window.__pwned=1</script>", "<img src=x onerror=window.__pwned=1>", "<svg onload=window.__pwned=1>")
    for number, payload in enumerate(running):
        (tmp_path / f"{number}.html").write_text(page_with(payload), "utf-8")
    with serving(tmp_path, policy=False) as address, visiting(browser, address) as visit:
        for number, payload in enumerate(running):
            page = visit.go(f"{number}.html")
            page.wait_for_function("() => window.__pwned === 1")
            assert "1" in visit.wrong, payload
