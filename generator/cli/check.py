"""`iscn check`: what is wrong with the content, where, and what to do about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import changes
from generator.cli.shared import (
    BAD_CONTENT,
    FORMATS,
    checked_as_of,
    day_of,
    err,
    no_cache_option,
    print_findings,
    root_option,
    shown,
    stop,
    today_option,
)
from generator.diagnostics import has_errors
from generator.editing import fix as fixing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.diagnostics import Finding


@click.command
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
@root_option
@click.option("--format", "form", default="text", type=click.Choice(["text", *FORMATS]), help="For people, programs or forges.")
@click.option("--language", default="en", metavar="LANG", help="Language of the messages.")
@click.option("--changed", default="", metavar="REV", help="What changed since this revision comes first.")
@click.option("--fix", is_flag=True, help="Put right what is certain, after showing it.")
@click.option("--yes", is_flag=True, help="With --fix: do not ask.")
@no_cache_option
@today_option
def check(
    *, paths: tuple[Path, ...], root: Path, form: str, language: str, changed: str, fix: bool, yes: bool, no_cache: bool, today: str
) -> None:
    """Say what is wrong with the content, where, and what to do about it.

    PATH: only these files or folders of the content.
    """
    day = day_of(today)
    checked = checked_as_of(root, day, cached=not no_cache)
    if fix and _put_right(root, checked.only(_below(root, paths)).findings, yes=yes):
        checked = checked_as_of(root, day)
    checked = checked.only(_below(root, paths))
    if changed:
        try:
            checked = checked.first(changes.changed_since(root, changed))
        except changes.GitError as error:
            stop(f"--changed {changed}: {error}")
    print_findings(checked, form, language, fine=bool(paths))
    raise click.exceptions.Exit(BAD_CONTENT if has_errors(checked.findings) else 0)


def _below(root: Path, paths: Sequence[Path]) -> tuple[str, ...]:
    """Paths as the person named them → as findings name them, below the root."""
    below = []
    for path in paths:
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
            err.print(line, line[:1])
    if not found or not (yes or click.confirm("Write this?", err=True)):
        return False
    for change in found:
        fixing.apply(root, change)
    return True
