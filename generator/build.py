"""The way from content to site: read, load, check; then for each language pages, render, write, publish, index."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator import (
    checks,
    copies,
    exports,
    issue_forms,
    journal,
    languages,
    load,
    offline,
    output,
    pages,
    report,
    root,
    routes,
    source,
    workers,
)
from generator.checked import Checked
from generator.diagnostics import Severity, in_order
from generator.exports import feeds
from generator.pages.views import Mistake
from generator.publish import assets, configuration, mkdocs, search
from generator.render import Renderer

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping

    from generator.catalog import CaseEntry, Catalog, CountryEntry, Settings
    from generator.journal import Changes
    from generator.languages import Locale
    from generator.routes import Route

PAGEFIND = "pagefind"
"""The folder of the search index below that of a language."""
SAMPLES = Path(__file__).parent / "samples"


@dataclass(frozen=True)
class Job:
    """One language to build. Holds values only, so that any kind of process can do it."""

    folder: Path
    site: Path
    language: str
    catalog: Catalog
    today: datetime.date
    cached: bool
    offline: bool = False


@dataclass(frozen=True)
class Built:
    """A language that is built and staged: it is published once all of them are.

    `listed` are the pages that search engines are told of, with the languages of the site in which each exists: the same in
    every language. `copy` are the bytes of the offline copy, where there is one.
    """

    language: str
    pages: int
    changes: tuple[Changes, ...]
    listed: Mapping[Route, tuple[str, ...]]
    copy: int = 0


def check(folder: Path, today: datetime.date | None = None, new: Mapping[str, bytes] = MappingProxyType({})) -> Checked:
    """Everything that is wrong with the content below `folder`, as of a day, as if the new files were there too."""
    settings, findings = load.load_settings(folder)
    reading = source.with_files(source.read(folder), new)
    findings += reading.findings
    catalog = None
    if settings:
        catalog, problems = load.load(reading, settings)
        catalog = replace(catalog, today=today)
        findings += problems
        findings += checks.check_all(catalog)
        made, problems = copies.of(folder, catalog)
        catalog = replace(catalog, copies=made)
        findings += problems
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


def build(
    catalog: Catalog,
    folder: Path,
    site: Path,
    wanted: tuple[str, ...],
    *,
    jobs: int,
    cached: bool,
    today: datetime.date,
    offline: bool = False,
) -> Iterator[Built]:
    """The site of a catalog without errors, language by language as each is done, then what stands above them.

    With `offline` an archive of each language besides; without, there is none afterwards. All of it is published at the end, or nothing.
    """
    output.claim(site)
    work = [Job(folder, site, language, catalog, today, cached, offline) for language in wanted]
    with journal.transaction(site) as changes:
        listed: Mapping[Route, tuple[str, ...]] = {}
        for built in workers.each(build_language, work, jobs):
            changes.extend(built.changes)
            listed = built.listed
            yield built
        above = (*root.artifacts(catalog.settings, listed), *exports.artifacts(catalog), *copies.artifacts(folder, catalog))
        every = dict.fromkeys((*catalog.settings.languages, *wanted))
        archives = map(routes.copy, every) if offline else ()
        changes.append(journal.stage(site, "", above, kept=(output.MARK, *every, *archives)))


def build_language(job: Job) -> Built:
    """One language: documents and configuration below `build/`; pages and search index staged for `site/<language>/`."""
    locale = languages.locale(job.language)
    made = tuple(pages.pages(job.catalog, locale, job.today, mistakes(locale), copied=job.offline))
    renderer = Renderer(locale, job.catalog.settings, job.catalog.pages)
    documents = {routes.document(page.route): renderer.document(page) for page in made}
    below, index = job.folder / output.BUILD, f"{job.language}/{PAGEFIND}"
    static = tuple(assets.assets())
    output.write(below / "docs" / job.language, (*((path, text.encode()) for path, text in documents.items()), *static))
    standing = {name: page.title for page in made for name in job.catalog.pages if page.route == routes.standing(name)}
    config = configuration.configuration(below, locale, job.catalog.settings, standing)
    output.write_file(below, f"{job.language}.yml", config)
    form = (routes.FORM_AS_TEXT, issue_forms.as_text(locale))
    published = (*mkdocs.publish(below / f"{job.language}.yml", documents), *static, form, *feeds.artifacts(job.catalog, locale))
    changes = [journal.stage(job.site, job.language, published, kept=(PAGEFIND,))]
    words = ((routes.published(page.route), renderer.search_document(page).encode()) for page in made if page.search is not None)
    output.write(below / "search" / job.language, words)
    bundle = search.index(below / "search" / job.language, job.site / index, below / "cache" / job.language if job.cached else None)
    if bundle is not None:
        changes.append(journal.stage(job.site, index, bundle))
    copy = offline.copy(job.folder, locale, job.catalog, made, standing, job.today) if job.offline else b""
    if copy:
        changes.append(journal.place(job.site, routes.copy(job.language), copy))
    return Built(job.language, len(made), tuple(changes), _listed(made, job.catalog.settings), len(copy))


def _listed(made: Iterable[pages.Page], settings: Settings) -> dict[Route, tuple[str, ...]]:
    """The route of each page that is more than a notice → the languages of the site in which it exists."""
    return {
        page.route: tuple(each.language for each in page.versions if each.kind != "missing" and each.language in settings.languages)
        for page in made
        if page.template != "notice"
    }


def mistakes(locale: Locale) -> tuple[Mistake, ...]:
    """The ten commonest mistakes, as the check tells of them: it is run over samples that hold each of them once."""
    checked = check(SAMPLES)
    told = []
    for finding in checked.findings:
        place = finding.location
        if finding.severity is Severity.error:
            line = checked.line(place.path, place.line)
            start, end = place.column - 1, place.end_column - 1 if place.end_line == place.line else len(line)
            cut = (line[:start].lstrip(), line[start:end], line[end:])
            told.append(Mistake(place.path, place.line, cut, report.message(finding, locale), report.way_out(finding, locale)))
    return tuple(told)


def default_jobs() -> int:
    """As many workers as the machine has cores for this process."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
