from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from findings import codes, places
from painting import corners, encoded

from generator import source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]

TEXT = "---\ntitle: x\n---\n\n## y\n"


def found(root: Path) -> list[str]:
    return places(source.read(root).findings)


class TestWhatIsRead:
    def test_every_kind_of_file_by_its_path(self, root: Path, write: Write) -> None:
        write("cases/origins.yml", "x: {name: X}\n")
        write("cases/de/example/plan-1.png", encoded(corners(), "png"))
        write("pages/how-to/text.pt-BR.md", TEXT)
        reading = source.read(root)
        assert reading.findings == ()
        assert [(each.kind, each.id, each.language, each.path) for each in reading.documents] == [
            ("case", "de/example", "", "cases/de/example/case.yml"),
            ("picture", "de/example", "", "cases/de/example/plan-1.png"),
            ("case-text", "de/example", "de", "cases/de/example/text.de.md"),
            ("case-text", "de/example", "en", "cases/de/example/text.en.md"),
            ("origins", "", "", "cases/origins.yml"),
            ("city", "de/exampletown", "", "countries/de/cities/exampletown.yml"),
            ("country", "de", "", "countries/de/country.yml"),
            ("country-text", "de", "de", "countries/de/text.de.md"),
            ("country-text", "de", "en", "countries/de/text.en.md"),
            ("page-text", "about", "de", "pages/about/text.de.md"),
            ("page-text", "about", "en", "pages/about/text.en.md"),
            ("page-text", "how-to", "pt-BR", "pages/how-to/text.pt-BR.md"),
        ]
        assert reading.files == 12

    def test_folders_that_are_not_there_are_empty(self, tmp_path: Path) -> None:
        assert source.read(tmp_path) == source.Reading((), ())

    def test_hidden_files_are_left_alone(self, root: Path, write: Write) -> None:
        write("cases/.DS_Store", b"\x00")
        write("cases/de/.git/config", "x")
        assert source.read(root).findings == ()

    def test_files_outside_the_content_folders_are_left_alone(self, root: Path, write: Write) -> None:
        write("README.md", b"\xff")
        write("build/x.yml", "&a")
        assert source.read(root).findings == ()

    def test_norway_and_india_are_countries(self, root: Path, write: Write) -> None:
        for code in ("no", "in", "is"):
            write(f"countries/{code}/country.yml", "original_language: no\n")
        assert source.read(root).findings == ()

    @pytest.mark.parametrize(
        ("path", "code"),
        [
            ("cases/de/example/case.yaml", "misplaced-file"),
            ("cases/de/example/notes.txt", "misplaced-file"),
            ("cases/de/example/text.md", "misplaced-file"),
            ("cases/de/example/text.DE.md", "misplaced-file"),
            ("cases/de/example/picture.svg", "misplaced-file"),
            ("cases/de/example/Picture.jpg", "misplaced-file"),
            ("cases/de/example/picture.jpeg", "misplaced-file"),
            ("cases/de/example/a/case.yml", "misplaced-file"),
            ("cases/de/case.yml", "misplaced-file"),
            ("cases/DE/example/case.yml", "misplaced-file"),
            ("cases/deu/example/case.yml", "misplaced-file"),
            ("cases/de/Example/case.yml", "misplaced-file"),
            ("cases/de/exa mple/case.yml", "misplaced-file"),
            ("cases/de/-example/case.yml", "misplaced-file"),
            ("cases/de/a--b/case.yml", "misplaced-file"),
            ("cases/de/a_b/case.yml", "misplaced-file"),
            ("cases/de/оslo/case.yml", "misplaced-file"),  # Cyrillic o
            ("cases/de/exämple/case.yml", "misplaced-file"),
            ("cases/de/１/case.yml", "misplaced-file"),  # digit of full width
            ("cases/index.html", "misplaced-file"),
            ("cases/de/a b/::error::x", "misplaced-file"),
            ("countries/de/cities/town/city.yml", "misplaced-file"),
            ("countries/de/text.en.txt", "misplaced-file"),
            ("pages/about.md", "misplaced-file"),
            ("pages/about/index.md", "misplaced-file"),
            (f"cases/de/{'a' * 61}/case.yml", "name-too-long"),
            (f"pages/about/text.de{'-abcdefg' * 9}.md", "name-too-long"),
            ("cases/de/con/case.yml", "reserved-name"),
            ("cases/de/lpt9/case.yml", "reserved-name"),
            ("cases/de/example/aux.png", "reserved-name"),
            ("countries/de/cities/nul.yml", "reserved-name"),
        ],
    )
    def test_a_file_that_no_one_reads_is_told(self, root: Path, write: Write, path: str, code: str) -> None:
        write(path, TEXT)
        assert found(root) == [f"{path}:1:1 {code}"]

    def test_names_that_are_just_short_enough_and_nearly_reserved(self, root: Path, write: Write) -> None:
        write(f"cases/de/{'a' * 60}/case.yml", "level: municipal\n")
        write("cases/de/con-1/case.yml", "level: municipal\n")
        write("cases/de/com10/case.yml", "level: municipal\n")
        assert found(root) == []

    def test_names_that_cannot_be_printed_are_told_in_a_form_that_can(self, root: Path, write: Write) -> None:
        write("cases/de/a\n::error::b", "x")
        os.close(os.open(os.fsencode(root / "cases/de") + b"/\xff\x1b[2J", os.O_CREAT))
        assert found(root) == [
            "cases/de/a\ufffd::error::b:1:1 misplaced-file",
            "cases/de/\ufffd\ufffd[2J:1:1 misplaced-file",
        ]


