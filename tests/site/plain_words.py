"""Finds words on a page of the pseudo-locale that come neither from a locale file nor from content.

The pseudo-locale accents the letters in `ACCENTED` wherever a locale file holds them. So a word that holds one of them
plain was written into a template or a module, unless it is content, a code, or a name from Babel or pycountry.
"""

from __future__ import annotations

import gettext
import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pycountry
from babel import Locale as Cldr
from free_text import FREE, texts_of
from html5lib import parseFragment

from generator import languages, vocabulary
from generator.build import SAMPLES
from generator.models import fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    from generator.catalog import Catalog

ACCENTED = frozenset("aceilnorsuyz")
ENGLISH = Cldr("en")
DATE = re.compile(rf"(?:{'|'.join(ENGLISH.months['format']['wide'].values())})(?: \d{{1,2}},)? \d{{4}}")
ADDRESS = re.compile(r"https?://\S+")
REMOVED = "\ue000"
LIST = re.compile(rf"(?<=[\]{REMOVED}]),? and (?=[\[{REMOVED}])")
"""What Babel puts between the last two of several items."""

_TECHNICAL = (
    "action aria-current aria-hidden aria-labelledby as autocomplete charset class crossorigin cx cy d data-besides data-bundle data-index"
    " data-cases data-first dir download enterkeyhint focusable for hidden href hreflang http-equiv id lang method name preserveaspectratio r rel role scope spellcheck src tabindex translate type value viewbox"
)
TECHNICAL = frozenset(_TECHNICAL.split())
"""Attributes whose values no reader hears or sees; all others are read."""

CODES = (fields.EvidenceLevel, fields.Licence, fields.Currency, fields.Mailbox)


@dataclass(frozen=True)
class Content:
    """What a page may show that stands in no locale file."""

    catalog: Catalog

    @cached_property
    def _phrases(self) -> re.Pattern[str]:
        words = {*self._texts(), *self._names(), *_samples(), *vocabulary.terms()["evidence-level"], "CC-BY-4.0"}
        longest_first = sorted((_folded(each) for each in words if _plain(each)), key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    @cached_property
    def prose(self) -> frozenset[str]:
        """Every piece of text in the bodies, as it stands between two tags."""
        parts = [section.html for text in self._written() for section in text.sections.values()]
        return frozenset(_folded(piece) for part in parts for piece in parseFragment(part, namespaceHTMLElements=False).itertext())

    @cached_property
    def summaries(self) -> tuple[str, ...]:
        return tuple(_folded(text.head.summary) for text in self._written() if text.head.summary)

    @cached_property
    def headings(self) -> frozenset[str]:
        """Headings of sections: they follow the language of the text below them; those of standing pages are free."""
        known = (words for language in self.catalog.settings.languages for words in languages.locale(language).words["section"].values())
        free = (
            section.heading for page in self.catalog.pages.values() for text in page.texts.values() for section in text.sections.values()
        )
        return frozenset(_folded(heading) for heading in (*(each["heading"] for words in known for each in words.values()), *free))

    def without(self, text: str) -> str:
        """A text without the content in it."""
        return LIST.sub("", DATE.sub("", self._phrases.sub(REMOVED, ADDRESS.sub(REMOVED, _folded(text)))))

    def _records(self) -> list[Any]:
        catalog = self.catalog
        entries = (*catalog.cases.values(), *catalog.countries.values(), *catalog.cities.values())
        heads = [text.head for text in self._written()]
        return [catalog.settings.base, *(entry.facts for entry in entries), *catalog.origins.values(), *heads]

    def _written(self) -> list[Any]:
        groups = (*self.catalog.cases.values(), *self.catalog.countries.values(), *self.catalog.pages.values())
        return [text for group in groups for text in group.texts.values()]

    def _texts(self) -> Iterator[str]:
        for record in self._records():
            yield from texts_of(record, (*FREE, *CODES))
        results = (result for case in self.catalog.cases.values() for result in case.facts.results)
        yield from (result.unit for result in results if result.unit.isupper())  # amounts of money, by ISO 4217
        yield from (city.facts.website for city in self.catalog.cities.values() if city.facts.website)

    def _names(self) -> Iterator[str]:
        """Names of countries, languages and regions in use, as Babel and pycountry give them in English."""
        facts = [case.facts for case in self.catalog.cases.values()]
        places = [case.country for case in self.catalog.cases.values()]
        places += [origin.country for origin in self.catalog.origins.values() if origin.country]
        places += [review.country for case in facts for review in case.review]
        yield from (ENGLISH.territories[code.upper()] for code in places)
        records = (*self.catalog.cases.values(), *self.catalog.countries.values(), *self.catalog.cities.values())
        spoken = {source.language for record in records for source in record.facts.sources if source.language}
        spoken |= {language for country in self.catalog.countries.values() for language in country.facts.official_languages}
        yield from (ENGLISH.languages[code] for code in spoken if code not in languages.locale("en").words["language-name"])
        regions = [city.facts.subdivision for city in self.catalog.cities.values() if city.facts.subdivision]
        english = gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=["en"], fallback=True)
        yield from (english.gettext(pycountry.subdivisions.get(code=code).name) for code in regions)


