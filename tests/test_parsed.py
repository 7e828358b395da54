"""What was read before is not read again, and nobody can tell from what comes out."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from building import DAY

from generator import build, keys, output, parsed, remembered

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.checked import Checked

CHECKS = Path(__file__).parent / "checks"
TEXT, CITY = "cases/de/example/text.en.md", "countries/de/cities/exampletown.yml"


@pytest.fixture
def bad(root: Path) -> Path:
    """The bad cases of all rules beside a good one."""
    for number, folder in enumerate(sorted(CHECKS.glob("*/cases/de/example"))):
        shutil.copytree(root / "cases/de/example", root / f"cases/de/example-{number}")
        shutil.copytree(folder, root / f"cases/de/example-{number}", dirs_exist_ok=True)
    return root


def checked(root: Path, new: dict[str, bytes] | None = None) -> Checked:
    """What is found with what was kept, which is what is found without."""
    found, anew = build.check(root, DAY, new or {}, cached=True), build.check(root, DAY, new or {})
    assert found.findings == anew.findings
    assert found.lines == anew.lines
    assert found.catalog == anew.catalog
    return found


def shelves(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / output.BUILD / parsed.PLACE).iterdir()}


def reshelved(root: Path, change: Callable[[dict[str, object]], object]) -> None:
    """Changes what is kept, as somebody does who knows how it is written."""
    known_by = keys.program(keys.DECIDING)
    for name in shelves(root):
        values = remembered.recall(root / output.BUILD, f"{parsed.PLACE}/{name}", known_by)
        change(values)
        remembered.keep(root / output.BUILD, f"{parsed.PLACE}/{name}", known_by, values)


def test_what_is_kept_gives_the_same(bad: Path) -> None:
    first = checked(bad)
    assert len(first.findings) > 40
    kept = shelves(bad)
    checked(bad)
    assert shelves(bad) == kept


def test_it_is_what_is_read(root: Path) -> None:
    checked(root)
    reshelved(root, lambda values: [each.update(data={"title": "Kept"}) for path, each in values.items() if path == TEXT])
    catalog = build.check(root, DAY, cached=True).catalog
    assert catalog is not None
    assert catalog.cases["de/example"].texts["en"].head.title == "Kept"


def test_only_files_in_which_nothing_is_wrong_are_kept(root: Path) -> None:
    (root / CITY).write_text("names: &a\n", "utf-8")
    checked(root)
    kept = {path for content in shelves(root).values() for path in json.loads(content.split(b"\n", 2)[2])}
    assert TEXT in kept
    assert CITY not in kept


@pytest.mark.parametrize("path", [TEXT, CITY, "pages/about/text.en.md", "countries/de/text.de.md"])
def test_a_changed_file_is_read_again(path: str, root: Path) -> None:
    checked(root)
    text = (root / path).read_text("utf-8")
    (root / path).write_text(text.replace("a", "e"), "utf-8")
    checked(root)
    (root / path).write_text(text, "utf-8")
    assert not [each for each in checked(root).findings if each.severity.name == "error"]


def test_a_file_that_would_come_is_read_as_it_would_be(root: Path) -> None:
    checked(root)
    other = (root / TEXT).read_text("utf-8").replace("## Challenge", "## Challange").encode()
    assert "unknown-section" in {each.code for each in checked(root, {TEXT: other}).findings}
    assert "unknown-section" not in {each.code for each in checked(root).findings}


def test_places_in_files_that_were_kept_are_right(root: Path) -> None:
    checked(root)
    (root / CITY).unlink()
    assert "unknown-city" in {each.code for each in checked(root).findings}


def test_what_is_gone_is_not_kept(root: Path) -> None:
    checked(root)
    shutil.rmtree(root / "pages/about")
    checked(root)
    assert not any(b"pages/about" in content for content in shelves(root).values())


def _empty(_: bytes) -> bytes:
    return b""


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _flipped(content: bytes) -> bytes:
    return content.replace(b"html", b"hxml")


def _of_another_program(content: bytes) -> bytes:
    return b"another\n" + content.split(b"\n", 1)[1]


@pytest.mark.slow
@pytest.mark.parametrize("harm", [_empty, _cut, _flipped, _of_another_program], ids=lambda harm: harm.__name__.strip("_"))
def test_what_was_damaged_is_read_again(harm: Callable[[bytes], bytes], bad: Path) -> None:
    checked(bad)
    kept = shelves(bad)
    for name, content in kept.items():
        (bad / output.BUILD / parsed.PLACE / name).write_bytes(harm(content))
    checked(bad)
    assert shelves(bad) == kept


@pytest.mark.parametrize("values", [[], {TEXT: 1}, {TEXT: {}}, {TEXT: {"hash": 1, "data": []}}], ids=repr)
def test_values_of_another_shape_are_not_believed(values: object, root: Path) -> None:
    checked(root)
    for name in shelves(root):
        remembered.keep(root / output.BUILD, f"{parsed.PLACE}/{name}", keys.program(keys.DECIDING), values)
    checked(root)
