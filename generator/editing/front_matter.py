"""Our canonical YAML, and edits of front matter that leave every other byte as it is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from generator import yaml_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.yaml_text import Tree

FRONT = re.compile(r"(---[ \t]*\r?\n)((?:.*\n)*?)---[ \t]*\r?(?:\n|\Z)")
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./ -]*[A-Za-z0-9_./-]|[A-Za-z]", re.ASCII)
WORDS_OF_YAML = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def scalar(text: str) -> str:
    """A text as YAML; quoted wherever any program could take it for something else."""
    return text if PLAIN.fullmatch(text) and text.lower() not in WORDS_OF_YAML else json.dumps(text, ensure_ascii=False)


def block(key: str, values: Mapping[str, str | Mapping[str, str]]) -> str:
    """A mapping of texts, and of mappings of texts, as lines of YAML under a key."""
    lines = [f"{key}:"]
    for name, value in values.items():
        if isinstance(value, str):
            lines.append(f"  {name}: {scalar(value)}")
        else:
            lines.append(f"  {name}:")
            lines += [f"    {inner}: {scalar(text)}" for inner, text in value.items()]
    return "\n".join(lines) + "\n"


def with_block(text: str, key: str, values: Mapping[str, str | Mapping[str, str]]) -> str:
    """A text with front matter, in which the block under a key is these values; it goes last where it is new.

    Whatever else stands there keeps its bytes, line ends included. ValueError where that cannot be done: where there is
    no front matter to read, or where it is written so that another value would be lost.
    """
    front = FRONT.match(text)
    before = yaml_text.parse("", front[2])[0] if front else ()
    if not front or not before:
        raise ValueError(key)
    lines = re.findall(r".*\n", front[2])
    start, end = _lines_of(lines, before[0], key)
    line_end = "\r\n" if front[1].endswith("\r\n") else "\n"
    lines[start:end] = [block(key, values).replace("\n", line_end)]
    after = yaml_text.parse("", "".join(lines))[0]
    if not after or _others(after[0], key) != _others(before[0], key):
        raise ValueError(key)
    return front[1] + "".join(lines) + text[front.end(2) :]


def _others(tree: Tree, key: str) -> dict[str, object]:
    return {name: value for name, value in tree.data.items() if name != key} if isinstance(tree.data, dict) else {}


def _lines_of(lines: Sequence[str], tree: Tree, key: str) -> tuple[int, int]:
    """From which line to before which the block under a key stands; the end where there is none."""
    starts = sorted(place.line - 1 for path, place in tree.keys.items() if len(path) == 1)
    if (key,) not in tree.keys:
        return len(lines), len(lines)
    start = tree.keys[key,].line - 1
    end = next((each for each in starts if each > start), len(lines))
    # Empty lines and comments in front of the next key belong to it.
    while end > start + 1 and re.match(r"\s*(?:#|$)", lines[end - 1]):
        end -= 1
    return start, end
