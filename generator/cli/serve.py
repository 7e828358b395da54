"""`iscn serve`: the site in the browser, built anew on every save."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from generator import build as pipeline
from generator import workers
from generator.cli.alone import alone
from generator.cli.shared import (
    checked_anew,
    chosen_languages,
    day_of,
    knowledge_base_or_stop,
    languages_option,
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
from generator.publish.serve import serve as serve_site

if TYPE_CHECKING:
    from pathlib import Path


@click.command
@root_option
@site_option
@languages_option
@today_option
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="Address to listen on; default: this machine only.")
@click.option(
    "--port", default=8000, type=click.IntRange(0, 65535), metavar="N", help="Port to listen on, 8000 by default; 0: any that is free."
)
def serve(*, root: Path, site: Path | None, wanted: str, today: str, host: str, port: int) -> None:
    """Build the site, show it in the browser, and build and reload on every save."""
    target = (site or root / "site").resolve()
    day = day_of(today)
    knowledge_base_or_stop(root)

    def rebuild() -> bool:
        with alone(root.resolve(), target):
            return _rebuilt(root, target, wanted, day)

    try:
        serve_site(root.resolve(), target, host, port, rebuild, lambda address: out.print(f"{address}  (Ctrl+C stops)"))
    except OSError as error:
        stop(str(error))


def _rebuilt(root: Path, target: Path, wanted: str, day: datetime.date) -> bool:
    """Whether there is a new version; where the content has errors, they are told and the site stays as it is."""
    checked = checked_anew(root, day, cached=True)
    if has_errors(checked.findings) or checked.catalog is None:
        print_findings(checked, "text", "en")
        return False
    chosen = chosen_languages(wanted, checked.catalog.settings.languages)
    jobs = workers.default_jobs()
    work = pipeline.build(checked.catalog, root.resolve(), target, chosen, jobs=jobs, cached=True, today=day)
    try:
        built = sum(each.pages for each in work)
    except SearchError as error:
        stop(f"{error}. {shown(target)} is as it was.")
    out.print(f"{datetime.datetime.now(datetime.UTC):%H:%M:%S} {built} pages")
    return True
