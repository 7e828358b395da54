"""Which cases are like a case, and why: the next ones to read.

What weighs, the heaviest first: that one learned from the other; that both learned from the same practice elsewhere; the
same main topic in a city of the same size band; the same main topic; how many topics and then how many instruments they
share. The same country is no reason, and among equals other countries come first: readers want to learn across borders.
Stubs stand last, withdrawn cases nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from generator import computed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.catalog import CaseEntry, Catalog

MOST = 4


@dataclass(frozen=True)
class Reason:
    """Why a case is shown beside another: words under `similar.` in the locale files, and what they name.

    Terms are ids of `vocabulary`; where that is empty they are names.
    """

    kind: str
    vocabulary: str
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Similar:
    """A case that is like another, and why, the weightiest reason first."""

    case: CaseEntry
    reasons: tuple[Reason, ...]


class Likeness:
    """The published cases of a catalog, ready to be compared.

    A set of cases is a number with one bit for each, in the order of ids: so thousands are compared in one step, and
    no case is held against every other one.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._cases = catalog.published()
        self._places = {case.id: place for place, case in enumerate(self._cases)}
        self._having: dict[tuple[str, str], int] = {}
        self._links: dict[str, dict[str, Reason]] = {case.id: {} for case in self._cases}
        for place, case in enumerate(self._cases):
            for trait in self._traits(case):
                self._having[trait] = self._with(*trait) | 1 << place
        for case in self._cases:
            self._link(case)

    def of(self, identity: str) -> tuple[Similar, ...]:
        """The published cases most like this one, which is published too: at most four, the likest first."""
        here = self._places[identity]
        case = self._cases[here]
        linked = sum(1 << self._places[other] for other in self._links[identity])
        origins = self._with("origin", *self._origins(case))
        main = self._with("main", case.facts.topics[0])
        size = self._with("size", *self._bands(case))
        topics = _at_least([self._with("topic", each) for each in case.facts.topics])
        instruments = _at_least([self._with("instrument", each) for each in case.facts.instruments])
        related = linked | origins | self._with("topic", *case.facts.topics) | self._with("instrument", *case.facts.instruments)
        wanted = (~self._with("stub", ""), linked, origins, main & size, main, *topics, *instruments, ~self._with("country", case.country))
        found = islice(_best_first(related & ~(1 << here), wanted, here), MOST)
        return tuple(Similar(other, self._reasons(case, other)) for other in (self._cases[place] for place in found))

    def _reasons(self, case: CaseEntry, other: CaseEntry) -> tuple[Reason, ...]:
        one, two = case.facts, other.facts
        reasons = [self._links[case.id][other.id]] if other.id in self._links[case.id] else []
        origins = tuple(self._catalog.origins[each].name for each in _shared(self._origins(case), self._origins(other)))
        bands = _shared(self._bands(case), self._bands(other)) if one.topics[0] == two.topics[0] else ()
        common = (
            Reason("same-origin", "", origins),
            Reason("same-topic", "topic", _shared(one.topics, two.topics)),
            Reason("same-size", "size-band", bands),
            Reason("same-instrument", "instrument", _shared(one.instruments, two.instruments)),
        )
        return (*reasons, *(reason for reason in common if reason.terms))

    def _link(self, case: CaseEntry) -> None:
        """What the edges of a case say, as seen from both ends; what a case states itself comes before what another says of it."""
        for edge in case.facts.learned_from:
            if edge.case in self._places and edge.case != case.id:
                kinds = ("planned", "planned") if edge.status == "planned" else ("learned-from-it", "learned-from-this")
                self._links[case.id][edge.case] = Reason(kinds[0], "reuse-kind", (edge.how,))
                self._links[edge.case].setdefault(case.id, Reason(kinds[1], "reuse-kind", (edge.how,)))

    def _traits(self, case: CaseEntry) -> Iterator[tuple[str, str]]:
        yield "main", case.facts.topics[0]
        yield "country", case.country
        yield from (("topic", topic) for topic in case.facts.topics)
        yield from (("instrument", instrument) for instrument in case.facts.instruments)
        yield from (("size", band) for band in self._bands(case))
        yield from (("origin", origin) for origin in self._origins(case))
        if computed.is_stub(case):
            yield "stub", ""

    def _origins(self, case: CaseEntry) -> tuple[str, ...]:
        """The practices outside this base that a case learned from."""
        return tuple(edge.origin for edge in case.facts.learned_from if edge.origin and edge.status != "planned")

    def _bands(self, case: CaseEntry) -> tuple[str, ...]:
        """The size bands of the cities of a case, as far as a source tells."""
        cities = (self._catalog.cities[each].facts for each in case.facts.cities)
        known = (city.population.value for city in cities if city.population and city.kind not in computed.NO_CITIES)
        return tuple(dict.fromkeys(map(computed.size_band, known)))

    def _with(self, kind: str, *names: str) -> int:
        """The cases that have any of these traits."""
        together = 0
        for name in names:
            together |= self._having.get((kind, name), 0)
        return together


def _best_first(pool: int, wanted: Sequence[int], here: int) -> Iterator[int]:
    """The places in a set: those first that are in the first wanted set, among them those in the second, and so on.

    Among equals the ids after the page's own come first, then those from the start, so that not the same few cases
    stand on every page.
    """
    if not pool:
        return
    if not wanted:
        after = pool >> here << here
        yield from _places(after)
        yield from _places(pool ^ after)
        return
    yield from _best_first(pool & wanted[0], wanted[1:], here)
    yield from _best_first(pool & ~wanted[0], wanted[1:], here)


def _at_least(sets: Iterable[int]) -> list[int]:
    """The cases that are in any of the sets, in two or more of them, in three or more, and so on."""
    counts: list[int] = []
    for each in sets:
        once_more = each
        for index, so_far in enumerate(counts):
            counts[index], once_more = so_far | once_more, so_far & once_more
        counts.append(once_more)
    return counts


def _places(pool: int) -> Iterator[int]:
    while pool:
        lowest = pool & -pool
        yield lowest.bit_length() - 1
        pool ^= lowest


def _shared(one: Iterable[str], two: Iterable[str]) -> tuple[str, ...]:
    """What two have in common, in the order of the first."""
    others = frozenset(two)
    return tuple(each for each in one if each in others)
