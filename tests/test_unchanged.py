"""A site of which nothing was touched is not built again; whatever was touched, it is."""

from __future__ import annotations

import datetime
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from building import DAY
from click.testing import CliRunner

from generator import output, unchanged
from generator.cli import iscn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "cases/de/example/text.en.md"
TOLD = {"pages": {"en": 3}, "findings": 0}
KNOWN_BY = "these options"


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that tests have just made are old enough, too."""
    monkeypatch.setattr(unchanged, "SETTLED", 0)


@pytest.fixture
def built(root: Path, settled: None) -> Path:
    """Content, and what a build would leave of it, with a trace of both."""
    for path in ("site/en/index.html", "site/en/pagefind/index.pf", "site/de/index.html", "site/robots.txt", f"site/{output.MARK}"):
        _write(root / path)
    for path in ("docs/en/index.md", "search/en/index.html", "en.yml", "cache/en/pages.json"):
        _write(root / output.BUILD / path)
    read, _ = unchanged.look(root, root / "site", KNOWN_BY)
    unchanged.keep(root, root / "site", KNOWN_BY, read, TOLD)
    return root


def _write(path: Path, content: bytes = b"content") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def told(root: Path, known_by: str = KNOWN_BY, jobs: int = 1) -> Any:
    return unchanged.look(root, root / "site", known_by, jobs)[1]


def test_what_was_told_is_told_again(built: Path) -> None:
    assert told(built) == TOLD


def test_several_processes_see_the_same(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, "MANY", 0)
    assert told(built, jobs=2) == TOLD
    _write(built / "site/en/index.html", b"another")
    assert told(built, jobs=2) is None


def test_locks_and_caches_do_not_count(built: Path) -> None:
    (built / "site" / output.MARK).write_text("held by a process", "utf-8")
    _write(built / output.BUILD / "cache/en/pages.json", b"another")
    _write(built / output.BUILD / "reports/numbers.md")
    assert told(built) == TOLD


def _same_size_and_old_time(path: Path) -> None:
    before = path.stat()
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _swapped(one: Path, two: Path) -> None:
    aside = one.with_name("aside")
    one.rename(aside)
    two.rename(one)
    aside.rename(two)


TOUCHES: dict[str, Callable[[Path], object]] = {
    "a text": lambda root: _write(root / TEXT),
    "a text, its size and time as before": lambda root: _same_size_and_old_time(root / TEXT),
    "a text that went": lambda root: (root / TEXT).unlink(),
    "a text that came": lambda root: _write(root / "cases/de/example/text.hi.md"),
    "a case under another name": lambda root: (root / "cases/de/example").rename(root / "cases/de/other"),
    "two texts in each other's place": lambda root: _swapped(root / TEXT, root / "cases/de/example/text.de.md"),
    "a folder that a link leads to": lambda root: _moved(root / "cases", root / "elsewhere"),
    "a country": lambda root: _write(root / "countries/in/country.yml"),
    "the configuration": lambda root: _write(root / "mkdocs.yml"),
    "a page": lambda root: _write(root / "site/en/index.html", b"another"),
    "a page, its size and time as before": lambda root: _same_size_and_old_time(root / "site/en/index.html"),
    "a page that went": lambda root: (root / "site/de/index.html").unlink(),
    "a page of nobody": lambda root: _write(root / "site/en/more/index.html"),
    "an empty folder": lambda root: (root / "site/en/more").mkdir(),
    "a file above the languages": lambda root: _write(root / "site/robots.txt", b"another"),
    "the search index": lambda root: _write(root / "site/en/pagefind/index.pf", b"another"),
    "all of the site": lambda root: shutil.rmtree(root / "site"),
    "a document": lambda root: _write(root / "build/docs/en/index.md", b"another"),
    "words for the search index": lambda root: shutil.rmtree(root / "build/search"),
    "what MkDocs reads": lambda root: (root / "build/en.yml").unlink(),
    "what is remembered": lambda root: _same_size_and_old_time(root / output.BUILD / unchanged.PLACE),
    "all that can be made again": lambda root: shutil.rmtree(root / output.BUILD),
}


def _moved(folder: Path, there: Path) -> None:
    folder.rename(there)
    folder.symlink_to(there)


@pytest.mark.parametrize("touch", TOUCHES)
def test_whatever_is_touched_counts(built: Path, touch: str) -> None:
    TOUCHES[touch](built)
    assert told(built) is None


@pytest.mark.usefixtures("settled")
def test_what_was_touched_before_it_was_read_is_not_remembered(root: Path) -> None:
    """Somebody saves a text while the site is built: the site does not hold it, and nobody may take it for what it holds."""
    read, _ = unchanged.look(root, root / "site", KNOWN_BY)
    _write(root / TEXT, b"saved meanwhile")
    unchanged.keep(root, root / "site", KNOWN_BY, read, TOLD)
    assert told(root) is None


def test_nothing_is_remembered_of_what_was_saved_a_moment_ago(root: Path) -> None:
    """A second change within the same tick of a coarse clock would leave the same trace."""
    read, _ = unchanged.look(root, root / "site", KNOWN_BY)
    unchanged.keep(root, root / "site", KNOWN_BY, read, TOLD)
    assert not read.settled
    assert not (root / output.BUILD / unchanged.PLACE).exists()


OTHERS: dict[str, tuple[str, datetime.date, dict[str, object]]] = {
    "another day": ("site", DAY + datetime.timedelta(1), {"wanted": ""}),
    "other languages": ("site", DAY, {"wanted": "de"}),
    "another place": ("other", DAY, {"wanted": ""}),
}


@pytest.mark.parametrize("other", OTHERS)
def test_what_decides_is_part_of_the_key(root: Path, other: str) -> None:
    site, day, options = OTHERS[other]
    assert unchanged.key(root / site, day, options) != unchanged.key(root / "site", DAY, {"wanted": ""})
    assert unchanged.key(root / "site", DAY, {"wanted": ""}) == unchanged.key(root / "site", DAY, {"wanted": ""})


@pytest.mark.usefixtures("settled")
class TestBuild:
    """The command itself, on real content and a real site."""

    def build(self, root: Path, *more: str) -> str:
        done = CliRunner().invoke(iscn, ["build", "--root", str(root), "--today", DAY.isoformat(), "--no-search", *more])
        assert done.exit_code == 0, done.output
        return done.output

    def test_a_second_build_says_the_same_and_does_nothing(self, root: Path) -> None:
        first, second = self.build(root), self.build(root)
        assert "Nothing was touched" not in first
        assert "Nothing was touched" in second
        assert [line for line in first.splitlines() if "pages in" in line] == [line for line in second.splitlines() if "pages in" in line]

    def test_a_change_is_built_and_a_damaged_page_is_mended(self, root: Path) -> None:
        self.build(root)
        text = root / TEXT
        text.write_text(f"{text.read_text('utf-8').rstrip()}\n\nWords that are new.\n", "utf-8")
        page = root / "site/en/cases/de/example/index.html"
        before = page.read_bytes()
        assert "Nothing was touched" not in self.build(root)
        after = page.read_bytes()
        assert after != before
        page.write_bytes(before)
        self.build(root)
        assert page.read_bytes() == after

    def test_without_a_cache_everything_is_built(self, root: Path) -> None:
        self.build(root)
        assert "Nothing was touched" not in self.build(root, "--no-cache")
