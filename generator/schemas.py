"""JSON Schemas (draft 2020-12) of the records: as an author writes them, and as they are published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from generator import languages
from generator.models.fields import NEED

if TYPE_CHECKING:
    from pydantic import BaseModel, TypeAdapter

Schema = dict[str, Any]
DIALECT = GenerateJsonSchema.schema_dialect


def typed(record: type[BaseModel]) -> Schema:
    """How an author, or an editor that gives YAML its types, may write a record."""
    return _plain(record.model_json_schema(by_alias=True))


def typed_by_id(records: TypeAdapter[Any]) -> Schema:
    """The same of a file that holds several records by their ids."""
    return _plain(records.json_schema(by_alias=True))


def published(record: type[BaseModel]) -> Schema:
    """How a record stands in the data: numbers are numbers. Keys may be added at any time, so others are not refused."""
    schema: Schema = _open(_plain(record.model_json_schema(by_alias=True, mode="serialization")))
    return schema


def _plain(schema: Schema) -> Schema:
    labelled: Schema = _with_labels(_without_nulls(schema))
    return {"$schema": DIALECT, **labelled}


def _open(node: Any) -> Any:
    if isinstance(node, list):
        return [_open(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {key: _open(value) for key, value in node.items() if (key, value) != ("additionalProperties", False)}


def _without_nulls(node: Any) -> Any:
    """The schema without what only Python knows: absent is absent, never null; what must be given is required."""
    if isinstance(node, list):
        return [_without_nulls(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _without_nulls(value) for key, value in node.items() if key != "default"}
    needed = [name for name, field in kept.get("properties", {}).items() if isinstance(field, dict) and field.get(NEED) == "M"]
    if needed:
        kept["required"] = needed
    if "anyOf" in kept:
        options = [option for option in kept["anyOf"] if option != {"type": "null"}]
        if len(options) == 1:
            return {**{key: value for key, value in kept.items() if key != "anyOf"}, **options[0]}
        kept["anyOf"] = options
    return kept


def _with_labels(node: Any) -> Any:
    """The schema with the English label beside each id of a vocabulary that has one."""
    if isinstance(node, list):
        return [_with_labels(item) for item in node]
    if not isinstance(node, dict):
        return node
    named = {key: _with_labels(value) for key, value in node.items()}
    terms = languages.locale("en").words["term"].get(named.get("x-vocabulary"), {})
    if "enum" in named and terms:
        named["enumDescriptions"] = [terms.get(str(each).lower() if isinstance(each, bool) else each, "") for each in named["enum"]]
    return named
