"""Walking through a record and all that stand inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from generator.models.fields import NEED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.yaml_text import Path


def records(record: BaseModel, path: Path = ()) -> Iterator[tuple[Path, BaseModel]]:
    """A record and every record inside it, each with its path as an author writes it."""
    yield path, record
    for name, info in type(record).model_fields.items():
        value: Any = getattr(record, name)
        inner = (*path, info.alias or name)
        if isinstance(value, BaseModel):
            yield from records(value, inner)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from records(item, (*inner, index))


def not_given(record: BaseModel, need: str) -> Iterator[Path]:
    """The paths of fields that are needed that much and have no value, in a record and in those inside it."""
    for path, inner in records(record):
        for name, info in type(inner).model_fields.items():
            marks = info.json_schema_extra
            if isinstance(marks, dict) and marks[NEED] == need and not getattr(inner, name):
                yield *path, info.alias or name
