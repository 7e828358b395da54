"""`iscn report`: what a proposal changes and what was found in it, as a small file for another job."""

from __future__ import annotations

from pathlib import Path

import click

from generator import changes, languages, output, preview, source
from generator.cli.shared import BAD_CONTENT, checked_anew, day_of, out, root_option, shown, stop, today_option
from generator.diagnostics import has_errors
from generator.proposal import gather, model


@click.command
@click.option("--changed", required=True, metavar="REV", help="Report what changed since this revision.")
@click.option("--output", "target", default="report.json", type=click.Path(path_type=Path), metavar="FILE", help="Where the file goes.")
@click.option("--language", default="", metavar="LANG", help="Language of the messages; default: the contributor's.")
@root_option
@today_option
def report(*, changed: str, target: Path, language: str, root: Path, today: str) -> None:
    """Write what a proposal changes and what was found in it into a file, from which `iscn comment` makes a comment."""
    if language and language not in languages.available():
        stop(f"--language is one of {', '.join(languages.available())}")
    checked = checked_anew(root, day_of(today))
    try:
        paths = changes.changed_since(root, changed)
        known = changes.found_in(root, changed, gather.HOST, *source.CONTENT)
        before = changes.tree(root, changed, *source.CONTENT)
    except changes.GitError as error:
        stop(f"--changed {changed}: {error}")
    spoken = language or (preview.language_of(checked.catalog, paths) if checked.catalog else "en")
    gathered = gather.proposal(checked, paths, known, before, lambda path: source.lines(root, path), languages.locale(spoken))
    try:
        output.write_file(target.absolute().parent, target.name, model.write(gathered))
    except OSError as error:
        stop(str(error))
    out.print(f"Written: {shown(target.absolute())}")
    raise click.exceptions.Exit(BAD_CONTENT if has_errors(checked.findings) else 0)
