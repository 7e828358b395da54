"""The words and formats of one language: `locales/<lang>.yml`, and Babel for numbers, dates and plural forms."""

from __future__ import annotations

import datetime
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from babel import Locale as Cldr
from babel import UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

FOLDER = Path(__file__).parent / "locales"
PSEUDO = "en-XA"
"""English with accents and brackets: whatever shows up plain on a page built in it is not in a locale file."""
MIRRORED = "ar-XB"
"""The same, from right to left: whatever does not flip on a page built in it is fixed to a side."""


@dataclass(frozen=True)
class Locale:
    """One language: its words by dotted keys, and how it writes numbers, dates and lists."""

    code: str
    words: Mapping[str, Any]

    @property
    def tag(self) -> str:
        """The BCP 47 tag for `lang` and `hreflang`."""
        return str(self.words["locale"]["tag"])

    @property
    def direction(self) -> str:
        return str(self.words["locale"]["direction"])

    @property
    def name(self) -> str:
        """The language's own name for itself."""
        return str(self.words["locale"]["name"])

    @property
    def script(self) -> str:
        """With what the Unicode names of its letters begin: LATIN."""
        return str(self.words["locale"]["script"])

    @property
    def common_words(self) -> frozenset[str]:
        """Small words that tell the language from the others."""
        return frozenset(self.words["locale"]["common-words"])

    @property
    def honorifics(self) -> tuple[str, ...]:
        """Titles before names of persons."""
        return tuple(self.words["locale"]["honorifics"])

    @property
    def large_numbers(self) -> tuple[str, ...]:
        """The scales in which amounts of money are said, the largest first: of `magnitude` in the locale file."""
        return tuple(self.words["locale"]["large-numbers"])

    @cached_property
    def cldr(self) -> Cldr:
        return Cldr.parse(self.words["locale"]["cldr"])

    def text(self, key: str, /, **values: object) -> str:
        """The words under a key such as `interface.search`, with `values` put in; KeyError where there are none."""
        found = self._found.get(key) or self._find(key)
        if not isinstance(found, str):
            raise KeyError(key)
        return found.format(**values) if values or "{" in found else found

    def label(self, vocabulary: str, term: str) -> str:
        """The label of a vocabulary's id."""
        return self.text(f"term.{vocabulary}.{term}")

    def definition(self, vocabulary: str, term: str) -> str:
        """What a vocabulary's id means, in one to three sentences."""
        return self.text(f"definition.{vocabulary}.{term}")

    @property
    def endings(self) -> tuple[str, ...]:
        """Endings of words that the search does not know to be such."""
        return tuple(self._find("search.endings"))

    def synonyms(self, vocabulary: str, term: str) -> tuple[str, ...]:
        """Other words under which people of this language look for a vocabulary's id."""
        return tuple(self.words.get("synonyms", {}).get(vocabulary, {}).get(term, ()))

    def counted(self, key: str, number: int | Decimal, shown: str = "", /, **values: object) -> str:
        """The words under a key in the plural form that the language uses for this number, or for what is shown of it."""
        found = self._find(key)
        if isinstance(found, dict):
            found = found["zero"] if number == 0 and "zero" in found else found.get(self.cldr.plural_form(number), found["other"])
        return str(found).format(n=shown or self.number(number), **values)

    def forms(self, key: str) -> dict[str, str]:
        """All plural forms under a key, for a script that counts in the browser."""
        found = self._find(key)
        if not isinstance(found, dict):
            raise KeyError(key)
        return found

    def number(self, number: int | Decimal) -> str:
        return format_decimal(number, locale=self.cldr, decimal_quantization=False)

    def date(self, day: datetime.date) -> str:
        return format_date(day, "long", locale=self.cldr)

    def when(self, when: str) -> str:
        """A year, month or day as written in content → as people of this language write it; `~` becomes about."""
        exact = when.removesuffix("~")
        parts = [int(part) for part in exact.split("-")]
        if len(parts) == 1:
            shown = exact
        elif len(parts) == len(("year", "month")):
            shown = format_skeleton("yMMMM", datetime.date(parts[0], parts[1], 1), locale=self.cldr)
        else:
            shown = self.date(datetime.date.fromisoformat(exact))
        return self.text("phrase.about", n=shown) if when.endswith("~") else shown

    def joined(self, items: Iterable[str]) -> str:
        """a, b and c."""
        return format_list(list(items), locale=self.cldr)

    def order(self, name: str) -> tuple[str, str]:
        """A key that sorts names as people look them up: Índia among the I, whatever the case."""
        return without_accents(name).casefold(), name

    def language_name(self, code: str) -> str:
        """The name of a language: of those of the site as the language team writes it, else as the CLDR does."""
        return str(self.words["language-name"].get(code) or self.cldr.languages.get(code, code))

    def language_from(self, code: str) -> str:
        """The name of a language after "translated from"."""
        return str(self.words["language-from"].get(code) or self.language_name(code))

    def part(self, name: str, headings: Mapping[str, str] | None = None) -> str:
        """A part of a text in words: `title`, the heading of a section, or of one that the text has itself (`headings`)."""
        kind, _, inner = name.partition(".")
        sections: dict[str, Any] = {**(headings or {}), **self.words["section"]["country"], **self.words["section"]["case"]}
        if not inner and kind in sections:
            heading = sections[kind]
            return heading if isinstance(heading, str) else str(heading["heading"])
        return self.text(f"part.{kind if kind in self.words['part'] else 'text'}")

    def territory(self, code: str) -> str:
        """The name of a country by its two letters."""
        return str(self.cldr.territories.get(code.upper(), code.upper()))

    def _find(self, key: str) -> Any:
        """What stands under a key; words that a language does not have yet are English."""
        try:
            found = _under(self.words, key)
        except KeyError:
            if self.code == "en":
                raise
            found = _under(locale("en").words, key)
        self._found[key] = found
        return found

    @cached_property
    def _found(self) -> dict[str, Any]:
        """What was looked up before: every page asks for the same words."""
        return {}


