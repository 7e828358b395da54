"""The value that becomes a page, and what all makers of pages have at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, TypeVar

from generator import blank, translation
from generator.catalog import fallbacks
from generator.pages.common import Common
from generator.pages.views import Begun, Named

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Mapping

    from generator.catalog import CaseEntry, Catalog, Written
    from generator.languages import Locale
    from generator.pages.views import Mistake
    from generator.routes import Route
    from generator.similar import Likeness
    from generator.translation import State

    Made = TypeVar("Made")


@dataclass(frozen=True)
class Version:
    """A language in which a page exists, and how its text stands there; `kind` is empty where nothing is translated."""

    language: str
    kind: str = ""


@dataclass(frozen=True)
class Instead:
    """The text in another language that readers are led to: its language, its title and the line below it."""

    language: str
    title: str
    line: str


@dataclass(frozen=True)
class Page:
    """One page in one language. Its bytes depend on this value, the locale and the templates, and on nothing else."""

    route: Route
    template: str
    title: str
    description: str
    view: Any
    versions: tuple[Version, ...]
    text_language: str
    trail: tuple[Named, ...] = ()
    contents: tuple[tuple[str, str], ...] = ()
    source: str = ""
    """The file that holds the words of the page."""
    facts: str = ""
    """The file that holds its facts."""
    begun: Begun | None = None
    """The text that is missing in this language, for whoever wants to write it."""
    moved_to: Route | None = None
    search: tuple[str, ...] | None = None
    """Words under which the page is found besides those of its text; None where it is not searched at all."""
    synonyms: tuple[str, ...] = ()
    """More such words that need not stand on any page, and count less."""
    feed: Route | None = None
    """The page whose feed people can follow, itself as a rule; None where there is none."""
    instead: Instead | None = None
    """Where a search leads for a page that has no text in this language; None where it has one."""
    linked: Mapping[str, Any] | None = None
    """What programs are told about the page, in the words of schema.org; None where they are told nothing."""
    data: str = ""
    """The file with the facts of the page, for programs, below the folder of data."""


@dataclass(frozen=True)
class Here:
    """The catalog as seen by readers of one language on one day."""

    catalog: Catalog
    locale: Locale
    today: datetime.date
    mistakes: tuple[Mistake, ...] = ()
    copied: bool = False
    known: Common | None = field(default=None, compare=False, repr=False)

    @property
    def language(self) -> str:
        return self.locale.code

    @cached_property
    def common(self) -> Common:
        """What follows from the catalog alone."""
        return self.known or Common(self.catalog)

    @property
    def likeness(self) -> Likeness:
        """All cases, compared once."""
        return self.common.likeness

    def name(self, names: Mapping[str, str]) -> str:
        """A name in the reader's language; English where it has none there."""
        return names.get(self.language) or names.get("en") or next(iter(names.values()), "")

    def is_stub(self, case: CaseEntry) -> bool:
        """Whether a case is a first entry, found once and not for each list."""
        return case.id in self.common.stubs

    def text(self, texts: Mapping[str, Written[Any]], original: str) -> Written[Any] | None:
        """The text that readers of this language see."""
        return next((texts[each] for each in fallbacks(self.language, original, self.catalog.settings) if each in texts), None)

    def shown(self, texts: Mapping[str, Written[Any]], original: str) -> tuple[Written[Any] | None, State]:
        """The same, and how it stands to the original."""
        found = self.text(texts, original)
        if found is None:
            return None, translation.State("missing", self.language, original)
        if found.language != self.language:
            return found, translation.State("missing", found.language, original)
        return found, self.state(texts, self.language, original)

    def state(self, texts: Mapping[str, Written[Any]], language: str, original: str) -> State:
        """How a text stands in a language, worked out once for all pages that say so."""
        if language not in texts:
            return translation.State("missing", language, original)
        return self.common.state(texts, language, original)

    @cached_property
    def found(self) -> dict[str, dict[str, Any]]:
        """What `once_a_case` keeps."""
        return {}

    def begun(self, texts: Mapping[str, Written[Any]], original: str, kind: str) -> Begun | None:
        """The text that is missing in this language, with the headings that it will have; None where there is one."""
        text = self.text(texts, original)
        if text is None or self.language in texts:
            return None
        folder = text.document.path.rpartition("/")[0]
        name = self.locale.text("contribute.improve-translate")
        return Begun(name, f"{folder}/text.{self.language}.md", blank.body(self.locale, kind, tuple(text.sections) if kind else ()))

    def instead(self, texts: Mapping[str, Written[Any]], original: str) -> Instead | None:
        """The text in the language that readers are offered besides theirs; without one, the text that they are shown."""
        text = texts.get(self.catalog.settings.besides(self.language)) or self.text(texts, original)
        if self.language in texts or text is None:
            return None
        return Instead(text.language, text.head.title, text.head.summary or "")

    def versions(self, texts: Mapping[str, Written[Any]] | None = None, original: str = "") -> tuple[Version, ...]:
        """The page in each language of the site; one whose text is not translated is `missing`."""
        languages = dict.fromkeys((*self.catalog.settings.languages, self.language))
        if texts is None:
            return tuple(Version(each) for each in languages)
        return tuple(Version(each, self.state(texts, each, original).kind) for each in languages)

    def feed(self, route: Route) -> Route | None:
        """The page itself, if it has a feed: that is so where somebody has said where the site will stand."""
        return route if self.catalog.settings.site_url else None

    def index(self, route: Route) -> Named:
        """An index of cases, such as that by topic, under its name in the menus."""
        return Named(self.locale.text(f"interface.{route.path}"), route)

    def country_name(self, code: str) -> str:
        """The name of a country: its own record's, else that of the CLDR."""
        country = self.catalog.countries.get(code)
        return self.name(country.facts.names) if country else self.locale.territory(code)


def once_a_case(make: Callable[[Here, CaseEntry], Made]) -> Callable[[Here, CaseEntry], Made]:
    """A function that makes something of a case once, and not again for each list in which the case stands."""

    @wraps(make)
    def found(here: Here, case: CaseEntry) -> Made:
        known = here.found.setdefault(make.__name__, {})
        if case.id not in known:
            known[case.id] = make(here, case)
        made: Made = known[case.id]
        return made

    return found
