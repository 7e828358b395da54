"""Pages that say that there is nothing here, with an answer that says that all is well: soft 404.

A false alarm costs more than a missed one: only a whole part of a title counts, and a redirect only where it leads from
deep inside a site to the front of the same one, or to a page that is named after the mistake.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from generator.languages import without_accents

if TYPE_CHECKING:
    from generator.links.answers import Answer

SAID = (
    "404",
    "not found",
    "page not found",
    "file not found",
    "page cannot be found",
    "page can not be found",
    "page could not be found",
    "the page you requested could not be found",
    "page does not exist",
    "nicht gefunden",
    "seite nicht gefunden",
    "seite wurde nicht gefunden",
    "die seite wurde nicht gefunden",
    "seite existiert nicht",
    "no encontrado",
    "no encontrada",
    "pagina no encontrada",
    "pagina no existe",
    "la pagina no existe",
    "contenido no encontrado",
    "nao encontrado",
    "nao encontrada",
    "pagina nao encontrada",
    "pagina nao existe",
    "conteudo nao encontrado",
    "नहीं मिला",
    "पृष्ठ नहीं मिला",
    "पेज नहीं मिला",
)
"""Without accents and in small letters, in the languages of the content."""
_PHRASE = "|".join(sorted(map(re.escape, SAID[1:]), key=len, reverse=True))
_NUMBER = r"(?:http )?(?:error |fehler |erro |त्रुटि )?404(?: error| fehler| erro)?"
UNFOUND = re.compile(rf"(?:{_NUMBER}|(?:{_NUMBER} )?(?:{_PHRASE})(?: {_NUMBER})?)")
BETWEEN = re.compile(r"\s+[-|–—·»:•]+\s+|\s*[|»•]\s*")  # noqa: RUF001 - dashes as people put them between parts of titles
NAMES = re.compile(
    r"(?:error-?|fehler-?|erro-?)?404(?:-(?:error|not-found))?|(?:page-?)?not-?found|(?:seite-)?nicht-gefunden"
    r"|pagina-no-encontrada|pagina-nao-encontrada"
)
FRONT = re.compile(r"(?:index|default|home|homepage|start|startseite|inicio|main|welcome|[a-z]{2}(?:-[a-z]{2})?)(?:\.[a-z]{3,5})?")
"""Names of a front page in a path, and languages: de, pt-br, index.php."""


def is_soft(answer: Answer) -> bool:
    """Whether a page that came with 200 says, by its title or by where it is, that the page asked for is not there."""
    return _titled(answer.title) or (bool(answer.hops) and _sent_away(answer.asked, answer.address))


def _titled(title: str) -> bool:
    parts = [_plain(part) for part in BETWEEN.split(title) if part.strip()]
    return any(UNFOUND.fullmatch(part) for part in (*parts[:2], *parts[-1:], _plain(title)))


def _plain(words: str) -> str:
    """Small letters without accents, numbers, and signs of Devanagari, one space between words."""
    return " ".join(re.findall(r"[\w\u0900-\u0963]+", without_accents(words).casefold()))


def _sent_away(asked: str, there: str) -> bool:
    deep, front = _inside(asked), _inside(there)
    if front and NAMES.fullmatch(front[-1]) and not (deep and NAMES.fullmatch(deep[-1])):
        return True
    return bool(deep) and not front and not urlsplit(there).query and _site(asked) == _site(there)


def _inside(address: str) -> list[str]:
    """The parts of a path that lead into a site: without languages and names of front pages."""
    parts = unquote(urlsplit(address).path).casefold().split("/")
    return [re.sub(r"\.[a-z]{3,5}$", "", part) for part in parts if part and not FRONT.fullmatch(part)]


def _site(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