class TestWhatIsNoPlainFile:
    def test_a_link_to_a_file_is_never_followed(self, root: Path, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("title: canary\n", "utf-8")
        (root / "cases/de/example/case.yml").unlink()
        (root / "cases/de/example/case.yml").symlink_to(tmp_path / "secret")
        reading = source.read(root)
        assert places(reading.findings) == ["cases/de/example/case.yml:1:1 symlink"]
        assert not any("canary" in each.text for each in reading.documents)
        document, findings = source.read_file(root, "cases/de/example/case.yml")
        assert (document, codes(findings)) == (None, ["unreadable-file"])
        assert source.lines(root, "cases/de/example/case.yml") == ()

    def test_a_link_to_a_folder_is_never_followed(self, root: Path, tmp_path: Path) -> None:
        (root / "cases/de/other").symlink_to(root / "cases/de/example")
        (root / "cases/de/loop").symlink_to(root / "cases")
        (root / "pages/gone").symlink_to(tmp_path / "nothing")
        assert found(root) == ["cases/de/loop:1:1 symlink", "cases/de/other:1:1 symlink", "pages/gone:1:1 symlink"]

    def test_a_content_folder_that_is_a_link(self, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "cases").symlink_to(tmp_path / "elsewhere")
        assert found(tmp_path) == ["cases:1:1 symlink"]

    def test_a_content_folder_that_is_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "cases").write_text("x", "utf-8")
        assert found(tmp_path) == ["cases:1:1 unreadable-file"]

    @pytest.mark.parametrize("path", ["cases/de/example/case.yml", "cases/de/example/plan.png"])
    def test_a_pipe_is_not_waited_for(self, root: Path, path: str) -> None:
        (root / path).unlink(missing_ok=True)
        os.mkfifo(root / path)
        assert found(root) == [f"{path}:1:1 unreadable-file"]

    def test_a_folder_named_like_a_file(self, root: Path) -> None:
        (root / "pages/about/text.es.md").mkdir()
        assert found(root) == []

    def test_folders_without_end(self, root: Path, write: Write) -> None:
        write("cases/" + "a/" * 500 + "case.yml", "x")
        assert found(root) == ["cases/a/a/a/a/a/a/a/a:1:1 misplaced-file"]

    def test_a_configuration_that_is_a_link(self, root: Path, tmp_path: Path) -> None:
        (root / "mkdocs.yml").rename(tmp_path / "mkdocs.yml")
        (root / "mkdocs.yml").symlink_to(tmp_path / "mkdocs.yml")
        assert places(source.read_configuration(root)[1]) == ["mkdocs.yml:1:1 unreadable-file"]


