"""Seeded damage: of single slips in words of ours the finding proposes the word that was meant; of worse damage nothing breaks."""

from __future__ import annotations

import json
import random
import string
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel

from generator import build, checks, load, source, vocabulary
from generator.diagnostics import certainly, in_order, nearest
from generator.models.case import Case
from generator.models.place import City, Country, Origin
from generator.models.text import CaseText, Text
from generator.source import Document, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.catalog import Settings
    from generator.diagnostics import Location

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
    document, findings = source.parse(source.recognise(path), content)
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


@dataclass(frozen=True)
class Standing:
    """A key or a word of a vocabulary where it stands in a file, and what else may stand there."""

    word: str
    line: int
    column: int
    possible: frozenset[str]


def forms(node: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What a node of a schema may be: its alternatives, each with its definition looked up."""
    for form in node.get("anyOf", [node]):
        yield schema["$defs"][form["$ref"].rpartition("/")[2]] if "$ref" in form else form


def words_of(document: Document, schema: dict[str, Any]) -> Iterator[Standing]:
    """Every key of the published schema, and every word that it lists, of five letters and more in a document."""

    def standing(place: Location, word: str, possible: Iterable[str]) -> Iterator[Standing]:
        if len(word) >= SHORTEST and word in possible:
            line = document.text.split("\n")[place.line - 1]
            yield Standing(word, place.line, line.index(word, place.column - 1) + 1, frozenset(possible))

    def below(value: object, path: tuple[str | int, ...], nodes: list[dict[str, Any]]) -> Iterator[Standing]:
        alternatives = [form for node in nodes for form in forms(node, schema)]
        if isinstance(value, dict):
            possible = {key for form in alternatives for key in form.get("properties", {})}
            for key, inner in value.items():
                yield from standing(document.tree.keys[*path, key], key, possible)
                named = [form["properties"][key] for form in alternatives if key in form.get("properties", {})]
                yield from below(inner, (*path, key), named)
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                yield from below(inner, (*path, index), [form["items"] for form in alternatives if "items" in form])
        else:
            # A unit may be a currency, too, so that the schema does not list the units.
            units = vocabulary.terms()["unit"] if path[-1] == "unit" else ()
            yield from standing(
                document.tree.values[path], str(value), {*units, *(str(each) for a in alternatives for each in a.get("enum", ()))}
            )

    return below(document.tree.data, (), [schema])


def single_slips(standing: Standing, chance: random.Random) -> Iterator[str]:
    """A word with one letter left out, put in, replaced or swapped with the next, each at a place of chance; never another word of the list."""
    word, places = standing.word, range(len(standing.word))

    def letter() -> str:
        return chance.choice(string.ascii_lowercase + string.digits + "-_")

    kinds = (
        [word[:at] + word[at + 1 :] for at in places],
        [word[:at] + letter() + word[at:] for at in (*places, len(word))],
        [word[:at] + letter() + word[at + 1 :] for at in places],
        [word[:at] + word[at : at + 2][::-1] + word[at + 2 :] for at in places],
    )
    for slipped in kinds:
        different = [each for each in slipped if each not in standing.possible]
        if different:
            yield chance.choice(different)


@pytest.mark.slow
@pytest.mark.parametrize("identity", CASES)
def test_of_every_word_of_a_real_case_the_original_is_proposed_first(settings: Settings, identity: str) -> None:
    """The whole way, for every key and every word of a vocabulary: bytes, document, catalog, checks, the finding and its fix."""
    schemas = {kind: json.loads((HERE / f"schemas/{kind}.schema.json").read_text("utf-8")) for kind in ("case", "case-text")}
    chance = random.Random(identity)
    paths = [path.relative_to(HERE).as_posix() for path in sorted((HERE / "cases" / identity).iterdir())]
    contents = {path: (HERE / path).read_text("utf-8") for path in paths if path.endswith((".yml", ".md"))}
    documents = {path: source.parse(source.recognise(path), content.encode())[0] for path, content in contents.items()}
    asked, missed = 0, []
    for path, document in documents.items():
        others = tuple(each for each in documents.values() if each is not document)
        for standing in words_of(document, schemas[document.kind]):
            for slip in single_slips(standing, chance):
                first = first_proposal(path, misspelt_there(contents[path], standing, slip).encode(), others, settings, standing)
                asked += 1
                if first != standing.word:
                    missed.append(f"{path}:{standing.line}: {slip} is {standing.word}, not {first}")
    share = 1 - len(missed) / asked
    assert asked > 300
    assert share >= ENOUGH, f"{share:.1%} of {asked} slips. Missed: {'; '.join(missed)}"


def misspelt_there(text: str, standing: Standing, slip: str) -> str:
    """A text with a slip in the place of a word."""
    lines = text.split("\n")
    line, start = lines[standing.line - 1], standing.column - 1
    lines[standing.line - 1] = line[:start] + slip + line[start + len(standing.word) :]
    return "\n".join(lines)


def first_proposal(path: str, content: bytes, others: tuple[Document, ...], settings: Settings, standing: Standing) -> str | None:
    """What is proposed first where a word stands, once its file has these bytes. What is missing there proposes nothing."""
    document, findings = source.parse(source.recognise(path), content)
    reading = Reading((*others, document) if document else others, (), frozenset() if document else frozenset({path}))
    catalog, problems = load.load(reading, settings)
    told = in_order([*findings, *problems, *checks.check_all(catalog)])
    places = ((each, each.location) for each in told)
    here = [each.fix for each, at in places if (at.path, at.line, at.column) == (path, standing.line, standing.column)]
    return next(filter(None, here), None)


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
        recognised = source.recognise(path)
        assert isinstance(recognised, Document)
        document, findings = source.parse(recognised, content)
        if document is None:
            assert findings
            broken += 1
            continue
        catalog, told = load.load(Reading((document,), ()), settings)
        assert all(finding.location.path for finding in checks.check_all(catalog))
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
