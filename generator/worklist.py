"""What needs work, and how translations stand, in words: for a terminal, as JSON, as Markdown.

Ids and words of contributors are code in Markdown, so that nothing in them acts.
"""

from __future__ import annotations

import json
import textwrap
from itertools import groupby
from typing import TYPE_CHECKING, Any

from generator import translation, work
from generator.formats import code, prose

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from generator.languages import Locale
    from generator.translation import Family, State
    from generator.work import Need

    Needs = Mapping[str, tuple[Need, ...]]
    States = Sequence[tuple[Family, State]]

VERSION = 1
"""Version of the JSON formats; it grows by one whenever a key goes or changes its meaning."""
MOST = 10
"""How many entries of a list are shown before the rest is only counted."""
WIDTH = 100
URGENT = frozenset({"broken", "outdated", "unmarked", "gone", "archived"})
NOTED = frozenset({"broken", "outdated"})
"""States of which the parts are told."""


def needs_text(needs: Needs, locale: Locale, today: datetime.date, most: int = MOST) -> Iterator[tuple[str, str]]:
    """Lines for a terminal, each with its style."""
    yield locale.text("work.as-of", date=locale.date(today)), "loud"
    for group, listed in needs.items():
        yield "", ""
        yield f"{locale.text(f'work.group.{group}.heading')}: {locale.number(len(listed))}", "warning" if group in URGENT else "loud"
        yield locale.text(f"work.group.{group}.meaning"), "quiet"
        for language, each in _by_language(listed):
            if language:
                yield f"  {locale.language_name(language)} ({language}): {locale.counted('work.entries', len(each))}", ""
            yield from ((line, "") for line in _entries(each, locale, most, "    " if language else "  "))
    if not needs:
        yield locale.text("work.nothing"), "fine"


def needs_markdown(needs: Needs, locale: Locale, today: datetime.date) -> Iterator[str]:
    """Markdown that fits into one issue: long lists end with how many more there are."""
    yield f"**{prose(locale.text('work.as-of', date=locale.date(today)))}**"
    for group, listed in needs.items():
        yield from ("", f"### {prose(locale.text(f'work.group.{group}.heading'))}: {locale.number(len(listed))}", "")
        yield from (prose(locale.text(f"work.group.{group}.meaning")), "")
        for language, each in _by_language(listed):
            if language:
                yield from (f"- **{prose(locale.language_name(language))}**: {prose(locale.counted('work.entries', len(each)))}",)
            indent = "  " if language else ""
            for need in each[:MOST]:
                told = work.note(need, locale)
                yield f"{indent}- {_place(need, code)}" + (f" {prose(told)}" if told else "") + _proposed(need, code)
            if len(each) > MOST:
                yield f"{indent}- {prose(locale.counted('work.more', len(each) - MOST))}"
    if not needs:
        yield from ("", prose(locale.text("work.nothing")))


def needs_json(needs: Needs, today: datetime.date) -> str:
    """Everything for programs; the keys are described in docs/operate.md."""
    groups = [{"group": group, "count": len(listed), "items": [_need(each) for each in listed]} for group, listed in needs.items()]
    return _json(today=today.isoformat(), count=sum(len(listed) for listed in needs.values()), groups=groups)


def states_text(states: States, locale: Locale) -> Iterator[tuple[str, str]]:
    """Every text in every language for a terminal, the worst first, with the parts that are out of date or differ."""
    for kind, listed in _by_state(states):
        yield f"{locale.label('translation-state', kind)} ({kind}): {locale.number(len(listed))}", "warning" if kind in URGENT else "loud"
        for language, each in groupby(listed, key=lambda pair: pair[1].language):
            members = list(each)
            yield f"  {locale.language_name(language)} ({language}): {locale.number(len(members))}", ""
            lines = (
                [f"    {family.name}: {_parts(family, state, locale)}" for family, state in members]
                if kind in NOTED
                else _wrapped(", ".join(family.name for family, _ in members), "    ")
            )
            yield from ((line, "") for line in lines)


