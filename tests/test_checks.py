"""The corpus: each folder below `checks/` is laid over the base and gives exactly the findings that it says it gives.

What is expected stands in the files themselves, `# expect 8:20 unknown-topic` in a comment, or in `expect.txt` where a
file has no comments: `path:line:column code`. A new rule needs a folder of its own.
"""

from __future__ import annotations

import datetime
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from findings import codes, places
from painting import chunk, corners, encoded, gps, png
from test_gate import MADE as GATED
from test_gate import OTHERS

from generator import build, source, vocabulary
from generator.checks.registry import CHECKS
from generator.diagnostics import RULES, UNKNOWN_PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parent / "checks"
EXPECTED = "expect.txt"
CASES = sorted(path.name for path in FOLDER.iterdir())
EXPECT = re.compile(r"# expect (\d+:\d+ [a-z0-9-]+)")
PICTURE = ".png"
CLEAN = "clean"
SHARED = "unknown-term"
"""Every vocabulary that has no folder of its own."""

CITY = "countries/de/cities/exampletown.yml"
TODAY = datetime.date(2026, 11, 23)
"""The day for which the folders are checked: what is dated later lies in the future."""


def files(case: str) -> list[Path]:
    return sorted(path for path in (FOLDER / case).rglob("*") if path.is_file() and path.name != EXPECTED)


def expected(case: str) -> list[str]:
    """What a folder says it gives."""
    lines = [
        f"{path.relative_to(FOLDER / case).as_posix()}:{place}"
        for path in files(case)
        if path.suffix != PICTURE
        for place in EXPECT.findall(path.read_text("utf-8"))
    ]
    beside = FOLDER / case / EXPECTED
    return sorted(lines + (beside.read_text("utf-8").splitlines() if beside.exists() else []))


@pytest.mark.parametrize("case", CASES)
def test_a_folder_gives_what_it_says_and_nothing_else(root: Path, case: str) -> None:
    for path in files(case):
        target = root / path.relative_to(FOLDER / case)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    found = places(build.check(root, TODAY).findings)
    assert sorted(found) == expected(case)
    assert bool(found) == (case != CLEAN)


@pytest.mark.parametrize("case", [case for case in CASES if case not in {CLEAN, SHARED}])
def test_a_folder_is_named_after_a_rule_that_it_breaks(case: str) -> None:
    assert case in RULES
    assert case in {line.rpartition(" ")[2] for line in expected(case)}


def _blob(path: Path) -> None:
    path.write_bytes(b"# " + b"x" * source.MOST_YAML)


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _link(path: Path) -> None:
    path.rename(path.with_suffix(".moved"))
    path.symlink_to(path.with_suffix(".moved"))


def _crowd(path: Path) -> None:
    for number in range(source.MOST_FILES):
        (path.parents[3] / "cases/de/example" / f"photo-{number}.png").touch()


def _picture(content: bytes) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        case = path.parents[3] / "cases/de/example"
        (case / "plan.png").write_bytes(content)
        for name in ("case.yml", "text.en.md"):
            lines = {"case.yml": "images: [{file: plan.png, credit: Town, licence: CC-BY-4.0}]", "text.en.md": "images: {plan.png: A plan}"}
            text = (case / name).read_text("utf-8")
            (case / name).write_text(text.replace("results:", f"{lines[name]}\nresults:", 1), "utf-8")

    return change


def _of_picture(code: str) -> list[str]:
    return [f"cases/de/example/plan.png:1:1 {code}"]


def _append(content: bytes) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        path.write_bytes(path.read_bytes() + content)

    return change


# What git or other systems cannot carry: a rule → what is done to the city, and what is found then.
MADE = {
    "not-utf8": (_append("kind: Stra\u00dfe\n".encode("latin-1")), [f"{CITY}:17:11 not-utf8"]),
    "control-character": (_append(b"# a\x00b\n# c\x1b[2J\n"), [f"{CITY}:17:4 control-character", f"{CITY}:18:4 control-character"]),
    "invisible-character": (_append("# a\u202eb\n".encode()), [f"{CITY}:17:4 invisible-character"]),
    "yaml-too-long": (_append(b"x: [" + b"x," * 5_000 + b"x]\n"), [f"{CITY}:17:9913 yaml-too-long"]),
    "file-too-large": (_blob, [f"{CITY}:1:1 file-too-large"]),
    "unreadable-file": (_pipe, [f"{CITY}:1:1 unreadable-file"]),
    "symlink": (_link, ["countries/de/cities/exampletown.moved:1:1 misplaced-file", f"{CITY}:1:1 symlink"]),
    "too-many-files": (_crowd, ["cases/de/example:1:1 too-many-files"]),
    "not-a-picture": (_picture(b"<svg/>"), _of_picture("not-a-picture")),
    "picture-misnamed": (_picture(encoded(corners(), "jpg")), _of_picture("picture-misnamed")),
    "picture-too-large": (_picture(png(30_000, 30_000)), _of_picture("picture-too-large")),
    "picture-animated": (_picture(png(60, 40, b"", chunk(b"acTL", bytes(8)))), _of_picture("picture-animated")),
    "picture-broken": (_picture(encoded(corners(), "png")[:60]), _of_picture("picture-broken")),
    "picture-tells-more": (_picture(encoded(corners(), "png", exif=gps())), _of_picture("picture-tells-more")),
    "reserved-name": (lambda path: shutil.copyfile(path, path.with_name("nul.yml")), ["countries/de/cities/nul.yml:1:1 reserved-name"]),
}


