"""The two pages that say how far the knowledge base is: every text in every language, and what needs work."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from generator import routes, translation, work
from generator.pages.page import Page
from generator.pages.views import TextRow, TextTable, TranslationsView, WorkGroup, WorkItem, WorkList, WorkView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.pages.page import Here
    from generator.routes import Route
    from generator.translation import Family

    Families = dict[tuple[str, str], Family]

HEADINGS = {"case": "interface.cases", "country": "interface.countries", "page": "translations.pages"}
ROUTES = {"case": routes.case, "country": routes.country, "page": routes.standing}


def translations(here: Here) -> Page:
    """Every text in every language, and its state there."""
    families = list(translation.families(here.catalog))
    codes = here.catalog.settings.languages
    view = TranslationsView(
        lead=here.locale.text("translations.lead"),
        languages=codes,
        counts=tuple((code, tuple(_counts(here, families, code))) for code in codes),
        tables=tuple(_tables(here, families)),
    )
    title = here.locale.text("translations.title")
    return Page(routes.TRANSLATIONS, "translations", title, view.lead, view, here.versions(), here.language)


def _counts(here: Here, families: Iterable[Family], language: str) -> Iterator[tuple[str, int]]:
    """The states in which there are texts of a language, and how many."""
    kinds = [here.state(family.texts, language, family.original).kind for family in families]
    return ((kind, kinds.count(kind)) for kind in translation.WORST_FIRST[::-1] if kind in kinds)


def _tables(here: Here, families: Iterable[Family]) -> Iterator[TextTable]:
    for kind, members in groupby(families, key=lambda family: family.kind):
        yield TextTable(kind, here.locale.text(HEADINGS[kind]), tuple(_row(here, family) for family in members))


def _row(here: Here, family: Family) -> TextRow:
    states = tuple((code, here.state(family.texts, code, family.original).kind) for code in here.catalog.settings.languages)
    return TextRow(*_named(here, family), states)


def _named(here: Here, family: Family) -> tuple[str, str, Route]:
    """What readers call a text, the language of that name, and its page."""
    route = ROUTES[family.kind](family.id)
    if family.kind == "country":
        return here.country_name(family.id), here.language, route
    text = here.text(family.texts, family.original)
    return (text.head.title, text.language, route) if text else (family.id, here.language, route)


def _lists(here: Here, needs: Sequence[work.Need], families: Families) -> tuple[WorkList, ...]:
    """What there is to do of one kind, language by language."""
    by_language = groupby(needs, key=lambda need: need.language)
    return tuple(WorkList(language, tuple(_item(here, need, families) for need in each)) for language, each in by_language)


def _item(here: Here, need: work.Need, families: Families) -> WorkItem:
    family = families[need.kind, need.id]
    name, name_language, route = _named(here, family)
    return WorkItem(name, name_language, route, need.language, work.note(need, here.locale, family.headings(here.language)))


def work_page(here: Here) -> Page:
    """What needs work, for editors and for readers who want to help."""
    families = {(family.kind, family.id): family for family in translation.families(here.catalog)}
    needs = work.needs(here.catalog, here.today)
    view = WorkView(
        lead=here.locale.text("work.lead"),
        groups=tuple(WorkGroup(name, len(each), _lists(here, each, families)) for name, each in needs.items()),
    )
    contents = tuple((f"section-{group.id}", here.locale.text(f"work.group.{group.id}.heading")) for group in view.groups)
    title = here.locale.text("work.title")
    return Page(routes.WORK, "work", title, view.lead, view, here.versions(), here.language, contents=contents)
