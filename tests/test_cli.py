"""The program as people run it: `python -m generator` in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from repositories import commit, git

from generator import __version__, audit, build, gate  # noqa: F401 (reading them declares every rule)
from generator.diagnostics import RULES

HERE = Path(__file__).parent.parent
CASE = "cases/de/example/case.yml"
TEXT = "cases/de/example/text.en.md"
CITY = "countries/de/cities/exampletown.yml"


def iscn(*arguments: str | Path, at: Path = HERE, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program somewhere."""
    surroundings = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    surroundings |= {"PYTHONPATH": str(HERE), "NO_MKDOCS_2_WARNING": "1", "COLUMNS": "200", "PYTHONUTF8": "1", **environment}
    return subprocess.run(
        [sys.executable, "-m", "generator", *map(str, arguments)],
        cwd=at,
        env=surroundings,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def change(root: Path, path: str, *words: tuple[str, str]) -> None:
    text = (root / path).read_text("utf-8")
    for old, new in words:
        assert old in text
        text = text.replace(old, new, 1)
    (root / path).write_text(text, "utf-8")


class TestWithoutArguments:
    def test_it_says_what_can_be_done_here(self, root: Path) -> None:
        run = iscn(at=root)
        assert run.returncode == 0
        assert all(f"  {command} " in run.stdout for command in ("check", "build", "serve", "translate"))
        assert "Here: 1 cases from 1 countries. Start with: iscn check" in run.stdout

    def test_where_there_is_nothing_it_says_so(self, tmp_path: Path) -> None:
        run = iscn(at=tmp_path)
        assert (run.returncode, run.stderr) == (0, "")
        assert "This folder holds no knowledge base (no mkdocs.yml)." in run.stdout

    def test_the_version(self) -> None:
        run = iscn("--version")
        assert (run.returncode, run.stdout, run.stderr) == (0, f"iscn {__version__}\n", "")

    @pytest.mark.parametrize(
        ("command", "options"),
        [
            ("check", ["--root", "--format", "--language", "--changed", "--fix", "--yes", "--today"]),
            ("build", ["--root", "--site", "--languages", "--jobs", "--no-cache", "--no-wait", "--offline", "--today"]),
            ("serve", ["--root", "--site", "--languages", "--today", "--host", "--port"]),
            ("translate", ["--root", "--follows", "--section", "--method", "--format", "--words"]),
            ("status", ["--root", "--language", "--format", "--words", "--today"]),
            ("changes", ["--root", "--language", "--format", "--words"]),
            (
                "links",
                ["--root", "--only", "--again", "--days", "--limit", "--pause", "--archive", "--private", "--format", "--words", "--today"],
            ),
            ("intake", ["--root", "--format", "--output", "--write", "--today"]),
            ("gate", ["--root", "--format", "--language", "--output"]),
            ("audit", ["--format", "--language", "--languages", "--limit", "--canary", "--page", "--jobs"]),
            ("preview", ["--root", "--changed", "--output", "--language", "--today"]),
            ("report", ["--root", "--changed", "--output", "--language", "--today"]),
            ("comment", ["--pull", "--output"]),
        ],
    )
    def test_help_names_every_option(self, command: str, options: list[str]) -> None:
        run = iscn(command, "--help")
        assert (run.returncode, run.stderr) == (0, "")
        assert [option for option in options if option not in run.stdout] == []


class TestCheck:
    def test_good_content(self, root: Path) -> None:
        run = iscn("check", "--root", root)
        assert (run.returncode, run.stdout, run.stderr) == (0, "9 files: Nothing to fix.\n", "")

    def test_the_default_root_is_here(self, root: Path) -> None:
        assert iscn("check", at=root).stdout == "9 files: Nothing to fix.\n"

    def test_a_misspelt_topic_names_file_line_column_word_and_the_nearest_topic(self, root: Path) -> None:
        change(root, CASE, ("[mobility, ", "[mobilty, "))
        run = iscn("check", "--root", root)
        assert run.returncode == 1
        assert run.stdout.splitlines()[0] == f'{CASE}:4:10: error: "mobilty" is not a topic.  [unknown-topic]'
        assert run.stdout.splitlines()[2].endswith('^^^^^^^ Write "mobility".')

    def test_ten_errors_in_three_files_come_in_one_run(self, root: Path) -> None:
        change(
            root,
            CASE,
            ("level: municipal", "level: municpal"),
            ("topics: [mobility, ", "topics: [mobilty, "),
            ("sdgs: ['11.2']", "sdgs: ['18.2']"),
            ("    role: owner", "    role: partner"),
            ("published: 2020-05", "published: May 2020"),
            ("value: 1200", "value: 1.200"),
        )
        change(
            root,
            TEXT,
            ("No product", "<b>No product</b>"),
            ("year [@s1]", "year [@s9]"),
            ("Other towns", "[Other towns](javascript:alert)"),
        )
        change(root, CITY, ("latitude: 48.59", "latitude: 4859"), ("year: 2023", "yaer: 2023"))
        run = iscn("check", "--root", root, "--format", "json")
        assert run.returncode == 1
        told = json.loads(run.stdout)
        assert [(each["path"], each["line"], each["column"], each["code"]) for each in told["findings"] if each["severity"] == "error"] == [
            (CASE, 3, 8, "unknown-level"),
            (CASE, 4, 10, "unknown-topic"),
            (CASE, 6, 9, "not-an-sdg"),
            (CASE, 12, 1, "no-owner"),
            (CASE, 25, 16, "not-a-date"),
            (CASE, 42, 12, "ambiguous-number"),
            (TEXT, 13, 1, "raw-html"),
            (TEXT, 17, 51, "unknown-citation"),
            (TEXT, 21, 1, "unsafe-link"),
            (CITY, 3, 11, "coordinate-out-of-range"),
            (CITY, 7, 3, "unknown-field"),
        ]
        assert told["errors"] == 11

    def test_warnings_do_not_stop_publication(self, root: Path) -> None:
        change(root, CASE, ("sdgs: ['11.2']\n", ""))
        run = iscn("check", "--root", root, "--format", "json")
        told = json.loads(run.stdout)
        assert (run.returncode, told["errors"], told["warnings"]) == (0, 0, 1)

    def test_json_has_its_form(self, root: Path) -> None:
        change(root, CITY, ("year: 2023", "year: '23'"))
        told = json.loads(iscn("check", "--root", root, "--format", "json").stdout)
        assert (told["version"], told["files"], told["errors"], told["warnings"]) == (1, 9, 1, 0)
        (finding,) = told["findings"]
        assert {name: type(value) for name, value in finding.items()} == {
            **dict.fromkeys(("code", "severity", "path", "message", "hint"), str),
            **dict.fromkeys(("line", "column", "end_line", "end_column"), int),
            "fix": type(None),
        }

    @pytest.mark.parametrize(("language", "words"), [("de", "kein Thema"), ("es", "no figura entre los temas"), ("hi", "mobilty")])
    def test_messages_in_the_language_of_the_reader(self, root: Path, language: str, words: str) -> None:
        change(root, CASE, ("[mobility, ", "[mobilty, "))
        run = iscn("check", "--root", root, "--language", language)
        assert run.returncode == 1
        assert words in run.stdout.splitlines()[0]

    def test_a_bad_configuration_is_content_with_errors(self, root: Path) -> None:
        change(root, "mkdocs.yml", ("[en, de]", "[en, xx]"))
        run = iscn("check", "--root", root)
        assert run.returncode == 1
        assert run.stdout.startswith("mkdocs.yml:10:21: error: ")

    def test_no_traceback_for_hostile_files(self, root: Path) -> None:
        (root / CASE).write_bytes(b"a: &a [*a, *a]\n")
        (root / TEXT).write_bytes(b"\xff\x00")
        (root / CITY).unlink()
        (root / CITY).symlink_to("/etc/passwd")
        run = iscn("check", "--root", root)
        assert (run.returncode, run.stderr) == (1, "")
        assert "root:" not in run.stdout
        assert [line.rpartition("[")[2].rstrip("]") for line in run.stdout.splitlines() if ": error: " in line] == [
            "yaml-anchor",
            "not-utf8",
            "symlink",
        ]


class TestCheckOfSome:
    def test_a_path_leaves_out_what_lies_elsewhere(self, root: Path) -> None:
        change(root, CASE, ("[mobility, ", "[mobilty, "))
        change(root, CITY, ("year: 2023", "yaer: 2023"))
        run = iscn("check", "--root", root, "countries/de", "--format", "json", at=root)
        told = json.loads(run.stdout)
        assert (run.returncode, {each["path"] for each in told["findings"]}) == (1, {CITY})
        assert told["files"] < 9
        assert {each["path"] for each in json.loads(iscn("check", CASE, CITY, "--format", "json", at=root).stdout)["findings"]} == {
            CASE,
            CITY,
        }
        # From a folder inside, and absolute; good files are good whatever stands elsewhere.
        assert iscn("check", "--root", root, root / TEXT).returncode == 0
        assert iscn("check", "--root", "../..", "de", at=root / "cases").returncode == 2
        assert iscn("check", "--root", "..", "de", at=root / "cases").returncode == 1

    def test_it_says_what_is_fine(self, root: Path) -> None:
        run = iscn("check", "--root", root, "cases", at=root)
        assert run.returncode == 0
        first, last = run.stdout.splitlines()
        assert re.fullmatch(r"cases/de/example: \d+ fields, 2 languages, 0 pictures: nothing to fix\.", first)
        assert last == "3 files: Nothing to fix."

    def test_it_does_not_call_fine_what_is_not(self, root: Path) -> None:
        change(root, TEXT, ("year [@s1]", "year [@s9]"))
        run = iscn("check", "--root", root, "cases", "countries", at=root)
        assert run.returncode == 1
        assert [line.partition(":")[0] for line in run.stdout.splitlines() if "nothing to fix" in line] == ["countries/de"]

    @pytest.mark.parametrize("path", ["cases/xx", "cases/de/example/case.yaml", "..", "/"])
    def test_a_path_that_is_not_there_or_lies_outside(self, root: Path, path: str) -> None:
        run = iscn("check", "--root", root, path, at=root)
        assert (run.returncode, run.stdout) == (2, "")
        assert run.stderr.startswith(f"iscn: there is no {path} in ")

    def test_what_changed_comes_first(self, root: Path) -> None:
        who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@town.example", "-c", "commit.gpgsign=false"]
        change(root, CASE, ("[mobility, ", "[mobilty, "))
        for arguments in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "first"]):
            subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)
        change(root, CITY, ("year: 2023", "yaer: 2023"))
        run = iscn("check", "--root", root, "--changed", "HEAD", "--format", "json")
        assert list(dict.fromkeys(each["path"] for each in json.loads(run.stdout)["findings"])) == [CITY, CASE]
        run = iscn("check", "--root", root, "--changed", "no-such-branch")
        assert (run.returncode, run.stdout) == (2, "")
        assert run.stderr.startswith("iscn: --changed no-such-branch: fatal: ")


