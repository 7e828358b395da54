"""What `check` remembers: the same findings again, and nothing of it once anything has changed."""

from __future__ import annotations

import datetime
import json
import os
from typing import TYPE_CHECKING

import pytest

from generator import build, keys, memory, output

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = datetime.date(2026, 3, 1)
CASE = "cases/de/example/case.yml"


@pytest.fixture
def folder(root: Path) -> Path:
    return root / output.BUILD


def append(root: Path, path: str = CASE) -> None:
    with (root / path).open("a", encoding="utf-8") as file:
        file.write("mistake: yes\n")


def test_what_was_found_is_recalled_whole(root: Path, folder: Path) -> None:
    append(root)
    checked = build.check(root, DAY)
    assert checked.findings
    memory.keep(folder, memory.key(root, DAY), checked)
    recalled = memory.recall(folder, memory.key(root, DAY))
    assert recalled
    assert recalled.catalog is None
    assert (recalled.findings, recalled.paths, recalled.records) == (checked.findings, checked.paths, checked.records)
    assert recalled.lines == checked.lines
    assert recalled.line(CASE, recalled.findings[0].location.line) == "mistake: yes"


CHANGES: dict[str, Callable[[Path], object]] = {
    "a byte of a file": append,
    "the configuration": lambda root: append(root, "mkdocs.yml"),
    "a new file": lambda root: (root / "cases/de/example/text.hi.md").write_text("---\n---\n", "utf-8"),
    "a file that went": lambda root: (root / "cases/de/example/text.de.md").unlink(),
    "another name": lambda root: (root / "cases/de/example").rename(root / "cases/de/other"),
    "a link instead of a file": lambda root: (root / "cases/de/link").symlink_to(root / "cases/de/example"),
    "a picture": lambda root: (root / "cases/de/example/photo.png").write_bytes(b"\x89PNG"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_recalled_once_something_has_changed(root: Path, folder: Path, change: str) -> None:
    memory.keep(folder, memory.key(root, DAY), build.check(root, DAY))
    CHANGES[change](root)
    assert memory.recall(folder, memory.key(root, DAY)) is None


def test_another_picture_of_the_same_size_is_noticed(root: Path) -> None:
    picture = root / "cases/de/example/photo.png"
    picture.write_bytes(b"one")
    os.utime(picture, (1, 1))
    before = memory.key(root, DAY)
    picture.write_bytes(b"two")
    assert memory.key(root, DAY) != before


def test_another_day_is_checked_anew(root: Path) -> None:
    assert memory.key(root, DAY) != memory.key(root, DAY + datetime.timedelta(days=1))


def test_another_program_checks_anew(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = memory.key(root, DAY)
    (tmp_path / "program").mkdir()
    (tmp_path / "program" / "rule.py").write_text("", "utf-8")
    monkeypatch.setattr(keys, "PROGRAM", tmp_path / "program")
    assert memory.key(root, DAY) != before


def test_what_was_damaged_or_made_up_is_not_believed(root: Path, folder: Path) -> None:
    append(root)
    known_by = memory.key(root, DAY)
    memory.keep(folder, known_by, build.check(root, DAY))
    place = folder / memory.PLACE
    kept = place.read_bytes()
    *hashes, values = kept.split(b"\n", 2)
    emptied = b"\n".join((*hashes, json.dumps(json.loads(values) | {"findings": []}).encode()))
    for content in (b"", kept[:-20], kept.replace(b"mistake", b"nothing"), b"[]", b"{}", b"\xff", emptied):
        place.write_bytes(content)
        assert memory.recall(folder, known_by) is None
    place.unlink()
    assert memory.recall(folder, known_by) is None


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(root: Path, folder: Path) -> None:
    folder.write_text("a file where the folder should be", "utf-8")
    memory.keep(folder, "key", build.check(root, DAY))
    assert memory.recall(folder, "key") is None
