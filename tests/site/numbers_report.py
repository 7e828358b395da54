"""What tests measured, for people to read: `build/reports/numbers.json` and `numbers.md`, whether a number was reached or not."""

from __future__ import annotations

import fcntl
import json
from typing import TYPE_CHECKING

from building import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = REPOSITORY / "build" / "reports"


def record(number: str, limit: float, measured: Mapping[str, float]) -> None:
    """Adds what was measured, by place, to a number that may be `limit` at most. Several processes may do so at once."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        path = FOLDER / "numbers.json"
        numbers = json.loads(path.read_text("utf-8")) if path.exists() else {}
        at = numbers.setdefault(number, {"at": {}})["at"]
        at.update({place: {"measured": value, "limit": limit} for place, value in measured.items()})
        ordered = {name: {"at": dict(sorted(numbers[name]["at"].items()))} for name in sorted(numbers)}
        path.write_text(json.dumps(ordered, ensure_ascii=False, indent=1) + "\n", "utf-8")
        (FOLDER / "numbers.md").write_text(_table(ordered), "utf-8")


def _table(numbers: dict) -> str:
    """A line for each number and limit: what was measured at worst, where, and at how many places."""
    lines = ["# Numbers of the built site", "", "| number | at most | worst | where | places | reached |", "|---|---|---|---|---|---|"]
    for name, number in numbers.items():
        for limit in sorted({each["limit"] for each in number["at"].values()}):
            at = {place: each["measured"] for place, each in number["at"].items() if each["limit"] == limit}
            worst = max(at, key=at.__getitem__)
            lines.append(f"| {name} | {limit} | {at[worst]} | {worst} | {len(at)} | {'yes' if at[worst] <= limit else '**no**'} |")
    return "\n".join(lines) + "\n"
