"""Two folders that should hold the same bytes, and what is said where they do not."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from test_cli import HERE, iscn

from generator import output

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("one", "other"):
        (tmp_path / name / "en").mkdir(parents=True)
        (tmp_path / name / "en/index.html").write_bytes(b"a\nb\nc\n")
        (tmp_path / name / "z.txt").write_bytes(b"z")
    return tmp_path / "one", tmp_path / "other"


def test_the_same(folders: tuple[Path, Path]) -> None:
    (folders[1] / "empty").mkdir()
    assert output.first_difference(*folders) == ""


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b"a\nB\nc\n", "line 2, byte 2"),
        (b"a\nb\nc", "line 3, byte 5"),
        (b"a\nb\nc\nd", "line 4, byte 6"),
        (b"", "line 1, byte 0"),
    ],
)
def test_the_first_byte_that_differs(folders: tuple[Path, Path], content: bytes, where: str) -> None:
    (folders[1] / "en/index.html").write_bytes(content)
    (folders[1] / "z.txt").write_bytes(b"other")
    assert output.first_difference(*folders) == f"en/index.html: {where}"


def test_a_file_that_only_one_has(folders: tuple[Path, Path]) -> None:
    (folders[0] / "a.txt").touch()
    assert output.first_difference(*folders) == "a.txt: in one of them only"
    assert output.first_difference(*reversed(folders)) == "a.txt: in one of them only"


@pytest.mark.slow
def test_a_site_that_is_built_twice_differs_only_where_a_byte_does(root: Path) -> None:
    """A template that shows the seed of the process stands for whatever depends on the surroundings."""
    good = iscn("build", "--root", root, "--languages", "de", "--twice")
    assert (good.returncode, good.stderr.count("\n")) == (0, 2), good.stderr
    assert "Built twice, and the same byte for byte." in good.stdout
    program = shutil.copytree(HERE / "generator", root / "program" / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    text = (program / "root.py").read_text("utf-8")
    assert 'yield ".nojekyll", b""' in text
    (program / "root.py").write_text(text.replace('yield ".nojekyll", b""', 'yield "seed.txt", str(hash("a")).encode()'), "utf-8")
    bad = iscn("build", "--root", root, "--languages", "de", "--twice", at=root / "program", PYTHONPATH=str(root / "program"))
    assert bad.returncode == 1
    assert "The two sites differ. The first difference is in seed.txt: line 1, byte" in bad.stderr
