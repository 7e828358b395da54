"""The corpus as a knowledge base of ours: `iscn check` finds no error in it."""

from __future__ import annotations

import re
import shutil
import textwrap
from typing import TYPE_CHECKING

import yaml

from benchmarks.corpus.cases import LANGUAGES, REPOSITORY
from generator import languages, markdown
from generator.source import CONFIGURATION

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.corpus.cases import Case, Corpus, Said, Text

WIDTH = 120


def write(corpus: Corpus, folder: Path) -> None:
    """Configuration, countries and standing pages as the repository has them, with the cities and cases of the corpus."""
    shutil.copytree(REPOSITORY / "countries", folder / "countries")
    shutil.copytree(REPOSITORY / "pages", folder / "pages")
    shutil.copy(REPOSITORY / CONFIGURATION, folder)
    for path in sorted(folder.glob("*/*/text.*.md")):
        # The repository's cases are not there; what links to one of them links to its country.
        _write(path, re.sub(r"\]\(case:([a-z]{2})/[^)]*\)", r"](country:\1)", path.read_text("utf-8")))
    for name, facts in corpus.cities.items():
        country, _, slug = name.partition("/")
        _write(folder / "countries" / country / "cities" / f"{slug}.yml", _yaml(facts))
    for case in corpus.cases():
        below = folder / "cases" / case.id
        _write(below / "case.yml", _yaml(case.facts))
        for language, text in _texts(case).items():
            _write(below / f"text.{language}.md", text)


def body(text: Text, language: str) -> str:
    """The sections of a text as Markdown."""
    headings = languages.locale(language).words["section"]["case"]
    parts = []
    for name, paragraphs in text.sections.items():
        parts.append(f"## {headings[name]['heading']}")
        parts += ["\n".join(textwrap.wrap(_paragraph(each, language), WIDTH, break_on_hyphens=False)) for each in paragraphs]
    return "\n\n".join(parts) + "\n"


def _paragraph(sentences: tuple[Said, ...], language: str) -> str:
    stop = "।" if language == "hi" else "."
    return " ".join(f"{_linked(each)} [@{each.sentence.source}]{stop}" for each in sentences)


def _linked(said: Said) -> str:
    """The words of a sentence, its figure in brackets, its first words as a link where it has one."""
    words = f"{said.words} ({said.sentence.figure})" if said.sentence.figure else said.words
    first, _, rest = words.partition(" ")
    return f"[{first}](case:{said.sentence.link}) {rest}" if said.sentence.link else words


def _texts(case: Case) -> dict[str, str]:
    """The files of a case's words; each translation says that it follows the original as it is."""
    original = case.facts["original_language"]
    bodies = {language: body(case.texts[language], language) for language in LANGUAGES}
    follows = {"from": original, "method": "human", "sections": _hashes(case.texts[original], bodies[original])}
    files = {}
    for language, text in case.texts.items():
        head = {"title": text.title, "summary": text.summary, "results": text.labels, "evidence": text.evidence}
        head |= {} if language == original else {"translation": follows}
        files[language] = f"---\n{_yaml(head)}---\n\n{bodies[language]}"
    return files


def _hashes(text: Text, written: str) -> dict[str, str]:
    """What a translation of a text writes down of it, as `iscn translate --follows` would."""
    parts = {"title": text.title, "summary": text.summary}
    parts |= {f"results.{name}": label for name, label in text.labels.items()}
    parts |= {"evidence": text.evidence}
    sections, _ = markdown.sections("", written)
    of_sections = {name: section.hash for name, section in zip(text.sections, sections, strict=True)}
    return {name: markdown.text_hash(words) for name, words in parts.items()} | of_sections


def _yaml(record: object) -> str:
    written: str = yaml.dump(record, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=WIDTH)
    return written


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
