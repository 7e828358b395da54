"""What figures say, in five languages and in none: whatever the text, reading it never breaks."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import figures, languages
from generator.quantities import MAGNITUDES, _Words, currencies, names_shares, quantities, spelt, understood

EVERY = languages.available()
MILLION = 10**6


def said(text: str, language: str) -> list[set[str]]:
    """What each figure of a text says, as plain digits."""
    return [
        {f"{key:f}".rstrip("0").rstrip(".") if "." in f"{key:f}" else f"{key:f}" for key in each.keys}
        for each in quantities(text, language)
        if all(isinstance(key, Decimal) for key in each.keys)
    ]


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "33,000", 33000),
        ("de", "33.000", 33000),
        ("es", "33,000", 33000),
        ("pt", "33.000", 33000),
        ("hi", "33,000", 33000),
        ("de", "33 000", 33000),
        ("es", "10\u202f003", 10003),
        ("en", "4.3", "4.3"),
        ("de", "4,3", "4.3"),
        ("pt", "1.234,56", "1234.56"),
        ("hi", "1,55,386", 155386),
        ("en", "1,55,386", 155386),
        ("hi", "१,५५,३८६", 155386),
        ("hi", "७२ लाख", 7200000),
        ("hi", "72 लाख", 7200000),
        ("en", "7.2 million", 7200000),
        ("en", "7.2\n  million", 7200000),
        ("en", "7.2-million", 7200000),
        ("de", "7,2 Mio.", 7200000),
        ("de", "7,2 Millionen", 7200000),
        ("es", "7.2 millones", 7200000),
        ("pt", "7,2 milhões", 7200000),
        ("de", "3 Mrd.", 3000 * MILLION),
        ("en", "3 billion", 3000 * MILLION),
        ("es", "3 mil millones", 3000 * MILLION),
        ("pt", "3 bilhões", 3000 * MILLION),
        ("hi", "3 अरब", 3000 * MILLION),
        ("de", "3 Billionen", MILLION * MILLION * 3),
        ("es", "3 billones", MILLION * MILLION * 3),
        ("es", "10 mil", 10000),
        ("pt", "10 mil", 10000),
        ("hi", "10 हज़ार", 10000),
        ("hi", "10 हजार", 10000),
        ("hi", "10 ह\u095bार", 10000),
        ("hi", "2 लाख करोड़", 2 * MILLION * MILLION),
        ("hi", "5 करोड़ 60 लाख", 56 * MILLION),
        ("en", "1 crore 20 lakh", 12 * MILLION),
        ("hi", "5 लाखों", 500000),
        ("es", "1,136 crores", 11360 * MILLION),
        ("en", "26th", 26),
        ("es", "26.º", 26),
        ("pt", "26ª", 26),
        ("hi", "26वाँ", 26),
        ("de", "26.", 26),
        ("en", "mid-2023", 2023),
        ("en", "ISO 37120", 37120),
        ("de", "Dekret 9.854", 9854),
        ("de", "50-mal", 50),
        ("de", "Millionär 5 Millionäre", 5),
        ("hi", "5 सौर पैनल", 5),
        ("en", "0.500", "0.5"),
    ],
)
def test_a_figure_says(language: str, text: str, number: object) -> None:
    assert said(text, language) == [{str(number)}]


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("en", "18 May 2020", [{"18"}, {"2020"}]),
        ("de", "18.05.2020", [{"18"}, {"2020"}]),
        ("de", "am 18.5. und 18.5.2020", [{"18", "18.5"}, {"18"}, {"2020"}]),
        ("en", "18/05/2020", [{"18"}, {"2020"}]),
        ("en", "05/18/2020", [{"18"}, {"2020"}]),
        ("en", "05/08/2020", [{"5", "8"}, {"2020"}]),
        ("en", "2020-05-18", [{"18"}, {"2020"}]),
        ("en", "05/2020", [{"2020"}]),
        ("en", "2020-05", [{"2020"}]),
        ("en", "2014-15", [{"2014"}, {"2015"}]),
        ("en", "2018\u20132020", [{"2018"}, {"2020"}]),
        ("de", "22. bis 24. März", [{"22"}, {"24"}]),
        ("en", "5 to 8 million", [{"5", "5000000"}, {"8000000"}]),
        ("hi", "10-10 करोड़", [{"10", "100000000"}, {"100000000"}]),
        ("es", "en 2019 mil personas", [{"2019", "2019000"}]),
        ("de", "im Jahr 2016 7,2 Millionen", [{"2016"}, {"7200000"}]),
        ("de", "2016 300 Menschen", [{"2016"}, {"300"}]),
        ("en", "the 1990s", [{"1990", "90"}]),
        ("de", "90er Jahre", [{"1990", "2090", "90"}]),
        ("en", "6 pm", [{"6", "18"}]),
        ("de", "18 Uhr", [{"6", "18"}]),
    ],
)
def test_figures_that_leave_something_open_or_are_parts_of_dates(language: str, text: str, numbers: list[set[str]]) -> None:
    assert said(text, language) == numbers


@pytest.mark.parametrize(
    ("language", "text"), [("en", "18:30"), ("en", "6:30 pm"), ("de", "18.30 Uhr"), ("pt", "18h30"), ("hi", "6:30 बजे")]
)
def test_half_past_six_is_the_same_everywhere(language: str, text: str) -> None:
    assert [each.keys for each in quantities(text, language)] == [quantities("18:30", "en")[0].keys]
    assert quantities("18:31", "en")[0].keys != quantities("18:30", "en")[0].keys


@pytest.mark.parametrize(
    ("language", "text", "elsewhere"),
    [
        ("de", "33,000", 33000),
        ("en", "33.000", 33000),
        ("de", "1,128,206", 1128206),
        ("en", "1.128.206", 1128206),
        ("de", "4.3 Millionen", 4300000),
        ("en", "4,3 million", 4300000),
        ("hi", "4,3 करोड़", 43000000),
        ("pt", "1.2", "1.2"),
        ("en", "33'000", 33000),
    ],
)
def test_a_figure_with_the_marks_of_another_language_is_not_sound(language: str, text: str, elsewhere: object) -> None:
    (figure,) = quantities(text, language)
    assert not figure.sound
    assert not figure.keys
    assert figure.elsewhere == {Decimal(str(elsewhere))}


def test_a_figure_that_two_languages_read_differently_says_both() -> None:
    (figure,) = quantities("1.575", "es")
    assert (figure.keys, figure.elsewhere, figure.sound) == ({Decimal("1.575")}, {Decimal(1575)}, True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "40%"),
        ("en", "40 percent"),
        ("en", "40 percentage points"),
        ("de", "40 %"),
        ("de", "40 Prozent"),
        ("de", "40 Prozentpunkte"),
        ("de", "ein 40-%-Intervall"),
        ("es", "40 por ciento"),
        ("pt", "40 por\n cento"),
        ("hi", "40 प्रतिशत"),
        ("hi", "40 फ़ीसदी"),
    ],
)
def test_a_percentage(language: str, text: str) -> None:
    (figure,) = quantities(text, language)
    assert (figure.share, figure.keys) == (True, {Decimal(40)})
    assert not names_shares(text, language)


def test_only_a_percentage_behind_it_makes_a_number_one() -> None:
    assert [each.share for each in quantities("40 to 50%, 60 houses", "en")] == [None, True, False]
    assert [each.share for each in quantities("the 95th percentile", "en")] == [False]
    assert names_shares("Share in % | 40", "en")
    assert not names_shares("40 houses", "en")


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "EUR 4.3 million", "EUR"),
        ("en", "4.3 million euros", "EUR"),
        ("de", "4,3 Mio. €", "EUR"),
        ("de", "4,3 Millionen Euro", "EUR"),
        ("pt", "R$ 5", "BRL"),
        ("pt", "5 milhões de reais", "BRL"),
        ("es", "S/ 555", "PEN"),
        ("es", "555 millones de soles", "PEN"),
        ("es", "2,500 millones de pesos mexicanos", "MXN"),
        ("en", "Rs 25", "INR"),
        ("en", "Rs25", "INR"),
        ("de", "(₹ 25)", "INR"),
        ("de", "25 indische Rupien", "INR"),
        ("hi", "1.2 करोड़ यूरो", "EUR"),
        ("hi", "48,000 करोड़ रुपये", "INR"),
        ("hi", "25 रु.", "INR"),
        ("en", "US$1 million", "USD"),
        ("pt", "300.000 dólares", "USD"),
        ("en", "CHF 4,000", "CHF"),
    ],
)
def test_an_amount_has_its_currency(language: str, text: str, code: str) -> None:
    (figure,) = quantities(text, language)
    assert code in figure.currencies
    assert code in currencies(text, language)


@pytest.mark.parametrize("text", ["COP 30", "PHP 8", "BSD 3", "in 2023", "TOP 10", "5 Eurocities", "5 cities"])
def test_what_is_no_amount(text: str) -> None:
    (figure,) = quantities(text, "en")
    assert not figure.currencies


def test_a_currency_belongs_to_the_number_that_it_stands_before() -> None:
    assert [bool(each.currencies) for each in quantities("in 2023 EUR 5 million, in 2024 Rs 5 crore", "en")] == [False, True, False, True]


@pytest.mark.parametrize(
    "text", ["G20", "CO2", "PM2.5", "COVID-19", "3D", "AGPL-3.0", "Cycles4Change", "24/7", "1.2.3", "सी40", "कोविड-19"]
)
def test_a_name_with_a_number_is_loose(text: str) -> None:
    assert {each.loose for each in quantities(text, "hi")} == {True}


@pytest.mark.parametrize("text", ["EUPL 1.2", "AMRUT 2.0", "web 2.0", "decree 9.854/2019", "target 11.2", "(Version 1.2)"])
def test_a_number_that_may_be_a_name_is_a_label(text: str) -> None:
    assert {each.label for each in quantities(text, "en")} == {True}


@pytest.mark.parametrize("text", ["about 1.2", "In Lima 3,300 trees", "Around 46.8 °C", "2.34 before", "EUR 4.3 million"])
def test_a_number_that_counts_is_no_label(text: str) -> None:
    assert {each.label for each in quantities(text, "en")} == {False}


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("en", "three years, the second time, half a million", {3, 2, 500_000}),
        ("de", "dreijährig, anderthalb Millionen, im XXI. Jahrhundert", {3, 1_500_000, 21}),
        ("es", "tres ciudades, medio millón, cien mil", {3, 500_000, 100_000}),
        ("pt", "duas cidades, um milhão, mil pessoas", {2, 1_000_000, 1_000}),
        ("hi", "डेढ़ करोड़, पाँचवाँ, एक लाख", {15_000_000, 5, 100_000}),
    ],
)
def test_numbers_in_words(language: str, text: str, numbers: set[int]) -> None:
    assert numbers <= spelt(text, language)


def test_a_language_without_words_of_a_kind_finds_none() -> None:
    nothing: _Words[int] = _Words([])
    assert list(nothing.everywhere("5 million")) == []
    assert re.search(nothing.pattern, "5 million") is None


def test_a_magnitude_behind_digits_is_no_number_in_words() -> None:
    assert MILLION not in spelt("7.2 million", "en")


@pytest.mark.parametrize("code", EVERY)
@given(number=st.decimals(min_value=Decimal("0.1"), max_value=10**12, places=1))
def test_a_number_as_the_site_writes_it_is_read_again(code: str, number: Decimal) -> None:
    shown = languages.locale(code).number(number)
    (figure,) = quantities(f"– {shown} –", code)
    assert figure.keys == {number}
    assert figure.sound


@pytest.mark.parametrize("code", EVERY)
@given(number=st.integers(min_value=1, max_value=10**14), currency=st.sampled_from(["EUR", "INR", "MXN", "BRL", "PEN", "USD"]))
def test_an_amount_as_the_site_writes_it_is_read_again(code: str, number: int, currency: str) -> None:
    shown = figures.sum_of(languages.locale(code), Decimal(number), currency)
    (figure,) = quantities(shown, code)
    assert figure.keys == {Decimal(number)}
    assert currency in figure.currencies
    assert currency in understood(code)


@pytest.mark.parametrize("code", EVERY)
def test_every_magnitude_that_the_site_writes_is_understood(code: str) -> None:
    locale = languages.locale(code)
    assert set(locale.words["quantity"]["magnitude"]) == set(MAGNITUDES)
    for scale, size in figures.SCALES.items():
        for number in (1, 2, 5, 1_000_000):
            (figure,) = quantities(locale.counted(f"magnitude.{scale}", number), code)
            assert figure.keys == {Decimal(number * size)}, scale


@pytest.mark.parametrize("code", EVERY)
@given(text=st.text(st.sampled_from("0123456789१२٣ .,'’-–/:%$€\n\u00a0\u202f") | st.characters(), max_size=60))
def test_any_text_is_read_without_harm(code: str, text: str) -> None:
    for figure in quantities(text, code):
        assert 0 <= figure.phrase[0] <= figure.start < figure.end <= figure.phrase[1] <= len(text)
        assert any(each.isdecimal() for each in text[figure.start : figure.end])
        assert figure.keys or figure.elsewhere
    assert isinstance(spelt(text, code), frozenset)
    assert isinstance(currencies(text, code), frozenset)


@pytest.mark.parametrize(
    "text", ["1" * 30_000, "1 " * 15_000, "1,000." * 5_000, "1 million " * 3_000, "\n " * 15_000 + "5", "5 - " * 8_000]
)
def test_long_texts_of_digits_are_read(text: str) -> None:
    assert quantities(text, "en")
