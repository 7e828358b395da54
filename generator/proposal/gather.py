"""A checked knowledge base and what has changed in it → the report of the proposal, as plain words."""

from __future__ import annotations

import re
from html import unescape
from itertools import accumulate
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from generator import characters, gate, preview, report, source
from generator.catalog import in_language
from generator.diagnostics import Severity
from generator.proposal import model
from generator.proposal.model import Address, Picture, Problem, Proposal, Section, Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.catalog import CaseEntry, Catalog, Written
    from generator.checked import Checked
    from generator.diagnostics import Finding
    from generator.languages import Locale
    from generator.models.text import CaseText

    Lines = Callable[[str], Sequence[str]]

HOST = "https?://[a-z0-9._-]+"
"""Where an address begins, for git grep: how the base names hosts."""
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\^{}|\[\]()]{1,900}", re.IGNORECASE)


def proposal(
    checked: Checked, changed: frozenset[str], known: Iterable[str], before: Iterable[str], lines: Lines, locale: Locale
) -> Proposal:
    """Everything that reviewer and contributor should see of a proposal.

    `changed` are the paths that differ from the base, `known` the beginnings of the addresses in its texts, `before`
    the paths of its files. `lines` gives the lines of a file by its path.
    """
    folders, catalog = preview.touched(changed), checked.catalog
    concerned = [each for each in checked.findings if each.severity is Severity.error or _belongs(each.location.path, changed, folders)]
    concerned.sort(key=lambda each: (each.location.path not in changed, each.severity))
    hosts = {host for each in known if (host := _host(each))}
    fine = checked.only(folders) if folders else None
    shown = list(_shown(catalog, folders, changed, locale)) if catalog else []
    found: dict[str, list[Any]] = {
        "problems": [_problem(each, checked, locale) for each in concerned],
        "fine": [_line(each) for each in report.fine(fine.records, checked.findings, locale)] if fine else [],
        "shown": shown,
        "deleted": [folder for folder in folders if _may_stand(folder) and not _is_there(checked, folder)],
        "links": list(_links(sorted(changed), hosts, lines)),
        "pictures": list(_pictures(catalog, changed, frozenset(before))) if catalog else [],
    }
    most = dict.fromkeys(found, model.MOST_ITEMS) | {"problems": model.MOST_PROBLEMS, "shown": _that_fit(shown)}
    values = {name: tuple(each[: most[name]]) for name, each in found.items()}
    left_out = {name: len(each) - most[name] for name, each in found.items() if len(each) > most[name]}
    files = sum(map(gate.is_content, changed))
    return Proposal.model_validate({"language": locale.code, "files": files, "left_out": left_out, **values})


def _belongs(path: str, changed: frozenset[str], folders: tuple[str, ...]) -> bool:
    return path in changed or any(path == folder or path.startswith(f"{folder}/") for folder in folders)


def _problem(finding: Finding, checked: Checked, locale: Locale) -> Problem:
    place = finding.location
    values = {
        "code": finding.code,
        "severity": finding.severity.name,
        "path": _line(place.path),
        "line": place.line,
        "column": place.column,
        "message": _text(report.message(finding, locale)),
        "way_out": _text(report.way_out(finding, locale)),
        "fixed": _fixed(finding, checked.line(place.path, place.line)),
    }
    return Problem.model_validate(values)


def _fixed(finding: Finding, line: str) -> str | None:
    """The whole line with the exact fix in it; None where there is none, or the line holds what cannot be shown."""
    place = finding.location
    if finding.fix is None or place.end_line != place.line or not line or place.end_column > len(line) + 1:
        return None
    fixed = line[: place.column - 1] + finding.fix + line[place.end_column - 1 :]
    plain = fixed == characters.printable(fixed, keep="\t") and "\ufffd" not in fixed
    return fixed if plain and len(fixed) <= model.LONGEST_LINE else None


