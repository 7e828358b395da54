"""What contributors are asked, and which field or section of ours each answer fills. Choices and limits come from the models.

A question whose field is gone, or whose words are missing in a language, is a DisagreementError: a form that drifted
from the models would bring in cases that `check` refuses.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

from generator import languages, vocabulary
from generator.models.case import UNKNOWABLE, Case, Funding, Organisation, Period, Submission, Technology
from generator.models.fields import NEED
from generator.models.place import City, Origin
from generator.models.shared import Source
from generator.models.text import CaseText

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel

    from generator.languages import Locale

LONGEST_LINE = 300
LONGEST_PARAGRAPH = 6_000
EDITORS = "editors"
"""The choice that leaves a question to the editors."""
UNKNOWN = "unknown"
"""The choice that says that no source tells."""
UNSAID = {"level": EDITORS, "topic": EDITORS, "owner-kind": EDITORS, "source-kind": EDITORS, "funding": UNKNOWN}
"""Choices with a further option, for whoever does not know; other vocabularies hold such a word themselves."""
CONSENT = ("licence", "public", "persons")
"""What a contributor has to tick."""


class DisagreementError(ValueError):
    """A form and the models, vocabularies or words disagree."""


class Asked(Enum):
    """How a question is asked."""

    line = "input"
    paragraph = "textarea"
    choice = "dropdown"
    choices = "dropdown of several"


@dataclass(frozen=True)
class Question:
    """One question: the field of a record that its answer fills, or the section of the text where `model` is None.

    `needed` makes a question stricter than the models are. `most` is how many may be chosen.
    """

    id: str
    asked: Asked
    model: type[BaseModel] | None
    fills: str
    part: int = 1
    needed: bool = False
    most: int = 1


QUESTIONS = (
    Question("title", Asked.line, CaseText, "title"),
    Question("summary", Asked.paragraph, CaseText, "summary", needed=True),
    Question("places", Asked.line, Case, "cities"),
    Question("country", Asked.line, Origin, "country", needed=True),
    Question("level", Asked.choice, Case, "level"),
    Question("topic", Asked.choice, Case, "topics"),
    Question("stage", Asked.choice, Case, "stage"),
    Question("since", Asked.line, Period, "live"),
    Question("challenge", Asked.paragraph, None, "challenge"),
    Question("approach", Asked.paragraph, None, "approach"),
    Question("worked", Asked.paragraph, None, "worked"),
    Question("did-not-work", Asked.paragraph, None, "did-not-work"),
    Question("owner", Asked.line, Organisation, "name"),
    Question("owner-kind", Asked.choice, Organisation, "kind"),
    Question("link", Asked.line, Source, "url", needed=True),
    Question("source-title", Asked.line, Source, "title"),
    Question("source-publisher", Asked.line, Source, "publisher"),
    Question("source-kind", Asked.choice, Source, "kind"),
    Question("relation", Asked.choice, Submission, "relation"),
    Question("results", Asked.paragraph, None, "results", part=2),
    Question("costs", Asked.paragraph, None, "costs", part=2),
    Question("staff", Asked.paragraph, None, "costs", part=2),
    Question("funding", Asked.choices, Funding, "kind", part=2, most=len(vocabulary.terms()["funding-kind"])),
    Question("instruments", Asked.choices, Case, "instruments", part=2, most=3),
    Question("more-topics", Asked.choices, Case, "topics", part=2, most=2),
    Question("open-source", Asked.choice, Technology, "open_source", part=2),
    Question("repository", Asked.line, Technology, "repository", part=2),
    Question("software-licence", Asked.line, Technology, "licence", part=2),
    Question("place-name", Asked.line, City, "names", part=2),
    Question("latitude", Asked.line, City, "latitude", part=2),
    Question("longitude", Asked.line, City, "longitude", part=2),
)
BY_ID = {question.id: question for question in QUESTIONS}
CONSENT_ID = "consent"
"""The question that is asked with boxes to tick, behind the first part; it fills nothing."""
DECLARABLE = {"costs": "costs", "staff": "staff", "funding": "funding"}
"""A question whose answer may be that no source tells → the field that then says so."""


def ensure_agreement() -> None:
    """Nothing, or DisagreementError: every question fills something that is there, and has its words in every language."""
    for question in QUESTIONS:
        is_needed(question)
        vocabulary_of(question)
    for name in DECLARABLE.values():
        if name not in UNKNOWABLE:
            raise DisagreementError(f"the forms let people say that {name} is unknown, and the model does not")
    for code in languages.available():
        locale = languages.locale(code)
        asked = locale.words["form"]["question"]
        if set(asked) != {*BY_ID, CONSENT_ID}:
            raise DisagreementError(f"the questions in generator/locales/{code}.yml are not those of generator/forms.py")
        for question in QUESTIONS:
            options(question, locale)


def is_needed(question: Question) -> bool:
    """Whether a submission without an answer is incomplete: the field's mark says so, or the list of required sections."""
    if question.model is None:
        if question.fills not in vocabulary.sections("case"):
            raise DisagreementError(f"the question {question.id} fills the section {question.fills}, and there is none")
        return question.part == 1 and (question.needed or question.fills in vocabulary.required_sections())
    info = question.model.model_fields.get(question.fills)
    if info is None or not isinstance(info.json_schema_extra, dict):
        raise DisagreementError(f"the question {question.id} fills {question.model.__name__}.{question.fills}, and there is no such field")
    return question.part == 1 and (question.needed or info.json_schema_extra[NEED] == "M")


