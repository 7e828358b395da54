"""Answers → facts of a case, and what is missing or could not be understood, question by question."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from generator import forms, languages, vocabulary
from generator.forms import Asked
from generator.submissions import choices, dates, places
from generator.submissions.wording import MARKS, folded, is_nothing, is_unknown, is_unreported

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.catalog import Catalog
    from generator.languages import Locale
    from generator.submissions.answers import Answers

ADDRESS = re.compile(r"https?://\S+")
NATIONAL = "national"
LEVELS_OF_TOWNS = frozenset({"neighbourhood", "municipal", "inter-municipal"})
MOST_IN_A_SENTENCE = 100
POSITION = ("place-name", "latitude", "longitude")


class Weight(Enum):
    """What a problem means for a submission: the contributor mends it, the editors add it, or it can stay."""

    mend = "mend"
    editors = "editors"
    look = "look"
    better = "better"


@dataclass(frozen=True)
class Problem:
    """What is missing or wrong in the answer to a question, in words; the submission as a whole where `question` is empty."""

    question: str
    weight: Weight
    message: str
    way_out: str
    taken: bool = False
    """Whether the answer is in the files all the same."""


@dataclass(frozen=True)
class NewPlace:
    """A place that nobody has described: its name in English and as the contributor writes it, and where it lies."""

    slug: str
    names: Mapping[str, str]
    latitude: str
    longitude: str


@dataclass(frozen=True)
class Facts:
    """What a submission says of a case: words by question, chosen ids by question, and what follows from them."""

    language: str
    words: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()
    country: str = ""
    cities: tuple[str, ...] = ()
    new_place: NewPlace | None = None
    since: str = ""
    not_reported: bool = False


def understood(answers: Answers, catalog: Catalog) -> tuple[Facts, tuple[Problem, ...]]:
    """The facts of a submission, and every problem with it; the way on is in the language of the form."""
    reader = _Reader(answers, catalog)
    return reader.facts(), tuple(dict.fromkeys(reader.problems))


def problem(question: str, weight: Weight, key: str, locale: Locale, **values: object) -> Problem:
    """A problem in the words of `intake.<key>`."""
    every = {"none": locale.text("form.none")} | values
    return Problem(question, weight, locale.text(f"intake.{key}.message", **every), locale.text(f"intake.{key}.way-out", **every))


class _Reader:
    """Goes through the questions once and notes what is wrong."""

    def __init__(self, answers: Answers, catalog: Catalog) -> None:
        self.answers = answers
        self.catalog = catalog
        self.locale = languages.locale(answers.language)
        self.problems: list[Problem] = []

    def facts(self) -> Facts:
        words = {question.id: self._words(question) for question in forms.QUESTIONS if not forms.vocabulary_of(question)}
        chosen = {question.id: self._chosen(question) for question in forms.QUESTIONS if forms.vocabulary_of(question)}
        facts = Facts(self.answers.language, {name: each for name, each in words.items() if each}, chosen)
        facts = replace(facts, country=self._country(words["country"]), since=self._since(words["since"]), unknown=self._unknown())
        self._consent()
        return self._link(self._difficulty(self._placed(facts)))

    def _note(self, question: str, key: str, weight: Weight = Weight.mend, *, taken: bool = False, **values: object) -> None:
        self.problems.append(replace(problem(question, weight, key, self.locale, **values), taken=taken))

    def _words(self, question: forms.Question) -> str:
        """An answer in words; empty where there is none, where it says that nothing is known, or where it cannot be taken."""
        answer = self.answers.given.get(question.id, "")
        if len(answer) > forms.longest(question):
            self._note(question.id, "too-long", length=len(answer), most=forms.longest(question))
            return ""
        if question.asked is Asked.line and "\n" in answer and question.id not in {"link", "places"}:
            self._note(question.id, "several-lines")
            return ""
        if is_unknown(answer) and question.id != "did-not-work":
            answer = ""
        if not answer and forms.is_needed(question):
            self._note(question.id, "missing")
        return answer

    def _chosen(self, question: forms.Question) -> tuple[str, ...]:
        """The ids that were chosen, without those that leave the choice open."""
        answer = self.answers.given.get(question.id, "")
        if len(answer) > forms.longest(question) and question.asked is Asked.choices:
            self._note(question.id, "too-long", length=len(answer), most=forms.longest(question))
            return ()
        ids, rest = choices.chosen(question.id, answer)
        offered = forms.options(question, self.locale)
        if rest:
            self._note(question.id, "not-a-choice", value=_cut(rest), choices=" · ".join(offered.values()))
            return ()
        if len(ids) > question.most:
            self._note(question.id, "too-many", n=len(ids), most=question.most)
            return ()
        if forms.EDITORS in ids:
            self._note(question.id, "left-to-editors", Weight.editors, taken=True)
        elif not ids and forms.is_needed(question):
            self._note(question.id, "missing")
        return tuple(each for each in ids if each in vocabulary.terms()[forms.vocabulary_of(question)])

    def _unknown(self) -> frozenset[str]:
        """The fields of which the answers say that no source tells."""
        said = {name for name in ("costs", "staff") if is_unknown(self.answers.given.get(name, ""))}
        funding = choices.chosen("funding", self.answers.given.get("funding", ""))[0]
        said |= {"funding"} if forms.UNKNOWN in funding else set()
        return frozenset(forms.DECLARABLE[name] for name in said)

    def _country(self, answer: str) -> str:
        code = places.country(answer)
        if answer and not code:
            self._note("country", "no-country", value=answer)
        return code

    def _since(self, answer: str) -> str:
        date = dates.when(answer) if answer else ""
        if date is None:
            self._note("since", "not-a-date", value=answer)
        return date or ""

    def _placed(self, facts: Facts) -> Facts:
        """The facts with the ids of their places, and with the place that is described here for the first time."""
        names = places.split(facts.words.get("places", ""))
        if not names and NATIONAL not in facts.chosen["level"] and "level" in self.answers.given:
            self._note("places", "nowhere")
        if not facts.country:
            return facts
        ids = {name: places.known(name, facts.country, self.catalog) for name in names}
        unknown = [name for name, identity in ids.items() if not identity]
        described = {each: facts.words.get(each, "") for each in POSITION}
        new = self._new_place(unknown[0], described, facts) if len(unknown) == 1 else None
        if new and f"{facts.country}/{new.slug}" in self.catalog.cities:
            ids[unknown[0]], unknown, new = f"{facts.country}/{new.slug}", [], None
        if unknown and not new:
            key = "which-place" if len(unknown) > 1 else "no-place" if set(facts.chosen["level"]) <= LEVELS_OF_TOWNS else "no-town"
            self._note("places", key, Weight.editors, taken=True, value=self.locale.joined(unknown))
        if not new:
            weight, key = (Weight.editors, "not-used") if unknown or not names else (Weight.look, "not-new")
            for name in (each for each, answer in described.items() if answer):
                self._note(name, key, weight)
        cities = [ids[name] or (f"{facts.country}/{new.slug}" if new else "") for name in names]
        return replace(facts, cities=tuple(dict.fromkeys(filter(None, cities))), new_place=new)

    def _new_place(self, name: str, described: Mapping[str, str], facts: Facts) -> NewPlace | None:
        """A town by its English name and its position; in an English form its name is enough. What else a place may be, editors know."""
        if not set(facts.chosen["level"]) <= LEVELS_OF_TOWNS:
            return None
        english = described["place-name"] or (name if facts.language == "en" else "")
        if not english or not described["latitude"] or not described["longitude"]:
            return None
        names = {"en": english} | ({facts.language: name} if folded(name) != folded(english) else {})
        latitude, longitude = (places.position(described[each]) for each in ("latitude", "longitude"))
        return NewPlace(slug(english), names, latitude, longitude) if slug(english) else None

    def _difficulty(self, facts: Facts) -> Facts:
        """What was difficult: words, or that no source tells of it. That nothing was is no answer."""
        answer = facts.words.get("did-not-work", "")
        others = {name: words for name, words in facts.words.items() if name != "did-not-work"}
        if is_unreported(answer):
            return replace(facts, words=others, not_reported=bool(answer))
        if is_nothing(answer):
            self._note("did-not-work", "only-success")
            return replace(facts, words=others)
        return facts

    def _link(self, facts: Facts) -> Facts:
        """The first web address of an answer as the address of the source."""
        answer = facts.words.get("link", "")
        found = [each.rstrip(".,;)>") for each in ADDRESS.findall(answer)]
        if found and folded(answer) != folded(found[0]):
            self._note("link", "more-links", Weight.look)
            return replace(facts, words={**facts.words, "link": found[0]})
        return facts

    def _consent(self) -> None:
        """Every box is ticked, and a form says so only of boxes that are."""
        ticked, rest = choices.chosen(forms.CONSENT_ID, self.answers.given.get(forms.CONSENT_ID, ""))
        if rest:
            offered = (self.locale.text(f"form.tick.{tick}").strip(MARKS) for tick in forms.CONSENT)
            self._note(forms.CONSENT_ID, "not-a-choice", Weight.look, value=_cut(rest), choices=" · ".join(offered))
        for tick in forms.CONSENT:
            if tick not in ticked:
                self._note(forms.CONSENT_ID, "no-consent", tick=self.locale.text(f"form.tick.{tick}"))


def _cut(words: str) -> str:
    """Words as part of a sentence; the whole answer is quoted elsewhere."""
    return words if len(words) <= MOST_IN_A_SENTENCE else f"{words[:MOST_IN_A_SENTENCE]} …"


def slug(words: str, most: int = 40) -> str:
    """Words as part of an address: small Latin letters, digits and hyphens, whole words only; empty where none can be written so."""
    spelt = words.translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("Ä"): "Ae", ord("Ö"): "Oe", ord("Ü"): "Ue"})
    plain = folded(spelt).replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("æ", "ae")
    parts = re.findall(r"[a-z0-9]+", re.sub("['\u2019]", "", plain))
    while len("-".join(parts)) > most and len(parts) > 1:
        parts.pop()
    return "-".join(parts)[:most].strip("-")
