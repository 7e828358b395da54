"""`iscn new`: asks only what cannot be derived, and writes files that `check` accepts. Every question can be an option."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator import languages, vocabulary
from generator.cli.shared import Root, Today, catalog_or_stop, checked_as_of, day_of, out, print_findings, stop
from generator.editing import new as making

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.editing.new import NewFile

app = typer.Typer(help="Write a new case, city, country or translation.", no_args_is_help=True, rich_markup_mode=None)

Answer = Annotated[str, typer.Option(metavar="TEXT")]
Answers = Annotated[list[str] | None, typer.Option(metavar="TEXT")]
SECTIONS = ("challenge", "approach", "worked", "did-not-work")


@app.command("case")
def case(
    identity: Annotated[str, typer.Argument(metavar="ID", help="Country and name in the address: de/ulm-lorawan.")],
    title: Answer = "",
    summary: Answer = "",
    language: Answer = "",
    city: Answers = None,
    level: Answer = "",
    topic: Answers = None,
    stage: Answer = "",
    owner: Answer = "",
    owner_kind: Answer = "",
    source_title: Answer = "",
    source_publisher: Answer = "",
    source_kind: Answer = "",
    source_url: Answer = "",
    relation: Answer = "",
    method: Answer = "",
    challenge: Answer = "",
    approach: Answer = "",
    worked: Answer = "",
    did_not_work: Answer = "",
    root: Root = Path(),
    today: Today = "",
) -> None:
    """A first entry for a case: its facts, and its text in one language."""
    catalog = catalog_or_stop(root, day_of(today))
    wanted_level = _choice(level, "level", "Level of government", "level")
    answers: dict[str, str | Sequence[str]] = {
        "title": _answer(title, "title", "Title, at most 80 characters"),
        "summary": _answer(summary, "summary", "Summary: what was done, what came of it, what is not known (120 to 600 characters)"),
        "language": _answer(language, "language", f"Language of the text ({', '.join(catalog.settings.languages)})"),
        "level": wanted_level,
        "cities": city or ([] if wanted_level == "national" else [_answer("", "city", "City, such as de/ulm")]),
        "topics": [_choice(each, "topic", "Main topic", "topic") for each in topic or [""]],
        "stage": _choice(stage, "stage", "Stage", "stage"),
        "owner": _answer(owner, "owner", "Who is responsible, as the body calls itself"),
        "owner_kind": _choice(owner_kind, "owner-kind", "What kind of body that is", "organisation-kind"),
        "source_title": _answer(source_title, "source-title", "Title of a public source"),
        "source_publisher": _answer(source_publisher, "source-publisher", "Who published it"),
        "source_kind": _choice(source_kind, "source-kind", "What kind of source it is", "source-kind"),
        "source_url": _answer(source_url, "source-url", "Its address, if it has one", optional=True),
        "relation": _choice(relation, "relation", "What you have to do with the case", "submission-relation"),
        "method": _choice(method, "method", "How the facts were gathered", "submission-method"),
    }
    if answers["language"] not in catalog.settings.languages:
        stop(f"the site is published in {', '.join(catalog.settings.languages)}")
    told = dict(zip(SECTIONS, (challenge, approach, worked, did_not_work), strict=True))
    answers |= {
        name: _answer(words, name, f"{_heading(name)} (a sentence, or nothing for now)", optional=True) for name, words in told.items()
    }
    _write(root, today, list(making.case(identity, answers, day_of(today))))


@app.command("city")
def city_(
    identity: Annotated[str, typer.Argument(metavar="ID", help="Country and name in the address: de/ulm.")],
    name: Answer = "",
    latitude: Answer = "",
    longitude: Answer = "",
    subdivision: Answer = "",
    root: Root = Path(),
    today: Today = "",
) -> None:
    """A place that cases can point to."""
    catalog_or_stop(root, day_of(today))
    answers = {
        "name": _answer(name, "name", "Name in English"),
        "latitude": _answer(latitude, "latitude", "Latitude in degrees, such as 48.4"),
        "longitude": _answer(longitude, "longitude", "Longitude in degrees, such as 9.99"),
        "subdivision": _answer(subdivision, "subdivision", "State or region, ISO 3166-2, such as DE-BW", optional=True),
    }
    _write(root, today, list(making.city(identity, answers)))


@app.command("country")
def country(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Two letters of ISO 3166-1, small: de.")],
    language: Answer = "",
    summary: Answer = "",
    source_title: Answer = "",
    source_publisher: Answer = "",
    source_kind: Answer = "",
    source_url: Answer = "",
    root: Root = Path(),
    today: Today = "",
) -> None:
    """A profile of a country; its names and languages are known."""
    catalog = catalog_or_stop(root, day_of(today))
    configured = catalog.settings.languages
    answers = {
        "language": _answer(language, "language", f"Language of the text ({', '.join(configured)})"),
        "summary": _answer(summary, "summary", "Summary of what readers should know"),
        "source_title": _answer(source_title, "source-title", "Title of a public source"),
        "source_publisher": _answer(source_publisher, "source-publisher", "Who published it"),
        "source_kind": _choice(source_kind, "source-kind", "What kind of source it is", "source-kind"),
        "source_url": _answer(source_url, "source-url", "Its address, if it has one", optional=True),
    }
    if answers["language"] not in configured:
        stop(f"the site is published in {', '.join(configured)}")
    if languages.locale("en").territory(code) == code.upper():
        stop(f"there is no country {code}: two small letters of ISO 3166-1, such as de")
    _write(root, today, list(making.country(code, answers, configured, day_of(today))))


@app.command("translation")
def translation(
    identity: Annotated[str, typer.Argument(metavar="ID", help="A case such as de/herrenberg-stadtnavi, or a country such as de.")],
    language: Annotated[str, typer.Argument(metavar="LANG", help="Language to translate into.")],
    method: Answer = "human",
    root: Root = Path(),
    today: Today = "",
) -> None:
    """A translation to begin with: the original's words under the headings of the new language."""
    catalog = catalog_or_stop(root, day_of(today))
    entry = catalog.cases.get(identity) or catalog.countries.get(identity)
    if entry is None or entry.facts.original_language not in entry.texts:
        stop(f"there is no case or country {identity} with its original text")
    if language not in catalog.settings.languages:
        stop(f"the site is published in {', '.join(catalog.settings.languages)}")
    if method not in vocabulary.terms()["translation-method"]:
        stop(f"--method is one of {', '.join(vocabulary.terms()['translation-method'])}")
    _write(root, today, [making.translated(entry, language, method)])


