"""Everything that is made from models, vocabularies and rules: schemas for editors, the pages that explain them, forms."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, TypeAdapter

from generator import audit, checks, gate, issue_forms, load, schemas, vocabulary
from generator.diagnostics import RULES
from generator.exports import planned
from generator.exports import schemas as described
from generator.models.case import UNKNOWABLE, Case
from generator.models.fields import NEED
from generator.models.place import City, Country, Origin
from generator.models.text import CaseText, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

# Their rules are declared when they are imported.
DECLARING = (checks, load, gate, audit)

RECORDS: dict[str, tuple[type[BaseModel], str, str]] = {
    "case": (Case, "cases/*/*/case.yml", "A case: facts, the same in every language."),
    "country": (Country, "countries/*/country.yml", "A country."),
    "city": (City, "countries/*/cities/*.yml", "A place that cases point to."),
}
TEXTS: dict[str, tuple[type[BaseModel], str, str]] = {
    "case-text": (CaseText, "cases/*/*/text.*.md", "The words of a case: front matter."),
    "text": (Text, "countries/*/text.*.md, pages/*/text.*.md", "The words of a country or a standing page: front matter."),
}
NEEDS = {"M": "must", "R": "for more than a first entry", "F": "for a complete case", "O": "optional"}


def artifacts() -> Iterator[tuple[str, bytes]]:
    """Path below the root and content of every file that `iscn generate` writes."""
    for name, schema in _schemas().items():
        yield f"schemas/{name}.schema.json", (json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
    for path, content in planned.artifacts(described.plan()):
        yield f"schemas/data/{path.rpartition('/')[2]}", content
    yield ".vscode/settings.json", (json.dumps(_editor(), indent=2) + "\n").encode()
    yield "docs/checks.md", _checks().encode()
    yield "docs/fields.md", _fields().encode()
    yield from issue_forms.artifacts()


def _schemas() -> dict[str, dict[str, Any]]:
    """JSON Schemas, draft 2020-12, as editors read them."""
    made = {name: schemas.typed(model) for name, (model, _, _) in (RECORDS | TEXTS).items()}
    made["origins"] = schemas.typed_by_id(TypeAdapter(dict[str, Origin]))
    for name, schema in made.items():
        schema["title"] = name
    properties = made["case"]["properties"]
    for name in UNKNOWABLE:
        unknown = {"type": "object", "properties": {"unknown": {"const": True}}, "required": ["unknown"], "additionalProperties": False}
        known = {key: value for key, value in properties[name].items() if key not in {"description", NEED}}
        kept = {key: value for key, value in properties[name].items() if key in {"description", NEED}}
        properties[name] = kept | {"anyOf": [known, unknown]}
    return made


def _editor() -> dict[str, Any]:
    """Settings for editors that check YAML while it is typed."""
    schemas = {f"./schemas/{name}.schema.json": pattern for name, (_, pattern, _) in RECORDS.items()}
    schemas["./schemas/origins.schema.json"] = "cases/origins.yml"
    return {"yaml.schemas": schemas, "files.eol": "\n", "files.insertFinalNewline": True, "[yaml]": {"editor.tabSize": 2}}


def _checks() -> str:
    """Every rule, its weight and its explanation."""
    lines = [
        "# What is checked",
        "",
        f"Made by `iscn generate` from the {len(RULES)} rules themselves. `iscn explain CODE` says the same.",
        "",
    ]
    for code, rule in sorted(RULES.items()):
        lines += [f"## `{code}`", "", f"*{rule.severity.name}*", "", rule.why, "", f"- Bad: {rule.bad}", f"- Good: {rule.good}", ""]
    return "\n".join(lines).rstrip() + "\n"


def _fields() -> str:
    """Every field of every record: whether it is needed, and what it says."""
    lines = ["# Fields", "", "Made by `iscn generate` from the models.", ""]
    lines += [f"- **{level}** {words}" for level, words in NEEDS.items()]
    for name, (model, path, words) in (RECORDS | TEXTS).items():
        lines += ["", f"## {name}", "", f"{words} `{path}`", ""]
        lines += _table(model)
        for inner in _inside(model):
            lines += ["", f"### {inner.__name__}", "", (inner.__doc__ or "").strip(), "", *_table(inner)]
    lines += ["", "## Vocabularies", ""]
    lines += [f"- `{name}`: {', '.join(f'`{each}`' for each in ids)}" for name, ids in vocabulary.terms().items()]
    return "\n".join(lines) + "\n"


def _table(model: type[BaseModel]) -> list[str]:
    rows = ["| field | | |", "| --- | --- | --- |"]
    for name, info in model.model_fields.items():
        extra = info.json_schema_extra
        if isinstance(extra, dict):
            rows.append(f"| `{info.alias or name}` | {extra[NEED]} | {info.description} |")
    return rows


def _inside(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The records that stand inside a record, each once, in the order of its fields."""
    seen: dict[type[BaseModel], None] = {}
    for info in model.model_fields.values():
        for inner in _models_of(info.annotation):
            seen[inner] = None
    yield from seen


def _models_of(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models_of(inner)
