"""`iscn comment`: the comment on a proposal, from a file that nobody trusts."""

from __future__ import annotations

from pathlib import Path

import click

from generator import output
from generator.cli.shared import err, out, shown, stop
from generator.proposal import comment as commenting
from generator.proposal import model

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command
@click.argument("report", type=click.Path(path_type=Path), metavar="REPORT")
@click.option("--pull", required=True, type=FILE, metavar="FILE", help="What the forge says of the pull request, as JSON.")
@click.option("--output", "target", default="comment.md", type=FILE, metavar="FILE", help="Where the comment goes.")
def comment(*, report: Path, pull: Path, target: Path) -> None:
    """Write the comment on a proposal as Markdown from REPORT, which `iscn report` wrote in a job that nobody trusts.

    A REPORT that is missing, or holds anything but such a report, gives a comment that says so.
    """
    try:
        request = model.read_pull(_content(pull))
    except (OSError, model.ProposalError) as error:
        stop(f"{shown(pull)}: {error}")
    try:
        text = commenting.comment(model.read(_content(report)), request)
    except (OSError, model.ProposalError) as error:
        err.print(f"{shown(report)}: {error}", style="warning")
        text = commenting.unread(request)
    try:
        output.write_file(target.absolute().parent, target.name, text.encode())
    except OSError as error:
        stop(str(error))
    out.print(f"Written: {shown(target)}")


def _content(path: Path) -> bytes:
    """The start of a plain file, one byte more than is taken; never what a link leads to."""
    if path.is_symlink():
        raise model.ProposalError("a link")
    with path.open("rb") as file:
        return file.read(model.MOST_BYTES + 1)
