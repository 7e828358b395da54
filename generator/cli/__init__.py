"""The commands. The only place that prints or exits: 0 good, 1 the content has errors, 2 wrong usage or a broken machine."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

from generator import __version__, changes, generated, languages, output, vocabulary
from generator import build as pipeline
from generator.cli import new
from generator.cli.shared import (
    BAD_CONTENT,
    BROKEN,
    FORMATS,
    Jobs,
    NoCache,
    Root,
    Site,
    Today,
    Wanted,
    Words,
    catalog_or_stop,
    checked_as_of,
    day_of,
    err,
    out,
    print_findings,
    shown,
    stop,
)
from generator.diagnostics import RULES, UNKNOWN_PREFIX, Finding, has_errors, nearest
from generator.editing import fix as fixing
from generator.editing import translate as translations
from generator.publish.search import SearchError
from generator.publish.serve import serve as serve_site

if TYPE_CHECKING:
    from collections.abc import Sequence

app = typer.Typer(add_completion=False, no_args_is_help=False, rich_markup_mode=None, pretty_exceptions_enable=False)
app.add_typer(new.app, name="new")


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
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]…", help="Only these files or folders of the content.")] = None,
    root: Root = Path(),
    form: Annotated[str, typer.Option("--format", help=f"text, {', '.join(FORMATS)}.", metavar="FORMAT")] = "text",
    language: Words = "en",
    changed: Annotated[str, typer.Option("--changed", help="What changed since this revision comes first.", metavar="REV")] = "",
    fix: Annotated[bool, typer.Option("--fix", help="Put right what is certain, after showing it.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --fix: do not ask.")] = False,
    today: Today = "",
) -> None:
    """Say what is wrong with the content, where, and what to do about it."""
    if form not in {"text", *FORMATS}:
        stop(f"--format is text, {', '.join(FORMATS)}, not {form}")
    day = day_of(today)
    checked = checked_as_of(root, day)
    if fix and _put_right(root, checked.only(_below(root, paths)).findings, yes=yes):
        checked = checked_as_of(root, day)
    checked = checked.only(_below(root, paths))
    if changed:
        try:
            checked = checked.first(changes.changed_since(root, changed))
        except changes.GitError as error:
            stop(f"--changed {changed}: {error}")
    print_findings(checked, form, language, fine=bool(paths))
    raise typer.Exit(BAD_CONTENT if has_errors(checked.findings) else 0)


@app.command()
def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The code in brackets behind a finding.")] = "",
) -> None:
    """Say why a rule exists, with a bad and a good example; without a code, list all rules."""
    if not code:
        for name, each in sorted(RULES.items()):
            out.print(f"{name:<28} {each.severity.name:<8} {each.why.splitlines()[0]}")
        return
    if code not in RULES:
        close = nearest(code, RULES)
        stop(f"there is no rule {code}" + (f"; is it {close}?" if close else ""))
    out.print(f"{code} ({RULES[code].severity.name})", style="bold")
    out.print(RULES[code].why)
    name = code.removeprefix(UNKNOWN_PREFIX)
    if name in vocabulary.terms():
        out.print(f"\nPossible: {', '.join(vocabulary.terms()[name])}")


@app.command()
def generate(
    check_only: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 where a file is not as it would be written.")] = False,
    root: Root = Path(),
) -> None:
    """Write what is made from the models: schemas for editors, docs/checks.md, docs/fields.md."""
    stale = [(path, content) for path, content in generated.artifacts() if not output.is_same(root / path, content)]
    for path, content in stale:
        if not check_only:
            output.write_file(root, path, content)
        out.print(f"{'stale' if check_only else 'written'}: {path}")
    raise typer.Exit(BAD_CONTENT if stale and check_only else 0)


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
    day = day_of(today)
    checked = checked_as_of(root, day)
    if has_errors(checked.findings) or checked.catalog is None:
        print_findings(checked, "text", "en")
        raise typer.Exit(BAD_CONTENT)
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
        stop(str(error))
    warnings = len(checked.findings)
    out.print(f"{pages} pages in {len(chosen)} languages: {shown(target)}")
    if warnings:
        out.print(f"{warnings} findings that do not stop publication: iscn check")
    out.print(f"To look at it: iscn serve, or python -m http.server -d {shown(target)}")


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
    day = day_of(today)

    def rebuild() -> bool:
        checked = checked_as_of(root, day)
        if has_errors(checked.findings) or checked.catalog is None:
            print_findings(checked, "text", "en")
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
        stop(str(error))


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
        stop("Say --follows once the translation says what the original says.")
    catalog = catalog_or_stop(root, day_of(""))
    problem, changed = translations.follow(root, catalog, identity, language, method)
    if problem:
        stop(problem)
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


def _below(root: Path, paths: list[Path] | None) -> tuple[str, ...]:
    """Paths as the person named them → as findings name them, below the root."""
    below = []
    for path in paths or ():
        candidates = [(start / path).resolve() for start in (Path.cwd(), root.resolve())]
        found = next((each for each in candidates if each.exists() and each.is_relative_to(root.resolve())), None)
        if found is None:
            stop(f"there is no {path} in {shown(root.resolve())}")
        below.append(found.relative_to(root.resolve()).as_posix())
    return tuple(below)


def _put_right(root: Path, findings: Sequence[Finding], *, yes: bool) -> bool:
    """Show what is certain, ask unless told not to, and write it; whether anything was written."""
    found = list(fixing.changes(root, findings))
    for change in found:
        for line in change.diff():
            err.print(line, style={"+": "green", "-": "red"}.get(line[:1], ""))
    if not found or not (yes or typer.confirm("Write this?", err=True)):
        return False
    for change in found:
        fixing.apply(root, change)
    return True


def _languages(wanted: str, configured: tuple[str, ...]) -> tuple[str, ...]:
    """The languages to build: those named, each with a locale file, or all that are configured."""
    chosen = tuple(dict.fromkeys(part.strip() for part in wanted.split(",") if part.strip())) or configured
    for each in chosen:
        if each not in configured and each != languages.PSEUDO:
            stop(f"--languages: {each} is none of {', '.join(configured)}")
    return chosen


def _what_is_here(root: Path) -> str:
    if not (root / "mkdocs.yml").is_file():
        return "This folder holds no knowledge base (no mkdocs.yml). Go to its folder, or name it with --root."
    cases, countries = (sum(1 for _ in root.glob(pattern)) for pattern in ("cases/*/*/case.yml", "countries/*/country.yml"))
    return f"Here: {cases} cases from {countries} countries. Start with: iscn check"
