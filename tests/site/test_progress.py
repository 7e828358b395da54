"""The two pages that say how far the texts are: every cell is what the files say, and what needs work is all there."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import expected_pages
import expected_states
import pytest
from building import DAY, REPOSITORY, build, copy_content
from expected_pages import words
from reading import classed, text_of

from generator import languages as locales
from generator import work

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from building import Site

STATES = {"original", "current", "outdated", "machine", "unmarked", "missing", "broken"}
HOST = "https://host/"


def table(site: Site, language: str) -> dict[str, dict[str, str]]:
    """Route of each text → language → the word in its cell, as readers of a language see it."""
    page = site.page(language, "translations")
    found: dict[str, dict[str, str]] = {}
    for rows in page.iter("table"):
        columns = [text_of(each) for each in rows.findall("./thead/tr/th")][1:]
        assert columns == [words(language)["language-name"][each] for each in site.languages]
        for row in rows.findall("./tbody/tr"):
            route = led(row.find("th"), language)
            found[route] = {each: _word(cell, language, each, route) for each, cell in zip(site.languages, row.findall("td"), strict=True)}
    return found


def _word(cell: Element, language: str, other: str, route: str) -> str:
    """What a cell says, which leads to the text that it tells of."""
    (link,) = cell.iter("a")
    assert urljoin(f"{HOST}{language}/translations/", link.get("href", "")) == f"{HOST}{other}/{route}/"
    assert link.get("hreflang") == words(other)["locale"]["tag"]
    before = f"{words(language)['language-name'][other]}: "
    told = text_of(link)
    assert told.startswith(before)
    return told.removeprefix(before)


def led(element: Element | None, language: str) -> str:
    """The route of the page that an element leads to."""
    assert element is not None
    (link,) = element.iter("a")
    return urljoin(f"{HOST}{language}/translations/", link.get("href", "")).removeprefix(f"{HOST}{language}/").rstrip("/")


def expected(site: Site) -> dict[str, dict[str, str]]:
    return expected_states.states(site.content, site.languages, site.catalog.settings.default_language)


def check_every_cell(site: Site) -> None:
    known = expected(site)
    for language in site.languages:
        short = words(language)["translations"]["short"]
        assert table(site, language) == {
            route: {each: short[state] for each, state in states.items()} for route, states in known.items()
        }, language


def test_every_cell_is_what_the_files_say(site: Site):
    check_every_cell(site)


def test_the_real_table_is_not_small(real: Site):
    known = expected(real)
    assert len(known) >= 25
    assert {language for states in known.values() for language in states} == {"en", "de", "es", "pt", "hi"}


@pytest.fixture(scope="module")
def every_state(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real content with a text in every state, by changes of the files such as people make them."""
    content = copy_content(REPOSITORY, tmp_path_factory.mktemp("sites") / "every-state")
    case = content / "cases/de/herrenberg-stadtnavi"

    def change(path: Path, change_of: Callable[[str], str]) -> None:
        before = path.read_text("utf-8")
        assert change_of(before) != before, path
        path.write_text(change_of(before), "utf-8")

    heading = words("de")["section"]["case"]["challenge"]["heading"]
    change(case / "text.de.md", lambda text: text.replace(f"## {heading}\n\n", f"## {heading}\n\nNeu. ", 1))
    change(case / "text.es.md", lambda text: re.sub(r"translation:\n(?:  .*\n)+", "", text))
    change(content / "cases/de/hamburg-dipas/text.hi.md", lambda text: text.replace("method: machine", "method: machine-reviewed"))
    change(content / "cases/de/hamburg-dipas/text.es.md", lambda text: text[: text.rindex("\n## ")] + "\n")
    (case / "text.pt.md").unlink()
    (content / "countries/pe/text.hi.md").unlink()
    change(content / "pages/about/text.pt.md", lambda text: text.replace("](https://", "](https://example.org/", 1))
    change(content / "pages/legal/text.en.md", lambda text: text.replace("title: ", "title: All of ", 1).replace('All of "', '"All of '))
    return build(content)


@pytest.mark.slow
def test_every_cell_is_right_in_every_state(every_state: Site):
    known = expected(every_state)
    assert {state for states in known.values() for state in states.values()} == STATES
    assert known["cases/de/herrenberg-stadtnavi"] == {
        "en": "outdated",
        "de": "original",
        "es": "unmarked",
        "pt": "missing",
        "hi": "outdated",
    }
    assert known["pages/about".removeprefix("pages/")]["pt"] == "broken"
    check_every_cell(every_state)