def plain_words(page: Element, content: Content) -> list[str]:
    """The words of a page, in text and attributes, that are neither accented nor content; each with where it stands."""
    return [f"{word} ({place})" for place, text in _seen(page, content, ()) for word in _plain(text)]


def _samples() -> set[str]:
    """What the commonest mistakes quote, as it stands in the samples, and what the program proposes instead."""
    texts = [path.read_text("utf-8") for path in SAMPLES.rglob("*") if path.suffix in {".yml", ".md"}]
    return {*re.findall(r"[\w.-]{2,}", " ".join(texts)), *vocabulary.terms()["topic"], "published", "What was difficult"}


def _plain(text: str) -> list[str]:
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text))
    return [word for word in words if ACCENTED & set(word.lower())]


def _seen(element: Element, content: Content, around: tuple[Element, ...]) -> Iterator[tuple[str, str]]:
    """Place and text of all that is not content in an element and those in it."""
    here = (*around, element)
    for name, value in element.attrib.items():
        if name not in TECHNICAL and not (element.tag == "meta" and element.get("name") != "description"):
            yield f"{element.tag} {name}", " ".join(content.without(text) for text in _texts_of_attribute(value))
    if element.get("translate") == "no":
        return
    if element.tag not in {"script", "style"}:
        yield element.tag, _left(element.text, here, content)
    for child in element:
        yield from _seen(child, content, here)
        yield element.tag, _left(child.tail, here, content)


def _texts_of_attribute(value: str) -> list[str]:
    """The value, or where it is a JSON mapping, the values in it; without placeholders, which the script fills in."""
    texts = json.loads(value).values() if value.startswith("{") else [value]
    return [re.sub(r"{\w+}", "", each) for each in texts]


def _left(text: str | None, around: tuple[Element, ...], content: Content) -> str:
    """What is left of a text without the content that may stand at its place."""
    piece, inside = _folded(text or ""), {name for each in around for name in each.get("class", "").split()}
    exact: Iterable[str] = ()
    if "prose" in inside:
        exact = content.prose
    elif around[-1].tag == "h2" or "contents" in inside:
        exact = content.headings
    elif {"card-line", "explorer-line"} & inside and piece.endswith((".", "।", "?", "!")):
        exact = [piece] if any(summary.startswith(piece) for summary in content.summaries) else ()
    elif "switch" in inside and around[-1].get("lang"):
        exact = [languages.locale(code).name for code in content.catalog.settings.languages]
    return "" if piece in exact else content.without(piece)


def _folded(text: str) -> str:
    return " ".join(text.split())
