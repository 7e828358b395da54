"""Style sheets, fonts and scripts: ours, and Material's style sheet under a name of ours with its licence."""

from __future__ import annotations

import re
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import material

from generator.publish.matching import matching

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

STATIC = Path(__file__).parent.parent / "static"
OF_FILES = frozenset({"offline-search.js"})
"""Scripts that only pages opened as files load."""
CLASSIC = OF_FILES | {"copy.js"}
"""Scripts that are no modules, or need not be: all that pages opened as files can load."""


def assets() -> Iterator[tuple[str, bytes]]:
    """Path below the folder of a language, and content, of everything that pages load."""
    return _without(OF_FILES)


def assets_of_files() -> Iterator[tuple[str, bytes]]:
    """The same for pages that are opened as files."""
    return _without({path.name for path in STATIC.glob("*.js")} - CLASSIC)


def _without(names: Collection[str]) -> Iterator[tuple[str, bytes]]:
    yield "assets/material.css", _material()
    for path in sorted(STATIC.iterdir()):
        if path.name not in names:
            yield f"assets/{path.name}", path.read_bytes()


@cache
def _material() -> bytes:
    """What pages of ours need of Material's main style sheet, its MIT notice first."""
    folder = Path(next(iter(material.__path__))) / "templates" / "assets" / "stylesheets"
    (sheet,) = sorted(folder.glob("main.*.min.css"))
    style = re.sub(r"/\*# sourceMappingURL=\S+ \*/", "", sheet.read_text("utf-8")).strip()
    return f"/*!\n{_licence()}\n*/\n{matching(style)}\n".encode()


def _licence() -> str:
    """The licence that the package of the theme carries."""
    package = metadata.distribution("mkdocs-material")
    for file in package.files or ():
        if file.name == "LICENSE":
            return Path(str(package.locate_file(file))).read_text("utf-8").strip()
    raise FileNotFoundError("LICENSE")
