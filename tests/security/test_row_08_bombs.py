"""YAML that explodes: row 8 of the threat model."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from building import HOSTILE
from expectation import expected
from hostile import errors

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", sorted((HOSTILE / "08-bombs").iterdir()), ids=lambda path: path.stem)
def test_yaml_that_explodes_is_one_finding(path: Path, base: Path):
    shutil.copy(path, base / "countries/aq/cities/bomb.yml")
    found = errors(base)
    assert list(found) == ["countries/aq/cities/bomb.yml"]
    assert [(each.location.line, each.location.column, each.code) for each in found["countries/aq/cities/bomb.yml"]] == [expected(path)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (f"names: {'[' * 2_000}x{']' * 2_000}\n", "yaml-too-deep"),
        (f"names: {'{a: ' * 2_000}x{'}' * 2_000}\n", "yaml-too-deep"),
        ("".join(f"{'  ' * depth}k:\n" for depth in range(400)) + f"{'  ' * 400}x\n", "yaml-too-deep"),
        (f"names: [{'x, ' * 6_000}x]\n", "yaml-too-long"),
        ("".join(f"k{number}: x\n" for number in range(6_000)), "yaml-too-long"),
        (f"names: {{en: {'x' * 300_000}}}\n", "file-too-large"),
        ("x" * 50_000_000, "file-too-large"),
    ],
    ids=["lists", "mappings", "indented", "long list", "many keys", "long text", "50 MB"],
)
def test_yaml_that_is_too_much_is_one_finding(content: str, code: str, base: Path):
    (base / "countries/aq/cities/bomb.yml").write_text(content, "utf-8")
    found = errors(base)
    assert {path: [each.code for each in findings] for path, findings in found.items()} == {"countries/aq/cities/bomb.yml": [code]}
