"""Figures and citations of translations: what differs is found in every language, and good prose is left in peace."""

from __future__ import annotations

import itertools
import random
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from findings import codes

from generator import build, load, source
from generator.checks.agreement import citation_differs, figure_differs
from generator.source import Document, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.catalog import Settings
    from generator.diagnostics import Finding

ROOT = Path(__file__).parent.parent
RULES = {"figure-differs", "number-format", "citation-differs"}
LANGUAGES = ("en", "de", "es", "pt", "hi")
CASE = "cases/de/example/text.{}.md"
TEXTS = {
    "en": ("A travel app", "People who registered", ("Challenge", "What was done", "What worked", "What was difficult")),
    "de": ("Eine App für Wege", "Angemeldete", ("Herausforderung", "Umsetzung", "Was gelungen ist", "Was schwierig war")),
    "es": ("Una aplicación", "Personas registradas", ("Desafío", "Qué se hizo", "Qué funcionó", "Qué resultó difícil")),
    "pt": ("Um aplicativo", "Pessoas cadastradas", ("Desafio", "O que foi feito", "O que funcionou", "O que foi difícil")),
    "hi": ("एक ऐप", "पंजीकृत लोग", ("चुनौती", "क्या किया गया", "क्या सफल रहा", "क्या कठिन रहा")),
}


def text(language: str, words: str) -> str:
    """A text of the example in a language, with these words in one of its sections."""
    title, label, (challenge, approach, worked, difficult) = TEXTS[language]
    summary = "x" * 300
    sections = f"## {challenge}\n\n… [@s1]\n\n## {approach}\n\n{words}\n\n## {worked}\n\n… [@s2]\n\n## {difficult}\n\n… [@s2]\n"
    return f"---\ntitle: {title}\nsummary: {summary}\nresults:\n  users: {label}\n---\n\n{sections}"


@pytest.fixture
def compared(root: Path, write: Callable[[str, str], Path]) -> Callable[..., list[Finding]]:
    """Puts words into an original and others into its translation, and tells what the rules of this file find."""

    def found(original: str, here: str, languages: tuple[str, str] = ("en", "de")) -> list[Finding]:
        path = root / "cases/de/example/case.yml"
        path.write_text(path.read_text("utf-8").replace("original_language: en", f"original_language: {languages[0]}"), "utf-8")
        path = root / "mkdocs.yml"
        path.write_text(path.read_text("utf-8").replace("languages: [en, de]", "languages: [en, de, es, pt, hi]"), "utf-8")
        for language in ("en", "de"):
            (root / CASE.format(language)).unlink(missing_ok=True)
        write(CASE.format(languages[0]), text(languages[0], original))
        write(CASE.format(languages[1]), text(languages[1], here))
        return [each for each in build.check(root).findings if each.code in RULES]

    return found


