"""What git alone says of a change, in real repositories: what may come in, and whose code judges it."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from findings import places
from hypothesis import given
from hypothesis import strategies as st
from test_changes import git
from test_cli import iscn

from generator import changes, gate, source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]

CASE = "cases/de/example/case.yml"


@pytest.fixture
def repository(root: Path) -> Path:
    """The base with all its files in the first commit, and with a program beside it."""
    git(root, "init", "-q", "-b", "main")
    (root / "generator").mkdir()
    (root / "generator" / "program.py").write_text("print()\n", "utf-8")
    commit(root)
    return root


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "a change")


def put(root: Path, mode: str, path: bytes, content: bytes = b"x\n") -> None:
    """An entry in git's tree as no checkout would make it: nothing of it ever lies on this disk."""
    made = subprocess.run(["git", "-C", root, "hash-object", "-w", "--stdin"], input=content, capture_output=True, check=True)
    identity = subprocess.run(["git", "-C", root, "rev-parse", "HEAD"], capture_output=True, check=True) if mode == "160000" else made
    entry = mode.encode() + b" " + identity.stdout.strip() + b"\t" + path + b"\0"
    subprocess.run(["git", "-C", root, "update-index", "-z", "--index-info"], input=entry, capture_output=True, check=True)
    git(root, "commit", "-q", "-m", "a change")


def judged(root: Path) -> tuple[str, list[str]]:
    found = gate.judge(root, "HEAD~1")
    return found.kind, places(found.findings)


class TestContent:
    def test_an_ordinary_change(self, repository: Path, write: Write) -> None:
        write(CASE, "changed: 1\n")
        write("cases/pe/new/case.yml", "new: 1\n")
        write("cases/pe/new/map.png", b"\x89PNG")
        (repository / "pages/about/text.de.md").unlink()
        commit(repository)
        assert judged(repository) == ("content", [])
        assert gate.judge(repository, "HEAD~1").files == 4

    def test_nothing(self, repository: Path) -> None:
        assert gate.judge(repository, "HEAD") == gate.Judged("content", 0, ())

    def test_files_are_not_read(self, repository: Path, write: Write) -> None:
        write(CASE, b"\xff\x00 no text")
        commit(repository)
        (repository / CASE).unlink()
        assert judged(repository) == ("content", [])


# A rule → what is put into git's tree, and what is found then.
MADE = {
    "symlink": (("120000", b"cases/de/example/text.es.md", b"/proc/self/environ"), "cases/de/example/text.es.md"),
    "executable-file": (("100755", b"cases/de/example/case.yml", b"x\n"), CASE),
    "not-a-plain-file": (("160000", b"cases/de/other", b""), "cases/de/other"),
    "misplaced-file": (("100644", b"cases/de/example/.gitattributes", b"* filter=x\n"), "cases/de/example/.gitattributes"),
    "name-too-long": (("100644", b"cases/de/" + b"a" * 61 + b"/case.yml", b"x\n"), f"cases/de/{'a' * 61}/case.yml"),
    "reserved-name": (("100644", b"pages/con/text.en.md", b"x\n"), "pages/con/text.en.md"),
    "file-too-large": (("100644", b"cases/de/example/case.yml", b"x" * (source.MOST_YAML + 1)), CASE),
}


@pytest.mark.parametrize("code", MADE)
def test_what_may_not_come_in(repository: Path, code: str) -> None:
    entry, path = MADE[code]
    put(repository, *entry)
    assert judged(repository) == ("content", [f"{path}:1:1 {code}"])


@pytest.mark.parametrize("folder", ["cases", "pages"])
def test_a_content_folder_that_is_a_link_is_code_and_wrong(repository: Path, folder: str) -> None:
    git(repository, "rm", "-q", "-r", folder)
    put(repository, "120000", folder.encode(), b"/etc")
    assert judged(repository) == ("code", [f"{folder}:1:1 symlink"])


@pytest.mark.parametrize(
    "path",
    [
        b"cases/de/a\n::error::b/case.yml",
        b"cases/de/\xff/case.yml",
        b"cases/de/../../x.yml",
        b"cases/de/a b/case.yml",
        b"cases/de/-x/case.yml",
    ],
)
def test_odd_names(repository: Path, path: bytes) -> None:
    if b".." in path:
        with pytest.raises(subprocess.CalledProcessError):
            put(repository, "100644", path)
        return
    put(repository, "100644", path)
    kind, found = judged(repository)
    assert (kind, [each.rpartition(" ")[2] for each in found]) == ("content", ["misplaced-file"])
    assert "\n::" in found[0] or found[0].isprintable()


def test_a_picture_may_be_larger_than_a_text(repository: Path) -> None:
    put(repository, "100644", b"cases/de/example/map.png", b"x" * (source.MOST_YAML + 1))
    assert judged(repository) == ("content", [])


def test_too_many_files_in_a_folder(repository: Path, write: Write) -> None:
    for number in range(source.MOST_FILES + 1):
        write(f"cases/de/example/photo-{number}.png", b"")
    commit(repository)
    assert judged(repository) == ("content", ["cases/de/example:1:1 too-many-files"])


