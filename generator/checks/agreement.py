"""Whether a translation gives the figures of what it translates, and cites the same sources."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator import languages, markdown, quantities
from generator.catalog import CaseEntry
from generator.checks.registry import Report, check
from generator.diagnostics import Finding, Location, rule
from generator.models.case import Change, Review
from generator.models.records import records, slots
from generator.models.shared import Source, Verification

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalog import Catalog, CountryEntry, Written
    from generator.markdown import Section
    from generator.quantities import Key, Quantity

FORMAT = rule(
    "number-format",
    "33.000 is thirty-three thousand in one language and thirty-three in another: each text writes numbers as its readers do.",
    bad="`33,000` in a German text",
    good="`33.000`",
)
NOTHING = "\u2013"
"""What stands in a message where one of two texts has nothing."""
DATE = re.compile(r"\d{4}(-\d\d){0,2}~?")
NOTES = (Source, Verification, Change, Review)
"""Records inside a record that tell of the entry, not of what it is about."""
GLOSSED = {Decimal(quantities.MAGNITUDES[name]) for name in ("lakh", "crore")}
"""Scales that one text may explain to its readers (1 crore = 10 million) and another need not."""


@check("figure-differs", alone=True)
def figure_differs(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A figure in a translation stands in the same section of the original or in case.yml, and none of the original is missing.

    Parts whose original has changed since are outdated and not compared. Numbers in words, months, and how often a figure
    is repeated are left to the translator.

    Bad: `4,3 Milliarden Euro` in text.de.md where text.en.md says `EUR 4.3 million`
    Good: `4,3 Millionen Euro`
    """
    for entry, original in _originals(catalog):
        theirs, (numbers, names) = _passages(original), _facts(catalog, entry)
        for passage in theirs.values():
            yield from _misread(passage, numbers)
        for text, following in _translations(entry, original):
            ours = _passages(text)
            for name in following:
                # What stands there word for word in the original's language is not translated yet: another rule tells of it.
                if name in ours and name in theirs and ours[name].text != theirs[name].text:
                    yield from _Comparison(theirs[name], ours[name], numbers, names).findings(report)


