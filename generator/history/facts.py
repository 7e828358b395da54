"""Which facts of a record have changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from generator.exports import records
from generator.history.model import Change, Fact, Members, Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.catalog import CaseEntry, Entry
    from generator.history.model import Plain, Subject

TOLD_OTHERWISE = frozenset({"changes", "former_ids", "withdrawn"})
"""Fields of a case that have lines of their own in the list."""


def of_case(subject: Subject, before: CaseEntry, after: CaseEntry) -> Iterator[Change]:
    """The facts of a case that have changed, with what the editors noted since."""
    known = {(change.date, change.note) for change in before.facts.changes}
    notes = [Note(change.date, change.note) for change in after.facts.changes if (change.date, change.note) not in known]
    changed = tuple(_changed(before, after))
    if changed or notes:
        yield Change("facts", subject, facts=changed, notes=tuple(sorted(notes, key=lambda note: note.date, reverse=True)))


def of_place(subject: Subject, before: Entry, after: Entry) -> Iterator[Change]:
    """The facts of a country or city that have changed."""
    changed = tuple(_changed(before, after))
    if changed:
        yield Change("facts", subject, facts=changed)


def _changed(before: Any, after: Any) -> Iterator[Fact | Members]:
    """The fields that differ, in the order of the model, without those that could not be read on one of the sides."""
    old, new = records.plain(before.facts), records.plain(after.facts)
    for name, info in type(after.facts).model_fields.items():
        key = info.alias or name
        lost = before.document.tree.lost(key) or after.document.tree.lost(key)
        if key not in TOLD_OTHERWISE and not lost:
            yield from _differing(key, old.get(key), new.get(key))


def _differing(name: str, before: Any, after: Any) -> Iterator[Fact | Members]:
    if before == after:
        return
    if _is_record(before) or _is_record(after):
        old, new = before or {}, after or {}
        for key in dict.fromkeys((*new, *old)):
            yield from _differing(f"{name}.{key}", old.get(key), new.get(key))
    elif _holds_records(before) or _holds_records(after):
        yield _members(name, before or [], after or [])
    else:
        yield Fact(name, _plain(before), _plain(after))


def _is_record(value: Any) -> bool:
    return isinstance(value, dict)


def _holds_records(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict | list) for each in value)


def _members(name: str, before: list[Any], after: list[Any]) -> Members:
    """How many records came, went or changed: by their ids where they have some, else one that goes for one that comes is a change."""
    if all("id" in each for each in (*before, *after)):
        old, new = ({each["id"]: each for each in listed} for listed in (before, after))
        changed = sum(old[each] != new[each] for each in old.keys() & new.keys())
        return Members(name, len(new.keys() - old.keys()), len(old.keys() - new.keys()), changed)
    came, went = _beyond(after, before), _beyond(before, after)
    changed = min(came, went)
    return Members(name, came - changed, went - changed, changed)


def _beyond(some: Iterable[Any], others: Iterable[Any]) -> int:
    """How many of some records are not among the others."""
    return (Counter(map(repr, some)) - Counter(map(repr, others))).total()


def _plain(value: Any) -> Plain:
    return tuple(map(str, value)) if isinstance(value, list) else value
