"""What changed, as frozen values that hold ids and plain values only."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

Plain = None | bool | int | float | str | tuple[str, ...]
"""A value that can be shown as it is; None where there is none."""

GROUPS = (
    "new-case", "new-country", "new-city", "new-page", "renamed", "withdrawn", "gone", "facts", "texts", "translated", "caught-up",
    "outdated",
)  # fmt: skip
KINDS = ("case", "country", "city", "page")


@dataclass(frozen=True)
class Subject:
    """What has changed: a case, country, city or page, with its title or name in each language that has one."""

    kind: str
    id: str
    titles: Mapping[str, str] = field(default_factory=dict)
    original: str = ""

    def title(self, language: str) -> str:
        """The title for a reader of this language: in it, in the original language, in English, or in any."""
        wanted = (language, self.original, "en", *self.titles)
        return next((self.titles[each] for each in wanted if each in self.titles), "")


@dataclass(frozen=True)
class Fact:
    """A field with one value, by its path such as `period.live`, as it was and as it is."""

    name: str
    before: Plain
    after: Plain


@dataclass(frozen=True)
class Members:
    """A field with several records: how many of them came, went or changed."""

    name: str
    added: int = 0
    removed: int = 0
    changed: int = 0


@dataclass(frozen=True)
class Note:
    """What the editors wrote of a change in substance."""

    date: datetime.date
    note: str


@dataclass(frozen=True)
class Change:
    """One line of the list. `group` is one of `GROUPS` and says which of the rest is there.

    `language` and `parts` belong to a text, whose own headings are `headings`; `languages` are those of the texts of a
    new case.
    """

    group: str
    subject: Subject
    language: str = ""
    parts: tuple[str, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[Fact | Members, ...] = ()
    notes: tuple[Note, ...] = ()
    languages: tuple[str, ...] = ()
    former: str = ""
    day: datetime.date | None = None
    reason: str = ""

    @property
    def order(self) -> tuple[int, str, int, str]:
        """Where it stands in the list: by group, by language within the groups of texts, by kind and id."""
        return GROUPS.index(self.group), self.language, KINDS.index(self.subject.kind), self.subject.id


@dataclass(frozen=True)
class Unreadable:
    """A file of one of the two states that could not be read, or not all of it."""

    revision: str
    path: str
    in_part: bool = False


@dataclass(frozen=True)
class History:
    """Everything that differs between two revisions, under the names by which somebody asked for them.

    `languages` are those of the site.
    """

    before: str
    after: str
    languages: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()

    def only(self, language: str) -> History:
        """The same without texts of other languages."""
        return replace(self, changes=tuple(change for change in self.changes if change.language in {"", language}))
