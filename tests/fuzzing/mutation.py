"""Inputs made from others by chance, the same ones in every run: for the tests, which have no engine that measures coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pieces import PIECES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

LONGEST = 12_000
MOST_CHANGES = 4


def inputs(chance: Random, seeds: Sequence[bytes], count: int) -> Iterator[bytes]:
    """So many inputs, each a seed with a few changes."""
    for _ in range(count):
        made = chance.choice(seeds)[:LONGEST]
        for _ in range(chance.randint(1, MOST_CHANGES)):
            made = _changed(chance, made, seeds)
        yield made[:LONGEST]


def _changed(chance: Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """The input with one place of it changed; most changes are small, and most put in something that means something."""
    start = chance.randint(0, len(data))
    end = min(len(data), start + chance.choice((0, 0, 1, 2, 8, 40)))
    way = chance.randrange(10)
    if way < 6:
        return data[:start] + chance.choice(PIECES) + data[end:]
    if way < 7:
        return data[:start] + data[end:]
    if way < 8:
        return data[:start] + data[start:end] * 2 + data[end:]
    if way < 9:
        return data[:start] + chance.randbytes(1) + data[start + 1 :]
    other = chance.choice(seeds)
    at = chance.randint(0, len(other))
    return data[:start] + other[at : at + chance.choice((10, 100, 1000))] + data[end:]
