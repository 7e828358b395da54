"""Pages → documents: the one Jinja environment, and the shape in which MkDocs gets a finished page.

A document is front matter of one line of JSON and then HTML in which every line begins with `<`. So it passes
unchanged through MkDocs with its Markdown extensions on, and through Zensical; see docs/decisions/0001.
"""

from __future__ import annotations

import json
import re
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context
from markupsafe import Markup

from generator import figures, languages, routes
from generator.markdown import text_hash
from generator.routes import Route, Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.catalog import Settings
    from generator.languages import Locale
    from generator.models.shared import Source, Span
    from generator.pages import Page
    from generator.pages.views import Part

TEMPLATES = Path(__file__).parent / "templates"
SCRIPTS: Mapping[Style, Mapping[str, tuple[str, ...]]] = {
    Style.FOLDERS: {"case": ("copy.js",), "search": ("search.js",), "explorer": ("explorer.js",)},
    Style.FILES: {"case": ("copy.js",), "search": ("offline-records.js", "offline-search.js")},
}
STYLES = {
    "explorer": ("explorer.css",),
    "glossary": ("glossary.css",),
    "data": ("glossary.css", "data.css"),
    "search": ("search.css",),
    "translations": ("work.css",),
    "work": ("work.css",),
}
"""What pages of a template load besides what every page loads: files below `static/`, and the records of the offline copy."""


