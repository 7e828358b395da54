"""Our canonical YAML, and edits of front matter that leave every other byte as it is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    """A text with front matter, in which the block under a key is these values; it goes last where it is new."""
    start = text.index("\n") + 1
    end = re.compile(r"^---[ \t]*$", re.MULTILINE).search(text, start)
    if end is None:
        raise ValueError(key)
    head, new = text[start : end.start()], block(key, values)
    old = re.compile(rf"^{re.escape(key)}:.*\n(?:[ \t]+.*\n|\n(?=[ \t]))*", re.MULTILINE).search(head)
    head = head[: old.start()] + new + head[old.end() :] if old else head + new
    return text[:start] + head + text[end.start() :]
