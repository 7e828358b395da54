"""The words of one part of a text as their author wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.catalog import Written
    from generator.markdown import Section


def words(text: Written[Any], part: str) -> str:
    """What a part says, under the name by which a translation follows it; empty where the text has no such part."""
    if part in text.sections:
        return _below_heading(text, text.sections[part])
    field, _, name = part.partition(".")
    value = getattr(text.head, field, None) or ""
    return str(value.get(name, "")) if isinstance(value, dict) else str(value)


def _below_heading(text: Written[Any], section: Section) -> str:
    """The Markdown of a section below its heading."""
    starts = sorted(each.location.line for each in text.sections.values())
    following = next((line for line in starts if line > section.location.line), None)
    return "\n".join(text.document.text.split("\n")[section.location.end_line : following and following - 1]).strip("\n")
