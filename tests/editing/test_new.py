"""New files, by options only: `check` accepts what is written, and nothing that somebody wrote is touched."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator import build, languages, translation, vocabulary
from generator.cli.new import new as app
from generator.diagnostics import has_errors
from generator.editing import new

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.build import Checked

HERE = Path(__file__).parents[2]
TODAY = datetime.date(2026, 2, 1)
SUMMARY = (
    "A town lends cargo bicycles to its people; 2024: 120 of them. What it does for traffic is not known, as nobody has measured it yet."
)
CASE = {
    "title": "Yes: 12 bicycles",
    "summary": SUMMARY,
    "language": "en",
    "city": "de/exampletown",
    "level": "municipal",
    "topic": "mobility",
    "stage": "operation",
    "owner": "No",
    "owner-kind": "public",
    "source-title": "2024",
    "source-publisher": "null",
    "source-kind": "official",
    "source-url": "https://town.example/bicycles",
    "relation": "independent",
    "method": "desk-research",
    "challenge": "Cars filled the streets [@s1].",
    "approach": "The town bought bicycles [@s1].",
    "worked": "People ride them [@s1].",
    "did-not-work": "Two were stolen [@s1].",
}
CITY = {"name": "Ulm", "latitude": "48.4", "longitude": "9.99", "subdivision": "DE-BW"}
SOURCE = {name: CASE[name] for name in ("source-title", "source-publisher", "source-kind", "source-url")}
COUNTRY = {"language": "en", "summary": SUMMARY, **SOURCE}
WRITTEN = {
    ("case", "de/bicycles"): (CASE, ["cases/de/bicycles/case.yml", "cases/de/bicycles/text.en.md"]),
    ("city", "de/ulm"): (CITY, ["countries/de/cities/ulm.yml"]),
    ("country", "fr"): (COUNTRY, ["countries/fr/country.yml", "countries/fr/text.en.md"]),
}
TEXT_EN = "cases/de/example/text.en.md"
TEXT_DE = "cases/de/example/text.de.md"
TABLE = "| Year | People |\n| ---: | :--- |\n| 2022 | 1,200 [@s1] |"
CODE = "```\n## no heading\n```"


SURROUNDINGS = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"} | {
    "PYTHONUTF8": "1",
    "NO_MKDOCS_2_WARNING": "1",
    "COLUMNS": "200",
}


def options(answers: dict[str, str]) -> list[str]:
    return [each for name, answer in answers.items() for each in (f"--{name}", answer)]


def iscn_new(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`iscn new` where nobody sits at a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "generator", "new", *arguments, "--root", str(root), "--today", TODAY.isoformat()],
        cwd=HERE,
        env=SURROUNDINGS,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=100,
    )


def iscn_new_here(root: Path, *arguments: str) -> tuple[int, str, str]:
    """The same in this process, which is quicker: exit code, what was printed, and what was printed as wrong."""
    run = CliRunner().invoke(app, [*arguments, "--root", str(root), "--today", TODAY.isoformat()], catch_exceptions=False)
    return run.exit_code, run.stdout, run.stderr


def bytes_of(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def answers(given: dict[str, str]) -> dict[str, str | list[str]]:
    """Options as the functions behind the command take them."""
    named: dict[str, str | list[str]] = {name.replace("-", "_"): answer for name, answer in given.items()}
    return named | {"cities": ["de/exampletown"], "topics": ["mobility"], "did-not-work": given.get("did-not-work", "")}


@pytest.mark.parametrize(("kind", "identity"), WRITTEN)
class TestByOptionsOnly:
    def test_it_is_written_and_check_accepts_it(self, root: Path, kind: str, identity: str) -> None:
        given, paths = WRITTEN[kind, identity]
        before = bytes_of(root)
        run = iscn_new(root, kind, identity, *options(given))
        assert (run.returncode, run.stderr) == (0, "")
        lines = run.stdout.splitlines()
        assert lines[: len(paths)] == paths
        assert lines[-1] == f"Open next: {paths[-1]}"
        after = bytes_of(root)
        assert sorted(after.keys() - before.keys()) == paths
        assert {path: after[path] for path in before} == before
        checked = build.check(root, TODAY)
        assert not has_errors(checked.findings)
        assert {finding.location.path for finding in checked.findings} <= set(paths)
        assert checked.catalog

    def test_nothing_is_overwritten(self, root: Path, write: Callable[[str, str], Path], kind: str, identity: str) -> None:
        given, paths = WRITTEN[kind, identity]
        write(paths[-1], "mine\n")
        before = bytes_of(root)
        assert iscn_new_here(root, kind, identity, *options(given)) == (2, "", f"iscn: {paths[-1]} is there already\n")
        assert bytes_of(root) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("case", "de/x", *options({name: answer for name, answer in CASE.items() if name != "owner-kind"})), "say --owner-kind: "),
        (("case", "de/x", *options(CASE | {"topic": ""})), "say --topic: "),
        (("case", "de/x", *options(CASE | {"topic": "bicycles"})), "--topic is one of integrated-development, "),
        (("case", "de/x", *options(CASE | {"stage": "running"})), "--stage is one of idea, "),
        (("case", "de/x", *options(CASE | {"language": "fr"})), "the site is published in en, de"),
        (("case", "../../x", *options(CASE)), "cases/../../x/case.yml is no name of a content file: "),
        (("case", "de/example", *options(CASE)), "cases/de/example/case.yml is there already"),
        (
            ("case", "de/x", *options(CASE | {"city": "de/ulm"})),
            "there is no city de/ulm here: describe it first with iscn new city de/ulm",
        ),
        (("case", "de/x", *options(CASE), "--city", "de/ulm"), "there is no city de/ulm here: "),
        (("case", "de/x", *options(CASE | {"city": "Ulm"})), "countries/Ulm/cities/.yml is no name of a content file: "),
        (("case", "de/x", *options(CASE | {"title": "x" * 81})), "--title: The title has 81 characters; 80 are possible. "),
        (("case", "de/x", *options(CASE | {"title": "<b>"})), "--title: Angle brackets cannot stand in a title. "),
        (("case", "de/x", *options(CASE | {"source-url": "town"})), '--source-url: "town" is not an address that can be published. '),
        (("city", "de/ulm", *options(CITY | {"latitude": "48,4"})), '--latitude: "48,4" is not a coordinate between -90 and 90. '),
        (("city", "de/ulm", "--name", "Ulm", "--latitude", "48.4"), "say --longitude: "),
        (("country", "fr", *options(COUNTRY | {"summary": ""})), "say --summary: "),
        (("country", "qq", *options(COUNTRY)), "there is no country qq: "),
        (("translation", "de/example", "fr"), "the site is published in en, de"),
        (("translation", "de/nothing", "de"), "there is no case or country de/nothing with its original text"),
        (("translation", "de/example", "de", "--method", "by-ear"), "--method is one of human, "),
        (("translation", "de/example", "de"), f"{TEXT_DE} is there already"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else value[:24],
)
def test_what_is_wrong_is_told_and_nothing_is_written(root: Path, arguments: tuple[str, ...], told: str) -> None:
    before = bytes_of(root.parent)
    code, printed, wrong = iscn_new_here(root, *arguments)
    assert (code, printed) == (2, "")
    assert wrong.startswith(f"iscn: {told}")
    assert bytes_of(root.parent) == before


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        (("case", "de/x", *options(CASE | {"did-not-work": "Two were stolen."})), "cases/de/x/text.en.md:18:1: error: "),
        (("case", "de/x", *options(CASE | {"did-not-work": ""})), "cases/de/x/text.en.md:2:1: error: "),
        (("case", "de/x", *options(CASE | {"worked": "<b>Yes</b> [@s1]."})), "cases/de/x/text.en.md:16:1: error: "),
        (("city", "de/x", *options(CITY | {"latitude": "9.99", "longitude": "48.4"})), "countries/de/cities/x.yml:4:11: error: "),
        (("city", "de/x", *options(CITY | {"subdivision": "FR-BW"})), "countries/de/cities/x.yml:3:14: error: "),
    ],
)
def test_what_check_would_not_accept_does_not_stay(root: Path, arguments: tuple[str, ...], place: str) -> None:
    before = bytes_of(root)
    code, printed, wrong = iscn_new_here(root, *arguments)
    assert (code, wrong) == (1, "iscn: nothing was written: check does not accept it as it is.\n")
    assert printed.startswith(place)
    assert ": warning: " not in printed
    assert bytes_of(root) == before
    assert not (root / "cases/de/x").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
def test_a_person_is_asked_about_a_city_that_is_new_and_again_about_what_cannot_be(root: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    given = options(CASE | {"city": "de/ulm", "title": ""})
    command = [sys.executable, "-m", "generator", "new", "case", "de/x", *given, "--root", str(root), "--today", TODAY.isoformat()]
    with subprocess.Popen(command, cwd=HERE, env=SURROUNDINGS, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as run:
        os.close(theirs)
        # Name, latitude twice, longitude, subdivision of the city; the title twice.
        os.write(ours, b"Ulm\n484\n48.4\n9.99\nDE-BW\n<b>\nBicycles\n")
        printed, _ = run.communicate(timeout=100)
        os.close(ours)
    told = printed.decode()
    assert run.returncode == 0, told
    assert '"484" is not a coordinate between -90 and 90.' in told
    assert "Angle brackets cannot stand in a title." in told
    checked = build.check(root, TODAY)
    assert not has_errors(checked.findings)
    assert checked.catalog
    assert checked.catalog.cities["de/ulm"].facts.names == {"en": "Ulm"}
    assert checked.catalog.cases["de/x"].texts["en"].head.title == "Bicycles"


def test_a_missing_answer_without_a_terminal_is_told_in_a_process_of_its_own(root: Path) -> None:
    before = bytes_of(root)
    run = iscn_new(root, "city", "de/ulm", "--name", "Ulm")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("iscn: say --latitude: ")
    assert bytes_of(root) == before


class TestFiles:
    def test_a_case_says_what_was_answered(self, root: Path) -> None:
        new.write(root, list(new.case("de/bicycles", answers(CASE), TODAY)))
        catalog = build.check(root, TODAY).catalog
        assert catalog
        entry = catalog.cases["de/bicycles"]
        assert (entry.facts.organisations[0].name, entry.facts.sources[0].title) == ("No", "2024")
        assert (entry.facts.sources[0].publisher, entry.facts.added) == ("null", TODAY)
        assert entry.texts["en"].head.title == "Yes: 12 bicycles"
        assert list(entry.texts["en"].sections) == ["challenge", "approach", "worked", "did-not-work"]

    def test_a_case_with_nothing_but_what_must_be_is_a_first_entry(self, root: Path) -> None:
        given = {name: answer for name, answer in CASE.items() if name not in {"source-url", *vocabulary.sections("case")}}
        new.write(root, list(new.case("de/bicycles", answers(given), TODAY)))
        assert not has_errors(build.check(root, TODAY).findings)
        assert (root / "cases/de/bicycles/text.en.md").read_text("utf-8").endswith("---\n")

    def test_a_country_has_its_names_and_languages(self, root: Path) -> None:
        given = {name.replace("-", "_"): answer for name, answer in COUNTRY.items()}
        new.write(root, list(new.country("ch", given, ("en", "de"), TODAY)))
        catalog = build.check(root, TODAY).catalog
        assert catalog
        facts = catalog.countries["ch"].facts
        assert facts.names == {"en": "Switzerland", "de": "Schweiz"}
        assert {"de", "fr", "it"} <= set(facts.official_languages)

    @pytest.mark.parametrize("identity", ["ulm", "../ulm", "de/Ulm", "/de/ulm", "de/../ulm", "de/ulm/x", "de/ulm\n"])
    def test_a_name_that_is_none_is_refused(self, root: Path, identity: str) -> None:
        before = bytes_of(root.parent)
        with pytest.raises(new.MisnamedError):
            new.write(root, list(new.city(identity, CITY)))
        assert bytes_of(root.parent) == before


class TestTranslation:
    def translated(self, root: Path, identity: str, language: str = "de", method: str = "human") -> Checked:
        """The base with a translation that was begun anew."""
        catalog = build.check(root, TODAY).catalog
        assert catalog
        entry = catalog.cases.get(identity) or catalog.countries[identity]
        new.write(root, [new.translated(entry, language, method)])
        return build.check(root, TODAY)

    def test_by_options_only(self, root: Path) -> None:
        (root / TEXT_DE).unlink()
        run = iscn_new(root, "translation", "de/example", "de")
        assert (run.returncode, run.stderr, run.stdout.splitlines()[0]) == (0, "", TEXT_DE)
        checked = build.check(root, TODAY)
        assert not has_errors(checked.findings)
        assert {finding.code for finding in checked.findings} <= {"copied-text", "wrong-language"}

    @pytest.mark.parametrize(("method", "kind"), [("human", "current"), ("machine", "machine"), ("machine-reviewed", "current")])
    def test_it_follows_its_original_under_its_own_headings(self, root: Path, method: str, kind: str) -> None:
        (root / TEXT_DE).unlink()
        catalog = self.translated(root, "de/example", method=method).catalog
        assert catalog
        texts = catalog.cases["de/example"].texts
        assert translation.state(texts["de"], texts["en"]) == translation.State(kind, "de", "en", machine=kind == "machine")
        words = languages.locale("de").words["section"]["case"]
        assert [part.heading for part in texts["de"].sections.values()] == [words[name]["heading"] for name in texts["en"].sections]
        assert texts["de"].head.results == texts["en"].head.results

    def test_of_a_country(self, root: Path) -> None:
        (root / "countries/de/text.de.md").unlink()
        checked = self.translated(root, "de")
        assert checked.catalog
        assert not has_errors(checked.findings)
        texts = checked.catalog.countries["de"].texts
        assert translation.state(texts["de"], texts["en"]).kind == "current"
        assert texts["de"].sections["overview"].heading == "Überblick"

    @pytest.mark.parametrize(
        "heading",
        ["## Challenge", "##   Challenge ##", "Challenge\n---------", "## *Challenge*"],
        ids=["plain", "closed", "underlined", "marked"],
    )
    def test_citations_tables_and_code_stay_as_their_author_wrote_them(self, root: Path, heading: str) -> None:
        (root / TEXT_DE).unlink()
        text = (root / TEXT_EN).read_text("utf-8")
        words = f"No  product on the market[@s1];\nnone *at all* [@s1, @s2].\n\n{TABLE}\n\n{CODE}\n\n* a\n* b"
        start, end = text.index("## Challenge"), text.index("## What was done")
        (root / TEXT_EN).write_text(f"{text[:start]}{heading}\n\n{words}\n\n{text[end:]}", "utf-8")
        assert not has_errors(build.check(root, TODAY).findings)
        catalog = self.translated(root, "de/example").catalog
        assert catalog
        texts = catalog.cases["de/example"].texts
        assert f"\n\n## Herausforderung\n\n{words}\n\n## Umsetzung\n\n" in (root / TEXT_DE).read_text("utf-8")
        assert {name: part.hash for name, part in texts["de"].sections.items()} == {
            name: part.hash for name, part in texts["en"].sections.items()
        }

    def test_of_a_text_without_sections(self, root: Path) -> None:
        given = {name: answer for name, answer in CASE.items() if name not in vocabulary.sections("case")}
        new.write(root, list(new.case("de/bicycles", answers(given), TODAY)))
        checked = self.translated(root, "de/bicycles")
        assert checked.catalog
        assert not has_errors(checked.findings)
        texts = checked.catalog.cases["de/bicycles"].texts
        assert translation.state(texts["de"], texts["en"]).kind == "current"

    def test_every_part_of_the_front_matter_comes_along(self, root: Path) -> None:
        (root / TEXT_DE).unlink()
        text = (root / TEXT_EN).read_text("utf-8")
        more = "organisations: {town: 'Town: of Exampletown'}\nevidence: '---'\nsubmission: 12\n"
        (root / TEXT_EN).write_text(text.replace("results:\n", f"{more}results:\n", 1), "utf-8")
        catalog = self.translated(root, "de/example").catalog
        assert catalog
        texts = catalog.cases["de/example"].texts
        assert texts["de"].head.model_dump(exclude={"translation"}) == texts["en"].head.model_dump(exclude={"translation"})
        assert translation.state(texts["de"], texts["en"]).kind == "current"
