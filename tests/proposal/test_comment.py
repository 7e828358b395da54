"""The comment on a proposal: a real one word for word, and hostile ones in which nothing comes to life."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import html5lib
import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st
from painting import corners, encoded, gps
from test_changes import git
from test_cli import change, iscn
from test_formats import HOSTILE

from generator import languages, markdown
from generator.proposal import comment, model
from generator.proposal.model import Address, Picture, Problem, Proposal, Pull, Section, Shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    Write = Callable[[str, str | bytes], Path]

GOLDEN = Path(__file__).parent / "golden"
PULL = Pull(number=7, server="https://github.com", repository="example/kb", run=42, head_repository="town/kb", branch="new-cases")
CASE, TEXT = "cases/de/example/case.yml", "cases/de/example/text.en.md"


@pytest.fixture
def proposed(root: Path, write: Write) -> Path:
    """A repository and, on top of its first commit, a proposal: two cases with three mistakes, and a new picture."""
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "first")
    facts = (root / CASE).read_text("utf-8")
    facts = facts.replace("[mobility, digital-services]", "[mobilty, digital-services]").replace(
        "original_language: en", "original_language: de"
    )
    facts = facts.replace("kind: media", "kind: medai").replace(
        "https://daily.example/second-report", "https://press.example/what-was-difficult"
    )
    images = "images:\n  - file: map.png\n    credit: Stadt Exampletown\n    licence: CC-BY-4.0\n"
    write("cases/de/second/case.yml", facts.replace("added: ", f"{images}added: "))
    write("cases/de/second/map.png", encoded(corners(), "png", exif=gps()))
    german = """---
title: Eine App für eine kleine Stadt
summary: >-
  Exampletown hat freie Software angepasst und daraus eine eigene App gemacht, die Busse, Fahrräder und Parkplätze an
  einem Ort zeigt. Bis 2022 hatten sich 1.200 Menschen angemeldet. Die Stadt hat die Arbeit aus ihrem Haushalt bezahlt
  und den Quelltext veröffentlicht. Was die App für Verkehr und Luft bewirkt, wurde nie gemessen, und die Stadt sagt das.
images:
  map.png: Karte der Buslinien
results:
  users: Angemeldete Personen
---

## Herausforderung

Kein Produkt am Markt erfüllte die Bedingungen der Stadt [@s1].

## Umsetzung

Ein kleines Team passte freie Software in einem Jahr an [@s1][@s2].

## Was gut funktioniert hat

Andere Städte fragten nach dem Quelltext [@s2].

## Was schwierig war

