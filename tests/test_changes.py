from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from generator import changes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str], Path]

CASE = "cases/de/example/case.yml"


def git(root: Path, *arguments: str) -> None:
    """Git without the settings of whoever runs the tests."""
    who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@town.example", "-c", "commit.gpgsign=false"]
    surroundings = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True, env=surroundings)


@pytest.fixture
def repository(root: Path) -> Path:
    """The base with all its files in the first commit."""
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "first")
    return root


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
