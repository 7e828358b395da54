"""Figures in a text → what they say, however a language writes them: 33,000 and 33.000, 7.2 million and 72 लाख.

The words around a figure (million, percent, the name of a currency) stand under `quantity` in the locale files, the marks
inside it in the CLDR. What is not understood counts as a plain number, so that good prose is not taken for a mistake.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from babel.numbers import get_currency_name, list_currencies

from generator import languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Key = Decimal | str
"""What is compared: a number; or, as text, a time of the day or a name such as 1.2.3."""

MAGNITUDES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "thousand-million": 10**9,
    "kharab": 10**11,
    "million-million": 10**12,
}
"""By how much each word behind a number multiplies it."""
CONVENTIONS = ((".", ","), (",", "."), (".", "'"), (",", "'"))
"""Marks before decimals, and marks between groups of digits, that languages use together."""
SYMBOLS = {"€": "EUR", "₹": "INR", "R$": "BRL", "US$": "USD", "MX$": "MXN", "S/": "PEN", "S/.": "PEN"}
LEAST_MONEY = 1000
"""The number from which any code of ISO 4217 means money: in COP 30, PHP 8 and BSD 3 it does not."""
MARK = r"[.,'\u2019]"
"""What may stand inside a number."""
HALF_DAY = 12
SEEN_BEFORE = 40
"""Characters before a figure in which the word that belongs to it is looked for."""
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure: its digits from `start` to `end`, and the `phrase` that holds them with the words that belong to them.

    `keys` are what it says: several where the text leaves open what a number counts, as the 5 in "5 to 8 million".
    `elsewhere` is what it says to readers of languages with other marks; a figure is `sound` if its own can write it so.
    """

    start: int
    end: int
    phrase: tuple[int, int]
    keys: frozenset[Key]
    elsewhere: frozenset[Key] = frozenset()
    sound: bool = True
    scale: int = 1
    share: bool | None = False
    """Whether it is a percentage; None where only a figure that follows says so."""
    currencies: frozenset[str] = frozenset()
    """The currencies that it may be an amount of."""
    label: bool = False
    """Whether it may be part of a name and counts nothing: EUPL 1.2, decree 9.854/2019."""
    loose: bool = False
    """Whether it is grown together with a name (G20, PM2.5) that other languages may do without."""


def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """The figures of a text, in their order."""
    grammar, digits = _grammar(language), _with_ascii_digits(text)
    return tuple(_joined(digits, grammar, [each for match in _matches(digits, grammar) for each in _read(digits, grammar, match)]))


def spelt(text: str, language: str) -> frozenset[Key]:
    """The numbers that a text writes in words: one, third, a million, XXI. Another language may write these in digits."""
    grammar = _grammar(language)
    found: set[Key] = {_roman(match[0]) for match in re.finditer(r"\b[IVXLC]{2,}\b", text)}
    for (_, end), number in grammar.numbers.everywhere(text):
        found |= {number, number * _scale_behind(text, grammar, end)[0]}
    for (start, end), scale in grammar.magnitudes.everywhere(text):
        if not text[max(0, start - SEEN_BEFORE) : start].rstrip()[-1:].isdecimal():
            found.add(Decimal(scale * _scale_behind(text, grammar, end)[0]))
    return frozenset(found)


def currencies(text: str, language: str) -> frozenset[str]:
    """The currencies that a text may speak of, anywhere."""
    codes = {match[0] for match in re.finditer(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])", text)} & _codes()
    return frozenset(codes).union(*(named for _, named in _grammar(language).money.everywhere(text)))


def understood(language: str) -> frozenset[str]:
    """The currencies for which a language has words here."""
    return frozenset(code for codes in _grammar(language).money.meanings.values() for code in codes)


def names_shares(text: str, language: str) -> bool:
    """Whether a text speaks of percent apart from a number, as the head of a table may do for the numbers below."""
    behind_number = r"\d[\s-]*(?:{})"
    words = _grammar(language).percent.pattern
    return bool(re.search(words, re.sub(behind_number.format(words), "", text, flags=re.IGNORECASE), re.IGNORECASE))


NO_LETTER = r"(?![^\W\d_])"
_PRECOMPOSED = tuple((unicodedata.normalize("NFD", chr(code)), chr(code)) for code in range(0x958, 0x960))
"""Letters of Devanagari with a dot below, as two characters and as one."""

Value = TypeVar("Value")