class TestFix:
    def test_it_shows_the_difference_and_writes_it(self, root: Path) -> None:
        before = (root / CASE).read_bytes()
        change(root, CASE, ("[mobility, ", "[mobilty, "))
        run = iscn("check", "--root", root, "--fix", "--yes")
        assert run.returncode == 0
        assert "-topics: [mobilty, digital-services]\n+topics: [mobility, digital-services]\n" in run.stderr
        assert run.stdout == "9 files: Nothing to fix.\n"
        assert (root / CASE).read_bytes() == before

    def test_without_an_answer_nothing_is_written(self, root: Path) -> None:
        change(root, CASE, ("[mobility, ", "[mobilty, "))
        before = (root / CASE).read_bytes()
        run = iscn("check", "--root", root, "--fix")
        assert run.returncode == 1
        assert "Traceback" not in run.stderr
        assert (root / CASE).read_bytes() == before

    def test_only_below_the_paths(self, root: Path) -> None:
        change(root, CASE, ("[mobility, ", "[mobilty, "))
        before = (root / CASE).read_bytes()
        assert iscn("check", "--root", root, "--fix", "--yes", "countries", at=root).returncode == 0
        assert (root / CASE).read_bytes() == before


class TestFormats:
    def test_github(self, root: Path) -> None:
        change(root, CASE, ("[mobility, ", "[mobilty, "))
        run = iscn("check", "--root", root, "--format", "github")
        assert run.returncode == 1
        first, last = run.stdout.splitlines()
        assert first.startswith(f"::error file={CASE},line=4,endLine=4,col=10,endColumn=17,title=unknown-topic::")
        assert last == "1 error, 0 warnings, 0 hints in 9 files."

    def test_markdown(self, root: Path) -> None:
        change(root, CASE, ("[mobility, ", "[mobilty, "))
        run = iscn("check", "--root", root, "--format", "markdown", "--language", "de")
        assert run.returncode == 1
        assert run.stdout.splitlines()[2] == f"### `{CASE}`"
        assert run.stdout.splitlines()[4].startswith("- 4:10 **")


