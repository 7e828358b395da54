"""The only place that knows a path or an address. A route is a page in no language; with a language it is an address.

Addresses in pages are relative, so that a site works below any base path; only `canonical` is absolute.
They come in two styles: a site is addressed by folders, the offline copy by files.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from posixpath import normpath
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping

RESERVED = frozenset(
    {
        "cases",
        "countries",
        "cities",
        "topics",
        "instruments",
        "stages",
        "glossary",
        "index",
        "search",
        "assets",
        "pagefind",
        "data",
        "translations",
        "work",
    }
)
"""First parts of routes of ours: no standing page may take one of these names."""


class Style(Enum):
    """How pages are addressed: by their folders, for which a host is needed, or by their files, which open without one."""

    FOLDERS = "cases/de/herrenberg-stadtnavi/"
    FILES = "cases/de/herrenberg-stadtnavi.html"


@dataclass(frozen=True, order=True, slots=True)
class Route:
    """A page in no particular language: `""` is home, `cases/de/herrenberg-stadtnavi` a case."""

    path: str = ""


HOME = Route()
CASES = Route("cases")
COUNTRIES = Route("countries")
CITIES = Route("cities")
TOPICS = Route("topics")
INSTRUMENTS = Route("instruments")
STAGES = Route("stages")
GLOSSARY = Route("glossary")
DATA = Route("data")
SEARCH = Route("search")
TRANSLATIONS = Route("translations")
WORK = Route("work")
BRANCH = "main"
"""The branch of the repository that is published."""
CASE_FORM, IMPROVEMENT_FORM = "case", "improve"
"""With what the names of forms begin; their language follows."""
FORM_AS_TEXT = "assets/case.txt"
"""The questions of the form as plain text, below the folder of a language."""
DATA_FOLDER = "data/v1"
"""Where the open data stand, beside the folders of the languages. The version grows whenever a key or column goes or changes
its meaning; new ones may come at any time."""
FEED = "feed.xml"
"""Stands beside each page that people can follow: home, topics, countries."""
PICTURE_FOLDER = "pictures"
"""Where the copies of pictures stand, below the site: all languages show the same."""
INDEX = "pagefind/"
"""Where the search index of a language stands, below its folder."""
VOCABULARIES = "vocabularies.jsonld"
"""The file of data that says what every vocabulary and every term of it is: its address and theirs begin alike."""


def copy(language: str) -> str:
    """The path of the offline copy of a language, below the site."""
    return f"offline/{language}.zip"


def case(identity: str) -> Route:
    return Route(f"cases/{identity}")


def country(code: str) -> Route:
    return Route(f"countries/{code}")


def city(identity: str) -> Route:
    """A city lives below its country: de/herrenberg → countries/de/herrenberg."""
    return Route(f"countries/{identity}")


def topic(name: str) -> Route:
    return Route(f"topics/{name}")


def instrument(name: str) -> Route:
    return Route(f"instruments/{name}")


def stage(name: str) -> Route:
    return Route(f"stages/{name}")


def sheet(route: Route, number: int) -> Route:
    """A page of a list that is too long for one: topics/mobility, topics/mobility/cases/2. No city or case can have that path."""
    return Route(f"{route.path}/cases/{number}") if number > 1 else route


def standing(name: str) -> Route:
    return Route(name)


def glossary_anchor(vocabulary: str, term: str) -> str:
    """Where a term stands on the page `GLOSSARY`: stage, pilot → stage-pilot."""
    return f"{vocabulary}-{term}"


POINTED = {"case": case, "city": city, "country": country, "topic": topic, "page": standing}
"""What a text can point to (`case:de/herrenberg-stadtnavi`) → its route."""


def document(route: Route, style: Style = Style.FOLDERS) -> str:
    """The path of a page below `build/docs/<language>/`."""
    return f"{_file(route, style)}.md"


def published(route: Route, style: Style = Style.FOLDERS) -> str:
    """The path of a page below `site/<language>/`."""
    return f"{_file(route, style)}.html"


def feed(route: Route) -> str:
    """The path of the feed of a page that lists cases, below the folder of a language."""
    return f"{route.path}/{FEED}" if route.path else FEED


def _file(route: Route, style: Style) -> str:
    """The path of the file that a page is in, without its ending."""
    return f"{route.path}/index" if route.path and style is Style.FOLDERS else route.path or "index"


def href(here: Route, there: Route, anchor: str = "", style: Style = Style.FOLDERS) -> str:
    """The address of a page as a link on another page of the same language."""
    suffix = f"#{anchor}" if anchor else ""
    if here == there and suffix:
        return suffix
    if style is Style.FILES:
        return _relative(published(there, style), published(here, style).rpartition("/")[0]) + suffix
    if here == there:
        return "./"
    return _relative(f"{there.path}/" if there.path else "", here.path) + suffix


def _relative(there: str, here: str) -> str:
    """The way from a folder to a file, or to a folder whose path ends with a slash."""
    start, end = here.split("/") if here else [], there.split("/")
    common = 0
    while common < min(len(start), len(end)) and start[common] == end[common]:
        common += 1
    return "../" * (len(start) - common) + "/".join(end[common:])


def in_language(here: Route, language: str, there: Route | None = None) -> str:
    """The address of a page in another language, by default of the same page."""
    target = here if there is None else there
    return "../" * (_depth(here) + 1) + "/".join(part for part in (language, target.path) if part) + "/"


def resolved(language: str, here: Route, address: str) -> tuple[str, Route, str]:
    """What a relative address on a page leads to: language, route and anchor."""
    path, _, anchor = address.partition("#")
    there = normpath(f"{language}/{here.path}/{path}") if path else f"{language}/{here.path}"
    other, _, route = there.strip("/").partition("/")
    return other, Route(route), anchor


def in_editor(repository: str, branch: str, path: str, line: int = 1) -> str:
    """The address at which the forge shows a line of a file in its editor; empty without a repository."""
    return f"{repository.rstrip('/')}/edit/{quote(branch)}/{quote(path)}#L{line}" if repository else ""


def new_file(repository: str, path: str, text: str) -> str:
    """The address at which the forge begins a file at a path with this text in it; empty without a repository."""
    return _at_forge(repository, f"new/{BRANCH}", {"filename": path, "value": text})


def new_issue(repository: str, form: str, answers: Mapping[str, str]) -> str:
    """The address of a form in the forge's list of issues, these answers filled in by their ids; empty without a repository."""
    return _at_forge(repository, "issues/new", {"template": f"{form}.yml", **answers})


