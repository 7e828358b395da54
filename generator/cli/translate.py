"""`iscn translate`: which original a translation follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli.shared import catalog_or_stop, day_of, out, root_option, stop
from generator.editing import translate as translations

if TYPE_CHECKING:
    from pathlib import Path


@click.command
@click.argument("identity", metavar="ID")
@click.argument("language", metavar="LANG")
@click.option("--follows", is_flag=True, help="Record that the translation follows the original as it is now.")
@click.option("--method", default="", metavar="METHOD", help="human, machine or machine-reviewed; default: as recorded.")
@root_option
def translate(*, identity: str, language: str, follows: bool, method: str, root: Path) -> None:
    """Record which original a translation follows, part by part.

    ID: de/herrenberg-stadtnavi, a country such as de, or page:about. LANG: the language of the translation.
    """
    if not follows:
        stop("Say --follows once the translation says what the original says.")
    catalog = catalog_or_stop(root, day_of(""))
    problem, changed = translations.follow(root, catalog, identity, language, method)
    if problem:
        stop(problem)
    out.print(f"{changed}: follows the original")