def _under(words: Any, key: str) -> Any:
    for part in key.split("."):
        words = words[part]
    return words


@cache
def locale(code: str) -> Locale:
    """The locale of a language that has a file, or the pseudo-locale; KeyError for any other."""
    if code in {PSEUDO, MIRRORED}:
        english = locale("en").words
        made = {"tag": code, "name": "[Éñĝļíšĥ]", "direction": "rtl" if code == MIRRORED else "ltr"}
        return Locale(code, {**_accented(english), "locale": {**english["locale"], **made}})
    if code not in available():
        raise KeyError(code)
    return Locale(code, yaml.load((FOLDER / f"{code}.yml").read_text("utf-8"), Loader=yaml.CSafeLoader))


def tag(code: str) -> str:
    """The BCP 47 tag of a language, whether it has a locale file or not."""
    return locale(code).tag if code in {PSEUDO, MIRRORED} or code in available() else code


def direction(code: str) -> str:
    """`ltr` or `rtl`, as the language is written."""
    if code in {PSEUDO, MIRRORED} or code in available():
        return locale(code).direction
    try:
        return str(Cldr.parse(code, sep="-").text_direction)
    except (UnknownLocaleError, ValueError):
        return "ltr"


@cache
def available() -> tuple[str, ...]:
    """The languages that have a locale file."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yml")))


_ACCENTS = {ord(letter): unicodedata.normalize("NFC", letter + "\u0301") for letter in "aceilnorsuyzACEILNORSUYZ"}


def _accented(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _accented(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_accented(item) for item in node]
    return f"[{_accent(str(node))}]"


def _accent(text: str) -> str:
    """Accents on all letters but those of placeholders."""
    out, inside = [], False
    for character in text:
        inside = (inside or character == "{") and character != "}"
        out.append(character if inside else character.translate(_ACCENTS))
    return "".join(out)


def without_accents(text: str) -> str:
    """A text whose letters have none of the accents of Latin, Greek and Cyrillic scripts; signs of other scripts stay."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text) if not "\u0300" <= each <= "\u036f")
    return unicodedata.normalize("NFC", plain)
