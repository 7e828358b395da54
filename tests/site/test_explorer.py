"""The explorer: what it offers is what the content says, and it does with it what readers expect."""

from __future__ import annotations

import gzip
import random
import re
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from browsing import serving, visiting
from building import DAY, REPOSITORY, Site
from expected_pages import cases, record, withdrawn, words
from many import many
from numbers_report import record as note
from reading import classed, text_of

from generator import build as pipeline
from generator import computed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from browsing import Visit
    from playwright.sync_api import Browser, Page

    from generator.catalog import Catalog

BANDS = {
    20_000: "under-20k",
    100_000: "under-100k",
    500_000: "under-500k",
    1_000_000: "under-1m",
    5_000_000: "under-5m",
    10**12: "over-5m",
}
NO_CITY = {"region", "state"}
"""Kinds of places that have no size band."""
PHONE, DESK = {"width": 320, "height": 700}, {"width": 1280, "height": 900}
MOST_BYTES, MOST_SHIFT = 90_000, 0.05
MEASURES = (REPOSITORY / "tests" / "site" / "measures.js").read_text("utf-8")
SINGLE = {"open-source", "difficult", "reused"}
"""Facets of one box each."""

Answers = dict[str, set[str]]


def answers(
    case: Mapping[str, Any], country: str, people: Iterable[int | None], texts: Iterable[str], *, told: bool, reused: int
) -> Answers:
    """Facet → what a case says to it, from its record as the content model describes it."""
    period = case.get("period") or {}
    year = str(period.get("live") or period.get("start") or "")[:4]
    years = {str(int(year) - int(year) % 5) if year >= "2000" else "earlier"} if year else set()
    software = (case.get("technology") or {}).get("open_source")
    return {
        "country": {country},
        "topic": {*case["topics"]},
        "instrument": {*case.get("instruments", ())},
        "sdg": {target.split(".")[0] for target in case.get("sdgs", ())},
        "stage": {case["stage"]},
        "level": {case["level"]},
        "size": {next(band for below, band in BANDS.items() if each < below) if each is not None else "unknown" for each in people},
        "since": years,
        "evidence": {(case.get("evidence") or {}).get("level")} - {None},
        "freshness": {age(case.get("verified"))},
        "language": {*texts},
        "open-source": {"yes"} if software in {"full", "partial"} else set(),
        "difficult": {"yes"} if told else set(),
        "reused": {"yes"} if reused else set(),
    }


def age(verified: Mapping[str, Any] | None) -> str:
    """How fresh the last check is on the day of the build: two years, three years, or more."""
    if not verified:
        return "needs-check"
    day = tuple(map(int, str(verified["date"]).split("-")))
    passed = [day <= (DAY.year - years, DAY.month, DAY.day) for years in (2, 3)]
    return ("current", "needs-check", "archived")[sum(passed)]


def reuses(all_cases: Mapping[str, Mapping[str, Any]]) -> Counter[str]:
    """In how many places each case was taken up: those it names, and the cases that say they learned from it."""
    found: Counter[str] = Counter()
    for identity, case in all_cases.items():
        done = [edge for edge in case.get("reused_by") or () if edge.get("status") != "planned"]
        found[identity] += sum(int(edge.get("count") or 1) for edge in done)
        learned = [edge for edge in case.get("learned_from") or () if edge.get("status") != "planned"]
        found.update({edge["case"] for edge in learned if edge.get("case")})
    return found


def answers_in(content: Path) -> dict[str, Answers]:
    """What each case says, read from the files."""
    shown = {identity: case for identity, case in cases(content).items() if identity not in withdrawn(content)}
    reused = reuses(shown)
    found = {}
    for identity, case in shown.items():
        places = [record(content / "countries" / city[:2] / "cities" / f"{city[3:]}.yml") for city in case.get("cities", ())]
        cities = [each for each in places if each.get("kind") not in NO_CITY]
        people = [int(each["population"]["value"]) if "population" in each else None for each in cities]
        texts = {path.name.split(".")[1]: path.read_text("utf-8") for path in (content / "cases" / identity).glob("text.*.md")}
        heading = words(case["original_language"])["section"]["case"]["did-not-work"]
        told = any(f"\n## {each}\n" in texts[case["original_language"]] for each in (heading["heading"], *heading["accept"]))
        told = told and "did_not_work" not in case
        found[identity] = answers(case, identity[:2], people, texts, told=told, reused=reused[identity])
    return found


