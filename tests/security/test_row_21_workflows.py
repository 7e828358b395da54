"""Nothing of a contribution runs with rights, and no word of it becomes a command or an option: row 21 of the threat model."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from repositories import commit, git
from test_workflows import FORGE, ROOT, TRIGGERS, WORKFLOWS, read, steps

from generator import changes

WRITING = {"report.yml", "intake.yml", "nightly.yml"}
"""Those that may change something on the forge."""

BAD_WORKFLOW = """
on: pull_request_target
jobs:
  greet:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: echo "${{ github.event.pull_request.title }}"
"""


def zizmor(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("zizmor")
    command = [str(program), "--offline", "--quiet", "--persona", "pedantic", "--format", "json-v1", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_runs_with_the_rights_of_the_base_on_code_of_a_contribution(path: Path) -> None:
    assert set(read(path)["on"]) == TRIGGERS[path.name]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_each_run_is_one_call_into_the_repository(path: Path) -> None:
    runs = [step["run"].replace('"', "") for step in steps(read(path)) if "run" in step]
    assert runs
    for run in runs:
        assert "${{" not in run
        assert re.fullmatch(r"(make|iscn) [a-z-]+", run)


@pytest.mark.parametrize("name", sorted(WRITING))
def test_what_may_write_runs_the_code_of_main_only(name: str) -> None:
    outs = [step["with"] for step in steps(read(FORGE / "workflows" / name)) if step.get("uses", "").startswith("actions/checkout@")]
    assert all(each.get("ref", "") in {"", "${{ github.event.repository.default_branch }}"} for each in outs)
    assert not any("repository" in each or "path" in each for each in outs)
    for step in steps(read(FORGE / "workflows" / name)):
        assert "working-directory" not in step
        if step.get("uses", "").startswith("actions/github-script@"):
            assert re.fullmatch(
                r"await require\('\./\.github/scripts/[a-z-]+\.cjs'\)\(\{github, context(, core)?\}\)", step["with"]["script"]
            )


def test_zizmor_finds_nothing() -> None:
    done = zizmor(FORGE)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []


def test_zizmor_would_find_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    (tmp_path / ".github" / "workflows" / "bad.yml").write_text(BAD_WORKFLOW)
    done = zizmor(tmp_path / ".github")
    found = {finding["ident"] for finding in json.loads(done.stdout)}
    assert done.returncode != 0
    assert {"dangerous-triggers", "unpinned-uses", "template-injection", "artipacked", "excessive-permissions"} <= found


EXPRESSIONS = {
    "!cancelled()",
    "github.event.issue.number",
    "github.event.pull_request.base.sha",
    "github.event.repository.default_branch",
    "github.event.workflow_run.head_branch",
    "github.event.workflow_run.head_repository.id",
    "github.event.workflow_run.id",
    "github.ref",
    "github.run_id",
    "github.token",
    "steps.deployment.outputs.page_url",
    "steps.gate.outputs.kind == 'content' && 'base' || 'proposal'",
}
"""All that is ever put into a workflow: numbers, ids and words of ours; two names of branches, which only tell queues apart."""


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_words_of_a_contribution_are_put_into_a_workflow(path: Path) -> None:
    workflow = read(path)
    assert set(re.findall(r"\$\{\{\s*(.*?)\s*\}\}", path.read_text("utf-8"))) <= EXPRESSIONS
    queues = workflow.pop("concurrency")
    assert set(queues) == {"group", "cancel-in-progress"}
    assert not re.search(r"github\.ref\b|head_branch", json.dumps(workflow))
    for step in steps(workflow):
        assert "${{" not in step.get("run", "") + step.get("with", {}).get("script", "")


def test_nothing_that_another_job_left_is_run() -> None:
    """What the check left lies outside of the folder with our code, and nothing but `make comment` of main reads it."""
    (job,) = read(FORGE / "workflows/report.yml")["jobs"].values()
    (download,) = (step["with"] for step in job["steps"] if step.get("uses", "").startswith("actions/download-artifact@"))
    assert download["path"] == job["env"]["RECEIVED"]
    assert download["path"].startswith("../")
    assert [step["run"] for step in job["steps"] if "run" in step] == ["make comment"]


LISTING = {"diff", "diff-tree", "ls-files", "ls-tree", "log"}
"""Commands of git that name paths: with line ends between them, a name with a line end would be two."""
TAKING = {"diff", "ls-files", "ls-tree", "log", "grep"}
"""Those that take paths from us."""


def test_git_is_asked_in_one_module_only() -> None:
    asking = [path for path in (ROOT / "generator").rglob("*.py") if re.search(r"""["']git["'],""", path.read_text("utf-8"))]
    assert [path.relative_to(ROOT).as_posix() for path in asking] == ["generator/changes.py"]


def test_git_names_paths_with_nul_between_them_and_takes_them_behind_two_hyphens() -> None:
    calls = _words_for_git(ast.parse((ROOT / "generator/changes.py").read_text("utf-8")))
    assert {words[0] for words in calls} >= LISTING | TAKING
    for words in calls:
        assert words[0] not in LISTING or "-z" in words, words
        assert words[0] not in TAKING or "--" in words, words


def _words_for_git(program: ast.Module) -> list[list[str]]:
    """The fixed words of each call of git, those that stand in a tuple before it included."""
    named = {
        node.targets[0].id: _fixed(node.value.elts)
        for node in ast.walk(program)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.Tuple)
    }
    found = []
    for node in ast.walk(program):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_git", "_bytes"}:
            words = [word for each in node.args[1:] for word in (_before(each, named) if isinstance(each, ast.Starred) else _fixed([each]))]
            found += [words] if words else []
    return found


