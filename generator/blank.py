"""Files to begin with: the fields that a record needs, without their values, and the headings that a text needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args, get_origin

from pydantic import BaseModel

from generator import vocabulary
from generator.models.fields import NEED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.languages import Locale

NEEDED = frozenset({"M", "R"})
ALSO = frozenset({"cities", "url"})
"""Fields that are left out in rare cases only, though the models do not ask for them."""


def record(model: type[BaseModel], known: Mapping[str, str] | None = None) -> str:
    """The YAML of a record that is still empty: each needed field with what it means, and the values that are known."""
    return "\n".join(_fields(model, known or {})) + "\n"


def text(kind: str, locale: Locale) -> str:
    """A text of a kind of record, `case` or `country`, that is still empty, in a language."""
    return body(locale, kind, [name for name in vocabulary.sections(kind) if kind != "case" or name in vocabulary.required_sections()])


def body(locale: Locale, kind: str, sections: Sequence[str]) -> str:
    """Front matter without values, and these sections under their headings in a language."""
    headings = (locale.text(f"section.{kind}.{name}.heading") for name in sections)
    return "---\ntitle:\nsummary:\n---\n" + "".join(f"\n## {heading}\n\n" for heading in headings)


def _fields(model: type[BaseModel], known: Mapping[str, str]) -> Iterator[str]:
    for name, info in model.model_fields.items():
        marks = info.json_schema_extra
        if not isinstance(marks, dict) or not (marks[NEED] in NEEDED or name in ALSO):
            continue
        key, inner, listed = info.alias or name, _record_in(info.annotation), get_origin(info.annotation) is tuple
        told = f"  # {info.description}"
        if get_origin(info.annotation) is dict:
            yield from (f"{key}:{told}", "  en:")
        elif inner is None:
            yield f"{key}: {known.get(key, '[]' if listed else '')}".rstrip() + told
        else:
            yield f"{key}:{told}"
            lines = list(_fields(inner, {}))
            yield from (f"{'  - ' if listed and place == 0 else '    ' if listed else '  '}{line}" for place, line in enumerate(lines))


def _record_in(annotation: Any) -> type[BaseModel] | None:
    """The record that a field holds, one or several of it; None where it holds something else."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _record_in(each))), None)
