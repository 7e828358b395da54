"""Files that are not written yet, judged by the checks of all content; each finding goes to the question it is about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator import checks, forms, load, report, source
from generator.diagnostics import Severity, in_order
from generator.languages import locale
from generator.models.case import Case, Funding, Organisation, Period, Submission, Technology
from generator.models.place import City
from generator.models.shared import Source
from generator.models.text import CaseText
from generator.submissions.understood import Problem, Weight, problem

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from generator.catalog import Catalog, Settings
    from generator.diagnostics import Finding, Location
    from generator.editing.new import NewFile
    from generator.source import Document, Reading
    from generator.submissions.understood import Facts

WHERE: dict[Any, tuple[str, ...]] = {
    Case: (),
    Period: ("period",),
    Organisation: ("organisations",),
    Source: ("sources",),
    Submission: ("submission",),
    Funding: ("funding",),
    Technology: ("technology",),
    CaseText: (),
    City: (),
}
"""Where the record that a question fills stands in its file."""
KINDS = {CaseText: "case-text", City: "city"}
ABOUT = {"wrong-language": "", "wrong-script": "", "text-too-long-to-read": "", "only-success": "did-not-work", "too-few-sources": "link"}
"""Findings about more than the line at which they stand → the question they are about; empty for all of them."""
INSTEAD = {"missing-for-standard": "missing", "no-place": "nowhere", "only-success": "only-success", "wrong-language": "other-language"}
"""Findings whose words speak of files → words of `intake` for people who know nothing of files."""
TO_LOOK_AT = frozenset({"wrong-language", "wrong-script"})
"""Warnings that say more than what would be better."""
TOLD_ELSEWHERE = frozenset({"missing-field", "unused-source", "difficulty-without-source", "no-country-profile", "likely-duplicate"})
PERSONAL = frozenset({"mail-address", "phone-number"})
"""Found in all answers, also in those that are in no file."""
WEIGHTS = {Severity.error: Weight.mend, Severity.warning: Weight.better, Severity.hint: Weight.look}


@dataclass(frozen=True)
class Ground:
    """The knowledge base as it stands: what a submission comes into."""

    settings: Settings
    reading: Reading
    catalog: Catalog


@dataclass(frozen=True)
class Judgement:
    """What the checks say of new files: problems by question, cases that look the same, and whether there is any error."""

    problems: tuple[Problem, ...]
    duplicates: tuple[str, ...]
    errors: tuple[Finding, ...]


def ground(root: Path, today: datetime.date) -> Ground | None:
    """The knowledge base below a folder; None where its configuration cannot be read."""
    settings, _ = load.load_settings(root)
    if settings is None:
        return None
    reading = source.read(root)
    catalog, _ = load.load(reading, settings)
    return Ground(settings, reading, replace(catalog, today=today))


def judged(base: Ground, files: Sequence[NewFile], identity: str, facts: Facts) -> Judgement:
    """What `check` would say if these files were there."""
    reading = source.with_files(base.reading, {file.path: file.text.encode() for file in files})
    catalog, problems = load.load(reading, base.settings)
    catalog = replace(catalog, today=base.catalog.today)
    findings = in_order([*reading.findings, *problems, *checks.check_all(catalog)])
    paths = {file.path for file in files}
    ours = [each for each in findings if each.location.path in paths]
    documents = {document.path: document for document in reading.documents if document.path in paths}
    judge = _Judge(facts, catalog, identity, documents)
    return Judgement(
        tuple(dict.fromkeys(told for finding in ours for told in judge.problems(finding))),
        tuple(_duplicates(findings, catalog, identity)),
        tuple(each for each in ours if each.severity is Severity.error),
    )


def generic(finding: Finding, language: str) -> Problem:
    """A finding that belongs to no question, in its own words: the editors see to it."""
    words = locale(language)
    return Problem("", Weight.editors, report.message(finding, words), report.way_out(finding, words), taken=True)


class _Judge:
    """Knows which question each line of the new files answers."""

    def __init__(self, facts: Facts, catalog: Catalog, identity: str, documents: dict[str, Document]) -> None:
        self.facts = facts
        self.locale = locale(facts.language)
        self.documents = documents
        case = catalog.cases.get(identity)
        self.text = case.texts.get(facts.language) if case else None

    def problems(self, finding: Finding) -> Iterator[Problem]:
        """The finding as a problem of the question it is about; nothing where the form does not ask for it."""
        if finding.code in TOLD_ELSEWHERE | PERSONAL:
            return
        question = ABOUT[finding.code] if finding.code in ABOUT else self._question(finding)
        if question is None:
            return
        weight, instead = WEIGHTS[finding.severity], INSTEAD.get(finding.code)
        weight = Weight.look if finding.code in TO_LOOK_AT else weight
        taken = finding.severity is not Severity.error
        if instead:
            yield replace(problem(question, weight, instead, self.locale, **self._languages(finding)), taken=taken)
        else:
            words = (report.message(finding, self.locale), report.way_out(finding, self.locale))
            yield Problem(question, weight, *words, taken=taken)

    def _languages(self, finding: Finding) -> dict[str, str]:
        """The names of the languages that a finding is about."""
        values = dict(finding.values)
        return {name: self.locale.language_name(values[name]) for name in ("language", "looks_like") if name in values}

    def _question(self, finding: Finding) -> str | None:
        if finding.code == "missing-for-standard":
            return _recorded("case", (dict(finding.values)["field"],))
        document = self.documents.get(finding.location.path)
        if document is None:
            return None
        for name, section in self.text.sections.items() if self.text and document.kind == "case-text" else ():
            if section.location.line <= finding.location.line < max(section.end_line, section.location.line + 1):
                return next((each.id for each in forms.QUESTIONS if each.fills == name and each.id in self.facts.words), None)
        return _recorded(document.kind, _path_at(document, finding.location))


def _path_at(document: Document, place: Location) -> tuple[str, ...]:
    """The path of the value that a finding is about: the innermost one in its line that begins where it does, or before."""
    every = [*document.tree.values.items(), *document.tree.keys.items()]
    exact = [path for path, there in every if there == place]
    around = [path for path, there in every if there.line == place.line and there.column <= place.column]
    path = max(exact or around, key=len, default=())
    return tuple(str(part) for part in path if not isinstance(part, int))


def _recorded(kind: str, path: tuple[str, ...]) -> str | None:
    """The question whose answer stands at a path of a file of this kind, or inside the group that stands there."""
    if not path:
        return None
    for question in forms.QUESTIONS:
        model: Any = question.model
        if model in WHERE and KINDS.get(model, "case") == kind:
            target = (*WHERE[model], question.fills)
            if target[: len(path)] == path or path[: len(target)] == target:
                return question.id
    return None


def _duplicates(findings: Sequence[Finding], catalog: Catalog, identity: str) -> Iterator[str]:
    """Cases with nearly the same title in the same place, and those that cite the same page."""
    own = f"cases/{identity}/case.yml"
    found = []
    for finding in findings:
        if finding.code == "likely-duplicate":
            other, path = dict(finding.values)["case"], finding.location.path
            found += [other] if path == own else [path.removeprefix("cases/").removesuffix("/case.yml")] if other == identity else []
    new = catalog.cases.get(identity)
    cited = {each.url for each in new.facts.sources if each.url} if new else set()
    found += [case.id for case in catalog.published() if case.id != identity and cited & {each.url for each in case.facts.sources}]
    yield from dict.fromkeys(found)
