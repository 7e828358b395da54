"""YAML as text with positions: one pass over libyaml's events, no types, no anchors, every problem a finding with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, Any

import yaml

from generator.diagnostics import Location, rule

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from generator.diagnostics import Finding, Rule

Path = tuple["str | int", ...]
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
BLANK = re.compile(r"[^\S\v\f\r\x1c-\x1f\x85\u2028\u2029]*")
"""White space that may stand in a file. A value of nothing else is none; kinds that may not are told instead."""
MOST_EVENTS = 5_000
MOST_LEVELS = 12
MOST_VARIANTS = 5
LONGEST_TERM = 32
"""Characters of a text that may well stand in other files, too."""

ANCHOR = rule(
    "yaml-anchor",
    "Anchors, aliases and merge keys (`&a`, `*a`, `<<`) hide what a file says and can blow it up to gigabytes.",
    bad="`names: &names {en: Herrenberg}`",
    good="`names: {en: Herrenberg}`",
)
TAG = rule(
    "yaml-tag",
    "Tags (`!something`) tell a program to build objects. Content is text.",
    bad="`latitude: !!float 48.59`",
    good="`latitude: 48.59`",
)
DIRECTIVE = rule(
    "yaml-directive",
    "Lines like `%YAML` change how a file is read.",
    bad="`%YAML 1.2` in the first line, `---` in the second",
    good="the first field in the first line",
)
DOCUMENTS = rule(
    "yaml-documents",
    "One file is one record: a second document would be lost.",
    bad="two cities in one file, with a line `---` between them",
    good="a file for each city",
)
KEY = rule(
    "yaml-key",
    "Keys are plain words; lists and mappings cannot be keys.",
    bad="`[website, contact]: https://town.example/`",
    good="`website: https://town.example/`",
)
DUPLICATE = rule(
    "duplicate-key",
    "Where a key stands twice, one of its two values would be lost.",
    bad="`names: {en: Munich, en: München}`",
    good="`names: {en: Munich, de: München}`",
)
TOO_DEEP = rule(
    "yaml-too-deep",
    "No record of ours is nested that deeply.",
    bad="`website: [[[[[[[[[[[[[https://town.example/]]]]]]]]]]]]]`",
    good="`website: https://town.example/`",
)
TOO_LONG = rule(
    "yaml-too-long",
    "No record of ours has that many values.",
    bad="a list of 5,000 measurements in case.yml",
    good="the figure that sums them up, under `results`",
)
SYNTAX = rule(
    "yaml-syntax", "The file cannot be read as YAML beyond this place.", bad="`kind: {municipality]`", good="`kind: municipality`"
)
COLON = rule(
    "yaml-colon",
    "A colon followed by a space starts a value; inside a text it needs quotation marks around the text.",
    bad="`title: Herrenberg: a travel app`",
    good='`title: "Herrenberg: a travel app"`',
)
TAB = rule(
    "yaml-tab",
    "YAML is indented with spaces; a tab looks the same and means something else.",
    bad="`en: Herrenberg` below `names:`, with a tab before it",
    good="the same with two spaces before it",
)
QUOTE = rule("yaml-quote", "A quotation mark that is opened must be closed.", bad='`title: "A travel app`', good='`title: "A travel app"`')
INDENT = rule(
    "yaml-indent",
    "What belongs together starts in the same column.",
    bad="two spaces before `en: Munich`, and one before `de: München` below it",
    good="two before each",
)

# What libyaml says of the commonest mistakes → the rule that explains it in plain words.
_SYNTAX: dict[str, Rule] = {
    "mapping values are not allowed": COLON,
    "cannot start any token": TAB,
    "unexpected end of stream": QUOTE,
    "did not find expected key": INDENT,
    "did not find expected '-' indicator": INDENT,
    "could not find expected ':'": INDENT,
    "block sequence entries are not allowed": INDENT,
}


@dataclass(frozen=True)
class YamlText:
    """What a tree is read from: a text that starts in line `first_line` of the file at `path`.

    Of a key that stands more than once, the value at this `occurrence` counts, or the last there is; the first is 0.
    """

    path: str
    text: str
    first_line: int = 1
    occurrence: int = 0


@dataclass(frozen=True)
class Places:
    """Where each value and each key stands."""

    values: Mapping[Path, Location]
    keys: Mapping[Path, Location]


@dataclass(frozen=True)
class Tree:
    """Plain text values in lists and mappings, and where each value and each key stands.

    The places are told, or the text is read again for them once somebody asks: only findings need them, and most files
    have none. `wrong` are places of values that were taken out again because they are not what a record may hold.
    """

    data: Any = None
    origin: YamlText | Places = Places({}, {})
    wrong: frozenset[Path] = frozenset()

    @property
    def values(self) -> Mapping[Path, Location]:
        return self._places.values

    @property
    def keys(self) -> Mapping[Path, Location]:
        return self._places.keys

    @cached_property
    def _places(self) -> Places:
        return self.origin if isinstance(self.origin, Places) else _Parser(self.origin).places()

    def __getstate__(self) -> dict[str, Any]:
        """What is kept: never the places that can be read again."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def at(self, *path: str | int) -> Location | None:
        """Where a value stands; for one that is absent, where the nearest thing around it stands."""
        for length in range(len(path), -1, -1):
            found = self.values.get(path[:length]) or self.keys.get(path[:length])
            if found:
                return found
        return None

    def lost(self, *path: str | int) -> bool:
        """Whether the value at a path, or one inside it, was taken out: whoever misses it has been told why."""
        return any(place[: len(path)] == path for place in self.wrong)


