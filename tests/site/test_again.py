"""Building again makes only what would be another, and the site is, byte for byte, the one that is built from nothing."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from building import DAY, build, differences, tree

from generator import build as pipeline
from generator import output, remembered

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CASE = "cases/aq/warm-greenhouse"


def rendered(content: Path) -> dict[str, int]:
    """How many pages of each language are made by one more build."""
    catalog = pipeline.check(content).catalog
    assert catalog is not None
    wanted = catalog.settings.languages
    made = pipeline.build(catalog, content, content / "site", wanted, jobs=1, cached=True, today=DAY)
    return {each.language: each.rendered for each in made}


def as_from_nothing(content: Path) -> list[str]:
    """Where the site differs from one that is built elsewhere without a cache."""
    fresh = shutil.copytree(content, content.parent / "fresh", ignore=shutil.ignore_patterns("build", "site"))
    built = build(fresh, cached=False)
    found = differences(tree(content / "site"), tree(built.folder))
    shutil.rmtree(fresh)
    return found


@pytest.fixture
def built(base: Path) -> Path:
    build(base)
    return base


def test_nothing_changed_makes_nothing(built: Path):
    before = _times(built / "site")
    assert rendered(built) == {"en": 0, "hi": 0}
    assert _times(built / "site") == before


def _times(site: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file() and path.name != output.MARK}


def test_a_changed_text_makes_the_pages_that_show_it(built: Path):
    text = built / CASE / "text.en.md"
    text.write_text(f"{text.read_text('utf-8').rstrip()}\n\nOne more sentence.\n", "utf-8")
    made = rendered(built)
    assert 0 < made["en"] < 8
    assert as_from_nothing(built) == []


def _gone(folder: Path) -> None:
    shutil.rmtree(folder / "build" / "cache")


def _empty(folder: Path) -> None:
    (folder / "build/cache/en/pages.json").write_bytes(b"")


def _flipped(folder: Path) -> None:
    kept = folder / "build/cache/en/pages.json"
    content = bytearray(kept.read_bytes())
    content[len(content) // 2] ^= 1
    kept.write_bytes(content)


def _of_another_version(folder: Path) -> None:
    kept = folder / "build/cache/en/pages.json"
    _, rest = kept.read_bytes().split(b"\n", 1)
    kept.write_bytes(b"another\n" + rest)


def _claimed(folder: Path) -> None:
    """Keys that somebody wrote who does not know what they are."""
    cache = folder / "build/cache/en"
    known_by, _, values = (cache / "pages.json").read_text().split("\n", 2)
    untouched = [[0, 0], [0, 0]]
    made_up = {path: ["0" * 32, [], "", False, None, untouched] for path in json.loads(values)}
    remembered.keep(cache, "pages.json", known_by, made_up)
    assert remembered.recall(cache, "pages.json", known_by) == made_up


def _of_other_shape(folder: Path) -> None:
    """What a file might hold that has the right hashes all the same."""
    cache = folder / "build/cache/en"
    known_by = (cache / "pages.json").read_text().partition("\n")[0]
    remembered.keep(cache, "pages.json", known_by, {"": 1})


@pytest.mark.slow
@pytest.mark.parametrize(
    "harm", [_gone, _empty, _flipped, _of_another_version, _claimed, _of_other_shape], ids=lambda harm: harm.__name__.strip("_")
)
def test_a_cache_that_cannot_be_believed_is_made_anew(harm: Callable[[Path], None], built: Path):
    harm(built)
    assert rendered(built)["en"] > 10
    assert as_from_nothing(built) == []


@pytest.mark.slow
@pytest.mark.parametrize("content", [b"", b"\xb7", b"another"], ids=["empty", "no text", "of another index"])
def test_a_damaged_note_of_what_was_indexed_last_is_not_believed(content: bytes, built: Path):
    (built / "build/cache/en/search.txt").write_bytes(content)
    assert rendered(built) == {"en": 0, "hi": 0}
    assert as_from_nothing(built) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["site/en/index.html", "site/hi/cases/aq/warm-greenhouse/index.html", "build/docs/en/index.md"])
@pytest.mark.parametrize("content", [None, b"<p>Written by somebody else"], ids=["gone", "another"])
def test_a_file_that_somebody_touched_is_made_again(name: str, content: bytes | None, built: Path):
    if content is None:
        (built / name).unlink()
    else:
        (built / name).write_bytes(content)
    assert sum(rendered(built).values()) == 1
    assert as_from_nothing(built) == []


def test_another_configuration_makes_every_page(built: Path):
    configuration = built / "mkdocs.yml"
    text = configuration.read_text("utf-8")
    assert "Made-up" in text
    configuration.write_text(text.replace("Made-up", "Invented"), "utf-8")
    made = rendered(built)
    assert made["en"] == len(list((built / "site/en").rglob("index.html")))
    assert as_from_nothing(built) == []


def test_a_page_that_is_gone_leaves_nothing(built: Path):
    shutil.rmtree(built / "pages/about")
    rendered(built)
    assert not (built / "site/en/about").exists()
    assert not (built / "build/docs/en/about").exists()
    assert as_from_nothing(built) == []


def test_without_search_there_is_neither_a_new_nor_an_old_index(built: Path):
    catalog = pipeline.check(built).catalog
    assert catalog is not None
    wanted = catalog.settings.languages
    assert (built / "site/en/pagefind/pagefind.js").is_file()
    for searched in (False, True):
        for _ in pipeline.build(catalog, built, built / "site", wanted, jobs=1, cached=True, today=DAY, searched=searched):
            pass
        assert (built / "site/en/pagefind").exists() == searched
    assert as_from_nothing(built) == []
