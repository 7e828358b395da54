"""The text of a submission → its answers, split on the labels of our forms and on nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from generator import characters, forms, languages
from generator.submissions import template
from generator.submissions.wording import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST = 65_536
"""Characters of an issue, at most, as GitHub has it."""
NO_ANSWER = frozenset({"_No response_", "_No response", "No response"})
BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


@dataclass(frozen=True)
class Answers:
    """What was answered, by the ids of the questions; the language of the form; text that belongs to no question.

    `asked` is how many questions of ours the text holds, answered or not.
    """

    language: str
    given: Mapping[str, str] = field(default_factory=dict)
    outside: str = ""
    invisible: int = 0
    length: int = 0
    asked: int = 0


def answers(body: str) -> Answers:
    """What a submission says. A label counts once, as a whole line; a second time it is text, like any other heading."""
    if len(body) > MOST:
        return Answers(language_of([], body[:MOST]), length=len(body))
    text, invisible = _visible(body)
    blocks: dict[str, list[str]] = {"": []}
    current, languages_seen = "", []
    for line in text.split("\n"):
        label = _label(line)
        if label and label not in blocks:
            current = label
            blocks[current] = []
            languages_seen.append(_known_labels()[folded(line.removeprefix(template.HEADING))][1])
        else:
            blocks[current].append(line)
    found = {name: answer for name, lines in blocks.items() if (answer := _answer(name, lines))}
    outside = found.pop("", "")
    return Answers(language_of(languages_seen, text), found, outside, invisible, len(body), len(languages_seen))


def language_of(labels: list[frozenset[str]], text: str) -> str:
    """The language in which most labels stand; without labels, the one whose small words are commonest; else English."""
    votes = Counter(code for codes in labels for code in codes)
    if not votes:
        words = Counter(text.casefold().split())
        votes = Counter({code: sum(words[each] for each in languages.locale(code).common_words) for code in languages.available()})
    best = max(votes.values(), default=0)
    return min((code for code, count in votes.items() if count == best), key=lambda code: (code != "en", code)) if best else "en"


def _label(line: str) -> str:
    """The question whose label a line is; empty where it is none."""
    if not line.startswith(template.HEADING):
        return ""
    return _known_labels().get(folded(line.removeprefix(template.HEADING)), ("", frozenset()))[0]


@cache
def _known_labels() -> dict[str, tuple[str, frozenset[str]]]:
    """Every label that a question has or had, folded → the question, and the languages in which it is called that."""
    known: dict[str, tuple[str, frozenset[str]]] = {}
    for question in (*forms.BY_ID, forms.CONSENT_ID):
        for code, label in forms.labels(question):
            _, codes = known.get(folded(label), (question, frozenset()))
            known[folded(label)] = (question, codes | {code})
    return known


def _answer(question: str, lines: list[str]) -> str:
    """An answer without what the form or the template put there."""
    told = [line.strip() for line in lines]
    if question:
        hint = next((each for each in template.hints(question) if tuple(told[: len(each)]) == each), ())
        kept = [line for line in lines[len(hint) :] if line.strip().removeprefix("- ") not in template.boxes(question)]
    if question in {"", forms.CONSENT_ID}:
        kept = [line for line in (kept if question else lines) if line.strip() not in template.around()]
    answer = "\n".join(line.rstrip() for line in kept).strip("\n").strip()
    return "" if answer in NO_ANSWER else answer


def _visible(body: str) -> tuple[str, int]:
    """The text with plain line ends, composed letters and no invisible characters, and how many of these there were."""
    text = BREAKS.sub("\n", body)
    hidden = {at for at, _ in characters.unwanted(text)}
    plain = "".join(each for at, each in enumerate(text) if at not in hidden) if hidden else text
    return unicodedata.normalize("NFC", plain.replace("\t", " ")), len(hidden)