@check("citation-differs", alone=True)
def citation_differs(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A section of a translation cites the sources that the section cites in the original: no fact loses its source on the way.

    Bad: `33.000 Menschen` without a source in text.de.md where text.en.md says `33,000 people [@s1]`
    Good: `33.000 Menschen [@s1]`
    """
    for entry, original in _originals(catalog):
        known = {source.id for source in entry.facts.sources}
        for text, following in _translations(entry, original):
            for name in following:
                if name not in text.sections or name not in original.sections:
                    continue
                here, there = text.sections[name], original.sections[name]
                cited, wanted = ({each.target: each.location for each in part.pointers if each.kind == "cite"} for part in (here, there))
                if not {*cited, *wanted} <= known:  # of a misspelt one it is told elsewhere
                    continue
                for source in cited.keys() - wanted.keys():
                    yield report(cited[source], here=f"@{source}", there=NOTHING, place=_place(there.location))
                for source in wanted.keys() - cited.keys():
                    yield report(here.location, here=NOTHING, there=f"@{source}", place=_place(wanted[source]))


def _originals(catalog: Catalog) -> Iterator[tuple[CaseEntry | CountryEntry, Written[Any]]]:
    """Each case and country that has an original text, with that text."""
    entries: tuple[CaseEntry | CountryEntry, ...] = (*catalog.cases.values(), *catalog.countries.values())
    for entry in entries:
        if entry.facts.original_language in entry.texts:
            yield entry, entry.texts[entry.facts.original_language]


def _translations(entry: CaseEntry | CountryEntry, original: Written[Any]) -> Iterator[tuple[Written[Any], list[str]]]:
    """Each translation with its parts that follow the original as it is now, or do not say what they follow."""
    now = original.hashes
    for text in entry.texts.values():
        if text is not original:
            block = text.head.translation
            yield text, [name for name, value in now.items() if block is None or block.sections.get(name) == value]


def _facts(catalog: Catalog, entry: CaseEntry | CountryEntry) -> tuple[frozenset[Key], frozenset[str]]:
    """The numbers in the data of an entry and of its cities, and names in it that look like numbers: SDG 11.2."""
    numbers: set[Key] = set()
    cities = [catalog.cities[each].facts for each in entry.facts.cities if each in catalog.cities] if isinstance(entry, CaseEntry) else []
    populations = [city.population for city in cities if city.population]
    for record in (entry.facts, *populations):
        for _, inner in records(record):
            if not isinstance(inner, NOTES):
                numbers |= {number for slot in slots(type(inner)) for number in _numbers(getattr(inner, slot.name))}
    return frozenset(numbers), frozenset(entry.facts.sdgs if isinstance(entry, CaseEntry) else ())


def _numbers(value: object) -> Iterator[Key]:
    """The numbers of one field: a count, or year and day of a date."""
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        yield abs(Decimal(value))
    elif isinstance(value, str) and DATE.fullmatch(value):
        year, _, rest = value.removesuffix("~").partition("-")
        yield Decimal(year)
        yield from (Decimal(day) for day in rest.split("-")[1:])


@dataclass(frozen=True)
class _Passage:
    """One part of a text: what readers see of it, and the section or the path of the value that it is.

    `whole` is its heading or its key; its words stand in the lines from `first` on, as they are or `folded` by YAML.
    """

    text: str
    written: Written[Any]
    part: Section | tuple[str, ...]

    @property
    def folded(self) -> bool:
        return isinstance(self.part, tuple)

    @property
    def whole(self) -> Location:
        return self.written.document.at_key(*self.part) if isinstance(self.part, tuple) else self.part.location

    @property
    def first(self) -> Location:
        if isinstance(self.part, tuple):
            return self.written.at(*self.part)
        place = self.part.location
        return Location(place.path, place.end_line + 1, 1, place.end_line + 1, 1)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return quantities.quantities(self.text, self.written.language)

    @cached_property
    def spelt(self) -> frozenset[Key]:
        return quantities.spelt(self.text, self.written.language)

    @cached_property
    def currencies(self) -> frozenset[str]:
        return quantities.currencies(self.text, self.written.language)

    def shown(self, figure: Quantity) -> str:
        """A figure with the words that belong to it, in one line."""
        return self.word(figure) if figure.loose else " ".join(self.text[slice(*figure.phrase)].split())

    def digits(self, figure: Quantity) -> str:
        return self.text[figure.start : figure.end]

    def word(self, figure: Quantity) -> str:
        """The word that a figure is part of."""
        before, behind = self.text[: figure.start], self.text[figure.end :]
        start, end = (re.split(r"[\s.,;:!?()\[\]\u0964\u2013]", each) for each in (before, behind))
        return start[-1] + self.digits(figure) + end[0]

    def at(self, figure: Quantity) -> Location:
        """Where a figure stands in its file."""
        lines = self.written.document.text.split("\n")[self.first.line - 1 :]
        digits = self.digits(figure).split()[0]
        if not self.folded:
            before = self.text[: figure.start]
            line, column = self.first.line + before.count("\n"), len(before) - before.rfind("\n")
            return Location(self.first.path, line, column, line, column + len(digits))
        alone = re.compile(rf"(?<!\d){re.escape(digits)}(?!\d)")
        place = len(alone.findall(self.text[: figure.start]))
        lines[0] = " " * (self.first.column - 1) + lines[0][self.first.column - 1 :]
        for number, words in enumerate(lines, start=self.first.line):
            for match in alone.finditer(words):
                if place == 0:
                    return Location(self.first.path, number, match.start() + 1, number, match.end() + 1)
                place -= 1
        return self.first


def _passages(text: Written[Any]) -> dict[str, _Passage]:
    """The parts of a text under the names by which a translation follows them."""
    passages = {}
    for path, words in _head(text):
        passages[".".join(path)] = _Passage(words, text, path)
    lines = markdown.plain(text.document.body).split("\n")
    for name, section in text.sections.items():
        start = section.location.end_line + 1
        words = "\n".join(lines[start - text.document.body_line : section.end_line - text.document.body_line])
        passages[name] = _Passage(words, text, section)
    return passages


def _head(text: Written[Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Everything in the front matter that is translated and may hold figures; names of bodies keep theirs."""
    for field in ("title", "summary", "evidence", "submission"):
        if words := getattr(text.head, field, None):
            yield (field,), words
    for field in ("results", "images"):
        for name, words in getattr(text.head, field, {}).items():
            yield (field, name), words


def _misread(passage: _Passage, facts: frozenset[Key]) -> Iterator[Finding]:
    """Figures of an original that have the marks of another language, where nothing else can be meant.

    These are amounts, percentages, round thousands and what the data say, too: 4.3 Millionen or 33,000 in German. Others may
    be numbers of something.
    """
    for figure in passage.quantities:
        if figure.sound or figure.loose or figure.label or len(figure.elsewhere) != 1:
            continue
        counts = figure.scale > 1 or figure.share or figure.currencies or passage.digits(figure).endswith("000")
        if counts or figure.elsewhere & facts:
            yield _in_wrong_format(passage, figure)


def _in_wrong_format(passage: _Passage, figure: Quantity) -> Finding:
    number = min(key for key in figure.elsewhere if isinstance(key, Decimal)) / figure.scale
    shown = languages.locale(passage.written.language).number(number.normalize())
    return FORMAT.at(passage.at(figure), fix=shown, certain=False, written=passage.digits(figure), shown=shown)


@dataclass(frozen=True)
class _Comparison:
    """One part of a translation beside the same part of the original, with the numbers and names in the data."""

    theirs: _Passage
    ours: _Passage
    facts: frozenset[Key]
    names: frozenset[str]

    def findings(self, report: Report) -> Iterator[Finding]:
        """What differs: figures in a wrong format, other figures than in the original, and figures that are missing."""
        heard: set[Key] = set()
        strange: list[Quantity] = []
        for figure in self.ours.quantities:
            heard |= figure.keys
            meant = self._misread(figure)
            if meant:
                heard |= meant
                yield _in_wrong_format(self.ours, figure)
            elif self._is_name(figure):
                heard |= figure.elsewhere
            elif other := self._same_in_another_kind(figure):
                yield self._differing(report, figure, other)
            elif not figure.loose and not self._is_known(figure):
                strange.append(figure)
        missing = [figure for figure in self.theirs.quantities if not figure.loose and not self._is_heard(figure, heard)]
        renamed = self._renamed(heard)
        yield from self._told(report, [*strange, *(figure for figure, _ in renamed)], [*missing, *(figure for _, figure in renamed)])

    @cached_property
    def said(self) -> frozenset[Key]:
        """All that the figures of the original may say."""
        return frozenset(key for figure in self.theirs.quantities for key in self._meant(figure))

    def _meant(self, figure: Quantity) -> frozenset[Key]:
        """What a figure of the original says."""
        return figure.keys if figure.sound else figure.keys | figure.elsewhere

    def _is_name(self, figure: Quantity) -> bool:
        """Whether a figure stands in the original or in the data in the very same digits, as a name."""
        digits = self.ours.digits(figure)
        if digits in self.names:
            return True
        return figure.label and any(other.label and self.theirs.digits(other) == digits for other in self.theirs.quantities)

    def _misread(self, figure: Quantity) -> frozenset[Key]:
        """What a figure means that says something else in its own language; nothing where all is well."""
        if figure.loose or self._is_name(figure):
            return frozenset()
        if figure.keys & self.said or figure.keys & self.facts:
            return frozenset()
        return figure.elsewhere & (self.said | self.facts)

    def _is_known(self, figure: Quantity) -> bool:
        keys = figure.keys
        return bool(keys & self.said or keys & self.facts or keys & self.theirs.spelt) or _is_gloss(self.ours, figure)

    def _is_heard(self, figure: Quantity, heard: set[Key]) -> bool:
        meant = self._meant(figure)
        return bool(meant & heard or meant & self.ours.spelt) or _is_gloss(self.theirs, figure)

    def _same_in_another_kind(self, figure: Quantity) -> Quantity | None:
        """The figure of the original that has the same number, where one is a percentage and one is none, or the money is another."""
        same = [other for other in self.theirs.quantities if self._meant(other) & figure.keys and not other.loose]
        if not same or figure.loose:
            return None
        if self._has_other_money(figure, same):
            return next((other for other in same if other.currencies), same[0])
        if figure.share is not None and all(other.share is not None and other.share != figure.share for other in same):
            text = self.theirs if figure.share else self.ours
            return None if quantities.names_shares(text.text, text.written.language) else same[0]
        return None

    def _has_other_money(self, figure: Quantity, same: list[Quantity]) -> bool:
        """Whether an amount has another currency than in the original, or has lost the only one that its part of the text names."""
        amounts = [other.currencies for other in same if other.currencies]
        if figure.currencies:
            return not any(figure.currencies & each for each in amounts or [self.theirs.currencies or figure.currencies])
        lost = len(amounts) == len(same) and not any(each & self.ours.currencies for each in amounts)
        return lost and all(each & quantities.understood(self.ours.written.language) for each in amounts)

    def _renamed(self, heard: set[Key]) -> list[tuple[Quantity, Quantity]]:
        """Names that end in another number than in the original: G20 and G21. A name that only one of the texts has is no mistake."""
        ours = [figure for figure in self.ours.quantities if figure.loose and not figure.keys & self.said]
        theirs = [figure for figure in self.theirs.quantities if figure.loose and not figure.keys & heard]
        return [pair for pair in zip(ours, theirs, strict=False) if len(ours) == len(theirs) and self._share_a_name(*pair)]

    def _share_a_name(self, ours: Quantity, theirs: Quantity) -> bool:
        """Whether two names are one but for their numbers, as far as that can be seen across scripts."""
        names = [re.sub(r"\d", "", passage.word(figure)) for passage, figure in ((self.ours, ours), (self.theirs, theirs))]
        return names[0].casefold() == names[1].casefold() or names[0].isascii() != names[1].isascii()

    def _told(self, report: Report, strange: list[Quantity], missing: list[Quantity]) -> Iterator[Finding]:
        """A finding for each strange figure, beside the missing one that it stands for where that is clear, and for the others missing."""
        wanted = list({self._meant(figure): figure for figure in reversed(missing)}.values())[::-1]
        kinds = list(dict.fromkeys(figure.keys | figure.elsewhere for figure in strange))
        paired = dict(zip(kinds, wanted, strict=True)) if len(kinds) == len(wanted) else {}
        for figure in strange:
            yield self._differing(report, figure, paired.get(figure.keys | figure.elsewhere))
        for figure in wanted if not paired else ():
            yield self._differing(report, None, figure)

    def _differing(self, report: Report, here: Quantity | None, there: Quantity | None) -> Finding:
        return report(
            self.ours.at(here) if here else self.ours.whole,
            here=self.ours.shown(here) if here else NOTHING,
            there=self.theirs.shown(there) if there else NOTHING,
            place=_place(self.theirs.at(there) if there else self.theirs.whole),
        )


def _is_gloss(passage: _Passage, figure: Quantity) -> bool:
    """Whether a figure only says what a lakh or crore is, to readers who do not count in them: 1 crore = 10 million."""
    equal = [other.scale for other in passage.quantities if other.keys == figure.keys]
    return any(scale in GLOSSED and figure.keys == {Decimal(scale)} and len(set(equal)) > 1 for scale in equal)


def _place(place: Location) -> str:
    return f"{place.path}:{place.line}"
