"""Building again makes only the files of data that would be others, and all are, byte for byte, those that are made from nothing."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import building
import pytest
from exported import CASE, exported

from generator import build, data, journal, keys, output, remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Files = set[str]

TEXT, TRANSLATION = "cases/de/example/text.en.md", "cases/de/example/text.de.md"
BELOW = "data/v1/"
JSON = {"cases.json", "cases/de/example.json"}
WORKBOOKS = {"cases.en.xlsx", "cases.de.xlsx"}
CITED = {"cases.bib", "cases.csl.json", "CITATION.cff"}
LINKED = {"vocabularies.jsonld", "vocabularies.ttl", "catalog.jsonld", "catalog.ttl"}
ADDRESSES = {*JSON, *LINKED, "cases.csv", "cases.geojson", "cities.json", "countries.json"}
TITLES = {*JSON, *WORKBOOKS, "cases.csv", "cases.geojson", "cases.bib", "cases.csl.json"}


def made(content: Path, program: str = keys.program()) -> Files:
    """Which files of data are made by one more build of them, which then holds what is made from nothing."""
    catalog = build.check(content).catalog
    assert catalog is not None
    site, cache = content / "site", content / "build"
    output.claim(site)
    with journal.transaction(site) as changes:
        begun = data.begun(cache, site, catalog, program)
        anew: list[str] = []
        for work in begun.work:
            done = work()
            begun.right[done.job] = done.files
            changes.extend(done.changes)
            anew += done.anew
        data.keep(cache, program, begun)
        changes.append(journal.stage(site, "", (), right=begun.paths(), kept=(output.MARK,)))
    assert building.tree(site, BELOW) == exported(content)
    return {path.removeprefix(BELOW) for path in anew}


def staged(content: Path) -> int:
    """How many files one more build of the whole site changes, with workers and all."""
    before = dict(_times(content / "site"))
    building.build(content, jobs=2)
    assert building.tree(content / "site", BELOW) == exported(content)
    return len(set(_times(content / "site")) - set(before.items()))


def _times(site: Path) -> Iterator[tuple[str, int]]:
    for path in sorted((site / BELOW).rglob("*")):
        if path.is_file():
            yield path.name, path.stat().st_mtime_ns


@pytest.fixture
def built(root: Path) -> Path:
    made(root)
    return root


@pytest.fixture
def other(root: Path, write: Callable[[str, str], Path]) -> None:
    """Another case beside the first, with the same words."""
    for path in sorted((root / "cases/de/example").iterdir()):
        write(f"cases/de/other/{path.name}", path.read_text("utf-8"))


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_nothing_changed_makes_no_file(built: Path) -> None:
    before = dict(_times(built / "site"))
    assert made(built) == set()
    assert dict(_times(built / "site")) == before


@pytest.mark.usefixtures("other")
@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (TRANSLATION, "Bis 2022 waren", "Bis Ende 2022 waren", {*JSON, "cases.de.xlsx", "cases.csv"}),
        (TRANSLATION, "title: ", "title: Neu – ", TITLES - {"cases.en.xlsx"}),
        (CASE, "value: 1200", "value: 1300", {*JSON, *WORKBOOKS, "results.csv"}),
        ("countries/de/cities/exampletown.yml", "latitude: 4", "latitude: 5", {"cities.json", "cases.geojson"}),
        ("pages/about/text.en.md", "title: ", "title: New ", set()),
    ],
    ids=["summary", "title", "fact", "place", "page"],
)
def test_a_change_makes_the_files_that_hold_it(root: Path, path: str, old: str, new: str, expected: Files) -> None:
    made(root)
    replace(root / path, old, new)
    assert made(root) == expected
    assert made(root) == set()


def test_a_changed_section_makes_what_holds_it_and_what_tells_that_its_translation_is_outdated(built: Path) -> None:
    text = built / TEXT
    text.write_text(f"{text.read_text('utf-8').rstrip()}\n\nOne more sentence.\n", "utf-8")
    assert made(built) == {*JSON, "cases.de.xlsx"}
    text.write_text(f"{text.read_text('utf-8').rstrip()}\n\nAnd one more.\n", "utf-8")
    assert made(built) == JSON


def test_what_does_not_stand_in_the_data_makes_nothing(built: Path) -> None:
    replace(built / CASE, "added:", "# Said to whoever edits this file.\nadded:")
    assert made(built) == set()


@pytest.mark.usefixtures("other")
def test_a_case_that_goes_takes_its_file_along_and_comes_back_with_it(root: Path) -> None:
    made(root)
    away = shutil.move(root / "cases/de/other", root.parent / "other")
    assert "cases/de/other.json" not in made(root)
    assert not (root / "site/data/v1/cases/de/other.json").exists()
    shutil.move(away, root / "cases/de/other")
    assert {"cases.json", "cases/de/other.json"} <= made(root)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("https://example.org/", "https://example.net/", ADDRESSES | WORKBOOKS | CITED),
        ("Example base", "Invented base", {"cases.en.xlsx", "catalog.jsonld", "catalog.ttl", *CITED}),
        (
            "languages: [en, de]",
            "languages: [en, de, pt]",
            ADDRESSES | {"cases.pt.xlsx", "results.csv", "vocabularies.json", "datapackage.json"},
        ),
    ],
    ids=["address", "name", "another-language"],
)
def test_another_setting_makes_all_that_it_concerns(built: Path, old: str, new: str, expected: Files) -> None:
    replace(built / "mkdocs.yml", old, new)
    assert made(built) == expected


def test_a_language_less_takes_its_files_along(built: Path) -> None:
    replace(built / "mkdocs.yml", "languages: [en, de]", "languages: [en]")
    for path in built.rglob("text.de.md"):
        path.unlink()
    assert "cases.csv" in made(built)
    assert not (built / "site/data/v1/cases.de.xlsx").exists()


def test_a_site_that_nobody_knows_the_address_of_has_no_linked_data(built: Path) -> None:
    replace(built / "mkdocs.yml", "site_url: https://example.org/", "")
    assert made(built).isdisjoint(LINKED)
    assert made(built) == set()


def _gone(cache: Path) -> None:
    cache.unlink()


def _empty(cache: Path) -> None:
    cache.write_bytes(b"")


def _not_ours(cache: Path) -> None:
    cache.write_text(json.dumps(["somebody", "else"]))


def _flipped(cache: Path) -> None:
    content = bytearray(cache.read_bytes())
    content[len(content) // 2] ^= 1
    cache.write_bytes(content)


def _cut(cache: Path) -> None:
    content = cache.read_bytes()
    cache.write_bytes(content[: len(content) // 2])


def _of_another_program(cache: Path) -> None:
    _, rest = cache.read_bytes().split(b"\n", 1)
    cache.write_bytes(b"another\n" + rest)


@pytest.mark.slow
@pytest.mark.parametrize("harm", [_gone, _empty, _not_ours, _flipped, _cut, _of_another_program], ids=lambda harm: harm.__name__.strip("_"))
def test_what_cannot_be_believed_is_made_anew(harm: Callable[[Path], None], built: Path) -> None:
    every = set(exported(built))
    harm(built / "build/cache/data.json")
    assert made(built) == every
    assert made(built) == set()


def test_another_program_makes_all_of_it_anew(built: Path) -> None:
    assert made(built, "another") == set(exported(built))


def _with(built: Path, change: Callable[[dict[str, dict[str, list[object]]]], object]) -> None:
    """Changes what is remembered, as somebody does who knows how it is written."""
    known_by = (built / "build" / data.PLACE).read_text("utf-8").partition("\n")[0]
    content, jobs = remembered.recall(built / "build", data.PLACE, known_by)
    change(jobs)
    remembered.keep(built / "build", data.PLACE, known_by, [content, jobs])


def test_a_file_that_somebody_made_up_is_not_taken_for_ours(built: Path) -> None:
    foreign = built / "site/data/v1/made-up.json"
    foreign.write_text("{}", "utf-8")
    state = foreign.stat()
    entry = ["0" * 32, [[state.st_size, state.st_mtime_ns]]]
    _with(built, lambda jobs: jobs["records"].update({f"{BELOW}made-up.json": entry}))
    assert made(built) == set()
    assert not foreign.exists()


def test_a_job_that_somebody_left_out_is_done_again(built: Path) -> None:
    _with(built, lambda jobs: jobs.pop("records"))
    assert {"cases.json", "results.csv"} <= made(built)


def test_keys_that_somebody_made_up_are_no_keys(built: Path) -> None:
    _with(built, lambda jobs: jobs["records"][f"{BELOW}cases.json"].__setitem__(0, "0" * 32))
    replace(built / CASE, "added:", "# So that the values are thought out.\nadded:")
    assert made(built) == {"cases.json"}


@pytest.mark.slow
@pytest.mark.parametrize("path", ["cases.json", "cases/de/example.json", "cases.en.xlsx", "catalog.ttl", "schemas/case.schema.json"])
@pytest.mark.parametrize("content", [None, b"{}"], ids=["gone", "another"])
def test_a_file_that_somebody_touched_is_made_again(path: str, content: bytes | None, built: Path) -> None:
    file = built / "site/data/v1" / path
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    assert made(built) == {path}
    assert made(built) == set()


def test_a_file_of_the_same_size_and_another_time_is_not_believed(built: Path) -> None:
    file = built / "site/data/v1/cases.csv"
    file.write_bytes(b"x" * file.stat().st_size)
    os.utime(file, ns=(1, 1))
    assert made(built) == {"cases.csv"}


def test_a_link_in_place_of_a_file_is_replaced(built: Path) -> None:
    file = built / "site/data/v1/cases.json"
    elsewhere = built / "elsewhere.json"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    assert made(built) == {"cases.json"}
    assert not file.is_symlink()


def test_without_cases_there_is_an_empty_list(root: Path) -> None:
    made(root)
    shutil.rmtree(root / "cases")
    assert "cases.json" in made(root)
    assert json.loads((root / "site/data/v1/cases.json").read_bytes())["cases"] == []


@pytest.mark.slow
def test_the_build_makes_what_changed_and_nothing_else(root: Path) -> None:
    building.build(root, jobs=2)
    assert staged(root) == 0
    replace(root / CASE, "value: 1200", "value: 1300")
    assert staged(root) == len({*JSON, *WORKBOOKS, "results.csv"})
    building.build(root, cached=False)
    assert staged(root) == 0


def test_an_end_before_all_is_published_leaves_nothing_that_is_believed_and_wrong(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace(built / CASE, "value: 1200", "value: 1300")
    with monkeypatch.context() as patched:
        patched.setattr(journal, "_decide", _full)
        with pytest.raises(OSError, match="No space left"):
            made(built)
    assert made(built) == {*JSON, *WORKBOOKS, "results.csv"}


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")
