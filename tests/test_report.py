from __future__ import annotations

import json
import string
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import languages, report
from generator.diagnostics import RULES, Finding, Location, Rule, Severity, in_order, nearest, rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.build import Checked

    Change = Callable[..., Checked]

CASE = "cases/de/example/case.yml"
ENGLISH = languages.locale("en")
TOPIC, ERROR = RULES["unknown-topic"], RULES["yaml-tab"]
WARNING = RULES["summary-length"]
HINT = Rule("a-hint", Severity.hint, "why", "bad", "good")


def shown(*findings: Finding, line: str = "") -> list[str]:
    return [text for text, _ in report.text(findings, 3, ENGLISH, lambda _path, _number: line)]


class TestText:
    def test_a_misspelt_topic(self, replaced: Change) -> None:
        checked = replaced(CASE, "[mobility, ", "[mobilty, ")
        lines = list(report.text(checked.findings, checked.files, ENGLISH, checked.line))
        assert lines == [
            (f'{CASE}:4:10: error: "mobilty" is not a topic.  [unknown-topic]', "error"),
            ("  4 | topics: [mobilty, digital-services]", "quiet"),
            ('    |          ^^^^^^^ Write "mobility".', "caret"),
            ("1 error, 0 warnings, 0 hints in 9 files.", "quiet"),
        ]

    def test_without_a_near_word_all_words_are_named(self) -> None:
        lines = shown(TOPIC.at(Location("x", 1, 1, 1, 2), value="xyzzy", vocabulary="topic"))
        assert lines[1].startswith("  Possible: integrated-development, strategy-governance, ")

    def test_where_the_repository_is_known_each_place_leads_to_its_editor(self) -> None:
        places = [Location(CASE, 4, 9, 4, 10), Location("mkdocs.yml"), Location("cases/de/x/map.png"), Location("cases/de/a b/case.yml")]
        found = [TOPIC.at(place, value="x", vocabulary="topic") for place in places]
        repository = "https://git.example/town/kb/"
        lines = [line for line, _ in report.text(found, 3, ENGLISH, lambda *_: "", repository)]
        assert [line for line in lines if "https:" in line] == [f"  https://git.example/town/kb/edit/main/{CASE}#L4"]
        assert not any("https:" in line for line, _ in report.text(found, 3, ENGLISH, lambda *_: ""))

    def test_the_caret_stands_under_tabs(self) -> None:
        _, line, caret, _ = shown(ERROR.at(Location("x", 1, 3, 1, 4)), line="\ta\tb")
        assert line == "  1 | \ta\tb"
        assert caret.startswith("    | \t ^ ")

    def test_the_caret_ends_with_the_line(self) -> None:
        assert shown(ERROR.at(Location("x", 1, 3, 9, 9)), line="abcde")[2].startswith("    |   ^^^ ")
        assert shown(ERROR.at(Location("x", 1, 3, 1, 99)), line="abcde")[2].startswith("    |   ^^^ ")
        assert shown(ERROR.at(Location("x", 1, 6, 1, 6)), line="abcde")[2].startswith("    |      ^ ")

    def test_long_lines_are_cut(self) -> None:
        lines = shown(ERROR.at(Location("x", 1, 100, 1, 900)), line="a" * 1_000)
        assert len(lines[1]) == len("  1 | ") + report.LONGEST_LINE
        assert shown(ERROR.at(Location("x", 1, 500)), line="a" * 1_000)[1].startswith("  ")
        assert "^" not in "".join(shown(ERROR.at(Location("x", 1, 500)), line="a" * 1_000))

    def test_a_file_without_lines(self) -> None:
        assert len(shown(RULES["symlink"].at(Location("x")))) == 3

    @pytest.mark.parametrize(
        ("findings", "words"),
        [
            ((), "3 files: Nothing to fix."),
            ((ERROR,), "1 error, 0 warnings, 0 hints in 3 files."),
            ((ERROR, ERROR, WARNING, WARNING, HINT), "2 errors, 2 warnings, 1 hint in 3 files."),
        ],
    )
    def test_the_sum(self, findings: tuple[Rule, ...], words: str) -> None:
        assert report.summary([each.at(Location("x")) for each in findings], 3, ENGLISH) == words

    def test_one_file(self) -> None:
        assert report.summary((), 1, ENGLISH) == "1 file: Nothing to fix."


