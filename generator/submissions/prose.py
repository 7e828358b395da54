"""What a contributor wrote → Markdown that shows just these words: paragraphs and lists stay, nothing else comes to life."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 120
BULLET = re.compile(r"\s*[-*•\u2013] +(?P<words>\S.*)")
NUMBER = re.compile(r"\s*(?P<number>\d{1,2})[.)] +(?P<words>\S.*)")


def markdown(text: str, source: str) -> str:
    """The paragraphs and lists of an answer, each paragraph and item with the source behind it; empty where there are no words."""
    return "\n\n".join("\n".join(block) for block in _blocks(text, source) if block)


def _blocks(text: str, source: str) -> Iterator[list[str]]:
    for paragraph in re.split(r"\n[ \n]*\n", text.strip("\n")):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        start = next((at for at in range(len(lines)) if _items(lines[at:])), len(lines))
        if start:
            yield _filled(" ".join(lines[:start]), source, "")
        yield [line for mark, words in _items(lines[start:]) for line in _filled(words, source, mark)]


def _items(lines: list[str]) -> list[tuple[str, str]]:
    """Marks and words of lines that are a list from the first to the last; lines without a mark go on with the item above."""
    items: list[tuple[str, str]] = []
    for line in lines:
        bullet, number = BULLET.fullmatch(line), NUMBER.fullmatch(line)
        if bullet and (not items or items[0][0] == "- "):
            items.append(("- ", bullet["words"]))
        elif number and int(number["number"]) == len(items) + 1 and (not items or items[0][0] == "1. "):
            items.append((f"{len(items) + 1}. ", number["words"]))
        elif items:
            items[-1] = (items[-1][0], f"{items[-1][1]} {line.strip()}")
        else:
            return []
    # A single line that starts like the first of a list is more often a day: 1. Mai 2020.
    return items if len(items) > 1 or (items and items[0][0] == "- ") else []


def _filled(words: str, source: str, mark: str) -> list[str]:
    """One paragraph or item in lines of at most 120 characters, its source before the last full stop."""
    plain = _escaped(" ".join(words.split()))
    cited = re.sub(r"([.!?।]?)$", rf" [@{source}]\1", plain, count=1) if source else plain
    lines = textwrap.wrap(cited, WIDTH - len(mark), break_long_words=False, break_on_hyphens=False)
    return [(mark if number == 0 else " " * len(mark)) + _started(line) for number, line in enumerate(lines)]


def _escaped(words: str) -> str:
    """Words in which no character means anything to Markdown."""
    marked = re.sub(r"([\\`*\[\]<|~])", r"\\\1", words)
    marked = re.sub(r"&(?=#?\w+;)", r"\\&", marked)
    return re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", marked)


def _started(line: str) -> str:
    """A line that begins no heading, list, quotation or rule."""
    line = re.sub(r"^([#>+=-])", r"\\\1", line)
    return re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", line)
