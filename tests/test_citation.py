"""Citations are read back by programs that others wrote, whatever a title holds."""

from __future__ import annotations

import dataclasses
import datetime
import json
import re
from itertools import accumulate
from typing import TYPE_CHECKING

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import example, given
from hypothesis import strategies as st

from generator import build, citation, languages, pages, render
from generator.citation import Cited
from generator.models.case import Change
from generator.pages import Here

if TYPE_CHECKING:
    from pathlib import Path

    from generator.catalog import CaseEntry, Catalog

DAY = datetime.date(2026, 3, 9)
CITED = Cited(
    key="de-example-en",
    title="A map of every tree",
    author="Network of Towns",
    site="What towns do",
    changed=DAY,
    language="en",
    licence="CC-BY-4.0",
    url="https://example.org/kb/en/cases/de/example/",
)
PIECES = [
    *"{}%&_#$~^\\,;:=@\"'`-<>|!?*ab 1",
    "ER  - ",
    "TY  - JOUR",
    "\\textbf{",
    "}},\n",
    "@misc{x, title = {y}}",
    "--",
    "``",
    "''",
    "!`",
    "\\\\",
    "$x$",
    " and ",
    "\u2028",
    "\u0085",
    "\x0b",
    "\r\n",
    "जल",
    "ß",
    "É",
    "🚲",
]
TITLES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join) | st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cf"]), min_size=1
)


def titled(title: str) -> Cited:
    return dataclasses.replace(CITED, title=f"x{title}x")


def folded(text: str) -> str:
    return " ".join(text.split())


class TestText:
    @pytest.mark.parametrize(
        ("language", "expected"),
        [
            ("en", "“A map of every tree”. What towns do, as of March 9, 2026. Licence: CC-BY-4.0."),
            ("de", "„A map of every tree“. What towns do, Stand: 9. März 2026. Lizenz: CC-BY-4.0."),
            ("es", "“A map of every tree”. What towns do, versión del 9 de marzo de 2026. Licencia: CC-BY-4.0."),
            ("pt", "“A map of every tree”. What towns do, versão de 9 de março de 2026. Licença: CC-BY-4.0."),
            ("hi", "“A map of every tree”। What towns do, 9 मार्च 2026 तक अद्यतन। लाइसेंस: CC-BY-4.0।"),
        ],
    )
    def test_is_in_the_words_of_the_reader(self, language: str, expected: str) -> None:
        told = "".join(citation.text(languages.locale(language), CITED))
        assert told == f"Network of Towns: {expected} https://example.org/kb/en/cases/de/example/"

    @pytest.mark.parametrize("language", languages.available())
    def test_without_an_address_ends_with_the_licence(self, language: str) -> None:
        told = "".join(citation.text(languages.locale(language), dataclasses.replace(CITED, url="")))
        assert "http" not in told
        assert re.search(r"CC-BY-4\.0[.।]\Z", told)

    @given(TITLES)
    @example("{title} {date} {0} {")
    def test_keeps_the_title_apart(self, title: str) -> None:
        before, shown, after = citation.text(languages.locale("en"), titled(title))
        assert shown == folded(f"x{title}x")
        assert (before, after) == tuple("".join(citation.text(languages.locale("en"), CITED)).split(CITED.title))