AGREE = [
    ("en", "de", "33,000 people and 4.3%", "33.000 Menschen und 4,3 Prozent"),
    ("en", "de", "33,000 people, and 33,000 more", "zweimal 33 000 Menschen"),
    ("en", "es", "33,000 people and 4.3%", "33 mil personas y 4.3 por ciento"),
    ("en", "pt", "33,000 people and 4.3%", "33 mil pessoas e 4,3%"),
    ("en", "hi", "7.2 million people, 33,000 in 2019", "72 लाख लोग, 2019 में 33 हज़ार"),
    ("en", "hi", "155,386 crore rupees on 26 February 2019", "26 फरवरी २०१९ को १,५५,३८६ करोड़ रुपये"),
    ("en", "hi", "EUR 56 million, 1.5 million people", "5 करोड़ 60 लाख यूरो, डेढ़ मिलियन लोग"),
    ("en", "hi", "between 1,000 and 100,000", "एक हज़ार से एक लाख तक"),
    ("en", "es", "Rs 305.37 crore", "3,053.7 millones de rupias (305.37 crores)"),
    ("en", "pt", "Rs 305.37 crore (1 crore = 10 million)", "3,0537 bilhões de rúpias"),
    ("en", "de", "Rs 305.37 crore", "305,37 Crore Rupien (1 Crore = 10 Millionen)"),
    ("es", "de", "entre 5 y 8 millones de soles", "5 bis 8 Millionen Soles"),
    ("es", "en", "2,500 millones de pesos mexicanos", "MXN 2,500 million"),
    ("pt", "es", "O Decreto 9.854/2019 e a meta 11.2", "El Decreto 9.854/2019 y la meta 11.2"),
    ("pt", "de", "R$ 1,5 milhão em 1º de dezembro de 2020", "1,5 Mio. Real am 01.12.2020"),
    ("de", "en", "Die EUPL 1.2, AGPL 3, Industrie 4.0 und ISO 37120", "EUPL 1.2, AGPL v3, Industry 4.0 and ISO 37120"),
    ("de", "es", "3 Jahre, 2 Städte, 12 Ämter, 100.000 Menschen", "tres años, ambas ciudades, una docena de oficinas, cien mil personas"),
    ("de", "pt", "im 21. Jahrhundert, ab 18.30 Uhr", "no século XXI, a partir das 18h30"),
    ("de", "en", "drei Städte, der zweite Ort, eine halbe Million", "3 cities, the 2nd place, 500,000 people"),
    ("en", "de", "in the 1990s, 24/7, at the G20, under COVID-19", "in den 90er Jahren rund um die Uhr, zur G20, in der Pandemie"),
    ("en", "de", "carbon dioxide and fine dust in 2014–15", "CO2 und PM2.5 von 2014 bis 2015"),
    ("en", "es", "at 18:30 and at 6 am", "a las 6:30 p. m. y a las 6 a. m."),
    ("en", "de", "40 to 50% of 2,070 people", "zwischen 40 % und 50 % von 2070 Menschen"),
    ("en", "de", "| Share in % |\n| --- |\n| 40 |", "| Anteil |\n| --- |\n| 40 % |"),
    ("en", "de", "| Share |\n| --- |\n| 40% |", "| Anteil in Prozent |\n| --- |\n| 40 |"),
    ("en", "de", "Rs 25 a day or Rs 3.5 a ride", "25 am Tag oder 3,5 Rupien pro Fahrt"),
    ("en", "de", "it is open", "die Stadt, 2020 in Betrieb, zählt 1.200 Menschen (11.2)"),  # all of it stands in case.yml
    ("en", "de", "1. one\n2. two\n\nsee [it](https://town.example/7)", "- eins\n- zwei\n\nsiehe [dort](https://town.example/8)"),
    ("en", "de", "with 1.2 GB in **4** million files", "mit 1,2 GB in *4* Mio. Dateien"),
]


@pytest.mark.parametrize(("first", "second", "original", "here"), AGREE)
@pytest.mark.parametrize("back", [False, True], ids=["there", "back"])
def test_what_says_the_same_is_left_in_peace(
    compared: Callable[..., list[Finding]], first: str, second: str, original: str, here: str, *, back: bool
) -> None:
    pair = (here, original, (second, first)) if back else (original, here, (first, second))
    if back and original == "it is open":
        assert codes(compared(*pair)) == ["figure-differs"] * 3  # what the translation leaves out, case.yml does not make up for
    else:
        assert compared(*pair) == []


DIFFER = [
    ("en", "de", "33,000 people", "34.000 Menschen", ["34.000 / 33,000"]),
    ("en", "de", "33,000 people", "3.300 Menschen", ["3.300 / 33,000"]),
    ("en", "de", "EUR 4.3 million", "4,3 Milliarden Euro", ["4,3 Milliarden Euro / EUR 4.3 million"]),
    ("en", "de", "EUR 4.3 million", "4,3 Millionen Dollar", ["4,3 Millionen Dollar / EUR 4.3 million"]),
    ("en", "de", "EUR 4.3 million", "4,3 Millionen", ["4,3 Millionen / EUR 4.3 million"]),
    ("en", "es", "EUR 4.3 million", "4.3 millones de pesos", ["4.3 millones de pesos / EUR 4.3 million"]),
    ("en", "es", "EUR 4.3 million, 5 of it now", "4.3 millones de euros, 5 soles ahora", ["5 soles / 5"]),
    ("en", "hi", "7.2 million people", "72 हज़ार लोग", ["72 हज़ार / 7.2 million"]),
    ("en", "hi", "7.2 million people", "72 करोड़ लोग", ["72 करोड़ / 7.2 million"]),
    ("hi", "en", "72 लाख लोग", "72 thousand people", ["72 thousand / 72 लाख"]),
    ("en", "de", "40% of them", "40 von ihnen", ["40 / 40%"]),
    ("en", "de", "40 of them", "40 % von ihnen", ["40 % / 40"]),
    ("en", "de", "in 2014", "im Jahr 2015", ["2015 / 2014"]),
    ("en", "de", "in 2014", "im Jahr 2014 und 2013", ["2013 / –"]),
    ("en", "de", "in 2014 and 2013", "im Jahr 2014", ["– / 2013"]),
    ("en", "de", "at 18:30", "um 18.31 Uhr", ["18.31 / 18:30"]),
    ("en", "de", "the G20 met", "die G21 traf sich", ["G21 / G20"]),
    ("en", "hi", "the C40 cities", "सी41 शहर", ["सी41 / C40"]),
    ("en", "de", "EUPL 1.2", "EUPL 1.3", ["1.3 / 1.2"]),
    ("en", "de", "5 to 8 million", "5 bis 9 Millionen", ["9 Millionen / 8 million"]),
    ("en", "de", "5 to 8 million", "6 bis 8 Millionen", ["6 / 5"]),
    ("en", "de", "3 cities, 4 towns", "drei Städte, fünf Orte", ["– / 4"]),
    ("en", "de", "14 and 15 and 16", "12 und 13 und 16", ["12 / 14", "13 / 15"]),
    ("en", "de", "14 and 15", "14, 17, 13 und 19", ["17 / –", "13 / –", "19 / –", "– / 15"]),
]


