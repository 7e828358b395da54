"""How a page is cited: as text for people, as BibTeX, RIS and CSL-JSON for programs. Values go in, text comes out.

The author is always an organisation: the base holds no names of persons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import languages, routes

if TYPE_CHECKING:
    import datetime

    from generator.catalog import CaseEntry, Settings, Written
    from generator.languages import Locale
    from generator.models.case import Case
    from generator.models.text import CaseText

LICENCE = "CC-BY-4.0"
"""The licence of a text that names no other."""


@dataclass(frozen=True)
class Cited:
    """What a citation says of a page. `language` is a BCP 47 tag, `licence` SPDX, `url` empty where nobody knows it yet."""

    key: str
    title: str
    author: str
    site: str
    changed: datetime.date
    language: str
    licence: str
    url: str = ""


def of_case(settings: Settings, case: CaseEntry, text: Written[CaseText], reader: str) -> Cited:
    """A case as it is cited by who reads `text`: in the language of the text, also where it stands in for a missing translation.

    `reader` is the language of the page, which counts where the site is not published in that of the text.
    """
    language = text.language if text.language in settings.languages else reader
    return Cited(
        key=f"{case.id}-{language}".replace("/", "-"),
        title=text.head.title,
        author=settings.network(language),
        site=settings.name(language),
        changed=last_changed(case.facts),
        language=languages.tag(text.language),
        licence=case.facts.licence or LICENCE,
        url=routes.absolute(settings.site_url, language, routes.case(case.id)),
    )


def last_changed(case: Case) -> datetime.date:
    """The day of the last change in substance."""
    return max((case.added, *(change.date for change in case.changes)))


def last_day(case: Case) -> datetime.date:
    """The day of the last change in substance, or of the withdrawal."""
    return max(last_changed(case), case.withdrawn.date) if case.withdrawn else last_changed(case)


def text(locale: Locale, cited: Cited) -> tuple[str, str, str]:
    """A citation in the words of a language: what stands before the title, the title, what stands after it.

    In three, because the title may be in another language than the words around it.
    """
    around = locale.text(
        "citation.text",
        author=_line(cited.author),
        title="\n",  # Nothing else here holds an end of line.
        site=_line(cited.site),
        date=locale.date(cited.changed),
        licence=_line(cited.licence),
    )
    before, _, after = around.partition("\n")
    return before, _line(cited.title), f"{after} {cited.url}".rstrip()


def bibtex(cited: Cited) -> str:
    """An entry for a .bib file, in UTF-8, which BibTeX and biblatex both understand.

    Sources: O. Patashnik, BibTeXing (1988), section 3, for the type and its fields; the manual of biblatex, sections 2.1 and
    2.2, for `url`, which is taken as it is, and for `language` and `version`, which BibTeX passes over.
    Two braces around a title keep its capitals, around an author they keep the name of a body in one piece.
    """
    fields = {
        "author": f"{{{{{_latex(cited.author)}}}}}",
        "title": f"{{{{{_latex(cited.title)}}}}}",
        "howpublished": f"{{{_latex(cited.site)}}}",
        "year": f"{{{cited.changed:%Y}}}",
        "month": _MONTHS[cited.changed.month - 1],
        "version": f"{{{cited.changed.isoformat()}}}",
        "language": f"{{{cited.language}}}",
        "note": f"{{{_latex(cited.licence)}}}",
    }
    if cited.url:
        fields["url"] = f"{{{cited.url}}}"
    lines = (f"  {name} = {value}," for name, value in fields.items())
    return "\n".join((f"@misc{{{cited.key},", *lines, "}", ""))


def ris(cited: Cited) -> str:
    """A record for programs that manage references, in UTF-8.

    Source: RIS Format Specifications (Research Information Systems, 2001; types and fields of 2011). A tag is two characters,
    two spaces, a hyphen and a space; each line ends with CR LF; the first tag is TY and the last ER; names of authors and
    periodicals hold no asterisk. A comma in the name of an author parts surname from first name: there is no way to quote it.
    """
    fields = [
        ("TY", "ELEC"),
        ("AU", _line(cited.author.replace("*", ""))),
        ("TI", _line(cited.title)),
        ("T2", _line(cited.site.replace("*", ""))),
        ("PY", f"{cited.changed:%Y}"),
        ("DA", f"{cited.changed:%Y/%m/%d}"),
        ("LA", cited.language),
        ("N1", _line(cited.licence)),
        ("UR", cited.url),
    ]
    lines = [f"{tag}  - {value}" for tag, value in fields if value]
    return "".join(f"{line}\r\n" for line in (*lines, "ER  - "))


def csl(cited: Cited) -> dict[str, object]:
    """An item of CSL-JSON, the input of processors of the Citation Style Language.

    Source: csl-data.json of the CSL schemas, version 1.0.2. It has no field for a licence, hence `note`.
    """
    day = cited.changed
    item: dict[str, object] = {
        "id": cited.key,
        "type": "webpage",
        "author": [{"literal": cited.author}],
        "title": cited.title,
        "container-title": cited.site,
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "language": cited.language,
        "note": cited.licence,
    }
    return item | ({"URL": cited.url} if cited.url else {})


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Names that every style of BibTeX knows, and writes in its own language."""

# Braces of mathematics, which stand for themselves elsewhere too: BibTeX counts braces even behind a backslash.
_LATEX = {
    ord("\\"): r"\textbackslash{}",
    ord("{"): r"$\lbrace$",
    ord("}"): r"$\rbrace$",
    ord("~"): r"\textasciitilde{}",
    ord("^"): r"\textasciicircum{}",
    **{ord(each): f"\\{each}" for each in "%&_#$"},
}
_LIGATURE = re.compile(r"([-`',<>])(?=\1)|[!?](?=`)")
"""Characters that TeX draws together with the next one as another: -- becomes a dash."""


def _latex(value: str) -> str:
    """A text as LaTeX prints it: nothing in it is a command."""
    return _LIGATURE.sub(r"\g<0>{}", _line(value).translate(_LATEX))


def _line(value: str) -> str:
    """A text in one line, whatever counts as the end of a line elsewhere."""
    return " ".join(value.split())
