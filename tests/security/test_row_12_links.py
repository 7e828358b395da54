"""Links out of the tree, and what else is no plain file: row 12 of the threat model."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from building import copy_content, run, tree
from findings import codes
from hostile import errors
from painting import corners, encoded
from sent import CANARY as PICTURE_CANARY
from sent import FOLDER, listed, spoken

from generator import build as pipeline
from generator import copies, source

if TYPE_CHECKING:
    from pathlib import Path

    from building import Site


CANARY = "canary-4f1c0b"


@pytest.mark.parametrize(
    "place",
    [
        "cases/aq/warm-greenhouse/text.en.md",
        "pages/about/text.en.md",
        "pages/new",
        "cases/aq/new",
        "countries/zz",
        "cases/origins.yml",
        "cases/aq/warm-greenhouse/bay.jpg",
    ],
)
def test_a_link_out_of_the_tree_is_refused(place: str, base: Path, tmp_path: Path):
    _linked_out(base / place, tmp_path / "outside")
    checked = pipeline.check(base)
    assert [(each.location.path, each.code) for each in checked.findings if each.code == "symlink"] == [(place, "symlink")]
    assert CANARY not in str(checked)


def _linked_out(target: Path, outside: Path) -> None:
    """Puts a link in the place of a file or folder, to one outside that holds the canary."""
    outside.mkdir()
    secret = f"---\ntitle: {CANARY}\n---\n\n## Heading\n\n{CANARY}\n"
    for name in ("text.en.md", "case.yml", "country.yml"):
        (outside / name).write_text(secret, "utf-8")
    target.unlink(missing_ok=True)
    target.symlink_to(outside / "text.en.md" if target.suffix else outside)


def test_what_lies_behind_a_link_is_never_published(two_languages: Site, tmp_path: Path):
    content = copy_content(two_languages.content, tmp_path / "content")
    site = shutil.copytree(two_languages.folder, tmp_path / "site")
    _linked_out(content / "cases/aq/warm-greenhouse/text.en.md", tmp_path / "outside")
    done = run("build", "--root", content, "--site", site)
    assert done.returncode == 1
    assert CANARY not in done.stdout + done.stderr
    assert tree(site) == tree(two_languages.folder), "content with errors leaves the site as it is"
    assert not (content / "build").exists()


def test_a_content_folder_that_is_a_link_is_refused(base: Path, tmp_path: Path):
    (base / "pages").rename(tmp_path / "elsewhere")
    (base / "pages").symlink_to(tmp_path / "elsewhere")
    assert [(each.location.path, each.code) for each in errors(base)["pages"]] == [("pages", "symlink")]


def test_a_pipe_does_not_stop_the_check(base: Path):
    os.mkfifo(base / "pages/about/text.de.md")
    assert [each.code for each in errors(base)["pages/about/text.de.md"]] == ["unreadable-file"]


@pytest.mark.parametrize("how", ["a link", "a link to a folder", "a chain of links", "a pipe", "a folder"])
def test_nothing_outside_the_tree_is_in_a_published_byte(how: str, root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "square.png").write_bytes(encoded(corners(), "png") + PICTURE_CANARY)
    place = root / FOLDER / "square.png"
    if how == "a link":
        place.symlink_to(outside / "square.png")
    elif how == "a chain of links":
        (root / FOLDER / "other.png").symlink_to(outside / "square.png")
        place.symlink_to(root / FOLDER / "other.png")
    elif how == "a link to a folder":
        (root / FOLDER).rename(outside / "example")
        (outside / "square.png").rename(outside / "example" / "square.png")
        (root / FOLDER).symlink_to(outside / "example")
    elif how == "a pipe":
        os.mkfifo(place)
    else:
        place.mkdir()
        (place / "square.png").symlink_to(outside / "square.png")
    checked = listed(root, None, "square.png")
    assert {"symlink", "unreadable-file", "picture-missing"} & set(codes(checked.findings))
    assert checked.catalog
    assert checked.catalog.copies == {}
    assert list(copies.artifacts(root, checked.catalog)) == []


def test_a_file_that_becomes_a_link_after_the_check_is_not_followed(root: Path, tmp_path: Path) -> None:
    checked = listed(root, encoded(corners(), "png"), "square.png")
    assert checked.catalog
    assert len(list(copies.artifacts(root, checked.catalog))) == 1
    for kept in (root / "build" / copies.PLACE).iterdir():
        kept.unlink()
    place = root / FOLDER / "square.png"
    place.rename(tmp_path / "elsewhere.png")
    place.symlink_to(tmp_path / "elsewhere.png")
    assert list(copies.artifacts(root, checked.catalog)) == []
    place.unlink()
    place.write_bytes(encoded(corners().rotate(180), "png"))
    assert list(copies.artifacts(root, checked.catalog)) == [], "another picture than the one that was checked"


def test_a_log_never_shows_the_bytes_of_a_picture(root: Path) -> None:
    (root / FOLDER / "square.png").write_bytes(PICTURE_CANARY)
    assert source.lines(root, f"{FOLDER}/square.png") == ()
    assert "CANARY" not in "".join(spoken(pipeline.check(root)))
