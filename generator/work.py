"""What needs work, the most urgent first: what misleads readers, then what they lack, then what nobody has looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import computed, translation
from generator.links.mentions import mentions
from generator.links.state import FAILING, GONE

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping

    from generator.catalog import Catalog
    from generator.languages import Locale
    from generator.links.state import Failures, State
    from generator.models.shared import Verification

GROUPS = (
    *("broken", "outdated", "unmarked", "gone", "archived", "failing", "needs-check"),
    *("missing", "stub", "difficulty", "review", "machine"),
)
"""Kinds of work, in the order in which they stand everywhere. Most of the first are states of translations, of addresses or of freshness."""
BY_LANGUAGE = frozenset({"broken", "outdated", "unmarked", "missing", "machine"})
"""Kinds of work that a translator of one language can do."""


@dataclass(frozen=True)
class Need:
    """One thing to do, with a record (`kind`, `id`), and in one of its languages where `language` is given.

    `parts` are parts of a text that are outdated or differ; `lacks` is what a first entry lacks to be more; `checked` the
    day of the last check, where there was one. `address`, which stands in `field`, has these `failures`; `copy` is an
    archived copy of it that can be written there.
    """

    group: str
    kind: str
    id: str
    language: str = ""
    parts: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    checked: datetime.date | None = None
    field: str = ""
    address: str = ""
    failures: Failures = ()
    copy: str = ""

    @property
    def name(self) -> str:
        """The id as people name it on the command line."""
        return translation.name_of(self.kind, self.id)


def needs(catalog: Catalog, today: datetime.date, known: State | None = None) -> dict[str, tuple[Need, ...]]:
    """Kind of work → what there is to do, the worst first; kinds without any are left out.

    `known` is what `iscn links` found on this machine, which no page of the site may depend on.
    """
    found = [*_translations(catalog), *_checks(catalog, today), *_cases(catalog), *_links(catalog, known or {})]
    codes = catalog.settings.languages
    order = {language: place for place, language in enumerate(codes)}

    def urgency(need: Need) -> tuple[int, str, int, str, str]:
        day = need.checked.isoformat() if need.checked else ""
        return order.get(need.language, len(codes)), day, -len(need.parts) - len(need.lacks), need.kind, need.id

    groups = {name: tuple(sorted((each for each in found if each.group == name), key=urgency)) for name in GROUPS}
    return {name: each for name, each in groups.items() if each}


def lacking(case_path: tuple[str | int, ...]) -> str:
    """A path of `computed.missing_for_standard` → a name under `work.lacks` in the locale files, or the id of a section."""
    return "-".join(str(part) for part in case_path if isinstance(part, str))


def note(need: Need, locale: Locale, headings: Mapping[str, str] | None = None) -> str:
    """What a need is about, in words: the parts that are out of date, what is missing, the day of the last check.

    `headings` are those of a text that has headings of its own, by the ids of its sections.
    """
    if need.parts:
        return locale.joined(dict.fromkeys(locale.part(part, headings) for part in need.parts))
    if need.lacks:
        known = locale.words["work"]["lacks"]
        return locale.text("work.missing", what=locale.joined(known.get(name) or locale.part(name) for name in need.lacks))
    if need.failures:
        return failed(need.failures, locale)
    if need.group in {"archived", "needs-check"}:
        return locale.text("phrase.checked-on", date=locale.date(need.checked)) if need.checked else locale.text("work.never")
    return ""


def failed(failures: Failures, locale: Locale) -> str:
    """On which days an address failed, and how."""
    words = dict.fromkeys(word for _, word in failures)
    days = {word: locale.joined(locale.date(day) for day, each in failures if each == word) for word in words}
    return locale.joined(locale.text("links.failed", word=locale.text(f"links.word.{word}"), dates=days[word]) for word in words)


def _translations(catalog: Catalog) -> Iterator[Need]:
    for family in translation.families(catalog):
        for language in catalog.settings.languages:
            state = family.state(language)
            if state.kind in BY_LANGUAGE:
                parts = tuple(dict.fromkeys((*state.differing, *state.outdated)))
                yield Need(state.kind, family.kind, family.id, language, parts)


def _checks(catalog: Catalog, today: datetime.date) -> Iterator[Need]:
    """Facts that were checked too long ago, or never."""
    verified: list[tuple[str, str, Verification | None]] = [("case", case.id, case.facts.verified) for case in catalog.published()]
    verified += [("country", country.id, country.facts.verified) for country in catalog.countries.values()]
    for kind, identity, check in verified:
        state = computed.freshness(check, today)
        if state != "current":
            yield Need(state, kind, identity, checked=check.date if check else None)


def _links(catalog: Catalog, known: State) -> Iterator[Need]:
    """Addresses that fail and beside which no archived copy stands yet."""
    named = mentions(catalog) if known else {}
    for address, places in named.items():
        link = known.get(address)
        for place in places:
            if link and link.state in {GONE, FAILING} and not place.copied:
                copy = link.copy if place.copyable else ""
                yield Need(link.state, place.kind, place.id, field=place.field, address=address, failures=link.failures, copy=copy)


def _cases(catalog: Catalog) -> Iterator[Need]:
    """What a case lacks that no translator can give."""
    for case in catalog.published():
        lacks = tuple(dict.fromkeys(lacking(path) for path in computed.missing_for_standard(case)))
        if lacks:
            yield Need("stub", "case", case.id, lacks=lacks)
        if case.facts.did_not_work:
            yield Need("difficulty", "case", case.id)
        if not case.facts.review:
            yield Need("review", "case", case.id)
