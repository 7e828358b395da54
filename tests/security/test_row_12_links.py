"""Links out of the tree, and what else is no plain file: row 12 of the threat model."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
import yaml
from building import HOSTILE, copy_content, run, tree
from findings import codes, places
from hostile import errors
from painting import corners, encoded
from repositories import commit, git
from sent import CANARY as PICTURE_CANARY
from sent import FOLDER, listed, spoken

from generator import build as pipeline
from generator import copies, gate, source

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
    left = [path for path in (content / "build").rglob("*") if path.is_file()]
    assert {path.relative_to(content / "build").parts[0] for path in left} == {"cache", "build.lock"}
    assert not any(CANARY.encode() in path.read_bytes() for path in left)


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


ENTRIES = yaml.safe_load((HOSTILE / "12-links/entries.yml").read_text("utf-8"))


def test_whatever_is_no_plain_file_is_refused_by_the_gate(base: Path):
    """By what git's tree says of it: none of these is ever checked out."""
    git(base, "init", "-q", "-b", "main")
    commit(base, "first")
    for each in ENTRIES:
        _put(base, each["mode"], each["path"], each["to"])
    git(base, "commit", "-q", "-m", "a change")
    judged = gate.judge(base, "HEAD~1")
    assert judged.kind == "content"
    assert places(judged.findings) == sorted(f"{each['path']}:1:1 {each['code']}" for each in ENTRIES)


def _put(root: Path, mode: str, path: str, content: str) -> None:
    """An entry of git's index, without a file on this disk; a submodule is at any commit."""
    made = ["git", "-C", root, "hash-object", "-w", "--stdin"] if mode != "160000" else ["git", "-C", root, "rev-parse", "HEAD"]
    identity = subprocess.run(made, input=content, capture_output=True, text=True, check=True).stdout.strip()
    git(root, "update-index", "--add", "--cacheinfo", f"{mode},{identity},{path}")


def test_links_that_are_checked_out_all_the_same_are_refused_too(base: Path):
    for each in (entry for entry in ENTRIES if entry["code"] == "symlink"):
        (base / each["path"]).unlink(missing_ok=True)
        (base / each["path"]).symlink_to(each["to"])
    checked = pipeline.check(base)
    assert {each.location.path for each in checked.findings if each.code == "symlink"} == {
        each["path"] for each in ENTRIES if each["code"] == "symlink"
    }


@pytest.mark.parametrize("place", ["cases/aq/warm-greenhouse/case.yml", "pages/about/text.en.md", "mkdocs.yml"])
def test_what_became_a_link_since_the_folder_was_looked_through_is_not_followed(place: str, base: Path, tmp_path: Path):
    """The second wall alone: a file is opened without following a link."""
    (base / place).rename(tmp_path / "elsewhere")
    (base / place).symlink_to(tmp_path / "elsewhere")
    document, findings = source.read_configuration(base) if place == "mkdocs.yml" else source.read_file(base, place)
    assert (document, places(findings)) == (None, [f"{place}:1:1 unreadable-file"])
    assert source.lines(base, place) == ()