class TestExplain:
    def test_a_rule(self) -> None:
        run = iscn("explain", "no-owner")
        assert (run.returncode, run.stderr) == (0, "")
        assert run.stdout.startswith("no-owner (error)\n")
        assert "Bad:" in run.stdout
        assert "Good:" in run.stdout

    def test_a_vocabulary_names_its_words(self) -> None:
        assert "Possible: integrated-development, " in iscn("explain", "unknown-topic").stdout

    def test_without_a_code_all_rules(self) -> None:
        run = iscn("explain")
        assert run.returncode == 0
        assert [line.split()[0] for line in run.stdout.splitlines()] == sorted(RULES)

    @pytest.mark.parametrize(("code", "words"), [("no-ownr", "is it no-owner?"), ("xyzzy", "there is no rule xyzzy")])
    def test_an_unknown_code(self, code: str, words: str) -> None:
        run = iscn("explain", code)
        assert (run.returncode, run.stdout) == (2, "")
        assert words in run.stderr


class TestWrongUsage:
    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["check", "--format", "xml"], "'xml' is not one of 'text', 'json', 'github', 'markdown'"),
            (["check", "--language", "xx"], "--language is one of de, en, es, hi, pt"),
            (["build", "--languages", "en,xx"], "--languages: xx is none of en, de"),
            (["build", "--today", "tomorrow"], "--today is a day such as 2026-11-23, not tomorrow"),
            (["build", "--jobs", "-1"], "--jobs"),
            (["serve", "--port", "70000"], "--port"),
            (["translate", "de/example", "de", "--method", "human"], "--follows"),
            (["translate", "de/example", "es"], "de/example has no text in es"),
            (["translate", "de/example", "de", "--words", "xx"], "--words is one of de, en, es, hi, pt"),
            (["status", "--language", "es"], "--language: es is none of en, de"),
            (["status", "--words", "xx"], "--words is one of de, en, es, hi, pt"),
            (["translate", "de/nothing", "de", "--follows"], "there is no case, country or page de/nothing"),
            (["nonsense"], "nonsense"),
            (["check", "--nonsense"], "--nonsense"),
        ],
    )
    def test_it_is_told_in_a_line(self, root: Path, arguments: list[str], words: str) -> None:
        run = iscn(*arguments, at=root)
        assert run.returncode == 2
        assert words in run.stderr
        assert "Traceback" not in run.stderr
        assert not (root / "site").exists()

    @pytest.mark.parametrize("command", [["check"], ["build"], ["translate", "a", "b", "--follows"], ["status"]])
    def test_a_folder_without_a_knowledge_base(self, tmp_path: Path, command: list[str]) -> None:
        run = iscn(*command, "--root", tmp_path)
        assert run.returncode == 2
        assert "There is no mkdocs.yml in" in run.stderr

    def test_a_day_from_the_environment(self, root: Path) -> None:
        run = iscn("build", "--root", root, SOURCE_DATE_EPOCH="yesterday")
        assert run.returncode == 2
        assert "not yesterday" in run.stderr


