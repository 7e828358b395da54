"""A contributor's Markdown → sections of safe HTML, with the place of everything that is wrong or points somewhere.

One CommonMark parse (pyromark, byte ranges) feeds the emitter below, which writes the only tags there are; nh3 follows
with an allowlist as a second wall. Links to pages of ours stay ids (`case:de/herrenberg-stadtnavi`) and citations stay
source ids (`cite:s1`) until the page they stand on is rendered.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any

import nh3
import pyromark

from generator import addresses, characters
from generator.diagnostics import Location, rule
from generator.source import SLUG

if TYPE_CHECKING:
    from generator.diagnostics import Finding, Rule

HTML = rule(
    "raw-html",
    "HTML in a text could run programs in readers' browsers, so it is never passed on.",
    bad="`Free for <b>all</b>`",
    good="`Free for **all**`",
)
PICTURE = rule(
    "picture-in-text",
    "Pictures are listed in case.yml with their licence, and described in the front matter.",
    bad="`![Map of the bus lines](map.png)`",
    good="`images: [{file: map.png, …}]` in case.yml",
)
LINK = rule(
    "unsafe-link",
    "Links start with https://, or name a page of ours such as case:de/herrenberg-stadtnavi.",
    bad="`[the report](www.town.example/report)`",
    good="`[the report](https://www.town.example/report)`",
)
LINK_TITLE = rule(
    "link-title",
    "Words behind an address show up under a mouse only: not on a phone, not in print, not read aloud. They would be lost.",
    bad='`[the report](https://town.example/report "Figures of 2024")`',
    good="`[the report with figures of 2024](https://town.example/report)`",
)
CELLS = rule(
    "surplus-cells",
    "A row of a table has as many cells as the table has headings; what stands in more of them would be lost.",
    bad="`| Buses | 40 | electric |` in a table with two headings",
    good="a third heading, or `| Buses, electric | 40 |`",
)
HEADING = rule(
    "heading-level",
    "A text has headings of one level, each a section that readers find under the same name in every case.",
    bad="`### First steps`",
    good="`**First steps**`",
)
FOOTNOTE = rule(
    "reference-definition",
    "Definitions like [1]: https://… are invisible to readers and get lost in translation.",
    bad="`[1]: https://town.example/report`",
    good="`[the report](https://town.example/report)`",
)
TEXT_FIRST = rule(
    "text-before-heading",
    "Every paragraph belongs to a section; text above the first heading would be lost.",
    bad="a paragraph above `## Challenge`",
    good="the same paragraph below it",
)
TOO_NESTED = rule(
    "too-nested",
    "Lists within lists within lists cannot be read on a phone, or aloud.",
    bad="lists within lists, seven levels deep",
    good="one list, or one within another",
)

DEEPEST = 12
OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
CITATION = re.compile(r"\[(@[a-z0-9-]+(?:[;,]? ?@[a-z0-9-]+)*)\]", re.ASCII)
INTERNAL = re.compile(rf"(case|city):([a-z]{{2}}/{SLUG})|(country):([a-z]{{2}})|(topic|page):({SLUG})", re.ASCII)
ANCHOR = re.compile(r"#[a-z0-9-]+", re.ASCII)
DEFINITION = re.compile(rb"^ {0,3}\[[^\]\n]+\]:", re.MULTILINE)
# Bounded like the addresses themselves: without a bound, a text of many open brackets takes time by its square.
TARGET = re.compile(rf"\]\([^)\s]{{0,{addresses.LONGEST}}}\)")

OPENED = {
    "Paragraph": "<p>",
    "Emphasis": "<em>",
    "Strong": "<strong>",
    "Strikethrough": "<del>",
    "BlockQuote": "<blockquote>",
    "Item": "<li>",
    "CodeBlock": "<pre><code>",
    "Table": '<div class="table" tabindex="0"><table>',
    "TableHead": "<thead><tr>",
    "TableRow": "<tr>",
}
CLOSED = {
    "Paragraph": "</p>\n",
    "Emphasis": "</em>",
    "Strong": "</strong>",
    "Strikethrough": "</del>",
    "BlockQuote": "</blockquote>\n",
    "Item": "</li>",
    "CodeBlock": "</code></pre>\n",
    "Table": "</tbody></table></div>\n",
    "TableHead": "</tr></thead><tbody>",
    "TableRow": "</tr>",
}
_TAGS = "a blockquote br code del div em hr li ol p pre strong table tbody td th thead tr ul"
TAGS = frozenset(_TAGS.split())
ATTRIBUTES = {"a": {"href", "class", "rel"}, "ol": {"start"}, "td": {"class"}, "th": {"class"}, "div": {"class", "tabindex"}}
SCHEMES = {"http", "https", "mailto", "case", "city", "country", "topic", "page", "cite"}


@dataclass(frozen=True, slots=True)
class Pointer:
    """Something that a text points to: a source (`cite`), or a page of ours by its kind and id."""

    kind: str
    target: str
    location: Location


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a body under its heading: safe HTML, what it points to, and the hash of its words.

    `end_line` is the line after its last. `targets` are all sources and addresses that it cites or links to: `@s1`.
    """

    heading: str
    location: Location
    html: str
    pointers: tuple[Pointer, ...] = ()
    words: int = 0
    hash: str = ""
    end_line: int = 0
    targets: frozenset[str] = frozenset()


