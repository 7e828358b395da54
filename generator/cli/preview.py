"""`iscn preview`: the changed pages in one file that opens by double click."""

from __future__ import annotations

from pathlib import Path

import click

from generator import changes, copies, languages, output
from generator import preview as previewing
from generator.cli.shared import BAD_CONTENT, checked_anew, day_of, out, print_findings, root_option, shown, stop, today_option


@click.command
@click.option("--changed", required=True, metavar="REV", help="Show what changed since this revision.")
@click.option("--output", "target", default="preview.html", type=click.Path(path_type=Path), metavar="FILE", help="Where the file goes.")
@click.option("--language", default="", metavar="LANG", help="Language of the words around the pages; default: the contributor's.")
@root_option
@today_option
def preview(*, changed: str, target: Path, language: str, root: Path, today: str) -> None:
    """Write the changed cases, countries and pages, in all their languages, into one file that opens without a server.

    Records with errors are named in it, and not shown.
    """
    day = day_of(today)
    if language and language not in languages.available():
        stop(f"--language is one of {', '.join(languages.available())}")
    checked = checked_anew(root, day)
    if checked.catalog is None:
        print_findings(checked, "text", language or "en")
        raise click.exceptions.Exit(BAD_CONTENT)
    try:
        paths = changes.changed_since(root, changed)
    except changes.GitError as error:
        stop(f"--changed {changed}: {error}")
    locale = languages.locale(language or previewing.language_of(checked.catalog, paths))
    pictures = dict(copies.artifacts(root, checked.catalog, previewing.touched(paths)))
    html = previewing.preview(checked.catalog, checked.findings, paths, day, locale, pictures)
    try:
        output.write_file(target.absolute().parent, target.name, html.encode())
    except OSError as error:
        stop(str(error))
    out.print(f"To look at it, open {shown(target.absolute())}")
