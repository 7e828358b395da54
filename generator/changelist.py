"""What changed between two revisions, in words: for a terminal, as Markdown for a newsletter or release notes, as JSON.

Whatever contributors wrote is plain text for a terminal, and nothing in it acts in Markdown. No line begins with it.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from generator import characters
from generator.formats import code, prose
from generator.history.model import Fact, Members

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.history.model import Change, History, Plain
    from generator.languages import Locale

VERSION = 1
"""Version of the JSON format; it grows by one whenever a key goes or changes its meaning."""
NAMES = {
    "added": "case.added",
    "cities": "interface.cities",
    "costs": "field.costs",
    "data_protection.ai_used": "field.ai-used",
    "data_protection.impact_assessment": "field.data-protection-assessment",
    "data_protection.personal_data": "field.personal-data",
    "ended": "case.ended",
    "evidence.level": "field.evidence",
    "funding": "field.funding",
    "instruments": "interface.instruments",
    "learned_from": "phrase.learned-from",
    "level": "case.level",
    "licence": "case.licence",
    "membership": "place.membership",
    "official_languages": "place.official-languages",
    "organisations": "case.organisations",
    "participation": "case.participation",
    "participation.level": "case.participation",
    "period.end": "case.ended",
    "period.live": "field.since",
    "period.start": "case.work-began",
    "population": "field.population",
    "population.value": "field.population",
    "programmes": "place.programmes",
    "responsible": "place.responsible",
    "results": "case.results-heading",
    "reused_by": "phrase.reused-by",
    "review": "case.review",
    "sdgs": "field.sdgs",
    "sources": "case.sources",
    "staff": "field.staff",
    "staff.fte": "field.staff",
    "stage": "field.stage",
    "strategies": "place.strategies",
    "submission.method": "case.how-written",
    "submission.relation": "case.written-by",
    "technology.components": "case.components",
    "technology.licence": "field.licence-of-code",
    "technology.open_source": "case.open-source",
    "technology.repository": "case.repository",
    "technology.standards": "case.standards",
    "topics": "interface.topics",
    "verified.date": "case.checked",
}
"""Field → the words for it that pages use; others have theirs under `changes.field`."""
TERMS = {
    "data_protection.impact_assessment": "impact-assessment",
    "ended.reason": "ended-reason",
    "evidence.level": "evidence-level",
    "instruments": "instrument",
    "kind": "place-kind",
    "level": "level",
    "participation.level": "participation-level",
    "stage": "stage",
    "submission.method": "submission-method",
    "submission.relation": "submission-relation",
    "technology.open_source": "open-source-extent",
    "topics": "topic",
    "verified.by": "verified-by",
    "verified.how": "verified-how",
}
"""Field → the vocabulary in which its values have labels."""
ANSWERS = {"true": "field.answer-yes", "false": "field.answer-no", "unknown": "field.not-published", "not-reported": "field.not-published"}
ASKED = frozenset({"data_protection.ai_used", "data_protection.personal_data", "did_not_work"})
DATED = frozenset({"added", "membership.since", "period.end", "period.live", "period.start", "verified.date"})
SPOKEN = frozenset({"official_languages", "original_language"})


def as_text(history: History, locale: Locale) -> Iterator[tuple[str, str]]:
    """Lines for a terminal, each with its style."""
    yield _title(history, locale, str), "loud"
    for heading, changes in _grouped(history, locale):
        yield from (("", ""), (f"{heading}: {locale.number(len(changes))}", "loud"))
        for language, each in groupby(changes, key=lambda change: change.language):
            if language:
                yield f"  {locale.language_name(language)} ({language})", ""
            for change in each:
                margin = "    " if language else "  "
                yield margin + ": ".join((_name(change), *_head(change, history, locale))), ""
                yield from ((f"{margin}  {line}", "quiet") for line in _lines(change, locale))
    if history.unreadable:
        yield from (("", ""), (f"{locale.text('changes.group.unreadable')}: {locale.number(len(history.unreadable))}", "warning"))
        yield from ((f"  {path}: {where}", "") for path, where in _unreadable(history, locale))
    if not history.changes:
        yield locale.text("changes.nothing"), "fine"


def as_markdown(history: History, locale: Locale) -> Iterator[str]:
    """The same for a newsletter or release notes; ids are code."""
    yield f"## {_title(history, locale, prose)}"
    for heading, changes in _grouped(history, locale):
        yield from ("", f"### {prose(heading)}", "")
        for language, each in groupby(changes, key=lambda change: change.language):
            if language:
                yield f"- **{prose(locale.language_name(language))}**"
            for change in each:
                margin = "  " if language else ""
                told = ": ".join(prose(words) for words in _head(change, history, locale))
                yield f"{margin}- " + (f"{told} ({code(_name(change))})" if told else code(_name(change)))
                yield from (f"{margin}  - {prose(line)}" for line in _lines(change, locale))
    if history.unreadable:
        yield from ("", f"### {prose(locale.text('changes.group.unreadable'))}", "")
        yield from (f"- {code(path)} {prose(where)}" for path, where in _unreadable(history, locale))
    if not history.changes:
        yield from ("", prose(locale.text("changes.nothing")))


def as_json(history: History) -> str:
    """The same for programs; the keys are described in docs/operate.md."""
    changes = [_change(change) for change in history.changes]
    unreadable = [{name: _printable(value) for name, value in asdict(each).items()} for each in history.unreadable]
    between = {"before": _printable(history.before), "after": _printable(history.after)}
    values = {"version": VERSION, **between, "changes": changes, "unreadable": unreadable}
    return json.dumps(values, ensure_ascii=False, indent=2)


def field_name(name: str, locale: Locale) -> str:
    """A field in words: its own, else those of the record that it belongs to, and in brackets its name there."""
    if name in NAMES:
        return locale.text(NAMES[name])
    whole, _, inner = name.partition(".")
    words = locale.text(NAMES.get(whole, f"changes.field.{whole}"))
    return f"{words} ({inner})" if inner else words


def _title(history: History, locale: Locale, written: Callable[[str], str]) -> str:
    named = {name: written(characters.printable(value)) for name, value in (("before", history.before), ("after", history.after))}
    return locale.text("changes.title", **named)


def _grouped(history: History, locale: Locale) -> Iterator[tuple[str, list[Change]]]:
    for group, each in groupby(history.changes, key=lambda change: change.group):
        yield locale.text(f"changes.group.{group}"), list(each)


def _name(change: Change) -> str:
    """The id as people name it on the command line."""
    return f"page:{change.subject.id}" if change.subject.kind == "page" else change.subject.id


def _head(change: Change, history: History, locale: Locale) -> Iterator[str]:
    """The title for the reader, and what can be said in the same line: of a new case its languages, unless it has all."""
    title = characters.printable(change.subject.title(locale.code))
    spoken = [locale.language_name(each) for each in change.languages if {*history.languages} - {*change.languages}]
    languages = f" ({locale.text('changes.texts-in', languages=locale.joined(spoken))})" if spoken else ""
    if title:
        yield f"{title}{languages}"
    if change.former:
        yield locale.text("changes.formerly", id=change.former)
    if change.parts:
        yield characters.printable(locale.joined(dict.fromkeys(locale.part(part, change.headings) for part in change.parts)))


def _lines(change: Change, locale: Locale) -> Iterator[str]:
    """What stands below a line of the list: each begins with words of ours."""
    if change.day:
        yield f"{locale.date(change.day)}: {characters.printable(change.reason)}"
    for each in change.facts:
        if each.name.endswith(".source"):
            continue  # It belongs to the value beside it, and its id says nothing to readers.
        told = _fact(each, locale) if isinstance(each, Fact) else _members(each, locale)
        yield f"{field_name(each.name, locale)}: {told}"
    for note in change.notes:
        yield f"{locale.date(note.date)}: {characters.printable(note.note)}"


def _fact(fact: Fact, locale: Locale) -> str:
    return f"{_value(fact.name, fact.before, locale)} → {_value(fact.name, fact.after, locale)}"


def _members(members: Members, locale: Locale) -> str:
    told = {"added": members.added, "removed": members.removed, "changed": members.changed}
    return ", ".join(locale.counted(f"changes.{name}", number) for name, number in told.items() if number)


def _value(name: str, value: Plain, locale: Locale) -> str:
    """A value as readers know it: labels, dates and numbers as in their language, all else as it is written."""
    if value is None:
        return locale.text("changes.none")
    if isinstance(value, tuple):
        return ", ".join(_value(name, each, locale) for each in value)
    if isinstance(value, bool):
        return locale.text(ANSWERS[str(value).lower()])
    if isinstance(value, int | float):
        return str(value) if name.endswith("year") or isinstance(value, float) else locale.number(value)
    return characters.printable(_word(name, value, locale))


def _word(name: str, value: str, locale: Locale) -> str:
    if name in TERMS:
        return locale.label(TERMS[name], value)
    if name in ASKED:
        return locale.text(ANSWERS[value])
    if name in DATED:
        return locale.when(value)
    return locale.language_name(value) if name in SPOKEN else value


def _unreadable(history: History, locale: Locale) -> Iterator[tuple[str, str]]:
    for each in history.unreadable:
        revision = characters.printable(each.revision)
        yield characters.printable(each.path), locale.text("changes.in-part" if each.in_part else "changes.at", revision=revision)


def _change(change: Change) -> dict[str, Any]:
    subject = change.subject
    return {
        "group": change.group,
        "kind": subject.kind,
        "id": subject.id,
        "titles": dict(subject.titles),
        "language": change.language or None,
        "languages": list(change.languages),
        "parts": list(change.parts),
        "facts": [asdict(each) for each in change.facts if isinstance(each, Fact)],
        "members": [asdict(each) for each in change.facts if isinstance(each, Members)],
        "notes": _notes(change),
        "former": change.former or None,
        "withdrawn": {"date": change.day.isoformat(), "reason": change.reason} if change.day else None,
    }


def _printable(value: Any) -> Any:
    """Names that git gives may be no text."""
    return characters.printable(value) if isinstance(value, str) else value


def _notes(change: Change) -> Sequence[dict[str, str]]:
    return [{"date": each.date.isoformat(), "note": each.note} for each in change.notes]
