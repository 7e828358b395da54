"""Pictures: there, described, and somebody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.registry import Report, check
from generator.diagnostics import Finding, Location, Severity, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalog import Catalog


@check("picture-missing")
def picture_missing(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A picture that is listed lies in the folder of its case.

    Bad: `images: [{file: map.png, …}]` without the file
    Good: `map.png` beside `case.yml`
    """
    for case in catalog.cases.values():
        there = [picture.path.rpartition("/")[2] for picture in catalog.pictures.get(case.id, ())]
        folder = case.document.path.rpartition("/")[0]
        for index, image in enumerate(case.facts.images):
            if image.file and image.file not in there and f"{folder}/{image.file}" not in catalog.broken:
                yield report(case.at("images", index, "file"), fix=nearest(image.file, there), file=image.file)


@check("picture-unused", Severity.warning)
def picture_unused(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A picture without credit and licence is never published.

    Bad: `map.png` in the folder, and no `images` in case.yml
    Good: `images: [{file: map.png, credit: …, licence: CC-BY-4.0}]`
    """
    for identity, pictures in catalog.pictures.items():
        used = {image.file for image in catalog.cases[identity].facts.images} if identity in catalog.cases else set()
        for picture in pictures:
            if picture.path.rpartition("/")[2] not in used:
                yield report(Location(picture.path))


@check("picture-without-words")
def picture_without_words(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Whoever cannot see a picture reads what it shows.

    Bad: `images: [{file: map.png, …}]` and nothing under `images:` in the text
    Good: `images: {map.png: Map of the bus lines, the new one in red}`
    """
    for case in catalog.cases.values():
        original = case.texts.get(case.facts.original_language)
        for index, image in enumerate(case.facts.images):
            words = original and (image.file in original.head.images or original.document.tree.lost("images", image.file))
            if original and image.file and not words:
                yield report(case.at("images", index, "file"), file=image.file, text=original.document.path)