@pytest.mark.parametrize(("first", "second", "original", "here", "told"), DIFFER)
def test_what_differs_is_told_with_both_sides(
    compared: Callable[..., list[Finding]], first: str, second: str, original: str, here: str, told: list[str]
) -> None:
    findings = compared(original, here, (first, second))
    values = [dict(each.values) for each in findings]
    assert sorted(f"{each['here']} / {each['there']}" for each in values) == sorted(told)
    assert set(codes(findings)) == {"figure-differs"}
    own, other = CASE.format(second), CASE.format(first)
    for finding, value in zip(findings, values, strict=True):
        assert finding.location.path == own
        assert finding.location.line == (12 if value["here"] == "–" else 14)
        assert value["place"] == (f"{other}:12" if value["there"] == "–" else f"{other}:14")


@pytest.mark.parametrize(
    ("first", "second", "original", "here", "fixes"),
    [
        ("en", "de", "33,000 and 4.3", "33,000 und 4.3", ["33.000", "4,3"]),
        ("de", "en", "33.000 und 4,3", "33.000 and 4,3", ["33,000", "4.3"]),
        ("de", "es", "2.070 und 4,3 Millionen", "2.070 y 4,3 millones", ["2,070", "4.3"]),
        ("en", "pt", "2,070 and 1,128,206", "2,070 e 1,128,206", ["2.070", "1.128.206"]),
        ("de", "hi", "155.386 Crore", "155.386 करोड़", ["1,55,386"]),
        ("de", "en", "33,000 Menschen, 4.3 Millionen", "33,000 people, 4.3 million", ["33.000", "4,3"]),
    ],
)
def test_a_wrong_format_is_told_with_the_right_one(
    compared: Callable[..., list[Finding]], first: str, second: str, original: str, here: str, fixes: list[str]
) -> None:
    findings = compared(original, here, (first, second))
    assert codes(findings) == ["number-format"] * len(fixes)
    assert [each.fix for each in findings] == fixes
    assert not any(each.certain for each in findings)


def test_an_original_alone_may_have_numbers_that_only_look_foreign(compared: Callable[..., list[Finding]]) -> None:
    words = "Akte 12,345,678, Punkt 2.34, Tabelle 4.3, CNPJ 12.345.678/0001-90"
    assert compared(words, words, ("de", "de")) == []


def test_what_has_become_outdated_is_not_compared(replaced: Callable[..., build.Checked]) -> None:
    assert replaced("cases/de/example/text.en.md", "within a year", "within 7 years").findings == ()
    assert codes(replaced("cases/de/example/text.de.md", "Kein Produkt", "7 Produkte").findings) == ["figure-differs"]


def test_a_misspelt_citation_is_told_once(replaced: Callable[..., build.Checked]) -> None:
    assert codes(replaced("cases/de/example/text.de.md", "der Stadt [@s1]", "der Stadt [@s9]").findings) == ["unknown-citation"]


def test_citations_are_compared_as_sets(replaced: Callable[..., build.Checked]) -> None:
    assert replaced("cases/de/example/text.de.md", "an [@s1][@s2]", "[@s2] an [@s1], [@s1; @s2]").findings == ()
    (finding,) = replaced("cases/de/example/text.de.md", "wurde nie gemessen [@s2]", "wurde nie gemessen [@s2][@s1]").findings
    assert (finding.code, dict(finding.values)["here"], dict(finding.values)["there"]) == ("citation-differs", "@s1", "–")


def test_a_country_is_compared_too(replaced: Callable[..., build.Checked]) -> None:
    checked = replaced("countries/de/text.de.md", "planen selbst [@c1]", "planen seit 1990 selbst")
    assert codes(checked.findings) == ["citation-differs", "figure-differs"]


