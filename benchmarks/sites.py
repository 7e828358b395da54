"""The same corpus in the layout of each engine, and one build of it by each."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import count
from typing import TYPE_CHECKING

from benchmarks import measured
from benchmarks.corpus import hugo, material, ours
from benchmarks.corpus.cases import LANGUAGES, REPOSITORY, Corpus
from benchmarks.corpus.facts import TODAY
from benchmarks.paired import say
from benchmarks.row import MissingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.measured import Measured

FOLDER = REPOSITORY / "build" / "bench"
LAYOUTS = {"ours": ours.write, "hugo": hugo.write, "material": material.write}
MADE = {"ours": ("site", "build"), "hugo": ("public", "resources"), "material": ("site",)}
"""What a build leaves behind, caches included: a cold build begins without."""
MKDOCS = REPOSITORY / ".venv" / "bench" / "bin" / "mkdocs"
MISSING = {
    "hugo": "Hugo is not installed: `apt-get install hugo` on Debian",
    "mkdocs": "mkdocs-static-i18n is not installed: `make bench-mkdocs`",
}
NO_SEARCH = "--no-search"
WITH_SEARCH = f"search included: `iscn build` has no `{NO_SEARCH}` yet"


@dataclass
class Bench:
    """How much is measured: so many pairs, so many seconds a row at most, and so many cases instead of each row's own number."""

    pairs: int = 3
    budget: float | None = None
    instead: int | None = None
    folder: Path = FOLDER
    corpora: dict[int, Corpus] = field(default_factory=dict)
    words: Iterator[int] = field(default_factory=count)

    def cases(self, number: int) -> int:
        """The number of cases that a row asks for, unless another one was asked for all of them."""
        return self.instead or number

    def site(self, layout: str, number: int) -> Path:
        """The folder of the corpus in a layout; written anew where the programs or words that it is made of have changed."""
        folder = self.folder / f"{layout}-{number}"
        mark = folder / "corpus.sha256"
        if not mark.exists() or mark.read_text("ascii") != _state():
            say(f"  writing {number} cases in {len(LANGUAGES)} languages: {folder.name}")
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            LAYOUTS[layout](self.corpora.setdefault(number, Corpus(number)), folder)
            mark.write_text(_state(), "ascii")
        return folder

    def clean(self, layout: str, number: int) -> Path:
        """The same without anything that a build left there."""
        folder = self.site(layout, number)
        for name in MADE[layout]:
            shutil.rmtree(folder / name, ignore_errors=True)
        return folder

    def ours(self, number: int, *options: str, cold: bool = False) -> Measured:
        """One build of ours, of what there is or from nothing."""
        folder = self.clean("ours", number) if cold else self.site("ours", number)
        return measured.run(iscn("build", "--root", str(folder), "--today", TODAY, *options), folder)

    def hugo(self, number: int) -> Measured:
        """One build by Hugo, always whole: it keeps nothing of the last one that would help."""
        return measured.run((program("hugo"), "--quiet"), self.clean("hugo", number))

    def material(self, number: int) -> Measured:
        """One build by MkDocs with Material and mkdocs-static-i18n."""
        return measured.run((program("mkdocs"), "build", "--quiet"), self.clean("material", number), {"NO_MKDOCS_2_WARNING": "1"})

    @cached_property
    def html_only(self) -> tuple[tuple[str, ...], str]:
        """The option that leaves the search out, and a note where there is none yet."""
        return ((NO_SEARCH,), "") if NO_SEARCH in options("build") else ((), WITH_SEARCH)

    def text(self, number: int) -> Path:
        """The original text of the first case."""
        folder = self.site("ours", number) / "cases"
        case = min(folder.glob("*/*/case.yml"))
        original = case.read_text("utf-8").partition("original_language: ")[2][:2]
        return case.with_name(f"text.{original}.md")

    def word(self) -> str:
        """A word that no text has yet."""
        return "quux" + "".join(chr(ord("a") + int(digit)) for digit in f"{os.getpid()}{next(self.words)}")


def program(name: str) -> str:
    """Where `hugo` or `mkdocs` is; a row that needs it asks before it measures anything."""
    found = shutil.which("hugo" if name == "hugo" else os.environ.get("BENCH_MKDOCS", MKDOCS))
    if found is None:
        raise MissingError(MISSING[name])
    return found


def save(path: Path, original: bytes, word: str) -> None:
    """Adds a sentence with a word to a text, as an author would: the file is there, whole, at any moment."""
    beside = path.with_name(f".{path.name}")
    beside.write_bytes(original + f"\n{word.title()} {word} [@s1].\n".encode())
    beside.replace(path)


def iscn(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "generator", *arguments)


@cache
def options(command: str) -> str:
    """What `--help` tells of a command: not every option exists in every version."""
    return subprocess.run(iscn(command, "--help"), capture_output=True, text=True, check=True, cwd=REPOSITORY).stdout


@cache
def _state() -> str:
    """A hash of everything that a corpus is made of."""
    made_of = hashlib.sha256()
    for folder in (REPOSITORY / "benchmarks" / "corpus", *(REPOSITORY / name for name in ("cases", "countries", "pages"))):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in {".py", ".html", ".json", ".yml", ".md"}:
                made_of.update(path.relative_to(REPOSITORY).as_posix().encode() + b"\0" + path.read_bytes())
    return made_of.hexdigest()
