"""The page on the data: which files there are, what stands in them, and programs that read them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator import datasets, routes
from generator.pages.page import Page
from generator.pages.views import DataFile, DataView, Example

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.pages.page import Here

PROGRAMS = Path(__file__).parent.parent / "templates" / "programs"
"""Programs as people can take them. A test runs each as the page shows it."""
SHOWN = {"cases": "cases.py", "results": "results.py", "places": "places.mjs"}
"""Example → the file with its program."""
ANYWHERE = "https://example.org/"
"""Where the programs look, until the page puts the address of the site there."""


def data(here: Here) -> Page:
    """One page for everything that programs and other sites can take."""
    words = here.locale.text
    found = {name: tuple(_files(here, files)) for name, files in datasets.GROUPS.items()}
    groups = tuple((name, files) for name, files in found.items() if files)
    view = DataView(words("data.lead"), groups, datasets.SCHEMAS, tuple(_examples(here)), here.copied)
    contents = (*dict(groups), *(["copy"] if here.copied else []), "fields", "examples", "promise")
    return Page(
        route=routes.DATA,
        template="data",
        title=words("data.title"),
        description=view.lead,
        view=view,
        versions=here.versions(),
        text_language=here.language,
        contents=tuple((f"section-{name}", words(f"data.heading.{name}")) for name in contents),
        search=tuple(file.meaning for _, files in groups for file in files),
        feed=here.feed(routes.HOME) if here.catalog.published() else None,
    )


def _files(here: Here, files: Iterable[datasets.File]) -> Iterator[DataFile]:
    """Files as people are told of them. The first case stands for all that have one each."""
    first = next((case.id for case in here.catalog.published()), "")
    for file in files:
        there = first or datasets.CASE not in file.path
        if there and (here.catalog.settings.site_url or not file.identified):
            path = file.path.replace(datasets.LANGUAGE, here.language).replace(datasets.CASE, first)
            yield DataFile(path, file.form, here.locale.text(f"data.file.{file.name}"))


def _examples(here: Here) -> Iterator[Example]:
    for name, file in SHOWN.items():
        program = (PROGRAMS / file).read_text("utf-8")
        program = program.replace(ANYWHERE, here.catalog.settings.site_url or ANYWHERE).replace('"en"', f'"{here.language}"')
        yield Example(name, here.locale.text(f"data.example.{name}"), program.rstrip("\n"))
