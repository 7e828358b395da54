"""Standing pages, written by the operator of the site, and the search page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import blank, languages, routes, translation
from generator.models.case import Case
from generator.models.place import City, Country
from generator.pages.page import Page
from generator.pages.views import Begun, Named, Part, SearchView, StandingView, Start

if TYPE_CHECKING:
    from generator.catalog import StandingPage
    from generator.pages.page import Here

CONTRIBUTE = "contribute"
"""The page for contributors begins with the ways to contribute and ends with the commonest mistakes."""


def standing(here: Here, page: StandingPage) -> Page:
    """A page such as about or legal. Its original is the default language's, or the first there is."""
    original = translation.page_original(page, here.catalog.settings)
    text, state = here.shown(page.texts, original)
    if text is None:
        raise ValueError(page.id)
    parts = tuple(Part(key, section.heading, section.html) for key, section in text.sections.items())
    start = _start(here) if page.id == CONTRIBUTE else None
    contents = [("section-start", here.locale.text("contribute.start-heading"))] if start else []
    contents += [(f"section-{part.id}", part.heading) for part in parts]
    mistakes = here.mistakes if page.id == CONTRIBUTE else ()
    if mistakes:
        contents.append(("section-mistakes", here.locale.text("contribute.mistakes-heading")))
    return Page(
        route=routes.standing(page.id),
        template="standing",
        title=text.head.title,
        description=text.head.summary or text.head.title,
        view=StandingView(state, text.head.summary or "", parts, mistakes, start),
        versions=here.versions(page.texts, original),
        text_language=text.language,
        contents=tuple(contents),
        source=text.document.path,
        begun=here.begun(page.texts, original, ""),
        search=(),
        instead=here.instead(page.texts, original),
    )


def titles(here: Here) -> dict[str, str]:
    """Name of each standing page → its title, as its readers see it."""
    texts = {page.id: here.text(page.texts, translation.page_original(page, here.catalog.settings)) for page in here.catalog.pages.values()}
    return {name: text.head.title for name, text in texts.items() if text}


def _start(here: Here) -> Start:
    """The ways to contribute: the form, the same questions as text, and files with what they need."""
    words = here.locale.text
    known = {"original_language": here.language}
    files = (
        ("case", "cases/xx/name/case.yml", blank.record(Case, known)),
        ("text", f"cases/xx/name/text.{here.language}.md", blank.text("case", here.locale)),
        ("city", "countries/xx/cities/name.yml", blank.record(City)),
        ("country", "countries/xx/country.yml", blank.record(Country, known)),
    )
    return Start(
        contact=here.catalog.settings.contact,
        files=tuple(Begun(words(f"contribute.blank-{name}"), path, text) for name, path, text in files),
    )


def search(here: Here) -> Page:
    """The page that searches in the reader's language."""
    words = here.locale.text
    lists = (
        Named(words("interface.all-cases"), routes.CASES),
        *map(here.index, (routes.COUNTRIES, routes.CITIES, routes.TOPICS, routes.INSTRUMENTS, routes.STAGES)),
    )
    catalog = here.catalog
    besides = catalog.settings.besides(here.language)
    view = SearchView(
        ready=bool(catalog.published() or catalog.countries or catalog.cities or catalog.pages),
        lists=lists,
        kinds=tuple((kind, words(f"search.kind.{kind}")) for kind in ("case", "country", "city", "page")),
        languages=tuple(
            (languages.tag(each), words("list.in-language", language=here.locale.language_name(each)))
            for each in catalog.settings.languages
        ),
        besides=languages.tag(besides) if besides else "",
        index=f"{routes.in_language(routes.SEARCH, besides, routes.HOME)}{routes.INDEX}" if besides else "",
        endings=here.locale.endings,
    )
    return Page(routes.SEARCH, "search", words("search.title"), words("search.lead"), view, here.versions(), here.language)
