"""What is gathered of a proposal: in whose language, which findings, and what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from painting import corners, encoded
from test_cli import change, iscn

from generator import build, languages, source
from generator.proposal import gather, model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from generator.proposal.model import Proposal

    Write = Callable[[str, str | bytes], Path]

CASE, TEXT, GERMAN = "cases/de/example/case.yml", "cases/de/example/text.en.md", "cases/de/example/text.de.md"


def gathered(root: Path, *changed: str, known: Iterable[str] = (), before: Iterable[str] = (), language: str = "en") -> Proposal:
    checked = build.check(root)
    return gather.proposal(checked, frozenset(changed), known, before, lambda path: source.lines(root, path), languages.locale(language))


class TestFindings:
    def test_errors_anywhere_and_hints_in_what_was_changed(self, root: Path, write: Write) -> None:
        write("countries/de/cities/elsewhere.yml", "names: {}\n")
        write("cases/de/example/map.png", encoded(corners(), "png"))
        assert {each.severity for each in gathered(root, "pages/about/text.en.md").problems} == {"error"}
        assert "picture-unused" in {each.code for each in gathered(root, TEXT).problems}

    def test_those_in_changed_files_come_first(self, root: Path) -> None:
        change(root, "countries/de/cities/exampletown.yml", ("latitude: 48.59", "latitude: 4859"))
        change(root, TEXT, ("[@s1]", "[@s9]"))
        assert next(each.path for each in gathered(root, TEXT).problems) == TEXT

    def test_the_whole_line_as_it_should_be(self, root: Path) -> None:
        change(root, CASE, ("[mobility, ", "[mobilty, "))
        change(root, TEXT, ("## Challenge", "## Chalenge"))
        assert [each.fixed for each in gathered(root, CASE).problems if each.fixed] == [
            "topics: [mobility, digital-services]",
            "## Challenge",
        ]

    @pytest.mark.parametrize(("character", "fixed"), [("\u200b", "title: A first report"), ("\u200b\u202e", None)])
    def test_a_line_with_what_cannot_be_shown_is_not_proposed(self, root: Path, character: str, fixed: str | None) -> None:
        change(root, CASE, ("title: A first", f"title: A{character} first"))
        lines = {each.fixed for each in gathered(root, CASE).problems if each.code == "invisible-character"}
        assert lines == {f"    {fixed}" if fixed else None}

    def test_more_than_fit_are_counted(self, root: Path) -> None:
        change(root, TEXT, ("[@s1]", "".join(f"[@x{number}]" for number in range(130))))
        found = gathered(root, TEXT)
        assert len(found.problems) == model.MOST_PROBLEMS
        assert found.left_out["problems"] == 130 - model.MOST_PROBLEMS
        assert model.read(model.write(found)) == found

    def test_a_broken_configuration(self, root: Path) -> None:
        (root / "mkdocs.yml").write_text("x: [\n", "utf-8")
        found = gathered(root, "mkdocs.yml")
        assert (found.problems[0].path, found.shown, found.fine) == ("mkdocs.yml", (), ())

    def test_what_is_fine_is_said_of_what_was_changed_only(self, root: Path) -> None:
        assert gathered(root, TEXT).fine == ("cases/de/example: 15 fields, 2 languages, 0 pictures: nothing to fix.",)
        assert gathered(root, "pages/about/text.en.md").fine == ()


class TestWhatIsNew:
    KNOWN = ("https://town.example", "https://daily.example")

    def test_a_host_that_no_text_of_the_base_names(self, root: Path) -> None:
        change(root, TEXT, ("Other towns", "[Other towns](https://new.example/path?x=1), and (https://TOWN.example/y)."))
        found = gathered(root, CASE, TEXT, known=self.KNOWN)
        assert [(each.host, each.address, each.path) for each in found.links] == [("new.example", "https://new.example/path?x=1", TEXT)]

    @pytest.mark.parametrize("address", ["https://[::1", "https://", "https://[x]/", "http://:80", "https://a b"])
    def test_what_is_no_address_breaks_nothing(self, root: Path, address: str) -> None:
        change(root, TEXT, ("Other towns", f"Other towns {address}"))
        assert {each.host for each in gathered(root, TEXT, known=self.KNOWN).links} <= {"a"}

    def test_in_a_file_that_cannot_be_read_as_a_record(self, root: Path, write: Write) -> None:
        write("cases/de/second/case.yml", "a: [\n# https://new.example/\n")
        assert [each.host for each in gathered(root, "cases/de/second/case.yml").links] == ["new.example"]

    def test_pictures(self, root: Path, write: Write) -> None:
        for name in ("old", "new"):
            write(f"cases/de/example/{name}.png", encoded(corners(), "png"))
        change(root, CASE, ("added:", "images:\n  - file: new.png\n    credit: Somebody\n    licence: CC-BY-4.0\nadded:"))
        paths = ("cases/de/example/old.png", "cases/de/example/new.png")
        found = gathered(root, *paths, before=paths[:1])
        assert [(each.path, each.credit, each.licence) for each in found.pictures] == [(paths[1], "Somebody", "CC-BY-4.0")]

    def test_what_would_be_deleted(self, root: Path) -> None:
        assert gathered(root, "cases/de/gone/case.yml", TEXT).deleted == ("cases/de/gone",)


class TestTexts:
    def test_the_changed_ones_or_the_original(self, root: Path) -> None:
        assert [each.language for each in gathered(root, GERMAN).shown] == ["de"]
        assert [each.language for each in gathered(root, GERMAN, TEXT).shown] == ["de", "en"]
        assert [each.language for each in gathered(root, CASE).shown] == ["en"]

    def test_in_plain_words(self, root: Path) -> None:
        change(root, TEXT, ("A small team", "A *small* `team` <\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\nA team"))
        (text,) = gathered(root, TEXT, language="de").shown
        assert text.place == "Exampletown, Deutschland"
        (approach,) = (each for each in text.sections if each.heading == "What was done")
        assert approach.paragraphs[:5] == ("A small team <", "one", "two", "a b", "c d")
        assert approach.paragraphs[5].endswith("within a year [@s1] [@s2] .") or "[@s1]" in approach.paragraphs[5]

    def test_of_a_case_with_mistakes(self, root: Path) -> None:
        change(root, TEXT, ("title: A travel app for a town of medium size\n", ""))
        change(root, CASE, ("cities: [de/exampletown]", "cities: [de/nowhere]"))
        (text,) = gathered(root, TEXT).shown
        assert (text.title, text.place) == ("", "Germany")

    def test_a_large_proposal_fits_into_its_file(self, root: Path) -> None:
        body = (root / GERMAN).read_text("utf-8") + "क" * 9_000
        for number in range(60):
            folder = root / f"cases/de/many-{number}"
            folder.mkdir()
            (folder / "case.yml").write_text((root / CASE).read_text("utf-8"), "utf-8")
            for language in ("en", "de"):
                (folder / f"text.{language}.md").write_text(body, "utf-8")
        changed = [path.relative_to(root).as_posix() for path in root.glob("cases/de/many-*/*")]
        found = gathered(root, *changed)
        assert len(model.write(found)) <= model.MOST_BYTES
        assert model.read(model.write(found)) == found
        assert 10 < len(found.shown) == 120 - found.left_out["shown"]


class TestCommand:
    def test_what_the_base_knows_is_not_new(self, repository: Path, tmp_path: Path) -> None:
        change(repository, TEXT, ("Other towns", "https://town.example/z https://fresh.example/"))
        run = iscn("report", "--root", repository, "--changed", "HEAD", "--output", tmp_path / "r.json")
        assert run.returncode == 0, run.stderr
        assert [each.host for each in model.read((tmp_path / "r.json").read_bytes()).links] == ["fresh.example"]

    def test_in_the_contributors_language(self, repository: Path, tmp_path: Path) -> None:
        for path in (CASE, "countries/de/country.yml"):
            change(repository, path, ("original_language: en", "original_language: de"))
        change(repository, GERMAN, ("title:", "title:  "))
        run = iscn("report", "--root", repository, "--changed", "HEAD", "--output", tmp_path / "r.json")
        assert run.returncode in {0, 1}
        assert model.read((tmp_path / "r.json").read_bytes()).language == "de"

    @pytest.mark.parametrize("arguments", [("--changed", "no-such"), ("--changed", "HEAD", "--language", "xx"), ()])
    def test_wrong_usage(self, repository: Path, arguments: tuple[str, ...]) -> None:
        run = iscn("report", "--root", repository, *arguments)
        assert (run.returncode, run.stdout) == (2, "")
        assert "Traceback" not in run.stderr
