"""What pages show: plain frozen values, one kind a template, holding what is on the page and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.models.case import Case, Change, Organisation, Result
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
class Bar:
    """A line of a chart: what it is about, and its length in thousandths, of the longest bar or of the whole.

    `before` says that it shows the baseline of its result.
    """

    words: str
    result: Result
    length: int
    before: bool = False
    of_whole: bool = False


@dataclass(frozen=True)
class Chart:
    """Figures that are drawn beside each other; without a title, each bar has the label of its own."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Highlight:
    """A result that stands for itself on a list, with its case and who published it."""

    result: Result
    label: str
    language: str
    case: Named
    country: str
    publisher: str


@dataclass(frozen=True)
class Body:
    """A body that takes part, under its name in the language of the page."""

    name: str
    organisation: Organisation


@dataclass(frozen=True)
class PictureView:
    """A picture with what it shows in words, in a language, and whose it is.

    Copies are paths below the site with their widths, the narrowest first. Width and height are those of the place that it
    takes at most, in pixels of CSS: the browser keeps it free until the picture comes.
    """

    alt: str
    language: str
    credit: str
    licence: str
    copies: tuple[tuple[str, int], ...]
    width: int
    height: int


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
    duration: tuple[str, int] | None
    telling: Figure | None
    parts: tuple[Part, ...]
    figures: tuple[Figure, ...]
    charts: tuple[Chart, ...]
    pictures: tuple[PictureView, ...]
    bodies: tuple[Body, ...]
    learned_from: tuple[EdgeView, ...]
    reused_by: tuple[EdgeView, ...]
    sources: tuple[Source, ...]
    evidence_reason: str
    interests: str
    completeness: str
    freshness: str
    similar: tuple[SimilarView, ...]
    citation: CitationView
    changes: tuple[Change, ...] = ()
    """Changes in substance, the latest first."""


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
    highlights: tuple[Highlight, ...] = ()
    others: tuple[Entry, ...] = ()
    pages: tuple[Named, ...] = ()


