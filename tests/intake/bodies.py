"""Submissions as GitHub renders them: a heading with the label of each question, and the answer below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import forms, languages

if TYPE_CHECKING:
    from collections.abc import Mapping

ENGLISH = {
    "title": "Rain gauges on the roofs of schools",
    "summary": (
        "Since 2019, pupils in Kochi have measured rain on the roofs of twelve schools. The city uses the figures when streets are "
        "flooded. Whether people are warned earlier because of it has not been studied."
    ),
    "places": "Kochi",
    "country": "India",
    "level": "municipal",
    "topic": "climate-adaptation",
    "stage": "operation",
    "since": "June 2019",
    "challenge": "The city did not know where it rained most.",
    "approach": "The city put gauges on the roofs of twelve schools in 2019. Pupils read them each day.",
    "worked": "The schools kept measuring after the first year.",
    "did-not-work": "Three gauges broke in the first monsoon. Nobody had planned for repairs.",
    "owner": "Example Municipal Office",
    "owner-kind": "public",
    "link": "https://rain.example/report",
    "source-title": "Rain on roofs",
    "source-publisher": "Example Municipal Office",
    "source-kind": "official",
    "relation": "implementer",
}
"""Invented, and complete: nothing is missing in it."""


def body(language: str, answers: Mapping[str, str], ticks: tuple[str, ...] = forms.CONSENT) -> str:
    """What GitHub makes of a form in a language; choices are given by their ids, with spaces between several."""
    words = languages.locale(language)
    blocks = []
    for part in (1, 2):
        asked = (question for question in forms.QUESTIONS if question.part == part)
        blocks += [(forms.label(each.id, words), _rendered(each, answers.get(each.id, ""), language)) for each in asked]
        if part == 1:
            boxes = (f"- [{'X' if each in ticks else ' '}] {words.text(f'form.tick.{each}')}" for each in forms.CONSENT)
            blocks.append((forms.label(forms.CONSENT_ID, words), "\n".join(boxes)))
    return "\n\n".join(f"### {label}\n\n{answer}" for label, answer in blocks)


def _rendered(question: forms.Question, answer: str, language: str) -> str:
    offered = forms.options(question, languages.locale(language))
    if offered and all(each in offered for each in answer.split()):
        answer = ", ".join(offered[each] for each in answer.split())
    return answer or "_No response_"