def parse(path: str, text: str, first_line: int = 1) -> tuple[tuple[Tree, ...], list[Finding]]:
    """The trees of a YAML text that starts in line `first_line` of its file, and what is wrong with it.

    There is one tree, or none where the text cannot be read; where keys stand twice there is a tree for each of
    their values, so that all of them are checked.
    """
    first = _Parser(YamlText(path, text, first_line))
    tree = first.tree()
    if tree is None:
        return (), first.findings
    count = min(first.most_occurrences, MOST_VARIANTS)
    others = (_Parser(YamlText(path, text, first_line, occurrence=n)).tree() for n in range(1, count))
    return (tree, *(other for other in others if other)), first.findings


class _StopError(Exception):
    """The rest of the text is not worth reading; the finding that says why is already noted."""


_ABSENT = object()


class _Parser:
    """Reads a text once. Of each value and each key it keeps the event, which knows where it stands."""

    def __init__(self, origin: YamlText) -> None:
        self.origin = origin
        self.values: dict[Path, Any] = {}
        self.keys: dict[Path, Any] = {}
        self.findings: list[Finding] = []
        self.most_occurrences = 1
        self.count = 0

    def tree(self) -> Tree | None:
        self.events = self._events()
        try:
            data = self._document()
        except _StopError:
            return None
        except yaml.YAMLError as error:
            self._syntax(error)
            return None
        finally:
            self.events.close()  # it holds on to this parser, and with it to all events
        return Tree(data, self.origin)

    def places(self) -> Places:
        """Where everything stands in a text of which a tree was made."""
        self.tree()
        values, keys = ({path: self._location(event) for path, event in each.items()} for each in (self.values, self.keys))
        return Places(values, keys)

    def _events(self) -> Generator[Any]:
        for event in yaml.parse(self.origin.text, Loader=LOADER):
            self.count += 1
            if self.count > MOST_EVENTS:
                self._stop(TOO_LONG, event, most=MOST_EVENTS)
            yield event

    def _document(self) -> Any:
        next(self.events)
        start = next(self.events)
        if isinstance(start, yaml.StreamEndEvent):
            return None
        if start.version or start.tags:
            self._stop(DIRECTIVE, start)
        value = self._value(next(self.events), ())
        next(self.events)
        after = next(self.events)
        if isinstance(after, yaml.DocumentStartEvent):
            self._stop(DOCUMENTS, after)
        return None if value is _ABSENT else value

    def _value(self, event: Any, path: Path) -> Any:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._stop(ANCHOR, event)
        if event.tag:
            self._stop(TAG, event, tag=event.tag)
        if len(path) > MOST_LEVELS:
            self._stop(TOO_DEEP, event, most=MOST_LEVELS)
        self.values[path] = event
        if isinstance(event, yaml.ScalarEvent):
            return _ABSENT if BLANK.fullmatch(event.value) else _once(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            item = self._value(event, (*path, len(items)))
            if item is not _ABSENT:
                items.append(item)
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        seen: dict[str, int] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event)
            inner = (*path, key)
            seen[key] = seen.get(key, 0) + 1
            if seen[key] == 1:
                self.keys[inner] = event
                value = self._value(next(self.events), inner)
            else:
                self._note(DUPLICATE, event, key=key, line=self._location(self.keys[inner]).line)
                self.most_occurrences = max(self.most_occurrences, seen[key])
                value = self._again(event, inner, wanted=seen[key] - 1 <= self.origin.occurrence)
                if value is _ABSENT:
                    continue
            if value is not _ABSENT:
                entries[key] = value
        return entries

    def _again(self, key: Any, path: Path, *, wanted: bool) -> Any:
        """The value of a key that stood before: it takes the place of that one if it is wanted, or nothing of it is kept."""
        values, keys = self.values, self.keys
        self.values, self.keys = ({place: at for place, at in each.items() if place[: len(path)] != path} for each in (values, keys))
        value = self._value(next(self.events), path)
        if wanted and value is not _ABSENT:
            self.keys[path] = key
            return value
        self.values, self.keys = values, keys
        return _ABSENT

    def _key(self, event: Any) -> str:
        if isinstance(event, yaml.AliasEvent):
            self._stop(ANCHOR, event)
        if not isinstance(event, yaml.ScalarEvent):
            self._stop(KEY, event)
        if event.anchor or (event.value == "<<" and not event.style):
            self._stop(ANCHOR, event)
        if event.tag:
            self._stop(TAG, event, tag=event.tag)
        return intern(str(event.value))

    def _location(self, event: Any) -> Location:
        start, end = event.start_mark, event.end_mark
        if isinstance(event, yaml.ScalarEvent) and event.style in ("|", ">"):
            end = start
        first = self.origin.first_line
        return Location(self.origin.path, start.line + first, start.column + 1, end.line + first, end.column + 1)

    def _note(self, broken: Rule, event: Any, **values: str | int) -> None:
        self.findings.append(broken.at(self._location(event), fix=None, certain=False, **values))

    def _stop(self, broken: Rule, event: Any, **values: str | int) -> None:
        self._note(broken, event, **values)
        raise _StopError

    def _syntax(self, error: yaml.YAMLError) -> None:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = str(getattr(error, "problem", ""))
        broken = next((each for words, each in _SYNTAX.items() if words in problem), SYNTAX)
        opened = getattr(error, "context_mark", None)
        if mark and opened and mark.index >= len(self.origin.text):
            mark = opened
        lines = self.origin.text.split("\n")
        line, column = (mark.line, mark.column + 1) if mark else (0, 1)
        if line >= len(lines):  # libyaml ends a last line that nobody ended.
            line, column = len(lines) - 1, len(lines[-1]) + 1
        line += self.origin.first_line
        self.findings.append(broken.at(Location(self.origin.path, line, column, line, column + 1)))


def _once(text: str) -> str:
    """The same text; words that stand in many files, such as terms, ids and dates, are held in memory once."""
    return intern(text) if len(text) <= LONGEST_TERM else text
