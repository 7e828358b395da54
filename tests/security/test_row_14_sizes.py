"""Huge files, many files and what takes long: row 14 of the threat model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hostile import errors

if TYPE_CHECKING:
    from pathlib import Path


def test_too_many_files_are_one_finding(base: Path):
    for number in range(100):
        (base / f"cases/aq/warm-greenhouse/photo-{number}.png").write_bytes(b"")
    found = [(each.location.path, each.code) for findings in errors(base).values() for each in findings if each.code != "unknown-city"]
    assert ("cases/aq/warm-greenhouse", "too-many-files") in found
