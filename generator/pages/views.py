"""What pages show: plain frozen values, one kind a template, holding what is on the page and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.models.case import Case, Organisation, Result
    from generator.models.place import City, Country
    from generator.models.shared import Source
    from generator.routes import Route
    from generator.translation import State


@dataclass(frozen=True)
class Named:
    """A name, and the page it leads to where there is one."""

    name: str
    route: Route | None = None


@dataclass(frozen=True)
class Part:
    """A section on a page. Its HTML still names sources and pages of ours by their ids."""

    id: str
    heading: str
    html: str


@dataclass(frozen=True)
class Card:
    """A case in a list."""

    route: Route
    title: str
    line: str
    language: str
    places: tuple[str, ...]
    country: str
    topic: str
    stage: str
    stub: bool


@dataclass(frozen=True)
class Figure:
    """A result with its label, and the number of its source on this page."""

    label: str
    result: Result
    source: int


@dataclass(frozen=True)
class Body:
    """A body that takes part, under its name in the language of the page."""

    name: str
    organisation: Organisation


@dataclass(frozen=True)
class EdgeView:
    """One end of who learned from whom, as seen from this case."""

    name: str
    how: str
    source: int
    route: Route | None = None
    url: str | None = None
    place: str = ""
    country: str = ""
    year: int | None = None
    count: int | None = None
    planned: bool = False


@dataclass(frozen=True)
class CaseView:
    summary: str
    facts: Case
    state: State
    places: tuple[Named, ...]
    country: Named
    population: tuple[tuple[str, int, int | None], ...]
    parts: tuple[Part, ...]
    figures: tuple[Figure, ...]
    bodies: tuple[Body, ...]
    learned_from: tuple[EdgeView, ...]
    reused_by: tuple[EdgeView, ...]
    sources: tuple[Source, ...]
    evidence_reason: str
    interests: str
    completeness: str
    freshness: str


@dataclass(frozen=True)
class NoticeView:
    """An old address or a withdrawn case."""

    kind: str
    target: Named | None = None
    date: Any = None
    reason: str = ""


@dataclass(frozen=True)
class CountryView:
    summary: str
    facts: Country
    state: State
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]
    cities: tuple[Named, ...]
    cards: tuple[Card, ...]
    freshness: str


@dataclass(frozen=True)
class CityView:
    facts: City
    country: Named
    region: str
    sources: tuple[Source, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Entry:
    """A line of an index: what it leads to and how many cases are there."""

    label: str
    count: int
    route: Route


@dataclass(frozen=True)
class Group:
    """Entries or cards under a heading; an empty heading groups nothing."""

    label: str
    route: Route | None = None
    entries: tuple[Entry, ...] = ()
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True)
class IndexView:
    """An index by country, city, topic, instrument or stage."""

    lead: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class ListView:
    """Cases that have something in common, or all of them."""

    lead: str
    groups: tuple[Group, ...]
    parent: Named | None = None


@dataclass(frozen=True)
class HomeView:
    network: str
    cases: int
    countries: tuple[Entry, ...]
    topics: tuple[Entry, ...]
    newest: tuple[Card, ...]


@dataclass(frozen=True)
class StandingView:
    state: State
    summary: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class SearchView:
    """The search page; `ready` when there is something to search."""

    ready: bool
    lists: tuple[Named, ...]
