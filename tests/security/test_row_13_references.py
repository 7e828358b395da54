"""References that would lead out of the folder of a case: row 13 of the threat model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from building import HOSTILE
from painting import corners, encoded
from pydantic import TypeAdapter, ValidationError
from sent import FOLDER, published, told

from generator import build as pipeline
from generator import copies
from generator.models.fields import FileName

if TYPE_CHECKING:
    from pathlib import Path


SPELLINGS = yaml.safe_load((HOSTILE / "13-references/spellings.yml").read_text("utf-8"))


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


def test_there_are_thirty_spellings():
    assert len(set(SPELLINGS)) >= 30


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_what_is_no_file_name_is_refused_by_its_form_alone(spelling: str):
    """The first wall: whatever lies where."""
    name = " ".join(spelling.split())
    if name == "square.png":
        return
    with pytest.raises(ValidationError):
        TypeAdapter(FileName).validate_python(spelling)


@pytest.mark.parametrize("name", ["secret.png", "other.png"])
def test_a_file_name_leads_to_the_folder_of_its_own_case_only(name: str, root: Path):
    """The second wall: `secret.png` lies one folder above, `other.png` beside another case."""
    picture = encoded(corners(), "png")
    (root / "cases/de/secret.png").write_bytes(picture)
    (root / "cases/de/other").mkdir()
    (root / "cases/de/other/other.png").write_bytes(picture)
    case = root / FOLDER / "case.yml"
    case.write_text(case.read_text("utf-8") + f"images:\n  - file: {name}\n    credit: Town\n    licence: CC-BY-4.0\n", "utf-8")
    checked = pipeline.check(root)
    assert [each.code for each in checked.findings if each.location.path == f"{FOLDER}/case.yml"] == [
        "picture-missing",
        "picture-without-words",
    ]
    assert checked.catalog
    assert list(copies.artifacts(root, checked.catalog)) == []
