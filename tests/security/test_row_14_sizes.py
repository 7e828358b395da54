"""Huge files, many files and what takes long: row 14 of the threat model."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import patterns
import pytest
from findings import places
from hostile import errors, standing_page
from repositories import commit, git

from generator import addresses, gate, load, markdown, source

if TYPE_CHECKING:
    from pathlib import Path

BLOB = 50_000_000
FILES = 5_000
CASE = "cases/aq/warm-greenhouse"


@pytest.mark.parametrize(
    "path",
    [f"{CASE}/case.yml", f"{CASE}/text.en.md", f"{CASE}/map.png", "countries/aq/cities/empty-bay.yml", "cases/origins.yml", "mkdocs.yml"],
)
def test_a_huge_file_is_a_finding_and_is_not_read(path: str, base: Path):
    with (base / path).open("wb") as file:
        file.truncate(BLOB)
    tracemalloc.start()
    _, findings = source.read_configuration(base) if path == "mkdocs.yml" else source.read_file(base, path)
    shown = source.lines(base, path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (places(findings), shown) == ([f"{path}:1:1 file-too-large"], ())
    assert most < BLOB // 50


def test_thousands_of_files_are_one_finding_and_none_is_read(base: Path):
    """Each of them would be one more."""
    for number in range(FILES):
        (base / f"{CASE}/text.x{number}.md").write_bytes(b"\xff")
    assert _told_within(base, CASE) == (["too-many-files"], 0)


def test_thousands_of_cities_are_one_finding_too(base: Path):
    for number in range(FILES + 1):
        (base / f"countries/aq/cities/city-{number}.yml").write_bytes(b"\xff")
    assert _told_within(base, "countries/aq/cities") == (["too-many-files"], 0)


def _told_within(content: Path, folder: str) -> tuple[list[str], int]:
    """What is found of a folder itself, and how much of files in it."""
    found = errors(content)
    return [each.code for each in found.get(folder, ())], sum(path.startswith(f"{folder}/") for path in found)


def test_the_gate_tells_huge_files_and_thousands_of_files_by_what_git_says_of_them(base: Path):
    git(base, "init", "-q", "-b", "main")
    commit(base, "first")
    with (base / f"{CASE}/case.yml").open("wb") as file:
        file.truncate(BLOB)
    commit(base, "huge")
    assert places(gate.judge(base, "HEAD~1").findings) == [f"{CASE}/case.yml:1:1 file-too-large"]
    for number in range(FILES):
        (base / f"{CASE}/photo-{number}.png").touch()
    commit(base, "many")
    assert places(gate.judge(base, "HEAD~1").findings) == ["cases:1:1 too-much-changed"]


def test_a_long_body_is_a_finding_before_it_is_read_as_markdown(base: Path, monkeypatch: pytest.MonkeyPatch):
    whole = "## Heading\n\n" + "*a " * ((source.MOST_BODY - 12) // 3)
    fits = standing_page(base / "pages/fits/text.en.md", "x", whole)
    long = standing_page(base / "pages/long/text.en.md", "x", whole + "*" * 10)
    read = []
    real = markdown.sections
    monkeypatch.setattr(load.markdown, "sections", lambda path, *rest: (read.append(path), real(path, *rest))[1])
    assert {path: [each.code for each in found] for path, found in errors(base).items()} == {long: ["file-too-large"]}
    assert fits in read
    assert long not in read


@pytest.mark.parametrize("address", ["https://town.example/" + "a" * addresses.LONGEST, "https://" + "a." * addresses.LONGEST])
def test_a_long_address_is_none(address: str):
    assert addresses.safe(address[: addresses.LONGEST]) or "a.a" in address
    assert addresses.safe(address) is None


def test_no_pattern_of_the_program_can_be_read_in_many_ways():
    found = dict(patterns.written())
    assert len(found) > 100
    assert [place for place, pattern in found.items() if patterns.ambiguous(pattern)] == []


@pytest.mark.parametrize(
    "pattern", ["(a+)+", "(a*)*b", "(?:-?[a-z]+)*", r"(\w+\s*)+", "(?:a|b+)*c", "([^,]+,?)*", "(.*\\s*)*", "x(?:[a-z0-9]+)*y"]
)
def test_the_control_sees_those_that_can(pattern: str):
    assert patterns.ambiguous(pattern)


@pytest.mark.parametrize(
    "pattern", ["a+", "(?:a+-)*", "[a-z]+(?:-[a-z]+)*", r"(?:.*\n)*?", '(?:[^">]|"[^"]*")*', "(?:ab?)*", "x{3,6}", "(?:-+a+)*"]
)
def test_and_lets_those_pass_that_cannot(pattern: str):
    assert not patterns.ambiguous(pattern)


def test_too_many_files_are_one_finding(base: Path):
    for number in range(100):
        (base / f"cases/aq/warm-greenhouse/photo-{number}.png").write_bytes(b"")
    found = [(each.location.path, each.code) for findings in errors(base).values() for each in findings if each.code != "unknown-city"]
    assert ("cases/aq/warm-greenhouse", "too-many-files") in found
