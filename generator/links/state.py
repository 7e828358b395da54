"""What is known of each address, from run to run: `build/cache/links.json`, never in git."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator import output
from generator.links.verdicts import FAILURE, FINE, ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.links.verdicts import Verdict

PLACE = "cache/links.json"
VERSION = 1
DAYS = 3
"""On so many days an address must have failed, and never been fine between them, before it counts as gone."""
KEPT = 10
"""How many days of failure are kept, the latest."""
GONE, FAILING, MOVED, UNKNOWN = "gone", "failing", "moved", "not-asked"

Failures = tuple[tuple[datetime.date, str], ...]
"""Days of failure, each with the word for what went wrong, the earliest first."""


@dataclass(frozen=True)
class Record:
    """What is known of one address: when it was asked last, what came back, and on which days it failed since it was fine.

    `copy` is an archived copy that was found, `sought` the day on which one was looked for.
    """

    asked: datetime.date
    word: str
    failures: Failures = ()
    moved: str = ""
    copy: str = ""
    sought: datetime.date | None = None

    @property
    def state(self) -> str:
        """`gone`, `failing`, `moved`, or what the last answer meant: `fine` or `cannot-tell`."""
        if self.failures:
            return GONE if len(self.failures) >= DAYS else FAILING
        return MOVED if self.moved else ROWS[self.word].outcome

    def is_due(self, today: datetime.date, days: int) -> bool:
        """Whether to ask again: what fails every time, until it counts as gone, and all else after so many days."""
        return self.state == FAILING or not 0 <= (today - self.asked).days < days

    def needs_copy(self, today: datetime.date, days: int) -> bool:
        """Whether to look for an archived copy: once there is a failure, and not again for so many days."""
        return bool(self.failures) and not self.copy and (self.sought is None or not 0 <= (today - self.sought).days < days)


State = dict[str, Record]
"""Address → what is known of it."""


def after(known: Record | None, verdict: Verdict, today: datetime.date) -> Record:
    """What is known once an address was asked: a success clears all failures, a failure counts once a day."""
    failures = dict(known.failures) if known else {}
    if verdict.outcome == FINE:
        return Record(today, verdict.word, moved=verdict.moved)
    if verdict.outcome == FAILURE:
        failures[today] = verdict.word
    found = replace(known, moved="") if known else Record(today, verdict.word)
    return replace(found, asked=today, word=verdict.word, failures=tuple(sorted(failures.items())[-KEPT:]))


def with_copy(record: Record, copy: str, today: datetime.date) -> Record:
    """The same, with the archived copy that was found today, or with none."""
    return replace(record, copy=copy, sought=today)


def read(folder: Path) -> State | None:
    """What is known, from below a folder for what is built; None where it is damaged, or of another version."""
    try:
        text = (folder / PLACE).read_bytes()
    except OSError:
        return {}
    try:
        kept = json.loads(text)
        if kept["version"] != VERSION:
            return None
        return {str(address): _record(values) for address, values in kept["addresses"].items()}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def keep(folder: Path, learned: Mapping[str, Record], named: Iterable[str]) -> None:
    """Put what was learned beside what others have written meanwhile; what no content names any more is forgotten."""
    known = {**(read(folder) or {}), **learned}
    addresses = {address: _values(known[address]) for address in sorted(set(named) & set(known))}
    text = json.dumps({"version": VERSION, "addresses": addresses}, ensure_ascii=False, indent=1)
    output.write_file(folder, PLACE, f"{text}\n".encode())


def _values(record: Record) -> dict[str, Any]:
    return {
        "asked": record.asked.isoformat(),
        "word": record.word,
        "failures": [[day.isoformat(), word] for day, word in record.failures],
        "moved": record.moved,
        "copy": record.copy,
        "sought": record.sought.isoformat() if record.sought else None,
    }


def _record(values: Any) -> Record:
    """ValueError, LookupError or TypeError where it is not one of ours."""
    failures = tuple((datetime.date.fromisoformat(day), word) for day, word in values["failures"])
    if any(word not in ROWS for word in (values["word"], *(word for _, word in failures))):
        raise ValueError
    # Addresses as `redirected` and `archive.found` make them: nothing in them acts on a terminal.
    if not all(isinstance(each, str) and each.isascii() and (not each or each.isprintable()) for each in (values["moved"], values["copy"])):
        raise TypeError
    sought = datetime.date.fromisoformat(values["sought"]) if values["sought"] else None
    return Record(datetime.date.fromisoformat(values["asked"]), values["word"], failures, values["moved"], values["copy"], sought)
