"""The changed pages in one file that opens by itself: the same articles as on the site, without a script or a request."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from generator import addresses, languages, routes
from generator.catalog import StandingPage
from generator.diagnostics import has_errors
from generator.pages import Here, cases, places, standing
from generator.publish import assets
from generator.publish.configuration import FONTS
from generator.render import Renderer, static_page
from generator.translation import page_original

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.catalog import CaseEntry, Catalog, CountryEntry
    from generator.diagnostics import Finding
    from generator.languages import Locale
    from generator.pages import Page
    from generator.routes import Route

    Entry = CaseEntry | CountryEntry | StandingPage

POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"
KINDS: tuple[tuple[str, str, Callable[[Here, Any], Page]], ...] = (
    ("cases", "cases", cases.case),
    ("countries", "countries", places.country),
    ("pages", "pages", standing.standing),
)
"""A content folder, the records of the catalog that stand in it, and what makes their pages."""


@dataclass(frozen=True)
class Sheet:
    """A page in one language, as a part of the file."""

    id: str
    language: str
    page: Page
    state: str


def preview(
    catalog: Catalog,
    findings: Iterable[Finding],
    changed: Iterable[str],
    today: datetime.date,
    locale: Locale,
    pictures: Mapping[str, bytes] | None = None,
) -> str:
    """One HTML file with the pages of every record that one of the changed paths belongs to, in all its languages.

    The words around them are those of `locale`. Records with errors are named, and not shown. `pictures` are the copies
    that stand in the file, by their paths below the site; of others only the words are there.
    """
    folders = touched(changed)
    sound = _sound(catalog, findings)
    sheets = [sheet for folder in folders for sheet in _sheets(sound, folder, today)]
    there = {(sheet.language, sheet.page.route): sheet.id for sheet in sheets}
    shown = dict.fromkeys(sheet.id.partition("--")[2] for sheet in sheets)
    titles = {name: next(sheet for sheet in sheets if sheet.id.endswith(f"--{name}")) for name in shown}
    rows = [
        {
            "title": titles[name].page.title,
            "tag": languages.tag(titles[name].page.text_language),
            "direction": languages.direction(titles[name].page.text_language),
            "sheets": [_entry(sheet, locale) for sheet in sheets if sheet.id.endswith(f"--{name}")],
        }
        for name in shown
    ]
    missing = [(folder, locale.text(f"preview.{why}")) for folder in folders if (why := _why_not(catalog, sound, folder))]
    frame = static_page(
        "preview",
        policy=POLICY,
        t=locale.text,
        tag=locale.tag,
        direction=locale.direction,
        name=catalog.settings.name(locale.code),
        rows=rows,
        missing=missing,
        sheets=[_bar(sheet, locale) for sheet in sheets],
    )
    inside = {sheet.id: _article(sheet, there, catalog, pictures or {}) for sheet in sheets}
    inside["style"] = _style({sheet.language for sheet in sheets} | {locale.code})
    return _PUT_IN.sub(lambda found: inside[found[1]], frame)


def language_of(catalog: Catalog, changed: Iterable[str]) -> str:
    """The language of the first original text among the changed paths; English where there is none."""
    paths = set(changed)
    entries: tuple[CaseEntry | CountryEntry, ...] = (*catalog.cases.values(), *catalog.countries.values())
    for entry in entries:
        original = entry.texts.get(entry.facts.original_language)
        if original and original.document.path in paths and original.language in languages.available():
            return original.language
    return "en"


def touched(changed: Iterable[str]) -> tuple[str, ...]:
    """Folders of the records that the paths belong to: `cases/de/x/map.png` → `cases/de/x`."""
    depth = {"cases": 3, "countries": 2, "pages": 2}
    parts = [path.split("/") for path in sorted(changed)]
    return tuple(dict.fromkeys("/".join(each[: depth[each[0]]]) for each in parts if len(each) > depth.get(each[0], len(each))))


def _found(catalog: Catalog, folder: str) -> Entry | None:
    """The record in a folder."""
    kind, _, identity = folder.partition("/")
    records: Mapping[str, Mapping[str, Entry]] = {"cases": catalog.cases, "countries": catalog.countries, "pages": catalog.pages}
    return records[kind].get(identity)


def _why_not(catalog: Catalog, sound: Catalog, folder: str) -> str:
    """Why a folder has no page here: `gone`, `broken`, or it rests on something broken; empty where it has one."""
    if _found(sound, folder):
        return ""
    there = _found(catalog, folder) or any(path == folder or path.startswith(f"{folder}/") for path in catalog.broken)
    return "broken" if there else "gone"


def _sound(catalog: Catalog, findings: Iterable[Finding]) -> Catalog:
    """The catalog without the records that have an error, and without the cases that rest on one of those."""
    wrong = {finding.location.path for finding in findings if has_errors([finding])} | catalog.broken

    def whole(folder: str) -> bool:
        return not any(path == folder or (path.startswith(f"{folder}/") and not path.startswith(f"{folder}/cities/")) for path in wrong)

    found = replace(
        catalog,
        cases={name: case for name, case in catalog.cases.items() if whole(f"cases/{name}")},
        countries={name: country for name, country in catalog.countries.items() if whole(f"countries/{name}")},
        cities={name: city for name, city in catalog.cities.items() if city.document.path not in wrong},
        pages={name: page for name, page in catalog.pages.items() if whole(f"pages/{name}")},
        origins=catalog.origins if "cases/origins.yml" not in wrong else {},
    )
    while len(resting := {name: case for name, case in found.cases.items() if _stands(found, case)}) < len(found.cases):
        found = replace(found, cases=resting)
    return found


def _stands(catalog: Catalog, case: CaseEntry) -> bool:
    """Whether everything that a case points to is there."""
    edges = (*case.facts.learned_from, *case.facts.reused_by)
    return (
        all(city in catalog.cities for city in case.facts.cities)
        and all(edge.case in catalog.cases for edge in edges if edge.case)
        and all(edge.origin in catalog.origins for edge in edges if edge.origin)
    )


def _sheets(catalog: Catalog, folder: str, today: datetime.date) -> Iterator[Sheet]:
    """The page of a record in each language of the site in which it has a text, the original first."""
    entry = _found(catalog, folder)
    if entry is None:
        return
    make = next(make for kind, _, make in KINDS if kind == folder.partition("/")[0])
    original = page_original(entry, catalog.settings) if isinstance(entry, StandingPage) else entry.facts.original_language
    written = sorted((each for each in entry.texts if each in catalog.settings.languages), key=lambda each: (each != original, each))
    for language in written:
        page = make(Here(catalog, languages.locale(language), today), entry)
        state = next((version.kind for version in page.versions if version.language == language), "")
        yield Sheet(f"{language}--{folder.replace('/', '-')}", language, page, state)


def _entry(sheet: Sheet, locale: Locale) -> dict[str, str]:
    """A line of the contents: a language, and how the text stands there where readers are told."""
    told = sheet.state in {"outdated", "machine", "unmarked", "broken"}
    return {
        "id": sheet.id,
        "language": locale.language_name(sheet.language),
        "note": locale.label("translation-state", sheet.state) if told else "",
    }


def _bar(sheet: Sheet, locale: Locale) -> dict[str, str]:
    """What stands above an article: its language and file."""
    own = languages.locale(sheet.language)
    return {
        "id": sheet.id,
        "tag": own.tag,
        "direction": own.direction,
        "language": locale.language_name(sheet.language),
        "title": sheet.page.title,
        "source": sheet.page.source,
    }


def _article(sheet: Sheet, there: Mapping[tuple[str, Route], str], catalog: Catalog, pictures: Mapping[str, bytes]) -> str:
    html = Renderer(languages.locale(sheet.language), catalog.settings, catalog.pages).article(sheet.page)
    html = _SOURCES.sub(lambda found: _inside(found[1], pictures), html)
    return _at_home(html, sheet, there, catalog.settings.site_url)


def _inside(address: str, pictures: Mapping[str, bytes]) -> str:
    """The source of a picture as a part of the file; none where it is not at hand."""
    content = pictures.get(unescape(address).lstrip("./"))
    return f' src="data:image/webp;base64,{base64.b64encode(content).decode()}"' if content else ""


_SOURCES = re.compile(r' src="([^"]*)" srcset="[^"]*" sizes="[^"]*"')
"""Where a page finds a picture. Only the templates write a mark with these three."""
_PUT_IN = re.compile(r"(?:<!--|/\*) put in: ([\w-]+) (?:-->|\*/)")
"""Where finished HTML and the style sheet go. Nobody can write such a mark into a page: its `<` and its place would be escaped."""
_TAG = re.compile(r'<[a-z][^\s>]*(?:[^">]|"[^"]*")*>')
_ATTRIBUTE = re.compile(r'\s([^\s"=<>/]+)="([^"]*)"')
_POINTING = {"aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"}


def _at_home(html: str, sheet: Sheet, there: Mapping[tuple[str, Route], str], site_url: str) -> str:
    """An article whose ids are its own, and whose links lead to other articles of the file, to the public site, or nowhere."""

    def attribute(found: re.Match[str]) -> str:
        name, value = found.groups()
        if name == "id":
            return f' id="{sheet.id}--{value}"'
        if name in _POINTING:
            return f' {name}="{" ".join(f"{sheet.id}--{each}" for each in value.split())}"'
        if name == "href":
            target = _target(unescape(value), sheet, there, site_url)
            return f' href="{escape(target)}"' if target else ""
        return found[0]

    return _TAG.sub(lambda found: _ATTRIBUTE.sub(attribute, found[0]), html)


def _target(href: str, sheet: Sheet, there: Mapping[tuple[str, Route], str], site_url: str) -> str:
    """Where a link of a page leads in the file; empty where it leads nowhere."""
    if urlsplit(href).scheme:
        return href
    language, route, anchor = routes.resolved(sheet.language, sheet.page.route, href)
    name = there.get((language, route))
    if name:
        return f"#{name}--{anchor}" if anchor else f"#{name}"
    address = routes.absolute(addresses.living(site_url), language, route)
    return f"{address}#{anchor}" if address and anchor else address


def _style(shown: Iterable[str]) -> str:
    """The style sheets of the site in one, with the fonts that these languages need inside and no other."""
    found = dict(assets.assets())
    style = (found["assets/material.css"] + found["assets/site.css"]).decode()
    wanted = {font.rpartition("-")[0] for language in shown for font in FONTS.get(language, ())}

    def face(match: re.Match[str]) -> str:
        name = match[1]
        if name.rpartition("-")[0] not in wanted:
            return ""
        font = base64.b64encode(found[f"assets/{name}"]).decode()
        return match[0].replace(f'"{name}"', f"data:font/woff2;base64,{font}")

    return re.sub(r'@font-face \{[^}]*?url\("([^"]+)"\)[^}]*\}\n', face, style)
