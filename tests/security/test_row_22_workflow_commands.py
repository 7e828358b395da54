"""Nothing that a contribution holds becomes a command to the forge by being printed: row 22 of the threat model.

What becomes of single values in annotations stands in tests/test_formats.py. Here every command that prints words of content is
run, in each of its forms, on content whose names and words are commands.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from building import REPOSITORY, run
from hypothesis import example, given
from hypothesis import strategies as some
from repositories import commit, git

from generator import formats

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

ORDERS = (
    "::error::owned",
    "::stop-commands::x",
    "::add-mask::a",
    "##[error]owned",
    "##[add-path]/tmp",
    "a ##[group]b",
    "%0A::error::owned",
    "::set-output name=kind::content",
)
OURS = re.compile(
    r"::(error|warning|notice) file=[^:,]*,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,title=[a-z0-9-]+::|::notice::\D+\d+ more$"
)
ENDS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")


def orders(printed: str) -> list[str]:
    """Lines that GitHub's runner would obey and that are no annotation of ours, whatever ends a line for it.

    What begins with `::` it reads as that and as nothing else; in any other line it looks for the older `##[`.
    """
    return [line for line in ENDS.split(printed) if not OURS.match(line) and (line.lstrip().startswith("::") or "##[" in line)]


def said(done: subprocess.CompletedProcess[str]) -> str:
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout + done.stderr


def test_the_runner_would_notice() -> None:
    for each in ORDERS:
        assert orders(f"x\n{each}\ny") or each.startswith("%")
        assert orders(f"x\r  {each}") or each.startswith("%")


@pytest.fixture
def hostile(root: Path) -> Path:
    """Content that is right but for its words: titles, summaries, labels, publishers and names of places are all orders."""
    for language in ("en", "de"):
        text = root / f"cases/de/example/text.{language}.md"
        told = re.sub(r"^title: .*$", f"title: '{ORDERS[0]}'", text.read_text("utf-8"), count=1, flags=re.MULTILINE)
        text.write_text(told.replace("\n## ", f"\n{ORDERS[1]}\n\n{ORDERS[3]}\n\n## ", 2), "utf-8")
    record = root / "cases/de/example/case.yml"
    record.write_text(re.sub(r"(publisher|title|note): .*", rf"\1: '{ORDERS[0]}'", record.read_text("utf-8")), "utf-8")
    for city in root.glob("countries/de/cities/*.yml"):
        city.write_text(re.sub(r"(\b(?:en|de)): .*", rf"\1: '{ORDERS[5]}'", city.read_text("utf-8")), "utf-8")
    return root


@pytest.fixture
def broken(hostile: Path) -> Path:
    """The same with mistakes: unknown keys and terms, names of files and folders, and lines that are orders."""
    record = hostile / "cases/de/example/case.yml"
    lines = "".join(f"'{each}': '{each}'\n" for each in ORDERS)
    record.write_text(f"{record.read_text('utf-8').replace('mobility', ORDERS[0].replace(':', '·'))}{lines}", "utf-8")
    for name in ("::error::x", "##[error]y", "a\n::error::z", "b\r::error::z", "c\u2028::error::z", "-x"):
        (hostile / "pages" / name).mkdir()
        (hostile / "pages" / name / "text.en.md").write_text(f"---\ntitle: x\n---\n\n## x\n\n{name}\n<b>\n", "utf-8")
    page = hostile / "pages/about/text.en.md"
    page.write_text(f"{page.read_text('utf-8')}\n::error::x <script>\n\n::error::y [x](javascript:y)\n\n##[error]z <b>\n", "utf-8")
    (hostile / "cases/de/bad").mkdir()
    (hostile / "cases/de/bad/case.yml").write_text("::error::x: [\n::error::y\n", "utf-8")
    return hostile


@pytest.mark.parametrize("form", ["text", "github", "markdown"])
def test_what_is_wrong(broken: Path, form: str) -> None:
    done = run("check", "--root", broken, "--format", form)
    assert done.returncode == 1
    assert orders(said(done)) == []
    assert "owned" in done.stdout or form == "github"


def test_what_is_wrong_for_programs(broken: Path) -> None:
    """JSON keeps every value as it is: no line of it begins with one."""
    done = run("check", "--root", broken, "--format", "json")
    assert [line for line in ENDS.split(done.stdout) if line.lstrip().startswith("::")] == []
    assert "owned" in json.dumps(json.loads(done.stdout))


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ("status",),
        ("status", "--format", "markdown"),
        ("status", "translations"),
        ("status", "translations", "--format", "markdown"),
        ("status", "coverage"),
        ("status", "coverage", "--format", "markdown"),
        ("translate", "de/example", "de"),
        ("build", "--languages", "en"),
        ("check",),
    ],
    ids=" ".join,
)
def test_what_is_right_but_hostile(hostile: Path, command: tuple[str, ...]) -> None:
    done = run(*command, "--root", hostile)
    assert orders(said(done)) == []


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_what_has_changed(root: Path, hostile: Path, tmp_path: Path, form: str) -> None:
    kept = shutil.copytree(hostile, tmp_path / "kept")
    git(root, "init", "-q", "-b", "main")
    shutil.rmtree(root / "cases")
    (root / "cases").mkdir()
    commit(root, "before")
    shutil.copytree(kept / "cases", root / "cases", dirs_exist_ok=True)
    commit(root, "after")
    done = run("changes", "HEAD~1", "HEAD", "--root", root, "--format", form)
    assert done.returncode == 0, done.stderr
    assert "error" in done.stdout
    assert orders(said(done)) == []


def test_what_the_gate_says_of_names(broken: Path) -> None:
    git(broken, "init", "-q", "-b", "main")
    git(broken, "commit", "-q", "--allow-empty", "-m", "nothing")
    commit(broken, "a change")
    for form in ("text", "github", "markdown"):
        done = run("gate", "HEAD~1", "--root", broken, "--format", form)
        assert done.returncode == 1
        assert orders(said(done)) == []


@pytest.mark.parametrize("revision", ["::error::owned", "x\n::error::owned", "x\r::error::owned", "##[error]owned"])
def test_what_git_says_of_a_revision(root: Path, revision: str) -> None:
    git(root, "init", "-q", "-b", "main")
    commit(root, "first")
    for command in (("gate", revision), ("changes", revision), ("preview", "--changed", revision, "--output", root / "x.html")):
        done = run(*command, "--root", root)
        assert done.returncode == 2
        assert orders(said(done)) == []


LISTINGS = some.text(alphabet=some.sampled_from(":# [\n\r\v\f\x85\u2028e\u200b"), max_size=12)


@given(LISTINGS)
@example("##[error]x")
@example("x\r ::error::y")
def test_no_text_at_all_is_an_order(text: str) -> None:
    assert orders(formats.for_log(text)) == []
    assert formats.for_log(text).replace("\u200b", "") == text.replace("\u200b", "")


def test_everything_is_printed_in_one_place() -> None:
    """Whatever prints does so through the escaper: nothing else in the program calls what writes to the terminal or the log."""
    found = set()
    for path in sorted((REPOSITORY / "generator").rglob("*.py")):
        if path.is_relative_to(REPOSITORY / "generator/templates"):  # programs that readers get to run with our data
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and re.fullmatch(
                r"print|click\.(echo|secho)|sys\.(stdout|stderr)\.write(lines)?|sys\.(stdout|stderr)\.buffer\.write", ast.unparse(node.func)
            ):
                found.add(f"{path.relative_to(REPOSITORY).as_posix()}: {ast.unparse(node.func)}")
    assert found == {"generator/cli/shared.py: click.echo", "generator/cli/shared.py: sys.stdout.writelines"}
