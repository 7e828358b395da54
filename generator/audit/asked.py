"""What whoever starts an audit wants to know of a site."""

from __future__ import annotations

from dataclasses import dataclass

from generator.audit import allowed


@dataclass(frozen=True)
class Asked:
    """`canaries` are texts that must be in no published byte; `languages` those to look at, all where none is named.

    All sizes are in thousands of bytes. Those of pages are of what is sent, compressed by gzip: the page with the style
    sheets, scripts and icons that it names (`page`), the same where the page is a list with filters (`choosing`), what
    fonts may add where a page asks for one at once (`fonts`), and its scripts alone (`scripts`). `site` is everything,
    not compressed.
    """

    canaries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    page: int = 45
    choosing: int = 90
    fonts: int = 105
    scripts: int = 5
    site: int = 1_000_000

    def wants(self, path: str) -> bool:
        """Whether a file is to be looked at: it lies in the folder of a language that was named, or in that of none."""
        folder, below, _ = path.partition("/")
        return not self.languages or not below or folder in self.languages or not allowed.LANGUAGE.fullmatch(folder)