@pytest.mark.parametrize("code", MADE)
def test_what_cannot_be_carried_is_made_here(root: Path, code: str) -> None:
    change, expected = MADE[code]
    change(root / CITY)
    found = places(build.check(root).findings)
    assert found == expected
    assert code in {line.rpartition(" ")[2] for line in found}


def test_every_rule_is_broken_somewhere() -> None:
    shared = {line.rpartition(" ")[2] for line in expected(SHARED)}
    assert shared <= {f"{UNKNOWN_PREFIX}{name}" for name in vocabulary.terms()}
    of_sites = {code for code in RULES if code.startswith("site-")}  # each is broken in tests/audit/
    assert set(RULES) - set(CASES) - set(MADE) - set(GATED) - OTHERS - shared - of_sites == set()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_check_explains_itself_with_a_bad_and_a_good_example(check: Callable[..., object]) -> None:
    text = check.__doc__ or ""
    assert [line.strip().partition(" ")[0] for line in text.splitlines() if line.strip()][-2:] == ["Bad:", "Good:"]
    assert RULES[check.__name__.replace("_", "-")].why.startswith(text.splitlines()[0])


class TestOneMistakeIsToldOnce:
    """What follows from a mistake that has been told is not told again."""

    @pytest.mark.parametrize(
        ("path", "old", "new", "code"),
        [
            ("cases/de/example/case.yml", "[de/exampletown]", "[Exampletown]", "not-an-id"),
            ("cases/de/example/case.yml", "role: owner", "role: boss", "unknown-organisation-role"),
            ("cases/de/example/case.yml", "value: 1200", "value: 1.200", "ambiguous-number"),
            ("cases/de/example/case.yml", "instruments: [app, open-source]", "instruments: [apps]", "unknown-instrument"),
            ("cases/de/example/case.yml", "sdgs: ['11.2']", "sdgs: 11.2", "wrong-shape"),
            ("cases/de/example/case.yml", "  start: 2019~\n  live: 2020-05-18", "  start: May 2019", "not-a-date"),
            ("cases/de/example/case.yml", "date: 2026-01-31", "date: 31.1.2026", "not-a-day"),
            ("cases/de/example/case.yml", "  - id: s1", "  - id: S1", "not-a-slug"),
            ("cases/de/example/text.en.md", "  users: Registered people", f"  users: {'People ' * 20}", "text-too-long"),
            ("cases/de/example/text.en.md", "title: A", "title: A: a", "yaml-colon"),
            (CITY, "{en: Exampletown,", "{en: [Exampletown],", "wrong-shape"),
            (CITY, "names:", "names: &a", "yaml-anchor"),
            (CITY, "  - id: p1", "  - id: P1", "not-a-slug"),
            ("countries/de/country.yml", "original_language: en", "original_language: english", "unknown-language"),
            ("countries/de/country.yml", "names:", "names: &a", "yaml-anchor"),
        ],
    )
    def test_whatever_follows_from_it(self, replaced: Callable[..., build.Checked], path: str, old: str, new: str, code: str) -> None:
        assert codes(replaced(path, old, new).findings) == [code]

    @pytest.mark.parametrize(
        ("edge", "code"),
        [("origin: El-se", "not-a-slug"), ("case: example", "not-an-id"), ("count: many", "not-a-count"), ("origin: else", "wrong-shape")],
    )
    def test_of_an_edge(self, replaced: Callable[..., build.Checked], write: Callable[..., Path], edge: str, code: str) -> None:
        write("cases/origins.yml", "else: Elsewhere\n" if code == "wrong-shape" else "else: {name: Elsewhere}\n")
        checked = replaced("cases/de/example/case.yml", "added:", f"learned_from:\n  - {edge}\n    how: adapted\n    source: s1\nadded:")
        assert codes(checked.findings) == [code]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("value: 1", []),
        ("low: 1\n    high: 2", []),
        ("low: 1", ["figure-without-value"]),
        ("high: 2", ["figure-without-value"]),
        ("value: 1\n    low: 1", ["figure-without-value"]),
        ("value: 1\n    low: 1\n    high: 2", ["figure-without-value"]),
        ("of: 3", ["figure-without-value"]),
    ],
)
def test_a_figure_is_a_number_or_a_range(replaced: Callable[..., build.Checked], written: str, found: list[str]) -> None:
    assert codes(replaced("cases/de/example/case.yml", "value: 1200", written).findings) == found


