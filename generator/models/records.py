"""Walking through a record and all that stand inside it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from generator.models.fields import NEED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.yaml_text import Path


def records(record: BaseModel, path: Path = ()) -> Iterator[tuple[Path, BaseModel]]:
    """A record and every record inside it, each with its path as an author writes it."""
    yield path, record
    for name, written in _holding(type(record)):
        value: Any = getattr(record, name)
        if isinstance(value, BaseModel):
            yield from records(value, (*path, written))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from records(item, (*path, written, index))


def not_given(record: BaseModel, need: str) -> Iterator[Path]:
    """The paths of fields that are needed that much and have no value, in a record and in those inside it."""
    for path, inner in records(record):
        for name, written in _needed(type(inner), need):
            if not getattr(inner, name):
                yield *path, written


# What a model says of its fields never changes, and thousands of records ask for it.


@cache
def _holding(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a model in which records can stand: their names, and as an author writes them."""
    return tuple((name, info.alias or name) for name, info in model.model_fields.items() if _is_record(info.annotation))


def _is_record(annotation: Any) -> bool:
    """Whether a type is that of records, or made of such a type: `Period | None`, `tuple[Source, ...]`."""
    return (isinstance(annotation, type) and issubclass(annotation, BaseModel)) or any(map(_is_record, get_args(annotation)))


@cache
def _needed(model: type[BaseModel], need: str) -> tuple[tuple[str, str], ...]:
    """The fields of a model that are needed that much: their names, and as an author writes them."""
    marks = ((name, info.alias or name, info.json_schema_extra) for name, info in model.model_fields.items())
    return tuple((name, written) for name, written, told in marks if isinstance(told, dict) and told[NEED] == need)
