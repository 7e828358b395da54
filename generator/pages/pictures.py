"""The pictures of a case as its page shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import routes
from generator.pages.views import PictureView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalog import CaseEntry, Catalog, Written
    from generator.models.case import Image
    from generator.models.text import CaseText
    from generator.pictures.making import Copy


WIDEST, HIGHEST = 672, 576
"""Pixels of CSS: as wide as the text, and so high that something else is seen beside it on most screens."""


def pictures(catalog: Catalog, case: CaseEntry, text: Written[CaseText]) -> tuple[PictureView, ...]:
    """Those that the case names, in its order, each once, as far as copies of them have been made."""
    return tuple(_shown(catalog, case, text))


def _shown(catalog: Catalog, case: CaseEntry, text: Written[CaseText]) -> Iterator[PictureView]:
    folder = case.document.path.rpartition("/")[0]
    for image in {image.file: image for image in case.facts.images}.values():
        path = f"{folder}/{image.file}"
        if copies := catalog.copies.get(path):
            yield _view(path, image, copies, text if image.file in text.head.images else case.original)


def _view(path: str, image: Image, copies: tuple[Copy, ...], text: Written[CaseText]) -> PictureView:
    """A picture in the words of a text; where a translation does not describe it yet, those of the original."""
    widest = copies[-1]
    width = max(1, min(widest.width, WIDEST, round(HIGHEST * widest.width / widest.height)))
    return PictureView(
        alt=text.head.images.get(image.file, ""),
        language=text.language,
        credit=image.credit,
        licence=image.licence,
        copies=tuple((routes.picture(path, copy.width, copy.hash), copy.width) for copy in copies),
        width=width,
        height=max(1, round(widest.height * width / widest.width)),
    )
