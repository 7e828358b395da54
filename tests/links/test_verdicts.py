"""What an answer means: the table, and its like in docs/links.md. No network here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import languages
from generator.links import unfound
from generator.links.answers import Answer, Hop
from generator.links.verdicts import ROWS, SILENT, STATUS, judge

GUIDE = (Path(__file__).parents[2] / "docs" / "links.md").read_text("utf-8")
ASKED = "https://town.example/news/2019/report"


def answer(there: str = ASKED, *statuses: int, status: int = 200, title: str = "", trouble: str = "") -> Answer:
    hops = tuple(Hop(ASKED, each) for each in statuses)
    return Answer(ASKED, there, status, trouble, hops, title)


def test_the_guide_has_the_same_table() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| (fine|cannot tell|failure) \| (yes|no) \| \S", GUIDE, re.MULTILINE)
    told = [(row.word, row.outcome.replace("-", " "), "yes" if row.retried else "no") for row in ROWS.values()]
    assert rows == told


def test_the_guide_names_the_numbers() -> None:
    rows = dict(re.findall(r"^\| `([\w-]+)` \|.*\| (.+) \|$", GUIDE, re.MULTILINE))
    for status, word in STATUS.items():
        assert str(status) in rows[word], word


@pytest.mark.parametrize("code", languages.available())
def test_every_word_is_told_in_every_language(code: str) -> None:
    assert list(languages.locale(code).words["links"]["word"]) == list(ROWS)


@pytest.mark.parametrize("word", ROWS)
def test_trouble_is_its_own_verdict(word: str) -> None:
    assert judge(answer(trouble=word, status=0)).word == word


def test_silence_is_a_failure_that_is_asked_again() -> None:
    assert all(ROWS[word].outcome == "failure" and ROWS[word].retried for word in SILENT)


def test_only_what_moved_for_good_all_the_way_has_moved() -> None:
    there = "https://town.example/archive/report"
    assert judge(answer(there, 301, 308)).moved == there
    assert [judge(answer(there, *way)).word for way in ((301, 302), (303,), (307, 301), ())] == ["fine"] * 4
    assert judge(answer(there, 301, status=403)).word == "forbidden"


@pytest.mark.parametrize(
    "title",
    [
        *("404", "Error 404", "Fehler 404", "Erro 404", "404 Not Found", "404 - Not found", "HTTP 404", "404 Error", "404: Page not found"),
        *("Page not found", "PAGE NOT FOUND | Town of Example", "Town of Example - Page Not Found", "Not Found"),
        *("Page Not Found – Town – Country", "Town | Page not found | Country", "Page not found (404)", "Oops! | Page not found"),
        *("Seite nicht gefunden", "404 – Seite nicht gefunden", "Stadt Beispiel | Seite nicht gefunden", "Nicht gefunden · Stadt"),
        *("Página no encontrada", "Error 404: página no encontrada", "PAGINA NO ENCONTRADA - Municipalidad", "La página no existe"),
        *("Página não encontrada", "Erro 404 — Página não encontrada", "Conteúdo não encontrado | Prefeitura"),
        *("पृष्ठ नहीं मिला", "404 | पेज नहीं मिला", "नगर निगम - पृष्ठ नहीं मिला"),
    ],
)
def test_titles_that_say_that_nothing_is_there(title: str) -> None:
    assert judge(answer(title=title)).word == "soft-404"


@pytest.mark.parametrize(
    "title",
    [
        *("", "A report", "404 schools for Kerala", "Resolution 404/2019", "Route 404 | Buses", "Ley 404 - Congreso", "G.O. 404"),
        *("Why pages are not found: link rot in cities", "Not found in translation", "Lost and not found in the city", "Page 404 of 500"),
        *("Wie man eine Seite nicht gefunden hat", "Nicht gefunden werden: Datenschutz", "Qué hacer ante una página no encontrada"),
        *("Solución no encontrada para el tráfico", "Página não encontrada no arquivo da cidade", "समाधान नहीं मिला, लोग परेशान"),
        *("Report | Department of Things Not Found Yet", "Erro de cálculo", "Error", "Fehler in der Planung"),
    ],
)
def test_titles_that_are_titles(title: str) -> None:
    assert judge(answer(title=title)).word == "fine"


@pytest.mark.parametrize(
    ("asked", "there", "soft"),
    [
        ("/news/2019/report", "/", True),
        ("/project", "/", True),
        ("/project", "/index.html", True),
        ("/en/project", "/de/", True),
        ("/report.pdf", "/en/home", True),
        ("/?id=5", "/", False),
        ("/index.php?id=5", "/", False),
        ("/de/startseite.html", "/", False),
        ("/pt-br", "/", False),
        ("/project", "/projects/", False),
        ("/project", "/?page=project", False),
        ("/project", "/404", True),
        ("/project", "/error-404.html", True),
        ("/project", "/de/seite-nicht-gefunden", True),
        ("/project", "/p%C3%A1gina-no-encontrada", False),
        ("/project", "/pagina-nao-encontrada/", True),
        ("/project", "/page-not-found", True),
        ("/a/404", "/b/404", False),
        ("/law/404/text", "/law/404/new-text", False),
        ("/project", "/found", False),
    ],
)
def test_redirects_that_say_that_nothing_is_there(asked: str, there: str, *, soft: bool) -> None:
    site = "https://town.example"
    found = Answer(site + asked, site + there, 200, hops=(Hop(site + asked, 302),))
    assert judge(found).word == ("soft-404" if soft else "fine")


def test_the_front_of_another_site_is_a_move() -> None:
    def led(there: str) -> str:
        return judge(answer(there, 301)).word

    assert led("https://report.example/") == "moved"
    assert led("https://www.town.example/") == "soft-404"
    assert led("http://town.example/") == "soft-404"
    assert led("https://report.town.example/") == "moved"


def test_without_a_redirect_the_address_does_not_matter() -> None:
    here = "https://town.example/404"
    assert judge(Answer(here, here, 200)).word == "fine"


def test_long_titles_take_no_time() -> None:
    assert not unfound.is_soft(answer(title="404 " * 500 + "| - " * 500))
