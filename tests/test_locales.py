"""Every word in every language: the same keys, the same placeholders, the plural forms that the language uses."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, Any

import pytest
from babel import Locale as Cldr
from babel.numbers import list_currencies

from generator import audit, figures, gate, languages, vocabulary  # noqa: F401 (reading gate and audit declares their rules)
from generator.diagnostics import RULES, UNKNOWN_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

PLURALS = {"zero", "one", "two", "few", "many", "other"}
EVERY = languages.available()
OTHERS = [code for code in EVERY if code != "en"]
# Words of programmers, which say nothing to somebody who looks after content.
JARGON = (
    "schema",
    "regex",
    "None",
    "dict",
    "pydantic",
    "str",
    "int",
    "tuple",
    "list index",
    "null",
    "boolean",
    "string",
    "parser",
    "Unicode",
    "NoneType",
)


def leaves(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every text, list and plural map of a locale file under its dotted key."""
    if isinstance(node, dict) and not is_plural(node):
        for key, value in node.items():
            yield from leaves(value, f"{path}.{key}" if path else key)
    else:
        yield path, node


def is_plural(node: Any) -> bool:
    return isinstance(node, dict) and "other" in node and set(node) <= PLURALS


def texts(leaf: Any) -> list[str]:
    """The texts of a leaf: one, or the forms of a plural map, or the items of a list."""
    if isinstance(leaf, dict):
        return list(leaf.values())
    return leaf if isinstance(leaf, list) else [leaf]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


LEAVES = {code: dict(leaves(languages.locale(code).words)) for code in EVERY}


def test_the_five_languages_are_there() -> None:
    assert {"en", "de", "es", "pt", "hi"} <= set(EVERY)
    assert len(LEAVES["en"]) > 500


@pytest.mark.parametrize("code", OTHERS)
def test_keys_are_the_same_and_in_the_same_order(code: str) -> None:
    assert set(LEAVES["en"]) - set(LEAVES[code]) == set()
    assert set(LEAVES[code]) - set(LEAVES["en"]) == set()
    assert list(LEAVES[code]) == list(LEAVES["en"])


@pytest.mark.parametrize("code", OTHERS)
def test_placeholders_are_the_same(code: str) -> None:
    for key, english in LEAVES["en"].items():
        if isinstance(english, list):
            continue
        wanted = set().union(*map(placeholders, texts(english)))
        for text in texts(LEAVES[code][key]):
            assert placeholders(text) <= wanted, (key, text)
        assert set().union(*map(placeholders, texts(LEAVES[code][key]))) == wanted, key


@pytest.mark.parametrize("code", EVERY)
def test_the_form_for_many_names_the_number(code: str) -> None:
    for key, leaf in LEAVES[code].items():
        if isinstance(leaf, dict) and "{n}" in "".join(leaf.values()):
            assert "{n}" in leaf["other"], key


@pytest.mark.parametrize("code", EVERY)
def test_plural_maps_have_the_forms_that_the_language_uses(code: str) -> None:
    locale = languages.locale(code)
    used = {*Cldr.parse(locale.words["locale"]["cldr"]).plural_form.tags, "other"}
    maps = {key: set(leaf) - {"zero"} for key, leaf in LEAVES[code].items() if isinstance(leaf, dict)}
    assert len(maps) > 30
    assert {key: forms for key, forms in maps.items() if forms != used} == {}
    assert all(forms <= used for forms in maps.values())


@pytest.mark.parametrize("code", EVERY)
def test_what_is_counted_in_english_is_counted_everywhere(code: str) -> None:
    assert [key for key, leaf in LEAVES["en"].items() if isinstance(leaf, dict) and not isinstance(LEAVES[code][key], dict)] == []


@pytest.mark.parametrize("code", EVERY)
def test_every_value_is_a_text(code: str) -> None:
    for key, leaf in LEAVES[code].items():
        assert all(isinstance(text, str) and text.strip() == text and text for text in texts(leaf)), key


@pytest.mark.parametrize("code", EVERY)
def test_every_text_can_be_filled_in(code: str) -> None:
    for key, leaf in LEAVES[code].items():
        if not isinstance(leaf, list):
            for text in texts(leaf):
                filled = text.format(**dict.fromkeys(placeholders(text), "x"))
                assert "{x" not in filled, key


