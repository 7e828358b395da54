"""States of translations through a history as projects have it: they follow from the files alone."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from repositories import commit, git

from generator import build, translation
from generator.editing.translate import follow

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TEXT = "cases/de/example/text.de.md"
ORIGINAL = "cases/de/example/text.en.md"
MOVED = "cases/de/bus-app"


def told(folder: Path) -> dict[str, str]:
    """Every translation of the folder, with its state and the parts that are outdated or differ."""
    catalog = build.check(folder).catalog
    assert catalog is not None
    found = {}
    for family in translation.families(catalog):
        state = family.state("de")
        found[family.name] = " ".join([state.kind, *state.outdated, *state.differing])
    return found


def everywhere(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The states in the working tree; the same as in a clone, a shallow clone, a copy without history, and without git."""
    found = told(root)
    places = tmp_path / "places"
    shutil.rmtree(places, ignore_errors=True)
    places.mkdir()
    git(places, "clone", "-q", root.as_uri(), "whole")
    git(places, "clone", "-q", "--depth", "1", root.as_uri(), "shallow")
    bare = shutil.copytree(root, places / "bare", ignore=shutil.ignore_patterns(".git"))
    for number, path in enumerate(sorted(bare.rglob("*"))):  # as if every file had been written on another day
        os.utime(path, (10**9 - number * 10**6,) * 2)
    for place in (places / "whole", places / "shallow", bare):
        assert told(place) == found, place
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(places))
        assert told(root) == found
    return found


def put(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


def test_states_follow_a_history(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    others = {"de": "current", "page:about": "current"}
    translated = (root / TEXT).read_text("utf-8")
    (root / TEXT).unlink()
    git(root, "init", "-q", "-b", "main")
    commit(root, "the original")
    assert everywhere(root, tmp_path, monkeypatch) == {"de/example": "missing", **others}

    (root / TEXT).write_text(translated, "utf-8")
    commit(root, "the translation")
    assert everywhere(root, tmp_path, monkeypatch) == {"de/example": "current", **others}

    git(root, "checkout", "-q", "-b", "proposed")
    put(root, ORIGINAL, "No product", "Not one product")
    commit(root, "one section")
    put(root, ORIGINAL, "Not one product on the market", "No product that is sold")
    commit(root, "the same section again")
    assert everywhere(root, tmp_path, monkeypatch) == {"de/example": "outdated challenge", **others}

    git(root, "checkout", "-q", "main")
    assert everywhere(root, tmp_path, monkeypatch) == {"de/example": "current", **others}
    git(root, "merge", "-q", "--squash", "proposed")
    commit(root, "squashed")
    git(root, "branch", "-q", "-D", "proposed")
    assert everywhere(root, tmp_path, monkeypatch) == {"de/example": "outdated challenge", **others}

    git(root, "mv", "cases/de/example", MOVED)
    put(root, "pages/about/text.en.md", "case:de/example", "case:de/bus-app")
    commit(root, "renamed; a link of a page is put right in one language only")
    renamed = {"de/bus-app": "outdated challenge", "de": "current", "page:about": "broken part-1"}
    assert everywhere(root, tmp_path, monkeypatch) == renamed
    put(root, "pages/about/text.de.md", "case:de/example", "case:de/bus-app")
    commit(root, "and in the other")
    assert everywhere(root, tmp_path, monkeypatch) == {"de/bus-app": "outdated challenge", **others}

    put(root, f"{MOVED}/text.de.md", "Kein Produkt am Markt", "Kein Produkt, das verkauft wird,")
    assert _followed(root, "challenge") == f"{MOVED}/text.de.md"
    commit(root, "followed in one section")
    assert everywhere(root, tmp_path, monkeypatch) == {"de/bus-app": "current", **others}

    git(root, "revert", "--no-edit", "HEAD")
    assert everywhere(root, tmp_path, monkeypatch) == {"de/bus-app": "outdated challenge", **others}


def _followed(root: Path, section: str) -> str:
    catalog = build.check(root).catalog
    assert catalog is not None
    problem, path = follow(root, catalog, "de/bus-app", "de", "", (section,))
    assert problem == ""
    return path
