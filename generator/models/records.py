"""Walking through a record and all that stand inside it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from generator.models.fields import NEED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.yaml_text import Path


class Slot(NamedTuple):
    """A field of a model: its name, its key as an author writes it, how much it is needed, and whether it can hold records."""

    name: str
    key: str
    need: str
    holds_records: bool


@cache
def slots(model: type[BaseModel]) -> tuple[Slot, ...]:
    """The fields of a model. To ask pydantic again for every record would take longer than to read it."""
    return tuple(
        Slot(name, info.alias or name, _need(info.json_schema_extra), model_in(info.annotation) is not None)
        for name, info in model.model_fields.items()
    )


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model of the records that a field with this annotation can hold."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in getattr(annotation, "__args__", ()) if (found := model_in(inner))), None)


def records(record: BaseModel, path: Path = ()) -> Iterator[tuple[Path, BaseModel]]:
    """A record and every record inside it, each with its path as an author writes it."""
    yield path, record
    for slot in slots(type(record)):
        if not slot.holds_records:
            continue
        value: Any = getattr(record, slot.name)
        inner = (*path, slot.key)
        if isinstance(value, BaseModel):
            yield from records(value, inner)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from records(item, (*inner, index))


def not_given(record: BaseModel, need: str) -> Iterator[Path]:
    """The paths of fields that are needed that much and have no value, in a record and in those inside it."""
    for path, inner in records(record):
        for slot in slots(type(inner)):
            if slot.need == need and not getattr(inner, slot.name):
                yield *path, slot.key


def _need(marks: Any) -> str:
    return str(marks.get(NEED, "")) if isinstance(marks, dict) else ""
