"""`iscn status`: what needs work, and how translations stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator import coverage, output, translation, work, worklist
from generator.cli.shared import (
    BAD_CONTENT,
    checked_anew,
    day_of,
    err,
    locale_or_stop,
    out,
    print_findings,
    print_lines,
    root_option,
    stop,
    today_option,
    words_option,
)
from generator.diagnostics import has_errors
from generator.links import state

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from pathlib import Path

    from generator.catalog import Catalog
    from generator.languages import Locale
    from generator.links.state import State


def _needs(catalog: Catalog, locale: Locale, day: datetime.date, language: str, form: str, known: State) -> None:
    found = work.needs(catalog, day, known)
    if language:
        chosen = {group: tuple(each for each in listed if each.language == language) for group, listed in found.items()}
        found = {group: listed for group, listed in chosen.items() if listed}
    text = worklist.needs_text(found, locale, day, most=0 if language else worklist.MOST)
    _tell(form, text, worklist.needs_markdown(found, locale, day), worklist.needs_json(found, day))


def _translations(catalog: Catalog, locale: Locale, _day: datetime.date, language: str, form: str, _known: State) -> None:
    codes = (language,) if language else catalog.settings.languages
    states = [(family, family.state(code)) for code in codes for family in translation.families(catalog)]
    _tell(form, worklist.states_text(states, locale), worklist.states_markdown(states, locale), worklist.states_json(states))


def _coverage(catalog: Catalog, locale: Locale, _day: datetime.date, _language: str, form: str, _known: State) -> None:
    found = coverage.spread(catalog)
    _tell(form, coverage.as_text(found, locale), coverage.as_markdown(found, locale), coverage.as_json(found))


def _tell(form: str, text: Iterable[tuple[str, str]], markdown: Iterable[str], data: str) -> None:
    """One of the three, as it was asked for: lines with their styles for a terminal, Markdown, or JSON."""
    if form == "text":
        for line, style in text:
            out.print(line, style)
    else:
        print_lines(markdown if form == "markdown" else [data], form)


VIEWS = {"translations": _translations, "coverage": _coverage}


@click.command
@click.argument("what", default="", type=click.Choice(["", *VIEWS]), metavar="[translations|coverage]")
@root_option
@click.option("--language", default="", metavar="LANG", help="Only texts in this language, and all of them.")
@click.option(
    "--format", "form", default="text", type=click.Choice(["text", "json", "markdown"]), help="For people, programs or an issue of a forge."
)
@words_option
@today_option
def status(*, what: str, root: Path, language: str, form: str, words: str, today: str) -> None:
    """Say what needs work, the most urgent first; with `translations`, how each text stands in each language; with
    `coverage`, how the cases spread over countries, topics and all else that they are sorted by.

    What iscn links found on this machine is among it. Long lists are cut and counted; --language shows all of a language, and --format json everything.
    """
    day, locale = day_of(today), locale_or_stop(words)
    checked = checked_anew(root, day)
    if checked.catalog is None:
        print_findings(checked, "text", "en")
        raise click.exceptions.Exit(BAD_CONTENT)
    codes = checked.catalog.settings.languages
    if language and language not in codes:
        stop(f"--language: {language} is none of {', '.join(codes)}")
    if has_errors(checked.findings):
        err.print("The content has errors, so some of it may be missing here: iscn check", style="warning")
    VIEWS.get(what, _needs)(checked.catalog, locale, day, language, form, state.read(root / output.BUILD) or {})
