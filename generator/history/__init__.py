"""What differs between two states of the knowledge base, as values: cases, places, pages, facts, texts and translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import translation
from generator.history import facts, texts
from generator.history.model import Change, History, Subject, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.catalog import CaseEntry, Catalog
    from generator.history.state import State

__all__ = ["compare"]


def compare(before: State, after: State) -> History:
    """Everything that differs between two states, in the order of `model.GROUPS` and of ids.

    What could not be read in one of them is compared with nothing, and named.
    """
    found = (*_cases(before, after), *_places(before, after), *_families(before, after))
    changes = sorted(found, key=lambda change: change.order)
    unreadable = [
        Unreadable(state.name, path, in_part=path in state.in_part)
        for state in (before, after)
        for path in sorted(state.broken | state.in_part)
    ]
    return History(before.name, after.name, after.catalog.settings.languages, tuple(changes), tuple(unreadable))


def _cases(before: State, after: State) -> Iterator[Change]:
    """Cases that are new, renamed, withdrawn or gone, and those of which facts have changed."""
    pairs = _pairs(before.catalog, after.catalog)
    for case in after.catalog.cases.values():
        earlier, subject = pairs.get(case.id), _case(case)
        if before.is_broken(case.document.path) or (earlier and earlier.id != case.id and after.is_broken(earlier.document.path)):
            continue
        if earlier and earlier.id != case.id:
            yield Change("renamed", subject, former=earlier.id)
        if case.facts.withdrawn:
            if not (earlier and earlier.facts.withdrawn):
                yield Change("withdrawn", subject, day=case.facts.withdrawn.date, reason=case.facts.withdrawn.reason)
        elif earlier is None or earlier.facts.withdrawn:
            yield Change("new-case", subject, languages=tuple(case.texts))
        else:
            yield from facts.of_case(subject, earlier, case)
    followed = {earlier.id for earlier in pairs.values()}
    for case in before.catalog.cases.values():
        if case.id not in followed and not after.is_broken(case.document.path):
            yield Change("gone", _case(case))


def _pairs(before: Catalog, after: Catalog) -> dict[str, CaseEntry]:
    """Id of each case of today → what it was before, also under an id that it had then."""
    found = {}
    for case in after.cases.values():
        known = [case.id, *reversed(case.facts.former_ids)]
        earlier = next((each for each in known if each in before.cases and (each == case.id or each not in after.cases)), None)
        if earlier:
            found[case.id] = before.cases[earlier]
    return found


def _places(before: State, after: State) -> Iterator[Change]:
    """Country profiles and cities that are new or gone, or of which facts have changed."""
    for kind in ("country", "city"):
        old, new = before.places(kind), after.places(kind)
        for identity in dict.fromkeys((*new, *old)):
            entry = new.get(identity) or old[identity]
            subject = Subject(kind, identity, entry.facts.names)
            if before.is_broken(entry.document.path) or after.is_broken(entry.document.path):
                continue
            if identity not in old:
                yield Change(f"new-{kind}", subject)
            elif identity not in new:
                yield Change("gone", subject)
            else:
                yield from facts.of_place(subject, old[identity], new[identity])


def _families(before: State, after: State) -> Iterator[Change]:
    """Texts of what was there before and still is, and standing pages that are new or gone."""
    old = {(family.kind, family.id): family for family in translation.families(before.catalog)}
    formerly = {("case", identity): ("case", earlier.id) for identity, earlier in _pairs(before.catalog, after.catalog).items()}
    followed = set()
    for family in translation.families(after.catalog):
        key = (family.kind, family.id)
        earlier = old.get(formerly.get(key, key))
        if earlier:
            followed.add((earlier.kind, earlier.id))
            yield from texts.of_family(before, after, earlier, family)
        elif family.kind == "page" and not _is_broken_page(before, family):
            yield Change("new-page", _page(family))
    for family in old.values():
        if family.kind == "page" and (family.kind, family.id) not in followed and not _is_broken_page(after, family):
            yield Change("gone", _page(family))


def _is_broken_page(state: State, family: translation.Family) -> bool:
    return any(state.is_broken(text.document.path) for text in family.texts.values())


def _page(family: translation.Family) -> Subject:
    return Subject("page", family.id, _titles(family.texts), family.original)


def _case(case: CaseEntry) -> Subject:
    return Subject("case", case.id, _titles(case.texts), case.facts.original_language)


def _titles(written: Mapping[str, texts.AnyText]) -> dict[str, str]:
    return {language: text.head.title for language, text in written.items() if text.head.title}
