"""JSON Schemas of the files of data, so that programs know what to expect: `schemas/<file>.schema.json`.

They follow from the models. As the version promises, they let pass what they do not know: keys may be added at any time.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from generator import schemas, vocabulary
from generator.exports import envelope
from generator.exports.planned import planned
from generator.models.case import Case, Edge, Withdrawn
from generator.models.place import City, Country, Origin
from generator.models.text import CaseText, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from generator.exports.planned import Planned

    Schema = dict[str, Any]

LANGUAGE = "^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$"
"""A key that is a language (BCP 47)."""
REFERENCE = "#/$defs/"
NAMES = ("case", "cases", "countries", "cities", "vocabularies", "graph")
"""Kinds of files, by the keys under which they hold their records."""


def plan() -> Iterator[Planned]:
    """Each schema. They follow from this program alone, and take longer to think out than to write."""
    for name in NAMES:
        yield planned(envelope.schema(name), name, lambda name: _contents()[name])


@cache
def _contents() -> dict[str, bytes]:
    return {name: (json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode() for name, schema in made().items()}


def made() -> dict[str, Schema]:
    """The schema of each kind of file by its name."""
    defined = {"case": _case(), "withdrawn": _withdrawn(), "country": _country(), "city": _city()}
    either = {"oneOf": [{"$ref": f"{REFERENCE}case"}, {"$ref": f"{REFERENCE}withdrawn"}]}
    return {
        "case": _file("One case: its facts, and its texts by language.", {"case": either}, defined, "case", "withdrawn"),
        "cases": _file("All cases, in the order of their ids.", {"cases": _list(either)}, defined, "case", "withdrawn"),
        "countries": _file("All countries.", {"countries": _list({"$ref": f"{REFERENCE}country"})}, defined, "country"),
        "cities": _file("All places that cases point to.", {"cities": _list({"$ref": f"{REFERENCE}city"})}, defined, "city"),
        "vocabularies": _file("Every vocabulary: its terms in their order, with labels.", {"vocabularies": _vocabularies()}, {}),
        "graph": _file("Who learned from whom: nodes, and edges between them.", _graph(), {}),
    }


def _file(told: str, holds: Schema, defined: dict[str, Schema], *needed: str) -> Schema:
    """A file: its version and licences, what it `holds` by key, and the records that this refers to."""
    inner: Schema = {}
    for name in needed:
        record = dict(defined[name])
        inner |= record.pop("$defs", {})
        inner[name] = record
    around = {
        "$schema": {"type": "string", "description": "Where this schema stands, seen from the file."},
        "version": {"const": envelope.VERSION, "description": "Grows when a key goes or changes its meaning."},
        "licences": {"const": envelope.LICENCES, "description": "By SPDX; a text that names another in `licence` has that one."},
    }
    return _object(around | holds, told) | {
        "$schema": schemas.DIALECT,
        "required": ["$schema", "version", "licences", *holds],
        **({"$defs": inner} if inner else {}),
    }


def _case() -> Schema:
    record = _record(Case, "cases")
    sections = _object(
        {name: {"type": "string"} for name in vocabulary.sections("case")}, "Sections in Markdown; [@s1] cites the source s1."
    )
    record["properties"] |= {
        "completeness": {"enum": list(vocabulary.terms()["completeness"]), "description": "How much is known; computed."},
        "unknown": _list({"type": "string"}) | {"description": "Fields of which the author says that no source tells."},
        "texts": _texts(CaseText, sections, record),
    }
    record["required"] += ["completeness", "texts"]
    return record


def _country() -> Schema:
    record = _record(Country, "countries")
    sections = _object({name: {"type": "string"} for name in vocabulary.sections("country")}, "Sections in Markdown.")
    record["properties"]["texts"] = _texts(Text, sections, record)
    record["required"] += ["texts"]
    return record


def _city() -> Schema:
    record = _record(City, "cities")
    record["properties"]["cases"] = _list({"type": "string"}) | {"description": "Ids of the cases that are about this place."}
    record["required"] += ["cases"]
    return record


def _withdrawn() -> Schema:
    reason = schemas.published(Withdrawn)
    reason.pop("$schema")
    why = {"id": _identity("cases"), "withdrawn": reason}
    return _object(why, "A case that was withdrawn: its id stays taken.") | {"required": ["id", "withdrawn"]}


def _record(model: type[BaseModel], folder: str) -> Schema:
    """A record of a file of content, with what the file's place and the site say of it."""
    record = schemas.published(model)
    record.pop("$schema")
    record["properties"] |= {"id": _identity(folder), "urls": _by_language("Address of its page in each language.", "uri")}
    record["required"] = [*record["required"], "id", "urls"]
    if model is not Country:
        record["properties"]["country"] = {"type": "string", "pattern": "^[a-z]{2}$", "description": "ISO 3166-1, in small letters."}
        record["required"] += ["country"]
    return record


def _identity(folder: str) -> Schema:
    return {"type": "string", "description": f"Its path below {folder}/, which never changes."}


def _texts(model: type[BaseModel], sections: Schema, record: Schema) -> Schema:
    """Texts by language. What stands inside a text goes to the definitions of the record."""
    text = schemas.published(model)
    record.setdefault("$defs", {}).update(text.get("$defs", {}))
    translated = record["$defs"]["Translation"]["properties"]
    translated.pop("sections", None)
    states = ["original", *vocabulary.terms()["translation-state"]]
    properties = text["properties"] | {"sections": sections, "state": {"enum": states, "description": "How a translation stands."}}
    one = _object(properties, "") | {"required": [*text["required"], "state", "sections"]}
    return {"type": "object", "patternProperties": {LANGUAGE: one}, "description": "Its texts by language."}


def _vocabularies() -> Schema:
    term = _object({"id": {"type": "string"}, "labels": _by_language("Its label in each language.")}, "") | {"required": ["id", "labels"]}
    return {"type": "object", "additionalProperties": _list(term), "description": "Terms of each vocabulary, by its name."}


def _graph() -> Schema:
    node = schemas.published(Origin)["properties"] | {
        "id": {"type": "string", "description": "Id of a case, or origin/ and the name of a place elsewhere."},
        "kind": {"enum": ["case", "origin"]},
        "country": {"type": "string", "description": "ISO 3166-1, in small letters."},
    }
    ends = {end: {"type": ["string", "null"], "description": "A node; null where the source names nobody."} for end in ("from", "to")}
    edge = ends | {name: told for name, told in schemas.published(Edge)["properties"].items() if name not in {"case", "origin"}}
    return {
        "nodes": _list(_object(node, "") | {"required": ["id", "kind"]}),
        "edges": _list(_object(edge, "") | {"required": ["from", "to", "how"]}),
    }


def _by_language(told: str, form: str = "") -> Schema:
    value = {"type": "string", **({"format": form} if form else {})}
    return {"type": "object", "patternProperties": {LANGUAGE: value}, "description": told}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(properties: Schema, told: str) -> Schema:
    return {"type": "object", "properties": properties, **({"description": told} if told else {})}
