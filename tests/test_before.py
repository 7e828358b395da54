"""A program that stays takes what it holds in memory for what is there, and nobody can tell from what comes out."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from building import DAY

from generator import before, build, source
from generator.checks import agreement

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKS = Path(__file__).parent / "checks"
CASE, TEXT, CITY = "cases/de/example/case.yml", "cases/de/example/text.en.md", "countries/de/cities/exampletown.yml"
TICK = 0.02
"""Seconds after which a file that is saved again has another time."""


@pytest.fixture
def bad(root: Path) -> Path:
    """Bad cases beside a good one."""
    for number, folder in enumerate(sorted(CHECKS.glob("*/cases/de/example"))[::6]):
        shutil.copytree(root / "cases/de/example", root / f"cases/de/example-{number}")
        shutil.copytree(folder, root / f"cases/de/example-{number}", dirs_exist_ok=True)
    return root


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def _another_letter_of_the_same_age(path: Path) -> None:
    state = path.stat()
    content = path.read_bytes()
    path.write_bytes(content.replace(b"e", b"o", 1))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


EDITS: tuple[Callable[[Path], object], ...] = (
    lambda _: None,
    lambda root: (root / TEXT).write_text(f"{(root / TEXT).read_text('utf-8')}\nMore words, and a [link](case:de/nowhere).\n", "utf-8"),
    lambda root: _another_letter_of_the_same_age(root / TEXT),
    lambda root: replaced(root / CITY, "en: ", "en: Other"),
    lambda root: (root / CASE).write_text(f"{(root / CASE).read_text('utf-8')}mistake: yes\n", "utf-8"),
    lambda root: replaced(root / CASE, "mistake: yes\n", ""),
    lambda root: (root / CITY).rename(root / "countries/de/cities/othertown.yml"),
    lambda root: (root / "countries/de/cities/othertown.yml").rename(root / CITY),
    lambda root: replaced(root / "mkdocs.yml", "languages: [en, de]", "languages: [en]"),
    lambda root: replaced(root / "mkdocs.yml", "languages: [en]", "languages: [en, de, hi]"),
    lambda root: shutil.copytree(root / "cases/de/example", root / "cases/de/twin"),
    lambda root: (root / TEXT).write_text("no front matter\n", "utf-8"),
    lambda root: shutil.rmtree(root / "cases/de/example"),
    lambda root: (root / "cases/de/twin").rename(root / "cases/de/example"),
)


@pytest.mark.parametrize("settled", [0, before.SETTLED], ids=["held", "too young to be held"])
def test_what_is_held_gives_the_same(settled: int, bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(before, "SETTLED", settled)
    held = before.Held(bad)
    for number, edit in enumerate(EDITS):
        edit(bad)
        time.sleep(TICK)
        found, anew = build.check(bad, DAY, held=held), build.check(bad, DAY)
        assert found.findings == anew.findings, number
        assert found.lines == anew.lines, number
        assert found.catalog == anew.catalog, number
        assert found.records == anew.records, number


def test_only_what_was_saved_is_read_and_loaded_again(bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(before, "SETTLED", 0)
    held = before.Held(bad)
    first = build.check(bad, DAY, held=held).catalog
    replaced(bad / TEXT, "title: ", "title: Another ")
    time.sleep(TICK)
    opened: list[str] = []
    one = source.read_file
    monkeypatch.setattr(source, "read_file", lambda root, path, parse=None: (opened.append(path), one(root, path, parse))[1])
    second = build.check(bad, DAY, held=held).catalog
    assert first is not None
    assert second is not None
    assert opened == [TEXT]
    assert second.cases["de/example"].texts["en"] is not first.cases["de/example"].texts["en"]
    assert second.cases["de/example"].texts["de"] is first.cases["de/example"].texts["de"]
    assert second.cities["de/exampletown"].facts is first.cities["de/exampletown"].facts


def test_cases_in_which_nothing_is_wrong_are_not_looked_at_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(before, "SETTLED", 0)
    looked_at: list[str] = []
    passages = agreement._passages
    monkeypatch.setattr(agreement, "_passages", lambda text: (looked_at.append(text.document.path), passages(text))[1])
    held = before.Held(root)
    assert build.check(root, DAY, held=held).findings == ()
    assert looked_at
    looked_at.clear()
    build.check(root, DAY, held=held)
    assert [path for path in looked_at if path.startswith("cases/")] == []
    replaced(root / CITY, "en: ", "en: Other ")
    time.sleep(TICK)
    build.check(root, DAY, held=held)
    assert TEXT in looked_at


def test_new_files_are_checked_and_not_held(root: Path) -> None:
    held = before.Held(root)
    good = build.check(root, DAY, held=held)
    with_more = build.check(root, DAY, {CASE: b"mistake: yes\n"}, held=held)
    assert len(with_more.findings) > len(good.findings)
    assert build.check(root, DAY, held=held).findings == good.findings
