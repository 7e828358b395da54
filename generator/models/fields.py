"""Our scalar types: each parses one written form and refuses the rest. Everything that pydantic sees is text.

A type is a pydantic annotation whose validator takes the text as written and gives the value, or raises the code of
the rule that is broken. Nothing else in the models converts anything.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable  # noqa: TC003 - pydantic reads annotations when the program runs
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, cast

import pycountry
from babel import Locale as Cldr
from babel.numbers import list_currencies
from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from generator import addresses, vocabulary
from generator.diagnostics import UNKNOWN_PREFIX, rule
from generator.source import LANGUAGE, SLUG

Schema = dict[str, Any]

LONGEST_TEXT = 2_000
LONGEST_LICENCE = 200

COUNT = rule(
    "not-a-count",
    "A count is digits only: 33000. Separators are written differently in every language.",
    bad="`population: {value: about 33000, …}`",
    good="`population: {value: 33000, …}`",
)
NUMBER = rule(
    "not-a-number",
    "A number is digits with a point for the decimals: 4.3. Separators are written differently in every language.",
    bad="`results: [{value: 1200 people, …}]`",
    good="`results: [{value: 1200, unit: people, …}]`",
)
SEPARATOR = rule(
    "ambiguous-number",
    "1.000 and 1,5 mean different numbers in different countries; only the author knows which is meant.",
    bad="`population: {value: 33.000, …}`",
    good="`population: {value: 33000, …}`",
)
YEAR = rule("not-a-year", "A year has four digits.", bad="`stage_year: 23`", good="`stage_year: 2023`")
FLAG = rule(
    "not-a-flag",
    "Only true and false: yes, on or 1 mean different things to different programs.",
    bad="`results: [{self_reported: yes, …}]`",
    good="`results: [{self_reported: true, …}]`",
)
DAY = rule(
    "not-a-day",
    "Dates are written year-month-day, so that no one confuses day and month.",
    bad="`added: 31.01.2026`",
    good="`added: 2026-01-31`",
)
WHEN = rule(
    "not-a-date",
    "A date is a day, a month or a year; a trailing ~ means about.",
    bad="`period: {live: May 2020}`",
    good="`period: {live: 2020-05}`",
)
AMOUNT = rule(
    "not-an-amount",
    "An amount is a number, and if it helps a word for its size: 4.3 million, 12 lakh.",
    bad="`costs: [{amount: 4.3 Mio., …}]`",
    good="`costs: [{amount: 4.3 million, …}]`",
)
URL = rule(
    "not-an-address",
    "Addresses start with http:// or https://: anything else can harm a reader or leads nowhere.",
    bad="`website: www.town.example`",
    good="`website: https://www.town.example/`",
)
MAILBOX = rule(
    "not-a-mailbox",
    "A functional mailbox looks like office@city.example; addresses of persons never go in.",
    bad="`contact: {mailbox: the town hall, …}`",
    good="`contact: {mailbox: office@town.example, …}`",
)
NAME_IN_SLUG = rule(
    "not-a-slug",
    "Names in addresses are small letters, digits and hyphens, so that they work in every system.",
    bad="`results: [{id: Registered users, …}]`",
    good="`results: [{id: registered-users, …}]`",
)
REFERENCE = rule(
    "not-an-id",
    "An id of a case or city is its country and its folder: de/herrenberg.",
    bad="`cities: [Herrenberg]`",
    good="`cities: [de/herrenberg]`",
)
TOO_MUCH_TEXT = rule(
    "text-too-long",
    "Short texts are read; long ones break lists and search results.",
    bad="`results: {users: …}` with a label of 100 characters",
    good="a label of 80 at most",
)
SUBDIVISION = rule(
    "not-a-subdivision",
    "States and regions are named by ISO 3166-2, so that they have a name in every language.",
    bad="`subdivision: Baden-Württemberg`",
    good="`subdivision: DE-BW`",
)
LICENCE = rule(
    "not-a-licence",
    "Licences are named by SPDX, two of them joined by AND or OR: MIT OR Apache-2.0.",
    bad="`technology: {licence: MIT OR, …}`",
    good="`technology: {licence: MIT OR Apache-2.0, …}`",
)
TARGET = rule("not-an-sdg", "Goals are numbered 1 to 17, targets like 11.2 or 11.b.", bad="`sdgs: [SDG 11]`", good="`sdgs: ['11']`")
COORDINATE = rule(
    "coordinate-out-of-range",
    "Latitude runs from -90 to 90, longitude from -180 to 180 degrees.",
    bad="`latitude: 4859`",
    good="`latitude: 48.59`",
)
MARKUP = rule(
    "markup-in-title",
    "A title is plain text: angle brackets in it are nearly always left-over HTML.",
    bad="`title: A <b>travel</b> app`",
    good="`title: A travel app`",
)

rule(
    "unknown-language",
    "Languages are named by their code, such as de or pt.",
    bad="`original_language: german`",
    good="`original_language: de`",
)
rule(
    "unknown-country",
    "Countries are named by the two letters of ISO 3166-1, in small letters.",
    bad="`decidim: {country: Spain, …}`",
    good="`decidim: {country: es, …}`",
)
rule(
    "unknown-currency",
    "Currencies are named by the three letters of ISO 4217.",
    bad="`costs: [{currency: Euro, …}]`",
    good="`costs: [{currency: EUR, …}]`",
)
rule(
    "unknown-licence",
    "Licences are named by SPDX, so that programs and lawyers agree on which is meant.",
    bad="`images: [{licence: CC BY 4.0, …}]`",
    good="`images: [{licence: CC-BY-4.0, …}]`",
)


class Record(BaseModel):
    """A mapping of known keys.

    Fields that must be given have no valid default; in a record that an author left incomplete they are None, and a
    finding says so, which keeps such a record from ever becoming a page.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")