@pytest.mark.slow
def test_banner_and_switcher_say_the_same(every_state: Site):
    """On the page of each text, in the reader's language: the state of each version in the menu, and parts in the notice."""
    known = expected(every_state)
    for route, states in known.items():
        for language, state in states.items():
            page, said = every_state.page(language, route), words(language)
            notes = [text_of(each) for each in classed(page, "switch")[0].iter("a")]
            labels = said["term"]["translation-state"]
            told = {"missing", "outdated", "machine", "unmarked", "broken"}
            wanted = [f"{words(each)['locale']['name']} {labels[other] if other in told else ''}".strip() for each, other in states.items()]
            assert notes == wanted, (language, route)
            notice = " ".join(text_of(each) for each in classed(page, "notice"))
            assert bool(notice) == (state not in {"original", "current"}), (language, route)
    banner = text_of(classed(every_state.page("en", "cases/de/herrenberg-stadtnavi"), "notice")[0])
    assert "Out of date: Challenge." in banner
    assert "translated by machine from German" in banner
    differing = text_of(classed(every_state.page("es", "cases/de/hamburg-dipas"), "notice")[0])
    assert (
        words("es")["section"]["case"]["costs"]["heading"] in differing
        or words("es")["section"]["case"]["transfer"]["heading"] in differing
    )


def test_counts_of_each_language(site: Site):
    """Above the table: how many texts of a language are in which state."""
    known = expected(site)
    for language in site.languages:
        shown = {}
        for line in classed(site.page(language, "translations"), "state-counts")[0].findall("div"):
            name = text_of(line.find("dt"))
            shown[name] = {text_of(each.find("a")): int(text_of(each.find("strong"))) for each in classed(line, "state-count")}
        labels, names = words(language)["term"]["translation-state"], words(language)["language-name"]
        counted = {other: Counter(states[other] for states in known.values()) for other in site.languages}
        assert shown == {names[other]: {labels[state]: number for state, number in counts.items()} for other, counts in counted.items()}


def test_both_pages_are_linked_from_the_footer_of_every_page(site: Site):
    for path, page in site.pages.items():
        if "/" in path:
            below = {urljoin(f"{HOST}{path}", link.get("href", "")) for each in classed(page, "bottom") for link in each.iter("a")}
            start = f"{HOST}{path.partition('/')[0]}/"
            assert {f"{start}translations/", f"{start}work/"} <= below, path


def test_the_glossary_leads_to_them(site: Site):
    for language in site.languages:
        (section,) = (
            each for each in site.page(language, "glossary").iter("section") if each.get("aria-labelledby") == "section-translation"
        )
        there = {urljoin(f"{HOST}{language}/glossary/", link.get("href", "")) for link in section.iter("a")}
        assert {f"{HOST}{language}/translations/", f"{HOST}{language}/work/"} <= there


def test_what_needs_work_is_all_on_the_page(site: Site):
    """Kind by kind, as many entries as its heading says, each leading to the text in the language that it tells of."""
    needs = work.needs(site.catalog, DAY)
    folder = {"case": "cases/{}", "country": "countries/{}", "page": "{}"}
    for language in site.languages:
        page, said = site.page(language, "work"), words(language)["work"]
        sections = list(page.find(".//article").iter("section"))
        number = locales.locale(language).number
        assert [text_of(each.find("h2")) for each in sections] == [
            f"{said['group'][group]['heading']}: {number(len(listed))}" for group, listed in needs.items()
        ]
        for section, listed in zip(sections, needs.values(), strict=True):
            there = [urljoin(f"{HOST}{language}/work/", link.get("href", "")) for link in section.iter("a")]
            assert there == [f"{HOST}{each.language or language}/{folder[each.kind].format(each.id)}/" for each in listed]
        if not needs:
            assert said["nothing"] in text_of(page)


def test_it_is_the_same_that_files_say(real: Site):
    """What can be counted in the files without the program."""
    known = expected(real)
    needs = {group: len(listed) for group, listed in work.needs(real.catalog, DAY).items()}
    counted = Counter(state for states in known.values() for state in states.values())
    assert {group: needs.get(group, 0) for group in ("broken", "outdated", "unmarked", "missing", "machine")} == {
        group: counted.get(group, 0) for group in ("broken", "outdated", "unmarked", "missing", "machine")
    }
    facts = expected_pages.cases(real.content).values()
    assert needs.get("review", 0) == sum(not each.get("review") for each in facts)
    assert needs.get("difficulty", 0) == sum("did_not_work" in each for each in facts)


def test_the_explorer_offers_the_languages_that_a_case_is_really_in(site: Site):
    """The box of a language fits the cases that have a text in it; digits tell which, four cases each."""
    texts = {route: set(there) for route, there in expected_pages.written(site.content).items() if route.startswith("cases/")}
    for language in site.languages:
        page = site.page(language, "cases")
        order = [
            urljoin(f"{HOST}{language}/cases/", link.get("href", "")).removeprefix(f"{HOST}{language}/").rstrip("/")
            for title in classed(page, "explorer-title")
            for link in title.iter("a")
        ]
        boxes = {each.get("value"): each.get("data-cases", "") for each in page.iter("input") if each.get("name") == "language"}
        for other, digits in boxes.items():
            fits = "".join(f"{int(digit, 16):04b}" for digit in digits)
            assert {route for route, fit in zip(order, fits, strict=False) if fit == "1"} == {
                route for route in order if other in texts[route]
            }
        everywhere = {other for there in texts.values() for other in there}
        assert set(boxes) == (everywhere if len(everywhere) > 1 else set())