class TestTranslate:
    def test_it_says_which_file_it_wrote(self, root: Path) -> None:
        run = iscn("translate", "de/example", "de", "--follows", "--method", "machine", "--root", root)
        assert (run.returncode, run.stdout) == (0, "cases/de/example/text.de.md: follows the original\n")
        assert "method: machine" in (root / "cases/de/example/text.de.md").read_text("utf-8")

    def test_it_records_that_one_section_follows(self, root: Path) -> None:
        change(root, TEXT, ("No product", "Not one product"), ("A travel app", "The travel app"))
        run = iscn("translate", "de/example", "de", "--follows", "--section", "Challenge", "--root", root)
        assert (run.returncode, run.stdout) == (0, "cases/de/example/text.de.md: follows the original in Challenge\n")
        assert "de/example: title" in iscn("status", "--root", root).stdout

    def test_without_follows_it_shows_then_now_and_yours(self, root: Path) -> None:
        git(root, "init", "-q")
        commit(root, "first")
        change(root, TEXT, ("No product", "Not one product"))
        run = iscn("translate", "de/example", "de", "--root", root)
        assert (run.returncode, run.stderr) == (0, "")
        assert run.stdout == (
            "== Herausforderung (challenge)\n"
            "-- Then, when it was translated\nNo product on the market met the conditions of the town [@s1].\n"
            "-- Now, in the original\nNot one product on the market met the conditions of the town [@s1].\n"
            "-- Yours, in the translation\nKein Produkt am Markt erfüllte die Bedingungen der Stadt [@s1].\n\n"
        )
        german = iscn("translate", "de/example", "de", "--root", root, "--format", "markdown", "--words", "de").stdout
        assert "**Jetzt, im Original**\n\n```\nNot one product" in german