# How much a field is needed: M must, R required for more than a stub, F counts towards full, O optional.
NEED = "x-need"


def must(description: str, **limits: Any) -> Any:
    """A field without which nothing is published."""
    return Field(default=None, description=description, json_schema_extra={NEED: "M"}, **limits)


def given(description: str, need: str = "O", **limits: Any) -> Any:
    """A field that may be absent."""
    return Field(default=None, description=description, json_schema_extra={NEED: need}, **limits)


def several(description: str, need: str = "O", **limits: Any) -> Any:
    """A list that may be absent, which is the same as empty."""
    return Field(default=(), description=description, json_schema_extra={NEED: need}, **limits)


def mapping(description: str, need: str = "O") -> Any:
    """A mapping that may be absent, which is the same as empty."""
    return Field(default_factory=dict, description=description, json_schema_extra={NEED: need})


def _refuse(code: str, **values: object) -> PydanticCustomError:
    # The cast: pydantic wants literal strings for codes, ours come from the table of rules.
    return PydanticCustomError(cast("Any", code), cast("Any", code), values)


TEXT: Schema = {"type": ["string", "number", "boolean"]}
"""What an editor may make of text: YAML there has types, and 2024 or no are no strings to it."""


_SPACE = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, eq=False)
class Written:
    """How one written form becomes a value, and what editors are told of it (JSON Schema, draft 2020-12).

    `gives` is the type of the value in JSON.
    """

    parse: Callable[[str], object]
    schema: Schema
    gives: str = "string"

    def validated(self, value: object) -> object:
        """The value of a text, its white space folded and its characters composed (NFC); anything but text is refused."""
        if not isinstance(value, str):
            raise _refuse("wrong-shape", expected="text")
        return self.parse(unicodedata.normalize("NFC", _SPACE.sub(" ", value).strip(" ")))

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.validated, handler(source))

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, handler: GetJsonSchemaHandler) -> Schema:
        return dict(self.schema) if handler.mode == "validation" else self._published

    @property
    def _published(self) -> Schema:
        """What programs are told that read the value: it has one type, and only texts have patterns."""
        kept = {name: told for name, told in self.schema.items() if name != "pattern" or self.gives == "string"}
        if "enum" in kept and self.gives == "string":
            kept["enum"] = [str(each).lower() if isinstance(each, bool) else each for each in kept["enum"]]
        return kept | {"type": self.gives}


def written(parse: Callable[[str], object], schema: Schema = TEXT, gives: str = "string") -> Written:
    """A type that takes text and nothing else."""
    return Written(parse, schema, gives)