class TestSizes:
    def test_a_record_that_is_too_large_is_not_read(self, root: Path, write: Write) -> None:
        write("countries/de/country.yml", b"\xff" * (source.MOST_YAML + 1))
        assert found(root) == ["countries/de/country.yml:1:1 file-too-large"]

    def test_a_blob_is_not_read(self, root: Path) -> None:
        for path in ("cases/de/example/text.en.md", "cases/de/example/plan.webp"):
            with (root / path).open("wb") as file:
                file.truncate(50_000_000)
        assert found(root) == ["cases/de/example/plan.webp:1:1 file-too-large", "cases/de/example/text.en.md:1:1 file-too-large"]

    def test_a_body_that_is_too_long(self, root: Path, write: Write) -> None:
        write("pages/about/text.en.md", TEXT + "ä" * (source.MOST_BODY // 2))
        assert found(root) == ["pages/about/text.en.md:4:1 file-too-large"]

    def test_a_body_that_is_just_short_enough(self, root: Path, write: Write) -> None:
        write("pages/about/text.en.md", "---\ntitle: x\n---\n" + "ä" * (source.MOST_BODY // 2))
        assert found(root) == []

    def test_a_folder_with_too_many_files_is_one_finding(self, root: Path) -> None:
        for number in range(source.MOST_FILES + 1):
            (root / f"cases/de/example/{number}.png").touch()
        assert found(root) == ["cases/de/example:1:1 too-many-files"]

    def test_folders_with_many_folders_are_fine(self, root: Path, write: Write) -> None:
        for number in range(source.MOST_FILES + 1):
            write(f"cases/de/case-{number}/case.yml", "level: municipal\n")
        assert found(root) == []


class TestFrontMatter:
    def parse(self, text: str) -> tuple[source.Document | None, list[str]]:
        document, findings = source.parse(source.Document("page-text", "x.md"), text.encode())
        return document, places(findings)

    def test_values_and_body_keep_their_lines(self) -> None:
        document, findings = self.parse("---\ntitle: x\nsummary: y\n---\n\n## z\n")
        assert findings == []
        assert document.tree.data == {"title": "x", "summary": "y"}
        assert document.at("summary").line == 3
        assert (document.body, document.body_line) == ("\n## z\n", 5)

    def test_line_ends_of_windows_and_spaces_after_the_hyphens(self) -> None:
        document, findings = self.parse("---  \r\ntitle: x\r\n--- \r\nbody\r\n")
        assert findings == []
        assert (document.tree.data, document.body, document.body_line) == ({"title": "x"}, "body\n", 4)

    def test_without_a_body(self) -> None:
        document, _ = self.parse("---\ntitle: x\n---")
        assert (document.body, document.body_line) == ("", 3)

    def test_empty(self) -> None:
        document, findings = self.parse("---\n---\nbody\n")
        assert findings == []
        assert document.tree.data == {}
        assert document.at("title").line == 1

    @pytest.mark.parametrize("text", ["", "title: x\n", "\n---\ntitle: x\n---\n", "---\ntitle: x\n", "----\ntitle: x\n----\n", "## y\n"])
    def test_missing(self, text: str) -> None:
        assert self.parse(text) == (None, ["x.md:1:1 no-front-matter"])

    def test_a_rule_in_the_body_is_not_its_end(self) -> None:
        document, findings = self.parse("---\ntitle: x\n---\n\na\n\n---\n\nb\n")
        assert findings == []
        assert document.body == "\na\n\n---\n\nb\n"

    def test_hyphens_inside_a_block_end_it(self) -> None:
        assert self.parse("---\ntitle: |\n---\nx\n")[0].tree.data == {}

    def test_problems_of_yaml_are_in_the_line_of_the_file(self) -> None:
        assert self.parse("---\ntitle: x\nsummary: a: b\n---\n")[1] == ["x.md:3:11 yaml-colon"]

    @pytest.mark.parametrize("text", ["- a\n- b\n", "x\n", "'a: b'\n"])
    def test_what_is_no_mapping_is_no_record(self, text: str) -> None:
        document, findings = source.parse(source.Document("country", "x.yml"), text.encode())
        assert (document, places(findings)) == (None, ["x.yml:1:1 not-a-record"])


class TestCharactersThatAreSpelt:
    """What may not stand in a file may not be spelt in quotation marks either."""

    def parse(self, text: str) -> list[str]:
        document, findings = source.parse(source.Document("country", "x.yml"), text.encode())
        assert (document is None) == bool(findings)
        return places(findings)

    @pytest.mark.parametrize(
        ("spelt", "code"),
        [
            (r"\0", "control-character"),
            (r"\e[31m", "control-character"),
            (r"\r", "control-character"),
            (r"\N", "control-character"),
            (r"\L", "control-character"),
            (r"\x7f", "control-character"),
            (r"\uFEFF", "control-character"),
            (r"\u202e", "invisible-character"),
            (r"\u200b", "invisible-character"),
            (r"\U000e0041", "invisible-character"),
        ],
    )
    def test_in_a_value_a_list_and_a_key(self, spelt: str, code: str) -> None:
        assert self.parse(f'a: x\nb: "y{spelt}z"\n') == [f"x.yml:2:4 {code}"]
        assert self.parse(f'a: [x, "{spelt}"]\n') == [f"x.yml:1:8 {code}"]
        assert self.parse(f'a: x\n"b{spelt}": x\n') == [f"x.yml:2:1 {code}"]

    def test_in_the_second_value_of_a_key(self) -> None:
        assert self.parse('a: x\na: "\\u202e"\n') == ["x.yml:2:1 duplicate-key", "x.yml:2:4 invisible-character"]

    def test_letters_may_be_spelt(self) -> None:
        assert self.parse(r'a: "\u00e4 \t \n \_ \u0915\u094d\u200d\u0937"' + "\n") == []


def test_lines_are_as_a_person_sees_them(root: Path, write: Write) -> None:
    write("pages/about/text.en.md", b"a\r\n\x1b[31mb\tc\xff\n")
    assert source.lines(root, "pages/about/text.en.md") == ("a", "\ufffd[31mb\tc\ufffd", "")
    assert source.lines(root, "pages/nothing/text.en.md") == ()


class TestFilesThatAreNotThereYet:
    """`intake` judges what it has not written."""

    def test_it_is_as_if_they_had_been_read(self, root: Path, write: Write) -> None:
        before = source.read(root)
        files = {
            "cases/de/a/case.yml": b"level: municipal\n",
            "cases/de/example-two/text.en.md": TEXT.encode(),
            "cases/de/example/case.yml": b"level: national\n",
            "cases/de/b/case.yml": b"level: [\n",
            "elsewhere.yml": b"",
            "cases/de/c/text.en.md": b"no front matter",
        }
        proposed = source.with_files(before, files)
        for path, content in files.items():
            if path != "elsewhere.yml":
                write(path, content)
        after = source.read(root)
        assert proposed.documents == after.documents
        assert {*after.broken, "elsewhere.yml"} == proposed.broken
        assert sorted(codes(proposed.findings)) == sorted([*codes(after.findings), "misplaced-file"])