def _before(each: ast.Starred, named: dict[str, list[str]]) -> list[str]:
    return named.get(each.value.id, []) if isinstance(each.value, ast.Name) else []


def _fixed(words: list[ast.expr]) -> list[str]:
    return [each.value for each in words if isinstance(each, ast.Constant) and isinstance(each.value, str)]


ODD = ("--output=stolen.md", "-z", "--help", "a\nb", "a\n::error::c", "ü", 'q"q', "tab\there", "space here", ":(exclude)cases", "*", "..x")
"""Names of files that are an option, a pattern or two lines to whoever is careless."""


@pytest.fixture
def odd(repository: Path) -> Path:
    """A repository with a text below each odd name, changed once."""
    for words in ("one", "two"):
        for name in ODD:
            (repository / "pages" / name).mkdir(exist_ok=True)
            (repository / "pages" / name / "text.en.md").write_text(words, "utf-8")
            (repository / name).write_text(words, "utf-8")
        commit(repository, words)
    return repository


def test_names_of_files_are_names_and_nothing_else(odd: Path) -> None:
    expected = {f"pages/{name}/text.en.md" for name in ODD} | set(ODD)
    assert changes.changed_since(odd, "HEAD~1") == expected
    assert {entry.path for entry in changes.between(odd, "HEAD~1", "HEAD")} == expected
    assert {path for path in changes.tree(odd, "HEAD", "pages") if path.count("/") == 2 and "/about/" not in path} == expected - set(ODD)


@pytest.mark.parametrize("name", ODD)
def test_the_versions_of_a_file_with_an_odd_name(odd: Path, name: str) -> None:
    assert next(changes.versions(odd, f"pages/{name}/text.en.md")) == b"two"
    if not name.startswith(":"):  # with which git begins what it says of a version; no name of a file of ours does
        assert list(changes.versions(odd, name)) == [b"two", b"one"]


def test_a_name_that_git_does_not_know_yet(odd: Path) -> None:
    (odd / "--cached").write_text("x", "utf-8")
    assert changes.changed_since(odd, "HEAD") == {"--cached"}
    git(odd, "rm", "-q", "--", "--help")
    assert changes.changed_since(odd, "HEAD") == {"--cached", "--help"}


@pytest.mark.parametrize("revision", ["--output=stolen", "--help", "--git-dir", "-h", "--all"])
def test_a_revision_is_no_option(odd: Path, revision: str) -> None:
    for asked in (changes.changed_since, lambda root, each: changes.between(root, each, "HEAD"), changes.tree):
        with pytest.raises(changes.GitError):
            asked(odd, revision)
    assert not (odd / "stolen").exists()
