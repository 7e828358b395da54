"""Words: left over, copied, in the wrong language, too long, or naming persons. Mostly rules of thumb, so mostly no errors."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from generator import languages
from generator.characters import named
from generator.checks.registry import Report, check
from generator.diagnostics import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from generator.catalog import Catalog, Written
    from generator.source import Document

LONGEST_TEXT = 900
LEAST_WORDS = 40
MANY = 10_000
"""So many titles are at hand while they are compared with each other."""
LEAST_LETTERS = 200
LEAST_SHARE = 0.3
TAG = re.compile(r"<[^>]*>")
PUNCTUATION = ".,;:()?!।\"'„“”«»"

PLACEHOLDER = re.compile(r"(?:n\.?/?a\.?|none|tbd|tba|todo|fixme|xxx+|\?+|-+|\.\.\.|…|lorem ipsum.*)", re.IGNORECASE | re.DOTALL)
SIGNS = r"\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u200c\u200d"
"""Vowel signs and other marks of Devanagari, and joiners: a regular expression does not take them for parts of a word."""
NAME = rf"(?![a-zß-öø-ÿ])\w[\w{SIGNS}]+"
"""What may be a name: in scripts with small letters no word that begins with one, as in the German for "every woman can"."""
LEFTOVER = re.compile(r"(?:\A|[.!?।] )(?:TODO|FIXME|TBD|XXX)\b|\b[Ll]orem ipsum\b")
IN_LEFTOVER = ("TODO", "FIXME", "TBD", "XXX", "orem ipsum")
"""One of these stands in everything that `LEFTOVER` finds. To look for plain words first is many times faster."""
MAIL = re.compile(r"(?<![\w.+@-])[\w.+-]+@(?!v?\d+(?:\.\d+)+)[\w-]+(?:\.[\w-]+)*\.(?:xn--[\w-]+|[^\W\d_]{2,})(?![\w-]|:\w)")
"""An address whose last part is letters: no version as in `package@1.2.3`, no `git@host:path`, no `@name@host` of a social network."""
IN_MAIL = ("@",)
FIGURE = r"(?:\d{1,3}(?:[ .]\d{3}){1,2}|\d(?:[ .]\d{3})+|\d{1,3}(?:[ .]\d{3})*(?:[ .]000){2})(?![ .]?\d)"
"""What grows by so many: `+10 000 000` is in thousands, and too short for a telephone number or all noughts."""
PHONE = re.compile(
    rf"(?<![\w.,/-])(?:\+(?!{FIGURE})|(?<!\d )00(?!0))"  # the code of the country ...
    r"(?:\d(?:[ ()/.-]?\d){7,14}|\d{1,3} ?\(\d{1,4}\) ?\d(?:[ /.-]?\d){4,11})(?!\w)"  # ... and the number, or an area code in brackets
    r"|\(0\d{2,4}\) ?\d{3,}[ -]?\d{2,}"
)
LATIN = r"[A-Za-z\u00c0-\u024f]"
LIKE_LATIN = (
    r"[\u0400-\u052f\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03b9\u03ba\u03bd\u03bf\u03c1\u03c5]"
)
"""Cyrillic, and the Greek letters that look Latin; others stand beside Latin ones in units and formulas."""
MIXED = re.compile(rf"(?<={LATIN}){LIKE_LATIN}|{LIKE_LATIN}(?={LATIN})")
IN_PHONE = ("+", "00", "(0")


@check("placeholder", alone=True)
def placeholder(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Words such as n/a and TODO look like content to programs and like carelessness to readers. Empty is not unknown.

    Bad: a section that says `n/a`
    Good: no such section, or one sentence that says what no source gives
    """
    for text in _texts(catalog):
        for name in ("title", "summary", "evidence"):
            words = getattr(text.head, name, None) or ""
            if _is_left_over(words):
                yield report(text.at(name), value=words[:40])
        for section in text.sections.values():
            words = _words_of(section.html)
            if words and _is_left_over(words):
                yield report(section.location, value=words[:40])


