"""A survey: which addresses are due, what they answered, and where there are copies of those that fail."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.links import archive, state
from generator.links.rounds import round_of
from generator.links.verdicts import SILENT, judge

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Mapping

    from generator.links.asking import Asker
    from generator.links.mentions import Mention, Mentions
    from generator.links.state import Record, State
    from generator.links.verdicts import Verdict

FEW_HOSTS = 3
"""So many addresses can all be silent without a doubt about our own network."""


@dataclass(frozen=True)
class Plan:
    """What to ask: the addresses of these places, of those that are due the ones that waited longest, at most `most`.

    `days` is how long an answer counts, `again` asks for all, `api` is where archived copies are asked for; empty: nowhere.
    """

    chosen: Mentions
    today: datetime.date
    days: int
    again: bool = False
    most: int = 0
    api: str = archive.API

    def due(self, known: Mapping[str, Record]) -> list[str]:
        waiting = [each for each in self.chosen if self.again or each not in known or known[each].is_due(self.today, self.days)]
        waiting.sort(key=lambda each: known[each].asked.toordinal() if each in known else 0)
        return waiting[: self.most or None]


@dataclass
class Survey:
    """One run, and what it found: `learned` may be read while it goes on, and after it was stopped.

    `left` addresses were not asked because their host wants fewer requests; `offline` says that nobody answered at all.
    """

    known: State
    asker: Asker
    save: Callable[[State], None]
    learned: State = field(default_factory=dict)
    asked: int = 0
    left: int = 0
    offline: bool = False
    _silent: State = field(default_factory=dict)
    _answered: bool = False
    _saved: float = 0.0

    def run(self, plan: Plan, told: Callable[[int, int], None]) -> None:
        """Ask for all that is due, then for copies; `told` hears how many of how many are done. Saves now and then, and at the end."""
        due = plan.due(self.known)
        try:
            told(0, len(due))
            with closing(round_of(due, self.asker)) as answers:
                for each in answers:
                    if each is not None:
                        self._take(*each, plan.today)
                        told(self.asked + self.left, len(due))
                    self._save_now_and_then()
            self._count_the_silent(due)
            if plan.api and not self.offline:
                self._look_for_copies(plan)
        finally:
            self.asker.stop.set()
            self.save(self.learned)

    def _take(self, address: str, verdict: Verdict | None, today: datetime.date) -> None:
        if verdict is None:
            self.left += 1
            return
        self.asked += 1
        self._answered = self._answered or verdict.word not in {*SILENT, "not-public"}
        kept = self._silent if verdict.word in SILENT else self.learned
        kept[address] = state.after(self.known.get(address), verdict, today)

    def _save_now_and_then(self) -> None:
        """What is silent is not written down before somebody has answered."""
        if self._answered and self._silent:
            self.learned |= self._silent
            self._silent.clear()
        if time.monotonic() - self._saved >= self.asker.limits.save:
            self.save(self.learned)
            self._saved = time.monotonic()

    def _count_the_silent(self, due: Iterable[str]) -> None:
        """Where nobody answered, an address that was fine before decides whether it is our network."""
        if not self._answered and len(self._silent) > FEW_HOSTS:
            fine = [each for each, record in self.known.items() if record.state in {"fine", state.MOVED}]
            before = min(set(fine) - set(due), default="")
            self.offline = not before or judge(self.asker.ask(before)).word in SILENT
        if not self.offline:
            self.learned |= self._silent
        self._silent.clear()

    def _look_for_copies(self, plan: Plan) -> None:
        for address, places in plan.chosen.items():
            record = self.learned.get(address) or self.known.get(address)
            place = copyable(places)
            if record and place and record.needs_copy(plan.today, plan.days):
                body = self.asker.body(archive.question(plan.api, address, place.accessed))
                self.learned[address] = state.with_copy(record, archive.found(body), plan.today)
                self._save_now_and_then()


def copyable(places: Iterable[Mention]) -> Mention | None:
    """The first place beside which an archived copy is to be written: the one that somebody opened at a known day, if any."""
    lacking = [each for each in places if each.copyable and not each.copied]
    return min(lacking, key=lambda each: each.accessed is None, default=None)