# Vocabularies whose ids readers see in words of their own: elsewhere on the page, or as part of a figure.
ELSEWHERE = {
    "unit": "unit",
    "per": "per",
    "result-qualifier": "phrase",
    "result-status": {"measured": "", "estimated": "phrase.estimated", "planned": "phrase.planned"},
    "cost-covers": {"case": "", "programme": "case.costs-programme"},
    "cost-status": {"planned": "case.costs-planned", "spent": ""},
    "answer": {"true": "field.answer-yes", "false": "field.answer-no", "unknown": "field.not-published"},
    "edge-status": {"planned": "phrase.edge-planned"},
    "not-reported": {"not-reported": "case.not-reported"},
}


@pytest.mark.parametrize("code", EVERY)
@pytest.mark.parametrize("name", vocabulary.terms())
def test_every_id_of_a_vocabulary_has_a_label(code: str, name: str) -> None:
    there = ELSEWHERE.get(name, f"term.{name}")
    keys = (
        [there[term] for term in vocabulary.terms()[name]]
        if isinstance(there, dict)
        else [f"{there}.{term}" for term in vocabulary.terms()[name]]
    )
    assert [key for key in keys if key and key not in LEAVES[code]] == []


@pytest.mark.parametrize("code", EVERY)
def test_labels_belong_to_a_vocabulary(code: str) -> None:
    words = languages.locale(code).words
    assert {name: set(labels) - set(vocabulary.terms().get(name, ())) for name, labels in words["term"].items()} == {
        key: set() for key in words["term"]
    }
    assert set(words["unit"]) == set(vocabulary.terms()["unit"])
    assert not set(words["unit"]) & set(list_currencies())


@pytest.mark.parametrize("code", EVERY)
def test_labels_of_a_vocabulary_are_told_apart(code: str) -> None:
    for name, labels in languages.locale(code).words["term"].items():
        assert len({label.casefold() for label in labels.values()}) == len(labels), name


@pytest.mark.parametrize("code", EVERY)
@pytest.mark.parametrize("kind", ["case", "country"])
def test_every_section_has_a_heading_of_its_own(code: str, kind: str) -> None:
    words = languages.locale(code).words["section"][kind]
    assert tuple(words) == vocabulary.sections(kind)
    headings = [heading.casefold() for entry in words.values() for heading in (entry["heading"], *entry["accept"])]
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize("code", EVERY)
def test_every_scale_of_large_numbers_has_words(code: str) -> None:
    locale = languages.locale(code)
    assert set(locale.words["magnitude"]) == set(figures.SCALES)
    sizes = [figures.SCALES[scale] for scale in locale.large_numbers]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("code", EVERY)
def test_every_rule_has_a_message_and_a_way_out(code: str) -> None:
    words = languages.locale(code).words["finding"]
    shared = {f"{UNKNOWN_PREFIX}{name}" for name in vocabulary.terms()}
    assert set(words) == (set(RULES) - shared) | {"unknown-term"}
    assert {tuple(entry) for entry in words.values()} == {("message", "way-out")}


@pytest.mark.parametrize("code", EVERY)
def test_every_vocabulary_that_people_write_has_a_name_in_messages(code: str) -> None:
    written = {rule.removeprefix(UNKNOWN_PREFIX) for rule in RULES if rule.removeprefix(UNKNOWN_PREFIX) in vocabulary.terms()}
    assert set(languages.locale(code).words["a-term"]) == written | {"other"}


@pytest.mark.parametrize("code", EVERY)
def test_messages_are_no_talk_of_programmers(code: str) -> None:
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in JARGON))
    told = {key: text for key, leaf in LEAVES[code].items() for text in texts(leaf) if key.startswith(("finding.", "report.", "a-term."))}
    assert {key: text for key, text in told.items() if pattern.search(text)} == {}


@pytest.mark.parametrize("code", EVERY)
def test_every_language_has_a_name_in_every_language(code: str) -> None:
    for names in ("language-name", "language-from"):
        assert set(languages.locale(code).words[names]) == set(EVERY)


@pytest.mark.parametrize("code", EVERY)
def test_texts_hold_no_markup_and_nothing_invisible(code: str) -> None:
    for key, leaf in LEAVES[code].items():
        for text in texts(leaf):
            assert text.replace("\u200d", "").replace("\u200c", "").replace("\u00a0", " ").replace("\u202f", " ").isprintable(), key
            assert not re.search(r"</?[a-z]+>|&[a-z]+;|\*\*", text) or key.startswith("finding."), key
