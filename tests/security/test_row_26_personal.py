"""What looks personal is a hint whose words nobody prints; what is new is listed for whoever reviews: row 26 of the threat model.

The fixtures of each rule stand below tests/checks; what is listed for reviewers is proved in tests/proposal/test_gather.py.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from building import run

from generator import build, languages, report
from generator.checks.texts import MAIL, PHONE, person
from generator.diagnostics import RULES, Severity, has_errors
from generator.intake.inert import hidden

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.build import Checked

TEXT = "cases/de/example/text.en.md"
FIXTURES = Path(__file__).parents[1] / "checks"
MAILS = ("jane.doe@mail.example", "j@a.b.example", "Jane+x@xn--mnchen-3ya.example", "jane_doe@city.gov")
PHONES = ("+49 7032 123456", "0049 7032 123456", "+55 (11) 91234-5678", "(07032) 123456", "+91 98765 43210", "+52.55.1234.5678")
NAMES = {"en": "Mr Doe", "de": "Frau Doe", "es": "Sr. Doe", "pt": "Sra. Doe", "hi": "श्री डो"}
INDIAN = ("श्री डो", "श्रीमती मीना", "डॉ. शर्मा", "सुश्री आशा")
"""Vowels of Devanagari are marks at their letters: a name of one letter and its vowel is a name, and is hidden with all its marks."""
PLAIN = (
    "33,000 times in 2020",
    "package@1.2.3",
    "git@code.example:group/project",
    "from 2019 to 2024, 1.250 litres",
    "+10 000 000 rupees",
    "ISO 37120:2018",
    "the mayor",
)


@pytest.mark.parametrize("words", MAILS)
def test_mail_addresses_are_noticed(words: str) -> None:
    assert MAIL.search(f"Write to {words}, please.")


@pytest.mark.parametrize("words", PHONES)
def test_telephone_numbers_are_noticed(words: str) -> None:
    assert PHONE.search(f"Call {words} on weekdays.")


@pytest.mark.parametrize(("language", "words"), NAMES.items())
def test_names_of_persons_are_noticed(language: str, words: str) -> None:
    assert person(language).search(f"({words})")


@pytest.mark.parametrize("words", INDIAN)
def test_names_in_devanagari_are_noticed_and_hidden_whole(words: str) -> None:
    found = person("hi").search(f"वहाँ {words} थे।")
    assert found
    assert found[0] == words


@pytest.mark.parametrize("words", PLAIN)
def test_what_is_nobodys_is_left_alone(words: str) -> None:
    assert not MAIL.search(words)
    assert not PHONE.search(words)
    assert not any(person(language).search(words) for language in languages.available())


def test_every_rule_is_a_hint_with_fixtures() -> None:
    assert set(report.PERSONAL) <= set(RULES)
    for code in report.PERSONAL:
        assert RULES[code].severity is Severity.hint
        assert any((FIXTURES / code).iterdir())


SECRETS = ("jane.doe", "mail.example", "7032", "123456", "Doe")


@pytest.fixture
def personal(rewritten: Callable[[str, str | bytes], Checked], root: Path) -> Path:
    """A text with everything personal in one line, which has a mistake besides."""
    text = (root / TEXT).read_text("utf-8")
    assert "A small team" in text
    line = "A small team (jane.doe@mail.example, +49 7032 123456, Mr Doe) [x](javascript:y)"
    checked = rewritten(TEXT, text.replace("A small team", line))
    assert {*report.PERSONAL, "unsafe-link"} <= {each.code for each in checked.findings}
    return root


@pytest.mark.parametrize("form", ["text", "json", "github", "markdown"])
def test_no_form_of_the_findings_repeats_it(personal: Path, form: str) -> None:
    done = run("check", "--root", personal, "--format", form)
    assert done.returncode == 1
    assert all(code in done.stdout for code in report.PERSONAL)
    assert [secret for secret in SECRETS if secret in done.stdout + done.stderr] == []


def test_around_it_the_line_is_shown_and_the_caret_stands_where_it_is(personal: Path) -> None:
    lines = run("check", "--root", personal).stdout.splitlines()
    (shown,) = {line for line in lines if " | A small team" in line}
    assert f"({'•' * len(MAILS[0])}, {'•' * len(PHONES[0])}, {'•' * len('Mr Doe')}) [x](javascript:y)" in shown
    marks = [line.index("^") for line in lines if "^" in line]
    assert shown.index("•") in marks


def test_a_hint_stops_nobody(rewritten: Callable[[str, str | bytes], Checked], root: Path) -> None:
    """An office can be called like a person, and a number can be a case: somebody looks, and decides."""
    text = (root / TEXT).read_text("utf-8").replace("A small team", f"A small team ({MAILS[0]}, {PHONES[0]}, Mr Doe)")
    checked = rewritten(TEXT, text)
    assert {each.code for each in checked.findings} >= report.PERSONAL
    assert not has_errors(checked.findings)
    assert not has_errors(build.check(root).findings)


@pytest.mark.parametrize("language", languages.available())
def test_an_answer_to_a_submission_repeats_none_of_it(language: str) -> None:
    words = f"{MAILS[0]} · {PHONES[0]} · {NAMES[language]} ·"
    assert not any(each in hidden(words, languages.locale(language)) for each in (*SECRETS, "डो"))


def test_the_report_of_a_proposal_names_the_rule_and_not_the_words(personal: Path) -> None:
    done = run("check", "--root", personal, "--format", "json")
    for finding in json.loads(done.stdout)["findings"]:
        if finding["code"] in report.PERSONAL:
            assert not any(secret in json.dumps(finding) for secret in SECRETS)
            assert finding["fix"] is None
