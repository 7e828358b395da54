"""What all commands share: options, printing, and the ways to stop."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console

from generator import build as pipeline
from generator import formats, languages, report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.catalog import Catalog

BAD_CONTENT = 1
BROKEN = 2
FORMATS = {"json": formats.as_json, "github": formats.github, "markdown": formats.markdown}
"""Forms for programs and forges; `text` is for people."""
STYLES = {"error": "bold red", "warning": "yellow", "hint": "cyan", "caret": "green", "quiet": "dim"}

out = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False)

Root = Annotated[Path, typer.Option("--root", help="Folder with mkdocs.yml, cases/, countries/ and pages/.", metavar="DIR")]
Site = Annotated[Path | None, typer.Option("--site", help="Where the site goes; default: site/ below the root.", metavar="DIR")]
Wanted = Annotated[str, typer.Option("--languages", help="Only these languages, separated by commas: de,hi.", metavar="LIST")]
Jobs = Annotated[int, typer.Option("--jobs", help="Languages built at the same time; 0: as many as there are cores.", min=0)]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Make everything anew.")]
Today = Annotated[str, typer.Option("--today", help="The day for which the site is built; default: today, UTC.", metavar="YYYY-MM-DD")]
Words = Annotated[str, typer.Option("--language", help="Language of the messages.", metavar="LANG")]


def checked_as_of(root: Path, today: datetime.date) -> pipeline.Checked:
    if not (root / "mkdocs.yml").is_file():
        stop(f"There is no mkdocs.yml in {shown(root.resolve())}: name the folder of a knowledge base with --root.")
    return pipeline.check(root, today)


def catalog_or_stop(root: Path, today: datetime.date) -> Catalog:
    """The catalog of a knowledge base; where its configuration is wrong, its findings and the end."""
    checked = checked_as_of(root, today)
    if checked.catalog is None:
        print_findings(checked, "text", "en")
        raise typer.Exit(BAD_CONTENT)
    return checked.catalog


def print_findings(checked: pipeline.Checked, form: str, language: str, *, fine: bool = False) -> None:
    if language not in languages.available():
        stop(f"--language is one of {', '.join(languages.available())}")
    locale = languages.locale(language)
    if form in FORMATS:
        lines: Iterable[str] = FORMATS[form](checked.findings, checked.files, locale)
        sys.stdout.writelines(f"{line}\n" for line in lines)
        return
    if fine:
        for told in report.fine(checked.records, checked.findings, locale):
            out.print(told, style="green")
    for line, style in report.text(checked.findings, checked.files, locale, checked.line):
        out.print(line, style=STYLES.get(style, ""))


def day_of(today: str) -> datetime.date:
    """The day of the build: SOURCE_DATE_EPOCH wins, then what was asked for, then the UTC date."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if epoch:
            return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
        return datetime.date.fromisoformat(today) if today else datetime.datetime.now(datetime.UTC).date()
    except ValueError:
        stop(f"--today is a day such as 2026-11-23, not {epoch or today}")


def shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


def stop(problem: str) -> NoReturn:
    err.print(f"iscn: {problem}", style="bold red")
    raise typer.Exit(BROKEN)