class Renderer:
    """Renders the pages of one language in one style of addresses. Holds words and templates, no state of any page."""

    def __init__(self, locale: Locale, settings: Settings, standing: Iterable[str], style: Style = Style.FOLDERS) -> None:
        self.locale, self.settings, self.standing, self.style = locale, settings, frozenset(standing), style
        self.words = _words(locale, self.standing)

    def document(self, page: Page) -> str:
        """The file that MkDocs reads: front matter and finished HTML."""
        article = self.article(page)
        head = json.dumps(self._head(page, article), ensure_ascii=False)
        return f"---\n{head}\n---\n{article}\n"

    def article(self, page: Page) -> str:
        """The finished HTML of a page, every line of it beginning with `<`."""
        return in_tagged_lines(_environment().get_template(f"{page.template}.html").render(self._context(page)))

    def search_document(self, page: Page) -> str:
        """The small HTML file that the search index is made from: words of the page and nothing around them.

        A text in the language that readers are offered besides theirs is left to the index of that language. There it
        says for whom: for readers of the languages that lack it.
        """
        own, besides = self.locale.code, self.settings.besides(self.locale.code)
        missing = [version.language for version in page.versions if version.kind == "missing"]
        whole = own not in missing or not besides or besides in missing
        values = {
            "parts": getattr(page.view, "parts", ()) if whole else (),
            "whole": whole,
            "others": [languages.tag(each) for each in self.settings.languages if each != own],
            "lacking": [languages.tag(each) for each in missing if each != own],
        }
        return _environment().get_template("search-document.html").render(self._context(page) | values)

    def _context(self, page: Page) -> dict[str, Any]:
        route = page.route
        href = partial(self._href, route)
        return self.words | {
            "page": page,
            "view": page.view,
            "here": {"language": self.locale.code},
            "in_files": self.style is Style.FILES,
            "href": href,
            "asset": lambda path: routes.root(route, self.style) + path,
            "picture_address": partial(self._picture, route),
            "glossary": lambda vocabulary, term: href(routes.GLOSSARY, routes.glossary_anchor(vocabulary, term)),
            "on_forge": bool(self.settings.repository),
            "case_form": lambda: routes.new_issue(self.settings.repository, self._form(routes.CASE_FORM), {}),
            "new_file": lambda begun: routes.new_file(self.settings.repository, begun.path, begun.text),
            "form_as_text": routes.FORM_AS_TEXT,
            "feed": self._beside(route, routes.feed(page.feed)) if page.feed else "",
            "data_file": partial(self._data_file, route),
            "offline_copy": lambda: self._above(route, routes.copy(self.locale.code)),
            "other_language": lambda language, there=None: self._in_language(route, language, there),
            "resolved": lambda html, sources: _resolved(html, href, sources, self.locale),
        }

    def _href(self, here: Route, there: Route, anchor: str = "") -> str:
        return routes.href(here, there, anchor, self.style)

    def _in_language(self, here: Route, language: str, there: Route | None = None) -> str:
        """The address of a page in a language; on pages in files empty where it is not among them and not published either."""
        if self.style is Style.FOLDERS:
            return routes.in_language(here, language, there)
        target = here if there is None else there
        if language == self.locale.code:
            return self._href(here, target)
        return routes.absolute(self.settings.site_url, language, target)

    def _beside(self, here: Route, path: str) -> str:
        """The address of a file beside the pages of the language, which stays on the site where pages are in files."""
        if self.style is Style.FOLDERS:
            return routes.root(here) + path
        return routes.absolute(self.settings.site_url, self.locale.code, Route(path))

    def _data_file(self, here: Route, path: str) -> str:
        """The address of a file of data; on pages in files empty where it is not published."""
        return routes.data(here, path) if self.style is Style.FOLDERS else routes.data_address(self.settings.site_url, path)

    def _picture(self, here: Route, path: str) -> str:
        """The address of a copy of a picture, by its path below the site: above the languages, and within an offline copy."""
        return self._above(here, path) if self.style is Style.FOLDERS else routes.root(here, self.style) + path

    def _above(self, here: Route, path: str) -> str:
        """The address of a file above the languages; on pages in files empty where it is not published."""
        if self.style is Style.FOLDERS:
            return f"{routes.root(here)}../{path}"
        return self.settings.site_url and f"{self.settings.site_url}{path}"

    def _head(self, page: Page, article: str) -> dict[str, Any]:
        """What `theme/main.html` prints outside the article: MkDocs's templates do not escape, so all is escaped here."""
        name = self.settings.name(self.locale.code)
        title = page.title if page.route == routes.HOME else self.locale.text("interface.title-on-site", title=page.title, site=name)
        there = [version for version in page.versions if version.kind != "missing"]
        url = self.settings.site_url
        canonical_language = self.locale.code if self.locale.code in {each.language for each in there} else page.text_language
        alternates = [
            {"tag": languages.locale(version.language).tag, "href": routes.absolute(url, version.language, page.route)} for version in there
        ]
        default = next((each.language for each in there if each.language == self.settings.default_language), "")
        if default:
            chosen = url if page.route == routes.HOME else routes.absolute(url, default, page.route)
            alternates.append({"tag": "x-default", "href": chosen})
        shown = url and self.locale.code in {each.language for each in there}
        head = {
            "title": title,
            "description": page.description,
            "canonical": routes.absolute(url, canonical_language, page.moved_to or page.route),
            "alternates": alternates if shown and page.template != "notice" else [],
            "refresh": self._href(page.route, page.moved_to) if page.moved_to else "",
            "versions": list(self._versions(page)),
            "feed": self._feed(page),
            "root": routes.root(page.route, self.style),
            "improve": list(self._improvements(page, article)),
            "scripts": list(SCRIPTS[self.style].get(page.template, ())),
            "styles": list(STYLES.get(page.template, ())),
            "data": self._data_file(page.route, page.data) if page.data else "",
        }
        return {
            "title": _escaped(title),
            "head": _escaped(head) | {"linked": data_block(page.linked) if page.linked else ""},
            "sections": _escaped([list(each) for each in page.contents]),
        }

    def _feed(self, page: Page) -> dict[str, str]:
        """How programs that follow pages find the feed of this one; empty where it has none."""
        if page.feed is None:
            return {}
        title = self.locale.text("interface.title-on-site", title=page.title, site=self.settings.name(self.locale.code))
        return {
            "href": self._beside(page.route, routes.feed(page.feed)),
            "title": self.settings.name(self.locale.code) if page.feed == routes.HOME else title,
        }

    def _improvements(self, page: Page, article: str) -> Iterator[dict[str, str]]:
        """What a reader can do about a page on the forge; nothing where nobody has said where that is."""
        base, words = self.settings.repository, self.locale.text
        if not base or page.template == "notice":
            return
        answers = {
            "title": f"{words('improve.issue-title')}: {page.title}",
            "page": routes.absolute(self.settings.site_url, self.locale.code, page.route) or f"{self.locale.code}/{page.route.path}",
            "version": text_hash(article),
        }
        yield {"name": words("contribute.improve-report"), "href": routes.new_issue(base, self._form(routes.IMPROVEMENT_FORM), answers)}
        for name, path in (("text", page.source), ("facts", page.facts)):
            if path:
                yield {"name": words(f"contribute.improve-{name}"), "href": routes.in_editor(base, routes.BRANCH, path)}
        if page.begun:
            yield {"name": page.begun.name, "href": routes.new_file(base, page.begun.path, page.begun.text)}

    def _form(self, name: str) -> str:
        """The file of a form in the reader's language."""
        return f"{name}.{self.locale.code}"

    def _versions(self, page: Page) -> Iterator[dict[str, str]]:
        """The lines of the language switcher; none where they would lead nowhere."""
        for version in page.versions:
            if self.style is Style.FOLDERS or self.settings.site_url:
                yield self._version(page, version.language, version.kind)

    def _version(self, page: Page, language: str, kind: str) -> dict[str, str]:
        """A line of the language switcher: it stays on the page and says in words how the text stands there."""
        other, current = languages.locale(language), language == self.locale.code
        notes = [self.locale.label("translation-state", kind)] if kind in {"missing", "outdated", "machine", "unmarked", "broken"} else []
        if self.style is Style.FILES and not current:
            notes.append(self.locale.text("offline.online"))
        return {
            "name": other.name,
            "tag": other.tag,
            "href": self._in_language(page.route, language),
            "note": " · ".join(notes),
            "current": "true" if current else "",
        }


