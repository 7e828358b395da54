"""The copies of pictures that readers get. Each is made once and kept under the hashes of what it is made from.

Only they are published, never a file that somebody sent: what was hidden in it, before or after the pixels, stays behind.
"""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from generator import keys, output, routes, source
from generator.diagnostics import Location
from generator.pictures.header import BROKEN, TELLS
from generator.pictures.making import Copy, Made, as_values, edition, from_values, make

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.catalog import Catalog
    from generator.diagnostics import Finding
    from generator.source import Document

PLACE = "cache/pictures"


def of(root: Path, catalog: Catalog) -> tuple[dict[str, tuple[Copy, ...]], list[Finding]]:
    """Path of each picture below `root` → its copies; and findings for those that are broken, or tell more than they show."""
    pictures = [picture for found in catalog.pictures.values() for picture in found]
    if not pictures:
        return {}, []
    by = edition()
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        made = dict(zip((picture.path for picture in pictures), pool.map(lambda each: _made(root, each, by), pictures), strict=True))
    findings = [BROKEN.at(Location(path)) for path, each in made.items() if not each.copies]
    findings += [TELLS.at(Location(path)) for path, each in made.items() if each.tells]
    return {path: tuple(copy for copy, _ in each.copies) for path, each in made.items() if each.copies}, findings


def artifacts(root: Path, catalog: Catalog, folders: tuple[str, ...] = ()) -> Iterator[tuple[str, bytes]]:
    """Path below the site, and bytes, of every copy that a page shows; of pictures in these folders only, where any are named."""
    shown = [each for each in used(catalog) if not folders or each.path.rpartition("/")[0] in folders]
    by = edition() if shown else ""
    for picture in shown:
        for copy, data in _made(root, picture, by).copies:
            yield routes.picture(picture.path, copy.width, copy.hash), data


def used(catalog: Catalog) -> Iterator[Document]:
    """The pictures that the cases name which readers find."""
    for case in catalog.published():
        named = {image.file for image in case.facts.images}
        yield from (picture for picture in catalog.pictures.get(case.id, ()) if picture.path.rpartition("/")[2] in named)


def _made(root: Path, picture: Document, by: str) -> Made:
    """What was made of a picture before by the same program, else what is made of it now."""
    if picture.picture is None:
        return Made()
    folder, name = root / output.BUILD, f"{PLACE}/{_key(picture.picture.hash, by)}.json"
    try:
        return _kept(folder, name)
    except (OSError, ValueError):
        pass
    content = source.picture(root, picture.path)
    if not isinstance(content, bytes) or hashlib.sha256(content).hexdigest() != picture.picture.hash:
        return Made()
    made = make(content, picture.picture)
    _keep(folder, name, made)
    return made


def _key(content: str, by: str) -> str:
    return hashlib.sha256(f"{content} {by}".encode()).hexdigest()


def _kept(folder: Path, name: str) -> Made:
    """What was kept under this name; a ValueError where it was damaged, or kept under another one."""
    seal, _, values = (folder / name).read_bytes().partition(b"\n")
    if seal != _seal(name, values):
        raise ValueError(name)
    return from_values(values)


def _keep(folder: Path, name: str, made: Made) -> None:
    """A folder that cannot be written to is no reason to stop."""
    values = as_values(made)
    try:
        output.write_file(folder, name, _seal(name, values) + b"\n" + values)
    except OSError:
        return


def _seal(name: str, values: bytes) -> bytes:
    """A hash that no other name and no other values have."""
    return keys.of([name.encode(), values]).encode()
