"""Our canonical YAML: block style, two spaces, keys in the order given, text quoted wherever a program could take it for more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.editing.front_matter import scalar

if TYPE_CHECKING:
    from collections.abc import Sequence

    Value = str | Sequence["Value"] | Mapping[str, "Value"]


DECLARED = ("unknown", "true")
"""That no source tells; unquoted, because editors read it by the schema."""


def dump(record: Mapping[str, Value]) -> str:
    """A record of texts, lists and mappings as the text of a YAML file."""
    return "\n".join(_mapping(record, 0)) + "\n"


def _mapping(record: Mapping[str, Value], depth: int) -> list[str]:
    lines = []
    for key, value in record.items():
        indent = "  " * depth
        if (key, value) == DECLARED:
            lines.append(f"{indent}unknown: true")
        elif isinstance(value, str):
            lines.append(f"{indent}{scalar(key)}: {scalar(value)}")
        elif isinstance(value, Mapping):
            lines += [f"{indent}{scalar(key)}:", *_mapping(value, depth + 1)]
        elif all(isinstance(item, str) for item in value):
            lines.append(f"{indent}{scalar(key)}: [{', '.join(scalar(str(item)) for item in value)}]")
        else:
            lines += [f"{indent}{scalar(key)}:", *_sequence(value, depth + 1)]
    return lines


def _sequence(items: Sequence[Value], depth: int) -> list[str]:
    """Items as a block; lists in lists do not occur in our records."""
    lines = []
    for item in items:
        inner = _mapping(item, depth + 1) if isinstance(item, Mapping) else [scalar(str(item))]
        lines += [f"{'  ' * depth}- {inner[0].lstrip()}", *inner[1:]]
    return lines
