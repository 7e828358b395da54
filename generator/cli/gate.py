"""`iscn gate`: whether a change may come in, and what kind of change it is, by what git says of it alone."""

from __future__ import annotations

from pathlib import Path

import click

from generator import changes
from generator import gate as judging
from generator.checked import Checked
from generator.cli.shared import BAD_CONTENT, FORMATS, out, print_findings, root_option, stop
from generator.diagnostics import has_errors


@click.command
@click.argument("base", metavar="BASE")
@click.argument("head", default="HEAD", metavar="[HEAD]")
@root_option
@click.option("--format", "form", default="text", type=click.Choice(["text", *FORMATS]), help="For people, programs or forges.")
@click.option("--language", default="en", metavar="LANG", help="Language of the messages.")
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="FILE", help="Append kind=content or kind=code to this file, for a workflow."
)
def gate(*, base: str, head: str, root: Path, form: str, language: str, output: Path | None) -> None:
    """Judge the change from revision BASE to HEAD by git's tree alone, without reading a file of it.

    Says `content` where the change touches nothing but files below cases/, countries/ and pages/, else `code`.
    """
    try:
        judged = judging.judge(root, base, head)
    except changes.GitError as error:
        stop(f"{base} … {head}: {error}")
    print_findings(Checked(judged.findings, {}, ("",) * judged.files), form, language)
    if form == "text":
        out.print(judged.kind)
    if output:
        with output.open("a", encoding="utf-8") as file:
            file.write(f"kind={judged.kind}\n")
    raise click.exceptions.Exit(BAD_CONTENT if has_errors(judged.findings) else 0)
