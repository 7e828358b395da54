"""What differs from a revision, and what a file said before, as git sees it."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

NO_BLOB = "0"
"""What git writes, many times over, in the place of a version that is not there."""


class GitError(Exception):
    """Git is not there, or does not know the revision; the text is what it said."""


def changed_since(root: Path, revision: str) -> frozenset[str]:
    """Paths below `root` of files that differ from a revision, those that git does not know yet among them."""
    known = _git(root, "diff", "--name-only", "--relative", "-z", "--end-of-options", revision, "--", ".")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset(path for path in (known + new).split("\0") if path)


@dataclass(frozen=True)
class Entry:
    """What git's tree holds at a path, and nothing of its content: mode (`100644`), id and size; without a mode it is gone."""

    path: str
    mode: str = ""
    id: str = ""
    size: int = 0


GONE = "000000"
SUBMODULE = "160000"


def between(root: Path, base: str, head: str) -> tuple[Entry, ...]:
    """What a change from one revision to another leaves at each path that it touches; of a renamed file both ends.

    Paths are those below the top of the repository; where `root` is another folder, GitError.
    """
    if _git(root, "rev-parse", "--show-prefix").strip():
        raise GitError("this folder is not the top of its repository")
    fields = _git(root, "diff-tree", "-r", "-z", "--no-renames", _commit(root, base), _commit(root, head)).split("\0")
    entries = []
    for told, path in zip(fields[::2], fields[1::2], strict=False):
        _, mode, _, identity, _ = told.split(" ")
        entries.append(Entry(path) if mode == GONE else Entry(path, mode, identity))
    return _with_sizes(root, entries)


def tree(root: Path, revision: str, *folders: str) -> tuple[str, ...]:
    """Paths of everything that a revision holds below some folders."""
    return tuple(
        path for path in _git(root, "ls-tree", "-r", "-z", "--name-only", _commit(root, revision), "--", *folders).split("\0") if path
    )


def files(root: Path, revision: str, *folders: str) -> tuple[Entry, ...]:
    """Everything that a revision holds below some folders, in the order of git, with its mode and size and nothing of its content."""
    entries = []
    for told in _git(root, "ls-tree", "-r", "-z", "-l", _commit(root, revision), "--", *folders).split("\0")[:-1]:
        about, _, path = told.partition("\t")
        mode, _, identity, size = about.split()
        entries.append(Entry(path, mode, identity, int(size) if size.isdigit() else 0))
    return tuple(entries)


def contents(root: Path, entries: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each of these files, asked of git at once; GitError where it has one no more."""
    told = _bytes(root, "cat-file", "--batch", given="".join(f"{entry.id}\n" for entry in entries))
    for entry in entries:
        head, _, rest = told.partition(b"\n")
        if head != f"{entry.id} blob {entry.size}".encode():
            raise GitError(f"a file is not in the repository: {head.decode('ascii', 'replace')}")
        yield entry.path, rest[: entry.size]
        told = rest[entry.size + 1 :]


def tag_before(root: Path, revision: str) -> str:
    """The last tag that stands before a revision; GitError where there is none."""
    return _git(root, "describe", "--tags", "--abbrev=0", f"{_commit(root, revision)}^").strip()


def found_in(root: Path, revision: str, pattern: str, *folders: str) -> frozenset[str]:
    """Every match of an extended regular expression in the text files of a revision below some folders."""
    command = ("grep", "-h", "-o", "-I", "-i", "-E", "-e", pattern, _commit(root, revision), "--", *folders)
    return frozenset(_git(root, *command, nothing=1).split("\n")) - {""}


def versions(root: Path, path: str) -> Iterator[bytes]:
    """What the file at a path below `root` said in each version that git still has, the latest first, across its renames.

    All branches count: before a squash merge, a version may have stood on one of them only. What a commit took away comes last:
    only where the history is cut short does no other commit have it.
    """
    log = ("log", "--follow", "--all", "--raw", "-z", "--no-abbrev", "--no-show-signature", "--format=")
    told = _git(root, *log, "--", path).split("\0")
    # :100644 100644 <blob before> <blob after> M, and then the names, each on its own
    changed = [line.split(" ")[2:4] for line in told if line.lstrip("\n").startswith(":")]
    blobs = [after for _, after in changed] + [before for before, _ in changed]
    for blob in dict.fromkeys(blobs):
        if blob.strip(NO_BLOB):
            yield _bytes(root, "cat-file", "blob", blob)


def is_shallow(root: Path) -> bool:
    """Whether this clone has only the latest part of the history."""
    return _git(root, "rev-parse", "--is-shallow-repository").strip() == "true"


def _with_sizes(root: Path, entries: list[Entry]) -> tuple[Entry, ...]:
    """The same with the sizes of what is a file, asked of git at once and without reading any."""
    files = [entry.id for entry in entries if entry.mode and entry.mode != SUBMODULE]
    told = _git(root, "cat-file", "--batch-check=%(objectsize)", given="".join(f"{each}\n" for each in files)).splitlines()
    lost = [line for line in told if not line.isdigit()]
    if lost:
        raise GitError(f"a file is not in the repository: {lost[0]}")
    sizes = dict(zip(files, map(int, told), strict=True))
    return tuple(replace(entry, size=sizes.get(entry.id, 0)) for entry in entries)


def _commit(root: Path, revision: str) -> str:
    return _git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").strip()


def _git(root: Path, *arguments: str, given: str = "", nothing: int = 0) -> str:
    return _bytes(root, *arguments, given=given, nothing=nothing).decode("utf-8", "surrogateescape")


def _bytes(root: Path, *arguments: str, given: str = "", nothing: int = 0) -> bytes:
    """What git says to these arguments and this input; `nothing` is the code with which it ends where it finds nothing."""
    try:
        command = ["git", "-C", str(root), "--literal-pathspecs", *arguments]
        done = subprocess.run(command, input=given.encode(), capture_output=True, check=False)
    except OSError as error:
        raise GitError(str(error)) from None
    if done.returncode not in {0, nothing}:
        raise GitError(done.stderr.decode("utf-8", "replace").strip().partition("\n")[0])
    return done.stdout
