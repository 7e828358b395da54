"""What one published file says of itself, for the questions that only the whole site can answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.diagnostics import Finding, Location


@dataclass(frozen=True)
class Link:
    """An address and the place at which it stands. `folder`: a script adds to it, so that it may lead to a folder."""

    value: str
    place: Location
    folder: bool = False


@dataclass(frozen=True)
class Page:
    """A page: its ids, its language, what it says of its other versions, and what a browser fetches with it at once.

    `choosing`: it is a list with filters. `fonts`: it asks for a font before anything else.
    """

    ids: frozenset[str]
    tag: str
    canonical: Link | None
    alternates: tuple[tuple[str, Link], ...]
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    icons: tuple[str, ...]
    choosing: bool
    fonts: bool


@dataclass(frozen=True)
class Judged:
    """A file: its size in bytes, as it is and compressed, what is wrong with it alone, and what it leads to on this site."""

    path: str
    size: int = 0
    sent: int = 0
    findings: tuple[Finding, ...] = ()
    links: tuple[Link, ...] = ()
    page: Page | None = None