def whole(site: Site) -> list[str]:
    """The cases that the list shows before anybody asks for first entries."""
    return [case.id for case in site.catalog.published() if computed.completeness(case) != "stub"]


def answers_of(catalog: Catalog) -> dict[str, Answers]:
    """The same for a catalog that was made up in memory."""
    dumped = {identity: case.facts.model_dump() for identity, case in catalog.cases.items()}
    found = {}
    for identity, case in catalog.cases.items():
        population = [catalog.cities[each].facts.population for each in case.facts.cities if catalog.cities[each].facts.kind not in NO_CITY]
        people = [each.value if each else None for each in population]
        told = "did-not-work" in case.original.sections and not case.facts.did_not_work
        found[identity] = answers(dumped[identity], identity[:2], people, case.texts, told=told, reused=reuses(dumped)[identity])
    return found


def boxes_for(all_answers: Mapping[str, Answers]) -> dict[str, set[str]]:
    """Facet → the values that must have a box: those in use, where there are at least two."""
    used: dict[str, set[str]] = {}
    for each in all_answers.values():
        for facet, values in each.items():
            used.setdefault(facet, set()).update(values)
    return {facet: values for facet, values in used.items() if len(values) > 1 or (values and facet in SINGLE)}


def listed(page: Element) -> list[str]:
    """The ids of the cases in their order."""
    links = [link for title in classed(page, "explorer-title") for link in title.iter("a")]
    return [link.get("href", "").rstrip("/") for link in links]


@pytest.mark.slow
def test_every_case_is_listed_once(site: Site):
    expected = sorted(answers_in(site.content))
    for language in site.languages:
        page = site.page(language, "cases")
        assert sorted(listed(page)) == expected, language
        folded = [identity for fold in classed(page, "explorer-first") for identity in listed(fold)]
        marked = {
            link for item in page.iter("li") if words(language)["term"]["completeness"]["stub"] in text_of(item) for link in listed(item)
        }
        assert marked >= set(folded)
        assert set(folded) in (set(), marked), "folded are first entries and nothing else"


def test_first_entries_stand_apart(two_languages: Site):
    """Without script too: in a fold of their own, which is closed."""
    (fold,) = classed(two_languages.page("en", "cases"), "explorer-first")
    assert (listed(fold), fold.get("open")) == (["aq/sledge-sharing"], None)


def test_boxes_are_those_that_content_answers(site: Site):
    expected = answers_in(site.content)
    for language in site.languages:
        page = site.page(language, "cases")
        order = listed(page)
        offered: dict[str, set[str]] = {}
        for box in (each for group in page.iter("fieldset") for each in group.iter("input")):
            name, value, digits = box.attrib["name"], box.attrib["value"], box.attrib["data-cases"]
            bits = "".join(f"{int(digit, 16):04b}" for digit in digits)
            fitting = {order[place] for place, bit in enumerate(bits) if bit == "1"}
            assert fitting == {identity for identity, given in expected.items() if value in given[name]}, (language, name, value)
            offered.setdefault(name, set()).add(value)
        assert offered == (boxes_for(expected) if expected else {}), language


def test_boxes_have_labels_in_the_order_of_the_vocabularies(real: Site):
    for language in real.languages:
        page, said = real.page(language, "cases"), words(language)
        groups = {group.get("aria-labelledby"): [text_of(label) for label in group.iter("label")] for group in page.iter("fieldset")}
        topics = [label for label in said["term"]["topic"].values() if label in groups["facet-topic"]]
        assert groups["facet-topic"] == topics
        assert groups["facet-stage"] == [label for label in said["term"]["stage"].values() if label in groups["facet-stage"]]
        bands = [said["term"]["size-band"][each] for each in (*BANDS.values(), "unknown")]
        assert groups["facet-size"] == [label for label in bands if label in groups["facet-size"]]
        goals = [int(re.sub(r"\D", "", label)) for label in groups["facet-sdg"]]
        assert goals == sorted(goals)
        assert all(label for labels in groups.values() for label in labels)