def sections(path: str, body: str, first_line: int = 1) -> tuple[tuple[Section, ...], list[Finding]]:
    """The sections of a body that starts in line `first_line` of its file, and what is wrong with it."""
    emitter = _Emitter(path, body, first_line)
    for event, span in pyromark.events_with_range(body, options=OPTIONS):
        emitter.take(event, span["start"], span["end"])
    return emitter.finished(), emitter.findings


def plain(body: str) -> str:
    """A body with spaces in the place of all that is no word to a reader: marks, numbers of lists, addresses, citations.

    Every word stays at its place, in its line.
    """
    data, shown, at = body.encode(), [], 0
    for event, span in pyromark.events_with_range(body, options=OPTIONS):
        start, end = span["start"], span["end"]
        if isinstance(event, str) or start < at or not event.keys() & {"Text", "Code"}:
            continue
        kind, value = _kind_and_value(event)
        words = data[start:end].decode()
        shown += [_blank(data[at:start].decode()), words if kind == "Code" or words == value else _blank(words)]
        at = end
    shown.append(_blank(data[at:].decode()))
    return CITATION.sub(lambda match: _blank(match[0]), "".join(shown))


def text_hash(text: str) -> str:
    """The first 12 hex digits of SHA-256 over NFC text with white space folded and link targets left out."""
    without_targets = TARGET.sub("]", text)
    folded = " ".join(unicodedata.normalize("NFC", without_targets).split())
    return "h:" + hashlib.sha256(folded.encode()).hexdigest()[:12]


def cleaned(html: str) -> str:
    """The second wall: nothing but the tags and attributes that the emitter writes. Changes nothing when all is well."""
    return _CLEANER.clean(html)


def _only_safe(_element: str, attribute: str, value: str) -> str | None:
    return None if attribute == "href" and not _SAFE.match(value) else value


_SAFE = re.compile(r"(?:https?://|mailto:|#|case:|city:|country:|topic:|page:|cite:)")
_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES,
    attribute_filter=_only_safe,
    url_schemes=SCHEMES,
    link_rel=None,
    generic_attribute_prefixes=None,
)


@dataclass(slots=True)
class _Open:
    """A section while it is written."""

    heading: str
    start: int
    at: int
    parts: list[str] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)
    targets: set[str] = field(default_factory=set)
    words: int = 0


