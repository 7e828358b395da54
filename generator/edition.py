"""The site in one language: its pages are made where they would be others than last time, and all of it is staged.

Document, page and words for the search index of a page are made together and written at once, so that memory holds one page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator import issue_forms, journal, keys, languages, offline, output, pages, report, routes, timing
from generator.diagnostics import Severity
from generator.exports import feeds
from generator.pages.views import Mistake
from generator.publish import assets, configuration, kept, search
from generator.publish.mkdocs import Publisher
from generator.render import Renderer
from generator.source import CONFIGURATION

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.catalog import Catalog, Settings
    from generator.checked import Checked
    from generator.journal import Changes
    from generator.languages import Locale
    from generator.pages import Page
    from generator.routes import Route

PAGEFIND = "pagefind"
"""The folder of the search index below that of a language."""


@dataclass(frozen=True)
class Job:
    """One language to build. Holds values only, so that any kind of process can do it.

    `program` is the hash of what builds it, `samples` is what the check tells of the commonest mistakes.
    """

    folder: Path
    site: Path
    language: str
    catalog: Catalog
    samples: Checked
    today: datetime.date
    program: str
    cached: bool
    offline: bool = False
    searched: bool = True

    @property
    def build(self) -> Path:
        """The folder for everything that can be made again."""
        return self.folder / output.BUILD

    @property
    def cache(self) -> Path:
        return self.build / "cache" / self.language

    @property
    def configuration(self) -> Path:
        """What MkDocs reads."""
        return self.build / f"{self.language}.yml"


@dataclass(frozen=True)
class Edition:
    """A language that is built and staged: it is published once all of them are.

    `rendered` is how many of its pages were made again. `listed` are the pages that search engines are told of, with the
    languages of the site in which each exists: the same in every language. `copy` are the bytes of the offline copy, where
    there is one. `stages` is how long each took.
    """

    language: str
    pages: int
    rendered: int
    changes: tuple[Changes, ...]
    listed: Mapping[Route, tuple[str, ...]]
    copy: int = 0
    stages: Sequence[timing.Stage] = ()


def edition(job: Job) -> Edition:
    """One language: documents and configuration below `build/`; pages and search index staged for `site/<language>/`."""
    with timing.stages() as stages:
        made = _made(job)
    return replace(made, stages=stages)


def _made(job: Job) -> Edition:
    locale, settings = languages.locale(job.language), job.catalog.settings
    with timing.stage("pages"):
        made = tuple(pages.pages(job.catalog, locale, job.today, mistakes(job.samples, locale), copied=job.offline))
    standing = {name: page.title for page in made for name in job.catalog.pages if page.route == routes.standing(name)}
    config = configuration.configuration(job.build, locale, settings, standing)
    output.write_file(job.build, job.configuration.name, config)
    known_by = keys.of([job.program.encode(), config, (job.folder / CONFIGURATION).read_bytes(), *map(str.encode, job.catalog.pages)])
    with timing.stage("render and publish"):
        rendered = _render(job, locale, made, known_by)
    beside = (*assets.assets(), (routes.FORM_AS_TEXT, issue_forms.as_text(locale)), *feeds.artifacts(job.catalog, locale))
    changes = [journal.stage(job.site, job.language, beside, right=(routes.published(page.route) for page in made), kept=(PAGEFIND,))]
    with timing.stage("search"):
        changes += [*rendered, *_index(job)]
    with timing.stage("offline copy"):
        copy = offline.copy(job.folder, locale, job.catalog, made, standing, job.today) if job.offline else b""
    if copy:
        changes.append(journal.place(job.site, routes.copy(job.language), copy))
    return Edition(job.language, len(made), len(rendered), tuple(changes), _listed(made, settings), len(copy))


def _render(job: Job, locale: Locale, made: Sequence[Page], known_by: str) -> list[Changes]:
    """Make the pages that do not stand as they would be made: what each of them changes of the site."""
    before = kept.recall(job.cache, known_by) if job.cached else {}
    docs, words = job.build / "docs" / job.language, job.build / "search" / job.language
    output.write(docs, assets.assets(), right=(routes.document(page.route) for page in made))
    renderer, publisher = Renderer(locale, job.catalog.settings, job.catalog.pages), Publisher(job.configuration)
    now, changes = {}, []
    for page in made:
        key, paths = kept.key(page), _files(job, page)
        entry = before.get(page.route.path)
        if entry is None or not kept.stands(entry, key, paths):
            document, path = renderer.document(page), f"{job.language}/{routes.published(page.route)}"
            output.write_file(docs, routes.document(page.route), document.encode())
            changes.append(journal.place(job.site, path, publisher.page(routes.document(page.route), document)))
            if page.search is not None:
                output.write_file(words, routes.published(page.route), renderer.search_document(page).encode())
            entry = (key, kept.states((journal.awaited(job.site, path), *paths[1:])))
        now[page.route.path] = entry
    output.write(words, (), right=(routes.published(page.route) for page in made if page.search is not None))
    kept.keep(job.cache, known_by, now)
    return changes


def _files(job: Job, page: Page) -> tuple[Path, ...]:
    """The page, its document, and its words for the search index if it is searched."""
    published = routes.published(page.route)
    files = (job.site / job.language / published, job.build / "docs" / job.language / routes.document(page.route))
    return files if page.search is None else (*files, job.build / "search" / job.language / published)


def _index(job: Job) -> Iterator[Changes]:
    """The search index, where it is another one than last time; its absence where none is wanted."""
    index = f"{job.language}/{PAGEFIND}"
    if not job.searched:
        yield journal.stage(job.site, index, ())
        return
    bundle = search.index(job.build / "search" / job.language, job.site / index, job.cache if job.cached else None)
    if bundle is not None:
        yield journal.stage(job.site, index, bundle)


def _listed(made: Iterable[Page], settings: Settings) -> dict[Route, tuple[str, ...]]:
    """The route of each page that is more than a notice → the languages of the site in which it exists."""
    return {
        page.route: tuple(each.language for each in page.versions if each.kind != "missing" and each.language in settings.languages)
        for page in made
        if page.template != "notice"
    }


def mistakes(checked: Checked, locale: Locale) -> tuple[Mistake, ...]:
    """The ten commonest mistakes, as the check tells of them."""
    told = []
    for finding in checked.findings:
        place = finding.location
        if finding.severity is Severity.error:
            line = checked.line(place.path, place.line)
            start, end = place.column - 1, place.end_column - 1 if place.end_line == place.line else len(line)
            cut = (line[:start].lstrip(), line[start:end], line[end:])
            told.append(Mistake(place.path, place.line, cut, report.message(finding, locale), report.way_out(finding, locale)))
    return tuple(told)
