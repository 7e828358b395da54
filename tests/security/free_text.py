"""Which fields of the models hold free text: found by walking the models, so that a new field cannot be forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from generator.models import fields
from generator.models.case import Case
from generator.models.place import City, Country, Origin
from generator.models.site import KnowledgeBase
from generator.models.text import CaseText, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

MODELS: dict[str, type[BaseModel]] = {
    "case": Case,
    "case-text": CaseText,
    "country": Country,
    "city": City,
    "origin": Origin,
    "text": Text,
    "configuration": KnowledgeBase,
}
FREE = (fields.Short, fields.Label, fields.Sentence, fields.Title, fields.Summary)
"""The types of fields that take any text."""

Path = tuple[str, ...]
"""Keys down to a field; `[]` stands for any item of a list or mapping."""


def fields_of(model: type[BaseModel], types: tuple[Any, ...] = FREE, path: Path = ()) -> Iterator[Path]:
    """Paths of all fields of a model, and of the models in it, that have one of these types."""
    for name, info in model.model_fields.items():
        yield from _in([info.annotation, *info.metadata], {id(each.__metadata__[0]) for each in types}, types, (*path, info.alias or name))


def _in(annotations: list[Any], validators: set[int], types: tuple[Any, ...], path: Path) -> Iterator[Path]:
    for each in annotations:
        if id(each) in validators:
            yield path
        elif isinstance(each, type) and issubclass(each, BaseModel):
            yield from fields_of(each, types, path)
        elif getattr(each, "__origin__", None) in {tuple, dict}:
            yield from _in([arg for arg in get_args(each) if arg is not ...], validators, types, (*path, "[]"))
        else:
            yield from _in([*getattr(each, "__args__", ()), *getattr(each, "__metadata__", ())], validators, types, path)


def texts_of(record: BaseModel, types: tuple[Any, ...] = FREE) -> Iterator[str]:
    """The values of all fields of a record, and of the records in it, that have one of these types."""
    for path in fields_of(type(record), types):
        yield from _values(record, path)


def _values(value: Any, path: Path) -> Iterator[str]:
    if value is None:
        return
    if not path:
        yield value
    elif path[0] == "[]":
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _values(item, path[1:])
    else:
        name = next(name for name, info in type(value).model_fields.items() if (info.alias or name) == path[0])
        yield from _values(getattr(value, name), path[1:])


def places_of(value: object, marker: str, path: Path = ()) -> Iterator[Path]:
    """Paths of all values in a record that hold a marker. Items of lists, and of mappings whose keys are free, are `[]`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places_of(inner, marker, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from places_of(inner, marker, (*path, "[]"))
    elif marker in str(value):
        yield path