def term(name: str, bad: str, good: str) -> Written:
    """A validator for the ids of a vocabulary, with a line that it refuses and one that it takes."""
    ids, code = vocabulary.terms()[name], _rule_of(name, bad, good)

    def parse(text: str) -> str:
        if text not in ids:
            raise _refuse(code, value=text, vocabulary=name)
        return text

    return written(parse, {"enum": [{"true": True, "false": False}.get(each, each) for each in ids], "x-vocabulary": name})


def _rule_of(name: str, bad: str, good: str) -> str:
    """The code of the rule that a value is one of a vocabulary."""
    why = "The value must be one of a list, so that cases can be found and compared."
    return rule(f"{UNKNOWN_PREFIX}{name}", why, bad=f"`{bad}`", good=f"`{good}`").code


def text_of(most: int) -> Written:
    """A validator for plain text of at most `most` characters."""

    def parse(text: str) -> str:
        if len(text) > most:
            raise _refuse("text-too-long", length=len(text), most=most)
        return text

    return written(parse, TEXT | {"maxLength": most})


def title_of(most: int) -> Written:
    """A validator for a title: plain text without angle brackets."""
    bounded = text_of(most)

    def parse(text: str) -> object:
        if "<" in text or ">" in text:
            raise _refuse("markup-in-title")
        return bounded.parse(text)

    return written(parse, bounded.schema | {"pattern": "^[^<>]*$"})


def _number(text: str) -> Decimal:
    if re.fullmatch(r"-?[0-9]{1,18}(\.[0-9]{1,9})?", text):
        if re.fullmatch(r"-?[0-9]{1,3}\.[0-9]{3}", text) and text.strip("-0.") and not text.lstrip("-").startswith("0."):
            raise _refuse("ambiguous-number", value=text)
        return Decimal(text)
    raise _refuse("ambiguous-number" if re.fullmatch(r"-?[0-9]+([.,\s'][0-9]+)+", text) else "not-a-number", value=text)


def _count(text: str) -> int:
    if re.fullmatch(r"0|[1-9][0-9]{0,17}", text):
        return int(text)
    raise _refuse("ambiguous-number" if re.fullmatch(r"[0-9]+([.,\s'][0-9]+)+", text) else "not-a-count", value=text)


def _year(text: str) -> int:
    if re.fullmatch(r"[12][0-9]{3}", text):
        return int(text)
    raise _refuse("not-a-year", value=text)


def _flag(text: str) -> bool:
    if text in {"true", "false"}:
        return text == "true"
    raise _refuse("not-a-flag", value=text)


def _day(text: str) -> datetime.date:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            pass
    raise _refuse("not-a-day", value=text)