- Was die App für den Verkehr bewirkt, wurde nie gemessen [@s2].
- Die `Schnittstelle` der Busse fiel oft aus [@s9].
"""
    write("cases/de/second/text.de.md", german)
    change(root, TEXT, ("asked for the source code", "asked for the *source code*"))
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "a proposal")
    return root


def told(root: Path, folder: Path) -> str:
    """The comment, made by the two commands as on the forge."""
    report, pull, made = (folder / name for name in ("report.json", "pull.json", "comment.md"))
    pull.write_text(PULL.model_dump_json(), "utf-8")
    run = iscn("report", "--root", root, "--changed", "HEAD~1", "--output", report, "--today", "2026-11-23")
    assert run.returncode == 1, run.stderr
    run = iscn("comment", report, "--pull", pull, "--output", made)
    assert (run.returncode, run.stderr) == (0, "")
    return made.read_text("utf-8")


def rendered(text: str) -> Element:
    """The comment as HTML, raw HTML and all, as a browser reads it."""
    html = pyromark.html(text, options=markdown.OPTIONS | pyromark.Options.ENABLE_FOOTNOTES | pyromark.Options.ENABLE_MATH)
    return html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False).find("body")


def test_the_comment_on_a_proposal(proposed: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    text = told(proposed, tmp_path)
    golden = GOLDEN / "comment.md"
    if request.config.getoption("--update"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_it_holds_what_it_should(proposed: Path, tmp_path: Path) -> None:
    text = told(proposed, tmp_path)
    page = rendered(text)
    problems = [each for each in page.iter("li") if each.find(".//a") is not None]
    assert [each.find(".//a").get("href") for each in problems] == [
        "https://github.com/town/kb/edit/new-cases/cases/de/second/case.yml#L4",
        "https://github.com/town/kb/edit/new-cases/cases/de/second/case.yml#L29",
        "https://github.com/town/kb/edit/new-cases/cases/de/second/text.de.md#L28",
    ]
    blocks = ["".join(each.itertext()) for each in page.iter("pre")]
    assert blocks == ["topics: [mobility, digital-services]\n", "    kind: media\n"]
    codes = {"".join(each.itertext()) for each in page.iter("code")}
    assert {"https://press.example/what-was-difficult", "cases/de/second/map.png"} <= codes
    assert not any("daily.example" in each or "town.example" in each for each in codes), "these hosts are known"
    assert [("".join(each.itertext())) for each in page.iter("summary")] == ["cases/de/example (English)", "cases/de/second (German)"]


class TestHostile:
    def proposal(self, value: str, language: str = "en") -> Proposal:
        """A proposal with a value in each place that takes any text."""
        made = {
            "language": language,
            "files": 1,
            "problems": (
                Problem(
                    code="x",
                    severity="error",
                    path=value,
                    line=1,
                    column=1,
                    message=value,
                    way_out=value,
                    fixed=re.sub(r"[\r\n]", " ", value),
                ),
            ),
            "fine": (value,),
            "shown": (
                Shown(
                    folder="cases/de/x",
                    language="xx",
                    title=value,
                    place=value,
                    summary=value,
                    sections=(Section(heading=value, paragraphs=(value, f"- {value}", f"1. {value}", f"=== {value}", value)),),
                ),
            ),
            "links": (Address(host=value, address=value, path=value),),
            "pictures": (Picture(path=value, credit=value, licence=value),),
        }
        return model.read(model.write(Proposal.model_validate(made)))

    def inert(self, value: str, language: str = "en") -> None:
        text = comment.comment(self.proposal(value, language), PULL)
        page = rendered(text)
        expected = {"body", "p", "strong", "em", "a", "h3", "h4", "h5", "ul", "li", "pre", "code", "details", "summary"}
        assert {each.tag for each in page.iter()} <= expected
        links = [each.get("href") for each in page.iter("a")]
        assert links == ["https://github.com/example/kb/actions/runs/42"]
        assert {name for each in page.iter() for name in each.attrib} <= {"href", "class"}
        assert len(list(page.iter("details"))) == len(list(page.iter("pre"))) == 1
        for part in [*page.iter("pre"), *page.iter("code")]:
            part.text, part[:] = "", []
        prose = "".join(page.itertext())
        assert not re.search(r"@\w|#\d|\w://|www\.|mailto:\w|gh-\d|:\w+:", prose, re.IGNORECASE)
        assert text.splitlines()[0] == comment.MARKER

    @pytest.mark.parametrize("language", ["en", "hi"])
    @pytest.mark.parametrize(
        "hostile",
        [
            *HOSTILE,
            "</summary></details><script>alert(1)</script>",
            "```\n</code></pre><img src=x onerror=alert(1)>",
            "````suggestion",
            "~~~",
            comment.MARKER,
            "--> <!-- iscn: report of the check -->",
            "---",
            "===",
            "1. a",
            "1) a",
            "- [ ] a",
            "+ a",
            "> [!NOTE]",
            "\u202eabc\u200b\u0007",
            "",
        ],
    )
    def test_nothing_comes_to_life(self, hostile: str, language: str) -> None:
        self.inert(hostile, language)

    @given(st.text(alphabet=st.sampled_from("a` \\*_[]()<>!#|~&@:/\n-1.^$+=\t\"'{}"), max_size=30))
    def test_whatever_it_is(self, hostile: str) -> None:
        self.inert(hostile)

    @pytest.mark.parametrize(
        "path", ["../../x.yml", "cases/de/x/../../../Makefile", "mkdocs.yml", "https://evil.example/", "cases/de/x/map.png"]
    )
    def test_only_texts_and_facts_get_a_link_into_the_editor(self, path: str) -> None:
        problem = Problem(code="x", severity="error", path=path, line=1, column=1, message="m", way_out="w")
        text = comment.comment(Proposal(language="en", files=1, problems=(problem,)), PULL)
        assert "/edit/" not in text

    @pytest.mark.parametrize("branch", ["a)b](https://evil.example", "a b\n", "#", "?x=", "../..", "ä", "<b>"])
    def test_the_name_of_a_branch_stays_in_its_link(self, branch: str) -> None:
        problem = Problem(code="x", severity="error", path=CASE, line=3, column=1, message="m", way_out="w")
        page = rendered(comment.comment(Proposal(language="en", files=1, problems=(problem,)), PULL.model_copy(update={"branch": branch})))
        links = [each.get("href") for each in page.iter("a")]
        assert len(links) == 2
        assert re.fullmatch(r"https://github\.com/town/kb/edit/[\w%./-]+/cases/de/example/case\.yml#L3", links[1])


@pytest.mark.slow
class TestLength:
    @pytest.mark.parametrize("letter", ["x", "ä", "क", "😀", "*", "<"])
    def test_never_longer_than_github_takes(self, letter: str) -> None:
        sections = tuple(Section(heading="h", paragraphs=(letter * 4_000,) * 3) for _ in range(5))
        shown = tuple(
            Shown(folder=f"cases/de/x{n}", language="en", title="t", place="p", summary="s", sections=sections) for n in range(50)
        )
        text = comment.comment(Proposal(language="en", files=1, shown=shown), PULL)
        assert len(text.encode("utf-16-le")) // 2 <= 65_536
        assert text.endswith("The rest stands on the page of the check.*\n")
        assert text.count("<details>") == text.count("</details>") < 50

    def test_as_long_as_possible(self) -> None:
        for length in range(65_000, 66_000, 7):
            problem = Problem(code="x", severity="error", path="p", line=1, column=1, message="m", way_out="w")
            blocks = ["x" * length]
            text = comment._within(blocks, "*end*", comment.LONGEST)
            assert len(text) <= comment.LONGEST
            assert (text == f"{'x' * length}\n") != text.endswith("*end*\n")
            assert problem

    def test_what_was_left_out_is_counted(self) -> None:
        text = comment.comment(Proposal(language="de", files=1, fine=("x",), left_out={"fine": 3}), PULL)
        assert languages.locale("de").counted("report.more", 3) in text


GOOD: dict[str, Any] = {"version": 1, "language": "en", "files": 1}
PROBLEM: dict[str, Any] = {"code": "x", "severity": "error", "path": "p", "line": 1, "column": 1, "message": "m", "way_out": "w"}
BAD = {
    "nothing": b"",
    "no JSON": b"\x00\xff",
    "a list": b"[]",
    "deep": b"[" * 100_000,
    "deep inside": b'{"version":1,"language":"en","files":1,"left_out":' + b'{"a":' * 50_000,
    "a large number": json.dumps({**GOOD, "files": 10**400}).encode(),
    "an unknown key": json.dumps({**GOOD, "pull": 1}).encode(),
    "another version": json.dumps({**GOOD, "version": 2}).encode(),
    "a number as text": json.dumps({**GOOD, "files": "1"}).encode(),
    "too many": json.dumps({**GOOD, "problems": [PROBLEM] * 101}).encode(),
    "too long": json.dumps({**GOOD, "fine": ["x" * 1_001]}).encode(),
    "too large": json.dumps({**GOOD, "fine": ["x"] * 10}).encode() + b" " * model.MOST_BYTES,
    "a lone surrogate": b'{"version":1,"language":"en","files":1,"fine":["\\ud800"]}',
    "a code with markup": json.dumps({**GOOD, "problems": [{**PROBLEM, "code": "](x)"}]}).encode(),
    "a folder with markup": json.dumps({**GOOD, "deleted": ["cases/de/</summary>"]}).encode(),
    "two lines": json.dumps({**GOOD, "problems": [{**PROBLEM, "fixed": "a\nb"}]}).encode(),
    "an unknown severity": json.dumps({**GOOD, "problems": [{**PROBLEM, "severity": "fatal"}]}).encode(),
    "an unknown list": json.dumps({**GOOD, "left_out": {"x": 1}}).encode(),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_report_is_told_and_nothing_of_it_shown(name: str, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_bytes(BAD[name])
    (tmp_path / "pull.json").write_text(PULL.model_dump_json(), "utf-8")
    run = iscn("comment", "report.json", "--pull", "pull.json", at=tmp_path)
    assert run.returncode == 0, run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert "Traceback" not in run.stderr
    text = (tmp_path / "comment.md").read_text("utf-8")
    assert text == comment.unread(PULL)
    assert text.startswith(comment.MARKER)


def test_a_report_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / "pull.json").write_text(PULL.model_dump_json(), "utf-8")
    run = iscn("comment", "report.json", "--pull", "pull.json", at=tmp_path)
    assert run.returncode == 0
    assert (tmp_path / "comment.md").read_text("utf-8") == comment.unread(PULL)


@pytest.mark.parametrize(
    "other", [{"server": "https://evil.example/](x"}, {"repository": "a/b/c"}, {"number": "1"}, {"head_repository": "a b/c"}, {"more": 1}]
)
def test_a_pull_request_that_is_none_stops(tmp_path: Path, other: dict[str, object]) -> None:
    (tmp_path / "report.json").write_text(json.dumps(GOOD), "utf-8")
    (tmp_path / "pull.json").write_text(json.dumps({**PULL.model_dump(), **other}), "utf-8")
    run = iscn("comment", "report.json", "--pull", "pull.json", at=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert not (tmp_path / "comment.md").exists()


def test_a_copy_that_was_deleted_has_no_editor() -> None:
    problem = Problem(code="x", severity="error", path=CASE, line=3, column=1, message="m", way_out="w")
    text = comment.comment(Proposal(language="en", files=1, problems=(problem,)), PULL.model_copy(update={"head_repository": None}))
    assert "- Line 3 **error** m w `x`" in text
