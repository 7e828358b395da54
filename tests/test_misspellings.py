"""Seeded damage: of single slips in words of ours the finding proposes the word that was meant; of worse damage nothing breaks."""

from __future__ import annotations

import random
import string
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pydantic import BaseModel

from generator import build, load, source, vocabulary
from generator.diagnostics import certainly, nearest
from generator.models.case import Case
from generator.models.place import City, Country, Origin
from generator.models.text import CaseText, Text
from generator.source import Document, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalog import Settings

HERE = Path(__file__).parent.parent
SHORTEST = 5
ENOUGH = 0.95
VARIANTS = 300
CASES = ("de/herrenberg-stadtnavi", "pe/facilita-peru", "br/querido-diario")
CASE = "cases/de/example/case.yml"


def models() -> list[type[BaseModel]]:
    """Every record of the content model, those inside others too."""
    found: list[type[BaseModel]] = []
    waiting: list[object] = [Case, City, Country, Origin, CaseText, Text]
    while waiting:
        each = waiting.pop()
        if isinstance(each, type) and issubclass(each, BaseModel):
            if each not in found:
                found.append(each)
                waiting += [info.annotation for info in each.model_fields.values()]
        else:
            waiting += getattr(each, "__args__", ())
    return found


def slips(word: str, chance: random.Random) -> Iterator[str]:
    """Each letter left out, replaced, doubled by another, or swapped with the next."""
    for at in range(len(word)):
        letter = chance.choice(string.ascii_lowercase)
        yield word[:at] + word[at + 1 :]
        yield word[:at] + letter + word[at + 1 :]
        yield word[:at] + letter + word[at:]
        yield word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


def misspelt(words: list[str]) -> Iterator[tuple[str, str]]:
    chance = random.Random(1)
    for word in words:
        if len(word) >= SHORTEST:
            for slip in slips(word, chance):
                if slip not in words:
                    yield slip, word


LISTS = {**{name: list(ids) for name, ids in vocabulary.terms().items()}, **{each.__name__: load._keys(each, ()) for each in models()}}


def test_the_word_that_was_meant_comes_first() -> None:
    told = [(slip, word, nearest(slip, words)) for words in LISTS.values() for slip, word in misspelt(words)]
    assert len(told) > 5_000
    missed = [each for each in told if each[1] != each[2]]
    assert len(missed) <= (1 - ENOUGH) * len(told), missed[:20]


def test_what_is_certain_is_what_was_meant() -> None:
    told = [(slip, word, nearest(slip, words)) for words in LISTS.values() for slip, word in misspelt(words) if certainly(slip, words)]
    assert len(told) > 5_000
    assert [each for each in told if each[1] != each[2]] == []


@pytest.mark.parametrize(
    ("word", "words", "certain"),
    [
        ("mobilty", ["mobility", "ability"], True),
        ("publishe", ["published", "publisher"], False),
        ("publishde", ["published", "publisher"], True),
        ("Mobilty", ["mobility"], True),
        ("Aaaaa", ["aaaaa", "aaaab"], False),
        ("idae", ["idea"], False),
        ("edned", ["ended"], True),
        ("mobility", ["mobility"], False),
        ("mblty", ["mobility"], False),
    ],
)
def test_when_a_slip_is_certain(word: str, words: list[str], certain: bool) -> None:  # noqa: FBT001
    assert certainly(word, words) == certain


@pytest.fixture(scope="module")
def settings() -> Settings:
    found, findings = load.load_settings(HERE)
    assert findings == []
    assert found
    return found


def proposals(path: str, content: bytes, settings: Settings) -> list[str | None]:
    """What is proposed for a case file with these bytes."""
    document, findings = source.parse(source._recognise(path), content)
    if document:
        findings = findings + load.load(Reading((document,), ()), settings)[1]
    return [finding.fix for finding in findings if finding.code.startswith("unknown-")]


def test_in_a_real_file_the_finding_proposes_what_stood_there(settings: Settings) -> None:
    """The same for every key and every word of a vocabulary in real cases: from the bytes to the finding."""
    asked = missed = 0
    chance = random.Random(2)
    for identity in CASES:
        path = f"cases/{identity}/case.yml"
        text = (HERE / path).read_text("utf-8")
        words = {word for ids in LISTS.values() for word in ids if len(word) >= SHORTEST}
        lines = text.split("\n")
        for number, line in sorted(chance.sample(list(enumerate(lines)), 25)):
            key, _, value = line.strip().removeprefix("- ").partition(": ")
            for word in {key.rstrip(":"), value} & words:
                slip = chance.choice(list(slips(word, chance)))
                if slip == word or slip in words:
                    continue
                damaged = [*lines[:number], line.replace(word, slip, 1), *lines[number + 1 :]]
                asked += 1
                missed += word not in proposals(path, "\n".join(damaged).encode(), settings)[:1]
    assert asked > 20
    assert missed <= (1 - ENOUGH) * asked


def damaged(content: bytes, chance: random.Random) -> bytes:
    """One to five mistakes of a hand or a machine."""
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(content) + 1)
        match chance.randrange(6):
            case 0:
                content = content[:at] + content[at + 1 :]
            case 1:
                content = content[:at] + chance.choice(b":-#'\"[]{}&*!|>%@`, \n\t\r\0\xffax09").to_bytes() + content[at:]
            case 2:
                content = content[:at] + content[at : at + 2][::-1] + content[at + 2 :]
            case 3:
                lines = content.split(b"\n")
                del lines[chance.randrange(len(lines))]
                content = b"\n".join(lines)
            case 4:
                lines = content.split(b"\n")
                lines.insert(chance.randrange(len(lines)), chance.choice(lines))
                content = b"\n".join(lines)
            case _ if chance.random() < 0.3:
                content = content[:at]
    return content


def test_a_damaged_case_never_stops_the_program(settings: Settings) -> None:
    files = [path.relative_to(HERE).as_posix() for identity in CASES for path in sorted((HERE / "cases" / identity).iterdir())]
    files = [path for path in files if path.endswith((".yml", ".md"))]
    contents = {path: (HERE / path).read_bytes() for path in files}
    chance = random.Random(3)
    broken = found = 0
    for _ in range(VARIANTS):
        path = chance.choice(files)
        content = damaged(contents[path], chance)
        recognised = source._recognise(path)
        assert isinstance(recognised, Document)
        document, findings = source.parse(recognised, content)
        if document is None:
            assert findings
            broken += 1
            continue
        catalog, told = load.load(Reading((document,), ()), settings)
        assert catalog
        found += bool(told)
    assert broken > VARIANTS / 10
    assert found > VARIANTS / 10


@pytest.mark.slow
def test_nor_does_it_stop_all_checks(root: Path) -> None:
    chance = random.Random(4)
    contents = {path: path.read_bytes() for path in root.glob("c*/**/*") if path.is_file()}
    for _ in range(VARIANTS // 6):
        for path, content in contents.items():
            path.write_bytes(damaged(content, chance) if chance.random() < 0.5 else content)
        assert build.check(root).files == len(contents) + 2