class TestBibtex:
    def test_as_a_whole(self) -> None:
        assert citation.bibtex(CITED) == (
            "@misc{de-example-en,\n"
            "  author = {{Network of Towns}},\n"
            "  title = {{A map of every tree}},\n"
            "  howpublished = {What towns do},\n"
            "  year = {2026},\n"
            "  month = mar,\n"
            "  version = {2026-03-09},\n"
            "  language = {en},\n"
            "  note = {CC-BY-4.0},\n"
            "  url = {https://example.org/kb/en/cases/de/example/},\n"
            "}\n"
        )

    def test_without_an_address_has_no_field_for_it(self) -> None:
        assert "url" not in citation.bibtex(dataclasses.replace(CITED, url=""))

    @given(TITLES)
    @example("{")
    @example("}}, note = {")
    @example("\\")
    @example("100% & 3_4 #5 $6 ~7 ^8")
    def test_is_read_back_with_its_title(self, title: str) -> None:
        read = bibtexparser.parse_string(citation.bibtex(titled(title)), append_middleware=[LatexDecodingMiddleware(keep_math_mode=False)])
        assert read.failed_blocks == []
        (entry,) = read.entries
        assert (entry.entry_type, entry.key) == ("misc", CITED.key)
        assert [field.key for field in entry.fields] == [
            "author", "title", "howpublished", "year", "month", "version", "language", "note", "url",
        ]  # fmt: skip
        # The reader takes LaTeX's circumflex for the letter of phonetics that looks like it.
        assert plain(entry["title"]) == plain(folded(f"x{title}x"))

    @given(TITLES)
    def test_opens_and_closes_braces_in_pairs_however_they_are_escaped(self, title: str) -> None:
        """BibTeX itself counts every brace, also one behind a backslash."""
        made = citation.bibtex(titled(title)).removeprefix("@misc").removesuffix("\n")
        depths = list(accumulate({"{": 1, "}": -1}.get(character, 0) for character in made))
        assert depths.pop() == 0
        assert min(depths) == 1

    @given(TITLES, TITLES)
    def test_stands_beside_others_in_a_file(self, one: str, two: str) -> None:
        file = citation.bibtex(titled(one)) + citation.bibtex(dataclasses.replace(titled(two), key="other"))
        assert [entry.key for entry in bibtexparser.parse_string(file).entries] == [CITED.key, "other"]

    def test_keeps_a_body_with_and_in_its_name_in_one_piece(self) -> None:
        made = citation.bibtex(dataclasses.replace(CITED, author="Housing, Towns and Roads"))
        assert "author = {{Housing, Towns and Roads}}" in made

    @pytest.mark.parametrize(("month", "name"), [(1, "jan"), (5, "may"), (12, "dec")])
    def test_names_the_month_as_every_style_knows_it(self, month: int, name: str) -> None:
        assert f"month = {name}," in citation.bibtex(dataclasses.replace(CITED, changed=datetime.date(2026, month, 1)))


def plain(text: str) -> str:
    return text.replace("ˆ", "^")


class TestRis:
    def test_as_a_whole(self) -> None:
        assert citation.ris(CITED) == (
            "TY  - ELEC\r\n"
            "AU  - Network of Towns\r\n"
            "TI  - A map of every tree\r\n"
            "T2  - What towns do\r\n"
            "PY  - 2026\r\n"
            "DA  - 2026/03/09\r\n"
            "LA  - en\r\n"
            "N1  - CC-BY-4.0\r\n"
            "UR  - https://example.org/kb/en/cases/de/example/\r\n"
            "ER  - \r\n"
        )

    def test_without_an_address_has_no_tag_for_it(self) -> None:
        assert "UR  - " not in citation.ris(dataclasses.replace(CITED, url=""))

    def test_names_hold_no_asterisk(self) -> None:
        made = citation.ris(dataclasses.replace(CITED, author="Towns*", site="*Cities", title="A * in a title"))
        assert "AU  - Towns\r\n" in made
        assert "T2  - Cities\r\n" in made
        assert "TI  - A * in a title\r\n" in made

    @given(TITLES)
    @example("\r\nER  - \r\nTY  - JOUR")
    @example("ER  - ")
    def test_is_read_back_with_its_title(self, title: str) -> None:
        made = citation.ris(titled(title))
        lines = made.split("\r\n")
        assert lines.pop() == ""
        assert [line[:6] for line in lines] == [f"{tag}  - " for tag in ("TY", "AU", "TI", "T2", "PY", "DA", "LA", "N1", "UR", "ER")]
        (record,) = rispy.loads(made)
        assert record["title"] == folded(f"x{title}x")
        assert record["type_of_reference"] == "ELEC"
        assert record["authors"] == [CITED.author]
        assert record["date"] == "2026/03/09"
        assert record["urls"] == [CITED.url]

    @given(TITLES, TITLES)
    def test_stands_beside_others_in_a_file(self, one: str, two: str) -> None:
        records = rispy.loads(citation.ris(titled(one)) + citation.ris(titled(two)))
        assert [record["title"] for record in records] == [folded(f"x{one}x"), folded(f"x{two}x")]


