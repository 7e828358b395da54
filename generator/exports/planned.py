"""Files of data that are thought out and not written yet, so that whoever has them already does not write them again."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, is_dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from generator import keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


@dataclass(frozen=True)
class Planned:
    """A file at a path below the folder of data. `key` is a hash of all that its bytes follow from, but for this program."""

    path: str
    key: str
    write: Callable[[], bytes]


@dataclass(frozen=True)
class Joined:
    """A file that is put together piece by piece from others, which are planned before it: it may be too large to be held."""

    path: str
    key: str
    of: tuple[str, ...]
    join: Callable[[Iterable[bytes]], Iterator[bytes]]


def planned(path: str, values: Any, write: Callable[[Any], bytes]) -> Planned:
    """A file that says these values."""
    return Planned(path, key(values), lambda: write(values))


def artifacts(files: Iterable[Planned | Joined]) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file, all of them written and held."""
    made: dict[str, bytes] = {}
    for file in files:
        made[file.path] = b"".join(file.join(made[path] for path in file.of)) if isinstance(file, Joined) else file.write()
        yield file.path, made[file.path]


def key(values: Any) -> str:
    """A hash of values: what JSON can hold, days, decimals, and our own values of such; TypeError for anything else."""
    return keys.of([json.dumps(values, ensure_ascii=False, default=_told_apart).encode()])


def _told_apart(value: Any) -> Any:
    """A value that JSON cannot hold, so that no other one is told like it: no list of ours begins with the name of a class."""
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__qualname__, vars(value)]
    if isinstance(value, datetime.date | Decimal):
        return [type(value).__qualname__, str(value)]
    raise TypeError(value)