class TestWhatSomebodyWrote:
    """A value in a message is no message of its own."""

    HOSTILE = "a\n::error::b\x1b[2J\u202ec {x} {0.__class__} %s \x00"

    def test_it_stays_in_its_line_and_moves_no_cursor(self) -> None:
        for line in shown(TOPIC.at(Location("x"), value=self.HOSTILE), RULES["duplicate-key"].at(Location("x"), key=self.HOSTILE, line=1)):
            assert line.isprintable()
            assert not line.startswith("::")
        assert "::error::b" in shown(TOPIC.at(Location("x"), value=self.HOSTILE))[0]
        assert "{x} {0.__class__} %s" in shown(TOPIC.at(Location("x"), value=self.HOSTILE))[0]

    def test_from_the_file_to_the_terminal(self, rewritten: Change) -> None:
        checked = rewritten("cases/origins.yml", '"a\\n::error::b": {name: x}\n"a\\n::error::b": {name: y}\n')
        lines = [line for line, _ in report.text(checked.findings, checked.files, ENGLISH, checked.line)]
        assert (
            lines[0] == 'cases/origins.yml:2:1: error: "a ::error::b" stands here a second time; the first is in line 1.  [duplicate-key]'
        )

    def test_it_does_not_go_on_for_ever(self) -> None:
        assert len(shown(TOPIC.at(Location("x"), value="a" * 100_000))[0]) < report.LONGEST_VALUE + 100

    def test_joiners_are_part_of_words(self) -> None:
        assert "क्\u200dष" in report.message(TOPIC.at(Location("x"), value="क्\u200dष"), ENGLISH)

    @given(st.text(max_size=30))
    def test_nothing_stops_the_program(self, text: str) -> None:
        finding = TOPIC.at(Location("x", 1, 1, 1, 5), fix=text, value=text)
        assert all("\n" not in line for line in shown(finding, line="abc"))


class TestJson:
    def test_its_form(self, replaced: Change) -> None:
        checked = replaced(CASE, "[mobility, ", "[mobilty, ")
        assert json.loads(report.as_json(checked.findings, checked.files, ENGLISH)) == {
            "version": 1,
            "files": 9,
            "errors": 1,
            "warnings": 0,
            "findings": [
                {
                    "code": "unknown-topic",
                    "severity": "error",
                    "path": CASE,
                    "line": 4,
                    "column": 10,
                    "end_line": 4,
                    "end_column": 17,
                    "message": '"mobilty" is not a topic.',
                    "hint": 'Write "mobility".',
                    "fix": "mobility",
                }
            ],
        }

    def test_severities_are_counted(self) -> None:
        told = json.loads(report.as_json([ERROR.at(Location("x")), WARNING.at(Location("x"), length=1, least=2, most=3)], 2, ENGLISH))
        assert (told["errors"], told["warnings"], [each["severity"] for each in told["findings"]]) == (1, 1, ["error", "warning"])

    def test_without_findings(self) -> None:
        assert json.loads(report.as_json((), 0, ENGLISH)) == {"version": 1, "files": 0, "errors": 0, "warnings": 0, "findings": []}


@pytest.mark.parametrize("code", RULES)
@pytest.mark.parametrize("language", languages.available())
def test_every_rule_has_words_in_every_language(code: str, language: str) -> None:
    words = languages.locale(language).words["finding"]["unknown-term" if report._vocabulary(RULES[code].at(Location("x"))) else code]
    names = {name for text in words.values() for _, name, _, _ in string.Formatter().parse(text) if name}
    finding = RULES[code].at(Location("x"), **dict.fromkeys(names - {"a_term", "choices"}, "text"))
    assert report.message(finding, languages.locale(language))
    assert report.way_out(finding, languages.locale(language))


class TestFindings:
    def test_are_told_once_and_in_order(self) -> None:
        one, two, three = ERROR.at(Location("b", 1)), ERROR.at(Location("a", 9)), ERROR.at(Location("a", 10))
        assert in_order([one, three, two, one]) == (two, three, one)

    def test_a_code_names_one_rule(self) -> None:
        with pytest.raises(ValueError, match="unknown-topic"):
            rule("unknown-topic", "why", bad="bad", good="good")

    def test_codes_are_kebab_case_and_every_rule_says_why(self) -> None:
        for code, each in RULES.items():
            assert code == each.code
            assert set(code) <= set(string.ascii_lowercase + string.digits + "-")
            assert each.why

    @pytest.mark.parametrize(
        ("word", "words", "close"),
        [
            ("mobilty", ["mobility", "ability"], "mobility"),
            ("MOBILITY", ["mobility"], "mobility"),
            ("xyzzy", ["mobility"], None),
            ("x", [], None),
        ],
    )
    def test_the_nearest_word(self, word: str, words: list[str], close: str | None) -> None:
        assert nearest(word, words) == close

    def test_a_part_of_a_place(self) -> None:
        assert Location("x", 3, 5, 3, 20).within(2, 4) == Location("x", 3, 7, 3, 11)
