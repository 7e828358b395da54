"""`python -m benchmarks [ROW …]`: measure, row by row; without names all of them."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path

from benchmarks import report
from benchmarks.machine import machine
from benchmarks.measured import FailedError
from benchmarks.paired import say
from benchmarks.row import Goal, MissingError, Result
from benchmarks.rows import ROWS
from benchmarks.sites import FOLDER, Bench, program

QUICK_CASES, QUICK_SECONDS, QUICK_PAIRS = 100, 40.0, 3


def main() -> int:
    """0 when every row was measured and meets its target, 1 when one does not, 2 when one could not be measured."""
    asked = _asked()
    names = tuple(asked.rows or (name for name, row in ROWS.items() if row.quick or not asked.quick))
    bench = Bench(asked.pairs, asked.seconds, asked.cases, asked.folder)
    if asked.quick:
        bench = Bench(QUICK_PAIRS, QUICK_SECONDS, QUICK_CASES, asked.folder)
    own = bench.instead is None
    reports = asked.reports if own else asked.reports / f"{bench.instead}-cases"
    if own:
        say(f"{len(names)} rows, about {sum(ROWS[name].minutes for name in names):.0f} minutes on two cores")
    codes = [_measured(name, bench, reports) for name in names]
    made = report.table(names, reports)
    (reports / "bench.md").write_text(report.table(tuple(ROWS), reports), "utf-8")
    say(f"\n{made}\n{reports}/bench.md")
    if own and asked.record:
        report.record(made)
    return max(codes)


def _measured(name: str, bench: Bench, reports: Path) -> int:
    row, date = ROWS[name], datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    say(f"{name}: {row.about}" + (f", about {row.minutes:.0f} min" if bench.instead is None else ""))
    where = machine()
    try:
        if row.needs:
            program(row.needs)
        result = row.measure(bench)
    except (MissingError, FailedError) as error:
        say(f"  not measured: {error}")
        last = str(error).splitlines()[0]
        result = Result((Goal(row.about, None, None, note=last),))
    report.write(row, result, where, date, reports)
    for goal in result.goals:
        say(f"  {goal.what}: {'' if goal.measured is None else f'{goal.measured:.3g} {goal.unit}, '}{goal.verdict}")
    met = {goal.met for goal in result.goals}
    return 2 if None in met else int(False in met)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure, against what the design says.")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"which; default: all. {', '.join(ROWS)}")
    parser.add_argument("--quick", action="store_true", help=f"a few rows with {QUICK_CASES} cases, in under five minutes")
    parser.add_argument("--cases", type=int, help="so many cases in every row, instead of the number of its target")
    parser.add_argument("--pairs", type=int, default=3, help="pairs of runs; default: 3")
    parser.add_argument("--seconds", type=float, help="begin no pair that would make a row take longer than this")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the sites are; default: build/bench")
    parser.add_argument("--reports", type=Path, default=report.REPORTS, help="where reports go; default: build/reports")
    parser.add_argument("--record", action="store_true", help="put the table into docs/performance.md")
    asked = parser.parse_args()
    unknown = [name for name in asked.rows if name not in ROWS]
    if unknown:
        parser.error(f"no row {', '.join(unknown)}; there are {', '.join(ROWS)}")
    return asked


if __name__ == "__main__":
    raise SystemExit(main())
