"""`iscn generate`: what is made from models, vocabularies and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator import generated, output
from generator.cli.shared import BAD_CONTENT, err, out, root_option
from generator.forms import DisagreementError

if TYPE_CHECKING:
    from pathlib import Path


@click.command
@click.option("--check", "check_only", is_flag=True, help="Write nothing; exit 1 where a file is not as it would be written.")
@root_option
def generate(*, check_only: bool, root: Path) -> None:
    """Write what is made from the models: schemas for editors, docs/checks.md, docs/fields.md, issue forms, text templates."""
    try:
        stale = [(path, content) for path, content in generated.artifacts() if not output.is_same(root / path, content)]
    except DisagreementError as error:
        err.print(f"iscn: {error}", style="error")
        raise click.exceptions.Exit(BAD_CONTENT) from None
    for path, content in stale:
        if not check_only:
            output.write_file(root, path, content)
        out.print(f"{'stale' if check_only else 'written'}: {path}")
    raise click.exceptions.Exit(BAD_CONTENT if stale and check_only else 0)
