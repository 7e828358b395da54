"""The answer to a submission as Markdown, in the language of its form: what was understood, what is missing, what happens next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import forms
from generator.catalog import in_language
from generator.intake.inert import quoted, short, shown
from generator.languages import locale
from generator.submissions.template import WITHOUT_ACCOUNT
from generator.submissions.understood import Weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.catalog import Catalog
    from generator.languages import Locale
    from generator.submissions.answers import Answers
    from generator.submissions.understood import Facts, Problem

MOST_KEPT = 20_000
MOST = 60_000
MOST_DUPLICATES = 5
BLOCKING = (Weight.mend, Weight.editors)
PARTS = {Weight.mend: "mend", Weight.editors: "editors", Weight.look: "look", Weight.better: "better"}


def reply(
    answers: Answers, facts: Facts, problems: Sequence[Problem], duplicates: Sequence[str], catalog: Catalog, *, account: bool = True
) -> str:
    """The whole answer; shorter than a forge's comment may be. Who sent a template has no `account` to be named."""
    words = locale(answers.language)
    lines = [
        *_greeting(problems, words),
        *_card(answers, facts, problems, catalog, words),
        *(line for weight in (Weight.mend, Weight.editors, Weight.look) for line in _listed(weight, problems, words)),
        *_invisible(answers, words),
        *_same(duplicates, catalog, words),
        *_listed(Weight.better, problems, words),
        *_kept(answers, problems, words),
        *_part(
            "",
            words.text("form.next-heading"),
            [f"- {each}" for each in words.words["form"]["next"][slice(1, None) if account else WITHOUT_ACCOUNT]],
        ),
    ]
    text = "\n".join(lines).strip() + "\n"
    return text if len(text) <= MOST else f"{text[:MOST]}\n\n{words.text('intake.shortened')}\n"


def _greeting(problems: Sequence[Problem], words: Locale) -> Iterator[str]:
    weights = {each.weight for each in problems}
    state = "not-ready" if Weight.mend in weights else "not-ready-editors" if Weight.editors in weights else "ready"
    yield from (words.text("intake.greeting"), "", f"**{words.text(f'intake.{state}')}**", "")


def _card(answers: Answers, facts: Facts, problems: Sequence[Problem], catalog: Catalog, words: Locale) -> Iterator[str]:
    refused = {each.question for each in problems if each.weight in BLOCKING and not each.taken}
    rows = []
    for question in forms.QUESTIONS:
        told = "" if question.id in refused else _told(question.id, facts, catalog, words)
        if told:
            rows.append(f"- {_label(question.id, words)} {short(told, words)}")
    if answers.given:
        yield from _part("", words.text("intake.understood"), rows)


def _told(question: str, facts: Facts, catalog: Catalog, words: Locale) -> str:
    """What was understood of an answer, as readers will see it."""
    if question == "places":
        names = [_place(each, facts, catalog, words) for each in facts.cities]
        return words.joined(names) if names else words.text("intake.nationwide") if "national" in facts.chosen["level"] else ""
    special = {
        "country": words.territory(facts.country) if facts.country else "",
        "since": words.when(facts.since) if facts.since else "",
        "did-not-work": words.text("form.none") if facts.not_reported else "",
    }
    if special.get(question):
        return special[question]
    if question in forms.DECLARABLE and forms.DECLARABLE[question] in facts.unknown:
        return words.text("form.unknown")
    if question in facts.chosen:
        offered = forms.options(forms.BY_ID[question], words)
        return "; ".join(offered[each] for each in facts.chosen[question])
    return facts.words.get(question, "")


def _place(identity: str, facts: Facts, catalog: Catalog, words: Locale) -> str:
    if identity in catalog.cities:
        return in_language(catalog.cities[identity].facts.names, words.code)
    names = facts.new_place.names if facts.new_place else {"en": identity}
    return in_language(names, words.code)


def _listed(weight: Weight, problems: Sequence[Problem], words: Locale) -> Iterator[str]:
    rows = []
    for each in problems:
        if each.weight is weight:
            label = f"{_label(each.question, words)} " if each.question else ""
            rows.append(f"- {label}{shown(each.message, words)} {shown(each.way_out, words)}")
    yield from _part("", words.text(f"intake.{PARTS[weight]}"), rows)


def _invisible(answers: Answers, words: Locale) -> Iterator[str]:
    if answers.invisible:
        yield from (words.counted("intake.invisible", answers.invisible), "")


def _same(duplicates: Sequence[str], catalog: Catalog, words: Locale) -> Iterator[str]:
    rows = []
    for identity in duplicates[:MOST_DUPLICATES]:
        case = catalog.cases[identity]
        text = case.texts.get(words.code) or case.original
        rows.append(f"- {shown(text.head.title, words)} (`{identity}`)")
    yield from _part(words.text("intake.duplicates-lead"), words.text("intake.duplicates"), rows)


def _kept(answers: Answers, problems: Sequence[Problem], words: Locale) -> Iterator[str]:
    """What stands in no file, as it was written."""
    refused = dict.fromkeys(each.question for each in problems if each.question and not each.taken)
    texts = [(forms.label(name, words), answers.given[name]) for name in refused if name in answers.given and _is_lost(name, problems)]
    texts += [(words.text("intake.outside"), answers.outside)] if answers.outside else []
    rows, room = [], MOST_KEPT
    for label, text in texts:
        rows += [f"**{label}**", "", *quoted(text[:room], words), ""]
        if len(text) > room:
            rows += [words.text("intake.shortened"), ""]
            break
        room -= len(text)
    yield from _part(words.text("intake.kept-lead"), words.text("intake.kept"), rows[:-1])


def _is_lost(question: str, problems: Sequence[Problem]) -> bool:
    """Whether an answer has words of the contributor; of boxes that are ticked or not, none are."""
    return question != forms.CONSENT_ID or any(each.weight is Weight.look for each in problems if each.question == question)


def _label(question: str, words: Locale) -> str:
    label = forms.label(question, words)
    return f"**{label}**" if label.endswith("?") else f"**{label}:**"


def _part(lead: str, heading: str, rows: Iterable[str]) -> Iterator[str]:
    """A heading with what stands below it; nothing where nothing does."""
    found = list(rows)
    if found:
        yield from (f"### {heading}", "", *((lead, "") if lead else ()), *found, "")
