"""`iscn build`: the whole site."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from generator import output, routes, timing, unchanged, workers
from generator.cli.alone import alone, no_wait_option
from generator.cli.shared import (
    BAD_CONTENT,
    checked_anew,
    chosen_languages,
    day_of,
    err,
    knowledge_base_or_stop,
    languages_option,
    no_cache_option,
    out,
    print_findings,
    root_option,
    shown,
    site_option,
    stop,
    today_option,
)
from generator.diagnostics import has_errors

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.edition import Edition


@click.command
@root_option
@site_option
@languages_option
@click.option("--jobs", default=0, type=click.IntRange(min=0), metavar="N", help="Languages built at the same time; 0: one for each core.")
@no_cache_option
@no_wait_option
@click.option("--twice", is_flag=True, help="Build again in another process, from nothing, and say where the two sites differ.")
@click.option("--no-search", is_flag=True, help="Without a search index, and without the one that was there: to measure the rest.")
@click.option("--timings", is_flag=True, help="Say how many seconds each stage took, those of all languages together.")
@click.option("--offline", is_flag=True, help="Also one ZIP a language, in offline/ of the site, that opens without a network.")
@today_option
def build(
    *,
    root: Path,
    site: Path | None,
    wanted: str,
    jobs: int,
    no_cache: bool,
    no_wait: bool,
    twice: bool,
    no_search: bool,
    timings: bool,
    offline: bool,
    today: str,
) -> None:
    """Check the content and build the whole site: all of it is published at the end, or nothing.

    Content with errors leaves the site as it is. Where another process is building, this one waits for it.
    """
    day, target = day_of(today), (site or root / "site").resolve()
    knowledge_base_or_stop(root)
    with alone(root.resolve(), target, wait=not no_wait):
        how = {"cached": not no_cache, "offline": offline, "searched": not no_search}
        built = _standing_or_built(root.resolve(), target, wanted, day, jobs or workers.default_jobs(), how)
    if twice:
        more = [option for option, given in (("--offline", offline), ("--no-search", no_search)) if given]
        _same_or_stop(root.resolve(), target, ("--today", day.isoformat(), "--languages", ",".join(built.pages), *more))
    out.print(f"{sum(built.pages.values())} pages in {len(built.pages)} languages: {shown(target)}")
    if offline:
        out.print(f"Copies to hand out: {', '.join(shown(target / routes.copy(each)) for each in built.pages)}")
    if built.findings:
        out.print(f"{built.findings} findings that do not stop publication: iscn check")
    for line in timing.table() if timings else ():
        out.print(f"  {line}")
    out.print(f"To look at it: iscn serve, or python -m http.server -d {shown(target)}")


@dataclass(frozen=True)
class Built:
    """A site that stands: how many pages each of its languages has, and how many findings did not stop it."""

    pages: Mapping[str, int]
    findings: int


def _standing_or_built(root: Path, target: Path, wanted: str, day: datetime.date, jobs: int, how: Mapping[str, bool]) -> Built:
    """The site as it stands, where nobody has touched anything since it was built like this; otherwise it is built."""
    known_by = unchanged.key(target, day, {"wanted": wanted, **how})
    with timing.stage("unchanged"):
        read, kept = unchanged.look(root, target, known_by, jobs)
    if kept and how["cached"]:
        err.print(f"Nothing was touched since the last build: {shown(target)} is up to date as of {day.isoformat()} (UTC).")
        return Built(**kept)
    built = _built(root, target, wanted, day, jobs=jobs, **how)
    if how["cached"]:
        unchanged.keep(root, target, known_by, read, asdict(built))
    return built


def _built(root: Path, target: Path, wanted: str, day: datetime.date, *, jobs: int, **how: bool) -> Built:
    """The site, built; the end where content has errors, or where it cannot be searched."""
    checked = checked_anew(root, day, cached=how["cached"])
    # See `checked_anew`.
    from generator import build as pipeline  # noqa: PLC0415
    from generator.publish.indexing import SearchError  # noqa: PLC0415

    if has_errors(checked.findings) or checked.catalog is None:
        print_findings(checked, "text", "en")
        raise click.exceptions.Exit(BAD_CONTENT)
    chosen = chosen_languages(wanted, checked.catalog.settings.languages)
    err.print(f"Building {len(chosen)} languages as of {day.isoformat()} (UTC) …")
    work = pipeline.build(checked.catalog, root, target, chosen, jobs=jobs, today=day, **how)
    try:
        return Built({each.language: each.pages for each in _with_progress(work, len(chosen))}, len(checked.findings))
    except SearchError as error:
        stop(f"{error}. {shown(target)} is as it was.")


def _with_progress(work: Iterable[Edition], languages: int) -> Iterator[Edition]:
    """The same, each told of as it is done."""
    terminal = sys.stderr.isatty()
    with click.progressbar(
        work, length=languages, label="languages", file=sys.stderr, item_show_func=_told, hidden=not terminal
    ) as editions:
        for each in editions:
            if not terminal:
                err.print(f"  {_told(each)}")
            yield each


def _same_or_stop(root: Path, site: Path, options: tuple[str, ...]) -> None:
    """Build once more elsewhere, with other hashes, one worker and no cache; the end where a byte is different."""
    again = root / output.BUILD / "again"
    command = [sys.executable, "-m", "generator", "build", "--root", str(root), "--site", str(again), "--no-cache", "--jobs", "1", *options]
    done = subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": "1"}, capture_output=True, text=True, check=False)
    if done.returncode:
        stop(f"the second build failed: {done.stderr.strip() or done.stdout.strip()}")
    difference = output.first_difference(site, again)
    if difference:
        err.print(f"The two sites differ. The first difference is in {difference}", style="error")
        raise click.exceptions.Exit(BAD_CONTENT)
    out.print("Built twice, and the same byte for byte.")


def _told(built: Edition | None) -> str:
    if built is None:
        return ""
    copy = f", offline copy of {built.copy / 1_000_000:.1f} MB" if built.copy else ""
    made = f", {built.rendered} made anew" if built.rendered < built.pages else ""
    return f"{built.language}: {built.pages} pages{made}{copy}"