@dataclass(frozen=True)
class CityView:
    facts: City
    country: Named
    region: str
    sources: tuple[Source, ...]
    cards: tuple[Card, ...]
    neighbours: tuple[Entry, ...] = ()
    similar: tuple[Entry, ...] = ()
    pages: tuple[Named, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A line of an index: what it leads to and how many cases are there."""

    label: str
    count: int
    route: Route
    language: str = ""
    """That of the label, where it is not the reader's."""


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
    """Cases that have something in common, and what else is often found with it."""

    lead: str
    groups: tuple[Group, ...]
    highlights: tuple[Highlight, ...] = ()
    related: tuple[Entry, ...] = ()
    pages: tuple[Named, ...] = ()
    """All pages of a list that is too long for one."""


@dataclass(frozen=True)
class Topic(Entry):
    """A topic as a line of an index, with its id for the glyph."""

    id: str = ""


@dataclass(frozen=True)
class HomeView:
    network: str
    cases: int
    countries: tuple[Entry, ...]
    topics: tuple[Topic, ...]
    newest: tuple[Card, ...]
    reused: tuple[Entry, ...]
    highlights: tuple[Highlight, ...]
    languages: int


@dataclass(frozen=True)
class Mistake:
    """A common mistake as the check tells of it: the line in which it stands, cut where it begins and ends, and the way out."""

    path: str
    number: int
    line: tuple[str, str, str]
    message: str
    way_out: str


@dataclass(frozen=True)
class Begun:
    """A file that somebody may write on the forge: the words that lead there, its path and what stands in it to begin with."""

    name: str
    path: str
    text: str


@dataclass(frozen=True)
class Start:
    """The ways to contribute besides the form: whom to write to, and files to begin with."""

    contact: str
    files: tuple[Begun, ...]


@dataclass(frozen=True)
class StandingView:
    state: State
    summary: str
    parts: tuple[Part, ...]
    mistakes: tuple[Mistake, ...] = ()
    start: Start | None = None
    """On the page for contributors."""


@dataclass(frozen=True)
class SearchView:
    """The search page; `ready` when there is something to search.

    `kinds` and `languages` are what results are marked with, by the words for it in the index. `besides` is the tag of
    the language that is searched too, `index` the address of its index; both are empty where there is none. `endings`
    are left off words that are searched for.
    """

    ready: bool
    lists: tuple[Named, ...]
    kinds: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    besides: str
    index: str
    endings: tuple[str, ...]


@dataclass(frozen=True)
class Box:
    """A value that the list of cases can be narrowed down to, under its name in the address of the page.

    `cases` are hexadecimal digits that say which cases in the list fit, four by a digit.
    """

    name: str
    value: str
    label: str
    cases: str


@dataclass(frozen=True)
class Facet:
    """Boxes under a heading."""

    id: str
    label: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Order:
    """A way to sort the list of cases; `first` are the places of those that come first, counted from 0."""

    name: str
    label: str
    first: tuple[int, ...] = ()


@dataclass(frozen=True)
class ExplorerView:
    """Every case, the newest first, and after them first entries."""

    facets: tuple[Facet, ...]
    orders: tuple[Order, ...]
    cases: tuple[Card, ...]
    first: tuple[Card, ...]
    lists: tuple[Named, ...]


@dataclass(frozen=True)
class SimilarView:
    """A case that is like the one on the page, and why, in words."""

    route: Route
    title: str
    language: str
    places: tuple[str, ...]
    country: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class CitationView:
    """How the page is cited: before the title, the title, and after it; and records for programs, their lines ended by LF."""

    text: tuple[str, str, str]
    bibtex: str
    ris: str


@dataclass(frozen=True)
class Term:
    """A word that readers meet as a badge, what it means, and the page of the cases that carry it where there is one."""

    anchor: str
    label: str
    meaning: str
    mark: str = ""
    route: Route | None = None


@dataclass(frozen=True)
class Terms:
    """Words of one kind, in their order, and pages that show how it stands with them."""

    id: str
    heading: str
    terms: tuple[Term, ...]
    pages: tuple[Named, ...] = ()


@dataclass(frozen=True)
class GlossaryView:
    """Every word that needs explaining, kind by kind."""

    lead: str
    groups: tuple[Terms, ...]


@dataclass(frozen=True)
class DataFile:
    """A file of data: where it stands below the others, what its format is called, what it holds."""

    path: str
    form: str
    meaning: str


@dataclass(frozen=True)
class Example:
    """A program that reads data, and what it does."""

    id: str
    heading: str
    program: str


@dataclass(frozen=True)
class DataView:
    """What programs and other sites can take. `schemas` are kinds of files that a schema describes; `copied`: there is an
    offline copy.
    """

    lead: str
    groups: tuple[tuple[str, tuple[DataFile, ...]], ...]
    schemas: tuple[str, ...]
    examples: tuple[Example, ...]
    copied: bool


@dataclass(frozen=True)
class TextRow:
    """A text in the table of translations: its name, the language of that name, and its state in each language."""

    name: str
    name_language: str
    route: Route
    states: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TextTable:
    """Texts of one kind."""

    id: str
    heading: str
    rows: tuple[TextRow, ...]


@dataclass(frozen=True)
class TranslationsView:
    """Every text in every language, and for each language how many texts are in which state."""

    lead: str
    languages: tuple[str, ...]
    counts: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    tables: tuple[TextTable, ...]


@dataclass(frozen=True)
class WorkItem:
    """One thing to do: where, in which language, and what it is about in words."""

    name: str
    name_language: str
    route: Route
    language: str
    note: str


@dataclass(frozen=True)
class WorkList:
    """Things to do in one language, or in none in particular."""

    language: str
    entries: tuple[WorkItem, ...]


@dataclass(frozen=True)
class WorkGroup:
    """Things to do of one kind."""

    id: str
    count: int
    lists: tuple[WorkList, ...]


@dataclass(frozen=True)
class WorkView:
    """What needs work, the most urgent first."""

    lead: str
    groups: tuple[WorkGroup, ...]
