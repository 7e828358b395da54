"""Findings for a forge: annotations of GitHub, and Markdown for a comment. Every value is escaped for where it goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator import report
from generator.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.diagnostics import Finding
    from generator.languages import Locale

MOST_ANNOTATIONS = 9
"""GitHub shows ten of each kind in a step; the tenth says how many more there are."""
COMMANDS = re.compile(r"(?:\A|[\n\r\v\f\x85\u2028\u2029])\s*:(?=:)|##(?=\[)")
"""With what a line begins that GitHub's runner takes for an order, and how the older form of such orders begins, anywhere."""
KINDS = {Severity.error: "error", Severity.warning: "warning", Severity.hint: "notice"}


def as_json(findings: Sequence[Finding], files: int, locale: Locale, _repository: str = "") -> Iterator[str]:
    """One JSON document."""
    yield report.as_json(findings, files, locale)


def github(findings: Sequence[Finding], files: int, locale: Locale, _repository: str = "") -> Iterator[str]:
    """Workflow commands of GitHub, one a finding, errors first, at most nine and one that says how many more there are."""
    shown = sorted(findings, key=lambda each: each.severity)[:MOST_ANNOTATIONS]
    for finding in shown:
        place = finding.location
        properties = {
            "file": place.path,
            "line": place.line,
            "endLine": place.end_line,
            "col": place.column,
            "endColumn": place.end_column,
            "title": finding.code,
        }
        where = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
        yield f"::{KINDS[finding.severity]} {where}::{_data(f'{report.message(finding, locale)} {report.way_out(finding, locale)}')}"
    more = len(findings) - len(shown)
    if more:
        yield f"::notice::{_data(locale.counted('report.more', more))}"
    yield _data(report.summary(findings, files, locale))


def markdown(findings: Sequence[Finding], files: int, locale: Locale, repository: str = "") -> Iterator[str]:
    """Markdown for a comment: a summary, then a list a file. Whatever a contributor wrote is code, so nothing in it acts.

    Each place is a link into the editor of the forge where the repository is known.
    """
    yield f"**{prose(report.summary(findings, files, locale))}**"
    for path in dict.fromkeys(finding.location.path for finding in findings):
        yield ""
        yield f"### {code(path)}"
        yield ""
        for finding in findings:
            if finding.location.path == path:
                level = locale.text(f"report.{finding.severity.name}")
                words = f"{report.message(finding, locale)} {report.way_out(finding, locale)}"
                place = linked(f"{finding.location.line}:{finding.location.column}", report.editor(finding, repository))
                yield f"- {place} **{prose(level)}** {prose(words)} {code(finding.code)}"


def for_log(text: str) -> str:
    """Text as it may be printed where a forge reads along: nothing in it is an order, and it looks as it did."""
    return COMMANDS.sub("\\g<0>\u200b", text)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def linked(words: str, address: str) -> str:
    """Words of ours as a link to an address of ours; the words alone where there is none."""
    return f"[{words}]({address})" if address else words


def paragraph(text: str) -> str:
    """Text as a paragraph of its own: as `prose`, and no start of a list, a rule or a heading."""
    return re.sub(r"^(\d{1,9})(?=\.)|^(?=[-=])", r"\1\\", prose(text))


def fenced(text: str, kind: str = "", margin: str = "") -> Iterator[str]:
    """Text as a block of code of some kind, line by line, with more backticks around it than in it."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    yield from (f"{margin}{line}" for line in (f"{fence}{kind}", *text.split("\n"), fence))


def prose(text: str) -> str:
    """Text as Markdown that shows just this text: no link, mention, emphasis, HTML or reference comes to life."""
    plain = re.sub(r"([\\`*_{}\[\]()<>#+!|~&$])", r"\\\1", " ".join(text.split()))
    return re.sub(r"(?<=[@:#])(?=\\?\w)|(?<=\w)(?=://)|(?<=www)(?=\.)|(?<=\bgh)(?=-\d)", "\u200b", plain, flags=re.IGNORECASE)


def code(text: str) -> str:
    """Text as a code span, with more backticks around it than in it."""
    shown = " ".join(text.split())
    longest = max((len(run) for run in re.findall(r"`+", shown)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if shown[:1] == "`" or shown[-1:] == "`" else ""
    return f"{fence}{padding}{shown}{padding}{fence}"
