"""Standing pages, written by the operator of the site, and the search page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import languages, routes, translation
from generator.pages.page import Page
from generator.pages.views import Named, Part, SearchView, StandingView

if TYPE_CHECKING:
    from generator.catalog import StandingPage
    from generator.pages.page import Here

CONTRIBUTE = "contribute"
"""The page for contributors ends with the commonest mistakes."""


def standing(here: Here, page: StandingPage) -> Page:
    """A page such as about or legal. Its original is the default language's, or the first there is."""
    original = translation.page_original(page, here.catalog.settings)
    text, state = here.shown(page.texts, original)
    if text is None:
        raise ValueError(page.id)
    parts = tuple(Part(key, section.heading, section.html) for key, section in text.sections.items())
    contents = [(f"section-{part.id}", part.heading) for part in parts]
    mistakes = here.mistakes if page.id == CONTRIBUTE else ()
    if mistakes:
        contents.append(("section-mistakes", here.locale.text("contribute.mistakes-heading")))
    return Page(
        route=routes.standing(page.id),
        template="standing",
        title=text.head.title,
        description=text.head.summary or text.head.title,
        view=StandingView(state, text.head.summary or "", parts, mistakes),
        versions=here.versions(page.texts, original),
        text_language=text.language,
        contents=tuple(contents),
        source=text.document.path,
        search=(),
        instead=here.instead(page.texts, original),
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