@pytest.mark.parametrize(("length", "found"), [(250, []), (251, ["text-too-long"])])
def test_what_a_picture_shows_is_said_in_one_sentence(root: Path, length: int, found: list[str]) -> None:
    _picture(encoded(corners(), "png"))(root / CITY)
    text = root / "cases/de/example/text.en.md"
    text.write_text(text.read_text("utf-8").replace("A plan}", f"{'a' * length}}}"), "utf-8")
    assert codes(build.check(root).findings) == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("case: de/example", ["edge-to-itself"]),
        ("origin: else", []),
        ("count: 3", []),
        ("origin: else\n    count: 3", []),
        ("case: de/example\n    origin: else", ["edge-without-end", "edge-to-itself"]),
        ("case: de/example\n    origin: else\n    count: 3", ["edge-without-end", "edge-to-itself"]),
        ("year: 2020", ["edge-without-end"]),
    ],
)
def test_an_edge_has_one_other_end(
    replaced: Callable[..., build.Checked], write: Callable[..., Path], written: str, found: list[str]
) -> None:
    write("cases/origins.yml", "else: {name: Elsewhere}\n")
    edge = f"reused_by:\n  - how: adapted\n    source: s1\n    {written}\n"
    assert codes(replaced("cases/de/example/case.yml", "added:", f"{edge}added:").findings) == found


@pytest.mark.parametrize(
    ("level", "more", "found"),
    [
        ("E0", "", []),
        ("E1", "", []),
        ("E2", "", ["evidence-unsupported"]),
        ("E2", "    baseline: 1\n", []),
        ("E3", "", ["evidence-unsupported"]),
        ("E4", "", ["evidence-unsupported"]),
    ],
)
def test_a_level_of_evidence_needs_what_carries_it(replaced: Callable[..., build.Checked], level: str, more: str, found: list[str]) -> None:
    replaced("cases/de/example/case.yml", "    value: 1200\n", f"    value: 1200\n{more}")
    checked = replaced("cases/de/example/case.yml", "added:", f"evidence: {{level: {level}, source: s1}}\nadded:")
    assert codes(checked.findings) == found


@pytest.mark.parametrize("kind", ["evaluation", "academic"])
@pytest.mark.parametrize("level", ["E3", "E4"])
def test_an_evaluation_carries_a_level(replaced: Callable[..., build.Checked], kind: str, level: str) -> None:
    replaced("cases/de/example/case.yml", "kind: media", f"kind: {kind}")
    assert replaced("cases/de/example/case.yml", "added:", f"evidence: {{level: {level}, source: s1}}\nadded:").findings == ()


