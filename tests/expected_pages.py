"""Which pages a folder of content must give, read from its files alone and not with the code that is tested."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from generator import languages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VOCABULARIES = {"topics": "topics", "instruments": "instruments", "stages": "stage"}
"""Folder of an index → the field of case.yml that it goes by."""
MOST = 200
"""Cases on a page of a list."""
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
ALWAYS = ("", "cases", "countries", "cities", *VOCABULARIES, "glossary", "data", "search", "translations", "work")


def values(text: str) -> Any:
    """YAML with every scalar left as text, read by nothing of ours."""
    return yaml.load(text, Loader=LOADER)  # noqa: S506 - gives texts, lists and mappings only


def record(path: Path) -> dict[str, Any]:
    """The values of a YAML file."""
    return values(path.read_text("utf-8")) or {}


def front_matter(path: Path) -> dict[str, Any]:
    """The values above the body of a text."""
    return values(path.read_text("utf-8").split("---\n")[1])


@cache
def words(language: str) -> dict[str, Any]:
    """The locale file of a language."""
    return record(languages.FOLDER / f"{language}.yml")


def cases(content: Path) -> dict[str, dict[str, Any]]:
    """Id of each case → its facts."""
    found = sorted(content.glob("cases/*/*/case.yml"))
    return {f"{path.parts[-3]}/{path.parts[-2]}": record(path) for path in found}


def cities(content: Path) -> list[str]:
    return [f"{path.parts[-3]}/{path.stem}" for path in sorted(content.glob("countries/*/cities/*.yml"))]


def countries(content: Path) -> list[str]:
    return [path.parts[-2] for path in sorted(content.glob("countries/*/country.yml"))]


def standing(content: Path) -> list[str]:
    return sorted({path.parts[-2] for path in content.glob("pages/*/text.*.md")})


def former(content: Path) -> dict[str, str]:
    """Old id → id of the case that now stands for it."""
    return {old: identity for identity, facts in cases(content).items() for old in facts.get("former_ids", ())}


def withdrawn(content: Path) -> list[str]:
    return [identity for identity, facts in cases(content).items() if "withdrawn" in facts]


def sheets(route: str, entries: int) -> list[str]:
    """The pages after the first of a list of so many cases."""
    return [f"{route}/cases/{number}" for number in range(2, (entries - 1) // MOST + 2)]


def routes(content: Path) -> set[str]:
    """Every page of each language, as a path below the folder of the language."""
    in_lists = [facts for facts in cases(content).values() if "withdrawn" not in facts]
    return {
        *ALWAYS,
        *(f"cases/{identity}" for identity in (*cases(content), *former(content))),
        *(f"countries/{code}" for code in countries(content)),
        *(f"countries/{city}" for city in cities(content)),
        *(f"{index}/{term}" for index, field in VOCABULARIES.items() for facts in in_lists for term in _several(facts.get(field))),
        *standing(content),
    }


def written(content: Path) -> dict[str, dict[str, Path]]:
    """Route of each page that is translated → language → its text. Withdrawn cases show none."""
    found: dict[str, dict[str, Path]] = {}
    gone = {f"cases/{identity}" for identity in withdrawn(content)}
    for route, path in _texts(content):
        if route not in gone:
            found.setdefault(route, {})[path.name.split(".")[1]] = path
    return found


def original(content: Path, route: str, default: str) -> str:
    """The language that the text of a page goes back to."""
    name = {"cases": "case.yml", "countries": "country.yml"}.get(route.split("/", maxsplit=1)[0])
    return record(content / route / name)["original_language"] if name else default


def _texts(content: Path) -> Iterator[tuple[str, Path]]:
    for pattern in ("cases/*/*/text.*.md", "countries/*/text.*.md", "pages/*/text.*.md"):
        for path in sorted(content.glob(pattern)):
            yield path.parent.relative_to(content).as_posix().removeprefix("pages/"), path


def _several(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())
