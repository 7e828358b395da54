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
KINDS = {Severity.error: "error", Severity.warning: "warning", Severity.hint: "notice"}


def as_json(findings: Sequence[Finding], files: int, locale: Locale) -> Iterator[str]:
    """One JSON document."""
    yield report.as_json(findings, files, locale)


def github(findings: Sequence[Finding], files: int, locale: Locale) -> Iterator[str]:
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


def markdown(findings: Sequence[Finding], files: int, locale: Locale) -> Iterator[str]:
    """Markdown for a comment: a summary, then a list a file. Whatever a contributor wrote is code, so nothing in it acts."""
    yield f"**{prose(report.summary(findings, files, locale))}**"
    for path in dict.fromkeys(finding.location.path for finding in findings):
        yield ""
        yield f"### {code(path)}"
        yield ""
        for finding in findings:
            if finding.location.path == path:
                level = locale.text(f"report.{finding.severity.name}")
                words = f"{report.message(finding, locale)} {report.way_out(finding, locale)}"
                yield f"- {finding.location.line}:{finding.location.column} **{prose(level)}** {prose(words)} {code(finding.code)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def fenced(text: str) -> list[str]:
    """Text as a block of code, line by line, with a longer fence around it than any in it."""
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`+", text)), 3)
    return [fence, *text.split("\n"), fence]


def prose(text: str) -> str:
    """Text as Markdown that shows just this text: no link, mention, emphasis, HTML or reference comes to life."""
    plain = re.sub(r"([\\`*_{}\[\]()<>#+!|~&$])", r"\\\1", " ".join(text.split()))
    return re.sub(r"(?<=[@:#])(?=\w)|(?<=\w)(?=://)|(?<=www)(?=\.)|(?<=\bgh)(?=-\d)", "\u200b", plain, flags=re.IGNORECASE)


def code(text: str) -> str:
    """Text as a code span, with more backticks around it than in it."""
    shown = " ".join(text.split())
    longest = max((len(run) for run in re.findall(r"`+", shown)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if shown[:1] == "`" or shown[-1:] == "`" else ""
    return f"{fence}{padding}{shown}{padding}{fence}"