class _Words(Generic[Value]):
    """Words and phrases with what they mean, as the locale files list them; a `*` leaves the end open."""

    def __init__(self, meanings: Iterable[tuple[str, Value]]) -> None:
        listed = dict(meanings)
        self.meanings = {word.casefold(): value for word, value in listed.items()}
        self.begun = sorted((word[:-1] for word in self.meanings if word.endswith("*")), key=len, reverse=True)
        self.pattern = "|".join(map(_pattern, sorted(listed, key=len, reverse=True))) or "(?!)"  # none: nothing is found
        self._anywhere: re.Pattern[str] | None = None

    def value(self, found: str) -> Value | None:
        """What words found by the pattern mean; None where the pattern takes one letter for another, as İ for i."""
        folded = " ".join(unicodedata.normalize("NFC", found).casefold().split())
        if folded not in self.meanings:
            folded = next((start + "*" for start in self.begun if folded.startswith(start)), "")
        return self.meanings.get(folded)

    def everywhere(self, text: str) -> Iterator[tuple[tuple[int, int], Value]]:
        """Where each of the words stands in a text, and what it means."""
        self._anywhere = self._anywhere or re.compile(rf"(?:(?<=\d)|(?<!\w))(?:{self.pattern})", re.IGNORECASE)
        for match in self._anywhere.finditer(text):
            value = self.value(match[0])
            if value is not None and not _goes_on(text, match.end()):
                yield match.span(), value


def _pattern(word: str) -> str:
    """The pattern of one entry, in composed and in decomposed letters."""
    spellings = {word.removesuffix("*")}
    for decomposed, composed in _PRECOMPOSED:
        spellings |= {each.replace(decomposed, composed) for each in spellings}
    pattern = "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in sorted(spellings))
    if word.endswith("*"):
        return rf"(?:{pattern})[^\s.,;:!?|()\[\]/\u0964\u2013-]*"
    return f"(?:{pattern}){NO_LETTER if unicodedata.category(word[-1])[0] in 'LM' else ''}"


def _goes_on(text: str, at: int) -> bool:
    """Whether a word goes on with a vowel sign or joiner, which are no letters to Python: लाख in लाखों."""
    return unicodedata.category(text[at : at + 1] or " ")[0] == "M" or text[at : at + 1] in {"\u200c", "\u200d"}


@dataclass(frozen=True)
class _Grammar:
    """How one language writes figures."""

    decimal: str
    group: str
    scan: re.Pattern[str]
    behind: re.Pattern[str]
    between: re.Pattern[str]
    magnitudes: _Words[int]
    numbers: _Words[Decimal]
    percent: _Words[bool]
    money: _Words[frozenset[str]]
    before_label: _Words[bool]


_GAP = r"[^\S\n]{0,4}(?:\n[^\S\n]*)?"
"""Between a number and a word: nothing, a space or the end of a line, or somewhat more where marks of emphasis were taken out."""


@cache
def _grammar(language: str) -> _Grammar:
    locale = languages.locale(language)
    words: Mapping[str, Mapping[str, list[str]]] = locale.words["quantity"]
    lists: Mapping[str, list[str]] = locale.words["quantity"]
    marks = locale.cldr.number_symbols["latn"]
    decimal, group = marks["decimal"], marks["group"].replace("\u2019", "'")
    magnitudes = _Words((word, MAGNITUDES[name]) for name, each in words["magnitude"].items() for word in each)
    money = _Words(
        [(word, _family(name)) for name, each in words["currency"].items() for word in each]
        + [(symbol, frozenset({code})) for symbol, code in SYMBOLS.items()]
        + [("$", _family("dollar") | _family("peso"))]
    )
    percent, clock, joining, between, labels = (
        _Words((word, True) for word in lists[name]) for name in ("percent", "clock", "before-currency", "between-numbers", "before-label")
    )
    # Money behind a number, unless it stands before the next one: in 2023 EUR 5 million.
    paid = rf"(?:(?:{joining.pattern}){_GAP})?(?:(?P<code>(?-i:[A-Z]{{3}}))(?![A-Za-z])|(?P<money>{money.pattern}))(?!{_GAP}\d)"
    return _Grammar(
        decimal=decimal,
        group=group,
        scan=re.compile(_scan(decimal, clock.pattern), re.VERBOSE | re.IGNORECASE),
        behind=re.compile(
            rf"(?:{_GAP}|[-\u2011])(?:(?P<scale>{magnitudes.pattern})|(?P<percent>{percent.pattern})|(?P<clock>{clock.pattern})|{paid})",
            re.IGNORECASE,
        ),
        between=re.compile(rf"{_GAP}[-\u2011\u2013\u2014\u2212/,]?{_GAP}(?:(?:{between.pattern}){_GAP})?", re.IGNORECASE),
        magnitudes=magnitudes,
        numbers=_Words((word, Decimal(number)) for number, each in words["number"].items() for word in each),
        percent=percent,
        money=money,
        before_label=labels,
    )


