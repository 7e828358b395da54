"""`iscn links`: whether the external addresses of the content still answer."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from generator import __version__, linklist, output
from generator.cli.shared import (
    catalog_or_stop,
    day_of,
    err,
    locale_or_stop,
    out,
    print_lines,
    root_option,
    stop,
    today_option,
    words_option,
)
from generator.links import archive, state
from generator.links.asking import NAME, Asker
from generator.links.limits import Limits
from generator.links.mentions import mentions
from generator.links.survey import Plan, Survey

if TYPE_CHECKING:
    from pathlib import Path

    from generator.catalog import Settings
    from generator.links.mentions import Mentions

STOPPED = 130
"""How a program ends that somebody stopped with Ctrl-C."""


@click.command
@root_option
@click.option("--only", default="", metavar="ID", help="Only addresses of this case, country, city or page: de/herrenberg-stadtnavi.")
@click.option("--again", is_flag=True, help="Ask for all, also for what was answered lately.")
@click.option("--days", default=14, type=click.IntRange(min=1), metavar="N", help="How long an answer counts; default: 14 days.")
@click.option("--limit", default=0, type=click.IntRange(min=0), metavar="N", help="At most so many, those that waited longest; 0: all.")
@click.option(
    "--pause", default=Limits.pause, type=click.FloatRange(0, 60), metavar="S", help="Seconds between requests to a host; default: 1."
)
@click.option("--archive", "api", default=archive.API, metavar="URL", help="Where copies of what fails are looked for; empty: nowhere.")
@click.option("--private", is_flag=True, help="Also ask servers that are not public, such as those of your own network.")
@click.option("--format", "form", default="text", type=click.Choice(["text", "json", "markdown"]), help="For people, programs or forges.")
@words_option
@today_option
def links(
    *,
    root: Path,
    only: str,
    again: bool,
    days: int,
    limit: int,
    pause: float,
    api: str,
    private: bool,
    form: str,
    words: str,
    today: str,
) -> None:
    """Ask the external addresses of the content whether they still answer, politely, and say which do not.

    It ends with 0 whatever they answer, and changes no content. What is known stays in build/cache/links.json.
    """
    day, locale = day_of(today), locale_or_stop(words)
    catalog = catalog_or_stop(root, day)
    named, folder = mentions(catalog), root / output.BUILD
    chosen = _of(named, only) if only else named
    known = state.read(folder)
    if known is None:
        err.print(locale.text("links.damaged"), style="warning")
    asker = Asker(agent(catalog.settings), Limits(pause=pause), private=private)
    survey = Survey(known or {}, asker, lambda learned: state.keep(folder, learned, named))
    try:
        _run(survey, Plan(chosen, day, days, again, limit, api))
    except KeyboardInterrupt:
        err.print()
        err.print(locale.text("links.stopped"), style="warning")
        raise click.exceptions.Exit(STOPPED) from None
    listing = linklist.Listing(day, chosen, {**survey.known, **survey.learned}, survey.asked, survey.left, survey.offline)
    if form == "text":
        for line, style in linklist.as_text(listing, locale):
            out.print(line, style)
    else:
        print_lines(linklist.as_markdown(listing, locale) if form == "markdown" else [linklist.as_json(listing)], form)


def agent(settings: Settings) -> str:
    """Who asks, as servers see it: name, version, and where to complain as far as that is known."""
    where = settings.contact or settings.repository
    return f"{NAME}/{__version__}" + (f" (+{where})" if where else "")


def _run(survey: Survey, plan: Plan) -> None:
    """The run, with a bar where somebody watches."""
    if not sys.stderr.isatty():
        survey.run(plan, lambda _done, _all: None)
        return
    with click.progressbar(length=1, file=sys.stderr, show_pos=True) as bar:

        def told(done: int, whole: int) -> None:
            bar.length = whole
            bar.update(done - bar.pos)

        survey.run(plan, told)


def _of(named: Mentions, only: str) -> Mentions:
    """The addresses that one record names, or the end where there is no such record with an address."""
    found = {address: tuple(each for each in places if linklist.name(each) == only) for address, places in named.items()}
    if not any(found.values()):
        stop(f"--only: nothing called {only} names an external address")
    return {address: places for address, places in found.items() if places}
