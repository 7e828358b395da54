"""The defences of the threat model, each with the edit that switches it off and the proof that must then fail.

They stand in `mutations/row_NN.yml`, a list for each row. An entry says what the defence is, in which file of the program
it stands, what is replaced by what, and which test is the proof, as pytest names it below `tests/`:

    - defence: what stands in the file is text, never a number
      file: generator/yaml_text.py
      replaces: "  the very words, which stand there once"
      with: "  other words"
      proof: security/test_row_09_scalars.py::test_scalars_are_the_words_that_stand_there

A defence in several places has a list of `edits` instead, each with `file`, `replaces` and `with`. Where the program has two
walls and only the absence of both is felt, both are edited; each wall of its own has an entry of its own as well.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REPOSITORY = Path(__file__).parents[2]
MUTATIONS = Path(__file__).parent / "mutations"
COPIED = ("generator", "tests", "cases", "countries", "pages", "schemas", ".github", "docs", "benchmarks", "requirements")
"""What proofs read, the content of the repository included."""


@dataclass(frozen=True)
class Edit:
    """A change of one file: words that stand in it once, and what takes their place."""

    file: str
    replaces: str
    by: str


@dataclass(frozen=True)
class Mutation:
    """A defence of a row of the threat model, how it is switched off, and the test that notices."""

    row: int
    defence: str
    edits: tuple[Edit, ...]
    proof: str

    def __str__(self) -> str:
        return f"{self.row:02} {self.defence}"


def mutations() -> list[Mutation]:
    """Every entry of the list, in the order of the rows."""
    return [_mutation(int(path.stem[-2:]), entry) for path in sorted(MUTATIONS.glob("row_*.yml")) for entry in _entries(path)]


def _entries(path: Path) -> list[dict[str, Any]]:
    return yaml.safe_load(path.read_text("utf-8"))


def _mutation(row: int, entry: dict[str, Any]) -> Mutation:
    edits = entry.get("edits") or [{key: entry[key] for key in ("file", "replaces", "with")}]
    return Mutation(row, entry["defence"], tuple(Edit(each["file"], each["replaces"], each["with"]) for each in edits), entry["proof"])


def copy(target: Path) -> Path:
    """The program and its tests in another folder, where defences can be switched off."""
    for name in COPIED:
        if (REPOSITORY / name).exists():
            shutil.copytree(REPOSITORY / name, target / name, symlinks=True, ignore=shutil.ignore_patterns("node_modules"))
    for path in REPOSITORY.iterdir():
        if path.is_file():
            shutil.copy2(path, target / path.name)
    return target


@contextmanager
def without(defence: Mutation, folder: Path) -> Iterator[None]:
    """The copy below a folder with this defence switched off; afterwards it is as it was."""
    before = {edit.file: (folder / edit.file).read_text("utf-8") for edit in defence.edits}
    try:
        for edit in defence.edits:
            text = (folder / edit.file).read_text("utf-8")
            assert text.count(edit.replaces) == 1, f"{edit.file}: {edit.replaces!r} stands there {text.count(edit.replaces)} times"
            (folder / edit.file).write_text(text.replace(edit.replaces, edit.by), "utf-8")
        yield
    finally:
        for file, text in before.items():
            (folder / file).write_text(text, "utf-8")


def run(proofs: Iterable[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """The proofs in the copy, as pytest runs them."""
    plain = ("-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=short", "-rfE", "--color=no")
    command = [sys.executable, "-m", "pytest", *plain, *(f"tests/{proof}" for proof in proofs)]
    own = {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1", "NO_MKDOCS_2_WARNING": "1"}
    variables = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")} | own
    return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """Why a run is no proof that the test notices: it passed, was not there, or fell over words that are no program; else nothing."""
    if done.returncode == 0:
        return "the proof does not notice"
    if done.returncode != 1 or not re.search(r"^FAILED ", done.stdout, re.MULTILINE):
        return "the proof did not run"
    broken = re.search(r"^E +((?:Name|Syntax|Import|Indentation|ModuleNotFound)Error\b.*)", done.stdout, re.MULTILINE)
    return f"the edit breaks the program instead of the defence: {broken[1]}" if broken else ""
