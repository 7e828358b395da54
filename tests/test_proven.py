"""A case in which nothing was found is not read word by word again, and nothing that is wrong goes untold."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from building import DAY

from generator import build, proven
from generator.checks.registry import ALONE
from generator.watched import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.catalog import Catalog
    from generator.diagnostics import Finding

CHECKS = Path(__file__).parent / "checks"
KEPT = Path("build") / proven.PLACE
RULES = sorted(ALONE, key=lambda run: run.__name__)


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The bad cases of all rules, each under a name of its own, in one knowledge base."""
    root = shutil.copytree(CHECKS.parent / "base", tmp_path_factory.mktemp("bad") / "base")
    for number, folder in enumerate(sorted(CHECKS.glob("*/cases/de/example"))):
        shutil.copytree(root / "cases/de/example", root / f"cases/de/example-{number}")
        shutil.copytree(folder, root / f"cases/de/example-{number}", dirs_exist_ok=True)
    catalog = build.check(root, DAY).catalog
    assert catalog is not None
    assert len(catalog.cases) > 40
    return catalog


def test_there_are_such_rules() -> None:
    assert {"figure_differs", "mail_address", "wrong_language"} <= {run.__name__ for run in ALONE}


@pytest.mark.parametrize("run", RULES, ids=lambda run: run.__name__)
def test_a_rule_that_looks_at_cases_alone_finds_the_same_in_each(run: Callable[[Catalog], Iterator[Finding]], bad: Catalog) -> None:
    others = Counter(run(replace(bad, cases={})))
    alone = (Counter(run(replace(bad, cases={name: case}))) - others for name, case in bad.cases.items())
    assert sum(alone, others) == Counter(run(bad))


@pytest.mark.parametrize("run", RULES, ids=lambda run: run.__name__)
def test_it_looks_at_nothing_else_but_the_cities_that_the_case_names(run: Callable[[Catalog], Iterator[Finding]], bad: Catalog) -> None:
    watch = Watch(bad)
    with watch.noting() as without:
        list(run(replace(watch.catalog, cases={}, whole=replace(bad, cases={}))))
    for name, case in bad.cases.items():
        with watch.noting() as seen:
            list(run(replace(watch.catalog, cases={name: case}, whole=replace(bad, cases={name: case}))))
        assert seen - without <= {("city", city) for city in case.facts.cities}


def _checked(root: Path) -> list[str]:
    return [f"{each.location.path} {each.code}" for each in build.check(root, DAY, cached=True).findings]


def _changed(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_clean_case_is_proven_and_one_with_a_finding_is_not(root: Path) -> None:
    shutil.copytree(root / "cases/de/example", root / "cases/de/other")
    _changed(root / "cases/de/other/text.en.md", "title: A", "title: TODO A")
    assert build.check(root, DAY, cached=True).catalog is not None
    catalog = build.check(root, DAY).catalog
    assert catalog is not None
    told = {path.split()[0].rpartition("/")[0] for path in _checked(root)}
    assert proven.recall(root, catalog) == {name for name in catalog.cases if f"cases/{name}" not in told}
    assert "de/example" in proven.recall(root, catalog)


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        ("cases/de/example/text.en.md", "title: A", "title: A TODO", ""),
        ("cases/de/example/text.en.md", "## Challenge\n", "## Challenge\n\nWrite to somebody@town.example.\n", "mail-address"),
    ],
)
def test_what_is_wrong_after_a_change_is_told(path: str, old: str, new: str, told: str, root: Path) -> None:
    _checked(root)
    assert (root / KEPT).is_file()
    _changed(root / path, old, new)
    assert _checked(root) == [f"{each.location.path} {each.code}" for each in build.check(root, DAY).findings]
    assert any(told in each for each in _checked(root)) or not told


def test_what_was_damaged_is_not_believed(root: Path) -> None:
    mistake = "Write to somebody@town.example."
    (root / "cases/de/example/text.en.md").write_text((root / "cases/de/example/text.en.md").read_text("utf-8") + f"\n{mistake}\n", "utf-8")
    expected = _checked(root)
    assert any("mail-address" in each for each in expected)
    for content in (b"", b"\n\n", b"\xff", (root / KEPT).read_bytes().replace(b"{", b'{"de/example": "0", ')):
        (root / KEPT).write_bytes(content)
        assert _checked(root) == expected


def test_nothing_is_kept_unless_asked_for(root: Path) -> None:
    build.check(root, DAY)
    assert not (root / "build").exists()