@check("text-too-long-to-read", Severity.warning, alone=True)
def text_too_long_to_read(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A case is read by people with little time: as long as its facts carry, 250 to 700 words as a rule.

    Bad: an original of 1,500 words
    Good: the same facts in 600
    """
    for case in catalog.cases.values():
        text = case.texts.get(case.facts.original_language)
        count = sum(section.words for section in text.sections.values()) if text else 0
        if text and count > LONGEST_TEXT:
            yield report(text.document.at_key("title"), words=count)


@check("copied-text", Severity.warning, alone=True)
def copied_text(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A translation whose words are those of the original is no translation yet.

    Bad: a German section left as it is in text.es.md
    Good: the section in Spanish, or no such section yet
    """
    for texts, original in _families(catalog):
        source = texts.get(original)
        if source is None:
            continue
        for text in texts.values():
            for name, section in text.sections.items():
                same = source.sections.get(name)
                if text is not source and same and same.hash == section.hash and section.words >= LEAST_WORDS // 4:
                    yield report(section.location, heading=section.heading, language=original)


@check("wrong-script", Severity.warning, alone=True)
def wrong_script(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A text in a language is written in its script; names and terms in another one are few.

    Bad: an English text saved as text.hi.md
    Good: the text in Hindi
    """
    for text in _texts(catalog):
        counts = Counter(_all_words_of(text))
        letters = {each: count for each, count in counts.items() if each.isalpha()}
        script, total = languages.locale(text.language).script, sum(letters.values())
        ours = sum(count for each, count in letters.items() if unicodedata.name(each, "").startswith(script))
        if total >= LEAST_LETTERS and ours / total < LEAST_SHARE:
            yield report(text.document.at_key("title"), language=text.language)


@check("mixed-script", Severity.hint, alone=True)
def mixed_script(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Letters that look alike are others to programs: nobody finds the word, and a name can pass for that of somebody else.

    Bad: `names: {en: Town}`, its second letter typed on a Cyrillic keyboard
    Good: `names: {en: Town}`, all of it typed on a Latin one
    """
    for document in _documents(catalog):
        for place, character in _matches(document, MIXED):
            yield report(place, character=character, code=named(character))


@check("wrong-language", Severity.warning, alone=True)
def wrong_language(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Small words betray a language: a text full of "the" and "of" is English, whatever the name of its file.

    Bad: an English text saved as text.de.md
    Good: the text in German
    """
    common = {each: languages.locale(each).common_words for each in catalog.settings.languages}
    for text in _texts(catalog):
        words = Counter(_split(_all_words_of(text)))
        counts = {language: sum(words[each] for each in common[language] & words.keys()) for language in common}
        best = max(counts, key=lambda each: counts[each])
        if words.total() >= LEAST_WORDS and best != text.language and counts[best] > 2 * counts.get(text.language, 0):
            yield report(text.document.at_key("title"), language=text.language, looks_like=best)


@check("likely-duplicate", Severity.hint)
def likely_duplicate(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Two entries for one practice split what is known of it.

    Bad: `cases/de/ulm-lorawan/` and `cases/de/lorawan-ulm/` with nearly the same title
    Good: one of them, the other under `former_ids`
    """
    for case in catalog.published():
        there = {other.id: other for city in case.facts.cities for other in catalog.cases_of_city(city)}
        for other in there.values():
            if case.id < other.id and _alike(case.texts, other.texts):
                yield report(Location(other.document.path), case=case.id)


@check("mail-address", Severity.hint, alone=True)
def mail_address(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Addresses of persons stay out: the history of the files cannot forget them. The address is never printed.

    Bad: an e-mail address in a text
    Good: the office, and its functional mailbox under `contact`
    """
    for place in _found(catalog, MAIL, IN_MAIL):
        yield report(place)


@check("phone-number", Severity.hint, alone=True)
def phone_number(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """Telephone numbers change and often belong to a person. The number is never printed.

    Bad: a telephone number in a text
    Good: the address of a contact page
    """
    for place in _found(catalog, PHONE, IN_PHONE):
        yield report(place)


@check("personal-name", Severity.hint, alone=True)
def personal_name(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A case names bodies, not persons: people move on, and did not ask to be in it. The name is never printed.

    Bad: a title such as Mr or Frau with a name behind it
    Good: the office that the person holds
    """
    for text in _texts(catalog):
        for place in _in_text(text, person(text.language), languages.locale(text.language).honorifics):
            yield report(place)


@cache
def person(language: str) -> re.Pattern[str]:
    """What looks like the name of a person in a language: a title, and a word behind it that may be a name."""
    titles = languages.locale(language).honorifics
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(each) for each in titles)})\s+{NAME}")


def _texts(catalog: Catalog) -> Iterator[Written[Any]]:
    for texts, _ in _families(catalog):
        yield from texts.values()


def _families(catalog: Catalog) -> Iterator[tuple[Mapping[str, Written[Any]], str]]:
    """The texts of each case and country, and which of them is the original."""
    for case in catalog.cases.values():
        yield case.texts, case.facts.original_language
    for country in catalog.countries.values():
        yield country.texts, country.original_language


def _is_left_over(words: str) -> bool:
    return bool(PLACEHOLDER.fullmatch(words) or (_holds(words, IN_LEFTOVER) and LEFTOVER.search(words)))


def _words_of(html: str) -> str:
    return TAG.sub(" ", html).strip()


def _all_words_of(text: Written[Any]) -> str:
    return _words_of(" ".join(section.html for section in text.sections.values()))


def _split(words: str) -> list[str]:
    """Words between white space: a pattern for letters would cut Hindi words at their vowel signs."""
    return [word.strip(PUNCTUATION) for word in words.casefold().split()]


def _alike(texts: Mapping[str, Written[Any]], others: Mapping[str, Written[Any]]) -> bool:
    """Whether two cases have nearly the same title in some language: three words in four are shared."""
    for language in set(texts) & set(others):
        first, second = (_long_words(each[language].head.title or "") for each in (texts, others))
        if first and second and len(first & second) / len(first | second) > LEAST_SHARE * 2:
            return True
    return False


@lru_cache(maxsize=MANY)
def _long_words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w{3,}", title.casefold()))


def _found(catalog: Catalog, pattern: re.Pattern[str], signs: Collection[str]) -> Iterator[Location]:
    for text in _texts(catalog):
        yield from _in_text(text, pattern, signs)


def _in_text(text: Written[Any], pattern: re.Pattern[str], signs: Collection[str]) -> Iterator[Location]:
    """Where a pattern stands in the file of a text, line by line. All that it finds holds one of the signs."""
    if _holds(text.document.text, signs):
        yield from (place for place, _ in _matches(text.document, pattern, signs))


def _matches(document: Document, pattern: re.Pattern[str], signs: Collection[str] = ("",)) -> Iterator[tuple[Location, str]]:
    """Where a pattern stands in a file, line by line, and what stands there."""
    for number, line in enumerate(document.text.split("\n"), start=1):
        for match in pattern.finditer(line) if _holds(line, signs) else ():
            yield Location(document.path, number, match.start() + 1, number, match.end() + 1), match[0]


def _holds(words: str, signs: Collection[str]) -> bool:
    return any(sign in words for sign in signs)


def _documents(catalog: Catalog) -> Iterator[Document]:
    """Every file that holds words."""
    yield from (text.document for texts, _ in _families(catalog) for text in texts.values())
    yield from (text.document for page in catalog.pages.values() for text in page.texts.values())
    yield from (case.document for case in catalog.cases.values())
    yield from (country.document for country in catalog.countries.values())
    yield from (city.document for city in catalog.cities.values())
    if catalog.origins_document:
        yield catalog.origins_document
