"""The only writer of output: compares, then writes beside and swaps; deletes only inside the folder that it owns."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    Artifact = tuple[str, bytes]


BUILD = "build"
"""The folder below the root for everything that can be made again: documents, configuration, caches, reports."""
MARK = ".built-by-iscn"
"""Stands in every folder that this program made as a whole, so that it never deletes what others put somewhere."""


class NotOursError(OSError):
    """The folder holds something and this program did not make it."""


def claim(folder: Path) -> None:
    """Take an empty or missing folder as ours; NotOursError where it holds what others made."""
    if not (folder / MARK).is_file() and folder.exists() and any(folder.iterdir()):
        raise NotOursError(f"{folder.name}/ is not empty and was not built by iscn: name another folder")
    write_file(folder, MARK, b"")


def write(folder: Path, artifacts: Iterable[Artifact], *, kept: tuple[str, ...] = ()) -> frozenset[str]:
    """Make `folder` hold these artifacts and nothing else, except below the folders and files in `kept`.

    Files that are the same already are not touched. Returns the paths of all artifacts below `folder`.
    """
    written = set()
    for path, content in artifacts:
        write_file(folder, path, content)
        written.add(path)
    _delete_others(folder, written, kept)
    return frozenset(written)


def write_file(folder: Path, path: str, content: bytes) -> None:
    """One artifact below `folder`, swapped in whole; a path that leads out of the folder is a ValueError."""
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or "\\" in path:
        raise ValueError(path)
    target = folder / parts
    if is_same(target, content):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        beside.write_bytes(content)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def first_difference(folder: Path, other: Path) -> str:
    """The first path at which two folders do not hold the same bytes, and where in the file; empty where they are the same."""
    paths = sorted({path.relative_to(each).as_posix() for each in (folder, other) for path in each.rglob("*") if path.is_file()})
    for path in paths:
        if not (folder / path).is_file() or not (other / path).is_file():
            return f"{path}: in one of them only"
        one, two = (folder / path).read_bytes(), (other / path).read_bytes()
        if one != two:
            at = next((index for index, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
            line = one.count(b"\n", 0, at) + 1
            return f"{path}: line {line}, byte {at}"
    return ""


def is_same(target: Path, content: bytes) -> bool:
    """Whether a file holds just this content already."""
    try:
        return not target.is_symlink() and target.stat().st_size == len(content) and target.read_bytes() == content
    except OSError:
        return False


def _delete_others(folder: Path, written: set[str], kept: tuple[str, ...]) -> None:
    for path, _, names in os.walk(folder, topdown=False):
        here = Path(path)
        for name in names:
            relative = (here / name).relative_to(folder).as_posix()
            if relative not in written and not any(relative == each or relative.startswith(f"{each}/") for each in kept):
                (here / name).unlink()
        if here != folder:
            with suppress(OSError):
                here.rmdir()