@cache
def _codes() -> frozenset[str]:
    return frozenset(list_currencies())


@cache
def _family(noun: str) -> frozenset[str]:
    """The codes of all currencies that are called by a noun: peso."""
    return frozenset(code for code in _codes() if noun in get_currency_name(code, locale="en").casefold().split())


def _scan(decimal: str, clock: str) -> str:
    """The pattern of what holds digits: dates first, then times, then numbers."""
    year = r"(?:19|20)[0-9]{2}"
    # Day and month without a year: 1.12. Where the point stands before decimals this is the end of a sentence.
    day = r"| (?P<short_day>[0-3]?[0-9])\.(?:0?[1-9]|1[0-2])\.(?![0-9])" if decimal != "." else ""
    return rf"""
          (?P<always>24)/(?P<every_day>7)(?![0-9])
        | (?P<iso_year>{year})-(?:0[1-9]|1[0-2])-(?P<iso_day>[0-3][0-9])(?![0-9])
        | (?P<first>[0-3]?[0-9])(?P<mark>[./-])(?P<second>[0-3]?[0-9])(?P=mark)(?P<year>{year})(?![0-9])
        | (?P<hour>[01]?[0-9]|2[0-3])(?:[:h](?P<minute>[0-5][0-9])|\.(?P<clock>[0-5][0-9])(?=\s*(?:{clock})))(?![0-9:])
        | (?:0?[1-9]|1[0-2])[/.](?P<month_year>{year})(?![0-9])
        | (?P<since>{year})(?P<dash>[-\u2013/])(?P<until>[0-9]{{2}})(?![0-9]|[.,][0-9])
        {day}
        | (?P<number>(?<![\w-])[1-9][0-9]{{0,2}}(?:[ \u00a0\u2009\u202f][0-9]{{3}})+(?:[.,][0-9]+)?(?![0-9]|[.,][0-9]) | [0-9]+(?:{MARK}[0-9]+)*)
    """


_DIGIT = re.compile(r"[0-9]")


def _matches(text: str, grammar: _Grammar) -> Iterator[re.Match[str]]:
    """What holds digits. Looking for a digit first is many times faster than trying the whole pattern at every letter."""
    digit = _DIGIT.search(text)
    while digit and (match := grammar.scan.match(text, digit.start())):
        yield match
        digit = _DIGIT.search(text, match.end())


def _read(text: str, grammar: _Grammar, match: re.Match[str]) -> Iterator[Quantity]:
    """The figures in one match of the pattern. Months are left alone: languages name them."""
    if match["number"]:
        yield _number(text, grammar, *match.span("number"))
    elif match["hour"]:
        minutes = 60 * int(match["hour"]) + int(match["minute"] or match["clock"])
        yield Quantity(*match.span(), match.span(), frozenset({f"{minutes % (60 * HALF_DAY)} minutes"}))
    elif match["always"]:
        yield from (replace(_plain(match, name), loose=True) for name in ("always", "every_day"))
    elif match["until"]:
        yield _plain(match, "since")
        later = int(match["since"][:2] + match["until"])
        if later > int(match["since"]):  # otherwise 2020-05 is a month
            yield replace(_plain(match, "until"), keys=frozenset({Decimal(later)}), loose=match["dash"] == "-")
    elif match["first"]:
        yield replace(_plain(match, "first"), keys=_days(int(match["first"]), int(match["second"]), match["mark"]))
        yield _plain(match, "year")
    elif match.groupdict().get("short_day"):
        start, end = match.start(), match.end() - 1
        yield Quantity(start, end, (start, end), frozenset({Decimal(match["short_day"]), Decimal(text[start:end])}))
    else:
        yield from (_plain(match, name) for name in ("iso_day", "iso_year", "month_year") if match[name])


def _plain(match: re.Match[str], group: str) -> Quantity:
    return Quantity(*match.span(group), match.span(group), frozenset({Decimal(match[group])}))


def _days(first: int, second: int, mark: str) -> frozenset[Key]:
    """Which of two numbers is the day: 18/5 and 5/18 are certain, 5/8 is not; with points, the day comes first."""
    if second > HALF_DAY:
        return frozenset({Decimal(second)})
    return frozenset({Decimal(first)} | ({Decimal(second)} if mark == "/" and first <= HALF_DAY else set()))


