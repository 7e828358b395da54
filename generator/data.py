"""The open data: files are made where they would be others than last time, and staged.

What is remembered of a file is a hash of the values that it says, its size and its time. Of all files together it is a hash
of the content and the settings that they follow from: while that is the same, no value is thought out again.
"""

from __future__ import annotations

import sys
import zlib
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from generator import exports, journal, keys, remembered, routes, timing, touched
from generator.exports import dcat, files
from generator.exports.planned import Joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.catalog import CaseEntry, Catalog, CountryEntry
    from generator.exports.planned import Planned
    from generator.journal import Changes
    from generator.source import Document
    from generator.touched import State

    Entry = tuple[str, tuple[State, ...]]
    Entries = Mapping[str, Entry]

PLACE = "cache/data.json"


@dataclass(frozen=True)
class Known:
    """What is remembered: the hash of what all files follow from, and by the names of jobs the path and entry of each file."""

    content: str = ""
    jobs: Mapping[str, Entries] = field(default_factory=dict)


@dataclass(frozen=True)
class Begun:
    """The data of a build: the hash of what they follow from, the jobs that are done already, and the work that is left."""

    content: str
    right: dict[str, Entries]
    work: tuple[Callable[[], Made], ...]

    def paths(self) -> Iterator[str]:
        """Every file that is right, below the site."""
        return (path for entries in self.right.values() for path in entries)


@dataclass(frozen=True)
class Made:
    """What a job did: its files by their paths below the site, those of them that were made anew, and what this changes there."""

    job: str
    files: Entries
    anew: tuple[str, ...]
    changes: tuple[Changes, ...]
    stages: Sequence[timing.Stage]


def begun(build: Path | None, site: Path, catalog: Catalog, program: str) -> Begun:
    """What there is to do, of all that is known below `build/`: only inside a transaction on the site does that stay true."""
    content, before = _content(catalog), _recalled(build, program) if build else Known()
    right = _standing(site, catalog, before, content)
    left = (job for job in exports.jobs(catalog) if job.name not in right)
    return Begun(content, right, tuple(partial(make, site, catalog, job, before.jobs.get(job.name, {})) for job in left))


def _content(catalog: Catalog) -> str:
    """A hash of all that the data follow from, but for the program: the settings, and every document with its path."""
    settings = catalog.settings
    texts = (part for each in _documents(catalog) for part in (each.path, each.text))
    return keys.of(part.encode() for part in (settings.site_url, settings.base.model_dump_json(), *texts))


def _documents(catalog: Catalog) -> Iterator[Document]:
    entries: tuple[CaseEntry | CountryEntry, ...] = (*catalog.cases.values(), *catalog.countries.values())
    for entry in entries:
        yield entry.document
        yield from (text.document for text in entry.texts.values())
    yield from (city.document for city in catalog.cities.values())
    if catalog.origins_document:
        yield catalog.origins_document


def _standing(site: Path, catalog: Catalog, before: Known, now: str) -> dict[str, Entries]:
    """The jobs whose files are right as they are, because nothing has changed that any file follows from; none where one has."""
    remembered = {path for entries in before.jobs.values() for path in entries}
    if before.content != now or remembered != _paths(catalog):
        return {}
    return {job: entries for job, entries in before.jobs.items() if all(_stands(site, path, each) for path, each in entries.items())}


def _paths(catalog: Catalog) -> set[str]:
    """Every file of data that there has to be, below the site."""
    listing = (f"{dcat.NAME}.jsonld", f"{dcat.NAME}.ttl") if catalog.settings.site_url else ()
    return {f"{routes.DATA_FOLDER}/{path}" for path in (*files.paths(catalog), *listing)}


def _stands(site: Path, path: str, entry: Entry) -> bool:
    return touched.untouched(entry[1], [site / path])


def make(site: Path, catalog: Catalog, job: exports.Job, before: Entries) -> Made:
    """The files of a job, staged one after the other where they are not known from before."""
    now, changes = {}, {}
    with timing.stages() as stages, timing.stage("data"):
        for file in job.plan(catalog):
            path = f"{routes.DATA_FOLDER}/{file.path}"
            entry = before.get(path)
            if entry is None or entry[0] != file.key or not _stands(site, path, entry):
                changes[path] = _place(site, path, file)
                entry = (file.key, touched.states([journal.awaited(site, path)]))
            now[path] = entry
    return Made(job.name, now, tuple(changes), tuple(changes.values()), stages)


def _place(site: Path, path: str, file: Planned | Joined) -> Changes:
    if isinstance(file, Joined):
        pieces = (journal.awaited(site, f"{routes.DATA_FOLDER}/{each}").read_bytes() for each in file.of)
        return journal.place_pieces(site, path, file.join(pieces))
    return journal.place(site, path, file.write())


def _recalled(build: Path, program: str) -> Known:
    """What was remembered last time; nothing where it cannot be believed, or where another program made it."""
    try:
        content, jobs = remembered.recall(build, PLACE, _known_by(program)) or ("", {})
        return Known(content, {job: {path: _entry(*each) for path, each in entries.items()} for job, entries in jobs.items()})
    except (ValueError, TypeError, AttributeError):
        return Known()


def _entry(key: str, states: list[list[int]]) -> Entry:
    return key, tuple((size, time) for size, time in states)


def keep(build: Path, program: str, now: Begun) -> None:
    """Remember what is right in place of all that was remembered before."""
    remembered.keep(build, PLACE, _known_by(program), [now.content, now.right])


def _known_by(program: str) -> str:
    """A hash of what turns content into bytes: this program, and what of Python writes and presses them."""
    return keys.of([program.encode(), sys.version.encode(), zlib.ZLIB_RUNTIME_VERSION.encode()])
