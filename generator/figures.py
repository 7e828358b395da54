"""Figures in words: a result, a cost or an amount as people of a language write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import quantities, vocabulary

SCALES = {name: quantities.MAGNITUDES[name] for name in ("thousand-million", "crore", "million", "lakh")}
"""The words in which large amounts are said, and by how much each multiplies."""
SHOWN_DECIMALS = 2

if TYPE_CHECKING:
    from decimal import Decimal

    from generator.languages import Locale
    from generator.models.case import Cost, Funding, Result


def result(locale: Locale, figure: Result) -> str:
    """The figure with range, whole, unit, rate and exactness: about 307 of 508 proposals per year."""
    if figure.value is not None:
        shown, number = _number(locale, figure.value, figure.unit), figure.value
    elif figure.low is not None and figure.high is not None:
        low, high = _number(locale, figure.low, figure.unit), _number(locale, figure.high, figure.unit)
        shown, number = locale.text("phrase.range", low=low, high=high), figure.high
    else:
        return locale.text("field.not-published")
    if figure.of is not None:
        shown, number = locale.text("phrase.of", n=shown, total=locale.number(figure.of)), figure.of
    words = _as_rate(locale, figure, _with_unit(locale, figure.unit, number, shown))
    return locale.text(f"phrase.{figure.qualifier}", n=words) if figure.qualifier else words


def baseline(locale: Locale, figure: Result) -> str:
    """The figure before, in the unit and as the rate that the figure is; empty where there is none."""
    if figure.baseline is None:
        return ""
    return _as_rate(locale, figure, _with_unit(locale, figure.unit, figure.baseline, _number(locale, figure.baseline, figure.unit)))


def amount(locale: Locale, money: Cost | Funding) -> str:
    """An amount with its currency, and its year where one is known; empty where no amount is."""
    if money.amount is None or money.currency is None:
        return ""
    words = sum_of(locale, money.amount, money.currency)
    return f"{words} ({money.year})" if money.year else words


def sum_of(locale: Locale, number: Decimal, currency: str) -> str:
    """A number with its currency; a large one as people say it, where that is exact: 11.36 billion, 1,136 करोड़."""
    for scale in locale.large_numbers:
        scaled = number / SCALES[scale]
        if scaled >= 1 and scaled == round(scaled, SHOWN_DECIMALS):
            return locale.text("unit.currency", currency=currency, n=locale.counted(f"magnitude.{scale}", scaled.normalize()))
    return locale.text("unit.currency", currency=currency, n=locale.number(number))


def _number(locale: Locale, number: Decimal, unit: str) -> str:
    shown = locale.number(abs(number))
    if number < 0:
        return f"\u2212{shown}"
    return f"+{shown}" if unit == "percent-change" and number > 0 else shown


def _with_unit(locale: Locale, unit: str, number: Decimal, shown: str) -> str:
    if unit in vocabulary.terms()["unit"]:
        return locale.counted(f"unit.{unit}", number, shown)
    return sum_of(locale, number, unit) if shown == locale.number(number) else locale.text("unit.currency", currency=unit, n=shown)


def _as_rate(locale: Locale, figure: Result, words: str) -> str:
    return f"{words} {locale.text(f'per.{figure.per}')}" if figure.per else words
