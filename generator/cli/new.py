"""`iscn new`: asks only what cannot be derived, and writes files that `check` accepts. Every question can be an option."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from generator import languages, report, vocabulary
from generator.cli.shared import (
    BAD_CONTENT,
    catalog_or_stop,
    checked_anew,
    day_of,
    err,
    out,
    print_findings,
    root_option,
    stop,
    today_option,
)
from generator.diagnostics import Severity, has_errors
from generator.editing import new as making

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.catalog import Catalog
    from generator.editing.new import NewFile

SECTIONS = ("challenge", "approach", "worked", "did-not-work")


def answers(*names: str, many: tuple[str, ...] = ()) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """An option for each question, so that a script need not be asked; those in `many` may be given several times."""

    def declare(function: Callable[..., None]) -> Callable[..., None]:
        for name in reversed(names):
            option = click.option(f"--{name}", default=() if name in many else "", multiple=name in many, metavar="TEXT")
            function = option(function)
        return function

    return declare


@click.group
def new() -> None:
    """Write a new case, city, country or translation."""


@new.command
@click.argument("identity", metavar="ID")
@answers(
    "title",
    "summary",
    "language",
    "city",
    "level",
    "topic",
    "stage",
    "owner",
    "owner-kind",
    "source-title",
    "source-publisher",
    "source-kind",
    "source-url",
    "relation",
    "method",
    *SECTIONS,
    many=("city", "topic"),
)
@root_option
@today_option
def case(*, identity: str, root: Path, today: str, **given: Any) -> None:
    """A first entry for a case: its facts, and its text in one language.

    ID: country and name in the address, such as de/ulm-lorawan.
    """
    catalog = catalog_or_stop(root, day_of(today))
    _new_or_stop(root, f"cases/{identity}/case.yml")
    level = _choice(given["level"], "level", "Level of government", "level")
    cities = given["city"] or ([] if level == "national" else [_answer("", "city", "City, such as de/ulm")])
    places = [file for each in dict.fromkeys(cities) for file in _place(each, root, catalog)]
    said: dict[str, str | Sequence[str]] = {
        "title": _answer(given["title"], "title", "Title, at most 80 characters"),
        "summary": _answer(
            given["summary"], "summary", "Summary: what was done, what came of it, what is not known (120 to 600 characters)"
        ),
        "language": _answer(given["language"], "language", f"Language of the text ({', '.join(catalog.settings.languages)})"),
        "level": level,
        "cities": cities,
        "topics": [_choice(each, "topic", "Main topic", "topic") for each in given["topic"] or [""]],
        "stage": _choice(given["stage"], "stage", "Stage", "stage"),
        "owner": _answer(given["owner"], "owner", "Who is responsible, as the body calls itself"),
        "owner_kind": _choice(given["owner_kind"], "owner-kind", "What kind of body that is", "organisation-kind"),
        **_source(given),
        "relation": _choice(given["relation"], "relation", "What you have to do with the case", "submission-relation"),
        "method": _choice(given["method"], "method", "How the facts were gathered", "submission-method"),
    }
    _language_or_stop(said["language"], catalog)
    for name in SECTIONS:
        said[name] = _answer(
            given[name.replace("-", "_")], name, f"{_heading(name)} (a sentence with its source, [@s1]; or nothing for now)", optional=True
        )
    _write(root, today, [*places, *making.case(identity, said, day_of(today))])


@new.command
@click.argument("identity", metavar="ID")
@answers("name", "latitude", "longitude", "subdivision")
@root_option
@today_option
def city(*, identity: str, root: Path, today: str, **given: str) -> None:
    """A place that cases can point to.

    ID: country and name in the address, such as de/ulm.
    """
    catalog_or_stop(root, day_of(today))
    _write(root, today, list(making.city(identity, _where(given))))


@new.command
@click.argument("code", metavar="CODE")
@answers("language", "summary", "source-title", "source-publisher", "source-kind", "source-url")
@root_option
@today_option
def country(*, code: str, root: Path, today: str, **given: str) -> None:
    """A profile of a country; its names and languages are known.

    CODE: two letters of ISO 3166-1, small: de.
    """
    catalog = catalog_or_stop(root, day_of(today))
    configured = catalog.settings.languages
    said = {
        "language": _answer(given["language"], "language", f"Language of the text ({', '.join(configured)})"),
        "summary": _answer(given["summary"], "summary", "Summary of what readers should know"),
        **_source(given),
    }
    _language_or_stop(said["language"], catalog)
    if languages.locale("en").territory(code) == code.upper():
        stop(f"there is no country {code}: two small letters of ISO 3166-1, such as de")
    _write(root, today, list(making.country(code, said, configured, day_of(today))))


@new.command
@click.argument("identity", metavar="ID")
@click.argument("language", metavar="LANG")
@click.option("--method", default="human", metavar="METHOD", help="human, machine or machine-reviewed.")
@root_option
@today_option
def translation(*, identity: str, language: str, method: str, root: Path, today: str) -> None:
    """A translation to begin with: the original's words under the headings of the new language.

    ID: a case such as de/herrenberg-stadtnavi, or a country such as de. LANG: the language to translate into.
    """
    catalog = catalog_or_stop(root, day_of(today))
    entry = catalog.cases.get(identity) or catalog.countries.get(identity)
    if entry is None or entry.facts.original_language not in entry.texts:
        stop(f"there is no case or country {identity} with its original text")
    _language_or_stop(language, catalog)
    if method not in vocabulary.terms()["translation-method"]:
        stop(f"--method is one of {', '.join(vocabulary.terms()['translation-method'])}")
    _write(root, today, [making.translated(entry, language, method)])


def _place(identity: str, root: Path, catalog: Catalog) -> Iterator[NewFile]:
    """The file of a city that a case names and nobody has described: a person is asked about it, a script has to write it first."""
    path = making.city_file(identity)
    if identity in catalog.cities or path in catalog.broken:
        return
    _new_or_stop(root, path)
    if not sys.stdin.isatty():
        stop(f"there is no city {identity} here: describe it first with iscn new city {identity}")
    out.print(f"{identity} is new here.")
    yield from making.city(identity, _where({}))


def _where(given: Mapping[str, str]) -> dict[str, str]:
    return {
        "name": _answer(given.get("name", ""), "name", "Name of the city in English"),
        "latitude": _answer(given.get("latitude", ""), "latitude", "Latitude in degrees, such as 48.4"),
        "longitude": _answer(given.get("longitude", ""), "longitude", "Longitude in degrees, such as 9.99"),
        "subdivision": _answer(given.get("subdivision", ""), "subdivision", "State or region, ISO 3166-2, such as DE-BW", optional=True),
    }


def _source(given: Mapping[str, str]) -> dict[str, str]:
    return {
        "source_title": _answer(given["source_title"], "source-title", "Title of a public source"),
        "source_publisher": _answer(given["source_publisher"], "source-publisher", "Who published it"),
        "source_kind": _choice(given["source_kind"], "source-kind", "What kind of source it is", "source-kind"),
        "source_url": _answer(given["source_url"], "source-url", "Its address, if it has one", optional=True),
    }


def _language_or_stop(language: object, catalog: Catalog) -> None:
    if language not in catalog.settings.languages:
        stop(f"the site is published in {', '.join(catalog.settings.languages)}")


def _answer(given: str, option: str, question: str, *, optional: bool = False) -> str:
    """What was said as an option, else what the person answers, once it is right; without a person, a missing answer is wrong usage."""
    asked = not given and sys.stdin.isatty()
    if not given and not asked:
        if not optional:
            stop(f"say --{option}: {question}")
        return ""
    while True:
        answer = given or str(click.prompt(question, default="" if optional else None, show_default=False))
        problem = making.refused(option, answer) if answer else None
        if problem is None:
            return answer
        locale = languages.locale("en")
        told = f"{report.message(problem, locale)} {report.way_out(problem, locale)}"
        if not asked:
            stop(f"--{option}: {told}")
        err.print(told, "error")


def _choice(given: str, option: str, question: str, name: str) -> str:
    """One id of a vocabulary."""
    ids = vocabulary.terms()[name]
    answer = given or _answer("", option, f"{question} ({', '.join(ids)})")
    while answer not in ids:
        if given or not sys.stdin.isatty():
            stop(f"--{option} is one of {', '.join(ids)}")
        answer = _answer("", option, f"{question} ({', '.join(ids)})")
    return answer


def _new_or_stop(root: Path, path: str) -> None:
    try:
        making.ensure_new(root, path)
    except (making.ExistsError, making.MisnamedError) as error:
        stop(str(error))


def _heading(section: str) -> str:
    return section.replace("-", " ").capitalize()


def _write(root: Path, today: str, files: list[NewFile]) -> None:
    """Write the files, say what check thinks of them and which to open next; what it does not accept is not written."""
    for file in files:
        _new_or_stop(root, file.path)
    checked = checked_anew(root, day_of(today), {file.path: file.text.encode() for file in files})
    checked = checked.only(tuple(file.path for file in files))
    if has_errors(checked.findings):
        errors = tuple(finding for finding in checked.findings if finding.severity is Severity.error)
        print_findings(replace(checked, findings=errors), "text", "en")
        err.print("iscn: nothing was written: check does not accept it as it is.", "error")
        raise click.exceptions.Exit(BAD_CONTENT)
    making.write(root, files)
    for file in files:
        out.print(file.path)
    if checked.findings:
        print_findings(checked, "text", "en")
    out.print(f"Open next: {files[-1].path}")
