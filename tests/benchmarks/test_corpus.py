"""The content for measurements: the same in every run, and nothing that a check minds."""

from __future__ import annotations

import datetime
import html
import re
import shutil
import subprocess
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from benchmarks.corpus import hugo, material, ours
from benchmarks.corpus.cases import Case, Corpus
from benchmarks.corpus.facts import TODAY
from generator import build
from generator.diagnostics import Severity

if TYPE_CHECKING:
    from pathlib import Path

NUMBER = 20


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus(NUMBER)


@pytest.fixture(scope="module")
def folder(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("ours")
    ours.write(corpus, made)
    return made


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    ours.write(Corpus(NUMBER), tmp_path)
    assert files(tmp_path) == files(folder)


def test_another_seed_gives_other_cases(corpus: Corpus) -> None:
    first, other = ([case.texts["en"] for case in each.cases()] for each in (corpus, Corpus(NUMBER, seed=2)))
    assert all(a != b for a, b in zip(first, other, strict=True))


def test_a_larger_corpus_begins_with_the_words_of_a_smaller_one(corpus: Corpus) -> None:
    larger = [said(case) for case in islice(Corpus(NUMBER * 50).cases(), NUMBER)]
    assert larger == [said(case) for case in corpus.cases()]


def said(case: Case) -> list[str]:
    """All words of a case, in every language."""
    words = []
    for text in case.texts.values():
        words += [text.title, text.summary, text.evidence, *text.labels.values()]
        words += [each.words for paragraphs in text.sections.values() for paragraph in paragraphs for each in paragraph]
    return words


def test_no_check_finds_an_error(folder: Path) -> None:
    checked = build.check(folder, datetime.date.fromisoformat(TODAY))
    assert checked.catalog
    assert len(checked.catalog.cases) == NUMBER
    assert [finding for finding in checked.findings if finding.severity is not Severity.hint] == []


def test_texts_are_as_long_as_people_write_them(corpus: Corpus) -> None:
    for case in corpus.cases():
        for text in case.texts.values():
            sections = [said.words for part in text.sections.values() for each in part for said in each]
            assert 250 < sum(len(words.split()) for words in sections) < 500
            assert 300 <= len(text.summary) <= 600


def test_three_cases_in_five_learned_from_another() -> None:
    edges = [edge for case in Corpus(200).cases() for edge in case.facts.get("learned_from", ())]
    assert 0.5 < len(edges) / 200 < 0.7


def test_other_engines_get_the_same_words(corpus: Corpus, tmp_path: Path) -> None:
    hugo.write(corpus, tmp_path / "hugo")
    material.write(corpus, tmp_path / "material")
    for case in corpus.cases():
        for language, text in case.texts.items():
            whole = [
                (tmp_path / folder / "cases" / f"{case.id}.{language}.md").read_text("utf-8")
                for folder in ("hugo/content", "material/docs")
            ]
            for name, paragraphs in text.sections.items():
                lines = [" ".join(each.words for each in paragraph) for paragraph in paragraphs]
                assert all(words_of(line) <= words_of(written) for line in lines for written in whole), name
            assert all(text.title in written and text.summary in written for written in whole)


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{3,}", text))


def test_no_mark_of_ours_is_left_in_the_other_layouts(corpus: Corpus, tmp_path: Path) -> None:
    for layout in (hugo, material):
        layout.write(corpus, tmp_path / layout.__name__)
    texts = [path.read_text("utf-8") for path in tmp_path.rglob("*.md")]
    assert len(texts) > 2 * NUMBER * 5
    assert not [text for text in texts if "[@" in text or "](case:" in text or "](city:" in text or "](page:" in text]


@pytest.mark.skipif(not shutil.which("hugo"), reason="Hugo is not installed")
def test_hugo_makes_a_page_of_every_text(corpus: Corpus, tmp_path: Path) -> None:
    hugo.write(corpus, tmp_path)
    subprocess.run(["hugo", "--quiet"], cwd=tmp_path, check=True, capture_output=True)
    for case in corpus.cases():
        for language, text in case.texts.items():
            page = (tmp_path / "public" / language / "cases" / case.id / "index.html").read_text("utf-8")
            assert html.escape(text.title, quote=False) in page.replace("&#39;", "'")
            assert f'hreflang="{language}' in page