@cache
def vocabulary_of(question: Question) -> str:
    """The name of the vocabulary whose terms a question offers; empty where it is answered in words."""
    if question.asked not in {Asked.choice, Asked.choices} or question.model is None:
        return ""
    is_needed(question)
    info = question.model.model_fields[question.fills]
    schema = question.model.model_json_schema(by_alias=True)["properties"][info.alias or question.fills]
    name = next(_vocabularies(schema), "")
    if not name:
        raise DisagreementError(f"the question {question.id} offers choices, and {question.model.__name__}.{question.fills} has none")
    return name


def options(question: Question, locale: Locale) -> dict[str, str]:
    """What can be chosen: ids of the vocabulary, and perhaps `editors` or `unknown`, each with its words."""
    name = vocabulary_of(question)
    if not name:
        return {}
    own: Mapping[str, str] = locale.words["form"]["choice"].get(question.id, {})
    try:
        words = {term: own.get(term) or locale.label(name, term) for term in vocabulary.terms()[name]}
    except KeyError as error:
        raise DisagreementError(f"generator/locales/{locale.code}.yml has no word for {error} of {name}") from None
    if own and set(own) != set(vocabulary.terms()[name]):
        raise DisagreementError(f"generator/locales/{locale.code}.yml: form.choice.{question.id} does not offer the terms of {name}")
    unsaid = UNSAID.get(question.id)
    return words | {unsaid: locale.text(f"form.{unsaid}")} if unsaid else words


def label(question: str, locale: Locale) -> str:
    """The words above the answer."""
    return locale.text(f"form.question.{question}.label")


def hint(question: str, locale: Locale) -> str:
    """The sentence or two below the label."""
    return locale.text(f"form.question.{question}.hint", unknown=locale.text("form.unknown"), none=locale.text("form.none"))


def labels(question: str) -> Iterator[tuple[str, str]]:
    """Language and words of every label that a question has or had."""
    for code in languages.available():
        words = languages.locale(code).words["form"]["question"][question]
        yield from ((code, each) for each in (words["label"], *words["formerly"]))


def longest(question: Question) -> int:
    """How many characters an answer may have."""
    return LONGEST_PARAGRAPH if question.asked in {Asked.paragraph, Asked.choices} else LONGEST_LINE


def _vocabularies(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if "x-vocabulary" in schema:
            yield schema["x-vocabulary"]
        schema = list(schema.values())
    if isinstance(schema, list):
        for inner in schema:
            yield from _vocabularies(inner)