def static_page(template: str, **values: object) -> str:
    """A page outside the languages: the choice of language at the root, and the page that a host serves when none is found."""
    return _environment().get_template(f"{template}.html").render(values)


def in_tagged_lines(html: str) -> str:
    """The same HTML in lines that all begin with `<`: what starts otherwise joins the line before it."""
    html = _CODE.sub(lambda found: found[1] + found[2].translate(_WHITE_SPACE), html)
    html = html.replace("\t", " ")
    while "  " in html:  # A pattern would stop at every single space, and nearly all of them are.
        html = html.replace("  ", " ")
    lines = [line.strip(" ") for line in html.split("\n")]
    return _INSIDE.sub(" ", "\n".join(filter(None, lines)))


def data_block(values: Mapping[str, Any]) -> str:
    """Values as JSON for a `script` element: in one line, and no text in it ends the element, begins a comment or breaks the line.

    Browsers read the content of a `script` as it stands, so that escapes of HTML would stay in it: these are escapes of JSON.
    """
    return _OUT_OF_PLACE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(values, ensure_ascii=False, separators=(",", ":")))


_OUT_OF_PLACE = re.compile("[<>&\x7f-\x9f\u2028\u2029\ufeff]")
_CODE = re.compile(r"(<pre\b[^>]*>)(.*?)(?=</pre>)", re.DOTALL)
_INSIDE = re.compile("\n(?!<)")
_WHITE_SPACE = {ord(each): f"&#{ord(each)};" for each in "\n\t "}
"""White space of code, written so that nothing on the way can fold it."""


class _PlainCalls(Context):
    """Calls what a template names as it stands. Jinja asks at each call whether the context is wanted as well: here it never is."""

    def call(self, called: Callable[..., Any], /, *given: Any, _loop_vars: object = None, _block_vars: object = None, **named: Any) -> Any:
        return called(*given, **named)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    environment.context_class = _PlainCalls
    return environment