def _shown(catalog: Catalog, folders: Iterable[str], changed: frozenset[str], locale: Locale) -> Iterator[Shown]:
    """The changed texts of each changed case; its original where only facts have changed."""
    for folder in folders:
        case = catalog.cases.get(folder.removeprefix("cases/")) if folder.startswith("cases/") else None
        if case:
            texts = [text for text in case.texts.values() if text.document.path in changed]
            original = case.texts.get(case.facts.original_language)
            for text in texts or ([original] if original else []):
                yield _of_text(folder, case, text, catalog, locale)


def _that_fit(shown: Iterable[Shown]) -> int:
    """How many texts, from the first, leave room in the file for everything else."""
    sizes = accumulate(len(each.model_dump_json(indent=1).encode()) for each in shown)
    return min(model.MOST_ITEMS, sum(size <= model.MOST_BYTES // 2 for size in sizes))


def _of_text(folder: str, case: CaseEntry, text: Written[CaseText], catalog: Catalog, locale: Locale) -> Shown:
    cities = [catalog.cities[each].facts.names for each in case.facts.cities if each in catalog.cities]
    place = ", ".join([*(in_language(names, locale.code) for names in cities if names), locale.territory(case.country)])
    sections = [
        Section(heading=_line(each.heading), paragraphs=tuple(_text(words) for words in _paragraphs(each.html)[: model.MOST_PARAGRAPHS]))
        for each in text.sections.values()
    ]
    return Shown(
        folder=folder,
        language=text.language,
        title=_line(text.head.title or ""),
        place=_line(place),
        summary=_text(text.head.summary or ""),
        sections=tuple(sections[: model.MOST_ITEMS]),
    )


def _paragraphs(html: str) -> list[str]:
    """The words of a section, block by block; citations as they are written."""
    cited = re.sub(r'<a href="cite:([a-z0-9-]+)" class="cite">[^<]*</a>', r"[@\1]", html)
    blocks = re.split(r"</(?:p|li|tr|pre|h\d|blockquote)>", cited)
    words = (" ".join(unescape(re.sub(r"<[^>]*>", " ", block)).split()) for block in blocks)
    return [each for each in words if each]


def _links(paths: Iterable[str], hosts: set[str], lines: Lines) -> Iterator[Address]:
    """Each address in the changed files whose host is new, once a file."""
    for path in paths:
        if isinstance(source.recognise(path), source.Document) and not path.endswith(source.PICTURES):
            found = dict.fromkeys(match[0].rstrip(".,;:!?*_") for line in lines(path) for match in _ADDRESS.finditer(line))
            for address in found:
                host = _host(address)
                if host and host not in hosts:
                    yield Address(host=_line(host), address=_line(address), path=_line(path))


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _pictures(catalog: Catalog, changed: frozenset[str], before: frozenset[str]) -> Iterator[Picture]:
    """The pictures that the base does not have, with what the case says of them."""
    for identity, pictures in catalog.pictures.items():
        images = {image.file: image for image in catalog.cases[identity].facts.images} if identity in catalog.cases else {}
        for picture in pictures:
            if picture.path in changed - before:
                image = images.get(picture.path.rpartition("/")[2])
                credit, licence = (image.credit or "", str(image.licence or "")) if image else ("", "")
                yield Picture(path=_line(picture.path), credit=_line(credit), licence=_line(licence))


def _is_there(checked: Checked, folder: str) -> bool:
    return any(path == folder or path.startswith(f"{folder}/") for path in checked.paths)


def _may_stand(folder: str) -> bool:
    return bool(re.fullmatch(r"(?:cases/[a-z]{2}|countries|pages)/[a-z0-9-]{1,60}", folder))


def _line(text: str) -> str:
    return _cut(text, model.LONGEST_LINE)


def _text(text: str) -> str:
    return _cut(text, model.LONGEST_TEXT)


def _cut(text: str, longest: int) -> str:
    shown = characters.printable(" ".join(text.split()))
    return shown if len(shown) <= longest else f"{shown[: longest - 2]} …"
