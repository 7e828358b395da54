"""The regular expressions of the program, and which of them could take time by more than the length of a text.

A repetition within a repetition is harmless where something must stand between two of the inner ones that none of them can
be: `[a-z]+(?:-[a-z]+)*`. Without that, `(?:-?[a-z]+)*`, a text can be read in as many ways as it has parts, and a text that
does not fit is tried in all of them.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from re import _constants as signs  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

import generator

if TYPE_CHECKING:
    from collections.abc import Iterator

REPEATS = {signs.MAX_REPEAT, signs.MIN_REPEAT, signs.POSSESSIVE_REPEAT}
MANY = 64
"""A repetition that goes further counts as one without end."""
SAMPLE = frozenset(map(chr, range(0x250))) | set("\u0905\u0430\u2028")


def written() -> Iterator[tuple[str, str]]:
    """Where a text stands that can be read as a pattern, and the text; of those made of pieces, each piece."""
    for path in sorted(Path(generator.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"[*+}]", node.value):
                yield f"{path.name}:{node.lineno}", node.value


def ambiguous(pattern: str) -> bool:
    """Whether a repetition without end holds another with nothing between; a text that is no pattern is none."""
    try:
        return _ambiguous(list(parser.parse(pattern)))
    except (re.error, OverflowError):
        return False


def _ambiguous(items: list[Any]) -> bool:
    return any(_is_ambiguous(sign, value) for sign, value in items)


def _is_ambiguous(sign: Any, value: Any) -> bool:
    if sign in REPEATS and _endless(value):
        return any(not _separated(branch) for branch in _branches(list(value[2])))
    return any(_ambiguous(each) for each in _inner(sign, value))


def _endless(value: Any) -> bool:
    return bool(value[1] is signs.MAXREPEAT or value[1] > MANY)


def _inner(sign: Any, value: Any) -> list[list[Any]]:
    if sign is signs.SUBPATTERN:
        return [list(value[-1])]
    if sign is signs.BRANCH:
        return [list(each) for each in value[1]]
    if sign in REPEATS:
        return [list(value[2])]
    return [list(value[1])] if sign in {signs.ASSERT, signs.ASSERT_NOT} else []


def _branches(items: list[Any]) -> list[list[Any]]:
    """What a repetition repeats: one row of items, or one for each alternative."""
    if len(items) == 1 and items[0][0] in {signs.SUBPATTERN, signs.BRANCH}:
        return [branch for inner in _inner(*items[0]) for branch in _branches(inner)]
    return [items]


def _separated(items: list[Any]) -> bool:
    """Whether in a row that is repeated each repetition without end is parted from its next turn by what must stand there."""
    endless = [value for sign, value in items if sign in REPEATS and _endless(value)]
    if not endless:
        return not _ambiguous([(sign, value) for sign, value in items if sign not in REPEATS])
    there = [_of_all(value[2]) if sign in REPEATS else _characters(sign, value) for sign, value in items if sign not in REPEATS or value[0]]
    return all(any(each and not each & _of_all(value[2]) for each in there) for value in endless)


def _of_all(items: Any) -> frozenset[str]:
    return frozenset().union(*(_characters(sign, value) for sign, value in items))


def _characters(sign: Any, value: Any) -> frozenset[str]:
    """What can stand at one sign of a pattern, out of the sample; everything where that is more than one character."""
    if sign is signs.LITERAL:
        return frozenset({chr(value)})
    if sign is signs.NOT_LITERAL:
        return SAMPLE - {chr(value)}
    if sign is signs.ANY:
        return SAMPLE - {"\n"}
    return _of_class(value) if sign is signs.IN else SAMPLE


_CATEGORIES = {signs.CATEGORY_DIGIT: r"\d", signs.CATEGORY_SPACE: r"\s", signs.CATEGORY_WORD: r"\w"}
_OTHERS = {signs.CATEGORY_NOT_DIGIT: r"\D", signs.CATEGORY_NOT_SPACE: r"\S", signs.CATEGORY_NOT_WORD: r"\W"}


def _of_class(items: Any) -> frozenset[str]:
    found: set[str] = set()
    for sign, value in items:
        if sign is signs.LITERAL:
            found.add(chr(value))
        elif sign is signs.RANGE:
            found |= {each for each in SAMPLE if value[0] <= ord(each) <= value[1]}
        elif sign is signs.CATEGORY:
            found |= {each for each in SAMPLE if re.match((_CATEGORIES | _OTHERS)[value], each)}
    return SAMPLE - found if items and items[0][0] is signs.NEGATE else frozenset(found)