@dataclass(frozen=True)
class Record:
    """A case or country of the real content, with all its files and those of the cities of its country."""

    documents: tuple[Document, ...]
    original: Document
    numbers: frozenset[str]
    """All digits that stand next to each other in the original and in the data: what is planted must not be among them."""

    @property
    def translations(self) -> tuple[Document, ...]:
        return tuple(each for each in self.documents if each.language not in {"", self.original.language})

    def found(self, settings: Settings, changed: Document | None = None) -> list[Finding]:
        documents = tuple(changed if changed and each.path == changed.path else each for each in self.documents)
        catalog, _ = load.load(Reading(documents, (), frozenset()), settings)
        return [*figure_differs(catalog), *citation_differs(catalog)]


@pytest.fixture(scope="module")
def content() -> tuple[Settings, list[Record]]:
    """The real content, record by record."""
    settings, _ = load.load_settings(ROOT)
    assert settings
    documents = source.read(ROOT).documents
    by_id: dict[str, list[Document]] = defaultdict(list)
    for each in documents:
        if each.kind in {"case", "case-text", "country", "country-text"}:
            by_id[each.id].append(each)
    records = []
    for name, own in by_id.items():
        cities = [each for each in documents if each.kind == "city" and each.id[:2] == name[:2]]
        facts = next(each for each in own if not each.language)
        original = next(each for each in own if each.language == facts.tree.data["original_language"])
        everything = "".join(each.text for each in (original, facts, *cities))
        records.append(Record((*own, *cities), original, frozenset(re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d)", "", everything)))))
    return settings, records


@pytest.mark.slow
def test_nothing_is_told_of_the_real_content(content: tuple[Settings, list[Record]]) -> None:
    settings, records = content
    assert [each for record in records for each in record.found(settings)] == []


Place = tuple[int, int, int]
"""A line, and where in it something starts and ends."""
NUMBER = re.compile(r"(?<![\w@:.,/\"’-])\d+(?:[.,]\d+)*(?![\w/]|[.,]\d)")
YEAR = re.compile(r"(?<![\w@:.,/\"’-])(?:19|20)\d\d(?![\w/]|[.,]\d)")
SIZES = {
    "en": {"million": "billion", "crore": "lakh"},
    "de": {"Millionen": "Milliarden", "Million": "Milliarde", "Crore": "Lakh"},
    "es": {"millones": "mil millones", "millón": "mil millones", "crores": "lakhs"},
    "pt": {"milhões": "bilhões", "bilhões": "milhões", "milhão": "bilhão", "crores": "lakhs"},
    "hi": {"लाख": "हज़ार", "करोड़": "लाख", "अरब": "करोड़"},
}
MONEY = {
    "en": {"EUR": "USD", "USD": "EUR", "Rs": "EUR", "MXN": "EUR", "rupees": "euros", "pesos": "euros", "soles": "euros"},
    "de": {"Euro": "Dollar", "Dollar": "Euro", "US-Dollar": "Euro", "Rupien": "Euro", "Pesos": "Euro", "Soles": "Euro"},
    "es": {"euros": "dólares", "dólares": "euros", "rupias": "euros", "pesos": "euros", "soles": "euros"},
    "pt": {"euros": "dólares", "dólares": "euros", "US$": "EUR", "rúpias": "euros", "pesos": "euros", "soles": "euros"},
    "hi": {"यूरो": "डॉलर", "डॉलर": "यूरो", "रुपये": "यूरो", "पेसो": "यूरो", "सोल": "यूरो"},
}


def readable(document: Document) -> Iterator[tuple[int, str]]:
    """The lines of a text in which figures are compared, with spaces for addresses and citations."""
    block = ""
    for number, line in enumerate(document.text.split("\n")):
        block = line.partition(":")[0] if number < document.body_line and re.match(r"[a-z]+:", line) else block
        if number >= document.body_line or block not in {"translation", "organisations"}:
            key = re.match(r" *[\w.-]+:", line) if number < document.body_line else None
            shown = re.sub(r"\]\([^)]*\)|\[@[^\]]*\]", lambda match: " " * len(match[0]), line)
            yield number, " " * key.end() + shown[key.end() :] if key else shown


def spots(document: Document, pattern: re.Pattern[str]) -> list[Place]:
    return [(number, *match.span()) for number, line in readable(document) for match in pattern.finditer(line) if not line.startswith("##")]


def other_numbers(written: str, record: Record) -> list[str]:
    """The number with one digit changed, in every way that gives a number that the original does not hold."""
    changed = [written[:at] + new + written[at + 1 :] for at, old in enumerate(written) if old.isdigit() for new in "123456789"]
    return [each for each in changed if each != written and re.sub("[.,]", "", each) not in record.numbers]


def words(listed: dict[str, str]) -> re.Pattern[str]:
    return re.compile(rf"(?<=\d )(?:{'|'.join(map(re.escape, sorted(listed, key=len, reverse=True)))})(?!\w)")


def digit(record: Record, document: Document, chance: random.Random) -> Iterator[tuple[Place, str]]:
    for line, start, end in spots(document, NUMBER):
        if possible := other_numbers(document.text.split("\n")[line][start:end], record):
            yield (line, start, end), chance.choice(possible)


def year(record: Record, document: Document, chance: random.Random) -> Iterator[tuple[Place, str]]:
    other = [str(each) for each in range(1950, 2060) if str(each) not in record.numbers]
    return ((place, chance.choice(other)) for place in spots(document, YEAR))


def tenfold(record: Record, document: Document, _chance: random.Random) -> Iterator[tuple[Place, str]]:
    for line, start, end in spots(document, re.compile(rf"(?!{YEAR.pattern}){NUMBER.pattern}")):
        larger = re.sub("[.,]", "", document.text.split("\n")[line][start:end]) + "0"
        if larger not in record.numbers:
            yield (line, start, end), larger


def magnitude(_record: Record, document: Document, _chance: random.Random) -> Iterator[tuple[Place, str]]:
    """Million read as billion, and in Hindi lakh as thousand."""
    sizes = SIZES[document.language]
    for line, start, end in spots(document, words(sizes)):
        yield (line, start, end), sizes[document.text.split("\n")[line][start:end]]


def currency(_record: Record, document: Document, _chance: random.Random) -> Iterator[tuple[Place, str]]:
    """Another currency where an amount names its own."""
    money, size = MONEY[document.language], "|".join(SIZES[document.language])
    names = "|".join(map(re.escape, sorted(money, key=len, reverse=True)))
    for line, start, end in spots(document, re.compile(rf"\d (?:(?:{size}) )?(?:de )?(?:{names})(?!\w)|(?<!\w)(?:{names}) (?=\d)")):
        written = document.text.split("\n")[line][start:end]
        yield (line, start, end), re.sub(names, lambda match: money[match[0]], written, count=1)


def separator(_record: Record, document: Document, _chance: random.Random) -> Iterator[tuple[Place, str]]:
    for line, start, end in spots(document, re.compile(r"(?<![\w@:.,/\"’-])(?<![A-Z] )\d+[.,](?!0(?!\d))\d+(?:[.,]\d+)*(?![\w/]|[.,]\d)")):
        yield (line, start, end), document.text.split("\n")[line][start:end].translate(str.maketrans(".,", ",."))


def citation(_record: Record, document: Document, _chance: random.Random) -> Iterator[tuple[Place, str]]:
    """A source that a section cites once is not cited any more."""
    lines = document.text.split("\n")
    heads = [number for number, line in enumerate(lines) if line.startswith("## ")] + [len(lines)]
    for start, end in itertools.pairwise(heads):
        found = [
            (match[0], (number, *match.span())) for number in range(start, end) for match in re.finditer(r"\[@[a-z0-9]+\]", lines[number])
        ]
        names = [name for name, _ in found]
        yield from ((place, "") for name, place in found if names.count(name) == 1)


KINDS = {each.__name__: each for each in (digit, year, tenfold, magnitude, currency, separator, citation)}
MOST = 8
"""Differences of a kind that are planted in one language."""


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_difference_planted_in_the_real_content_is_found(content: tuple[Settings, list[Record]], kind: str, language: str) -> None:
    settings, records = content
    chance = random.Random(f"{kind} {language}")
    planted = [
        (record, document, *change)
        for record in records
        for document in record.translations
        if document.language == language
        for change in KINDS[kind](record, document, chance)
    ]
    chosen = chance.sample(planted, min(MOST, len(planted)))
    assert len(chosen) >= 4
    for record, document, (line, start, end), new in chosen:
        lines = document.text.split("\n")
        lines[line] = lines[line][:start] + new + lines[line][end:]
        changed, findings = source.parse(Document(document.kind, document.path, document.id, document.language), "\n".join(lines).encode())
        assert changed
        assert not findings
        told = {each.location.path for each in record.found(settings, changed)}
        assert told == {document.path}, (document.path, line + 1, lines[line])
