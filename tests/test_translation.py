from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator import build, translation, vocabulary
from generator.markdown import text_hash

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.build import Checked
    from generator.translation import State

    Change = Callable[..., Checked]

ORIGINAL = "cases/de/example/text.en.md"
TRANSLATED = "cases/de/example/text.de.md"
PARTS = ("title", "summary", "results.users", "challenge", "approach", "worked", "did-not-work")


def state(checked: Checked, language: str = "de") -> State:
    texts = checked.catalog.cases["de/example"].texts
    return translation.state(texts[language], texts.get("en"))


def test_every_part_that_is_translated_has_a_hash(root: Path) -> None:
    hashes = build.check(root).catalog.cases["de/example"].texts["en"].hashes
    assert tuple(hashes) == PARTS
    assert hashes["title"] == text_hash("A travel app for a town of medium size")
    assert hashes["challenge"] == text_hash("No product on the market met the conditions of the town [@s1].")


def test_parts_of_the_front_matter_that_need_not_be_there(replaced: Change) -> None:
    words = "results:\n  users: Registered people\n"
    more = f"{words}images:\n  plan.png: A plan\norganisations:\n  town: The town\nevidence: Told.\nsubmission: None.\n"
    hashes = replaced(ORIGINAL, words, more).catalog.cases["de/example"].texts["en"].hashes
    assert set(hashes) - set(PARTS) == {"images.plan.png", "organisations.town", "evidence", "submission"}


def test_parts_of_standing_pages_are_numbered(root: Path) -> None:
    assert list(build.check(root).catalog.pages["about"].texts["en"].hashes) == ["title", "part-1"]


def test_the_original(root: Path) -> None:
    assert state(build.check(root), "en") == translation.State("original", "en")


def test_a_translation_that_follows(root: Path) -> None:
    assert state(build.check(root)) == translation.State("current", "de", "en")


@pytest.mark.parametrize(("method", "kind"), [("machine", "machine"), ("machine-reviewed", "current"), ("human", "current")])
def test_who_translated(replaced: Change, method: str, kind: str) -> None:
    assert state(replaced(TRANSLATED, "method: human", f"method: {method}")).kind == kind


def test_without_a_block_it_is_unmarked(root: Path, replaced: Change) -> None:
    text = (root / TRANSLATED).read_text("utf-8")
    block = text[text.index("translation:") : text.index("---\n\n##")]
    assert state(replaced(TRANSLATED, block, "")) == translation.State("unmarked", "de", "en")


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("A travel app", "The travel app", "title"),
        ("1,200 people had", "1,300 people had", "summary"),
        ("users: Registered people", "users: People", "results.users"),
        ("No product", "Not one product", "challenge"),
        ("asked for the source code [@s2]", "asked for the source code [@s1]", "worked"),
    ],
)
def test_a_change_of_the_original_makes_its_part_outdated(replaced: Change, old: str, new: str, part: str) -> None:
    assert state(replaced(ORIGINAL, old, new)) == translation.State("outdated", "de", "en", (part,))


@pytest.mark.parametrize(
    ("old", "new"),
    [("A small team adapted", "A small team\nadapted"), ("## Challenge\n", "## Challenge\n\n"), ("title: A travel", "title:   A  travel")],
)
def test_white_space_does_not(replaced: Change, old: str, new: str) -> None:
    assert state(replaced(ORIGINAL, old, new)).kind == "current"


def test_a_new_part_and_one_that_went(replaced: Change) -> None:
    checked = replaced(ORIGINAL, "## What worked", "## Results")
    assert state(checked).outdated == ("results", "worked")


def test_the_state_of_a_machine_translation_that_is_outdated(replaced: Change) -> None:
    replaced(TRANSLATED, "method: human", "method: machine")
    assert state(replaced(ORIGINAL, "No product", "Not one product")).kind == "outdated"


def test_without_an_original_a_text_is_its_own(root: Path) -> None:
    (root / ORIGINAL).unlink()
    assert state(build.check(root)).kind == "original"


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("## Was gelungen ist", "## Ergebnisse", "worked results"),
        ("[@s1][@s2]", "[@s1]", "approach"),
        ("[@s1][@s2]", "[@s1][@s2] ([mehr](https://town.example/))", "approach"),
        ("Ein kleines Team", "[Ein kleines Team](city:de/exampletown)", "approach"),
        ("results:\n  users: Angemeldete Menschen\n", "", "results.users"),
        ("title:", "images:\n  plan.png: Ein Plan\ntitle:", "images.plan.png"),
        ("title:", "evidence: Belegt.\ntitle:", "evidence"),
    ],
)
def test_a_translation_that_is_built_otherwise_is_broken(replaced: Change, old: str, new: str, part: str) -> None:
    assert state(replaced(TRANSLATED, old, new)) == translation.State("broken", "de", "en", (), tuple(part.split()))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[@s1][@s2]", "[@s2][@s1]"),
        ("[@s1][@s2]", "[@s1][@s2][@s1]"),
        ("title:", "organisations:\n  town: Stadt\ntitle:"),
        ("Ein kleines Team", "Ein **kleines** Team"),
    ],
)
def test_what_is_left_to_the_translator(replaced: Change, old: str, new: str) -> None:
    assert state(replaced(TRANSLATED, old, new)).kind == "current"


def test_a_corrected_address_of_the_original_is_to_be_corrected_in_the_translation(replaced: Change) -> None:
    """The hash does not change with it, so only the comparison tells."""
    words = "Nothing here is real: [the example](case:de/example)"
    checked = replaced("pages/about/text.en.md", words, words.replace("case:de/example", "country:de"))
    texts = checked.catalog.pages["about"].texts
    assert translation.state(texts["de"], texts["en"]) == translation.State("broken", "de", "en", (), ("part-1",))


def test_a_part_that_is_outdated_is_not_held_against_the_original(replaced: Change) -> None:
    """The translation cites what the original cited when it was translated."""
    assert state(replaced(ORIGINAL, "within a year [@s1][@s2]", "within a year [@s1]")).kind == "outdated"


def test_broken_comes_before_all_else_and_keeps_the_rest(replaced: Change) -> None:
    replaced(TRANSLATED, "method: human", "method: machine")
    replaced(TRANSLATED, "[@s1][@s2]", "[@s1]")
    checked = replaced(ORIGINAL, "No product", "Not one product")
    assert state(checked) == translation.State("broken", "de", "en", ("challenge",), ("approach",), machine=True)


def test_without_a_block_a_part_that_differs_is_broken(root: Path, replaced: Change) -> None:
    text = (root / TRANSLATED).read_text("utf-8")
    replaced(TRANSLATED, text[text.index("translation:") : text.index("---\n\n##")], "")
    assert state(replaced(TRANSLATED, "[@s1][@s2]", "[@s1]")) == translation.State("broken", "de", "en", (), ("approach",))


def test_an_outdated_machine_translation_stays_one_by_machine(replaced: Change) -> None:
    replaced(TRANSLATED, "method: human", "method: machine")
    found = state(replaced(ORIGINAL, "No product", "Not one product"))
    assert found == translation.State("outdated", "de", "en", ("challenge",), machine=True)


def test_every_text_is_in_one_family(root: Path) -> None:
    catalog = build.check(root).catalog
    assert catalog is not None
    assert [(each.name, each.original) for each in translation.families(catalog)] == [
        ("de/example", "en"),
        ("de", "en"),
        ("page:about", "en"),
    ]


def test_every_state_has_its_place_and_its_words() -> None:
    assert set(translation.WORST_FIRST) == set(vocabulary.terms()["translation-state"])
