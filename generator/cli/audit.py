"""`iscn audit`: whether a built site may be published, judged by what lies there alone."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import audit as judging
from generator.audit import Asked
from generator.checked import Checked
from generator.cli.shared import BAD_CONTENT, FORMATS, err, languages_option, print_findings, stop
from generator.diagnostics import has_errors, in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.diagnostics import Finding

USUAL = Asked()


@click.command
@click.argument("site", type=click.Path(path_type=Path), metavar="SITE")
@click.option("--format", "form", default="text", type=click.Choice(["text", *FORMATS]), help="For people, programs or forges.")
@click.option("--language", default="en", metavar="LANG", help="Language of the messages.")
@languages_option
@click.option("--limit", default=0, type=click.IntRange(min=0), metavar="N", help="Show so many findings at most; 0: all of them.")
@click.option("--canary", "canaries", multiple=True, metavar="TEXT", help="A text that must be in no published byte; can be repeated.")
@click.option("--page", default=USUAL.page, show_default=True, metavar="KB", help="What is sent for a page, compressed, without fonts.")
@click.option("--choosing", default=USUAL.choosing, show_default=True, metavar="KB", help="The same for a list with filters.")
@click.option("--fonts", default=USUAL.fonts, show_default=True, metavar="KB", help="What fonts may add where a page asks for one.")
@click.option("--scripts", default=USUAL.scripts, show_default=True, metavar="KB", help="Scripts of a page before anybody acts.")
@click.option("--most", default=USUAL.site, show_default=True, metavar="KB", help="The whole site, not compressed.")
@click.option("--jobs", default=0, type=click.IntRange(min=0), metavar="N", help="Files read at the same time; 0: one for each core.")
def audit(
    *,
    site: Path,
    form: str,
    language: str,
    wanted: str,
    limit: int,
    canaries: tuple[str, ...],
    page: int,
    choosing: int,
    fonts: int,
    scripts: int,
    most: int,
    jobs: int,
) -> None:
    """Read every byte of a built site and fail on whatever a site of ours does not hold. Nothing is changed.

    SITE: the folder of the site.
    """
    if not site.is_dir():
        stop(f"there is no folder {site}")
    if not all(canaries):
        stop("--canary needs a text")
    chosen = tuple(part.strip() for part in wanted.split(",") if part.strip())
    asked = Asked(canaries, chosen, page, choosing, fonts, scripts, most)
    findings, files = _judged(site, asked, jobs)
    shown = findings[:limit] if limit else findings
    print_findings(Checked(shown, {}, ("",) * files), form, language)
    if len(shown) < len(findings):
        err.print(f"{len(findings) - len(shown)} more findings are not shown.")
    raise click.exceptions.Exit(BAD_CONTENT if has_errors(findings) else 0)


def _judged(site: Path, asked: Asked, jobs: int) -> tuple[tuple[Finding, ...], int]:
    """Everything found, and how many files were looked at."""
    paths, findings = judging.paths(site, asked)
    if not any(path.endswith(".html") for path in paths):
        stop(f"there is no page in {site}")
    work = judging.each(site, paths, asked, jobs or _cores(paths))
    with click.progressbar(work, length=len(paths), label="files", file=sys.stderr, hidden=not sys.stderr.isatty()) as done:
        judged = list(done)
    alone = (finding for each in judged for finding in each.findings)
    return in_order((*findings, *alone, *judging.together(site, judged, asked))), len(paths)


def _cores(paths: Sequence[str]) -> int:
    """As many workers as the machine has cores for this process, and no more than there is work for."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, 1 + len(paths) // 100)