def _words(locale: Locale, standing: frozenset[str]) -> dict[str, Any]:
    """What templates call to get words: the same for every page of a language."""

    def span(what: Any) -> str:
        if getattr(what, "year", None):
            return str(what.year)
        period: Span | None = what.period
        if period is None:
            return ""
        if period.start and period.end:
            return locale.text("phrase.years", start=locale.when(period.start), end=locale.when(period.end))
        if period.start:
            return locale.text("place.from", date=locale.when(period.start))
        return locale.text("place.until", date=locale.when(period.end)) if period.end else ""

    def parts_in_words(parts: Iterable[str], sections: Iterable[Part] = ()) -> str:
        headings = {section.id: section.heading for section in sections}
        return locale.joined(dict.fromkeys(locale.part(part, headings) for part in parts))

    return {
        "t": locale.text,
        "label": locale.label,
        "counted": locale.counted,
        "forms": locale.forms,
        "number": locale.number,
        "date": locale.date,
        "when": locale.when,
        "joined": locale.joined,
        "degrees": lambda value: f"{locale.number(value)}°".replace("-", "\u2212"),
        "figure": lambda result: figures.result(locale, result),
        "baseline": lambda result: figures.baseline(locale, result),
        "amount": lambda money: figures.amount(locale, money),
        "sum_of": lambda number, currency: figures.sum_of(locale, number, currency),
        "span": span,
        "answer": lambda given: locale.text({"true": "field.answer-yes", "false": "field.answer-no"}.get(given, "field.not-published")),
        "language_name": locale.language_name,
        "languages_in_words": lambda codes: [locale.language_name(code) for code in codes],
        "language_from": locale.language_from,
        "parts_in_words": parts_in_words,
        "country_name": locale.territory,
        "tag": languages.tag,
        "direction": languages.direction,
        "has_page": lambda name: name in standing,
        "standing": routes.standing,
        "topic_page": routes.topic,
        "instrument_page": routes.instrument,
        "stage_page": routes.stage,
        "cases_page": routes.CASES,
        "search_page": routes.SEARCH,
        "translations_page": routes.TRANSLATIONS,
        "work_page": routes.WORK,
        "home": routes.HOME,
    }


_UNITS = "%|‰|°C|km²|km/h|km|m²|m³|m|cm|mm|µm|kg|g|t|ha|l|kWh|MWh|GWh|kWp|MWp|kW|MW|GW|किमी|मीटर|टन"
_AMOUNTS = "[Mm]illion|[Bb]illion|Millionen|Milliarden?|[Mm]il|millones|milhão|milhões|bilhões|lakh|crore|लाख|करोड़|हज़ार|हजार"
_TOGETHER = re.compile(rf"<code.*?</code>| (?<=\d )(?=(?:{_UNITS}|{_AMOUNTS})(?![\w/]))| (?<=\b[A-Z]{{3}} )(?=\d)", re.DOTALL)
"""Code, which stays as it is, or the space between a number and its unit or a currency and its amount: no line ends there.

Each alternative begins with the character that it looks for, so that the others are passed over quickly.
"""
_POINTER = re.compile(r'( ?)<a href="(cite|case|city|country|topic|page):([a-z0-9/-]+)"(?: class="cite")?>(.*?)</a>')


def _resolved(html: str, href: Callable[[Route], str], sources: Iterable[Source], locale: Locale) -> Markup:
    """HTML that the cleaner returned, its ids of sources and pages turned into numbers and addresses."""
    numbers = {source.id: number for number, source in enumerate(sources, start=1)}

    def link(found: re.Match[str]) -> str:
        space, kind, target, words = found.groups()
        if kind == "cite":
            number = numbers.get(target)
            if number is None:
                return ""
            name = escape(locale.text("case.source-number", n=number))
            before = "\u00a0" if space else ""  # it stays on the line of the word before it
            return f'{before}<a class="cite" href="#source-{target}" aria-label="{name}">{number}</a>'
        return f'{space}<a href="{escape(href(routes.POINTED[kind](target)))}">{words}</a>'

    return Markup(_POINTER.sub(link, _TOGETHER.sub(lambda found: "\u00a0" if found[0] == " " else found[0], html)))  # noqa: S704 - the one place: `html` is what nh3 returned


def _escaped(value: Any) -> Any:
    """Text in lists and mappings, made safe for HTML and for one line of JSON."""
    if isinstance(value, dict):
        return {key: _escaped(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_escaped(item) for item in value]
    return escape(_CONTROLS.sub(" ", value))


_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
