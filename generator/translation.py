"""How a translation stands to its original: hashes of the source, part by part, and the state that follows from them.

A hash survives squash merges, renames and shallow clones, where dates and commit ids do not. What a state says follows
from the two texts and the recorded hashes alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.catalog import Catalog, Settings, StandingPage, Written

FREE = "organisations."
"""Names of bodies may stand in one of two texts only: where there is none, the body keeps its own."""
WORST_FIRST = ("broken", "outdated", "unmarked", "missing", "machine", "current", "original")
"""States by how much a reader is misled: a text that is missing falls back to one that is right, and says so."""


@dataclass(frozen=True)
class State:
    """`kind` is a `translation-state` of the vocabulary; `outdated` are the parts whose source has changed.

    `differing` are the parts that are built otherwise than those of the original. `machine` says that a machine
    translated it and nobody has checked it, whatever else is the matter.
    """

    kind: str
    language: str
    source: str = ""
    outdated: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    machine: bool = False


@dataclass(frozen=True)
class Difference:
    """A part that is built otherwise in a translation: citations and addresses that stand `here` or `there` only.

    Both are empty where one of the texts has no such part at all; `lacking` says which: "here" or "there".
    """

    part: str
    here: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    lacking: str = ""


@dataclass(frozen=True)
class Family:
    """One text in all its languages. `kind` is case, country or page; `original` the language that the others follow."""

    kind: str
    id: str
    original: str
    texts: Mapping[str, Written[Any]]

    @property
    def name(self) -> str:
        """The id as people name it on the command line."""
        return name_of(self.kind, self.id)

    def headings(self, language: str) -> dict[str, str]:
        """Id of each section → its heading in a language; none where there is no such text."""
        text = self.texts.get(language)
        return {name: section.heading for name, section in text.sections.items()} if text else {}

    def state(self, language: str) -> State:
        """How the text stands in a language; `missing` where there is none."""
        if language not in self.texts:
            return State("missing", language, self.original)
        return state(self.texts[language], self.texts.get(self.original))


def name_of(kind: str, identity: str) -> str:
    """An id as people name it: page:about stands beside de and de/herrenberg-stadtnavi."""
    return f"page:{identity}" if kind == "page" else identity


def families(catalog: Catalog) -> Iterator[Family]:
    """Every text that readers find: cases that are not withdrawn, countries, standing pages."""
    for case in catalog.published():
        yield Family("case", case.id, case.facts.original_language, case.texts)
    for country in catalog.countries.values():
        yield Family("country", country.id, country.original_language, country.texts)
    for page in catalog.pages.values():
        yield Family("page", page.id, page_original(page, catalog.settings), page.texts)


def page_original(page: StandingPage, settings: Settings) -> str:
    """The language that a standing page goes back to: the default language, or the first that it has."""
    return settings.default_language if settings.default_language in page.texts else next(iter(page.texts))


def differences(text: Written[Any], original: Written[Any]) -> tuple[Difference, ...]:
    """Where a translation has other parts than its original, or cites and links to something else in one of them.

    How often and in which order something is cited is left to the translator.
    """
    ours, theirs = text.hashes, original.hashes
    found = []
    for name in dict.fromkeys((*theirs, *ours)):
        here, there = _targets(text, name), _targets(original, name)
        if name in ours and name in theirs and here != there:
            found.append(Difference(name, tuple(sorted(here - there)), tuple(sorted(there - here))))
        elif (name in ours) != (name in theirs) and not name.startswith(FREE):
            found.append(Difference(name, lacking="there" if name in ours else "here"))
    return tuple(found)


def state(text: Written[Any], original: Written[Any] | None) -> State:
    """The state of a text, given the original that it translates.

    A text has one state, the first of these that is true: `broken`, where a part that claims to follow the original of
    today has other sections, labels, pictures, citations or link targets; `unmarked`, without a record of what it
    follows; `outdated`, where the source of a part has changed since; `machine`, where nobody has checked it; `current`.
    Parts that are outdated are not held against the original, for they follow an older one. A text that is broken or
    outdated keeps the list of its outdated parts, and whether it is by machine.
    """
    if original is None or text.language == original.language:
        return State("original", text.language)
    block = text.head.translation
    recorded = block.sections if block else {}
    now = original.hashes
    outdated = tuple(name for name, value in now.items() if recorded.get(name) != value)
    outdated = (*outdated, *(name for name in recorded if name not in now)) if block else ()
    differing = tuple(each.part for each in differences(text, original) if each.part not in outdated)
    machine = block is not None and block.method == "machine"
    applies = {"broken": bool(differing), "unmarked": block is None, "outdated": bool(outdated), "machine": machine}
    kind = next((name for name, applied in applies.items() if applied), "current")
    return State(kind, text.language, original.language, outdated, differing, machine)


def _targets(text: Written[Any], part: str) -> frozenset[str]:
    return text.sections[part].targets if part in text.sections else frozenset()
