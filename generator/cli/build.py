"""`iscn build`: the whole site."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import click

from generator import build as pipeline
from generator import output, routes, timing
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
from generator.publish.indexing import SearchError

if TYPE_CHECKING:
    import datetime
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
        pages, chosen, findings = _built(root, target, wanted, day, jobs=jobs or pipeline.default_jobs(), **how)
    if twice:
        more = [option for option, given in (("--offline", offline), ("--no-search", no_search)) if given]
        _same_or_stop(root.resolve(), target, ("--today", day.isoformat(), "--languages", ",".join(chosen), *more))
    out.print(f"{pages} pages in {len(chosen)} languages: {shown(target)}")
    if offline:
        out.print(f"Copies to hand out: {', '.join(shown(target / routes.copy(each)) for each in chosen)}")
    if findings:
        out.print(f"{findings} findings that do not stop publication: iscn check")
    for line in timing.table() if timings else ():
        out.print(f"  {line}")
    out.print(f"To look at it: iscn serve, or python -m http.server -d {shown(target)}")


def _built(root: Path, target: Path, wanted: str, day: datetime.date, *, jobs: int, **how: bool) -> tuple[int, tuple[str, ...], int]:
    """How many pages were built, in which languages, and how many findings did not stop it."""
    checked = checked_anew(root, day, cached=how["cached"])
    if has_errors(checked.findings) or checked.catalog is None:
        print_findings(checked, "text", "en")
        raise click.exceptions.Exit(BAD_CONTENT)
    chosen = chosen_languages(wanted, checked.catalog.settings.languages)
    err.print(f"Building {len(chosen)} languages as of {day.isoformat()} (UTC) …")
    work = pipeline.build(checked.catalog, root.resolve(), target, chosen, jobs=jobs, today=day, **how)
    pages = 0
    try:
        with click.progressbar(
            work, length=len(chosen), label="languages", file=sys.stderr, item_show_func=_told, hidden=not sys.stderr.isatty()
        ) as built:
            for each in built:
                pages += each.pages
                if not sys.stderr.isatty():
                    err.print(f"  {_told(each)}")
    except SearchError as error:
        stop(f"{error}. {shown(target)} is as it was.")
    return pages, chosen, len(checked.findings)


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
