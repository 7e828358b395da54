"""The explorer: every case in one list, the newest first, and boxes that narrow it down to what a reader looks for.

What the boxes and orders know of the cases stands with them, not with the cases: so the page stays light with hundreds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator import computed, routes, vocabulary
from generator.pages.cases import card
from generator.pages.page import Page
from generator.pages.views import Box, ExplorerView, Facet, Named, Order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.catalog import CaseEntry
    from generator.models.place import City
    from generator.pages.page import Here
    from generator.pages.views import Card

MANY = 200
"""Above this number of cases, the line below each title is kept short."""
SHORT = 80
YEARS = 5
"""How many years share a box."""
FIRST_YEAR = 2000
"""All years before this one share a box."""
EARLIER, YES = "earlier", "yes"
OPEN = frozenset({"full", "partial"})


def explorer(here: Here) -> Page:
    """Every case that is not withdrawn; first entries apart, unless there is nothing else."""
    words = here.locale.text
    entries = sorted(here.catalog.newest_first(), key=here.is_stub)
    reuses = computed.reuses(entries)
    cards = tuple(_shortened(card(here, entry), len(entries)) for entry in entries)
    whole = tuple(each for each in cards if not each.stub) or cards
    view = ExplorerView(
        facets=tuple(_facets(here, [_answers(here, entry, reuses[entry.id]) for entry in entries])),
        orders=tuple(_orders(here, entries, reuses)),
        cases=whole,
        first=cards[len(whole) :],
        lists=_lists(here),
    )
    return Page(routes.CASES, "explorer", words("interface.all-cases"), words("explorer.lead"), view, here.versions(), here.language)


def _shortened(card: Card, cases: int) -> Card:
    """In a long list, a line that ends after a word and three dots."""
    if cases <= MANY or len(card.line) <= SHORT:
        return card
    return replace(card, line=card.line[:SHORT].rpartition(" ")[0].rstrip(" ,;:\u2013") + "\u00a0…")


def _cities(here: Here, entry: CaseEntry) -> tuple[City, ...]:
    cities = (here.catalog.cities[each].facts for each in entry.facts.cities)
    return tuple(city for city in cities if city.kind not in computed.NO_CITIES)


def _answers(here: Here, entry: CaseEntry, reused: int) -> dict[str, tuple[str, ...]]:
    """Facet → the values of the boxes that a case fits."""
    facts = entry.facts
    began = facts.period and (facts.period.live or facts.period.start)
    bands = (computed.size_band(city.population.value if city.population else None) for city in _cities(here, entry))
    return {
        "country": (entry.country,),
        "topic": facts.topics,
        "instrument": facts.instruments,
        "sdg": tuple(target.partition(".")[0] for target in facts.sdgs),
        "stage": (facts.stage,),
        "level": (facts.level,),
        "size": tuple(bands),
        "since": (_years(int(began[:4])),) if began else (),
        "evidence": (facts.evidence.level,) if facts.evidence else (),
        "freshness": (computed.freshness(facts.verified, here.today),),
        "language": tuple(entry.texts),
        "open-source": (YES,) if facts.technology and facts.technology.open_source in OPEN else (),
        "difficult": (YES,) if "did-not-work" in entry.original.sections and not facts.did_not_work else (),
        "reused": (YES,) if reused else (),
    }


def _years(year: int) -> str:
    """The first of the years that share a box with this one."""
    return str(year // YEARS * YEARS) if year >= FIRST_YEAR else EARLIER


def _facets(here: Here, answers: Sequence[Mapping[str, tuple[str, ...]]]) -> Iterator[Facet]:
    """Facets with at least two boxes, then those that are a single one: only boxes that some case fits."""
    words = here.locale.text
    fitting: dict[str, dict[str, set[int]]] = {}
    for place, given in enumerate(answers):
        for name, values in given.items():
            for value in values:
                fitting.setdefault(name, {}).setdefault(value, set()).add(place)
    headings = {
        "country": words("place.country"),
        "topic": words("interface.topics"),
        "instrument": words("interface.instruments"),
        "sdg": words("field.sdgs"),
        "stage": words("field.stage"),
        "level": words("case.level"),
        "size": words("explorer.size"),
        "since": words("explorer.since"),
        "evidence": words("field.evidence"),
        "freshness": words("case.checked"),
        "language": words("explorer.language"),
    }
    for name, heading in headings.items():
        places = fitting.get(name, {})
        boxes = tuple(Box(name, value, label, _digits(places[value], len(answers))) for value, label in _labels(here, name, set(places)))
        if len(boxes) > 1:
            yield Facet(name, heading, boxes)
    labels = {"open-source": words("case.open-source"), "difficult": words("explorer.difficult"), "reused": words("explorer.reused")}
    single = ((name, label, fitting[name][YES]) for name, label in labels.items() if name in fitting)
    if more := tuple(Box(name, YES, label, _digits(places, len(answers))) for name, label, places in single):
        yield Facet("more", words("explorer.more"), more)


def _digits(places: Iterable[int], cases: int) -> str:
    """Which of the cases fit, as hexadecimal digits: each digit tells of four cases, the first of them by its highest bit."""
    digits = -(-cases // 4)
    return f"{sum(1 << (4 * digits - 1 - place) for place in places):0{digits}x}"


def _labels(here: Here, name: str, used: set[str]) -> Iterable[tuple[str, str]]:
    """Value and label of the boxes of a facet: countries by their names, all else as its vocabulary has it or from small to large."""
    locale = here.locale
    if name == "country":
        return sorted(((code, here.country_name(code)) for code in used), key=lambda each: locale.order(each[1]))
    if name == "sdg":
        return [(goal, locale.text("explorer.goal", n=goal)) for goal in sorted(used, key=int)]
    if name == "since":
        return _spans(here, used)
    if name == "language":
        return [(code, locale.language_name(code)) for code in here.catalog.settings.languages if code in used]
    terms = {"size": "size-band", "evidence": "evidence-level"}.get(name, name)
    level = "{0} {1}" if name == "evidence" else "{1}"
    return [(term, level.format(term, locale.label(terms, term))) for term in vocabulary.terms()[terms] if term in used]


def _spans(here: Here, used: set[str]) -> Iterator[tuple[str, str]]:
    """The years of each box in words, the earliest first. The newest have no end yet."""
    words = here.locale.text
    if EARLIER in used:
        yield EARLIER, words("place.until", date=FIRST_YEAR - 1)
    *before, last = sorted(used - {EARLIER}) or [""]
    for start in before:
        yield start, words("phrase.years", start=start, end=int(start) + YEARS - 1)
    if last:
        yield last, words("place.from", date=last)


def _orders(here: Here, entries: Sequence[CaseEntry], reuses: Mapping[str, int]) -> Iterator[Order]:
    """How the list can be put in order. The script sorts titles; of the other orders it gets the cases that come first."""
    words = here.locale.text
    people = [max((city.population.value for city in _cities(here, entry) if city.population), default=0) for entry in entries]
    yield Order("newest", words("explorer.sort-newest"))
    yield Order("title", words("explorer.sort-title"))
    for name, figures in (("size", people), ("reused", [reuses[entry.id] for entry in entries])):
        if any(figures):
            first = sorted((-figure, place) for place, figure in enumerate(figures) if figure)
            yield Order(name, words(f"explorer.sort-{name}"), tuple(place for _, place in first))


def _lists(here: Here) -> tuple[Named, ...]:
    """Where else the cases stand, for readers without JavaScript."""
    return tuple(map(here.index, (routes.TOPICS, routes.COUNTRIES, routes.CITIES, routes.INSTRUMENTS, routes.STAGES)))
