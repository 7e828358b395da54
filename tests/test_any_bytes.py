"""Whatever bytes a file holds: findings, never an exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from findings import codes
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator import build, checks, load, source
from generator.diagnostics import RULES
from generator.source import Document, Reading

BASE = Path(__file__).parent / "base"
READING = source.read(BASE)
SETTINGS = load.load_settings(BASE)[0]
DOCUMENTS = {
    document.path: document
    for document in (
        Document("case", "cases/de/example/case.yml", "de/example"),
        Document("case-text", "cases/de/example/text.en.md", "de/example", "en"),
        Document("country", "countries/de/country.yml", "de"),
        Document("city", "countries/de/cities/exampletown.yml", "de/exampletown"),
        Document("origins", "cases/origins.yml"),
        Document("page-text", "pages/about/text.en.md", "about", "en"),
    )
}
WRITTEN = {path: (BASE / path).read_bytes() if (BASE / path).exists() else b"otp: {name: A planner, country: fi}\n" for path in DOCUMENTS}
PIECES = (
    *(b"---\n", b"\n", b"  ", b"- ", b": ", b"#", b"## ", b"[@s1]", b"[", b"]", b"{", b"}", b"|", b">", b"'", b'"', b"\\", b"&a", b"*a"),
    *(
        b"\x00",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xe2\x80\xae",
        b"\xed\xa0\x80",
        b"\r\n",
        b"\t",
        b"<b>",
        b"](case:de/x)",
        b"```",
        b"~",
        b"title: a",
    ),
)


def piece_of(content: bytes) -> st.SearchStrategy[bytes]:
    """The file as it is written, with other bytes in one place instead of what stands there."""
    place = st.integers(0, len(content))
    other = st.binary(max_size=8) | st.sampled_from(PIECES)
    return st.builds(lambda start, end, new: content[: min(start, end)] + new + content[max(start, end) :], place, place, other)


def bytes_for(path: str) -> st.SearchStrategy[bytes]:
    """Any bytes, pieces of our formats in any order, and the right file with something else in it."""
    front = st.binary(max_size=40).map(lambda content: b"---\ntitle: x\n---\n\n## Challenge\n\n" + content)
    return st.binary(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=30).map(b"".join) | front | piece_of(WRITTEN[path])


def check(path: str, content: bytes) -> list[str]:
    """The codes of everything that is wrong with the base when one file holds these bytes."""
    assert SETTINGS
    document, findings = source.parse(DOCUMENTS[path], content)
    others = tuple(each for each in READING.documents if each.path != path)
    broken = frozenset() if document else frozenset({path})
    catalog, problems = load.load(Reading((*others, *([document] if document else [])), (), broken), SETTINGS)
    return codes((*findings, *problems, *checks.check_all(catalog)))


@pytest.mark.parametrize("path", DOCUMENTS)
def test_any_bytes_give_findings_of_ours(path: str) -> None:
    told: set[str] = set()

    @settings(max_examples=100)
    @example(WRITTEN[path])
    @given(bytes_for(path))
    def run(content: bytes) -> None:
        found = check(path, content)
        told.update(found)
        assert set(found) <= RULES.keys()

    run()
    assert len(told) > 3


@pytest.mark.parametrize("path", DOCUMENTS)
def test_the_right_bytes_give_none(path: str) -> None:
    assert check(path, WRITTEN[path]) == []


def test_documents_are_the_ones_that_the_reader_makes() -> None:
    found = {each.path: each for each in READING.documents}
    made = {path: source.parse(document, WRITTEN[path])[0] for path, document in DOCUMENTS.items() if path in found}
    assert made == {path: found[path] for path in made}
    assert len(made) == len(DOCUMENTS) - 1
    assert build.check(BASE).findings == ()
