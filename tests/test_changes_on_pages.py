"""Pages say since when a case or country is there, when it last changed in substance, and what changed, the latest first."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import pytest

from generator import build, languages, pages, routes
from generator.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CASE = "cases/de/example/case.yml"
CHANGES = (
    "changes:\n  - {date: 2026-02-02, note: First}\n  - {date: 2026-05-03, note: Third}\n  - {date: 2026-03-04, note: Second & last}\n"
)
LANGUAGES = ("en", "de", "es", "pt", "hi")


def article(root: Path, language: str, route: routes.Route) -> str:
    catalog, locale = build.check(root).catalog, languages.locale(language)
    assert catalog is not None
    page = next(each for each in pages.pages(catalog, locale, datetime.date(2026, 6, 1)) if each.route == route)
    return Renderer(locale, catalog.settings, catalog.pages).article(page)


def fact(html: str, name: str) -> str | None:
    found = re.search(rf"<dt>{re.escape(name)}</dt>\s*<dd>(.*?)</dd>", html)
    return found[1] if found else None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_with_changes(root: Path, replaced: Callable[[str, str, str], object], language: str) -> None:
    replaced(CASE, "added: ", f"{CHANGES}added: ")
    html, locale = article(root, language, routes.case("de/example")), languages.locale(language)
    added, last, second, first = (locale.date(datetime.date(2026, month, day)) for month, day in ((1, 31), (5, 3), (3, 4), (2, 2)))
    marked = '<span lang="en" dir="ltr">' if language != "en" else "<span>"
    assert fact(html, locale.text("case.added")) == added
    assert fact(html, locale.text("changes.last")) == last
    assert fact(html, locale.text("case.changes")) == "<br>".join(
        f"{day}: {marked}{note}</span>" for day, note in ((last, "Third"), (second, "Second &amp; last"), (first, "First"))
    )


def test_a_case_that_never_changed_says_only_since_when_it_is_there(root: Path) -> None:
    html, locale = article(root, "en", routes.case("de/example")), languages.locale("en")
    assert fact(html, locale.text("case.added")) == "January 31, 2026"
    assert fact(html, locale.text("changes.last")) is None
    assert fact(html, locale.text("case.changes")) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_country_says_since_when_it_is_there(root: Path, language: str) -> None:
    locale = languages.locale(language)
    assert f"{locale.text('case.added')}: {locale.date(datetime.date(2026, 1, 31))}" in article(root, language, routes.country("de"))