def _at_forge(repository: str, what: str, values: Mapping[str, str]) -> str:
    return f"{repository.rstrip('/')}/{what}?{urlencode(values, quote_via=quote)}" if repository else ""


def root(here: Route, style: Style = Style.FOLDERS) -> str:
    """What leads from a page to the folder of its language."""
    return "../" * published(here, style).count("/")


def picture(path: str, width: int, content: str) -> str:
    """The path below the site of a copy of the picture at a path of the content. Its name changes with its bytes, so it may be kept for ever."""
    folder, _, file = path.removeprefix("cases/").rpartition("/")
    return f"{PICTURE_FOLDER}/{folder}/{file.rpartition('.')[0]}-{width}-{content}.webp"


def absolute(site_url: str, language: str, route: Route) -> str:
    """The full address of a page, or of a file beside pages, for machines; empty where the site does not say where it stands."""
    if not site_url:
        return ""
    is_file = "." in route.path.rpartition("/")[2]  # No page has a dot in its path.
    return f"{site_url}{language}/{route.path}" + ("/" if route.path and not is_file else "")


def data(here: Route, path: str) -> str:
    """The address of a file of data, by its path below `DATA_FOLDER`, as a link on a page."""
    return f"{root(here)}../{DATA_FOLDER}/{path}"


def data_address(site_url: str, path: str) -> str:
    """The full address of a file of data; empty where the site does not say where it stands."""
    return f"{site_url}{DATA_FOLDER}/{path}" if site_url else ""


def case_data(identity: str) -> str:
    """The file of data about one case, below `DATA_FOLDER`."""
    return f"cases/{identity}.json"


def concept(vocabulary: str, term: str = "") -> str:
    """A vocabulary, or a term of it, as the part of its address after that of the file `VOCABULARIES`: #topic/mobility."""
    return f"#{vocabulary}/{term}" if term else f"#{vocabulary}"


def _depth(route: Route) -> int:
    return route.path.count("/") + 1 if route.path else 0
