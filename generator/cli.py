"""The commands. The only place that prints or exits: 0 good, 1 the content has errors, 2 wrong usage or a broken machine."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

from generator import __version__, languages, report
from generator import build as pipeline
from generator.diagnostics import has_errors
from generator.editing import translate as translations
from generator.publish.search import SearchError
from generator.publish.serve import serve as serve_site

BAD_CONTENT = 1
BROKEN = 2
STYLES = {"error": "bold red", "warning": "yellow", "hint": "cyan", "caret": "green", "quiet": "dim"}

app = typer.Typer(add_completion=False, no_args_is_help=False, rich_markup_mode=None, pretty_exceptions_enable=False)
out = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False)

Root = Annotated[Path, typer.Option("--root", help="Folder with mkdocs.yml, cases/, countries/ and pages/.", metavar="DIR")]
Site = Annotated[Path | None, typer.Option("--site", help="Where the site goes; default: site/ below the root.", metavar="DIR")]
Wanted = Annotated[str, typer.Option("--languages", help="Only these languages, separated by commas: de,hi.", metavar="LIST")]
Jobs = Annotated[int, typer.Option("--jobs", help="Languages built at the same time; 0: as many as there are cores.", min=0)]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Make everything anew.")]
Today = Annotated[str, typer.Option("--today", help="The day for which the site is built; default: today, UTC.", metavar="YYYY-MM-DD")]
Words = Annotated[str, typer.Option("--language", help="Language of the messages.", metavar="LANG")]


@app.callback(invoke_without_command=True)
def iscn(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Check and publish a knowledge base of good practices of cities."""
    if version:
        out.print(f"iscn {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        out.print(context.get_help())
        out.print(_what_is_here(Path()))


@app.command()
def check(
    root: Root = Path(),
    form: Annotated[str, typer.Option("--format", help="text or json.", metavar="FORMAT")] = "text",
    language: Words = "en",
) -> None:
    """Say what is wrong with the content, where, and what to do about it."""
    if form not in {"text", "json"}:
        _stop(f"--format is text or json, not {form}")
    checked = _checked(root)
    _print_findings(checked, form, language)
    raise typer.Exit(BAD_CONTENT if has_errors(checked.findings) else 0)


@app.command()
def build(
    root: Root = Path(),
    site: Site = None,
    wanted: Wanted = "",
    jobs: Jobs = 0,
    no_cache: NoCache = False,
    today: Today = "",
) -> None:
    """Check the content and build the whole site. Content with errors leaves the site as it is."""
    checked = _checked(root)
    if has_errors(checked.findings) or checked.catalog is None:
        _print_findings(checked, "text", "en")
        raise typer.Exit(BAD_CONTENT)
    day = _day(today)
    chosen = _languages(wanted, checked.catalog.settings.languages)
    target = (site or root / "site").resolve()
    err.print(f"Building {len(chosen)} languages as of {day.isoformat()} (UTC) …")
    work = pipeline.build(
        checked.catalog, root.resolve(), target, chosen, jobs=jobs or pipeline.default_jobs(), cached=not no_cache, today=day
    )
    pages = 0
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    try:
        with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
            task = progress.add_task("languages", total=len(chosen))
            for built in work:
                pages += built.pages
                progress.advance(task)
                err.print(f"  {built.language}: {built.pages} pages")
    except (SearchError, OSError) as error:
        _stop(str(error))
    warnings = len(checked.findings)
    out.print(f"{pages} pages in {len(chosen)} languages: {_shown(target)}")
    if warnings:
        out.print(f"{warnings} findings that do not stop publication: iscn check")
    out.print(f"To look at it: iscn serve, or python -m http.server -d {_shown(target)}")


@app.command()
def serve(
    root: Root = Path(),
    site: Site = None,
    wanted: Wanted = "",
    today: Today = "",
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0: any that is free.", min=0, max=65535)] = 8000,
) -> None:
    """Build the site, show it in the browser, and build and reload on every save."""
    target = (site or root / "site").resolve()
    day = _day(today)

    def rebuild() -> bool:
        checked = _checked(root)
        if has_errors(checked.findings) or checked.catalog is None:
            _print_findings(checked, "text", "en")
            return False
        chosen = _languages(wanted, checked.catalog.settings.languages)
        jobs = pipeline.default_jobs()
        built = sum(
            each.pages for each in pipeline.build(checked.catalog, root.resolve(), target, chosen, jobs=jobs, cached=True, today=day)
        )
        out.print(f"{datetime.datetime.now(datetime.UTC):%H:%M:%S} {built} pages")
        return True

    try:
        serve_site(root.resolve(), target, host, port, rebuild, lambda address: out.print(f"{address}  (Ctrl+C stops)"))
    except (SearchError, OSError) as error:
        _stop(str(error))


@app.command()
def translate(
    identity: Annotated[str, typer.Argument(metavar="ID", help="de/herrenberg-stadtnavi, a country such as de, or page:about.")],
    language: Annotated[str, typer.Argument(metavar="LANG", help="Language of the translation.")],
    follows: Annotated[bool, typer.Option("--follows", help="Record that the translation follows the original as it is now.")] = False,
    method: Annotated[str, typer.Option("--method", help="human, machine or machine-reviewed; default: as recorded.")] = "",
    root: Root = Path(),
) -> None:
    """Record which original a translation follows, part by part."""
    if not follows:
        _stop("Say --follows once the translation says what the original says.")
    checked = _checked(root)
    if checked.catalog is None:
        _print_findings(checked, "text", "en")
        raise typer.Exit(BAD_CONTENT)
    problem, changed = translations.follow(root, checked.catalog, identity, language, method)
    if problem:
        _stop(problem)
    out.print(f"{changed}: follows the original")


def main() -> None:
    """Run `iscn`: whatever is no finding and no wrong usage is a broken machine, told in one line."""
    try:
        app(prog_name="iscn")
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if os.environ.get("ISCN_DEBUG"):
            raise
        err.print(f"iscn: {type(error).__name__}: {error}", style="bold red")
        err.print("This is a mistake of the program. Set ISCN_DEBUG=1 to see where, and please report it.")
        sys.exit(BROKEN)


def _checked(root: Path) -> pipeline.Checked:
    if not (root / "mkdocs.yml").is_file():
        _stop(f"There is no mkdocs.yml in {_shown(root.resolve())}: name the folder of a knowledge base with --root.")
    return pipeline.check(root)


def _print_findings(checked: pipeline.Checked, form: str, language: str) -> None:
    if language not in languages.available():
        _stop(f"--language is one of {', '.join(languages.available())}")
    locale = languages.locale(language)
    if form == "json":
        sys.stdout.write(report.as_json(checked.findings, checked.files, locale) + "\n")
        return
    for line, style in report.text(checked.findings, checked.files, locale, checked.line):
        out.print(line, style=STYLES.get(style, ""))


def _languages(wanted: str, configured: tuple[str, ...]) -> tuple[str, ...]:
    """The languages to build: those named, each with a locale file, or all that are configured."""
    chosen = tuple(dict.fromkeys(part.strip() for part in wanted.split(",") if part.strip())) or configured
    for each in chosen:
        if each not in configured and each != languages.PSEUDO:
            _stop(f"--languages: {each} is none of {', '.join(configured)}")
    return chosen


def _day(today: str) -> datetime.date:
    """The day of the build: SOURCE_DATE_EPOCH wins, then what was asked for, then the UTC date."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if epoch:
            return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
        return datetime.date.fromisoformat(today) if today else datetime.datetime.now(datetime.UTC).date()
    except ValueError:
        _stop(f"--today is a day such as 2026-11-23, not {epoch or today}")


def _what_is_here(root: Path) -> str:
    if not (root / "mkdocs.yml").is_file():
        return "This folder holds no knowledge base (no mkdocs.yml). Go to its folder, or name it with --root."
    cases, countries = (sum(1 for _ in root.glob(pattern)) for pattern in ("cases/*/*/case.yml", "countries/*/country.yml"))
    return f"Here: {cases} cases from {countries} countries. Start with: iscn check"


def _shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


def _stop(problem: str) -> NoReturn:
    err.print(f"iscn: {problem}", style="bold red")
    raise typer.Exit(BROKEN)
