"""`iscn intake`: what people send with a form or a template becomes a case, or an answer that says what is missing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import output
from generator.cli.shared import BAD_CONTENT, BROKEN, day_of, err, print_lines, root_option, shown, stop, today_option
from generator.editing import new as making
from generator.intake.judging import ground
from generator.intake.taking import Intake, take
from generator.submissions.received import MOST_BYTES, BrokenFileError, read

if TYPE_CHECKING:
    import datetime

PROGRAMS = "json"
"""One JSON document a line for each FILE."""


@click.command
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@root_option
@click.option("--format", "form", default="markdown", type=click.Choice(["markdown", PROGRAMS]), help="For people or for programs.")
@click.option("--output", "target", type=click.Path(path_type=Path), metavar="FILE", help="Write the answer there instead of printing it.")
@click.option("--write", is_flag=True, help="Write the files of what is complete: all of them or none.")
@today_option
def intake(*, files: tuple[Path, ...], root: Path, form: str, target: Path | None, write: bool, today: str) -> None:
    """Turn submissions into cases, and answer each in its language.

    FILE: an issue as GitHub's API or an event gives it (JSON), or a filled text template (docs/templates/). Exit code 0 when
    all can be written, 1 when something is to be mended, 2 when a file holds no submission.
    """
    desk = _Desk(root, day_of(today), form, write=write)
    told, code = [], 0
    for file in files:
        answer, worst = desk.answer(file)
        told += [answer] if answer else []
        code = max(code, worst)
    text = "\n".join(told)
    if target and told:
        output.write_file(target.parent, target.name, f"{text}\n".encode())
    elif told:
        print_lines([text], form)
    raise click.exceptions.Exit(code)


@dataclass(frozen=True)
class _Desk:
    """Takes in one file after another, each for itself."""

    root: Path
    today: datetime.date
    form: str
    write: bool

    def answer(self, file: Path) -> tuple[str, int]:
        """The answer to one file and its exit code; for a file that holds no submission, one line on the error channel."""
        try:
            with file.open("rb") as opened:
                received = read(opened.read(MOST_BYTES + 1))
        except (OSError, BrokenFileError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            err.print(f"iscn: {shown(file)}: {reason}", style="error")
            return "", BROKEN
        base = ground(self.root, self.today)
        if base is None:
            stop(f"There is no mkdocs.yml in {shown(self.root.resolve())} that can be read: name a knowledge base with --root.")
        taken = take(received, base, self.today)
        if self.write and taken.ok:
            self._write(taken)
        words = json.dumps(taken.as_values(), ensure_ascii=False) if self.form == PROGRAMS else taken.answer
        return words, 0 if taken.ok else BAD_CONTENT

    def _write(self, taken: Intake) -> None:
        try:
            making.write(self.root, taken.files)
        except (making.ExistsError, making.MisnamedError) as error:
            stop(str(error))
        for file in taken.files:
            err.print(f"written: {file.path}")
