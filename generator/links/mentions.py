"""Where the content names addresses of others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, get_args

from generator.models.fields import SafeUrl
from generator.models.records import records
from generator.models.shared import Source

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel

    from generator.catalog import Catalog, Written
    from generator.yaml_text import Path


@dataclass(frozen=True, order=True)
class Mention:
    """A place in the content that names an address: the record by `kind` and `id`, and in it the field or the text.

    `copied` says whether an archived copy stands beside it; `accessed` when somebody last opened it. `copyable` places are
    those beside which `archived_url` can be written.
    """

    kind: str
    id: str
    field: str
    copyable: bool = False
    copied: bool = False
    accessed: datetime.date | None = None


Mentions = dict[str, tuple[Mention, ...]]
"""Address without its fragment → who names it."""


def mentions(catalog: Catalog) -> Mentions:
    """Every external address of the content; what withdrawn cases name is shown to nobody."""
    found: dict[str, list[Mention]] = {}
    for address, mention in _all(catalog):
        found.setdefault(address.partition("#")[0], []).append(mention)
    return {
        address: tuple(sorted(set(named), key=lambda each: (each.kind, each.id, each.field))) for address, named in sorted(found.items())
    }


def _all(catalog: Catalog) -> Iterator[tuple[str, Mention]]:
    for case in catalog.published():
        yield from _of_record("case", case.id, case.facts)
        yield from _of_texts("case", case.id, case.texts)
    for country in catalog.countries.values():
        yield from _of_record("country", country.id, country.facts)
        yield from _of_texts("country", country.id, country.texts)
    for city in catalog.cities.values():
        yield from _of_record("city", city.id, city.facts)
    for identity, origin in catalog.origins.items():
        yield from _of_record("origin", identity, origin)
    for page in catalog.pages.values():
        yield from _of_texts("page", page.id, page.texts)
    yield from _of_record("site", "mkdocs.yml", catalog.settings.base)


def _of_record(kind: str, identity: str, facts: BaseModel) -> Iterator[tuple[str, Mention]]:
    for path, record in records(facts):
        for name, info in type(record).model_fields.items():
            address = getattr(record, name)
            if address and SafeUrl in get_args(info.annotation):
                mention = Mention(kind, identity, ".".join(map(str, (*_named(path, record), name))))
                yield address, _of_source(mention, record) if isinstance(record, Source) and name == "url" else mention


def _of_source(mention: Mention, source: Source) -> Mention:
    return replace(mention, copyable=True, copied=source.archived_url is not None, accessed=source.accessed)


def _named(path: Path, record: BaseModel) -> Path:
    """The path of a record in a list, by its id where it has one: sources.s1 and not sources.0."""
    identity = getattr(record, "id", None)
    return (*path[:-1], identity) if path and identity else path


def _of_texts(kind: str, identity: str, texts: Mapping[str, Written[Any]]) -> Iterator[tuple[str, Mention]]:
    for language, text in texts.items():
        for name, section in text.sections.items():
            for target in section.targets:
                if target.startswith(("https://", "http://")):
                    yield target, Mention(kind, identity, f"text.{language}.{name}")
