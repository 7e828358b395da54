"""What differs from a revision, as git sees it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class GitError(Exception):
    """Git is not there, or does not know the revision; the text is what it said."""


def changed_since(root: Path, revision: str) -> frozenset[str]:
    """Paths below `root` of files that differ from a revision, those that git does not know yet among them."""
    known = _git(root, "diff", "--name-only", "--relative", "-z", "--end-of-options", revision, "--", ".")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset(path for path in (known + new).split("\0") if path)


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except OSError as error:
        raise GitError(str(error)) from None
    if done.returncode:
        raise GitError(done.stderr.decode("utf-8", "replace").strip().partition("\n")[0])
    return done.stdout.decode("utf-8", "surrogateescape")
