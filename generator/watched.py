"""A catalog that notes what is looked at, so that whoever makes something of it knows when it would become another thing.

What can be looked at are things: a record, all records of a kind, or the cases that belong to one, each with its state, a hash
of the content that stands behind it. Nothing tells a page or a rule which things count for it: it looks at them, and they count.
"""

from __future__ import annotations

from collections.abc import ItemsView, Mapping, ValuesView
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from generator import keys
from generator.catalog import Catalog, CityEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.catalog import CaseEntry, CountryEntry, StandingPage

    Thing = tuple[str, str]
    Look = Callable[[str, str], None]

Value = TypeVar("Value")

ALL = "*"
"""In place of an id: every record of a kind."""


class Watch:
    """A catalog to look at, what has been looked at in it, and the states of things.

    More kinds of things than those of a catalog can be told by `more`: kind → state of one of them by its id. What is named
    in `always` counts for everything. States that somebody has worked out already are `known`.
    """

    def __init__(
        self,
        catalog: Catalog,
        more: Mapping[str, Callable[[str], bytes]] = MappingProxyType({}),
        always: Iterable[Thing] = (),
        known: Mapping[Thing, bytes] = MappingProxyType({}),
    ) -> None:
        self._always = frozenset(always)
        self._seen: set[Thing] = set()
        self._states = dict(known)
        self._kinds = {**_kinds(catalog, self.state), **more}
        self.catalog = _watched(catalog, self.look)

    def look(self, kind: str, identity: str) -> None:
        """Note that somebody looks at a thing, or at all of a kind."""
        self._seen.add((kind, identity))

    @contextmanager
    def noting(self) -> Iterator[set[Thing]]:
        """What is looked at inside."""
        before, self._seen = self._seen, set(self._always)
        try:
            yield self._seen
        finally:
            self._seen = before

    def state(self, kind: str, identity: str) -> bytes:
        """The state of a thing; one that is not there has a state, too."""
        found = self._states.get((kind, identity))
        if found is None:
            found = self._states[kind, identity] = self._kinds[kind](identity)
        return found

    def together(self, things: Iterable[Thing]) -> str:
        """One state for several things, in their order; empty where there is no such kind of thing."""
        try:
            return keys.of(self.state(*thing) for thing in things)
        except KeyError:
            return ""


def _watched(catalog: Catalog, look: Look) -> Watched:
    def looked(kind: str, values: Mapping[str, Value]) -> _Looked[Value]:
        return _Looked(kind, values, look)

    return Watched(
        settings=catalog.settings,
        cases=looked("case", catalog.cases),
        countries=looked("country", catalog.countries),
        cities=looked("city", catalog.cities),
        pages=looked("page", catalog.pages),
        origins=looked("origin", catalog.origins),
        origins_document=catalog.origins_document,
        pictures=looked("pictures", catalog.pictures),
        copies=looked("copies", catalog.copies),
        broken=catalog.broken,
        today=catalog.today,
        whole=catalog,
        look=look,
    )


@dataclass(frozen=True)
class Watched(Catalog):
    """The same as `whole`, telling `look` of everything that is looked at. Settings belong to no record, and are not told of."""

    whole: Catalog | None = None
    look: Look = field(default=lambda *_: None)

    def published(self) -> tuple[CaseEntry, ...]:
        self.look("case", ALL)
        return self._whole.published()

    def newest_first(self) -> tuple[CaseEntry, ...]:
        self.look("case", ALL)
        return self._whole.newest_first()

    def cases_of_city(self, city: str) -> tuple[CaseEntry, ...]:
        self.look("cases of city", city)
        return self._whole.cases_of_city(city)

    def cases_of_country(self, country: str) -> tuple[CaseEntry, ...]:
        self.look("cases of country", country)
        return self._whole.cases_of_country(country)

    def reused_by(self, case: str) -> tuple[CaseEntry, ...]:
        self.look("learners", case)
        return self._whole.reused_by(case)

    @property
    def _whole(self) -> Catalog:
        if self.whole is None:
            raise TypeError("nothing to look at")
        return self.whole


class _Looked(Mapping[str, Value]):
    """Records by their ids; whoever asks for one, or whether it is there, looks at it."""

    def __init__(self, kind: str, values: Mapping[str, Value], look: Look) -> None:
        self._kind, self._of, self._look = kind, values, look

    def __getitem__(self, identity: str) -> Value:
        self._look(self._kind, identity)
        return self._of[identity]

    def __contains__(self, identity: object) -> bool:
        self._look(self._kind, str(identity))
        return identity in self._of

    def __iter__(self) -> Iterator[str]:
        self._look(self._kind, ALL)
        return iter(self._of)

    def __len__(self) -> int:
        self._look(self._kind, ALL)
        return len(self._of)

    def values(self) -> ValuesView[Value]:
        self._look(self._kind, ALL)
        return self._of.values()

    def items(self) -> ItemsView[str, Value]:
        self._look(self._kind, ALL)
        return self._of.items()


def _kinds(catalog: Catalog, state: Callable[[str, str], bytes]) -> dict[str, Callable[[str], bytes]]:
    """Kind of thing → the state of one of them by its id, or of all of them."""

    def record(kind: str, values: Mapping[str, Value], content: Callable[[Value], Iterable[bytes]]) -> Callable[[str], bytes]:
        def one(identity: str) -> bytes:
            if identity == ALL:
                return _hash(part for each in values for part in (each.encode(), state(kind, each)))
            return _hash(content(values[identity])) if identity in values else b""

        return one

    def group(members: Callable[[str], tuple[CaseEntry, ...]]) -> Callable[[str], bytes]:
        return lambda identity: _hash(part for case in members(identity) for part in (case.id.encode(), state("case", case.id)))

    origins = catalog.origins_document.text.encode() if catalog.origins_document else b""
    return {
        "case": record("case", catalog.cases, _written),
        "country": record("country", catalog.countries, _written),
        "city": record("city", catalog.cities, _written),
        "page": record("page", catalog.pages, _written),
        "origin": record("origin", catalog.origins, lambda _: (origins,)),
        "pictures": record("pictures", catalog.pictures, lambda found: (repr(each).encode() for each in found)),
        "copies": record("copies", catalog.copies, lambda found: (repr(each).encode() for each in found)),
        "cases of city": group(catalog.cases_of_city),
        "cases of country": group(catalog.cases_of_country),
        "learners": group(catalog.reused_by),
    }


def _written(entry: CaseEntry | CountryEntry | CityEntry | StandingPage) -> Iterator[bytes]:
    """Every file of a record, by its path and its text."""
    texts = () if isinstance(entry, CityEntry) else tuple(text.document for text in entry.texts.values())
    facts = (entry.document,) if hasattr(entry, "document") else ()
    for document in (*facts, *texts):
        yield document.path.encode()
        yield document.text.encode("utf-8", "surrogatepass")


def _hash(parts: Iterable[bytes]) -> bytes:
    return bytes.fromhex(keys.of(parts))
