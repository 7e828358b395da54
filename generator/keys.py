"""Hashes by which it is known that nothing has to be done again: of what goes into something, and of nothing else."""

from __future__ import annotations

import hashlib
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

PROGRAM = Path(__file__).parent
DECIDING = frozenset({".py", ".yml"})
"""Files of the program on which findings depend, by how their names end."""
SIZE = 16
"""Bytes of a hash."""


def program(endings: Collection[str] = ()) -> str:
    """A hash of this program, or of its files with these endings, and of the packages that it runs with, by their versions."""
    state = hashlib.sha256("\n".join(sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))).encode())
    for path in sorted(PROGRAM.rglob("*")):
        if path.suffix in endings or (not endings and path.is_file() and path.suffix != ".pyc"):
            state.update(f"{path.relative_to(PROGRAM).as_posix()}\0".encode())
            state.update(hashlib.sha256(path.read_bytes()).digest())
    return state.hexdigest()


def of(parts: Iterable[bytes]) -> str:
    """A hash of several pieces, each with its length."""
    state = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.hexdigest()
