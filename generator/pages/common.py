"""What follows from a catalog alone, whichever language it is read in: found out once, before languages go to processes of their own."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator import computed, keys, routes, translation
from generator.similar import Likeness
from generator.watched import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.catalog import Catalog, CityEntry, Written
    from generator.translation import State
    from generator.watched import Thing


class Common:
    """Each thing is found out when somebody asks for it, or all at once by `find_out`, and then known."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._translations: dict[str, State] = {}

    def find_out(self) -> None:
        """Everything, now."""
        for family in translation.families(self._catalog):
            for language in family.texts:
                self.state(family.texts, language, family.original)
        _ = self.stubs, self.busiest, self.states

    @cached_property
    def likeness(self) -> Likeness:
        """All cases, compared."""
        return Likeness(self._catalog)

    @cached_property
    def stubs(self) -> frozenset[str]:
        """The ids of all first entries."""
        return frozenset(case.id for case in self._catalog.cases.values() if computed.is_stub(case))

    @cached_property
    def busiest(self) -> tuple[CityEntry, ...]:
        """All cities, those with the most cases first."""
        cities = self._catalog.cities.values()
        return tuple(sorted(cities, key=lambda city: (-len(self._catalog.cases_of_city(city.id)), routes.city(city.id))))

    def state(self, texts: Mapping[str, Written[Any]], language: str, original: str) -> State:
        """How a text stands in a language to the original."""
        path = texts[language].document.path
        if path not in self._translations:
            self._translations[path] = translation.state(texts[language], texts.get(original))
        return self._translations[path]

    @cached_property
    def states(self) -> Mapping[Thing, bytes]:
        """What pages look at most → its state: cases, what is like them, and cities."""
        watch = Watch(self._catalog)
        alike = like(self.likeness, watch.state)
        cases, cities = ("case", *self._catalog.cases), ("city", *self._catalog.cities)
        found = {(kind, each): watch.state(kind, each) for kind, *ids in (cases, cities) for each in ids}
        return found | {("like", case.id): alike(case.id) for case in self._catalog.published()}


def like(likeness: Likeness, state: Callable[[str, str], bytes]) -> Callable[[str], bytes]:
    """A function from the id of a case to the state of what is like it: which cases, why, and their states."""

    def found(case: str) -> bytes:
        similar = likeness.of(case)
        return bytes.fromhex(keys.of(part for each in similar for part in (repr(each.reasons).encode(), state("case", each.case.id))))

    return found