class TestAWrongEntryHidesNothing:
    """An entry of a list that is wrong counts as an entry, and what is wrong with its neighbours is told."""

    @pytest.mark.parametrize(
        ("old", "new", "found"),
        [
            ("[mobility, digital-services]", "[mobility, x, inclusion, participation]", ["4:9 too-many-items", "4:20 unknown-topic"]),
            ("[mobility, digital-services]", "[mobility, x, inclusion]", ["4:20 unknown-topic"]),
            ("[mobility, digital-services]", "[x, y, z, u]", ["4:9 too-many-items", *(f"4:{at} unknown-topic" for at in (10, 13, 16, 19))]),
            (
                "[mobility, digital-services]",
                "[x, mobility, inclusion, participation, local-economy]",
                ["4:9 too-many-items", "4:10 unknown-topic"],
            ),
            (
                "sources:\n  - id: s1\n    title: A first report\n",
                "sources:\n  - a report\n  - id: s1\n",
                ["19:5 wrong-shape", "20:5 missing-field"],
            ),
            ("role: owner\n    kind: public\n", "role: partner\n    kind: publc\n", ["12:1 no-owner", "16:11 unknown-organisation-kind"]),
            ("    url: https://daily.example/second-report\n", "    published: May\n", ["18:1 too-few-sources", "31:16 not-a-date"]),
        ],
    )
    def test_in_a_case(self, replaced: Callable[..., build.Checked], old: str, new: str, found: list[str]) -> None:
        path = "cases/de/example/case.yml"
        assert places(replaced(path, old, new).findings) == [f"{path}:{each}" for each in found]

    @pytest.mark.parametrize(
        ("old", "new", "code"),
        [
            ("role: partner", "role: ownr", "unknown-organisation-role"),
            ("  - id: town\n", "  - Town\n  - id: town\n", "wrong-shape"),
        ],
    )
    def test_but_what_it_may_have_been_is_not_missed(self, replaced: Callable[..., build.Checked], old: str, new: str, code: str) -> None:
        replaced("cases/de/example/case.yml", "role: owner", "role: partner")
        assert codes(replaced("cases/de/example/case.yml", old, new).findings) == [code]

    def test_a_summary_that_is_too_long_is_not_missed(self, replaced: Callable[..., build.Checked]) -> None:
        checked = replaced("cases/de/example/text.en.md", "  Exampletown adapted", f"  {'Exampletown adapted ' * 40}")
        assert codes(checked.findings) == ["text-too-long"]


@pytest.mark.parametrize(
    ("end", "found"),
    [
        ("2026-11-22", ["ended-unclear"]),
        ("2026-11-23", []),
        ("2026-11-24", []),
        ("2026-10", ["ended-unclear"]),
        ("2026-11", []),
        ("2025", ["ended-unclear"]),
        ("2025~", ["ended-unclear"]),
        ("2026", []),
        ("2031~", []),
    ],
)
def test_an_end_that_is_planned_has_not_come(root: Path, replaced: Callable[..., build.Checked], end: str, found: list[str]) -> None:
    checked = replaced("cases/de/example/case.yml", "  live: 2020-05-18\n", f"  live: 2020-05-18\n  end: {end}\n")
    assert codes(checked.findings) == ["ended-unclear"], "without a day nothing lies ahead"
    assert codes(build.check(root, TODAY).findings) == found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("adapted", "inspired", ["example"]),
        ("adapted", "joint-development", ["example"]),
        ("joint-development", "adapted", ["second"]),
        ("same-method", "rolled-out", ["second"]),
        ("joint-development", "joint-development", []),
        ("same-method", "joint-development", []),
    ],
)
def test_edges_both_ways_agree_only_where_both_say_so(
    root: Path, replaced: Callable[..., build.Checked], first: str, second: str, found: list[str]
) -> None:
    shutil.copytree(FOLDER / "edge-both-ways", root, dirs_exist_ok=True)
    replaced("cases/de/example/case.yml", "how: adapted", f"how: {first}")
    checked = replaced("cases/de/second/case.yml", "how: adapted", f"how: {second}")
    assert places(checked.findings) == [f"cases/de/{each}/case.yml:41:12 edge-both-ways" for each in found]


def test_an_edge_that_is_misspelt_contradicts_nothing(root: Path, replaced: Callable[..., build.Checked]) -> None:
    shutil.copytree(FOLDER / "edge-both-ways", root, dirs_exist_ok=True)
    checked = replaced("cases/de/example/case.yml", "how: adapted", "how: joint-developmnt")
    assert codes(checked.findings) == ["unknown-reuse-kind"]


@pytest.mark.parametrize(
    ("country", "latitude", "longitude", "found"),
    [
        ("gi", "36.14", "-5.35", []),  # no box is known
        ("gi", "-36.14", "5.35", []),
        ("cy", "35.59", "34.38", []),  # the north-east of the island
        ("cy", "34.38", "35.59", ["outside-country"]),
        ("cy", "34.3", "32.1", []),  # the very corners
        ("cy", "35.9", "34.8", []),
        ("br", "5.5", "-34.6", []),
        ("br", "-34.0", "-74.3", []),
        ("xk", "42.66", "21.17", []),
        ("xk", "21.17", "42.66", ["outside-country"]),
        ("gf", "4.92", "-52.31", []),
        ("gf", "4.92", "52.31", ["outside-country"]),
    ],
)
def test_where_no_box_is_known_a_city_may_lie_anywhere(
    root: Path, write: Callable[..., Path], country: str, latitude: str, longitude: str, found: list[str]
) -> None:
    write(f"countries/{country}/cities/town.yml", f"names: {{en: Town}}\nlatitude: {latitude}\nlongitude: {longitude}\n")
    assert codes(build.check(root).findings) == found
