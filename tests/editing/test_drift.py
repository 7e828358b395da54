"""What a translator is shown: then, from real git histories; now; and yours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from repositories import commit, git

from generator import build
from generator.editing import drift
from generator.editing.drift import Drift

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.build import Checked

    Change = Callable[..., Checked]

TEXT = "cases/de/example/text.de.md"
ORIGINAL = "cases/de/example/text.en.md"
THEN = "No product on the market met the conditions of the town [@s1]."
NOW = "Not one product on the market met the conditions of the town [@s1]."
YOURS = "Kein Produkt am Markt erfüllte die Bedingungen der Stadt [@s1]."


def drifts(root: Path, identity: str = "de/example") -> tuple[Drift, ...]:
    catalog = build.check(root).catalog
    assert catalog is not None
    texts: Any = (catalog.pages[identity[5:]] if identity.startswith("page:") else catalog.cases[identity]).texts
    return drift.drifts(root, catalog.settings, texts["de"], texts["en"])


def test_what_follows_shows_nothing(repository: Path) -> None:
    assert drifts(repository) == ()


@pytest.mark.parametrize("changed", ["committed", "not yet committed"])
def test_the_old_words_come_from_the_history(repository: Path, replaced: Change, changed: str) -> None:
    replaced(ORIGINAL, "No product", "Not one product")
    if changed == "committed":
        commit(repository, "second")
    assert drifts(repository) == (Drift("challenge", THEN, NOW, YOURS, heading="Herausforderung"),)


def test_each_part_has_the_words_that_it_was_translated_from(repository: Path, replaced: Change) -> None:
    """A title that was changed twice, and a label once in between."""
    for number, words in enumerate(("travel app", "transport app", "bus app"), start=1):
        if number > 1:
            replaced(ORIGINAL, f"title: A {('travel app', 'transport app')[number - 2]}", f"title: A {words}")
            replaced(ORIGINAL, "users: Registered people", "users: People with an account") if number == 2 else None
            commit(repository, words)
    found = {each.part: (each.then, each.now) for each in drifts(repository)}
    assert found == {
        "title": ("A travel app for a town of medium size", "A bus app for a town of medium size"),
        "results.users": ("Registered people", "People with an account"),
    }


def test_after_a_rename(repository: Path, replaced: Change) -> None:
    replaced(ORIGINAL, "No product", "Not one product")
    commit(repository, "second")
    git(repository, "mv", "cases/de/example", "cases/de/other")
    commit(repository, "renamed")
    assert [each.then for each in drifts(repository, "de/other")] == [THEN]


def test_a_standing_page(repository: Path, replaced: Change) -> None:
    replaced("pages/about/text.en.md", "Nothing here is real", "All of this is made up")
    (found,) = drifts(repository, "page:about")
    assert (found.part, found.heading) == ("part-1", "Das Netzwerk")
    assert found.then == "Nothing here is real: [the example](case:de/example)."


def test_a_version_with_mistakes_is_passed_over(repository: Path, replaced: Change, root: Path) -> None:
    good = (root / ORIGINAL).read_text("utf-8")
    (root / ORIGINAL).write_bytes(b"---\ntitle: [\n---\n\xff\n")
    commit(repository, "broken")
    (root / ORIGINAL).write_text(good, "utf-8")
    replaced(ORIGINAL, "No product", "Not one product")
    commit(repository, "mended")
    assert [each.then for each in drifts(repository)] == [THEN]


def test_a_shallow_clone_says_that_it_has_not_the_words(repository: Path, replaced: Change, tmp_path: Path) -> None:
    replaced(ORIGINAL, "No product", "Not one product")
    commit(repository, "second")
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "shallow")
    assert drifts(tmp_path / "shallow") == (Drift("challenge", "", NOW, YOURS, drift.SHALLOW, heading="Herausforderung"),)


def test_without_a_repository_and_without_git(root: Path, replaced: Change, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced(ORIGINAL, "No product", "Not one product")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    assert [(each.then, each.why) for each in drifts(root)] == [("", drift.NO_GIT)]
    monkeypatch.setenv("PATH", str(root))
    assert [(each.then, each.why) for each in drifts(root)] == [("", drift.NO_GIT)]


def test_a_state_that_was_never_committed(repository: Path, replaced: Change) -> None:
    replaced(TEXT, 'challenge: "h:3cc8b22d8087"', 'challenge: "h:000000000000"')
    assert [(each.part, each.then, each.why) for each in drifts(repository)] == [("challenge", "", drift.UNKNOWN)]


def test_parts_that_are_new_and_parts_that_went(repository: Path, replaced: Change) -> None:
    replaced(ORIGINAL, "## What worked", "## Results")
    found = {each.part: each for each in drifts(repository)}
    assert found["results"] == Drift(
        "results", "", "Other towns asked for the source code [@s2].", "", drift.NEW, found["results"].difference, "Results"
    )
    assert (found["worked"].then, found["worked"].now, found["worked"].why) == (
        "Other towns asked for the source code [@s2].",
        "",
        drift.GONE,
    )


def test_all_parts_of_an_unmarked_translation(root: Path, repository: Path, replaced: Change) -> None:
    text = (root / TEXT).read_text("utf-8")
    replaced(TEXT, text[text.index("translation:") : text.index("---\n\n##")], "")
    found = drifts(repository)
    assert [each.part for each in found] == ["title", "summary", "results.users", "challenge", "approach", "worked", "did-not-work"]
    assert {each.why for each in found} == {drift.UNRECORDED}


def test_what_is_built_otherwise(repository: Path, replaced: Change) -> None:
    replaced(TEXT, "Andere Städte fragten nach dem Quelltext [@s2]", "[Andere](https://town.example/) fragten nach dem Quelltext [@s1]")
    (found,) = drifts(repository)
    assert (found.part, found.then, found.why) == ("worked", "", "")
    assert found.difference is not None
    assert (found.difference.here, found.difference.there) == (("@s1", "https://town.example/"), ("@s2",))
