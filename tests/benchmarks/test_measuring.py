"""How measurements are taken and told: turns, medians, ratios, and a table that keeps what was measured before."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks import least, measured, report
from benchmarks.corpus import ours
from benchmarks.corpus.cases import Corpus
from benchmarks.measured import FailedError, Measured
from benchmarks.paired import Series, paired, ratio
from benchmarks.row import Goal, Result, Row, of_ratio
from benchmarks.rows import ROWS
from benchmarks.sites import save

if TYPE_CHECKING:
    from pathlib import Path

MACHINE = {"processor": "a processor", "cores": "2"}


def test_a_ratio_is_one_of_medians_with_the_pairs_beside_it() -> None:
    found = ratio([1.0, 2.0, 9.0], [4.0, 2.0, 3.0])
    assert found.median == pytest.approx(2 / 3)
    assert (found.least, found.most) == (0.25, 3.0)


def test_two_programs_take_turns() -> None:
    turns: list[str] = []

    def run(name: str, wall: float) -> Measured:
        turns.append(name)
        return Measured(wall, wall, None)

    series = paired(lambda: run("A", 1), lambda: run("B", 2), 3)
    assert turns == ["A", "B"] * 3
    assert series.ratio("wall").median == 0.5


def test_no_pair_is_begun_that_would_take_too_long() -> None:
    one = Measured(1, 1, None)
    assert len(paired(lambda: one, lambda: one, 5, budget=0).ours) == 1


def test_children_count() -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'x = bytearray(80_000_000); sum(range(3_000_000))'])"
    alone = measured.run([sys.executable, "-c", "pass"], report.REPOSITORY)
    found = measured.run([sys.executable, "-c", code], report.REPOSITORY)
    assert found.cpu > alone.cpu
    assert found.memory is None or found.memory > 80


def test_a_program_that_fails_is_no_measurement() -> None:
    with pytest.raises(FailedError, match="went wrong"):
        measured.run([sys.executable, "-c", "raise SystemExit('went wrong')"], report.REPOSITORY)


def test_a_goal_says_by_how_much_it_is_missed() -> None:
    assert Goal("a", 2.0, 2.0).verdict == "met"
    assert Goal("a", 2.0, 3.0).verdict == "missed by 50%"
    assert Goal("a", 2.0, None).verdict == "not measured"


def result(what: str, value: float) -> Result:
    series = Series((Measured(value, 1, 5),) * 3, (Measured(1, 1, 5),) * 3)
    return Result((of_ratio(what, 1.0, series.ratio("wall")),), {"ours": [vars(run) for run in series.ours]}, ("nothing",))


def test_a_report_holds_every_run_and_their_medians(tmp_path: Path) -> None:
    report.write(Row("cold", "A build", 1, lambda _: result("a", 1)), result("cold build", 3), MACHINE, "2026-11-23", tmp_path)
    told = json.loads((tmp_path / "bench-cold.json").read_text("utf-8"))
    assert [run["wall"] for run in told["details"]["ours"]] == [3, 3, 3]
    page = (tmp_path / "bench-cold.md").read_text("utf-8")
    assert "| cold build | 1× | 3× | 3 to 3 | missed by 200% | 2026-11-23 | a processor, 2 cores |" in page
    assert "| ours | 3 | 3 | 1 | 5 |" in page
    assert report.table(("cold", "not-there"), tmp_path).splitlines()[2:] == [
        line for line in page.splitlines() if line.startswith("| cold")
    ]


def test_a_new_measurement_takes_the_place_of_the_old_one_and_leaves_the_others(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text(f"# Speed\n\n{report.BEGIN}{report.END}\nAfter.\n", "utf-8")
    for name, value in (("a", 1.0), ("b", 2.0), ("a", 3.0)):
        report.write(Row(name, name, 1, lambda _: result("a", 1)), result(name, value), MACHINE, "2026-11-23", tmp_path)
        report.record(report.table((name,), tmp_path), document)
    text = document.read_text("utf-8")
    assert text.count("| a |") == text.count("| b |") == 1
    assert "| a | 1× | 3× |" in text
    assert text.endswith(f"{report.END}\nAfter.\n")


def test_the_least_reads_every_file(tmp_path: Path) -> None:
    ours.write(Corpus(3), tmp_path)
    there = [path for path in tmp_path.rglob("*") if path.suffix in {".yml", ".md"} and path.name != "mkdocs.yml"]
    assert least.main(tmp_path) == len(there)


def test_a_saved_text_has_the_word_and_everything_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "text.en.md"
    save(path, b"before\n", "quux")
    assert path.read_text("utf-8") == "before\n\nQuux quux [@s1].\n"
    assert [each.name for each in tmp_path.iterdir()] == ["text.en.md"]


def test_a_row_that_cannot_be_measured_says_what_to_install(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks", "material", "--cases", "3", "--reports", str(tmp_path), "--folder", str(tmp_path)]
    surroundings = os.environ | {"BENCH_MKDOCS": str(tmp_path / "nothing")}
    done = subprocess.run(command, cwd=report.REPOSITORY, capture_output=True, text=True, check=False, env=surroundings)
    assert done.returncode == 2, done.stderr
    assert "not measured: mkdocs-static-i18n is not installed: `make bench-mkdocs`" in done.stdout
    assert "not installed: `make bench-mkdocs`" in (tmp_path / "3-cases" / "bench.md").read_text("utf-8")


def test_the_document_names_every_row() -> None:
    text = report.SUMMARY.read_text("utf-8")
    assert [name for name in ROWS if f"`{name}`" not in text] == []
