"""References that would lead out of the folder of a case: row 13 of the threat model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from painting import corners, encoded
from sent import FOLDER, published, told

from generator import build as pipeline
from generator import copies

if TYPE_CHECKING:
    from pathlib import Path


SPELLINGS = (
    "../../../mkdocs.yml",
    "../secret.png",
    "..%2fsecret.png",
    "%2e%2e/secret.png",
    "%2e%2e%2fsecret.png",
    "..%252fsecret.png",
    "..\\secret.png",
    "..%5csecret.png",
    "....//secret.png",
    "..;/secret.png",
    "./square.png",
    ".//square.png",
    "a/../square.png",
    "a/square.png",
    "/etc/secret.png",
    "//town.example/secret.png",
    "///secret.png",
    "\\\\town.example\\secret.png",
    "C:\\secret.png",
    "C:secret.png",
    "file:///secret.png",
    "https://town.example/secret.png",
    "data:image/png;base64,AAAA",
    "~/secret.png",
    "$HOME/secret.png",
    "square.png/",
    "square.png/..",
    "square.png\u0000.jpg",
    "square.png%00.jpg",
    "square.png?x",
    "square.png#x",
    "..\u2215secret.png",
    "..\uff0fsecret.png",
    "\u2025/secret.png",
    "square.png ",
    ".square.png",
    ".hidden/square.png",
    "-square.png",
    "SQUARE.PNG",
    "square.png:stream",
    "square.svg",
    "square",
)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_picture_is_a_file_name_in_the_folder_of_its_case_and_nothing_else(spelling: str, root: Path) -> None:
    (root / "cases/de/secret.png").write_bytes(encoded(corners(), "png"))
    case = root / FOLDER / "case.yml"
    quoted = '"' + "".join(f"\\U{ord(each):08x}" if not each.isascii() or each in '\\"\0' else each for each in spelling) + '"'
    case.write_text(case.read_text("utf-8") + f"images:\n  - file: {quoted}\n    credit: Town\n    licence: CC-BY-4.0\n", "utf-8")
    checked = pipeline.check(root)
    found = [each for each in checked.findings if each.location.path == f"{FOLDER}/case.yml" and each.severity == 0]
    assert found
    assert checked.catalog
    assert checked.catalog.copies == {}
    assert list(copies.artifacts(root, checked.catalog)) == []


def test_a_picture_that_nobody_names_is_told_and_not_published(root: Path) -> None:
    (root / FOLDER / "square.png").write_bytes(encoded(corners(), "png"))
    checked = pipeline.check(root)
    assert told(checked) == ["picture-unused"]
    assert [path for path in published(root, checked) if path.startswith("pictures/")] == []