class TestStatus:
    def test_what_needs_work(self, root: Path) -> None:
        run = iscn("status", "--root", root, "--today", "2026-11-23")
        assert (run.returncode, run.stderr) == (0, "")
        assert run.stdout == (
            "What needs work as of November 23, 2026\n\nCases without a review: 1\n"
            "Someone from another organisation or country should read them.\n  de/example\n"
        )

    def test_one_language(self, root: Path) -> None:
        change(root, "cases/de/example/text.de.md", ("method: human", "method: machine"))
        told = iscn("status", "--root", root, "--language", "de", "--words", "de").stdout
        assert "Ungeprüfte maschinelle Übersetzungen: 1\n" in told
        assert "Begutachtung" not in told
        assert "Im Moment ist nichts zu tun." in iscn("status", "--root", root, "--language", "en", "--words", "de").stdout

    def test_translations(self, root: Path) -> None:
        run = iscn("status", "translations", "--root", root)
        assert (run.returncode, run.stderr) == (0, "")
        assert run.stdout == (
            "Up to date (current): 3\n  German (de): 3\n    de/example, de, page:about\n"
            "Original (original): 3\n  English (en): 3\n    de/example, de, page:about\n"
        )
        told = json.loads(iscn("status", "translations", "--root", root, "--format", "json", "--language", "de").stdout)
        assert [(each["id"], each["state"]) for each in told["texts"]] == [
            ("de/example", "current"),
            ("de", "current"),
            ("about", "current"),
        ]

    def test_for_programs_and_for_an_issue(self, root: Path) -> None:
        told = json.loads(iscn("status", "--root", root, "--format", "json", "--today", "2026-11-23").stdout)
        assert [(each["group"], each["count"]) for each in told["groups"]] == [("review", 1)]
        assert "### Cases without a review: 1\n" in iscn("status", "--root", root, "--format", "markdown").stdout

    def test_content_with_errors_is_no_reason_to_stop(self, root: Path) -> None:
        (root / "pages/about/text.de.md").write_text("no front matter\n", "utf-8")
        run = iscn("status", "--root", root)
        assert run.returncode == 0
        assert run.stderr == "The content has errors, so some of it may be missing here: iscn check\n"

    def test_without_a_configuration_that_can_be_read(self, root: Path) -> None:
        change(root, "mkdocs.yml", ("[en, de]", "[en, xx]"))
        run = iscn("status", "--root", root)
        assert run.returncode == 1
        assert "[unknown-language]" in run.stdout

    def test_colours_on_a_terminal_only(self, root: Path) -> None:
        change(root, TEXT, ("No product", "Not one product"))
        assert "\x1b[" not in iscn("status", "--root", root).stdout
        assert "\x1b[33m" in iscn("status", "--root", root, FORCE_COLOR="1").stdout
        assert "\x1b[" not in iscn("status", "--root", root, "--format", "json", FORCE_COLOR="1").stdout


class TestBuildAndErrors:
    @pytest.mark.parametrize(
        ("path", "old", "new"),
        [(CASE, "[mobility, ", "[mobilty, "), (CITY, "names:", "names: &a"), ("mkdocs.yml", "[en, de]", "[en, xx]")],
    )
    def test_content_with_errors_leaves_the_site_untouched(self, root: Path, path: str, old: str, new: str) -> None:
        site = root / "site"
        (site / "en").mkdir(parents=True)
        (site / "en/index.html").write_text("as it was", "utf-8")
        before = (site / "en/index.html").stat().st_mtime_ns
        change(root, path, (old, new))
        run = iscn("build", "--root", root)
        assert run.returncode == 1
        assert f"{path}:" in run.stdout
        assert [file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()] == ["en/index.html"]
        assert (site / "en/index.html").read_text("utf-8") == "as it was"
        assert (site / "en/index.html").stat().st_mtime_ns == before
        assert {file.name for file in (root / "build").glob("*")} <= {"build.lock", "cache"}

    @pytest.mark.slow
    def test_a_good_build_says_where_it_is_and_for_which_day(self, root: Path) -> None:
        run = iscn("build", "--root", root, "--today", "2026-02-03", "--languages", "de", "--jobs", "1")
        assert run.returncode == 0, run.stderr
        assert "Building 1 languages as of 2026-02-03 (UTC)" in run.stderr
        assert str(root / "site") in run.stdout
        assert (root / "site/de/cases/de/example/index.html").is_file()
        assert not (root / "site/en").exists()
        # And what has errors from now on changes nothing of it.
        before = {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}
        change(root, CASE, ("[mobility, ", "[mobilty, "))
        assert iscn("build", "--root", root, "--languages", "de").returncode == 1
        assert {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()} == before
