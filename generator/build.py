"""The way from content to site: read, load, check; then for each language pages, render, write, publish, index."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator import checks, languages, load, output, pages, root, routes, source
from generator.diagnostics import Finding, in_order
from generator.publish import assets, configuration, mkdocs, search
from generator.render import Renderer

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.catalog import CaseEntry, Catalog, CountryEntry

BUILD = "build"


@dataclass(frozen=True)
class Checked:
    """What `iscn check` knows: everything found, and the catalog where the configuration could be read."""

    findings: tuple[Finding, ...]
    files: int
    catalog: Catalog | None
    lines: Mapping[str, tuple[str, ...]]
    paths: tuple[str, ...] = ()
    below: tuple[str, ...] = ()

    @property
    def records(self) -> Mapping[str, tuple[int, int, int]]:
        """Folder of each case and country that was looked at → how many fields, languages and pictures it has."""
        if self.catalog is None:
            return {}
        entries: tuple[CaseEntry | CountryEntry, ...] = (*self.catalog.cases.values(), *self.catalog.countries.values())
        counted = {}
        for entry in entries:
            folder = entry.document.path.rpartition("/")[0]
            if not self.below or any(_is_below(folder, each) or _is_below(each, folder) for each in self.below):
                counted[folder] = (len(entry.document.tree.data), len(entry.texts), len(self.catalog.pictures.get(entry.id, ())))
        return counted

    def only(self, below: tuple[str, ...]) -> Checked:
        """What concerns these files and folders; everything where none are named."""
        if not below:
            return self
        kept = tuple(finding for finding in self.findings if any(_is_below(finding.location.path, each) for each in below))
        files = sum(any(_is_below(path, each) for each in below) for path in self.paths)
        return replace(self, findings=kept, files=files, below=below)

    def first(self, paths: frozenset[str]) -> Checked:
        """The findings in these files first, each part in its order."""
        return replace(self, findings=tuple(sorted(self.findings, key=lambda each: each.location.path not in paths)))

    def line(self, path: str, number: int) -> str:
        """A line of a file that was read, counted from 1; empty where there is none."""
        lines = self.lines.get(path, ())
        return lines[number - 1] if 0 < number <= len(lines) else ""


@dataclass(frozen=True)
class Job:
    """One language to build. Holds values only, so that any kind of process can do it."""

    folder: Path
    site: Path
    language: str
    catalog: Catalog
    today: datetime.date
    cached: bool


@dataclass(frozen=True)
class Built:
    language: str
    pages: int


def check(folder: Path, today: datetime.date | None = None) -> Checked:
    """Everything that is wrong with the content below `folder`, as of a day."""
    settings, findings = load.load_settings(folder)
    reading = source.read(folder)
    findings += reading.findings
    catalog = None
    if settings:
        catalog, problems = load.load(reading, settings)
        catalog = replace(catalog, today=today)
        findings += problems
        findings += checks.check_all(catalog)
    named = {finding.location.path for finding in findings}
    return Checked(in_order(findings), reading.files, catalog, {path: source.lines(folder, path) for path in named}, reading.paths)


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def build(
    catalog: Catalog, folder: Path, site: Path, wanted: tuple[str, ...], *, jobs: int, cached: bool, today: datetime.date
) -> Iterator[Built]:
    """The site of a catalog without errors, language by language as each is done, then what stands above them."""
    output.claim(site)
    work = [Job(folder, site, language, catalog.in_language(language), today, cached) for language in wanted]
    if jobs == 1 or len(work) == 1:
        yield from map(build_language, work)
    else:
        with ProcessPoolExecutor(max_workers=min(jobs, len(work))) as pool:
            yield from pool.map(build_language, work)
    output.write(site, root.artifacts(catalog, today), kept=(output.MARK, *catalog.settings.languages, *wanted))


def build_language(job: Job) -> Built:
    """One language: documents and configuration below `build/`, pages and search index below `site/<language>/`."""
    locale = languages.locale(job.language)
    made = tuple(pages.pages(job.catalog, locale, job.today))
    renderer = Renderer(locale, job.catalog.settings, job.catalog.pages)
    documents = {routes.document(page.route): renderer.document(page) for page in made}
    below, target = job.folder / BUILD, job.site / job.language
    static = tuple(assets.assets())
    output.write(below / "docs" / job.language, (*((path, text.encode()) for path, text in documents.items()), *static))
    standing = {name: page.title for page in made for name in job.catalog.pages if page.route == routes.standing(name)}
    config = configuration.configuration(below, locale, job.catalog.settings, standing)
    output.write_file(below, f"{job.language}.yml", config)
    output.write(target, (*mkdocs.publish(below / f"{job.language}.yml", documents), *static), kept=("pagefind",))
    words = ((routes.published(page.route), renderer.search_document(page).encode()) for page in made if page.search is not None)
    output.write(below / "search" / job.language, words)
    search.index(below / "search" / job.language, target / "pagefind", below / "cache" / job.language if job.cached else None)
    return Built(job.language, len(made))


def default_jobs() -> int:
    """As many workers as the machine has cores for this process."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
