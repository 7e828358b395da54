"""Bugs that leave something stale, each planted into a copy of the program: a walk must notice every one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edits.kinds import KINDS, Kind

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Planted:
    """Words that stand once in a file of the program, what takes their place, and what the edits touch by which it is noticed."""

    name: str
    file: str
    replaces: str
    by: str
    touches: tuple[str, ...] = ("content",)
    words: str = ""
    """What stands in the name of each kind of edit."""
    searched: int = 20

    def __str__(self) -> str:
        return self.name

    @property
    def kinds(self) -> list[Kind]:
        return [each for each in KINDS if each.touches in self.touches and self.words in each.name]

    def into(self, program: Path) -> None:
        file = program / self.file
        text = file.read_text("utf-8")
        assert text.count(self.replaces) == 1, f"{self.file}: {self.replaces!r} stands there {text.count(self.replaces)} times"
        file.write_text(text.replace(self.replaces, self.by), "utf-8")


DUMP = "    writer.dump(page)\n"
WITHOUT = "    from dataclasses import replace\n    writer.dump(replace(page, {}))\n"
PLANTED = (
    Planted(
        "what follows from the day is not in the key",
        "generator/publish/kept.py",
        DUMP,
        WITHOUT.format("view=replace(page.view, freshness='') if hasattr(page.view, 'freshness') else page.view"),
        touches=("day",),
    ),
    Planted(
        "what is searched is not in the key of the search index",
        "generator/publish/search.py",
        'key = f"{_key(_files(documents))} {hashlib',
        'key = f"{hashlib',
        searched=2,
    ),
    Planted(
        "similar cases are not in the key",
        "generator/publish/kept.py",
        DUMP,
        WITHOUT.format("view=replace(page.view, similar=()) if hasattr(page.view, 'similar') else page.view"),
    ),
    Planted(
        "how a text stands to its original is not in the key",
        "generator/publish/kept.py",
        DUMP,
        WITHOUT.format("versions=()"),
        words="translation",
    ),
    Planted(
        "the program is not in the key",
        "generator/edition.py",
        "keys.of([job.program.encode(), config,",
        "keys.of([config,",
        touches=("program",),
    ),
    Planted(
        "what the network sets is not in the key",
        "generator/edition.py",
        "known_by = keys.of([job.program.encode(), config, (job.folder / CONFIGURATION).read_bytes(), *map(str.encode, job.catalog.pages)])",
        "known_by = job.program",
        touches=("configuration",),
    ),
    Planted(
        "pages that are gone stay",
        "generator/journal.py",
        "return Changes(tuple(placed), tuple(_joined(below, path) for path in others))",
        "return Changes(tuple(placed), tuple(_joined(below, path) for path in others if False))",
    ),
    Planted(
        "files are the same where their sizes are",
        "generator/output.py",
        "state.st_size == len(content) and target.read_bytes() == content",
        "state.st_size == len(content)",
    ),
    Planted(
        "a published file is as it was left where its size is",
        "generator/touched.py",
        "tuple((state.st_size, state.st_mtime_ns) for state in found)",
        "tuple((state.st_size, 0) for state in found)",
        touches=("site",),
        words="are others",
    ),
    Planted(
        "what is remembered is believed unseen",
        "generator/touched.py",
        "return left == states(files)",
        "return True",
        touches=("site",),
    ),
    Planted(
        "a page is not thought out again, whatever it was made from",
        "generator/publish/kept.py",
        "return bool(self.seen) and self.state == watch.together(self.seen)",
        "return bool(self.seen)",
    ),
    Planted(
        "nobody looks at what is like a case",
        "generator/pages/plan.py",
        """        self._look("like", identity)\n""",
        "",
    ),
    Planted(
        "a record is what it was as long as it is there",
        "generator/watched.py",
        'return _hash(content(values[identity])) if identity in values else b""',
        'return identity.encode() if identity in values else b""',
    ),
    Planted(
        "the day is not looked at",
        "generator/pages/plan.py",
        "return repr((here.today, here.mistakes, here.copied)).encode()",
        'return b""',
        touches=("day",),
    ),
    Planted(
        "open data follow from the facts alone",
        "generator/data.py",
        "        yield from (text.document for text in entry.texts.values())\n",
        "",
    ),
)
