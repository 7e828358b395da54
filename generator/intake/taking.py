"""A submission from its text to files and an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator import forms
from generator.editing import intake as making
from generator.intake.inert import hidden, is_personal
from generator.intake.judging import generic, judged
from generator.intake.reply import BLOCKING, reply
from generator.languages import locale
from generator.submissions.answers import MOST, answers
from generator.submissions.understood import Facts, Weight, problem, understood

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from generator.editing.new import NewFile
    from generator.intake.judging import Ground
    from generator.submissions.answers import Answers
    from generator.submissions.received import Author, Received
    from generator.submissions.understood import Problem

LONGEST_TITLE = 100
ORDER = ("", *forms.BY_ID, forms.CONSENT_ID)
"""What is wrong stands in the order of the questions."""


@dataclass(frozen=True)
class Intake:
    """What became of a submission. The files may be written when it is `ok`."""

    language: str
    identity: str
    files: tuple[NewFile, ...]
    problems: tuple[Problem, ...]
    answer: str
    author: Author | None
    title: str

    @property
    def ok(self) -> bool:
        return bool(self.files) and not any(each.weight in BLOCKING for each in self.problems)

    def as_values(self) -> dict[str, Any]:
        """For programs: files only where they may be written."""
        words = locale(self.language)
        told = [
            {
                "question": each.question,
                "label": forms.label(each.question, words) if each.question else "",
                "weight": each.weight.value,
                "message": hidden(each.message, words),
                "way_out": each.way_out,
            }
            for each in self.problems
        ]
        return {
            "ok": self.ok,
            "language": self.language,
            "folder": f"cases/{self.identity}" if self.ok else "",
            "title": self.title,
            "files": {file.path: file.text for file in self.files} if self.ok else {},
            "co_author": {"login": self.author.login, "id": self.author.id} if self.author else None,
            "problems": told,
            "answer": self.answer,
        }


def take(received: Received, base: Ground, today: datetime.date) -> Intake:
    """The files that a submission gives, and the answer to it."""
    given = answers(received.body)
    unusable = list(_unusable(given))
    if unusable:
        blank = Facts(given.language, chosen={question.id: () for question in forms.QUESTIONS if forms.vocabulary_of(question)})
        answer = reply(given, blank, unusable, (), base.catalog, account=received.author is not None)
        return Intake(given.language, "", (), tuple(unusable), answer, received.author, "")
    facts, problems = understood(given, base.catalog)
    problems = (*problems, *_personal(given))
    identity = ""
    files: tuple[NewFile, ...] = ()
    duplicates: tuple[str, ...] = ()
    if facts.country:
        identity = making.identity(facts, base.catalog)
        files = tuple(making.files(identity, facts, today))
        judgement = judged(base, files, identity, facts)
        problems = (*problems, *_further(judgement.problems, problems))
        if judgement.errors and not any(each.weight in BLOCKING for each in problems):
            problems = (*problems, *(generic(finding, facts.language) for finding in judgement.errors))
        duplicates = judgement.duplicates
    problems = tuple(sorted(problems, key=lambda each: ORDER.index(each.question)))
    title = " ".join(hidden(facts.words.get("title", ""), locale(given.language)).split())[:LONGEST_TITLE]
    answer = reply(given, facts, problems, duplicates, base.catalog, account=received.author is not None)
    return Intake(given.language, identity, files, problems, answer, received.author, title)


def _unusable(given: Answers) -> Iterator[Problem]:
    """Why a text is no submission at all."""
    words = locale(given.language)
    if given.length > MOST:
        yield problem("", Weight.mend, "too-long-body", words, length=given.length, most=MOST)
    elif not given.asked:
        yield replace(problem("", Weight.mend, "nothing", words), taken=True)


def _personal(given: Answers) -> Iterator[Problem]:
    """A hint for each answer that seems to hold an address or a number of a person."""
    for question, text in given.given.items():
        if is_personal(text):
            yield replace(problem(question, Weight.look, "personal", locale(given.language)), taken=True)
    if is_personal(given.outside):
        yield replace(problem("", Weight.look, "personal", locale(given.language)), taken=True)


def _further(found: Sequence[Problem], known: Sequence[Problem]) -> Iterator[Problem]:
    """What the checks add: not again what the answer to a question lacks anyway."""
    blocked = {each.question for each in known if each.weight in BLOCKING}
    yield from (each for each in found if each.question not in blocked or not each.question)
