"""The only writer of output: compares, then writes beside and swaps; deletes only inside the folder that it owns."""

from __future__ import annotations

import filecmp
import os
import shutil
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    Artifact = tuple[str, bytes]


BUILD = "build"
"""The folder below the root for everything that can be made again: documents, configuration, caches, reports."""
BESIDE = ".beside-"
"""How the names of folders begin in which other programs write for this one."""
MARK = ".built-by-iscn"
"""Stands in every folder that this program made as a whole, so that it never deletes what others put somewhere."""


class NotOursError(OSError):
    """The folder holds something and this program did not make it."""


def claim(folder: Path) -> None:
    """Take an empty or missing folder as ours; NotOursError where it holds what others made."""
    if is_foreign(folder):
        raise NotOursError(f"{folder.name}/ is not empty and was not built by iscn: name another folder")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()  # Not written beside and swapped in: who is killed between would leave a folder that is nobody's.


def is_foreign(folder: Path) -> bool:
    """Whether a folder holds something that others put there."""
    return not (folder / MARK).is_file() and folder.exists() and any(folder.iterdir())


def write(folder: Path, artifacts: Iterable[Artifact], *, right: Iterable[str] = (), kept: tuple[str, ...] = ()) -> frozenset[str]:
    """Make `folder` hold these artifacts, what is `right` already, and nothing else, except below the folders and files in `kept`.

    Files that are the same already are not touched. Returns the paths of all that is there, but for what is kept.
    """
    written = set(right)
    for path, content in artifacts:
        write_file(folder, path, content)
        written.add(path)
    for path in list(others(folder, written, kept)):
        remove(folder, path)
    return frozenset(written)


def write_file(folder: Path, path: str, content: bytes) -> None:
    """One artifact below `folder`, swapped in whole; a path that leads out of the folder is a ValueError."""
    if not is_same(folder / inside(path), content):
        write_pieces(folder, path, (content,))


def write_pieces(folder: Path, path: str, pieces: Iterable[bytes]) -> Path:
    """The same for an artifact that comes piece by piece; it is written also where it is there already. Returns where it is."""
    target = folder / inside(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            file.writelines(pieces)
        beside.replace(target)
    except BaseException as error:
        if isinstance(error, OSError):
            error.filename = error.filename or str(target)  # What a full disk refuses comes without a name.
        beside.unlink(missing_ok=True)
        raise
    return target


def add(folder: Path, artifacts: Sequence[Artifact]) -> None:
    """New files in a folder: where there is no such folder yet, all at once; where there is, each is swapped in whole.

    They wait in a hidden folder beside, which is taken over from whoever was killed over the same files.
    """
    if folder.exists():
        for path, content in artifacts:
            write_file(folder, path, content)
        return
    beside = folder.with_name(f".{folder.name}.new")
    try:
        write(beside, artifacts)
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def sweep(build: Path) -> None:
    """Delete what killed processes left below the folder for all that can be made again: half-written files, half an index."""
    for pattern in (".*.new", "cache/.*.new", "cache/*/.*.new"):
        for path in build.glob(pattern):
            path.unlink(missing_ok=True)
    for path in build.glob(f"*/{BESIDE}*"):
        shutil.rmtree(path)


def others(folder: Path, written: AbstractSet[str], kept: Iterable[str]) -> Iterator[str]:
    """Paths of the files below a folder that are none of those written, nor in or below what is kept."""
    aside = frozenset(kept)
    for path, folders, names in os.walk(folder):
        here = PurePosixPath(Path(path).relative_to(folder).as_posix())
        folders[:] = [name for name in folders if (here / name).as_posix() not in aside]
        paths = ((here / name).as_posix() for name in names)
        yield from (each for each in paths if each not in written and each not in aside)


def remove(folder: Path, path: str) -> None:
    """One file less below `folder`, and no folder there that holds nothing without it; nothing where there is no such file."""
    target = folder / inside(path)
    if target.is_symlink() or target.is_file():
        target.unlink()
    for each in PurePosixPath(path).parents[:-1]:
        try:
            (folder / each).rmdir()
        except OSError:
            return


def inside(path: str) -> str:
    """The path below a folder as it is; ValueError where it leads out of it."""
    if path.startswith("/") or ".." in path.split("/") or "\\" in path:
        raise ValueError(path)
    return path


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


def are_same(one: Path, other: Path) -> bool:
    """Whether two files hold the same content, whatever their times say."""
    try:
        return not one.is_symlink() and filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


def is_same(target: Path, content: bytes) -> bool:
    """Whether a file holds just this content already."""
    try:
        state = target.lstat()
        return S_ISREG(state.st_mode) and state.st_size == len(content) and target.read_bytes() == content
    except OSError:
        return False