class TestCsl:
    def test_as_a_whole(self) -> None:
        assert json.loads(json.dumps(citation.csl(CITED))) == {
            "id": "de-example-en",
            "type": "webpage",
            "author": [{"literal": "Network of Towns"}],
            "title": "A map of every tree",
            "container-title": "What towns do",
            "issued": {"date-parts": [[2026, 3, 9]]},
            "language": "en",
            "note": "CC-BY-4.0",
            "URL": "https://example.org/kb/en/cases/de/example/",
        }

    def test_without_an_address_has_no_field_for_it(self) -> None:
        assert "URL" not in citation.csl(dataclasses.replace(CITED, url=""))


@pytest.fixture
def catalog(root: Path) -> Catalog:
    """A base with one case, in English (the original) and German."""
    found = build.check(root).catalog
    assert found
    return found


def example_of(catalog: Catalog) -> CaseEntry:
    return catalog.cases["de/example"]


class TestOfACase:
    def test_names_the_network_and_never_a_person(self, catalog: Catalog) -> None:
        case = example_of(catalog)
        cited = citation.of_case(catalog.settings, case, case.texts["de"], "de")
        assert (cited.author, cited.site) == (catalog.settings.network("de"), catalog.settings.name("de"))
        assert (cited.key, cited.language, cited.licence) == ("de-example-de", "de", "CC-BY-4.0")
        assert cited.title == case.texts["de"].head.title
        assert cited.url.endswith("/de/cases/de/example/") or not catalog.settings.site_url

    def test_follows_the_text_where_it_stands_in_for_a_translation(self, catalog: Catalog) -> None:
        case = example_of(catalog)
        settings = dataclasses.replace(catalog.settings, site_url="https://kb.example/")
        cited = citation.of_case(settings, case, case.texts["en"], "hi")
        assert (cited.language, cited.url) == ("en", "https://kb.example/en/cases/de/example/")

    def test_leads_to_the_page_of_the_reader_where_the_site_has_none_in_the_language_of_the_text(self, catalog: Catalog) -> None:
        case = example_of(catalog)
        base = catalog.settings.base.model_copy(update={"languages": ("de",), "default_language": "de"})
        cited = citation.of_case(
            dataclasses.replace(catalog.settings, base=base, site_url="https://kb.example/"), case, case.texts["en"], "de"
        )
        assert (cited.language, cited.url) == ("en", "https://kb.example/de/cases/de/example/")

    def test_has_no_address_where_the_site_does_not_know_its_own(self, catalog: Catalog) -> None:
        case = example_of(catalog)
        assert citation.of_case(dataclasses.replace(catalog.settings, site_url=""), case, case.texts["en"], "en").url == ""

    def test_dates_from_the_last_change(self, catalog: Catalog) -> None:
        case = example_of(catalog).facts.model_copy(update={"added": DAY, "changes": ()})
        assert citation.last_changed(case) == DAY
        later = [Change(date=day, note="More") for day in ("2027-01-05", "2026-12-31")]
        assert citation.last_changed(case.model_copy(update={"changes": tuple(later)})) == datetime.date(2027, 1, 5)

    def test_names_the_licence_that_the_case_names(self, catalog: Catalog) -> None:
        case = example_of(catalog)
        case = dataclasses.replace(case, facts=case.facts.model_copy(update={"licence": "CC0-1.0"}))
        assert citation.of_case(catalog.settings, case, case.texts["en"], "en").licence == "CC0-1.0"


class TestOnThePage:
    @pytest.mark.parametrize("language", languages.available())
    def test_shows_the_records_as_they_are_copied(self, language: str, catalog: Catalog) -> None:
        locale = languages.locale(language)
        page = pages.cases.case(Here(catalog, locale, DAY), example_of(catalog))
        html = partial(page, "cite.html", catalog, language)
        assert html.count("data-copy hidden") == 3
        assert 'role="status"' in html
        for record in re.findall(r"<pre>(.*?)</pre>", html, re.DOTALL):
            assert "\n" not in record
            assert "\r" not in record
        assert "&#10;ER&#32;&#32;-&#32;&#10;</pre>" in html
        assert locale.text("citation.heading") in html


def partial(page: pages.Page, template: str, catalog: Catalog, language: str) -> str:
    """A part of a page, made as the whole page is."""
    renderer = render.Renderer(languages.locale(language), catalog.settings, catalog.pages)
    return render.in_tagged_lines(render._environment().get_template(template).render(renderer._context(page)))
