"""What `iscn check --fix` writes: the spans concerned and not a byte more."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from findings import places

from generator import build
from generator.diagnostics import RULES, Finding, Location
from generator.editing import fix

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.build import Checked

    Change = Callable[..., Checked]

CORPUS = Path(__file__).parent.parent / "checks"
CASE = "cases/de/example/case.yml"
TEXT = "cases/de/example/text.en.md"
CITY = "countries/de/cities/exampletown.yml"
TOPIC = RULES["unknown-topic"]


def bytes_of(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and "build" not in path.relative_to(root).parts
    }


def put_right(root: Path) -> list[str]:
    """Apply all that is certain; the paths that were written."""
    found = list(fix.changes(root, build.check(root).findings))
    for change in found:
        fix.apply(root, change)
    return [change.path for change in found]


def by_hand(before: bytes, mistakes: list[Finding]) -> bytes:
    """The bytes with each span replaced, counted in another way than the program does: by its place in the whole text."""
    if not mistakes:
        return before
    text = before.decode("utf-8")
    for finding in sorted(mistakes, key=lambda each: each.location, reverse=True):
        place = finding.location
        start = sum(len(line) + 1 for line in text.split("\n")[: place.line - 1]) + place.column - 1
        text = text[:start] + (finding.fix or "") + text[start + place.end_column - place.column :]
    return text.encode()


def certain(checked: Checked) -> list[Finding]:
    return [finding for finding in checked.findings if finding.certain]


class TestTheCorpus:
    @pytest.mark.parametrize("crlf", [False, True], ids=["lf", "crlf"])
    @pytest.mark.parametrize("case", sorted(path.name for path in CORPUS.iterdir()))
    def test_what_is_certain_is_put_right_and_all_else_stays(self, root: Path, case: str, crlf: bool) -> None:  # noqa: FBT001
        shutil.copytree(CORPUS / case, root, dirs_exist_ok=True)
        if crlf:
            for path in root.rglob("*"):
                if path.suffix in {".yml", ".md"} and path.name != "mkdocs.yml":
                    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
        before, checked = bytes_of(root), build.check(root)
        claimed: dict[str, list[Finding]] = {}
        for finding in certain(checked):
            claimed.setdefault(finding.location.path, []).append(finding)
        assert put_right(root) == sorted(claimed)
        after = bytes_of(root)
        assert after == {path: by_hand(content, claimed.get(path, [])) for path, content in before.items()}
        again = build.check(root)
        assert certain(again) == []
        told = {(finding.code, finding.values) for finding in again.findings}
        assert [finding for finding in certain(checked) if (finding.code, finding.values) in told] == []
        assert put_right(root) == []
        assert bytes_of(root) == after

    def test_it_holds_something_to_put_right(self, root: Path) -> None:
        found = set()
        for case in ("unknown-field", "unknown-topic"):
            shutil.copytree(CORPUS / case, root, dirs_exist_ok=True)
            found |= {finding.code for finding in certain(build.check(root))}
        assert found == {"unknown-field", "unknown-topic"}


class TestOneFile:
    def test_comments_order_quotes_and_line_ends_stay(self, root: Path, write: Callable[[str, bytes], Path]) -> None:
        old = (root / CASE).read_text("utf-8")
        new = old.replace("level: municipal", "levle:   'municpal'   # mobilty, municpal").replace("[mobility, ", '[ "mobilty" ,')
        new = new.replace("\n", "\r\n").removesuffix("\r\n")
        write(CASE, new.encode())
        assert put_right(root) == [CASE]
        half = new.replace("levle:", "level:").replace('"mobilty"', '"mobility"')
        assert (root / CASE).read_bytes() == half.encode()
        # A value is looked at once its key is known.
        assert put_right(root) == [CASE]
        assert (root / CASE).read_bytes() == half.replace("'municpal'", "'municipal'").encode()
        assert build.check(root).findings == ()

    def test_several_in_one_line_and_beside_letters_of_many_bytes(self, replaced: Change, root: Path) -> None:
        before = (root / CASE).read_text("utf-8").replace("Stadt Exampletown", "शहर 🏙")
        (root / CASE).write_text(before, "utf-8")
        replaced(CASE, "[mobility, digital-services]", "[mobilty, digital-servces]  # शहर 🏙")
        replaced(CASE, "  - id: s2\n    title: A second report\n    publisher", "  - {id: s2}\n  - id: s3\n    title: 🏙\n    publihser")
        put_right(root)
        after = (root / CASE).read_text("utf-8")
        assert "topics: [mobility, digital-services]  # शहर 🏙\n" in after
        assert "    title: 🏙\n    publisher: Example Daily\n" in after

    def test_an_invisible_character_goes(self, replaced: Change, root: Path) -> None:
        before = (root / TEXT).read_bytes()
        replaced(TEXT, "No product", "No\u202e pro\u200bduct")
        assert put_right(root) == [TEXT]
        assert (root / TEXT).read_bytes() == before

    def test_a_heading(self, replaced: Change, root: Path) -> None:
        before = (root / TEXT).read_bytes()
        replaced(TEXT, "## Challenge", "## Chalenge")
        assert put_right(root) == [TEXT]
        assert (root / TEXT).read_bytes() == before

    @pytest.mark.parametrize(
        ("path", "old", "new"),
        [
            (CITY, "population:", "populaton: 1\npopulation:"),
            (CITY, "population:", "populaton: 1\npopulaion:"),
            (CASE, "level: municipal", "levle: local\nlevell: municipal"),
            (TEXT, "## Challenge\n", "## Chalenge\n\nOne.\n\n## Challenge\n"),
            (TEXT, "## Challenge\n", "## Chalenge\n\nOne.\n\n## Challnge\n"),
        ],
    )
    def test_nothing_is_corrected_to_what_stands_there_already(self, replaced: Change, root: Path, path: str, old: str, new: str) -> None:
        checked = replaced(path, old, new)
        assert {finding.code for finding in checked.findings} & {"unknown-field", "unknown-section"}
        before = bytes_of(root)
        assert put_right(root) == []
        assert bytes_of(root) == before

    @pytest.mark.parametrize(
        ("path", "old", "new"),
        [
            (CASE, "level: municipal", "level: municpl"),  # two slips
            (CASE, "level: municipal", "level: >-\n  municpal"),  # over two lines
            (CASE, "stage: operation", "stage: idae"),  # short
            (CASE, "level: municipal", "level: wonderful"),
            (TEXT, "## Challenge\n", "Chalenge\n---\n"),
        ],
    )
    def test_what_is_uncertain_stays(self, replaced: Change, root: Path, path: str, old: str, new: str) -> None:
        assert replaced(path, old, new).findings
        before = bytes_of(root)
        assert put_right(root) == []
        assert bytes_of(root) == before


def after(text: str, *findings: Finding, root: Path) -> str:
    (root / "x").write_bytes(text.encode())
    return next((change.after for change in fix.changes(root, findings)), text)


def at(start: int, end: int, word: str | None, *, line: int = 1, end_line: int = 1, sure: bool = True) -> Finding:
    return TOPIC.at(Location("x", line, start, end_line, end), fix=word, certain=sure)


class TestSpans:
    @pytest.mark.parametrize(
        ("findings", "expected"),
        [
            ([], "abcdef\nxyz"),
            ([at(1, 3, "1")], "1cdef\nxyz"),
            ([at(1, 3, "1"), at(3, 5, "2")], "12ef\nxyz"),
            ([at(1, 4, "1"), at(3, 5, "2")], "1def\nxyz"),
            ([at(3, 5, "2"), at(1, 4, "1")], "1def\nxyz"),
            ([at(1, 7, "1"), at(3, 5, "2"), at(1, 2, "3", line=2, end_line=2)], "1\n3yz"),
            ([at(1, 3, "1", sure=False)], "abcdef\nxyz"),
            ([at(1, 3, None)], "abcdef\nxyz"),
            ([at(1, 2, "1", end_line=2)], "abcdef\nxyz"),
            ([at(6, 9, "1")], "abcdef\nxyz"),
            ([at(6, 7, "")], "abcde\nxyz"),
        ],
    )
    def test_of_two_that_overlap_the_first_wins(self, tmp_path: Path, findings: list[Finding], expected: str) -> None:
        assert after("abcdef\nxyz", *findings, root=tmp_path) == expected

    def test_the_diff_shows_the_lines_and_moves_no_cursor(self, tmp_path: Path) -> None:
        (tmp_path / "x").write_bytes(b"a\r\nb\x1b[2J\tc\r\nd\r\n")
        (change,) = fix.changes(tmp_path, [at(2, 3, "", line=2, end_line=2)])
        lines = list(change.diff())
        assert lines == ["--- a/x", "+++ b/x", "@@ -1,3 +1,3 @@", " a", "-b\ufffd[2J\tc", "+b[2J\tc", " d"]

    def test_nothing_is_left_beside_the_file(self, root: Path, replaced: Change) -> None:
        replaced(CASE, "[mobility, ", "[mobilty, ")
        names = sorted(bytes_of(root))
        assert put_right(root) == [CASE]
        assert sorted(bytes_of(root)) == names

    def test_changes_come_by_path(self, root: Path, replaced: Change) -> None:
        replaced(CITY, "subdivision:", "subdivison:")
        checked = replaced(CASE, "[mobility, ", "[mobilty, ")
        assert [change.path for change in fix.changes(root, reversed(checked.findings))] == [CASE, CITY]
        assert places(certain(checked))[0] == f"{CASE}:4:10 unknown-topic"
