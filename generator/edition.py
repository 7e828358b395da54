"""The site in one language: its pages are made where they would be others than last time, and all of it is staged.

Document, page and words for the search index of a page are made together and written at once, so that memory holds one page.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
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
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from generator.catalog import Catalog
    from generator.checked import Checked
    from generator.journal import Changes
    from generator.languages import Locale
    from generator.pages import Common, Here, Page, Plan
    from generator.publish.kept import Kept
    from generator.routes import Route

PAGEFIND = "pagefind"
"""The folder of the search index below that of a language."""


@dataclass(frozen=True)
class Job:
    """One language to build. Holds values only, so that any kind of process can do it.

    `program` is the hash of what builds it, `samples` is what the check tells of the commonest mistakes,
    `common` what all languages find out of the catalog.
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
    common: Common | None = field(default=None, compare=False, repr=False)

    @property
    def build(self) -> Path:
        """The folder for everything that can be made again."""
        return self.folder / output.BUILD

    @property
    def cache(self) -> Path:
        return self.build / "cache" / self.language

    @property
    def docs(self) -> Path:
        """The documents that MkDocs would read."""
        return self.build / "docs" / self.language

    @property
    def words(self) -> Path:
        """What the search index is made from, page by page."""
        return self.build / "search" / self.language

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
    here = pages.Here(job.catalog, locale, job.today, mistakes(job.samples, locale), job.offline, job.common)
    with timing.stage("pages"):
        plans = tuple(pages.plans(here))
    standing = pages.standing_titles(here)
    config = configuration.configuration(job.build, locale, settings, standing)
    output.write_file(job.build, job.configuration.name, config)
    known_by = keys.of([job.program.encode(), config, (job.folder / CONFIGURATION).read_bytes(), *map(str.encode, job.catalog.pages)])
    with timing.stage("render and publish"):
        remembered, rendered = _render(job, here, plans, known_by)
    beside = (*assets.assets(), (routes.FORM_AS_TEXT, issue_forms.as_text(locale)), *feeds.artifacts(job.catalog, locale))
    changes = [journal.stage(job.site, job.language, beside, right=(routes.published(plan.route) for plan in plans), kept=(PAGEFIND,))]
    with timing.stage("search"):
        changes += [*rendered, *_index(job)]
    with timing.stage("offline copy"):
        copied = tuple(plan.think(here) for plan in plans) if job.offline else ()
        copy = offline.copy(job.folder, locale, job.catalog, copied, standing, job.today) if job.offline else b""
    if copy:
        changes.append(journal.place(job.site, routes.copy(job.language), copy))
    told = {plan.route: remembered[plan.route.path].languages for plan in plans}
    listed = {route: tuple(each for each in there if each in settings.languages) for route, there in told.items() if there is not None}
    return Edition(job.language, len(plans), len(rendered), tuple(changes), listed, len(copy))


def _render(job: Job, here: Here, plans: Sequence[Plan], known_by: str) -> tuple[dict[str, Kept], list[Changes]]:
    """Make the pages that do not stand as they would be made: path of each page → what is known of it then, and what changes."""
    before = kept.recall(job.cache, known_by) if job.cached else {}
    output.write(job.docs, assets.assets(), right=(routes.document(plan.route) for plan in plans))
    renderer, publisher = Renderer(here.locale, job.catalog.settings, job.catalog.pages), Publisher(job.configuration)
    watch, watched = pages.watch(here)
    now: dict[str, Kept] = {}
    changes: list[Changes] = []
    for plan in plans:
        path, known = plan.route.path, before.get(plan.route.path)
        if known and known.stands(watch) and known.untouched(_files(job, plan.route, known)):
            now[path] = known
            continue
        with watch.noting() as seen:
            page = plan.think(watched if plan.few else here)
        now[path] = kept.known(page, watch, seen if plan.few else ())
        if known and known.key == now[path].key and known.untouched(_files(job, plan.route, known)):
            now[path] = replace(now[path], files=known.files)
            continue
        changes.append(_staged(job, renderer, publisher, page))
        now[path] = now[path].left(_files(job, plan.route, now[path], journal.awaited))
    output.write(job.words, (), right=(routes.published(plan.route) for plan in plans if now[plan.route.path].searched))
    kept.keep(job.cache, known_by, now)
    return now, changes


def _staged(job: Job, renderer: Renderer, publisher: Publisher, page: Page) -> Changes:
    """The document of a page and its words for the search index, written; and the page itself, staged."""
    document, published = renderer.document(page), routes.published(page.route)
    output.write_file(job.docs, routes.document(page.route), document.encode())
    if page.search is not None:
        output.write_file(job.words, published, renderer.search_document(page).encode())
    return journal.place(job.site, f"{job.language}/{published}", publisher.page(routes.document(page.route), document))


def _files(job: Job, route: Route, page: Kept, where: Callable[[Path, str], Path] = Path.joinpath) -> tuple[Path, ...]:
    """The page, where it stands or waits, its document, and its words for the search index if it is searched."""
    published = routes.published(route)
    files = (where(job.site, f"{job.language}/{published}"), job.docs / routes.document(route))
    return (*files, job.words / published) if page.searched else files


def _index(job: Job) -> Iterator[Changes]:
    """The search index, where it is another one than last time; its absence where none is wanted."""
    index = f"{job.language}/{PAGEFIND}"
    if not job.searched:
        yield journal.stage(job.site, index, ())
        return
    bundle = search.index(job.words, job.site / index, job.cache if job.cached else None)
    if bundle is not None:
        yield journal.stage(job.site, index, bundle)


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