def _built(catalog: Catalog, folder: Path, languages: tuple[str, ...]) -> Site:
    for _ in pipeline.build(catalog, folder, folder / "site", languages, jobs=1, cached=False, today=DAY):
        pass
    return Site("many", folder, folder / "site", catalog)


@pytest.fixture(scope="module")
def mixed(real: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Sixty cases, seven of them first entries, each with texts in some languages."""
    folder = tmp_path_factory.mktemp("explorer")
    (folder / "mkdocs.yml").write_text((real.content / "mkdocs.yml").read_text("utf-8"), "utf-8")
    return _built(many(real.catalog, 60, first=7), folder, ("en", "hi"))


@pytest.mark.slow
def test_texts_in_another_language_say_so(mixed: Site):
    page = mixed.page("hi", "cases")
    items = {listed(item)[0]: item for item in page.iter("li") if listed(item)}
    said = set()
    for identity, case in mixed.catalog.cases.items():
        (link,) = items[identity].iter("a")
        language = "hi" if "hi" in case.texts else case.facts.original_language
        told = words("hi")["list"]["in-language"].format(language=words("hi")["language-name"][language])
        assert (link.get("lang"), told in text_of(items[identity])) == (
            (None, False) if language == "hi" else (words(language)["locale"]["tag"], True)
        )
        said.add(language)
    assert said == {"en", "de", "es", "pt", "hi"}


def test_the_age_of_the_facts_is_a_facet_after_the_evidence(mixed: Site):
    for language in ("en", "hi"):
        page, said = mixed.page(language, "cases"), words(language)
        groups = {group.get("aria-labelledby", ""): [text_of(label) for label in group.iter("label")] for group in page.iter("fieldset")}
        assert groups["facet-freshness"] == list(said["term"]["freshness"].values())
        order = list(groups)
        assert order.index("facet-freshness") == order.index("facet-evidence") + 1


@pytest.fixture
def visit(mixed: Site, browser: Browser) -> Iterator[Visit]:
    with serving(mixed.folder, "/kb/") as address, visiting(browser, address, viewport=DESK) as window:
        yield window


def shown(page: Page) -> list[str]:
    """The ids of the cases that a reader sees, in their order."""
    links = page.locator(".explorer-title a:visible").evaluate_all("(all) => all.map((each) => each.getAttribute('href'))")
    return [link.rstrip("/") for link in links]


def settled(page: Page) -> list[str]:
    """The same, once the number of cases says so."""
    page.wait_for_function("""() => {
      const told = document.querySelector(".explorer-status").textContent.match(/\\d+/)?.[0] ?? 0;
      return Number(told) === [...document.querySelectorAll(".explorer-list > li")].filter((each) => !each.hidden).length;
    }""")
    return shown(page)


def tick(page: Page, name: str, value: str) -> None:
    page.locator(f'.explorer input[name="{name}"][value="{value}"]').evaluate("(box) => box.click()")


def counts(page: Page) -> dict[tuple[str, str], int]:
    """The numbers beside the boxes."""
    found = page.locator(".explorer fieldset input").evaluate_all(
        "(all) => all.map((box) => [box.name, box.value, Number(box.parentElement.lastElementChild.textContent)])"
    )
    return {(name, value): times for name, value, times in found}


def fitting(all_answers: Mapping[str, Answers], chosen: Mapping[str, set[str]]) -> set[str]:
    """Who says, to every facet in which something was chosen, one of the things chosen."""
    return {identity for identity, given in all_answers.items() if all(given[facet] & values for facet, values in chosen.items())}


@pytest.mark.browser
@pytest.mark.parametrize("seed", range(6))
def test_choices_and_counts_are_those_of_the_data(seed: int, mixed: Site, visit: Visit):
    """Three to five boxes at random: the cases shown, and at every box how many there would be with it."""
    draw = random.Random(seed)
    first = seed % 2 == 1
    complete = {identity for identity, case in mixed.catalog.cases.items() if case.facts.verified}
    assert len(complete) == 53
    seen = {identity: given for identity, given in answers_of(mixed.catalog).items() if first or identity in complete}
    page = visit.go("en/cases/")
    offered = sorted(counts(page))
    assert len({name for name, _ in offered}) == 14
    chosen: dict[str, set[str]] = {}
    if first:
        tick(page, "first", "yes")
    for name, value in draw.sample(offered, draw.randint(3, 5)):
        tick(page, name, value)
        chosen.setdefault(name, set()).add(value)
        assert set(settled(page)) == fitting(seen, chosen)
        others = {facet: fitting(seen, {each: values for each, values in chosen.items() if each != facet}) for facet, _ in offered}
        expected = {(facet, each): sum(each in seen[identity][facet] for identity in others[facet]) for facet, each in offered}
        assert counts(page) == expected
    assert visit.wrong == []


@pytest.mark.browser
def test_the_list_is_put_in_order(mixed: Site, visit: Visit):
    page = visit.go("en/cases/")
    everything = mixed.catalog.cases
    people = {
        identity: max((mixed.catalog.cities[each].facts.population.value for each in case.facts.cities
                       if mixed.catalog.cities[each].facts.population), default=0)
        for identity, case in everything.items()
    }  # fmt: skip
    reused = reuses({identity: case.facts.model_dump() for identity, case in everything.items()})
    tick(page, "first", "yes")
    assert len(settled(page)) == 60
    for order, figures in (
        ("newest", {identity: case.facts.added for identity, case in everything.items()}),
        ("size", people),
        ("reused", reused),
    ):
        page.locator(".explorer select").select_option(order)
        found = settled(page)
        assert set(found[53:]) == {identity for identity, case in everything.items() if not case.facts.verified}
        for part in (found[:53], found[53:]):
            assert [figures[identity] for identity in part] == sorted((figures[identity] for identity in part), reverse=True), order
    page.locator(".explorer select").select_option("title")
    settled(page)
    titles = page.locator(".explorer-title a:visible").all_inner_texts()[:53]
    assert titles == page.evaluate("(all) => [...all].sort(new Intl.Collator('en', {numeric: true}).compare)", titles)
    assert visit.wrong == []


@pytest.mark.browser
def test_the_address_says_what_was_chosen(visit: Visit):
    page = visit.go("en/cases/")
    everything = settled(page)
    tick(page, "topic", "mobility")
    mobility = settled(page)
    assert page.url == visit.address + "en/cases/?topic=mobility"
    tick(page, "topic", "inclusion")
    page.locator(".explorer select").select_option("title")
    both = settled(page)
    assert page.url == visit.address + "en/cases/?topic=inclusion&topic=mobility&sort=title"
    assert set(mobility) < set(both) < set(everything)
    page.reload()
    assert settled(page) == both
    assert page.locator(".explorer fieldset input:checked").count() == 2
    page.go_back()
    assert set(settled(page)) == set(both)
    page.go_back()
    assert settled(page) == mobility
    page.go_back()
    assert settled(page) == everything
    assert page.url == visit.address + "en/cases/"
    page.go_forward()
    assert settled(page) == mobility
    assert visit.wrong == []


@pytest.mark.browser
@pytest.mark.parametrize(
    "address", ["?topic=nonsense&sort=nonsense&first=maybe&colour=red", "?topic&sort=&q=&__proto__=1", "?topic=%00%ff"]
)
def test_what_is_not_known_in_an_address_is_ignored(address: str, visit: Visit):
    page = visit.go(f"en/cases/{address}")
    assert len(settled(page)) == 53
    assert page.locator(".explorer input:checked, .explorer-chosen:visible").count() == 0
    assert visit.wrong == []


@pytest.mark.browser
def test_boxes_that_an_address_ticks_are_in_sight(visit: Visit):
    page = visit.go("en/cases/?evidence=E3")
    settled(page)
    assert page.locator(".explorer input[value=E3]").is_visible()
    assert page.locator(".explorer-chosen button").first.inner_text().startswith("E3")


@pytest.mark.browser
def test_what_was_chosen_is_taken_back_by_keyboard(visit: Visit):
    page = visit.go("en/cases/?topic=mobility&country=in")
    settled(page)
    remove = words("en")["explorer"]["remove"].format(filter=words("en")["term"]["topic"]["mobility"])
    page.get_by_role("button", name=remove).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/cases/?country=in")
    settled(page)
    assert page.evaluate("() => document.activeElement.className") == "explorer-status"
    page.get_by_role("button", name=words("en")["explorer"]["reset"]).press("Space")
    page.wait_for_url("**/en/cases/")
    assert len(settled(page)) == 53


@pytest.mark.browser
def test_where_nothing_fits_the_page_says_what_to_drop(mixed: Site, visit: Visit):
    complete = {identity: given for identity, given in answers_of(mixed.catalog).items() if mixed.catalog.cases[identity].facts.verified}
    used = boxes_for(complete)
    chosen = next(
        {"topic": {topic}, "stage": {stage}, "level": {level}}
        for topic in sorted(used["topic"])
        for stage in sorted(used["stage"])
        for level in sorted(used["level"])
        if not fitting(complete, {"topic": {topic}, "stage": {stage}, "level": {level}})
        and fitting(complete, {"topic": {topic}, "level": {level}})
    )
    page = visit.go("en/cases/?" + "&".join(f"{facet}={next(iter(values))}" for facet, values in chosen.items()))
    assert settled(page) == []
    assert page.locator(".explorer-status").inner_text() == words("en")["counted"]["results-found"]["zero"]
    assert page.get_by_text(words("en")["explorer"]["none"]).is_visible()
    ways = page.locator(".explorer-none button").all_inner_texts()
    for facet in chosen:
        left = fitting(complete, {each: values for each, values in chosen.items() if each != facet})
        label = words("en")["term"][facet][next(iter(chosen[facet]))]
        said = words("en")["explorer"]["without"]["one" if len(left) == 1 else "other"].format(filter=label, n=len(left))
        assert (said in ways) == bool(left), facet
    page.locator(".explorer-none button", has_text=words("en")["term"]["stage"][next(iter(chosen["stage"]))]).click()
    page.wait_for_function("() => !location.search.includes('stage')")
    assert set(settled(page)) == fitting(complete, {"topic": chosen["topic"], "level": chosen["level"]})
    assert not page.locator(".explorer-none").is_visible()
    assert visit.wrong == []


def telling_word(content: Path) -> tuple[str, str]:
    """A long word that stands in the body of one English text and in nothing else that is searched, not even in part; and the case."""
    texts = {identity: (content / "cases" / identity / "text.en.md").read_text("utf-8").lower() for identity in answers_in(content)}
    facts = [(content / "cases" / identity / "case.yml").read_text("utf-8").lower() for identity in texts]
    ours = str(words("en")).lower()
    for identity, text in texts.items():
        head, body = text.split("\n---\n", 1)
        for word in re.findall(r"\b[a-z]{9,}\b", body):
            if sum(word[:6] in each for each in (*texts.values(), *facts)) == 1 and word[:6] not in head + ours:
                return word, identity
    raise AssertionError("no text has a word of its own")


@pytest.mark.browser
def test_words_are_looked_up_in_the_texts(real: Site, browser: Browser):
    """Not in titles and lines alone; and nothing of the search is loaded before somebody types."""
    word, identity = telling_word(real.content)
    other = next(each[:2] for each in answers_in(real.content) if each[:2] != identity[:2])
    with serving(real.folder) as address, visiting(browser, address, viewport=DESK) as visit:
        page = visit.go("en/cases/")
        page.wait_for_load_state("networkidle")
        assert [each.url for each in visit.responses if "pagefind" in each.url] == []
        page.get_by_label(words("en")["explorer"]["words"]).fill(word)
        page.wait_for_url(f"**/?q={word}")
        found = settled(page)
        assert found == [identity]
        assert word not in page.locator(".explorer-list > li:visible").inner_text().lower()
        tick(page, "country", other)
        page.wait_for_url(f"**/?q={word}&country={other}")
        assert settled(page) == []
        page.go_back()
        assert settled(page) == found
        page.reload()
        page.wait_for_function("() => document.querySelectorAll('.explorer-list > li:not([hidden])').length === 1")
        assert settled(page) == found
        assert visit.wrong == []


@pytest.mark.browser
def test_many_hits_are_found_without_loading_their_texts(real: Site, browser: Browser):
    with serving(real.folder) as address, visiting(browser, address) as visit:
        page = visit.go("en/cases/?q=city")
        page.wait_for_function("() => document.querySelector('.explorer-list > li[hidden]')")
        assert len(settled(page)) > 8
        assert len([each.url for each in visit.responses if "fragment" in each.url]) == 1
        assert visit.wrong == []


@pytest.mark.browser
@pytest.mark.parametrize("nonsense", ["hqqqqqq", "cxxxxxxxxx", "सकककककक"])
def test_words_that_only_begin_like_others_find_nothing(nonsense: str, real: Site, browser: Browser):
    """Pagefind alone would give what begins with "h"."""
    with serving(real.folder) as address, visiting(browser, address) as visit:
        page = visit.go(f"hi/cases/?q={nonsense}")
        page.get_by_text(words("hi")["explorer"]["none"]).wait_for()
        assert settled(page) == []
        assert page.locator(".explorer-none button").all_inner_texts() == [
            words("hi")["explorer"]["without"]["other"].format(filter=nonsense, n=len(whole(real)))
        ]
        assert visit.wrong == []


@pytest.mark.browser
def test_letter_by_letter_is_one_step_back(real: Site, browser: Browser):
    with serving(real.folder) as address, visiting(browser, address) as visit:
        page = visit.go("en/")
        page = visit.go("en/cases/")
        field = page.get_by_label(words("en")["explorer"]["words"])
        for typed in ("wat", "water"):
            field.fill(typed)
            page.wait_for_url(f"**/?q={typed}")
            settled(page)
        page.go_back()
        assert page.url == f"{address}en/cases/"
        assert len(settled(page)) == len(whole(real))
        assert field.input_value() == ""
        page.go_back()
        assert page.url == f"{address}en/"


@pytest.mark.browser
def test_without_the_index_titles_and_lines_are_searched(real: Site, browser: Browser):
    with serving(real.folder) as address, visiting(browser, address) as visit:
        visit.page.route("**/pagefind/**", lambda route: route.abort())
        page = visit.go("pt/cases/?q=BRASIL%20participação")
        page.get_by_text(words("pt")["explorer"]["failed"]).wait_for()
        assert "br/brasil-participativo" in shown(page)
        assert len(shown(page)) < len(whole(real))
        page.get_by_label(words("pt")["explorer"]["words"]).fill("brasil participacao")
        page.wait_for_url("**/?q=brasil+participacao")
        assert "br/brasil-participativo" in shown(page)


@pytest.mark.browser
def test_without_script_the_list_is_whole_and_no_control_shows(mixed: Site, browser: Browser):
    for window in (PHONE, DESK):
        with serving(mixed.folder) as address, visiting(browser, address, java_script_enabled=False, viewport=window) as visit:
            page = visit.go("en/cases/?topic=mobility")
            assert len(shown(page)) == 53
            assert page.locator(".explorer :is(input, select, button):visible").count() == 0
            page.locator(".explorer-first summary").click()
            assert len(shown(page)) == 60
            lists = page.locator(".explorer-lists a:visible").evaluate_all("(all) => all.map((each) => each.getAttribute('href'))")
            assert lists == [f"../{name}/" for name in ("topics", "countries", "cities", "instruments", "stages")]
            assert visit.wrong == []


@pytest.mark.browser
def test_hindi_counts_in_hindi(mixed: Site, browser: Browser):
    said = words("hi")
    with serving(mixed.folder) as address, visiting(browser, address, viewport=DESK) as visit:
        page = visit.go("hi/cases/")
        numbers = {len(settled(page))}
        for name, value in (("language", "hi"), ("topic", "mobility"), ("country", "in")):
            assert page.locator(".explorer-status").inner_text() == _in_words(said["counted"]["results-found"], len(shown(page)))
            tick(page, name, value)
            numbers.add(len(settled(page)))
        assert len(numbers) > 2
        assert page.get_by_role("button", name=said["explorer"]["reset"]).is_visible()
        assert visit.wrong == []


def _in_words(forms: Mapping[str, str], number: int) -> str:
    form = forms["zero"] if number == 0 else forms["one"] if number == 1 else forms["other"]
    return form.format(n=number)


def measure(page: Page, call: str) -> Any:
    """What a function of `measures.js` gives."""
    page.evaluate(f"() => {{ if (!window.measures) {{ {MEASURES}; window.measures = measures }} }}")
    return page.evaluate(f"() => measures.{call}()")


@pytest.mark.browser
def test_on_a_phone_the_filters_are_folded_up_and_fit(visit: Visit):
    page = visit.page
    page.set_viewport_size(PHONE)
    visit.go("hi/cases/")
    assert not page.locator(".explorer fieldset").first.is_visible()
    page.locator(".explorer-all > summary").focus()
    page.keyboard.press("Enter")
    page.evaluate("() => document.querySelectorAll('.explorer details').forEach((each) => { each.open = true })")
    assert page.locator(".explorer fieldset").first.is_visible()
    tick(page, "topic", "mobility")
    tick(page, "stage", "pilot")
    settled(page)
    page.evaluate("() => document.querySelectorAll('.top, .bottom').forEach((each) => each.remove())")
    assert [measure(page, call) for call in ("tooWide", "smallTargets")] == [[], []]
    measure(page, "spaceOut")
    assert [measure(page, call) for call in ("tooWide", "cutText", "overlaps")] == [[], [], []]
    assert visit.wrong == []


@pytest.mark.browser
@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_moves_while_the_page_loads(window: dict[str, int], visit: Visit):
    """The script comes late, as on a slow line: what it adds has its place already."""
    visit.page.set_viewport_size(window)
    visit.page.route("**/explorer.js", lambda route: (time.sleep(0.5), route.continue_()))
    page = visit.go("en/cases/")
    page.locator(".explorer select").wait_for()
    shift = measure(page, "layoutShift")
    note("layout shift of the explorer", MOST_SHIFT, {f"{window['width']} px": shift})
    assert shift <= MOST_SHIFT


@pytest.mark.browser
@pytest.mark.slow
def test_five_hundred_cases_stay_light(real: Site, browser: Browser, tmp_path: Path):
    """Everything that a first visit loads. The texts are in one language, as where each case is translated."""
    weights = {}
    for language in ("en", "de", "es", "pt"):
        folder = tmp_path / language
        folder.mkdir()
        (folder / "mkdocs.yml").write_text((real.content / "mkdocs.yml").read_text("utf-8"), "utf-8")
        site = _built(many(real.catalog, 500, first=50, languages=(language,)), folder, (language,))
        with serving(site.folder) as address, visiting(browser, address, viewport=PHONE) as visit:
            visit.go(f"{language}/cases/").wait_for_load_state("networkidle")
            weights[language] = sum(len(gzip.compress(each.body(), 6, mtime=0)) for each in visit.responses)
            assert {each.request.resource_type for each in visit.responses} >= {"document", "stylesheet", "script"}
    note("bytes of the explorer with 500 cases (gzip)", MOST_BYTES, weights)
    assert {language: weight for language, weight in weights.items() if weight > MOST_BYTES} == {}


@pytest.mark.slow
def test_lines_of_long_lists_are_short(real: Site, tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text((real.content / "mkdocs.yml").read_text("utf-8"), "utf-8")
    page = _built(many(real.catalog, 201), tmp_path, ("en",)).page("en", "cases")
    lines = [text_of(line) for line in classed(page, "explorer-line")]
    assert len(lines) == 201
    assert max(map(len, lines)) <= 82
    assert sum(line.endswith("…") for line in lines) > 100
    assert max(len(text_of(line)) for line in classed(real.page("en", "cases"), "explorer-line")) > 120
