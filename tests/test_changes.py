from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from repositories import commit, git

from generator import changes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str], Path]

CASE = "cases/de/example/case.yml"
LATER = 4_000_000_000
"""Seconds since 1970: later than the first commit, whenever the test runs."""


def test_nothing_changed(repository: Path) -> None:
    assert changes.changed_since(repository, "HEAD") == frozenset()


def test_changed_staged_committed_deleted_and_untracked_files(repository: Path, write: Write) -> None:
    write(CASE, "committed: 1\n")
    git(repository, "commit", "-q", "-a", "-m", "second")
    write("pages/about/text.de.md", "staged\n")
    git(repository, "add", "-A")
    write("pages/about/text.en.md", "changed\n")
    write("cases/pe/new/case.yml", "untracked\n")
    (repository / "countries/de/country.yml").unlink()
    here = {"pages/about/text.de.md", "pages/about/text.en.md", "cases/pe/new/case.yml", "countries/de/country.yml"}
    assert changes.changed_since(repository, "HEAD") == here
    assert changes.changed_since(repository, "HEAD~1") == here | {CASE}


@pytest.mark.parametrize("name", ["a b.yml", " a.yml", "größe.yml", "जल.yml", 'a"b.yml', "a\tb.yml", "a\nb.yml", "-a.yml"])
def test_names_of_every_kind(repository: Path, write: Write, name: str) -> None:
    write(f"cases/new/{name}", "x: 1\n")
    assert changes.changed_since(repository, "HEAD") == {f"cases/new/{name}"}
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "second")
    assert changes.changed_since(repository, "HEAD~1") == {f"cases/new/{name}"}


def test_a_name_that_is_no_text(repository: Path) -> None:
    (repository / os.fsdecode(b"cases/\xff.yml")).write_text("x: 1\n", "utf-8")
    assert changes.changed_since(repository, "HEAD") == {os.fsdecode(b"cases/\xff.yml")}


def test_what_git_ignores_is_left_out(repository: Path, write: Write) -> None:
    write(".gitignore", "site/\n")
    write("site/index.html", "x")
    assert changes.changed_since(repository, "HEAD") == {".gitignore"}


def test_only_what_is_below_the_root_counts_and_is_named_from_there(repository: Path, write: Write) -> None:
    write(CASE, "changed: 1\n")
    write("pages/about/text.de.md", "changed\n")
    assert changes.changed_since(repository / "cases", "HEAD") == {"de/example/case.yml"}


@pytest.mark.parametrize("revision", ["no-such-branch", "", "HEAD~9", "--output=stolen", "--help", "a b", "HEAD:x"])
def test_an_unknown_revision_is_told_in_a_line(repository: Path, revision: str) -> None:
    with pytest.raises(changes.GitError, match=r"\A\w+: [^\n]+\Z"):
        changes.changed_since(repository, revision)
    assert not (repository / "stolen").exists()


def test_a_folder_without_a_repository_is_told_in_a_line(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    with pytest.raises(changes.GitError, match=r"(?i)\A[^\n]*not a git repository[^\n]*\Z"):
        changes.changed_since(root, "HEAD")


def test_without_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))
    with pytest.raises(changes.GitError, match="git"):
        changes.changed_since(root, "HEAD")


def test_every_version_of_a_file_the_latest_first(repository: Path, write: Write) -> None:
    first = (repository / CASE).read_bytes()
    for number in (2, 3):
        write(CASE, f"x: {number}\n")
        commit(repository, str(number))
    write(CASE, "not committed\n")
    assert list(changes.versions(repository, CASE)) == [b"x: 3\n", b"x: 2\n", first]


@pytest.mark.parametrize(("branch", "rename"), [(0, 0), (0, 1), (1, 0)], ids=["at once", "renamed later", "renamed earlier"])
def test_versions_before_a_rename_and_on_other_branches(
    repository: Path, write: Write, monkeypatch: pytest.MonkeyPatch, branch: int, rename: int
) -> None:
    first = (repository / CASE).read_bytes()
    git(repository, "checkout", "-q", "-b", "proposed")
    write(CASE, first.decode() + "# proposed\n")
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{LATER + branch} +0000")
    commit(repository, "on a branch")
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{LATER + rename} +0000")
    git(repository, "checkout", "-q", "main")
    git(repository, "mv", "cases/de/example", "cases/de/other")
    commit(repository, "renamed")
    write("cases/de/other/case.yml", first.decode() + "# later\n")
    commit(repository, "changed")
    assert list(changes.versions(repository, "cases/de/other/case.yml"))[:2] == [first + b"# later\n", first]
    assert list(changes.versions(repository, CASE)) == [first + b"# proposed\n", first]


def test_a_file_that_git_does_not_know_has_no_versions(repository: Path, write: Write) -> None:
    write("cases/de/new/case.yml", "x: 1\n")
    assert list(changes.versions(repository, "cases/de/new/case.yml")) == []


def test_versions_below_a_folder_of_the_repository(repository: Path) -> None:
    assert list(changes.versions(repository / "cases", "de/example/case.yml")) == [(repository / CASE).read_bytes()]


def test_settings_of_a_person_do_not_get_in_the_way(repository: Path) -> None:
    for name, value in (("log.showSignature", "true"), ("diff.renames", "false"), ("color.ui", "always"), ("core.quotePath", "true")):
        git(repository, "config", name, value)
    assert list(changes.versions(repository, CASE)) == [(repository / CASE).read_bytes()]


def test_a_shallow_clone_says_so(repository: Path, write: Write, tmp_path: Path) -> None:
    write(CASE, "x: 2\n")
    commit(repository, "second")
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "shallow")
    assert list(changes.versions(tmp_path / "shallow", CASE)) == [b"x: 2\n"]
    assert changes.is_shallow(tmp_path / "shallow")
    assert not changes.is_shallow(repository)


def test_without_a_repository_there_are_no_versions(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    with pytest.raises(changes.GitError, match="not a git repository"):
        list(changes.versions(root, CASE))
