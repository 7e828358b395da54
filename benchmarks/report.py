"""What was measured: a file for each row in `build/reports/`, one table of all of them, and the same table in `docs/performance.md`."""

from __future__ import annotations

import json
import re
import statistics
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from benchmarks.corpus.cases import REPOSITORY
from benchmarks.row import TIMES, Goal

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.row import Result, Row

REPORTS = REPOSITORY / "build" / "reports"
SUMMARY = REPOSITORY / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"
HEADING = ("| what | at most | measured | pairs | | on | machine |", "| --- | --- | --- | --- | --- | --- | --- |")
WHAT = {"wall": "wall, s", "cpu": "processor, s", "memory": "peak memory, MB"}

Told = dict[str, Any]


def write(row: Row, result: Result, machine: dict[str, str], date: str, folder: Path = REPORTS) -> None:
    """`bench-<row>.json` with every run, and `bench-<row>.md` with their medians."""
    folder.mkdir(parents=True, exist_ok=True)
    goals = [asdict(goal) | {"verdict": goal.verdict} for goal in result.goals]
    told: Told = {"row": row.name, "about": row.about, "date": date, "machine": machine, "goals": goals}
    told |= {"left out": result.left_out, "details": result.details}
    (folder / f"bench-{row.name}.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (folder / f"bench-{row.name}.md").write_text(_page(told), "utf-8")


def table(names: tuple[str, ...], folder: Path = REPORTS) -> str:
    """One table of the rows that there are reports of, in this order."""
    there = [folder / f"bench-{name}.json" for name in names]
    told = [json.loads(path.read_text("utf-8")) for path in there if path.exists()]
    return "\n".join([*HEADING, *(line for each in told for line in _lines(each))]) + "\n"


def record(rows: str, document: Path = SUMMARY) -> None:
    """Puts the rows that were measured into the document: each replaces the row of the same words, others stay as they are."""
    text = document.read_text("utf-8")
    old = text.partition(BEGIN)[2].partition(END)[0]
    lines = {_key(line): line for part in (old, rows) for line in part.splitlines()[2:]}
    order = [_key(line) for line in (*rows.splitlines()[2:], *old.splitlines()[2:])]
    kept = "\n".join([*HEADING, *(lines[key] for key in dict.fromkeys(order))]) + "\n"
    document.write_text(re.sub(f"{BEGIN}.*{END}", lambda _: BEGIN + kept + END, text, flags=re.DOTALL), "utf-8", newline="\n")


def _key(line: str) -> str:
    return line.split("|")[1].strip()


def _lines(told: Told) -> list[str]:
    machine = f"{told['machine']['processor']}, {told['machine']['cores']} cores"
    lines = []
    for each in told["goals"]:
        goal = Goal(**{name: value for name, value in each.items() if name != "verdict"})
        unit = TIMES if goal.unit == TIMES else f" {goal.unit}"
        spread = f"{goal.spread[0]:.3g} to {goal.spread[1]:.3g}" if goal.spread else ""
        most, measured = ("" if value is None else f"{value:.3g}{unit}" for value in (goal.at_most, goal.measured))
        verdict = "; ".join(part for part in (goal.verdict, goal.note) if part)
        lines.append(f"| {goal.what} | {most} | {measured} | {spread} | {verdict} | {told['date']} | {machine} |")
    return lines


def _page(told: Told) -> str:
    """A row for people: the goals, the medians of each series, what is left out."""
    lines = [f"# {told['about']}", "", *HEADING, *_lines(told), ""]
    lines += [f"- {name}: {value}" for name, value in told["machine"].items()]
    series = list(_series(told["details"]))
    if series:
        lines += ["", f"| runs | how many | {' | '.join(WHAT.values())} |", "| --- | --- | --- | --- | --- |"]
        lines += [f"| {name} | {len(runs)} | {' | '.join(_median(runs, what) for what in WHAT)} |" for name, runs in series]
    lines += ["", "## Left out", "", *(f"- {each}" for each in told["left out"])] if told["left out"] else []
    lines += ["", "## Profile", "", "```text", str(told["details"]["profile"]).rstrip(), "```"] if "profile" in told["details"] else []
    return "\n".join(lines) + "\n"


def _series(details: Told, name: str = "") -> list[tuple[str, list[Told]]]:
    """Every list of runs in the details, with the names that lead to it."""
    found: list[tuple[str, list[Told]]] = []
    for key, value in details.items():
        called = f"{name}, {key}" if name else key
        if isinstance(value, dict):
            found += [(called, [value])] if value.keys() >= WHAT.keys() else _series(value, called)
        elif isinstance(value, list | tuple) and value and isinstance(value[0], dict):
            found.append((called, list(value)))
    return found


def _median(runs: list[Told], what: str) -> str:
    values = [run[what] for run in runs if run.get(what) is not None]
    return f"{statistics.median(values):.3g}" if values else ""
