"""What the search of the offline copy knows of each page, as a script that holds nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator import languages, routes
from generator.pages.cases import first_sentence
from generator.routes import Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.languages import Locale
    from generator.pages import Page

PATH = "assets/offline-records.js"
NAME = "searchRecords"
"""The one global name on pages of the copy."""
KINDS = frozenset({"case", "country", "city"})
"""Templates whose pages are called what they are; all others are pages."""
_UNSAFE = {ord(each): f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}
"""What could end a script or a line of one, written so that it cannot."""


def script(locale: Locale, made: Iterable[Page]) -> bytes:
    """`var searchRecords = […];`, a line for each page that a search finds: texts, and addresses as seen from the search page."""
    records = (_record(locale, page) for page in made if page.search is not None)
    lines = ",\n".join(json.dumps(record, ensure_ascii=False, separators=(",", ":")) for record in records)
    return f"var {NAME} = [\n{lines}\n];\n".translate(_UNSAFE).encode()


def _record(locale: Locale, page: Page) -> dict[str, str]:
    """What is shown of a page, and what it is found by besides; what a page has none of is left out.

    `rest` is its description without the `line` that is shown, `words` are topics and places, `others` what else people
    call them.
    """
    kind = locale.text(f"search.kind.{page.template if page.template in KINDS else 'page'}")
    place, line = _place(page), first_sentence(page.description)
    record = {
        "href": routes.href(routes.SEARCH, page.route, style=Style.FILES),
        "title": page.title,
        "about": f"{kind} · {place}" if place else kind,
        "line": line if line != page.title else "",
        "rest": page.description.removeprefix(line).strip(),
        "words": " · ".join(dict.fromkeys((*(page.search or ()), *place.split(", ")))),
        "others": " · ".join(page.synonyms),
    }
    if page.text_language != locale.code:
        record["language"] = languages.tag(page.text_language)
        record["mark"] = locale.text("list.in-language", language=locale.language_name(page.text_language))
    return {key: value for key, value in record.items() if value}


def _place(page: Page) -> str:
    """Where a case or a city is, in the reader's language."""
    if page.template not in {"case", "city"}:
        return ""
    return ", ".join(each.name for each in (*getattr(page.view, "places", ()), page.view.country))
