from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator import build, translation
from generator.editing.translate import follow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.build import Checked

    Change = Callable[..., Checked]

TEXT = "cases/de/example/text.de.md"
ORIGINAL = "cases/de/example/text.en.md"


def bytes_of(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_what_follows_already_stays_as_it_is(root: Path) -> None:
    before = bytes_of(root)
    assert follow(root, build.check(root).catalog, "de/example", "de", "") == ("", TEXT)
    assert bytes_of(root) == before


@pytest.mark.parametrize(
    ("identity", "path"), [("de/example", TEXT), ("de", "countries/de/text.de.md"), ("page:about", "pages/about/text.de.md")]
)
def test_a_text_that_was_unmarked_follows_its_original(root: Path, identity: str, path: str) -> None:
    before = bytes_of(root)
    text = (root / path).read_text("utf-8")
    start = text.index("translation:")
    (root / path).write_text(text[:start] + text[text.index("---\n", start) :], "utf-8")
    catalog = build.check(root).catalog
    assert follow(root, catalog, identity, "de", "human") == ("", path)
    assert bytes_of(root) == before
    assert build.check(root).findings == ()


def test_after_a_change_of_the_original_it_follows_again(root: Path, replaced: Change) -> None:
    checked = replaced(ORIGINAL, "No product", "Not one product")
    assert follow(root, checked.catalog, "de/example", "de", "machine") == ("", TEXT)
    texts = build.check(root).catalog.cases["de/example"].texts
    assert translation.state(texts["de"], texts["en"]) == translation.State("machine", "de", "en", machine=True)


def test_line_ends_of_windows_stay(root: Path) -> None:
    text = (root / TEXT).read_bytes().replace(b"\n", b"\r\n")
    (root / TEXT).write_bytes(text)
    assert follow(root, build.check(root).catalog, "de/example", "de", "machine")[1] == TEXT
    assert (root / TEXT).read_bytes() == text.replace(b"method: human", b"method: machine")


@pytest.mark.parametrize(
    ("identity", "language", "method", "problem"),
    [
        ("de/nothing", "de", "", "there is no case, country or page de/nothing"),
        ("page:nothing", "de", "", "there is no case, country or page page:nothing"),
        ("../x", "de", "", "there is no case, country or page ../x"),
        ("de/example", "en", "", "en is the original of de/example"),
        ("de/example", "es", "", "de/example has no text in es"),
        ("de/example", "de", "by-ear", "--method is one of human, machine, machine-reviewed"),
    ],
)
def test_what_is_in_the_way_is_told_and_nothing_changes(root: Path, identity: str, language: str, method: str, problem: str) -> None:
    before = bytes_of(root)
    assert follow(root, build.check(root).catalog, identity, language, method) == (problem, "")
    assert bytes_of(root) == before


def test_without_its_original_nothing_is_followed(root: Path) -> None:
    (root / ORIGINAL).unlink()
    assert follow(root, build.check(root).catalog, "de/example", "de", "") == ("de/example has no text in en", "")


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("## Was gelungen ist", "## Ergebnisse", "results, worked"),
        ("results:\n  users: Angemeldete Menschen\n", "", "results.users"),
        ("title:", "evidence: Belegt.\ntitle:", "evidence"),
    ],
)
def test_a_translation_with_other_parts_follows_nothing(root: Path, replaced: Change, old: str, new: str, parts: str) -> None:
    checked = replaced(TEXT, old, new)
    assert follow(root, checked.catalog, "de/example", "de", "") == (f"{TEXT} and {ORIGINAL} differ in their parts: {parts}", "")


def test_names_of_bodies_may_stand_in_one_of_the_two(root: Path, replaced: Change) -> None:
    checked = replaced(TEXT, "title:", "organisations:\n  town: Stadt\ntitle:")
    assert follow(root, checked.catalog, "de/example", "de", "") == ("", TEXT)


def test_front_matter_in_one_line_is_refused(root: Path, write: Callable[[str, str], Path]) -> None:
    write("pages/about/text.de.md", "---\n{title: Titel}\n---\n\n## Das Netzwerk\n\n[x](case:de/example)\n")
    before = bytes_of(root)
    problem, changed = follow(root, build.check(root).catalog, "page:about", "de", "human")
    assert problem.startswith("pages/about/text.de.md: ")
    assert changed == ""
    assert bytes_of(root) == before


def test_no_file_is_left_beside(root: Path) -> None:
    follow(root, build.check(root).catalog, "de/example", "de", "machine")
    assert sorted(path.name for path in (root / "cases/de/example").iterdir()) == ["case.yml", "text.de.md", "text.en.md"]


def recorded(root: Path) -> dict[str, str]:
    block = build.check(root).catalog.cases["de/example"].texts["de"].head.translation
    return block.sections


@pytest.mark.parametrize("name", ["challenge", "Challenge", "herausforderung"])
def test_one_section_follows_and_the_others_keep_what_was_recorded(root: Path, replaced: Change, name: str) -> None:
    before = recorded(root)
    replaced(ORIGINAL, "No product", "Not one product")
    checked = replaced(ORIGINAL, "A travel app", "The travel app")
    assert follow(root, checked.catalog, "de/example", "de", "", [name]) == ("", TEXT)
    after = recorded(root)
    assert {part for part in before if before[part] != after[part]} == {"challenge"}
    assert list(after) == list(before)
    texts = build.check(root).catalog.cases["de/example"].texts
    assert translation.state(texts["de"], texts["en"]) == translation.State("outdated", "de", "en", ("title",))


def test_a_part_that_went_is_forgotten_when_it_is_named(root: Path, replaced: Change) -> None:
    replaced(TEXT, "## Was gelungen ist", "## Ergebnisse")
    checked = replaced(ORIGINAL, "## What worked", "## Results")
    assert follow(root, checked.catalog, "de/example", "de", "", ["results"]) == ("", TEXT)
    assert list(recorded(root))[-2:] == ["did-not-work", "worked"]
    assert follow(root, build.check(root).catalog, "de/example", "de", "", ["worked"]) == ("", TEXT)
    texts = build.check(root).catalog.cases["de/example"].texts
    assert translation.state(texts["de"], texts["en"]).kind == "current"


@pytest.mark.parametrize(
    ("sections", "problem"),
    [
        ([], f"in approach, only {TEXT} has https://town.example/ and only {ORIGINAL} has @s1, @s2"),
        (["approach"], f"in approach, only {TEXT} has https://town.example/ and only {ORIGINAL} has @s1, @s2"),
        (["challenge"], ""),
        (
            ["nothing"],
            (
                f"there is no section nothing in {ORIGINAL}; there are: "
                "title, summary, results.users, challenge, approach, worked, did-not-work"
            ),
        ),
    ],
)
def test_a_section_that_is_built_otherwise_follows_nothing(root: Path, replaced: Change, sections: list[str], problem: str) -> None:
    checked = replaced(TEXT, "Jahres an [@s1][@s2]", "Jahres an ([mehr](https://town.example/))")
    before = bytes_of(root)
    assert follow(root, checked.catalog, "de/example", "de", "", sections)[0] == problem
    assert bytes_of(root) == before