class _Emitter:
    """Takes the events of one body and writes the HTML of its sections."""

    def __init__(self, path: str, body: str, first_line: int) -> None:
        self.path, self.first_line = path, first_line
        self.data = body.encode()
        self.line_starts = [0, *(match.end() for match in re.finditer(rb"\n", self.data))]
        self.findings: list[Finding] = []
        self.open = [_Open("", 0, 0)]
        self.stack: list[str] = []
        self.heading: str | None = None
        self.text: list[str] = []
        self.text_start = self.text_end = 0
        self.told_html = False
        self.align: list[str] = []
        self.cell = self.cell_end = 0
        self.in_head = False
        self.links = 0
        for match in DEFINITION.finditer(self.data):
            if not match[0].lstrip().startswith(b"[@"):
                self._note(FOOTNOTE, match.start(), match.end())

    def take(self, event: Any, start: int, end: int) -> None:
        kind, value = _kind_and_value(event)
        if kind == "Text":
            self._take_text(value, start, end)
            return
        self._flush()
        if kind == "Start":
            name, argument = _kind_and_value(value)
            self.stack.append(name)
            if len(self.stack) <= DEEPEST:
                self._start(name, argument, start, end)
                self._note_first(start)
            elif len(self.stack) == DEEPEST + 1:
                self._note(TOO_NESTED, start, start + 1)
        elif kind == "End":
            name, argument = _kind_and_value(value)
            self.stack.pop()
            if len(self.stack) < DEEPEST:
                self._end(name, argument, end)
        else:
            self._take_single(kind, value, start, end)

    def _take_single(self, kind: str, value: Any, start: int, end: int) -> None:
        """What is neither text nor has a start and an end."""
        if kind == "Code":
            self._write(f"<code>{_plain(value)}</code>", value)
        elif kind in {"Html", "InlineHtml"}:
            if kind == "InlineHtml" and not (self.told_html and value.startswith("</")):
                self._note_html(start, end)
            self._write(_plain(value), value)
        elif kind == "SoftBreak":
            self._write(" ", " ")
        elif kind == "HardBreak":
            self._write("<br>", " ")
        elif kind == "Rule":
            self._emit("<hr>\n")

    def finished(self) -> tuple[Section, ...]:
        self._flush()
        before = self.open[0]
        if "".join(before.parts).strip():
            self._note(TEXT_FIRST, before.at, before.at + 1)
        ends = [each.at for each in self.open[1:]] + [len(self.data)]
        return tuple(
            Section(
                heading=each.heading,
                location=self._location(each.at, each.at + len(self.data[each.at : each.start].rstrip())),
                html=cleaned("".join(each.parts).strip()),
                pointers=tuple(each.pointers),
                words=each.words,
                hash=text_hash(self.data[each.start : end].decode()),
                end_line=self._position(end)[0] + (not _starts_line(self.data, end)),
                targets=frozenset(each.targets),
            )
            for each, end in zip(self.open[1:], ends[1:], strict=True)
        )

    def _start(self, name: str, argument: Any, start: int, end: int) -> None:
        if name == "Heading":
            self._start_heading(argument["level"], start, end)
        elif name == "Link":
            self._start_link(argument["dest_url"], argument["title"], start, end)
        elif name == "Image":
            self._note(PICTURE, start, end)
        elif name == "List":
            self._emit("<ul>" if argument is None else "<ol>" if argument == 1 else f'<ol start="{argument}">')
        elif name == "HtmlBlock":
            self._note_html(start, end)
        elif name == "TableCell":
            self._start_cell()
            self.cell_end = end
        elif self.heading is None:
            self._emit(OPENED.get(name, ""))
        if name == "Table":
            self.align = argument
        if name in {"TableHead", "TableRow"}:
            self.in_head, self.cell = name == "TableHead", 0

    def _note_first(self, start: int) -> None:
        """Where the text above the first heading starts, if there is any."""
        if len(self.stack) == 1 and len(self.open) == 1 and not self.open[0].parts[:-1]:
            self.open[0].at = start

    def _end(self, name: str, argument: Any, end: int) -> None:
        if name == "Heading":
            self._end_heading()
        elif name == "List":
            self._emit("</ol>\n" if argument else "</ul>\n")
        elif name == "TableCell":
            self._emit("</th>" if self.in_head else "</td>")
        elif name == "Link":
            self._end_link()
        elif name == "TableRow":
            self._note_surplus(end)
            self._emit(CLOSED[name])
        elif self.heading is None:
            self._emit(CLOSED.get(name, ""))

    def _start_heading(self, level: str, start: int, end: int) -> None:
        if level == "H2" and self.stack == ["Heading"]:
            self.heading = ""
            self.open.append(_Open("", end, start))
        else:
            self._note(HEADING, start, end)
            self._emit("<p><strong>")

    def _end_heading(self) -> None:
        if self.heading is None:
            self._emit("</strong></p>\n")
            return
        self.open[-1].heading = " ".join(unicodedata.normalize("NFC", self.heading).split())
        self.heading = None

    def _start_link(self, target: str, title: str, start: int, end: int) -> None:
        if title:
            self._note(LINK_TITLE, start, end, title=title[:80])
        href = self._href(target, start, end)
        if href:
            self.open[-1].targets.add(href)
        self.links += 1
        if self.heading is None and self.links == 1:
            relation = ' rel="noopener nofollow ugc"' if href and href.startswith("http") else ""
            self._emit(f'<a href="{_escaped(href)}"{relation}>' if href else "<a>")

    def _end_link(self) -> None:
        """An address within a link is words of it: HTML has no link in a link."""
        self.links -= 1
        if self.heading is None and not self.links:
            self._emit("</a>")

    def _href(self, target: str, start: int, end: int) -> str | None:
        internal = INTERNAL.fullmatch(target)
        if internal:
            kind, page = (each for each in internal.groups() if each is not None)
            self.open[-1].pointers.append(Pointer(kind, page, self._location(start, end)))
            return target
        if ANCHOR.fullmatch(target) or re.fullmatch(r"mailto:[\w.+-]+@[\w-]+(\.[\w-]+)+", target, re.ASCII):
            return target
        address = addresses.safe(target)
        if address is None:
            self._note(LINK, start, end, address=target[:80])
        return address

    def _start_cell(self) -> None:
        side = self.align[self.cell].lower() if self.cell < len(self.align) else "none"
        self.cell += 1
        tag = "th" if self.in_head else "td"
        self._emit(f"<{tag}>" if side == "none" else f'<{tag} class="{side}">')

    def _write(self, html: str, text: str) -> None:
        """HTML in a section; its bare text in a heading."""
        if self.heading is None:
            self._emit(html)
        else:
            self.heading += text

    def _take_text(self, value: str, start: int, end: int) -> None:
        if self.data[start:end] != value.encode():
            self._note_spelt(value, start, end)
        if self.heading is not None:
            self.heading += value
        elif "CodeBlock" in self.stack:
            self._emit(_escaped(value))
        else:
            if start != self.text_end:
                self._flush()
            self.text_start = self.text_start if self.text else start
            self.text_end = start + len(value.encode())
            self.text.append(value)

    def _flush(self) -> None:
        """Write the text that has gathered; its citations become links to their sources."""
        if not self.text:
            return
        start, text = self.text_start, "".join(self.text)
        self.text.clear()
        self.open[-1].words += len(text.split())
        written = 0
        for match in CITATION.finditer(text):
            if self.links or (match.start() == 0 and self.data[start - 1 : start] == b"\\"):
                continue
            self._emit(_plain(text[written : match.start()]))
            written = match.end()
            for source in re.finditer(r"@([a-z0-9-]+)", match[1]):
                at = start + len(text[: match.start(1) + source.start()].encode())
                self.open[-1].pointers.append(Pointer("cite", source[1], self._location(at, at + len(source[0]))))
                self.open[-1].targets.add(source[0])
                self._emit(f'<a href="cite:{source[1]}" class="cite">{source[1]}</a>')
        self._emit(_plain(text[written:]))

    def _note_surplus(self, end: int) -> None:
        """What stands behind the last cell of a row that its table has a heading for."""
        surplus = self.data[self.cell_end : end]
        words = surplus.strip(b"| \t\n")
        if words:
            start = self.cell_end + surplus.index(words)
            self._note(CELLS, start, start + len(words), words=words.decode()[:80])

    def _note_html(self, start: int, end: int) -> None:
        """One finding for a tag, and for a block of them; a tag that closes needs none where its opening has one."""
        self.told_html = True
        self._note(HTML, start, end, html=self.data[start:end].decode().strip()[:40])

    def _note_spelt(self, value: str, start: int, end: int) -> None:
        """A character that may not stand in a file may not be spelt as `&#8238;` either."""
        for at, broken in islice(characters.unwanted(value), 1):
            self._note(broken, start, end, character=characters.named(value[at]))

    def _emit(self, html: str) -> None:
        self.open[-1].parts.append(html)

    def _note(self, broken: Rule, start: int, end: int, **values: str) -> None:
        self.findings.append(broken.at(self._location(start, end), fix=None, certain=False, **values))

    def _location(self, start: int, end: int) -> Location:
        """A span of bytes of the body → lines and columns of its file."""
        first, last = self._position(start), self._position(max(start, end))
        return Location(self.path, *first, *last)

    def _position(self, at: int) -> tuple[int, int]:
        line = bisect_right(self.line_starts, at) - 1
        column = len(self.data[self.line_starts[line] : at].decode(errors="replace")) + 1
        return self.first_line + line, column


def _starts_line(data: bytes, at: int) -> bool:
    """Whether a place is the first in its line where anything stands: a heading may be indented."""
    return data[:at].rstrip(b" ").endswith(b"\n")


@lru_cache(maxsize=1024)
def _blank(text: str) -> str:
    """As many spaces as there are characters; ends of lines stay. Between words the same few marks stand again and again."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


def _kind_and_value(event: Any) -> tuple[str, Any]:
    """Pyromark gives a plain kind as a text, and one that carries something as a mapping with one key."""
    return (event, None) if isinstance(event, str) else next(iter(event.items()))


def _plain(text: str) -> str:
    """Text as HTML in one line."""
    return _escaped(text).replace("\n", " ").replace("\t", " ")


def _escaped(text: str) -> str:
    """Text as a browser would write it, so that the second wall changes nothing; composed (NFC) before any tag stands beside it.

    U+0338 never starts it: composed with the `>` of the tag before, it would become part of that tag.
    """
    composed = unicodedata.normalize("NFC", text)
    composed = f" {composed}" if composed.startswith("\u0338") else composed
    return escape(composed, quote=False).replace("\u00a0", "&nbsp;")
