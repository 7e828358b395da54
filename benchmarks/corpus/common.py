"""What the layouts of other engines have in common: the corpus without the marks that only ours knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from benchmarks.corpus.cases import LANGUAGES, REPOSITORY
from benchmarks.corpus.ours import body

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from benchmarks.corpus.cases import Corpus, Text
    from benchmarks.corpus.facts import Facts


@dataclass(frozen=True)
class Standing:
    """The text of a country (its code is the id) or of a page about the site, in one language."""

    kind: str
    id: str
    language: str
    title: str
    summary: str
    body: str


def standing() -> Iterator[Standing]:
    """Countries and standing pages of the repository, in every language."""
    for kind, folder in (("country", "countries"), ("page", "pages")):
        for path in sorted((REPOSITORY / folder).glob("*/text.*.md")):
            head, _, words = path.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
            told = yaml.load(head, Loader=yaml.CSafeLoader)
            language = path.name.split(".")[1]
            yield Standing(kind, path.parent.name, language, told["title"], told.get("summary", ""), words.strip() + "\n")


def cities(corpus: Corpus) -> Iterator[tuple[str, Facts]]:
    """Every city by its id: those of the repository, then the invented ones."""
    for name in sorted(corpus.catalog.cities):
        yield name, corpus.catalog.cities[name].facts.model_dump(mode="json")
    yield from corpus.cities.items()


def city_name(facts: Facts, language: str) -> str:
    """The name of a city in a language, English where there is none."""
    names: dict[str, str] = facts["names"]
    return names.get(language, names["en"])


def country_names(corpus: Corpus, language: str) -> dict[str, str]:
    """Country by its code → its name in a language."""
    return {code: entry.facts.names.get(language, entry.facts.names["en"]) for code, entry in sorted(corpus.catalog.countries.items())}


def case_body(text: Text, language: str, address: Callable[[str, str], str]) -> str:
    """The sections of a case as Markdown that any program reads."""
    return linked(body(text, language), address)


def linked(markdown: str, address: Callable[[str, str], str]) -> str:
    """Markdown with citations as links to the list of sources, and links to pages as addresses."""
    cited = re.sub(r"\[@([a-z0-9]+)\]", r'<a class="cite" href="#source-\1" aria-label="\1">\1</a>', markdown)
    return re.sub(r"\]\((case|city|country|topic|page):([^)]*)\)", lambda found: f"]({address(found[1], found[2])})", cited)


def write(path: Path, text: str) -> None:
    """A file with the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


__all__ = ["LANGUAGES", "Standing", "case_body", "cities", "city_name", "country_names", "linked", "standing", "write"]
