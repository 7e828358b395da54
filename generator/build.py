"""The way from content to site: read, load, check; then for each language pages, render, write, publish, index."""

from __future__ import annotations

import operator
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator import checks, copies, data, journal, keys, load, output, root, routes, source, timing, workers
from generator.before import Kept, Nothing
from generator.checked import Checked
from generator.diagnostics import in_order
from generator.edition import Edition, Job, edition
from generator.pages import Common

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator, Mapping

    from generator.before import Held
    from generator.catalog import CaseEntry, Catalog, CountryEntry
    from generator.routes import Route

SAMPLES = Path(__file__).parent / "samples"


def check(
    folder: Path,
    today: datetime.date | None = None,
    new: Mapping[str, bytes] = MappingProxyType({}),
    *,
    cached: bool = False,
    held: Held | None = None,
) -> Checked:
    """Everything that is wrong with the content below `folder`, as of a day, as if the new files were there too.

    With `cached`, what was found out before is kept below `build/` of it, and need not be found out again; a program that
    stays can have it `held` instead.
    """
    before = held or (Kept(folder) if cached else Nothing())
    settings, findings = load.load_settings(folder)
    with timing.stage("read"):
        reading = source.with_files(source.read(folder, before.read_file), new)
    findings += reading.findings
    catalog = None
    if settings:
        with timing.stage("load"):
            catalog, problems = load.load(reading, settings, before.sections, before.once)
        catalog = replace(catalog, today=today)
        findings += problems
        with timing.stage("check"):
            findings += checks.check_all(catalog, before.proven(catalog))
        with timing.stage("pictures"):
            made, problems = copies.of(folder, catalog)
        catalog = replace(catalog, copies=made)
        findings += problems
        if not new:
            before.keep(catalog, findings)
    named = sorted({finding.location.path for finding in findings})
    return Checked(
        in_order(findings),
        {path: source.lines_of(new[path]) if path in new else source.lines(folder, path) for path in named},
        reading.paths,
        _records(catalog) if catalog else {},
        catalog,
        settings.repository if settings else "",
    )


def _records(catalog: Catalog) -> dict[str, tuple[int, int, int]]:
    """Folder of each case and country → how many fields, languages and pictures it has."""
    entries: tuple[CaseEntry | CountryEntry, ...] = (*catalog.cases.values(), *catalog.countries.values())
    return {
        entry.document.path.rpartition("/")[0]: (len(entry.document.tree.data), len(entry.texts), len(catalog.pictures.get(entry.id, ())))
        for entry in entries
    }


def build(  # noqa: PLR0913 - as many as there is to choose
    catalog: Catalog,
    folder: Path,
    site: Path,
    wanted: tuple[str, ...],
    *,
    jobs: int,
    cached: bool,
    today: datetime.date,
    offline: bool = False,
    searched: bool = True,
) -> Iterator[Edition]:
    """The site of a catalog without errors, language by language as each is done, then the data and what stands above them.

    Without `searched` there is no search index, neither a new nor the old one: to measure the rest.
    With `offline` an archive of each language besides; without, there is none afterwards. All of it is published at the end, or nothing.
    """
    output.claim(site)
    samples, program, common = replace(check(SAMPLES), catalog=None), keys.program(), Common(catalog)
    with timing.stage("common"):
        common.find_out()
    editions = [
        partial(edition, Job(folder, site, language, catalog, samples, today, program, cached, offline, searched, common))
        for language in wanted
    ]
    with journal.transaction(site) as changes:
        listed: Mapping[Route, tuple[str, ...]] = {}
        begun = data.begun(folder / output.BUILD if cached else None, site, catalog, program)
        work: list[Callable[[], Edition | data.Made]] = [*editions, *begun.work]
        for built in workers.each(operator.call, work, jobs):
            changes.extend(built.changes)
            if isinstance(built, Edition):
                listed = built.listed
                yield built
            else:
                begun.right[built.job] = built.files
            timing.note(built.stages)
        data.keep(folder / output.BUILD, program, begun)
        above = (*root.artifacts(catalog.settings, listed), *copies.artifacts(folder, catalog))
        every = dict.fromkeys((*catalog.settings.languages, *wanted))
        archives = map(routes.copy, every) if offline else ()
        changes.append(journal.stage(site, "", above, right=begun.paths(), kept=(output.MARK, *every, *archives)))