def _answer(given: str, option: str, question: str, *, optional: bool = False) -> str:
    """What was said as an option, else what the person answers; without a person, a missing answer is wrong usage."""
    if given or (optional and not sys.stdin.isatty()):
        return given
    if not sys.stdin.isatty():
        stop(f"say --{option}: {question}")
    return str(typer.prompt(question, default="" if optional else None, show_default=False))


def _choice(given: str, option: str, question: str, name: str) -> str:
    """One id of a vocabulary."""
    ids = vocabulary.terms()[name]
    answer = given or _answer("", option, f"{question} ({', '.join(ids)})")
    while answer not in ids:
        if given or not sys.stdin.isatty():
            stop(f"--{option} is one of {', '.join(ids)}")
        answer = _answer("", option, f"{question} ({', '.join(ids)})")
    return answer


def _heading(section: str) -> str:
    return section.replace("-", " ").capitalize()


def _write(root: Path, today: str, files: list[NewFile]) -> None:
    """Write the files, say what check thinks of them and which to open next."""
    try:
        making.write(root, files)
    except (making.ExistsError, making.MisnamedError) as error:
        stop(str(error))
    for file in files:
        out.print(file.path)
    checked = checked_as_of(root, day_of(today)).only(tuple(file.path for file in files))
    if checked.findings:
        print_findings(checked, "text", "en")
    out.print(f"Open next: {files[-1].path}")
