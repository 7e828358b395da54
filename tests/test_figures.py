"""Figures as people of each language write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator import figures, languages
from generator.models.case import Cost, Funding, Result

NBSP = "\u00a0"


def plain(text: str) -> str:
    """The same text with ordinary spaces."""
    return text.replace(NBSP, " ").replace("\u202f", " ")


def result(language: str, **written: str) -> str:
    figure = Result.model_validate({"id": "x", "kind": "output", "source": "s1", **written})
    return plain(figures.result(languages.locale(language), figure))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({"value": "33000", "unit": "people"}, "33,000 people"),
        ({"value": "1", "unit": "people"}, "1 person"),
        ({"value": "0", "unit": "people"}, "0 people"),
        ({"value": "1.5", "unit": "hours"}, "1.5 hours"),
        ({"value": "4.3", "unit": "percent"}, "4.3%"),
        ({"value": "12", "unit": "percent-change"}, "+12%"),
        ({"value": "-12", "unit": "percent-change"}, "\u221212%"),
        ({"value": "0", "unit": "percent-change"}, "0%"),
        ({"value": "-3", "unit": "celsius"}, "\u22123 °C"),
        ({"value": "7", "unit": "count"}, "7"),
        ({"low": "10", "high": "15", "unit": "trees"}, "10 to 15 trees"),
        ({"value": "307", "of": "508", "unit": "proposals"}, "307 of 508 proposals"),
        ({"value": "1", "of": "508", "unit": "proposals"}, "1 of 508 proposals"),
        ({"value": "1190", "unit": "deaths", "per": "year"}, "1,190 deaths per year"),
        ({"value": "1190", "unit": "deaths", "per": "year", "qualifier": "about"}, "about 1,190 deaths per year"),
        ({"value": "5", "unit": "cities", "qualifier": "at-most"}, "up to 5 cities"),
        ({"value": "5", "unit": "cities", "qualifier": "nearly"}, "almost 5 cities"),
        ({"value": "5000", "unit": "EUR"}, "EUR 5,000"),
        ({"low": "10", "unit": "trees"}, "not published"),
        ({"unit": "trees"}, "not published"),
    ],
)
def test_a_figure_in_english(written: dict[str, str], words: str) -> None:
    assert result("en", **written) == words


@pytest.mark.parametrize(
    ("language", "value", "words"),
    [
        ("de", "1234567.5", "1.234.567,5"),
        ("en", "1234567.5", "1,234,567.5"),
        ("es", "1234567.5", "1,234,567.5"),
        ("pt", "1234567.5", "1.234.567,5"),
        ("hi", "1234567.5", "12,34,567.5"),
    ],
)
def test_numbers_are_written_as_in_the_language(language: str, value: str, words: str) -> None:
    assert result(language, value=value, unit="ratio") == words


@pytest.mark.parametrize("language", languages.available())
@pytest.mark.parametrize("qualifier", ["", "about", "at-least", "at-most", "nearly"])
@pytest.mark.parametrize("per", ["", "day", "month", "year", "person"])
def test_every_part_is_told_in_every_language(language: str, qualifier: str, per: str) -> None:
    written = (
        {"value": "307", "of": "508", "unit": "proposals"} | ({"qualifier": qualifier} if qualifier else {}) | ({"per": per} if per else {})
    )
    words = result(language, **written)
    assert "307" in words
    assert "508" in words
    bare = result(language, value="307", of="508", unit="proposals")
    assert (words == bare) == (not qualifier and not per)


@pytest.mark.parametrize("language", languages.available())
def test_a_range_names_both_ends(language: str) -> None:
    words = result(language, low="-1.5", high="2", unit="celsius")
    assert words.index("\u22121") < words.index("2 ")


@pytest.mark.parametrize(
    ("written", "words"),
    [({}, ""), ({"baseline": "2.34"}, "2.34%"), ({"baseline": "0"}, "0%"), ({"baseline": "-1"}, "\u22121%")],
)
def test_the_figure_before(written: dict[str, str], words: str) -> None:
    figure = Result.model_validate({"id": "x", "kind": "output", "source": "s1", "value": "1", "unit": "percent", **written})
    assert figures.baseline(languages.locale("en"), figure) == words


@pytest.mark.parametrize(
    ("language", "money", "words"),
    [
        ("en", {"for": "total", "amount": "4.3 million", "currency": "EUR"}, "EUR 4.3 million"),
        ("en", {"for": "total", "amount": "4.3 million", "currency": "EUR", "year": "2020"}, "EUR 4.3 million (2020)"),
        ("de", {"for": "total", "amount": "4.3 million", "currency": "EUR"}, "4,3 Millionen EUR"),
        ("hi", {"for": "total", "amount": "12 lakh", "currency": "INR"}, "INR 12 लाख"),
        ("en", {"for": "total", "amount": "5"}, ""),
        ("en", {"for": "total", "currency": "EUR"}, ""),
    ],
)
def test_an_amount(language: str, money: dict[str, str], words: str) -> None:
    assert plain(figures.amount(languages.locale(language), Cost.model_validate(money))) == words


def test_an_amount_of_a_funder() -> None:
    assert figures.amount(languages.locale("en"), Funding.model_validate({"kind": "eu"})) == ""
    assert (
        plain(figures.amount(languages.locale("en"), Funding.model_validate({"kind": "eu", "amount": "1", "currency": "EUR"}))) == "EUR 1"
    )


def test_a_sum() -> None:
    assert plain(figures.sum_of(languages.locale("pt"), Decimal(820_000_000), "EUR")).replace("EUR", "").strip() == "820 milhões"


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("en", 11_360_000_000, "EUR 11.36 billion"),
        ("hi", 11_360_000_000, "EUR 1,136 करोड़"),
        ("es", 11_360_000_000, "11.36 mil millones EUR"),
        ("de", 1_000_000, "1 Million EUR"),
        ("en", 12_345_678, "EUR 12,345,678"),
        ("en", 999_999, "EUR 999,999"),
        ("hi", 99_999, "EUR 99,999"),
        ("hi", 150_000, "EUR 1.5 लाख"),
    ],
)
def test_a_large_sum_is_said_in_words_only_where_that_is_exact(language: str, number: int, words: str) -> None:
    assert plain(figures.sum_of(languages.locale(language), Decimal(number), "EUR")) == words
