"""New files: from a few answers to content that `check` accepts, written by the one YAML writer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.languages import get_official_languages
from pydantic import ValidationError

from generator import languages, output, vocabulary
from generator.checks.cases import LONGEST_TITLE
from generator.diagnostics import RULES, Location
from generator.editing import parts, yaml_writer
from generator.editing.front_matter import block, scalar
from generator.models.case import Organisation
from generator.models.place import City
from generator.models.shared import Source
from generator.models.text import CaseText
from generator.source import KINDS

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pydantic import BaseModel

    from generator.catalog import CaseEntry, CountryEntry
    from generator.diagnostics import Finding
    from generator.editing.yaml_writer import Value


FIELDS: dict[str, tuple[type[BaseModel], str]] = {
    "title": (CaseText, "title"),
    "summary": (CaseText, "summary"),
    "owner": (Organisation, "name"),
    "source-title": (Source, "title"),
    "source-publisher": (Source, "publisher"),
    "source-url": (Source, "url"),
    "latitude": (City, "latitude"),
    "longitude": (City, "longitude"),
    "subdivision": (City, "subdivision"),
}
"""A question whose answer becomes the value of a field → that field."""


@dataclass(frozen=True)
class NewFile:
    """A file to be written, by its path below the root."""

    path: str
    text: str


class ExistsError(OSError):
    """The file is there already; nothing that somebody wrote is overwritten."""


class MisnamedError(ValueError):
    """The id gives no path at which content is read; it could lie anywhere."""


def refused(question: str, words: str) -> Finding | None:
    """What `check` would say of the answer to a question alone, before anything is written."""
    if question not in FIELDS:
        return None
    model, field = FIELDS[question]
    try:
        model.model_validate({field: words})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        return RULES[first["type"]].at(Location(""), field=field, **first.get("ctx", {}))
    if question == "title" and len(words) > LONGEST_TITLE:
        return RULES["title-too-long"].at(Location(""), length=len(words), most=LONGEST_TITLE)
    return None


def case(identity: str, answers: Mapping[str, str | Sequence[str]], today: datetime.date) -> Iterator[NewFile]:
    """A stub: the facts that must be given, and a text of title, summary and the sections that were answered."""
    language = str(answers["language"])
    record: dict[str, Value] = {
        "original_language": language,
        "cities": list(answers["cities"]),
        "level": str(answers["level"]),
        "topics": list(answers["topics"]),
        "stage": str(answers["stage"]),
        "organisations": [{"id": "owner", "name": str(answers["owner"]), "role": "owner", "kind": str(answers["owner_kind"])}],
        "sources": [
            {
                "id": "s1",
                "title": str(answers["source_title"]),
                "publisher": str(answers["source_publisher"]),
                "kind": str(answers["source_kind"]),
                "language": language,
                **({"url": str(answers["source_url"])} if answers.get("source_url") else {}),
            }
        ],
        "submission": {"relation": str(answers["relation"]), "method": str(answers["method"])},
        "added": today.isoformat(),
    }
    yield NewFile(f"cases/{identity}/case.yml", yaml_writer.dump(record))
    sections = {name: str(answers[name]) for name in vocabulary.sections("case") if answers.get(name)}
    head = {"title": str(answers["title"]), "summary": str(answers["summary"])}
    yield NewFile(f"cases/{identity}/text.{language}.md", written_text("case", language, head, sections))


def city(identity: str, answers: Mapping[str, str]) -> Iterator[NewFile]:
    """A city: its name and where it lies."""
    record: dict[str, Value] = {"names": {"en": answers["name"]}}
    if answers.get("subdivision"):
        record["subdivision"] = answers["subdivision"]
    record |= {"latitude": answers["latitude"], "longitude": answers["longitude"]}
    yield NewFile(city_file(identity), yaml_writer.dump(record))


def city_file(identity: str) -> str:
    """The file that describes a city."""
    country, _, name = identity.partition("/")
    return f"countries/{country}/cities/{name}.yml"


def country(code: str, answers: Mapping[str, str], configured: Sequence[str], today: datetime.date) -> Iterator[NewFile]:
    """A country: its names and official languages as the CLDR has them, and one source."""
    language = answers["language"]
    official = get_official_languages(code.upper(), de_facto=True) or (language,)
    record: dict[str, Value] = {
        "original_language": language,
        "names": {each: languages.locale(each).territory(code) for each in configured},
        "official_languages": [each for each in official if len(each) in {2, 3}],
        "sources": [
            {
                "id": "c1",
                "title": answers["source_title"],
                "publisher": answers["source_publisher"],
                "kind": answers["source_kind"],
                "language": language,
                **({"url": answers["source_url"]} if answers.get("source_url") else {}),
            }
        ],
        "added": today.isoformat(),
    }
    yield NewFile(f"countries/{code}/country.yml", yaml_writer.dump(record))
    head = {
        "title": languages.locale(language).territory(code),
        "summary": answers["summary"],
    }
    yield NewFile(f"countries/{code}/text.{language}.md", written_text("country", language, head, {}))


def translated(entry: CaseEntry | CountryEntry, language: str, method: str) -> NewFile:
    """A translation to begin with: the words of the original under the headings of the new language, hashes in place."""
    kind = "case" if "/" in entry.id else "country"
    original = entry.texts[entry.facts.original_language]
    sections = {name: parts.words(original, name) for name in original.sections}
    head = {"title": original.head.title or "", "summary": original.head.summary or ""}
    head |= {name: getattr(original.head, name, None) or "" for name in ("evidence", "submission")}
    blocks: dict[str, Mapping[str, str | Mapping[str, str]]] = {
        name: dict(getattr(original.head, name, {})) for name in ("results", "images", "organisations")
    }
    blocks["translation"] = {"from": original.language, "method": method, "sections": original.hashes}
    folder = original.document.path.rpartition("/")[0]
    return NewFile(f"{folder}/text.{language}.md", written_text(kind, language, head, sections, blocks))


def ensure_new(root: Path, path: str) -> None:
    """Nothing, or ExistsError, or MisnamedError where content has no file of that name."""
    if not any(pattern.fullmatch(path) for _, pattern in KINDS):
        raise MisnamedError(f"{path} is no name of a content file: names are small letters, digits and hyphens, as in de/ulm")
    if (root / path).exists():
        raise ExistsError(f"{path} is there already")


def write(root: Path, files: Sequence[NewFile]) -> None:
    """All of these files, or none of them: ExistsError, or MisnamedError where content has no file of that name.

    What needs nothing else comes first: cities, each whole, then a record and its text, swapped in as one folder. So who is
    killed between leaves content that `check` accepts. Beside pictures that were there before, record and text come one by one.
    """
    for file in files:
        ensure_new(root, file.path)
    together: dict[str, list[NewFile]] = defaultdict(list)
    for file in files:
        folder = "" if file.path.startswith("countries/") and "/cities/" in file.path else file.path.rpartition("/")[0]
        together[folder].append(file)
    for folder, named in sorted(together.items()):
        artifacts = [(file.path.removeprefix(f"{folder}/"), file.text.encode()) for file in named]
        output.add(root / folder, artifacts)


def written_text(
    kind: str,
    language: str,
    head: Mapping[str, str],
    sections: Mapping[str, str],
    blocks: Mapping[str, Mapping[str, str | Mapping[str, str]]] | None = None,
) -> str:
    """A text file: front matter, then the sections that are given under their headings in the language."""
    lines = [f"{name}: {scalar(words)}" for name, words in head.items() if words]
    front = "\n".join(lines) + "\n" + "".join(block(name, words) for name, words in (blocks or {}).items() if words)
    headings = languages.locale(language).words["section"][kind]
    body = "\n\n".join(f"## {headings[name]['heading']}\n\n{words.strip()}" for name, words in sections.items())
    return f"---\n{front}---\n\n{body}\n" if body else f"---\n{front}---\n"
