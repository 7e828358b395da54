"""What goes to a forge: every value there is the contributor's, and none may act."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import build, formats, languages, markdown, report
from generator.diagnostics import RULES, Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ENGLISH = languages.locale("en")
TOPIC, WARNING = RULES["unknown-topic"], RULES["summary-length"]
HINT = replace(RULES["only-success"], severity=Severity.hint)
HOSTILE = [
    "a\n::error::b",
    "a\r\n::set-output name=x::y",
    "::stop-commands::x",
    "%0A::error::b",
    "100%25, a:b,c::d",
    "\u2028::error::b",
    "\x85::error::b",
    "@user and @org/team",
    "[a](https://example.org) ![b](x.png) [c][d] [@s1]",
    "[d]: https://example.org",
    "https://example.org www.example.org WWW.example.org a@example.org mailto:a@example.org <https://example.org>",
    "<b>x</b><script>alert(1)</script><!-- c --> &lt; &#60; &amp;",
    "`a` ``b`` ```c",
    "`",
    "a` ",
    "` `",
    "\\",
    "\\`a\\`",
    "*a* **b** _c_ __d__ ~~e~~ ~f~",
    "| a | b |\n|---|---|\n| c | d |",
    "#123 owner/name#4 GH-5 :smile: $a$",
    "[^1] [^1]: note",
    "# heading\n\n---\n\n- item\n\n1. item\n\n> quote\n\n    code",
    "** ",
    "</li></ul>",
]
COMMAND = re.compile(r"::(error|warning|notice) (file=[^:,]*,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,title=[a-z0-9-]+)::(.*)")


def finding(value: str, path: str = "cases/de/x/case.yml") -> Finding:
    return TOPIC.at(Location(path, 3, 2, 3, 9), value=value, vocabulary="topic")


def github(findings: list[Finding]) -> list[str]:
    """Lines as the runner reads them."""
    return re.split(r"\r\n|\r|\n", "\n".join(formats.github(findings, 3, ENGLISH)))


def unescaped(text: str, *more: tuple[str, str]) -> str:
    for escaped, character in (*more, ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(escaped, character)
    return text


class TestGithub:
    def test_its_form(self) -> None:
        where = "file=cases/de/x/case.yml,line=3,endLine=3,col=2,endColumn=9,title=unknown-topic"
        assert github([finding("mobilty")])[:1] == [
            f"::error {where}::{report.message(finding('mobilty'), ENGLISH)} {report.way_out(finding('mobilty'), ENGLISH)}"
        ]

    @pytest.mark.parametrize("count", [0, 1, 8, 9, 10, 11, 200])
    def test_at_most_nine_and_how_many_more(self, count: int) -> None:
        *annotations, told = github([finding(str(number)) for number in range(count)])
        assert [line.startswith("::error ") for line in annotations] == [True] * min(count, 9) + [False] * (count > 9)
        if count > 9:
            assert annotations[-1] == f"::notice::and {count - 9} more"
        assert not told.startswith("::")

    def test_errors_come_first_and_every_severity_has_its_kind(self) -> None:
        place = Location("a")
        found = [HINT.at(place), WARNING.at(place, length=1, least=2, most=3), *(finding(str(number), "z") for number in range(7))]
        lines = github(found)
        assert [line.partition(" ")[0] for line in lines[:-1]] == ["::error"] * 7 + ["::warning", "::notice"]
        # However many findings of less weight stand before them, errors are shown.
        assert sum(line.startswith("::error") for line in github([*found[:2] * 9, *found[2:]])) == 7

    @pytest.mark.parametrize("hostile", HOSTILE)
    def test_no_value_is_a_command(self, hostile: str) -> None:
        found = [finding(hostile, f"cases/{hostile}.yml"), finding(hostile, hostile)]
        first, second, last = github(found)
        for line, each in ((first, found[0]), (second, found[1])):
            match = COMMAND.fullmatch(line)
            assert match
            properties = dict(part.split("=", 1) for part in match[2].split(","))
            assert unescaped(properties["file"], ("%3A", ":"), ("%2C", ",")) == each.location.path
            assert unescaped(match[3]) == f"{report.message(each, ENGLISH)} {report.way_out(each, ENGLISH)}"
        assert not last.lstrip().startswith("::")

    @given(st.text(alphabet=st.sampled_from("a:,%\n\r=0AD2 @`"), max_size=20))
    def test_every_value_can_be_read_back(self, hostile: str) -> None:
        line, _ = github([finding(hostile, hostile)])
        match = COMMAND.fullmatch(line)
        assert match
        file = match[2].split(",")[0].removeprefix("file=")
        assert unescaped(file, ("%3A", ":"), ("%2C", ",")) == hostile

    def test_from_the_name_of_a_file(self, root: Path) -> None:
        (root / "cases/a\n::error::b,c%0A.yml").write_text("x", "utf-8")
        lines = github(list(build.check(root).findings))
        assert [line.partition(" ")[0] for line in lines] == ["::error", lines[1].partition(" ")[0]]
        assert not lines[1].startswith("::")


def kinds(lines: Iterable[str]) -> tuple[set[str], str]:
    """What a comment consists of when it is rendered, and its text."""
    found, words = set(), []
    for event in pyromark.events("\n".join(lines), options=markdown.OPTIONS | pyromark.Options.ENABLE_FOOTNOTES):
        kind, value = (event, None) if isinstance(event, str) else next(iter(event.items()))
        if kind == "Start":
            found.add(value if isinstance(value, str) else next(iter(value)))
        elif kind != "End":
            found.add(kind)
        if kind in {"Text", "Code"}:
            words.append(value)
    return found, "".join(words)


ALLOWED = {"Paragraph", "Strong", "Code", "List", "Item", "Heading", "Text"}


class TestMarkdown:
    def test_its_form(self) -> None:
        lines = list(formats.markdown([finding("mobilty"), finding("x", "b.yml"), finding("y")], 3, ENGLISH))
        assert lines[0] == r"**3 errors, 0 warnings, 0 hints in 3 files.**"
        assert [line for line in lines if line.startswith("#")] == ["### `cases/de/x/case.yml`", "### `b.yml`"]
        html = pyromark.html("\n".join(lines), options=markdown.OPTIONS)
        assert set(re.findall(r"<(\w+)", html)) == {"p", "strong", "h3", "code", "ul", "li"}
        assert html.count("<li>") == 3

    def test_where_the_repository_is_known_each_place_leads_to_its_editor(self) -> None:
        lines = list(formats.markdown([finding("mobilty"), finding("x", "b)](https://evil.example")], 3, ENGLISH, "https://git.example/kb"))
        links = [line.partition(" **")[0] for line in lines if line.startswith("- ")]
        assert links == ["- [3:2](https://git.example/kb/edit/main/cases/de/x/case.yml#L3)", "- 3:2"]

    @pytest.mark.parametrize("hostile", [*HOSTILE, "- a", "1. a", "10) a", "---", "===", "+ a"])
    def test_a_paragraph_is_a_paragraph(self, hostile: str) -> None:
        blocks, words = kinds([formats.paragraph(hostile)])
        assert blocks <= {"Paragraph", "Text"}
        assert words.replace("\u200b", "") == " ".join(hostile.split())

    @pytest.mark.parametrize("line", ["a", "", "```", "  ````x", "~~~", "a` `` ```"])
    def test_a_fence_holds_its_line(self, line: str) -> None:
        blocks, words = kinds(["- a", "", *formats.fenced(line, "suggestion", "  ")])
        assert blocks == {"List", "Item", "Paragraph", "Text", "CodeBlock"}
        assert words == f"a{line}\n"

    def test_without_findings(self) -> None:
        assert list(formats.markdown([], 3, ENGLISH)) == ["**3 files: Nothing to fix.**"]

    @pytest.mark.parametrize("language", languages.available())
    @pytest.mark.parametrize("hostile", HOSTILE)
    def test_what_somebody_wrote_is_inert(self, hostile: str, language: str) -> None:
        locale = languages.locale(language)
        found = [finding(hostile, f"cases/{hostile}"), TOPIC.at(Location("x"), fix=f"a{hostile}", value="b", vocabulary="topic")]
        blocks, words = kinds(formats.markdown(found, 3, locale))
        assert blocks == ALLOWED
        # Nothing is lost: the words are those of the message, but for the spaces without width that keep links from coming to life.
        plain = words.replace("\u200b", "")
        for each in found:
            assert " ".join(report.message(each, locale).split()) in plain
            assert " ".join(each.location.path.split()) in plain

    @pytest.mark.parametrize("hostile", HOSTILE)
    def test_a_forge_finds_nothing_to_link(self, hostile: str) -> None:
        """GitHub looks for these in the text outside code, after Markdown has been rendered."""
        html = pyromark.html("\n".join(formats.markdown([finding(hostile)], 3, ENGLISH)), options=markdown.OPTIONS)
        prose = re.sub(r"<code>.*?</code>|<[^>]+>", "", html)
        assert not re.search(r"@\w|#\d|\w://|www\.|mailto:\w|gh-\d|:\w+:", prose, re.IGNORECASE)

    @given(st.text(alphabet=st.sampled_from("a` \\*_[]()<>!#|~&@:/\n-1.^$+"), max_size=30))
    def test_nothing_comes_to_life(self, hostile: str) -> None:
        found = [finding(hostile, f"cases/{hostile}")]
        blocks, words = kinds(formats.markdown(found, 3, ENGLISH))
        assert blocks == ALLOWED
        assert " ".join(found[0].location.path.split()) in words


class TestJson:
    @pytest.mark.parametrize("hostile", HOSTILE)
    def test_it_stays_valid(self, hostile: str) -> None:
        (text,) = formats.as_json([finding(hostile, hostile)], 3, ENGLISH)
        assert json.loads(text)["findings"][0]["path"] == hostile
        assert not any(line.lstrip().startswith("::") for line in re.split(r"[\r\n]", text))

    def test_lone_surrogates_of_file_names_do_not_reach_it(self, root: Path) -> None:
        (root / "cases" / "a\udcff.yml").write_bytes(b"x")
        for form in (formats.as_json, formats.github, formats.markdown):
            assert "\n".join(form(build.check(root).findings, 3, ENGLISH)).encode()
