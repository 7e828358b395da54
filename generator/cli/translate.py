"""`iscn translate`: which original a translation follows, and where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator import comparison
from generator.cli.shared import catalog_or_stop, day_of, locale_or_stop, out, root_option, stop, words_option
from generator.editing import drift
from generator.editing import translate as translations

if TYPE_CHECKING:
    from pathlib import Path

    from generator.catalog import Catalog


@click.command
@click.argument("identity", metavar="ID")
@click.argument("language", metavar="LANG")
@click.option("--follows", is_flag=True, help="Record that the translation follows the original as it is now.")
@click.option("--section", "sections", multiple=True, metavar="NAME", help="With --follows: only this part, by id or heading; repeatable.")
@click.option("--method", default="", metavar="METHOD", help="human, machine or machine-reviewed; default: as recorded.")
@click.option(
    "--format", "form", default="text", type=click.Choice(["text", "markdown"]), help="Without --follows: for a terminal or a forge."
)
@words_option
@root_option
def translate(
    *, identity: str, language: str, follows: bool, sections: tuple[str, ...], method: str, form: str, words: str, root: Path
) -> None:
    """Show where a translation does not follow its original any more: then, now and yours. With --follows, record that it does.

    ID: de/herrenberg-stadtnavi, a country such as de, or page:about. LANG: the language of the translation.
    """
    if not follows and (sections or method):
        stop("Say --follows once the translation says what the original says.")
    catalog = catalog_or_stop(root, day_of(""))
    if not follows:
        _show(root, catalog, identity, language, form, words)
        return
    problem, changed = translations.follow(root, catalog, identity, language, method, sections)
    if problem:
        stop(problem)
    out.print(f"{changed}: follows the original" + (f" in {', '.join(sections)}" if sections else ""))


def _show(root: Path, catalog: Catalog, identity: str, language: str, form: str, words: str) -> None:
    """The parts that do not follow, in the words of then, now and the translation."""
    locale = locale_or_stop(words)
    problem, pair = translations.pair_of(catalog, identity, language)
    if not pair:
        stop(problem)
    found = drift.drifts(root, catalog.settings, *pair)
    lines = (
        [(line, "") for line in comparison.drifts_markdown(found, locale)] if form == "markdown" else comparison.drifts_text(found, locale)
    )
    for line, style in lines:
        out.print(line, style)
