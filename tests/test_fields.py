"""Scalar types: what each takes, what it makes of it, and by which rule it refuses the rest."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from babel.numbers import list_currencies
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator import vocabulary
from generator.models import fields

TAKEN = {
    fields.Count: {"0": 0, "7": 7, "33000": 33000, "9" * 18: 10**18 - 1},
    fields.Number: {
        "0": Decimal(0),
        "-12.5": Decimal("-12.5"),
        "4.3": Decimal("4.3"),
        "1.50": Decimal("1.50"),
        "0.125": Decimal("0.125"),
        "-0.125": Decimal("-0.125"),
        "0.000": Decimal("0.000"),
        "1234.567": Decimal("1234.567"),
        "33000": Decimal(33000),
        "007": Decimal(7),
    },
    fields.Amount: {
        "4.3 million": Decimal(4_300_000),
        "12 lakh": Decimal(1_200_000),
        "2 crore": Decimal(20_000_000),
        "820 thousand": Decimal(820_000),
        "5000": Decimal(5000),
        "4.3  million": Decimal(4_300_000),
    },
    fields.Year: {"1000": 1000, "2024": 2024, "2999": 2999},
    fields.Flag: {"true": True, "false": False},
    fields.Day: {"2024-02-29": datetime.date(2024, 2, 29)},
    fields.When: {each: each for each in ("2024", "2024~", "2020-05", "2020-05~", "2020-05-18", "2020-05-18~", "1918")},
    fields.SafeUrl: {"https://town.example/a b".replace(" ", ""): "https://town.example/ab", "http://x.example": "http://x.example/"},
    fields.Mailbox: {"office@town.example": "office@town.example", "a.b-c+d@x.y.example": "a.b-c+d@x.y.example"},
    fields.Slug: {"s1": "s1", "open-data-portal": "open-data-portal", "1": "1", "a" * 60: "a" * 60},
    fields.FileName: {"plan.jpg": "plan.jpg", "a-1.webp": "a-1.webp"},
    fields.Reference: {"de/herrenberg": "de/herrenberg", "no/oslo": "no/oslo"},
    fields.Subdivision: {"DE-BW": "DE-BW", "MX-JAL": "MX-JAL", "IN-GJ": "IN-GJ"},
    fields.SdgTarget: {each: each for each in ("1", "17", "11.2", "11.b", "13.1", "17.19")},
    fields.Licence: {
        each: each for each in ("CC-BY-4.0", "EUPL-1.2 OR AGPL-3.0-only", "(MIT)", "GPL-2.0-only WITH Classpath-exception-2.0")
    },
    fields.CountryCode: {"no": "no", "in": "in", "xk": "xk"},
    fields.Currency: {"EUR": "EUR", "INR": "INR"},
    fields.LanguageCode: {each: each for each in ("de", "pt-BR", "qu", "quy", "nah", "yua", "zh-Hant")},
    fields.Unit: {"people": "people", "EUR": "EUR"},
    fields.Latitude: {"-90": Decimal(-90), "90": Decimal(90), "48.59": Decimal("48.59")},
    fields.Longitude: {"180": Decimal(180), "-77.0428": Decimal("-77.0428")},
    fields.Topic: {"mobility": "mobility"},
    fields.Answer: {"true": "true", "false": "false", "unknown": "unknown"},
    fields.Short: {"  a \n b\t c ": "a b c", "e\u0301": "\u00e9", "NO": "NO", "1.10": "1.10", "null": "null", "a" * 200: "a" * 200},
    fields.Title: {"a & b": "a & b", "a" * 100: "a" * 100},
}

REFUSED = {
    fields.Count: {
        "not-a-count": ["-1", "+1", "007", "1e3", "1_000", "nan", "x", "0x1F", "٣", "1" * 19, "1.", "true", "~"],
        "ambiguous-number": ["1.000", "33,000", "33 000", "1'000", "1,5", "1.5"],
    },
    fields.Number: {
        "not-a-number": [
            "nan",
            ".nan",
            "inf",
            "1e3",
            "+1",
            "--1",
            "1.",
            ".5",
            "",
            "x",
            "1_000",
            "½",
            "٣",
            "1" * 19,
            "0x1F",
        ],
        "ambiguous-number": ["1.000", "-1.000", "33.000", "1,5", "1,000", "1 000", "1.234.567", "1,234.5", "12'000"],
    },
    fields.Amount: {
        "not-an-amount": ["million", "4 billion", "4.3million", "4 million euro", "-4", "€4", "4 Million", "x million"],
        "ambiguous-number": ["1.000 million", "4,3 million", "1,000"],
        "not-a-number": [". million", "4. million"],
    },
    fields.Year: {"not-a-year": ["24", "0999", "3000", "20244", "2024~", "2024-01", "MMXX", "٢٠٢٤"]},
    fields.Flag: {"not-a-flag": ["yes", "no", "True", "1", "on", "y", "~"]},
    fields.Day: {"not-a-day": ["2023-02-29", "2024-13-01", "2024-1-1", "20240101", "01.02.2024", "2024", "2024-W01-1", "2024-01-01~"]},
    fields.When: {
        "not-a-date": [
            "24",
            "2024-13",
            "2024-00",
            "2024-02-30",
            "2024-2",
            "2024~~",
            "~2024",
            "~",
            "2024-01-01T00:00",
            "0999",
            "2024/01",
            "20240101",
        ]
    },
    fields.SafeUrl: {
        "not-an-address": ["javascript:alert(1)", "//town.example", "town.example", "ftp://town.example", "/a", "https://a@b.example"]
    },
    fields.Mailbox: {
        "not-a-mailbox": [
            "office",
            "a@b",
            "A@town.example",
            "a b@town.example",
            "a@@town.example",
            "<a@town.example>",
            "mailto:a@town.example",
        ]
    },
    fields.Slug: {"not-a-slug": ["A", "a--b", "-a", "a-", "a_b", "a/b", "оslo", "ä", "a" * 61, "..", "a\nb", "ａ"]},
    fields.FileName: {
        "not-a-slug": [
            *(
                "../x.jpg",
                "a/b.jpg",
                "/etc/x.png",
                "x.svg",
                "x.JPG",
                ".jpg",
                "x",
                "x.jpg.exe",
                "..%2fx.jpg",
                "x.jpg\0",
                "C:x.jpg",
                "a\\b.jpg",
            ),
            *("x.jpg?y", "x.jpg#y", "https://town.example/x.jpg", "x .jpg", "x..jpg"),
        ]
    },
    fields.Reference: {
        "not-an-id": ["herrenberg", "DE/herrenberg", "de/Herrenberg", "de/", "de/a/b", "deu/a", "../a", "de\\a", "cases/de/a"]
    },
    fields.Subdivision: {"not-a-subdivision": ["BW", "de-bw", "DE_BW", "DE-", "DE-ABCD", "DEBW"]},
    fields.SdgTarget: {"not-an-sdg": ["0", "18", "11.", "11.20", "11.f", "11.0", "011", "SDG 11", "11,2"]},
    fields.Licence: {
        "not-a-licence": ["MIT OR", "(MIT", "()", "MIT MIT", "<b>", "AND"],
        "unknown-licence": ["CC BY 4.0", "AGPL", "free", "MIT OR FREE-1"],
        "text-too-long": ["MIT OR " * 40],
    },
    fields.CountryCode: {"unknown-country": ["NO", "zz", "eu", "uk", "deu", "d", "", "ｄｅ"]},
    fields.Currency: {"unknown-currency": ["eur", "€", "EURO", "XXXX"]},
    fields.LanguageCode: {"unknown-language": ["german", "DE", "zz", "xx", "de_DE", "d", "", "qqq", "de-"]},
    fields.Unit: {"unknown-unit": ["peoples", "eur", "%"]},
    fields.Latitude: {"coordinate-out-of-range": ["90.1", "-91", "48,59", "48.59 N", "nan", "1e1", "48.123456789"]},
    fields.Longitude: {"coordinate-out-of-range": ["180.01", "-181", "x"]},
    fields.Topic: {"unknown-topic": ["Mobility", "mobilty", "mobility,"]},
    fields.Answer: {"unknown-answer": ["yes", "no", "True"]},
    fields.Short: {"text-too-long": ["a" * 201]},
    fields.Title: {"markup-in-title": ["<b>a</b>", "a > b", "</title><script>"], "text-too-long": ["a" * 101]},
}


def refusals(kind: Any, value: object) -> list[str]:
    """The codes of the rules by which a type refuses a value; none where it takes it."""
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        return [each["type"] for each in error.errors()]
    return []


@pytest.mark.parametrize(
    ("kind", "written", "value"), [(kind, text, value) for kind, all_of in TAKEN.items() for text, value in all_of.items()]
)
def test_what_is_taken(kind: Any, written: str, value: object) -> None:
    parsed = TypeAdapter(kind).validate_python(written)
    assert parsed == value
    assert type(parsed) is type(value)


@pytest.mark.parametrize(
    ("kind", "code", "written"), [(kind, code, text) for kind, codes in REFUSED.items() for code, texts in codes.items() for text in texts]
)
def test_what_is_refused(kind: Any, code: str, written: str) -> None:
    assert refusals(kind, written) == [code]


@pytest.mark.parametrize("kind", TAKEN)
@pytest.mark.parametrize("value", [["x"], {"x": "y"}, 7, 1.5, True, None, b"x", datetime.date(2024, 1, 1)], ids=str)
def test_a_type_takes_text_and_nothing_else(kind: Any, value: object) -> None:
    assert refusals(kind, value) == ["wrong-shape"]


def test_every_type_is_tried() -> None:
    kinds = {name for name, kind in vars(fields).items() if getattr(kind, "__metadata__", ()) and not name.startswith("_")}
    tried = {name for name in kinds if getattr(fields, name) in TAKEN}
    terms = {name for name in kinds if name not in tried and _is_of_a_vocabulary(getattr(fields, name))}
    assert kinds - tried - terms == {"Label", "Sentence", "Summary"}


def _is_of_a_vocabulary(kind: Any) -> bool:
    (code,) = refusals(kind, "no such word, " * 200)
    return code.removeprefix("unknown-") in vocabulary.terms()


def test_every_currency_is_a_unit() -> None:
    unit = TypeAdapter(fields.Unit)
    assert [unit.validate_python(currency) for currency in sorted(list_currencies())] == sorted(list_currencies())


@given(st.text(max_size=40), st.sampled_from(list(TAKEN)))
def test_no_text_stops_the_program(text: str, kind: Any) -> None:
    assert len(refusals(kind, text)) <= 1


@pytest.mark.slow
@given(st.text("MIT()ANDORWH -0.+,:/", max_size=30))
def test_no_licence_stops_the_program(text: str) -> None:
    assert set(refusals(fields.Licence, text)) <= {"not-a-licence", "unknown-licence"}


@given(st.decimals(-999_999, 999_999, allow_nan=False, places=2))
def test_a_number_with_a_point_means_itself(number: Decimal) -> None:
    assert TypeAdapter(fields.Number).validate_python(f"{number:.2f}") == number