def test_too_many_files_in_all(repository: Path, write: Write) -> None:
    for number in range(gate.MOST_CHANGED + 1):
        write(f"pages/p{number}/text.en.md", b"")
    commit(repository)
    assert judged(repository) == ("content", ["pages:1:1 too-much-changed"])


def test_names_that_some_systems_take_for_one(repository: Path, write: Write) -> None:
    write("pages/about/text.pt-BR.md", "x")
    commit(repository)
    write("pages/about/text.pt-br.md", "x")
    commit(repository)
    names = [f"pages/about/text.pt-{each}.md:1:1 name-differs-by-case" for each in ("BR", "br")]
    assert judged(repository) == ("content", names)


class TestCode:
    @pytest.mark.parametrize(
        "path", ["Makefile", "mkdocs.yml", ".github/workflows/check.yml", "casesX/a.yml", "Cases/a.yml", "x/cases/a.yml"]
    )
    def test_whatever_else_it_touches(self, repository: Path, write: Write, path: str) -> None:
        write(CASE, "changed: 1\n")
        write(path, "x: 1\n")
        commit(repository)
        assert judged(repository) == ("code", [])

    def test_a_renamed_file_counts_at_both_ends(self, repository: Path) -> None:
        git(repository, "mv", "generator/program.py", "cases/de/example/text.es.md")
        git(repository, "commit", "-q", "-m", "moved in")
        assert judged(repository) == ("code", [])
        git(repository, "mv", "cases/de/example/text.es.md", "program.py")
        git(repository, "commit", "-q", "-m", "moved out")
        assert judged(repository) == ("code", [])

    def test_a_deleted_program(self, repository: Path) -> None:
        git(repository, "rm", "-q", "-r", "generator")
        git(repository, "commit", "-q", "-m", "gone")
        assert judged(repository) == ("code", [])

    @given(st.lists(st.text(alphabet=st.sampled_from("cases/.\\ug\n A-é")), max_size=3), st.text(min_size=1))
    def test_any_path_outside_content_is_code(self, inside: list[str], outside: str) -> None:
        paths = [f"cases/de/x/{each.strip('./') or 'a'}" for each in inside]
        if outside.split("/", maxsplit=1)[0] not in source.CONTENT or "/" not in outside:
            assert gate.kind_of([*paths, outside]) == "code"
            assert gate.kind_of([outside, *paths]) == "code"

    @pytest.mark.parametrize(
        "path", ["", "cases", "cases/", "/cases/a", "./cases/a", "cases/../Makefile", "cases//a", "cases/./a", "cases\\a", "cases/a\\..\\b"]
    )
    def test_tricks_are_code(self, path: str) -> None:
        assert gate.kind_of([path]) == "code"


@pytest.mark.parametrize("revision", ["no-such-branch", "", "HEAD~9", "--output=stolen", "--help"])
def test_an_unknown_revision_is_told_in_a_line(repository: Path, revision: str) -> None:
    with pytest.raises(changes.GitError, match=r"\A[^\n]+\Z"):
        gate.judge(repository, revision)
    assert not (repository / "stolen").exists()


def test_only_the_top_of_a_repository_is_judged(repository: Path) -> None:
    with pytest.raises(changes.GitError, match="top"):
        gate.judge(repository / "cases", "HEAD")


class TestCommand:
    def test_it_prints_and_writes_the_kind(self, repository: Path, write: Write, tmp_path: Path) -> None:
        write("Makefile", "x\n")
        commit(repository)
        output = tmp_path / "output"
        output.write_text("before=1\n", "utf-8")
        run = iscn("gate", "HEAD~1", "--root", repository, "--output", output)
        assert (run.returncode, run.stdout) == (0, "1 file: Nothing to fix.\ncode\n")
        assert output.read_text("utf-8") == "before=1\nkind=code\n"

    def test_what_is_wrong_ends_it(self, repository: Path, tmp_path: Path) -> None:
        put(repository, "120000", b"cases/de/example/text.es.md", b"/etc/passwd")
        run = iscn("gate", "HEAD~1", "--root", repository, "--format", "github", "--output", tmp_path / "output")
        assert run.returncode == 1
        assert run.stdout.startswith("::error file=cases/de/example/text.es.md,line=1,")
        assert (tmp_path / "output").read_text("utf-8") == "kind=content\n"

    def test_an_unknown_revision(self, repository: Path) -> None:
        run = iscn("gate", "no-such-branch", "--root", repository)
        assert (run.returncode, run.stdout) == (2, "")
        assert run.stderr.startswith("iscn: no-such-branch … HEAD: fatal: ")

    def test_git_settings_of_a_contribution_change_nothing(self, repository: Path, write: Write) -> None:
        write(".gitattributes", "*.yml diff=evil\n")
        git(repository, "config", "diff.evil.command", "touch stolen")
        write(CASE, "changed: 1\n")
        commit(repository)
        assert judged(repository)[0] == "code"
        assert not os.path.lexists(repository / "stolen")


def test_every_rule_of_the_gate_has_its_test() -> None:
    own = {rule.code for rule in vars(gate).values() if type(rule).__name__ == "Rule"}
    assert own <= {*MADE, *OTHERS}


OTHERS = {"too-much-changed", "name-differs-by-case"}
"""Rules with tests of their own above."""