def _number(text: str, grammar: _Grammar, start: int, end: int) -> Quantity:
    """A number with what stands before and behind it."""
    written = text[start:end]
    own, others = _readings(written, grammar.decimal, grammar.group)
    scale, last, behind = _scale_behind(text, grammar, end)
    percent, clock, money = False, False, frozenset[str]()
    first = start
    before = text[max(0, start - SEEN_BEFORE) : start]
    if behind:
        percent, clock = bool(behind["percent"]), bool(behind["clock"])
        money = _money(grammar, behind["code"] or "", behind["money"] or "", own, scale)
        last = behind.end() if percent or clock or money else last
    if not percent and not money and (word := _word_before(before)):
        money = _money(grammar, word if word in _codes() else "", word if word.casefold() in grammar.money.meanings else "", own, scale)
        first -= len(before) - before.rindex(word) if money else 0
    bare = scale == 1 and not percent and not money
    quantity = Quantity(
        start,
        end,
        (first, last),
        _scaled({own} - {None}, scale, written),
        _scaled(others, scale, ""),
        sound=own is not None,
        scale=scale,
        share=percent,
        currencies=money,
        label=bare and _is_label(text, grammar, start, end, before),
    )
    if not quantity.keys and not quantity.elsewhere:
        return replace(quantity, keys=frozenset({written}), loose=True)
    if bare and _is_grown_together(text, start, end, before):
        return replace(quantity, keys=quantity.keys | quantity.elsewhere, loose=True)
    if bare and text[end : end + 1].isalpha() and (decade := _decade(written)):
        return replace(quantity, keys=quantity.keys | decade)
    if bare and clock and own is not None and own <= 2 * HALF_DAY:
        return replace(quantity, keys=frozenset({own, (own + HALF_DAY) % (2 * HALF_DAY)}))
    return quantity


def _behind(text: str, grammar: _Grammar, at: int) -> re.Match[str] | None:
    """What belongs to a number that ends here: a magnitude, percent, a time of the day or a currency."""
    match = grammar.behind.match(text, at)
    return match if match and not _goes_on(text, match.end()) else None


def _scale_behind(text: str, grammar: _Grammar, at: int) -> tuple[int, int, re.Match[str] | None]:
    """By how much the words behind a number multiply it (2 lakh crore), where they end, and what else belongs to it there."""
    scale = 1
    while (match := _behind(text, grammar, at)) and match["scale"]:
        scale, at = scale * (grammar.magnitudes.value(match["scale"]) or 1), match.end()
    return scale, at, match


def _word_before(before: str) -> str:
    """The word right before a number, or grown together with it, without what opens a bracket or quotation."""
    words = before.split()
    return words[-1].lstrip("([{„“”«»\"'\u2018\u2019*_") if words else ""


def _money(grammar: _Grammar, code: str, word: str, number: Decimal | None, scale: int) -> frozenset[str]:
    """The currencies that a code or word before or behind a number stands for; none where it is something else."""
    if word:
        return grammar.money.value(word) or frozenset()
    large = number is not None and number * scale >= LEAST_MONEY
    return frozenset({code}) & _codes() if large or code in SYMBOLS.values() else frozenset()


@lru_cache(maxsize=4096)
def _readings(written: str, decimal: str, group: str) -> tuple[Decimal | None, frozenset[Decimal]]:
    """A number as its language reads it, and as others do where that is something else."""
    if written.isdigit():
        return Decimal(written), frozenset()
    if any(each.isspace() for each in written):  # understood everywhere, and usual in some languages
        return Decimal(re.sub(r"\s", "", written).replace(",", ".")), frozenset()
    folded = written.replace("\u2019", "'")
    own = _reading(folded, decimal, group)
    return own, frozenset(each for convention in CONVENTIONS if (each := _reading(folded, *convention)) is not None and each != own)


def _reading(written: str, decimal: str, group: str) -> Decimal | None:
    """A number as the marks of a language read it, in groups of three or as in India; None where they cannot.

    Nobody writes thirty-three as 33.000: where the point stands before decimals, these are thousands of another language.
    """
    whole, mark, rest = written.rpartition(decimal) if decimal in written else (written, "", "")
    if mark and (not rest.isdigit() or (rest == "000" and re.fullmatch(r"[1-9]\d{0,2}", whole))):
        return None
    grouped = rf"[1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}})+|[1-9]\d?(?:{re.escape(group)}\d\d)*{re.escape(group)}\d{{3}}"
    if not whole.isdigit() and not re.fullmatch(grouped, whole):
        return None
    return Decimal(whole.replace(group, "") + (f".{rest}" if mark else ""))


def _scaled(numbers: Iterable[Decimal | None], scale: int, written: str) -> frozenset[Key]:
    """Numbers times what stands behind them; what may be a year stands for itself, too: en 2019 mil personas."""
    known = [number for number in numbers if number is not None]
    if scale == 1:
        return frozenset(known)
    return frozenset([*(number * scale for number in known), *(known if _may_be_year(written) else ())])


