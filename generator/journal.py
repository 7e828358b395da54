"""All or nothing: files are staged inside the folder that they are for, a journal says where each goes, then all are moved.

    <folder>/.next/new/…              the files, each under a hash of the path that it will have
    <folder>/.next/journal.json.new   what is to happen to which path, in this order; there before folders are made for it
    <folder>/.next/journal.json       the same, once every file is staged and on the disk

Whoever finds a journal finishes what it says; a stage without one is thrown away, with the folders that were made for it.
So a process that is killed, or that finds no space, leaves the folder as it was, or as it was to be after the next start.
Moving needs no space: the folders that the files go to are made before the journal is. The stage itself has no folders:
most of those of a site hold one file, and would be made and deleted for it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator import output

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from generator.output import Artifact

    Operation = tuple[str, str]

NEXT = ".next"
STAGED = f"{NEXT}/new"
JOURNAL = f"{NEXT}/journal.json"
PLANNED = f"{JOURNAL}.new"
PLACE, REMOVE = "place", "remove"
TELL_OF_OTHERS = (".html", ".xml")
"""Files that lead to others: they come after what they lead to."""
MANY = 200
"""Files from which on it is faster to have the system write out everything than one after the other."""


@dataclass(frozen=True)
class Changes:
    """What becomes of a folder: paths of the files that are staged for it, and of those that go."""

    placed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@contextmanager
def transaction(folder: Path) -> Iterator[list[Changes]]:
    """Collects changes, and makes all of them at the end, or none where an error comes first.

    The folder must be ours, and no other process may be in a transaction on it: see `lock`.
    """
    recover(folder)
    changes: list[Changes] = []
    try:
        yield changes
        _decide(folder, _operations(changes))
    finally:
        recover(folder)


def stage(folder: Path, below: str, artifacts: Iterable[Artifact], *, right: Iterable[str] = (), kept: tuple[str, ...] = ()) -> Changes:
    """Make ready that `folder/below` holds these artifacts, what is `right` already, and nothing else.

    That leaves alone what lies below the folders and files in `kept`.

    Files that are the same already are not staged. Any process may call it inside a transaction of another one.
    """
    written = set(right)
    placed: list[str] = []
    for path, content in artifacts:
        placed += place(folder, _joined(below, path), content).placed
        written.add(path)
    others = output.others(folder / below, written, (*kept, NEXT))
    return Changes(tuple(placed), tuple(_joined(below, path) for path in others))


def place(folder: Path, path: str, content: bytes) -> Changes:
    """Make ready that the folder holds this file, whatever else it holds."""
    if output.is_same(folder / path, content):
        return Changes()
    output.write_file(folder / STAGED, _name(path), content)
    return Changes((path,))


def place_pieces(folder: Path, path: str, pieces: Iterable[bytes]) -> Changes:
    """The same for a file that comes piece by piece, because it may be too large to be held."""
    waiting = output.write_pieces(folder / STAGED, _name(path), pieces)
    if output.are_same(folder / path, waiting):
        waiting.unlink()
        return Changes()
    return Changes((path,))


def awaited(folder: Path, path: str) -> Path:
    """Where the content of a file is that is staged, or that is right already."""
    waiting = staged(folder, path)
    return waiting if waiting.is_file() else folder / path


def staged(folder: Path, path: str) -> Path:
    """Where a file waits that will have this path below the folder."""
    return folder / STAGED / _name(path)


def pending(folder: Path) -> bool:
    """Whether changes are decided and not all made: the folder is neither as it was nor as it will be."""
    return (folder / JOURNAL).is_file()


def recover(folder: Path) -> bool:
    """Finish what a journal says, or throw away what was only staged; whether there was a journal."""
    for path in (NEXT, STAGED):
        if (folder / path).is_symlink():
            raise output.NotOursError(f"{path} is a link, which iscn does not make: remove it")
    decided = pending(folder)
    if decided:
        operations, root = _told(folder / JOURNAL), folder.resolve()
        for what, path in operations:
            _move(folder, path, root) if what == PLACE else output.remove(folder, path)
        _onto_disk((folder, *(_nearest(folder / each) for each in {path.rpartition("/")[0] for _, path in operations})))
        (folder / JOURNAL).unlink()
    _throw_away(folder)
    return decided


def _operations(changes: Iterable[Changes]) -> list[Operation]:
    """In the order in which a reader may come across them: pages after what they load, lists after what they list, losses last."""
    placed = {path for each in changes for path in each.placed}
    removed = {path for each in changes for path in each.removed} - placed
    above = {folder for path in placed for folder in _folders(path)}
    in_the_way = {path for path in removed if path in above or not placed.isdisjoint(_folders(path))}
    return [
        *((REMOVE, path) for path in sorted(in_the_way)),
        *((PLACE, path) for path in sorted(placed, key=_rank)),
        *((REMOVE, path) for path in sorted(removed - in_the_way)),
    ]


def _rank(path: str) -> tuple[bool, int, bool, str]:
    return path.endswith(TELL_OF_OTHERS), -path.count("/"), path.endswith(".json"), path


def _decide(folder: Path, operations: Sequence[Operation]) -> None:
    """The journal, once nothing that it speaks of can be lost any more."""
    if not operations:
        return
    placed = [path for what, path in operations if what == PLACE]
    (folder / NEXT).mkdir(exist_ok=True)
    (folder / PLANNED).write_text(json.dumps(operations), "utf-8")
    _onto_disk([folder / PLANNED])
    for parent in {path.rpartition("/")[0] for path in placed}:
        with suppress(FileExistsError, NotADirectoryError):  # A file stands there that goes first.
            (folder / parent).mkdir(parents=True, exist_ok=True)
    if placed:
        _onto_disk((folder / STAGED, *(staged(folder, path) for path in placed)))
    (folder / PLANNED).replace(folder / JOURNAL)
    _onto_disk([folder / NEXT, folder])


def _told(journal: Path) -> list[Operation]:
    """What a journal says; nothing where it is none of ours."""
    try:
        return [(what, output.inside(path)) for what, path in json.loads(journal.read_text("utf-8"))]
    except (ValueError, TypeError, AttributeError):
        return []


def _move(folder: Path, path: str, root: Path) -> None:
    """Put a staged file into its place; where it is not staged any more, it was put there before."""
    waiting, target = staged(folder, path), folder / path
    if waiting.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.parent.resolve().is_relative_to(root):
            raise output.NotOursError(f"{path} lies behind a link that leads out of {folder.name}/")
        waiting.replace(target)


def _throw_away(folder: Path) -> None:
    """Delete the stage, and the folders that were made for files that never came."""
    if not (folder / NEXT).is_dir():
        return
    planned = _told(folder / PLANNED) if (folder / PLANNED).is_file() else []
    for each in sorted({above for _, path in planned for above in _folders(path)}, reverse=True):
        with suppress(OSError):
            (folder / each).rmdir()
    shutil.rmtree(folder / NEXT)


def _onto_disk(paths: Iterable[Path]) -> None:
    """Wait until files and folders are on the disk, so that a power cut takes none of them. Windows decides that by itself."""
    if os.name != "posix":
        return
    few = tuple(islice(paths, MANY + 1))
    if len(few) > MANY:
        os.sync()
        return
    for path in few:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _nearest(folder: Path) -> Path:
    """The folder, or the first one above it that is still there."""
    return next(each for each in (folder, *folder.parents) if each.is_dir())


def _folders(path: str) -> Iterator[str]:
    """The folders that a file lies in, by their paths, the innermost first, but for the one that all paths start from."""
    while path := path.rpartition("/")[0]:
        yield path


def _name(path: str) -> str:
    """Under what a file is staged that will have this path: no two paths have the same. ValueError where one leads out of the folder."""
    return hashlib.blake2b(output.inside(path).encode(), digest_size=16).hexdigest()


def _joined(below: str, path: str) -> str:
    return PurePosixPath(below, path).as_posix()
