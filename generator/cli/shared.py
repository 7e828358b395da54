"""What all commands share: options, printing, and the ways to stop."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator import formats, languages, memory, output, report

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.catalog import Catalog
    from generator.checked import Checked

BAD_CONTENT = 1
BROKEN = 2
FORMATS = {"json": formats.as_json, "github": formats.github, "markdown": formats.markdown}
"""Forms for programs and forges; `text` is for people."""
ESCAPED = frozenset({"json", "github"})
"""Forms that escape each value for themselves."""
STYLES: dict[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow"},
    "hint": {"fg": "cyan"},
    "caret": {"fg": "green"},
    "fine": {"fg": "green"},
    "quiet": {"dim": True},
    "loud": {"bold": True},
    "+": {"fg": "green"},
    "-": {"fg": "red"},
}


class Voice:
    """Prints lines, in colour where a terminal listens: see no-color.org and force-color.org for the two variables."""

    def __init__(self, *, to_errors: bool) -> None:
        self.to_errors = to_errors

    def print(self, line: str = "", style: str = "") -> None:
        colour = False if os.environ.get("NO_COLOR") else True if os.environ.get("FORCE_COLOR") else None
        click.echo(click.style(formats.for_log(line), **STYLES.get(style, {})), err=self.to_errors, color=colour)


def print_lines(lines: Iterable[str], form: str) -> None:
    """Lines of a form for programs and forges as they are; `json` and `github` cannot hold an order that is not ours."""
    sys.stdout.writelines(f"{line if form in ESCAPED else formats.for_log(line)}\n" for line in lines)


out, err = Voice(to_errors=False), Voice(to_errors=True)

FOLDER = click.Path(path_type=Path)
root_option = click.option(
    "--root", type=FOLDER, default=Path(), metavar="DIR", help="Folder with mkdocs.yml, cases/, countries/ and pages/; default: this one."
)
site_option = click.option("--site", type=FOLDER, metavar="DIR", help="Where the site goes; default: site/ below the root.")
languages_option = click.option(
    "--languages", "wanted", default="", metavar="LIST", help="Only these languages, separated by commas: de,hi."
)
today_option = click.option("--today", default="", metavar="YYYY-MM-DD", help="The day that is taken for today; default: today, UTC.")
words_option = click.option("--words", default="en", metavar="LANG", help="Language of the words around it; default: English.")
no_cache_option = click.option("--no-cache", is_flag=True, help="Make everything anew.")


def checked_as_of(root: Path, today: datetime.date, *, cached: bool = False) -> Checked:
    """What is wrong with the content: as found the last time where nothing has changed since. Without the catalog then."""
    knowledge_base_or_stop(root)
    if not cached:
        return checked_anew(root, today)
    known_by = memory.key(root, today)
    kept = memory.recall(root / output.BUILD, known_by)
    if kept is None:
        kept = checked_anew(root, today, cached=True)
        memory.keep(root / output.BUILD, known_by, kept)
    return kept


def checked_anew(root: Path, today: datetime.date, new: Mapping[str, bytes] = MappingProxyType({}), *, cached: bool = False) -> Checked:
    """What is wrong with the content, as if the new files were there, and the catalog where the configuration could be read.

    With `cached`, what was found out before is kept below `build/`.
    """
    knowledge_base_or_stop(root)
    # Half of the program and MkDocs hang on this import, and what is remembered needs none of it.
    from generator.build import check  # noqa: PLC0415

    return check(root, today, new, cached=cached)


def knowledge_base_or_stop(root: Path) -> None:
    """Go on only where there is a knowledge base."""
    if not (root / "mkdocs.yml").is_file():
        stop(f"There is no mkdocs.yml in {shown(root.resolve())}: name the folder of a knowledge base with --root.")


def catalog_or_stop(root: Path, today: datetime.date) -> Catalog:
    """The catalog of a knowledge base; where its configuration is wrong, its findings and the end."""
    checked = checked_anew(root, today)
    if checked.catalog is None:
        print_findings(checked, "text", "en")
        raise click.exceptions.Exit(BAD_CONTENT)
    return checked.catalog


def chosen_languages(wanted: str, configured: tuple[str, ...]) -> tuple[str, ...]:
    """The languages to build: those named, each with a locale file, or all that are configured."""
    chosen = tuple(dict.fromkeys(part.strip() for part in wanted.split(",") if part.strip())) or configured
    for each in chosen:
        if each not in configured and each not in {languages.PSEUDO, languages.MIRRORED}:
            stop(f"--languages: {each} is none of {', '.join(configured)}")
    return chosen


def locale_or_stop(language: str) -> languages.Locale:
    """The words of a language that has some."""
    if language not in languages.available():
        stop(f"--words is one of {', '.join(languages.available())}")
    return languages.locale(language)


def print_findings(checked: Checked, form: str, language: str, *, fine: bool = False) -> None:
    if language not in languages.available():
        stop(f"--language is one of {', '.join(languages.available())}")
    locale = languages.locale(language)
    if form in FORMATS:
        print_lines(FORMATS[form](checked.findings, checked.files, locale, checked.repository), form)
        return
    if fine:
        for told in report.fine(checked.records, checked.findings, locale):
            out.print(told, style="fine")
    for line, style in report.text(checked.findings, checked.files, locale, checked.line, checked.repository):
        out.print(line, style)


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
    err.print(f"iscn: {problem}", style="error")
    raise click.exceptions.Exit(BROKEN)