def _when(text: str) -> str:
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`, with a trailing ~ for about (EDTF level 1, ISO 8601-2); kept as written."""
    exact = text.removesuffix("~")
    if re.fullmatch(r"[12][0-9]{3}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?", exact):
        try:
            datetime.date.fromisoformat(f"{exact}-01-01"[:10] if len(exact) != len("2020-05") else f"{exact}-01")
        except ValueError:
            raise _refuse("not-a-date", value=text) from None
        return text
    raise _refuse("not-a-date", value=text)


def _amount(text: str) -> Decimal:
    number, _, size = text.partition(" ")
    if size and size not in vocabulary.magnitudes():
        raise _refuse("not-an-amount", value=text)
    if not re.fullmatch(r"[0-9.,']+", number):
        raise _refuse("not-an-amount", value=text)
    return _number(number) * vocabulary.magnitudes().get(size, 1)


def _url(text: str) -> str:
    address = addresses.safe(text)
    if address is None:
        raise _refuse("not-an-address", value=text)
    return address


def _pattern(pattern: str, code: str) -> Written:
    compiled = re.compile(pattern, re.ASCII)

    def parse(text: str) -> str:
        if not compiled.fullmatch(text):
            raise _refuse(code, value=text)
        return text

    return written(parse, {"type": ["string", "number"], "pattern": f"^(?:{pattern})$"})


def _country(text: str) -> str:
    """Two letters of ISO 3166-1, or `xk`, which the CLDR adds for Kosovo."""
    if not re.fullmatch(r"[a-z]{2}", text) or not (text == "xk" or pycountry.countries.get(alpha_2=text.upper())):
        raise _refuse("unknown-country", value=text)
    return text


def _currency(text: str) -> str:
    if text not in list_currencies():
        raise _refuse("unknown-currency", value=text)
    return text


_UNKNOWN_UNIT = _rule_of("unit", "results: [{unit: persons, …}]", "results: [{unit: people, …}]")


def _unit(text: str) -> str:
    if text in vocabulary.terms()["unit"] or text in list_currencies():
        return text
    raise _refuse(_UNKNOWN_UNIT, value=text, vocabulary="unit")


def _language(text: str) -> str:
    """A BCP 47 tag whose first part names a language that the CLDR or ISO 639 knows."""
    name = text.partition("-")[0]
    lists = (pycountry.languages, pycountry.language_families)
    known = name in Cldr("en").languages or any(each.get(alpha_3=name) for each in lists)
    if not re.fullmatch(LANGUAGE, text) or not known:
        raise _refuse("unknown-language", value=text)
    return text


@cache
def _licence(text: str) -> str:
    from license_expression import ExpressionError, get_spdx_licensing  # noqa: PLC0415 - reads the whole SPDX list, rarely needed

    if len(text) > LONGEST_LICENCE:
        raise _refuse("text-too-long", length=len(text), most=LONGEST_LICENCE)
    licences = get_spdx_licensing()
    try:
        named = licences.parse(text)
    except (ExpressionError, IndexError) as error:  # IndexError: what it says of "()"
        raise _refuse("not-a-licence", value=text) from error
    if named is None or licences.unknown_license_keys(named):
        raise _refuse("unknown-licence", value=text)
    return text


def _between(low: int, high: int) -> Written:
    def parse(text: str) -> Decimal:
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,8})?", text) or not low <= Decimal(text) <= high:
            raise _refuse("coordinate-out-of-range", value=text, low=low, high=high)
        return Decimal(text)

    return written(parse, {"type": ["number", "string"], "minimum": low, "maximum": high}, "number")


Short = Annotated[str, text_of(200)]
Label = Annotated[str, text_of(80)]
Sentence = Annotated[str, text_of(250)]
Title = Annotated[str, title_of(100)]
Summary = Annotated[str, text_of(700)]

Count = Annotated[int, written(_count, {"type": ["integer", "string"], "minimum": 0, "pattern": "^(?:0|[1-9][0-9]*)$"}, "integer")]
Number = Annotated[Decimal, written(_number, {"type": ["number", "string"], "pattern": r"^-?[0-9]+(?:\.[0-9]+)?$"}, "number")]
Amount = Annotated[
    Decimal,
    written(_amount, {"type": ["number", "string"], "pattern": r"^[0-9]+(?:\.[0-9]+)?(?: (?:thousand|lakh|million|crore))?$"}, "number"),
]
Year = Annotated[int, written(_year, {"type": ["integer", "string"], "pattern": "^[12][0-9]{3}$"}, "integer")]
Flag = Annotated[bool, written(_flag, {"enum": [True, False]}, "boolean")]
Day = Annotated[datetime.date, written(_day, {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})]
When = Annotated[str, written(_when, {"type": ["integer", "string"], "pattern": "^[12][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?~?$"})]
SafeUrl = Annotated[str, written(_url, {"type": "string", "pattern": "^https?://"})]
Mailbox = Annotated[str, _pattern(r"[a-z0-9._+-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+", "not-a-mailbox")]
Slug = Annotated[str, _pattern(rf"(?=.{{1,60}}$){SLUG}", "not-a-slug")]
FileName = Annotated[str, _pattern(rf"{SLUG}\.(jpg|png|webp)", "not-a-slug")]
Reference = Annotated[str, _pattern(rf"[a-z]{{2}}/{SLUG}", "not-an-id")]
Subdivision = Annotated[str, _pattern(r"[A-Z]{2}-[A-Z0-9]{1,3}", "not-a-subdivision")]
SdgTarget = Annotated[str, _pattern(r"(1[0-7]|[1-9])(\.([1-9]|1[0-9]|[a-e]))?", "not-an-sdg")]
Licence = Annotated[str, written(_licence)]
CountryCode = Annotated[str, written(_country)]
Currency = Annotated[str, written(_currency)]
LanguageCode = Annotated[str, written(_language)]
Unit = Annotated[str, written(_unit)]
Latitude = Annotated[Decimal, _between(-90, 90)]
Longitude = Annotated[Decimal, _between(-180, 180)]

Answer = Annotated[str, term("answer", "data_protection: {personal_data: no, …}", "data_protection: {personal_data: false, …}")]
CostCovers = Annotated[str, term("cost-covers", "costs: [{covers: everything, …}]", "costs: [{covers: programme, …}]")]
CostKind = Annotated[str, term("cost-kind", "costs: [{for: all, …}]", "costs: [{for: total, …}]")]
CostStatus = Annotated[str, term("cost-status", "costs: [{status: paid, …}]", "costs: [{status: spent, …}]")]
EdgeStatus = Annotated[str, term("edge-status", "reused_by: [{status: intended, …}]", "reused_by: [{status: planned, …}]")]
EndedReason = Annotated[str, term("ended-reason", "ended: {reason: money}", "ended: {reason: funding-ended}")]
EvidenceLevel = Annotated[str, term("evidence-level", "evidence: {level: high, …}", "evidence: {level: E3, …}")]
FundingKind = Annotated[str, term("funding-kind", "funding: [{kind: city, …}]", "funding: [{kind: own-budget, …}]")]
ImpactAssessment = Annotated[
    str, term("impact-assessment", "data_protection: {impact_assessment: yes, …}", "data_protection: {impact_assessment: done, …}")
]
Instrument = Annotated[str, term("instrument", "instruments: [opensource]", "instruments: [open-source]")]
Level = Annotated[str, term("level", "level: city", "level: municipal")]
NotReported = Annotated[str, term("not-reported", "did_not_work: nothing", "did_not_work: not-reported")]
OpenSource = Annotated[str, term("open-source-extent", "technology: {open_source: yes, …}", "technology: {open_source: full, …}")]
OrganisationKind = Annotated[str, term("organisation-kind", "organisations: [{kind: company, …}]", "organisations: [{kind: private, …}]")]
OrganisationRole = Annotated[str, term("organisation-role", "organisations: [{role: lead, …}]", "organisations: [{role: owner, …}]")]
ParticipationLevel = Annotated[str, term("participation-level", "participation: {level: survey, …}", "participation: {level: consult, …}")]
Per = Annotated[str, term("per", "results: [{per: annum, …}]", "results: [{per: year, …}]")]
PlaceKind = Annotated[str, term("place-kind", "kind: town", "kind: municipality")]
Qualifier = Annotated[str, term("result-qualifier", "results: [{qualifier: circa, …}]", "results: [{qualifier: about, …}]")]
Relation = Annotated[str, term("submission-relation", "submission: {relation: supplier, …}", "submission: {relation: vendor, …}")]
ResultKind = Annotated[str, term("result-kind", "results: [{kind: effect, …}]", "results: [{kind: outcome, …}]")]
ResultStatus = Annotated[str, term("result-status", "results: [{status: guessed, …}]", "results: [{status: estimated, …}]")]
ReuseKind = Annotated[str, term("reuse-kind", "learned_from: [{how: copied code, …}]", "learned_from: [{how: reused-code, …}]")]
SourceKind = Annotated[str, term("source-kind", "sources: [{kind: newspaper, …}]", "sources: [{kind: media, …}]")]
Stage = Annotated[str, term("stage", "stage: in operation", "stage: operation")]
StrategyKind = Annotated[str, term("strategy-kind", "strategies: [{kind: act, …}]", "strategies: [{kind: law, …}]")]
StrategyStatus = Annotated[str, term("strategy-status", "strategies: [{status: valid, …}]", "strategies: [{status: in-force, …}]")]
SubmissionMethod = Annotated[str, term("submission-method", "submission: {method: research, …}", "submission: {method: desk-research, …}")]
Topic = Annotated[str, term("topic", "topics: [mobilty]", "topics: [mobility]")]
TranslationMethod = Annotated[str, term("translation-method", "translation: {method: by hand, …}", "translation: {method: human, …}")]
VerifiedBy = Annotated[str, term("verified-by", "verified: {by: editor, …}", "verified: {by: editors, …}")]
VerifiedHow = Annotated[str, term("verified-how", "verified: {how: opened, …}", "verified: {how: sources-opened, …}")]
