"""How old the facts are, and where there are copies of their sources: told on every page that has any, in every language."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import pytest

from generator import build, computed, languages, pages, routes
from generator.models.shared import Verification
from generator.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from generator.build import Checked

DAY = datetime.date(2026, 11, 23)
CASE, COUNTRY, CITY = "cases/de/example/case.yml", "countries/de/country.yml", "countries/de/cities/exampletown.yml"
PLACES = {"cases/de/example": CASE, "countries/de": COUNTRY, "countries/de/exampletown": CITY}


def documents(root: Path, code: str, today: datetime.date) -> Mapping[str, str]:
    """The route of each page → what is written for it, in one language."""
    catalog = build.check(root).catalog
    assert catalog is not None
    locale = languages.locale(code)
    renderer = Renderer(locale, catalog.settings, catalog.pages)
    return {page.route.path: renderer.document(page) for page in pages.pages(catalog, locale, today, ()) if page.route.path in PLACES}


@pytest.fixture
def five_languages(root: Path, replaced: Callable[..., Checked]) -> Path:
    replaced("mkdocs.yml", "languages: [en, de]", "languages: [en, de, es, pt, hi]")
    return root


@pytest.mark.parametrize("code", languages.available())
def test_an_archived_copy_stands_beside_the_address(five_languages: Path, code: str) -> None:
    for number, path in enumerate(PLACES.values()):
        text = (five_languages / path).read_text("utf-8")
        copy = f"\\g<0>\\n    archived_url: https://archive.example/web/{number}"
        changed, times = re.subn(r"^    url: https://.*$", copy, text[text.index("sources:") :], count=1, flags=re.MULTILINE)
        assert times == 1, path
        (five_languages / path).write_text(text[: text.index("sources:")] + changed, "utf-8")
    label = languages.locale(code).text("case.source-archived")
    for number, (route, document) in enumerate(documents(five_languages, code, DAY).items()):
        address = f"https://archive.example/web/{list(PLACES).index(route)}"
        assert f'<a href="{address}" rel="noopener nofollow ugc">{label}</a>' in document, (number, route)


@pytest.mark.parametrize(
    ("today", "state"), [("2026-11-23", "current"), ("2028-01-31", "needs-check"), ("2029-01-31", "archived"), ("2040-01-01", "archived")]
)
@pytest.mark.parametrize("code", languages.available())
def test_cases_and_countries_tell_how_old_their_facts_are(five_languages: Path, code: str, today: str, state: str) -> None:
    """With a word that leads to what it means; where all is well, nothing is said."""
    locale, day = languages.locale(code), datetime.date.fromisoformat(today)
    assert computed.freshness(Verification(date="2026-01-31", by="editors", how="copies-only"), day) == state
    for route, document in documents(five_languages, code, day).items():
        meaning = routes.href(routes.Route(route), routes.GLOSSARY, routes.glossary_anchor("freshness", state))
        mark = f'<a class="mark" href="{meaning}">{locale.label("freshness", state)}</a>'
        assert (mark in document) is (state != "current" and route in {"cases/de/example", "countries/de"}), route
