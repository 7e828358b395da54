"""Lists of more cases than one page holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from building import DAY, Site
from expected_pages import MOST, sheets, words
from many import many
from reading import classed, text_of

from generator import build as pipeline

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ALL, FIRST_ENTRIES = 1210, 20
TOPIC, LIST = "mobility", "topics/mobility"


@pytest.fixture(scope="module")
def long(real: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site in Hindi whose cases are all about one topic and from one country; the first entries come first by their ids."""
    folder = tmp_path_factory.mktemp("long")
    (folder / "mkdocs.yml").write_text((real.content / "mkdocs.yml").read_text("utf-8"), "utf-8")
    catalog = many(real.catalog, ALL, first=FIRST_ENTRIES, languages=("en",))
    cases = {identity: replace(case, facts=case.facts.model_copy(update={"topics": (TOPIC,)})) for identity, case in catalog.cases.items()}
    catalog = replace(catalog, cases=cases)
    for _ in pipeline.build(catalog, folder, folder / "site", ("hi",), jobs=1, cached=False, today=DAY):
        pass
    return Site("long", folder, folder / "site", catalog)


def titles(page: Element) -> list[str]:
    return [text_of(title) for title in classed(page, "card-title")]


def pages_of(site: Site) -> list[Element]:
    return [site.page("hi", route) for route in (LIST, *sheets(LIST, ALL))]


@pytest.mark.slow
def test_every_case_stands_on_one_page_of_a_long_list(long: Site):
    shown = [titles(page) for page in pages_of(long)]
    assert [len(page) for page in shown] == [MOST] * 6 + [ALL - 6 * MOST]
    written = sorted(" ".join((case.texts["en"].head.title or "").split()) for case in long.catalog.published())
    assert sorted(title for page in shown for title in page) == written
    assert f"hi/{LIST}/cases/8/index.html" not in long.pages


@pytest.mark.slow
def test_first_entries_stand_on_the_last_pages(long: Site):
    folded = [sum(len(titles(each)) for each in classed(page, "first-entries")) for page in pages_of(long)]
    assert folded == [0, 0, 0, 0, 0, 10, 10]


@pytest.mark.slow
def test_each_page_leads_to_all_and_says_which_it_is(long: Site):
    said = words("hi")["list"]
    for number, page in enumerate(pages_of(long), start=1):
        (nav,) = classed(page, "pages")
        links = list(nav.iter("a"))
        assert [text_of(link) for link in links] == [said["page"].format(n=each) for each in range(1, 8)]
        assert [link.get("aria-current") for link in links].index("page") == number - 1


@pytest.mark.slow
def test_a_page_says_what_part_of_the_list_it_shows(long: Site):
    last = pages_of(long)[-1]
    assert text_of(last.find(".//h1")) == f"{words('hi')['term']['topic'][TOPIC]}, पृष्ठ 7"
    assert text_of(classed(last, "lead")[0]) == "1,210 उदाहरणों में से 1,201 से 1,210"


@pytest.mark.slow
def test_countries_are_cut_in_the_same_way(long: Site):
    counts = {code: len(long.catalog.cases_of_country(code)) for code in long.catalog.countries}
    assert max(counts.values()) > MOST
    for code, count in counts.items():
        shown = [long.page("hi", route) for route in (f"countries/{code}", *sheets(f"countries/{code}", count))]
        assert sum(len(titles(page)) for page in shown) == count
        assert bool(classed(shown[0], "pages")) == (count > MOST)


def test_short_lists_have_one_page(real: Site):
    assert not [path for path, page in real.pages.items() if classed(page, "pages")]