def states_markdown(states: States, locale: Locale) -> Iterator[str]:
    """The same as Markdown: how many of each state, then a list for each of them."""
    for kind, listed in _by_state(states):
        yield f"### {prose(locale.label('translation-state', kind))}: {locale.number(len(listed))}"
        yield ""
        for language, each in groupby(listed, key=lambda pair: pair[1].language):
            members = list(each)
            yield f"- **{prose(locale.language_name(language))}**: {prose(locale.counted('work.entries', len(members)))}"
            for family, state in members[:MOST]:
                told = _parts(family, state, locale) if kind in NOTED else ""
                yield f"  - {code(family.name)}" + (f" {prose(told)}" if told else "")
            if len(members) > MOST:
                yield f"  - {prose(locale.counted('work.more', len(members) - MOST))}"
        yield ""


def states_json(states: States) -> str:
    """The same for programs, every text and language on its own."""
    ordered = [pair for _, listed in _by_state(states) for pair in listed]
    return _json(count=len(ordered), texts=[_state(family, state) for family, state in ordered])


def _by_language(needs: Iterable[Need]) -> list[tuple[str, list[Need]]]:
    return [(language, list(each)) for language, each in groupby(needs, key=lambda need: need.language)]


def _entries(needs: Sequence[Need], locale: Locale, most: int, indent: str) -> Iterator[str]:
    """Names that have nothing to be told stand side by side, others on a line each."""
    shown = needs[: most or None]
    notes = [work.note(each, locale) for each in shown]
    rest = locale.counted("work.more", len(needs) - len(shown)) if len(shown) < len(needs) else ""
    if any(notes):
        yield from (f"{indent}{_place(each)}: {told}{_proposed(each)}" for each, told in zip(shown, notes, strict=True))
        if rest:
            yield f"{indent}{rest}"
    else:
        yield from _wrapped(", ".join([*(each.name for each in shown)]) + (f" {rest}" if rest else ""), indent)


def _place(need: Need, quoted: Callable[[str], str] = str) -> str:
    """What a need is about; of an address also where it stands."""
    return " ".join(quoted(each) for each in (need.name, need.field, need.address) if each)


def _proposed(need: Need, quoted: Callable[[str], str] = str) -> str:
    """The line to write beside an address that fails, where an archived copy was found."""
    return f" → {quoted(f'archived_url: {need.copy}')}" if need.copy else ""


def _wrapped(words: str, indent: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)


def _by_state(states: States) -> Iterator[tuple[str, list[tuple[Family, State]]]]:
    for kind in translation.WORST_FIRST:
        listed = [pair for pair in states if pair[1].kind == kind]
        if listed:
            languages = list(dict.fromkeys(state.language for _, state in states))
            yield kind, sorted(listed, key=lambda pair: languages.index(pair[1].language))


def _parts(family: Family, state: State, locale: Locale) -> str:
    headings = family.headings(locale.code)
    return locale.joined(dict.fromkeys(locale.part(part, headings) for part in (*state.differing, *state.outdated)))


def _need(need: Need) -> dict[str, Any]:
    return {
        "kind": need.kind,
        "id": need.id,
        "language": need.language or None,
        "parts": list(need.parts),
        "lacks": list(need.lacks),
        "checked": need.checked.isoformat() if need.checked else None,
        "field": need.field or None,
        "address": need.address or None,
        "failures": [{"day": day.isoformat(), "word": word} for day, word in need.failures],
        "copy": need.copy or None,
    }


def _state(family: Family, state: State) -> dict[str, Any]:
    return {
        "kind": family.kind,
        "id": family.id,
        "language": state.language,
        "original": family.original,
        "state": state.kind,
        "machine": state.machine,
        "outdated": list(state.outdated),
        "differing": list(state.differing),
    }


def _json(**values: Any) -> str:
    return json.dumps({"version": VERSION, **values}, ensure_ascii=False, indent=2)
