"""Findings in words: for a terminal with the line and a caret, or as JSON."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from generator import characters, routes, source, vocabulary
from generator.diagnostics import UNKNOWN_PREFIX, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from generator.diagnostics import Location
    from generator.languages import Locale

VERSION = 1
"""Version of the JSON format; it grows by one whenever a key goes or changes its meaning."""
LONGEST_LINE = 160
LONGEST_VALUE = 600
PERSONAL = frozenset({"mail-address", "phone-number", "personal-name"})
"""Findings whose words are never printed, whatever else is wrong in their line: logs are public and kept."""
HIDDEN = "•"
BRANCH = "main"
"""Where content is edited that nobody has proposed yet."""


def message(finding: Finding, locale: Locale) -> str:
    """What is wrong, in one sentence."""
    return locale.text(f"finding.{_key(finding)}.message", **_values(finding, locale))


def way_out(finding: Finding, locale: Locale) -> str:
    """What to do about it: the exact words where they are known, else how such a thing is written."""
    if finding.fix:
        return locale.text("report.write", word=_in_one_line(finding.fix))
    return locale.text(f"finding.{_key(finding)}.way-out", **_values(finding, locale))


def editor(finding: Finding, repository: str) -> str:
    """Where the forge shows the place of a finding in its editor; empty without a repository, and for what is no file of the content."""
    place = finding.location
    known = isinstance(source.recognise(place.path), source.Document) and not place.path.endswith(source.PICTURES)
    return routes.in_editor(repository, BRANCH, place.path, place.line) if known else ""


def text(
    findings: Sequence[Finding], files: int, locale: Locale, line_of: Callable[[str, int], str], repository: str = ""
) -> Iterator[tuple[str, str]]:
    """Lines for a terminal, each with its style: `error`, `warning`, `hint`, `caret`, `quiet` or nothing.

    `line_of` gives a line of a file by path and number, or "" where there is none. Where the repository is known, each
    finding ends with the address of its line in the editor of the forge.
    """
    unsaid: dict[tuple[str, int], list[Location]] = defaultdict(list)
    for finding in findings:
        if finding.code in PERSONAL:
            unsaid[finding.location.path, finding.location.line].append(finding.location)
    for finding in findings:
        place, level = finding.location, finding.severity.name
        told = locale.text(f"report.{level}")
        yield f"{place.path}:{place.line}:{place.column}: {told}: {message(finding, locale)}  [{finding.code}]", level
        line = _without(unsaid.get((place.path, place.line), ()), line_of(place.path, place.line))
        margin = f"  {place.line} | "
        if line.strip() and place.column <= LONGEST_LINE:
            yield margin + line[:LONGEST_LINE], "quiet"
            shown_end = place.end_column if place.end_line == place.line else len(line) + 1
            caret = "^" * max(1, min(shown_end, LONGEST_LINE, len(line) + 1) - place.column)
            before = "".join("\t" if each == "\t" else " " for each in line[: place.column - 1])
            yield f"{' ' * (len(margin) - 2)}| {before}{caret} {way_out(finding, locale)}", "caret"
        else:
            yield f"  {way_out(finding, locale)}", "caret"
        if address := editor(finding, repository):
            yield f"  {address}", "quiet"
    yield summary(findings, files, locale), "quiet"


def _without(unsaid: Iterable[Location], line: str) -> str:
    """A line as long as it is, and of what is personal in it nothing but the length."""
    for place in unsaid:
        end = min(place.end_column, len(line) + 1)
        line = line[: place.column - 1] + HIDDEN * (end - place.column) + line[end - 1 :]
    return line


def summary(findings: Sequence[Finding], files: int, locale: Locale) -> str:
    """How many errors, warnings and hints there are in how many files."""
    if not findings:
        return f"{locale.counted('report.files', files)}: {locale.text('report.all-well')}"
    counts = {level.name: sum(finding.severity is level for finding in findings) for level in Severity}
    words = {f"{name}s": locale.counted(f"report.{name}s", count) for name, count in counts.items()}
    return locale.text("report.summary", files=locale.counted("report.files", files), **words)


def fine(records: Mapping[str, tuple[int, int, int]], findings: Iterable[Finding], locale: Locale) -> Iterator[str]:
    """A line for each case and country that has nothing to fix: what was looked at in it."""
    named = [finding.location.path for finding in findings]
    for folder, (fields, texts, pictures) in records.items():
        if not any(path.startswith(f"{folder}/") for path in named):
            yield locale.text(
                "report.fine",
                path=folder,
                fields=locale.counted("report.fields", fields),
                languages=locale.counted("report.texts", texts),
                pictures=locale.counted("report.pictures", pictures),
            )


def as_json(findings: Iterable[Finding], files: int, locale: Locale) -> str:
    """All findings for programs. Lines and columns count characters from 1; ends are exclusive."""
    listed = [_as_record(finding, locale) for finding in findings]
    counted = {name: sum(each["severity"] == level for each in listed) for name, level in (("errors", "error"), ("warnings", "warning"))}
    return json.dumps({"version": VERSION, "files": files, **counted, "findings": listed}, ensure_ascii=False, indent=2)


def _as_record(finding: Finding, locale: Locale) -> dict[str, Any]:
    place = finding.location
    return {
        "code": finding.code,
        "severity": finding.severity.name,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "message": message(finding, locale),
        "hint": way_out(finding, locale),
        "fix": finding.fix,
    }


def _key(finding: Finding) -> str:
    """Rules of vocabularies share their words; every other rule has its own."""
    return "unknown-term" if _vocabulary(finding) else finding.code


def _vocabulary(finding: Finding) -> str:
    name = finding.code.removeprefix(UNKNOWN_PREFIX)
    return name if finding.code != name and name in vocabulary.terms() else ""


def _values(finding: Finding, locale: Locale) -> dict[str, str]:
    values = {name: _in_one_line(value) for name, value in finding.values}
    name = _vocabulary(finding)
    if name:
        a_term = locale.words["a-term"]
        values |= {"a_term": a_term.get(name, a_term["other"]), "choices": ", ".join(vocabulary.terms()[name])}
    if "expected" in values:
        values["expected"] = locale.text(f"report.expected.{values['expected']}")
    return values


def _in_one_line(text: str) -> str:
    """What somebody wrote, as part of a sentence: no line of its own, nothing that moves the cursor, not without end."""
    shown = characters.printable(" ".join(text.split()))
    return shown if len(shown) <= LONGEST_VALUE else f"{shown[:LONGEST_VALUE]} …"
