"""Every record of the knowledge base, resolved both ways and frozen. A record knows its document, so it knows its places."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from generator.markdown import text_hash

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Mapping

    from generator.diagnostics import Location
    from generator.markdown import Section
    from generator.models.case import Case
    from generator.models.place import City, Country, Origin
    from generator.models.site import KnowledgeBase
    from generator.models.text import CaseText, Text
    from generator.pictures.making import Copy
    from generator.source import Document

    Words = TypeVar("Words", bound=Text)
else:
    Words = TypeVar("Words")


@dataclass(frozen=True)
class Written(Generic[Words]):
    """A text in one language: its front matter and its sections, each under its id of the vocabulary."""

    language: str
    document: Document
    head: Words
    sections: Mapping[str, Section] = field(default_factory=dict)

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """Every part of the text that is translated → the hash of its words."""
        words = {name: text_hash(part) for name, part in self.head.parts() if part}
        return words | {name: section.hash for name, section in self.sections.items()}

    def at(self, *path: str | int) -> Location:
        return self.document.at(*path)


@dataclass(frozen=True)
class Entry:
    """What cases, countries and cities have in common: an id and the document that holds the facts."""

    id: str
    document: Document

    def at(self, *path: str | int) -> Location:
        return self.document.at(*path)


@dataclass(frozen=True)
class CaseEntry(Entry):
    facts: Case
    texts: Mapping[str, Written[CaseText]] = field(default_factory=dict)

    @property
    def country(self) -> str:
        return self.id[:2]

    @property
    def original(self) -> Written[CaseText]:
        return self.texts[self.facts.original_language]


@dataclass(frozen=True)
class CountryEntry(Entry):
    facts: Country
    texts: Mapping[str, Written[Text]] = field(default_factory=dict)

    @property
    def original_language(self) -> str:
        return self.facts.original_language


@dataclass(frozen=True)
class CityEntry(Entry):
    facts: City

    @property
    def country(self) -> str:
        return self.id[:2]


@dataclass(frozen=True)
class StandingPage:
    """A page that belongs to no record: about, contribute, legal …"""

    id: str
    texts: Mapping[str, Written[Text]]


@dataclass(frozen=True)
class Settings:
    """What a network sets in `mkdocs.yml`: where the site will stand, and `extra.knowledge_base`."""

    site_url: str
    base: KnowledgeBase

    @property
    def languages(self) -> tuple[str, ...]:
        return self.base.languages

    @property
    def default_language(self) -> str:
        return self.base.default_language

    @property
    def repository(self) -> str:
        """The address of the repository on its forge; empty where nobody has said it."""
        return (self.base.repository or "").rstrip("/")

    @property
    def contact(self) -> str:
        """Where to write to: a page or a mailbox; empty where nobody has said it."""
        return self.base.contact or (f"mailto:{self.base.mailbox}" if self.base.mailbox else "")

    def name(self, language: str) -> str:
        return in_language(self.base.name, language, self.default_language)

    def besides(self, language: str) -> str:
        """The language that readers of this one are offered too: English, else the default language; empty where it is their own."""
        second = "en" if "en" in self.languages else self.default_language
        return second if second != language else ""

    def network(self, language: str) -> str:
        return in_language(self.base.network, language, self.default_language)


def _grouped(cases: Iterable[CaseEntry], of: Callable[[CaseEntry], Iterable[str]]) -> dict[str, tuple[CaseEntry, ...]]:
    """What `of` says of a case → the cases of which it says so, each once, in their order."""
    found: dict[str, list[CaseEntry]] = {}
    for case in cases:
        for each in dict.fromkeys(of(case)):
            found.setdefault(each, []).append(case)
    return {each: tuple(group) for each, group in found.items()}


def in_language(names: Mapping[str, str], language: str, default: str = "en") -> str:
    """A name in a language; where it has none, in the default language."""
    return names.get(language) or names.get(default) or next(iter(names.values()))


@dataclass(frozen=True)
class Catalog:
    """All records by their ids, in the order of ids, and who points to whom.

    `broken` are paths of files and folders that could not be read: what they describe is not missing.
    `copies` are those of each picture by its path, the narrowest first; none are there until somebody makes them.
    `today` is the day for which the catalog is checked; without one, no date lies in the future.
    """

    settings: Settings
    cases: Mapping[str, CaseEntry] = field(default_factory=dict)
    countries: Mapping[str, CountryEntry] = field(default_factory=dict)
    cities: Mapping[str, CityEntry] = field(default_factory=dict)
    pages: Mapping[str, StandingPage] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)
    origins_document: Document | None = None
    pictures: Mapping[str, tuple[Document, ...]] = field(default_factory=dict)
    copies: Mapping[str, tuple[Copy, ...]] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    today: datetime.date | None = None

    def published(self) -> tuple[CaseEntry, ...]:
        """Cases that readers find in lists: all but the withdrawn."""
        return self._published

    def newest_first(self) -> tuple[CaseEntry, ...]:
        """The published cases by the day on which they came in, the latest first."""
        return tuple(sorted(self.published(), key=lambda case: (case.facts.added, case.id), reverse=True))

    def cases_of_city(self, city: str) -> tuple[CaseEntry, ...]:
        return self._by_city.get(city, ())

    def cases_of_country(self, country: str) -> tuple[CaseEntry, ...]:
        return self._by_country.get(country, ())

    def reused_by(self, case: str) -> tuple[CaseEntry, ...]:
        """The cases here that say they learned from this one: the other end of their edges."""
        return self._learners.get(case, ())

    # Each is found once and not for each page. A catalog never changes, so what was found stays true.

    @cached_property
    def _published(self) -> tuple[CaseEntry, ...]:
        return tuple(case for case in self.cases.values() if not case.facts.withdrawn)

    @cached_property
    def _by_city(self) -> Mapping[str, tuple[CaseEntry, ...]]:
        return _grouped(self._published, lambda case: case.facts.cities)

    @cached_property
    def _by_country(self) -> Mapping[str, tuple[CaseEntry, ...]]:
        return _grouped(self._published, lambda case: (case.country,))

    @cached_property
    def _learners(self) -> Mapping[str, tuple[CaseEntry, ...]]:
        return _grouped(self._published, lambda case: (edge.case for edge in case.facts.learned_from if edge.case))


def fallbacks(language: str, original: str, settings: Settings) -> tuple[str, ...]:
    """The languages in which a text is shown to readers of `language`, best first."""
    return (language, original, settings.default_language)
