"""Forms for GitHub, one a language, and the same questions as plain text for people without an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from generator import forms, languages, routes
from generator.forms import Asked
from generator.submissions import template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.forms import Question
    from generator.languages import Locale

FOLDER = ".github/ISSUE_TEMPLATE"
TEMPLATES = "docs/templates"
CASE_LABEL = "case"
"""The label of every submission; the workflow answers to issues that have it."""
IMPROVEMENT_LABEL = "improvement"
IMPROVEMENT = {"page": True, "wrong": True, "instead": False, "source": False, "version": False}
"""What the form for corrections asks, and whether it must be answered. Addresses fill in answers by these ids."""
LONG = frozenset({"wrong", "instead"})
MADE = "# Made by `iscn generate` from generator/forms.py and the locale files. Edits here are lost.\n"


def artifacts() -> Iterator[tuple[str, bytes]]:
    """Path and content of every form and template; DisagreementError where they and the models do not fit."""
    forms.ensure_agreement()
    yield f"{FOLDER}/config.yml", (MADE + "blank_issues_enabled: true\n").encode()
    for code in languages.available():
        locale = languages.locale(code)
        yield f"{FOLDER}/{routes.CASE_FORM}.{code}.yml", _written(_case_form(locale))
        yield f"{FOLDER}/{routes.IMPROVEMENT_FORM}.{code}.yml", _written(_improvement_form(locale))
        yield f"{TEMPLATES}/case.{code}.txt", as_text(locale)


def as_text(locale: Locale) -> bytes:
    """The plain text template of a language."""
    return ("\n".join(template.lines(locale)).rstrip("\n") + "\n").encode()


def _case_form(locale: Locale) -> dict[str, Any]:
    words = locale.words["form"]
    first = [_asked(question, locale) for question in forms.QUESTIONS if question.part == 1]
    second = [_asked(question, locale) for question in forms.QUESTIONS if question.part > 1]
    told = [
        *words["intro"],
        _list(words["privacy-heading"], words["privacy"]),
        _list(words["next-heading"], words["next"]),
    ]
    return {
        "name": words["name"],
        "description": words["about"],
        "title": f"{words['issue-title']}: ",
        "labels": [CASE_LABEL],
        "body": [
            _told(told),
            *first,
            _consent(locale),
            _told([f"### {words['second-heading']}", *words["second"]]),
            *second,
        ],
    }


def _improvement_form(locale: Locale) -> dict[str, Any]:
    words = locale.words["improve"]
    asked = []
    for name, needed in IMPROVEMENT.items():
        question = words["question"][name]
        attributes = {"label": question["label"], "description": question["hint"]}
        kind = "textarea" if name in LONG else "input"
        asked.append({"type": kind, "id": name, "attributes": attributes, "validations": {"required": needed}})
    form = locale.words["form"]
    return {
        "name": words["name"],
        "description": words["about"],
        "title": f"{words['issue-title']}: ",
        "labels": [IMPROVEMENT_LABEL],
        "body": [_told([*words["intro"], _list(form["privacy-heading"], form["privacy"])]), *asked, _consent(locale)],
    }


def _asked(question: Question, locale: Locale) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": forms.label(question.id, locale), "description": forms.hint(question.id, locale)}
    chosen = question.asked in {Asked.choice, Asked.choices}
    if chosen:
        attributes |= {"options": list(forms.options(question, locale).values())}
    if question.asked is Asked.choices:
        attributes |= {"multiple": True}
    kind = Asked.choice.value if chosen else question.asked.value
    return {"type": kind, "id": question.id, "attributes": attributes, "validations": {"required": forms.is_needed(question)}}


def _consent(locale: Locale) -> dict[str, Any]:
    ticks = [{"label": locale.text(f"form.tick.{tick}"), "required": True} for tick in forms.CONSENT]
    attributes = {"label": forms.label(forms.CONSENT_ID, locale), "description": forms.hint(forms.CONSENT_ID, locale), "options": ticks}
    return {"type": "checkboxes", "id": forms.CONSENT_ID, "attributes": attributes}


def _told(paragraphs: list[str]) -> dict[str, Any]:
    return {"type": "markdown", "attributes": {"value": "\n\n".join(paragraphs) + "\n"}}


def _list(heading: str, items: list[str]) -> str:
    return f"### {heading}\n\n" + "\n".join(f"- {item}" for item in items)


class _Dumper(yaml.SafeDumper):
    """YAML as people read it: lists indented, texts of several lines as they are."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - as PyYAML calls it
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def _written(form: dict[str, Any]) -> bytes:
    return (MADE + yaml.dump(form, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)).encode()