_STROKE_BEHIND, _STROKE_BEFORE = re.compile("/[0-9]"), re.compile("[0-9]/")


def _is_label(text: str, grammar: _Grammar, start: int, end: int, before: str) -> bool:
    """Whether a number may be a name: beside a stroke, 4.0, or, if not in thousands, behind a capital letter or a word like version."""
    written = text[start:end]
    if (written.endswith(".0") and len(written) <= len("10.0")) or _STROKE_BEHIND.match(text, end) or _STROKE_BEFORE.fullmatch(before[-2:]):
        return True
    word = _word_before(before) if before[-1:].isspace() else ""
    if not word or text[end : end + 2].lstrip().startswith("°") or _in_thousands(written):
        return False
    return word[0].isupper() or word.casefold() in grammar.before_label.meanings


def _in_thousands(written: str) -> bool:
    """Whether a number has marks between thousands, or three decimals."""
    return bool(_THOUSANDS.search(written))


_THOUSANDS = re.compile(rf"{MARK}\d{{3}}(?!\d)")


def _is_grown_together(text: str, start: int, end: int, before: str) -> bool:
    """Whether letters stand right before a number, or capital ones right behind it: G20, COVID-19, 3D; not mid-2023 or 26th."""
    if before[-1:].isalpha() or _goes_on(text, start - 1) or text[end : end + 1].isupper():
        return True
    hyphened = before[-1:] in {"-", "\u2010", "\u2011"} and len(before) > 1 and (before[-2].isalpha() or _goes_on(before, len(before) - 2))
    return hyphened and not _may_be_year(text[start:end])


def _may_be_year(written: str) -> bool:
    return len(written) == len("2020") and written.isdigit() and written.startswith(("19", "20"))


def _decade(written: str) -> frozenset[Key]:
    """The short and the long ways to name a decade: 1990s, 90er Jahre."""
    if not written.isdigit() or not written.endswith("0") or len(written) not in {len("90"), len("1990")}:
        return frozenset()
    return frozenset(
        map(Decimal, (written[-2:], f"19{written[-2:]}", f"20{written[-2:]}") if len(written) == len("90") else (written[-2:],))
    )


def _joined(text: str, grammar: _Grammar, found: list[Quantity]) -> list[Quantity]:
    """Figures that say one thing as one (1 crore 20 lakh), and what the last of a row says for those before it: 5 to 8 million."""
    merged: list[Quantity] = []
    for each in found:
        if merged and _continues(text, merged[-1], each):
            last = merged[-1]
            keys: set[Key] = {a + b for a in last.keys for b in each.keys if isinstance(a, Decimal) and isinstance(b, Decimal)}
            merged[-1] = replace(
                each, start=last.start, phrase=(last.phrase[0], each.phrase[1]), keys=frozenset(keys), elsewhere=frozenset()
            )
        else:
            merged.append(each)
    scale, share = 1, False
    for at in range(len(merged) - 2, -1, -1):
        here, behind = merged[at], merged[at + 1]
        gap = text[here.phrase[1] : behind.phrase[0]]
        if not gap or gap.isspace() or not grammar.between.fullmatch(gap):
            scale, share = 1, False
            continue
        scale, share = behind.scale if behind.scale > 1 else scale, bool(behind.share) or share
        if (
            (scale > 1 or share)
            and here.scale == 1
            and not here.share
            and not here.currencies
            and not _may_be_year(text[here.start : here.end])
        ):
            merged[at] = replace(
                here,
                keys=here.keys | _times(here.keys, scale),
                elsewhere=here.elsewhere | _times(here.elsewhere, scale),
                share=None if share else False,
            )
    return merged


def _continues(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether the second figure is the smaller part of one number: 1 crore 20 lakh."""
    complete = first.share or first.currencies or not first.scale > second.scale > 1
    return not complete and text[first.phrase[1] : second.phrase[0]].isspace()


def _times(keys: Iterable[Key], scale: int) -> frozenset[Key]:
    return frozenset(key * scale for key in keys if isinstance(key, Decimal))


def _roman(numeral: str) -> Decimal:
    """XXI as a number; what is no numeral gives some number, too, which does no harm."""
    values = [ROMAN[letter] for letter in numeral]
    return Decimal(sum(-value if value < max(values[at:]) else value for at, value in enumerate(values)))


_OTHER_DIGIT = re.compile(r"(?![0-9])\d")


def _with_ascii_digits(text: str) -> str:
    """The text with the digits of every script as 0 to 9, character by character."""
    return _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text)
