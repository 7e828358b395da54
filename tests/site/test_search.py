"""The search: its dialog and its page find what people look for in five languages, load little, and show others' words as text."""

from __future__ import annotations

import gzip
import itertools
import json
import random
import re
import shutil
from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from browsing import serving, visiting
from building import EMPTY, REPOSITORY, build, copy_content, tree
from expected_pages import words
from numbers_report import record
from page_types import LANGUAGES

from generator import languages, output, vocabulary
from generator.catalog import Settings
from generator.languages import MIRRORED
from generator.models.site import KnowledgeBase
from generator.publish import search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from browsing import Visit
    from building import Site
    from playwright.sync_api import Browser, Locator, Page

TABLE: dict[str, dict[str, dict[str, list[str]]]] = yaml.safe_load((REPOSITORY / "tests" / "site" / "search-words.yml").read_text("utf-8"))
CASES: dict[str, dict[str, list[str]]] = yaml.safe_load((REPOSITORY / "tests" / "site" / "search-cases.yml").read_text("utf-8"))
"""Language → id of a case → what readers type who look for it."""
MEASURES = (REPOSITORY / "tests" / "site" / "measures.js").read_text("utf-8")
MOST_BYTES, MOST_BYTES_OF_SITE_SCRIPT, PAGES = 190_000, 2_000, 500
CASE = "cases/de/herrenberg-stadtnavi/"
HEAT = "cases/in/ahmedabad-heat-action-plan/"
ENGLISH = "quixotic"
"""A word that stands in no other language."""
PAYLOAD = '<img src=x onerror="window.__pwned=1"><script>window.__pwned=2</script>'
ANSWERED = """([place, query, loading]) => {
  const address = place === "dialog" ? document.querySelector("dialog .search-all a").href : location.href;
  return new URL(address).searchParams.get("q") === query && document.querySelector(`${place} .search-status`).textContent !== loading;
}"""
"""Whether the dialog, or the search page, shows what was found for these words."""


@pytest.fixture
def visit(real: Site, browser: Browser) -> Iterator[Visit]:
    """A window on the repository's own site, mounted under a path as on many hosts."""
    with serving(real.folder, "/kb/") as address, visiting(browser, address) as window:
        yield window


def opened(page: Page) -> Locator:
    """The dialog, opened by keyboard."""
    page.locator("a.to-search").focus()
    page.keyboard.press("Enter")
    page.locator("dialog[open]").wait_for()
    return page.locator("dialog")


def typed(page: Page, language: str, query: str) -> Locator:
    """Types words into the field that has the focus, as an input method does; waits for the answer and gives its lines."""
    page.keyboard.insert_text(query)
    page.wait_for_function(ANSWERED, arg=["dialog", query, words(language)["search"]["loading"]])
    return page.locator("dialog .results li")


def hrefs(lines: Locator) -> list[str]:
    return lines.locator("a").evaluate_all("(all) => all.map((each) => each.href)")


# What is found


def test_the_table_is_hard_enough():
    assert set(TABLE) == set(LANGUAGES)
    for language, kinds in TABLE.items():
        assert sum(map(len, kinds.values())) >= 10, language
        assert len(kinds["inflected"]) >= 3, language
        assert len(kinds["accents"]) >= 2, language
    assert TABLE["de"]["ss"]
    assert len(TABLE["de"]["compound"]) >= 2


def first_ten(visit: Visit, language: str, queries: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Each query with the ids of the cases among its first ten results; pages that are no case are empty."""
    page = visit.page
    for query in queries:
        page.locator("#search-words").fill(query)
        page.wait_for_function(ANSWERED, arg=["main", query, words(language)["search"]["loading"]])
        yield query, [link.partition("/cases/")[2].strip("/") for link in hrefs(page.locator("#search-results li"))[:10]]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_expected_case_is_among_the_first_ten(language: str, visit: Visit):
    expected = {word: cases for kind in TABLE[language].values() for word, cases in kind.items()}
    visit.go(f"{language}/search/")
    missed = {}
    for word, first in first_ten(visit, language, expected):
        assert len(first) == len(set(first) - {""}) + first.count(""), "every case stands once"
        if set(expected[word]) - set(first):
            missed[word] = first
    assert missed == {}
    assert visit.wrong == []


def test_the_table_of_cases_has_three_queries_a_case_in_each_language():
    """New cases are welcome before anybody has written queries for them."""
    assert set(CASES) == set(LANGUAGES)
    assert {frozenset(cases) for cases in CASES.values()} == {frozenset(CASES["en"])}
    assert {len(set(queries)) for cases in CASES.values() for queries in cases.values()} == {3}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_three_queries_find_each_case(language: str, visit: Visit):
    """Its problem, its means, a name: each finds it among the first ten results."""
    asked = [(query, case) for case, queries in CASES[language].items() for query in queries]
    visit.go(f"{language}/search/")
    found = dict(first_ten(visit, language, dict.fromkeys(query for query, _ in asked)))
    assert {query: case for query, case in asked if case not in found[query]} == {}
    assert visit.wrong == []


@pytest.mark.parametrize("language", languages.available())
def test_synonyms_are_of_topics_and_instruments_and_add_to_their_labels(language: str):
    locale = languages.locale(language)
    for name in ("topic", "instrument"):
        assert tuple(locale.words["synonyms"][name]) == tuple(vocabulary.terms()[name])
        for term in vocabulary.terms()[name]:
            found = [each.casefold() for each in locale.synonyms(name, term)]
            assert len(found) >= 3, (name, term)
            assert len(found) == len(set(found)), (name, term)
            assert locale.label(name, term).casefold() not in found


def test_a_language_without_synonyms_has_none():
    assert languages.Locale("xx", {}).synonyms("topic", "mobility") == ()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    "forms", [("योजना", "योजनाओं", "योजनाएँ"), ("नीति", "नीतियों"), ("सड़क", "सड़कों", "सड़कें"), ("महिला", "महिलाओं", "महिलाएं")]
)
def test_forms_of_a_hindi_word_find_the_same(forms: tuple[str, ...], visit: Visit):
    page = visit.go("hi/search/")
    found = {}
    for form in forms:
        page.locator("#search-words").fill(form)
        page.wait_for_function(ANSWERED, arg=["main", form, words("hi")["search"]["loading"]])
        found[form] = set(hrefs(page.locator("#search-results li")))
    assert found[forms[0]]
    assert {form: links ^ found[forms[0]] for form, links in found.items()} == {form: set() for form in forms}


@pytest.mark.parametrize(
    ("configured", "default", "reader", "offered"),
    [
        (["en", "hi"], "en", "hi", "en"),
        (["en", "hi"], "hi", "hi", "en"),
        (["en", "hi"], "hi", "en", ""),
        (["es", "pt"], "pt", "es", "pt"),
        (["es", "pt"], "pt", "pt", ""),
    ],
)
def test_readers_are_offered_english_or_else_the_default_language(configured: list[str], default: str, reader: str, offered: str):
    names = dict.fromkeys(configured, "Name")
    base = KnowledgeBase(name=names, network=names, languages=tuple(configured), default_language=default)
    assert Settings("", base).besides(reader) == offered


# What is in the index


def fragments(folder: Path) -> dict[str, dict[str, Any]]:
    """What the index of a language holds of each page, by its address."""
    return {page["url"]: page for page in map(_fragment, folder.glob("pagefind/fragment/*"))}


def _fragment(path: Path) -> dict[str, Any]:
    return json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))


def test_an_index_holds_the_texts_of_its_own_language(two_languages: Site):
    english, hindi = (fragments(two_languages.folder / language) for language in ("en", "hi"))
    whole, short = english["/cases/aq/sledge-sharing/"], hindi["/cases/aq/sledge-sharing/"]
    assert short["meta"]["title"] == whole["meta"]["title"]
    assert short["word_count"] < whole["word_count"], "the English text stands in the English index"
    assert (_about(whole), _about(short)) == ("case.en", "case.en")
    for label in (words("hi")["term"]["topic"]["mobility"], *words("hi")["synonyms"]["topic"]["mobility"]):
        assert label in short["content"], "it is found under Hindi words all the same"
    translated = english["/cases/aq/warm-greenhouse/"], hindi["/cases/aq/warm-greenhouse/"]
    assert [_about(each) for each in translated] == ["case.en", "case.hi"]


def _about(page: dict[str, Any]) -> str:
    """The kind of a page and the language of its text."""
    return page["anchors"][0]["id"]


def test_an_index_knows_which_pages_other_languages_lack(two_languages: Site):
    english, hindi = (two_languages.folder / language / "pagefind" for language in ("en", "hi"))
    addresses = {path.stem: _fragment(path)["url"] for path in english.glob("fragment/*")}
    lacking = {addresses[name] for name in json.loads((english / "lacking/hi.json").read_text())}
    assert "/cases/aq/sledge-sharing/" in lacking
    assert not {"/cases/aq/warm-greenhouse/", "/countries/aq/penguin-bay/", "/about/"} & lacking
    assert [path.name for path in english.glob("lacking/*")] == ["hi.json"]
    assert json.loads((hindi / "lacking/en.json").read_text()) == []


def test_results_say_what_kind_of_page_it_is_and_where(two_languages: Site):
    pages = fragments(two_languages.folder / "en")
    kinds = {address: _about(page).partition(".")[0] for address, page in pages.items()}
    assert kinds["/cases/aq/sledge-sharing/"] == "case"
    assert kinds["/countries/aq/"] == "country"
    assert kinds["/countries/aq/penguin-bay/"] == "city"
    assert kinds["/about/"] == "page"
    assert pages["/countries/aq/penguin-bay/"]["meta"]["place"] == pages["/countries/aq/"]["meta"]["title"]
    assert "place" not in pages["/about/"]["meta"]
    assert {name for page in pages.values() for name in page["meta"]} == {"title", "line", "place"}, "metadata is searched, too"


def test_citations_leave_no_gap(real: Site):
    assert [address for address, page in fragments(real.folder / "en").items() if re.search(r"\w [.,]", page["content"])] == []


# The dialog


@pytest.mark.browser
@pytest.mark.parametrize(("language", "query"), [("en", "heatwave"), ("hi", "अहमदाबाद")])
def test_dialog_by_keyboard(language: str, query: str, visit: Visit):
    """It opens, finds, and gives the focus back. Nothing of it is loaded before."""
    page = visit.go(f"{language}/{CASE}")
    page.wait_for_load_state("networkidle")
    assert [each.url for each in visit.responses if re.search(r"pagefind|search", each.url)] == []
    dialog = opened(page)
    assert dialog.get_attribute("aria-label") == words(language)["search"]["title"]
    assert page.evaluate("() => document.activeElement.matches('dialog input')")
    links = hrefs(typed(page, language, query))
    assert visit.address + f"{language}/{HEAT}" in links
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('dialog[open]')")
    assert page.evaluate("() => document.activeElement.matches('a.to-search')")
    assert page.url == f"{visit.address}{language}/{CASE}"
    opened(page)
    assert page.locator("dialog").count() == 1
    assert dialog.locator("input").input_value() == query
    assert visit.wrong == []


@pytest.mark.browser
def test_dialog_closes_by_its_button_and_beside_it(visit: Visit):
    page = visit.go("en/")
    dialog = opened(page)
    dialog.get_by_role("button", name=words("en")["search"]["close"]).click()
    assert not dialog.is_visible()
    opened(page)
    box = dialog.locator("input").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(5, 5)
    page.mouse.up()
    assert dialog.is_visible(), "who marks text and lets go beside the dialog does not mean to close it"
    page.mouse.click(5, 5)
    assert not dialog.is_visible()
    assert visit.wrong == []


@pytest.mark.browser
def test_dialog_leads_to_all_results(visit: Visit):
    page = visit.go("de/")
    dialog = opened(page)
    assert not dialog.locator(".search-all").is_visible()
    typed(page, "de", "Wasser & Müll")
    dialog.get_by_role("link", name=words("de")["search"]["all"]).click()
    page.wait_for_url("**/de/search/?q=*")
    assert page.locator("#search-words").input_value() == "Wasser & Müll"
    page.locator("#search-results li").first.wait_for()
    assert visit.wrong == []


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "hi"])
def test_dialog_helps_where_nothing_is_found(language: str, visit: Visit):
    page = visit.go(f"{language}/countries/in/")
    dialog = opened(page)
    said = words(language)["search"]
    assert typed(page, language, "xyzzyxyzzy").count() == 0
    assert dialog.locator(".search-status").inner_text() == said["none"]
    assert dialog.get_by_text(said["help"]).is_visible()
    assert visit.address + f"{language}/cases/" in dialog.locator(".search-lists a").evaluate_all("(all) => all.map((each) => each.href)")
    dialog.get_by_role("link", name=words(language)["interface"]["all-cases"]).click()
    page.wait_for_url(f"**/{language}/cases/")
    assert visit.wrong == []


@pytest.mark.browser
def test_search_on_the_search_page_has_no_second_form(visit: Visit):
    page = visit.go("en/search/?q=heatwave")
    page.locator("#search-results li").first.wait_for()
    page.locator("a.to-search").click()
    assert page.evaluate("() => document.activeElement.id") == "search-words"
    assert page.locator("dialog").count() == 0
    assert page.url.endswith("?q=heatwave")


@pytest.mark.browser
def test_link_to_the_search_is_a_link(real: Site, browser: Browser):
    """Without script, where the script cannot be loaded, and in a new tab."""
    with serving(real.folder) as address, visiting(browser, address, java_script_enabled=False) as visit:
        page = visit.go("en/")
        page.locator("a.to-search").click()
        page.wait_for_url("**/en/search/")
        assert page.locator("article a").count() >= 6
    with serving(real.folder) as address, visiting(browser, address) as visit:
        page = visit.go("en/")
        with page.context.expect_page() as tab:
            page.locator("a.to-search").click(modifiers=["Control"])
        assert tab.value.url == f"{address}en/search/"
        assert page.locator("dialog").count() == 0
        page.route("**/search-dialog.js", lambda route: route.abort())
        page.locator("a.to-search").click()
        page.wait_for_url("**/en/search/")


@pytest.mark.browser
def test_search_that_cannot_be_loaded_says_so_and_tries_again(real: Site, browser: Browser):
    with serving(real.folder) as address, visiting(browser, address) as visit:
        page = visit.go("en/")
        page.route("**/pagefind.js", lambda route: route.abort())
        dialog = opened(page)
        typed(page, "en", "heatwave")
        assert dialog.locator(".search-status").inner_text() == words("en")["search"]["failed"]
        page.unroute("**/pagefind.js")
        page.keyboard.press("Enter")
        dialog.locator(".results li").first.wait_for()


@pytest.mark.browser
def test_a_site_without_content_has_no_dialog(site_named: Callable[[str], Site], browser: Browser):
    with serving(site_named(EMPTY).folder) as address, visiting(browser, address) as visit:
        page = visit.go("en/")
        page.locator("a.to-search").click()
        page.wait_for_url("**/en/search/")
        assert page.locator("form.search").count() == 0
        assert visit.errors == []


# A second language


@pytest.fixture
def hindi(two_languages: Site, browser: Browser) -> Iterator[Visit]:
    """The Hindi home page of a site on which one case has no Hindi text."""
    with serving(two_languages.folder, "/kb/") as address, visiting(browser, address) as window:
        window.go("hi/")
        yield window


LACKING, TRANSLATED = "cases/aq/sledge-sharing/", "cases/aq/warm-greenhouse/"


@pytest.mark.browser
def test_english_fills_up_what_a_language_lacks(hindi: Visit):
    """A case that is not in Hindi is found under Hindi words, marked, and led to where it can be read."""
    lines = typed_in_dialog(hindi.page, "hi", words("hi")["term"]["topic"]["mobility"])
    assert f"{hindi.address}en/{LACKING}" in hrefs(lines)
    line = lines.filter(has=hindi.page.locator(f"a[href$='/en/{LACKING}']"))
    marked = words("hi")["list"]["in-language"].format(language=words("hi")["language-name"]["en"])
    assert line.locator(".result-language").inner_text() == marked
    link = line.locator("a")
    assert (link.get_attribute("hreflang"), link.get_attribute("lang")) == ("en", "en")
    assert line.locator(".result-about").inner_text().startswith(words("hi")["search"]["kind"]["case"])
    link.click()
    hindi.page.wait_for_url(f"**/en/{LACKING}")
    assert hindi.wrong == []


@pytest.mark.browser
def test_english_texts_are_searched_where_there_is_no_other(hindi: Visit, two_languages: Site):
    """By a word of the text that only the English index holds; what there is in Hindi is not offered in English."""
    pages = {language: fragments(two_languages.folder / language) for language in ("en", "hi")}
    lacking, translated = (pages["en"][f"/{each}"]["content"] for each in (LACKING, TRANSLATED))
    beginnings = {word[:2] for word in re.findall("[a-z]+", str(pages["hi"]).casefold())}
    both = set.intersection(*(set(re.findall(r"\b[a-z]{5,}", text.casefold())) for text in (lacking, translated)))
    query = next(word for word in sorted(both) if word[:2] not in beginnings)
    lines = typed_in_dialog(hindi.page, "hi", query)
    line = lines.filter(has=hindi.page.locator(f"a[href$='/en/{LACKING}']"))
    assert line.locator(".result-language").count() == 1
    assert line.locator("mark").count() >= 1
    assert f"{hindi.address}en/{TRANSLATED}" not in hrefs(lines)
    assert hindi.wrong == []


@pytest.mark.browser
def test_a_page_stands_once(hindi: Visit, two_languages: Site):
    """Found under a Hindi word and in its English text, and in Hindi what there is in Hindi."""
    title = fragments(two_languages.folder / "en")[f"/{LACKING}"]["meta"]["title"]
    links = hrefs(typed_in_dialog(hindi.page, "hi", title.split()[0]))
    assert links.count(f"{hindi.address}en/{LACKING}") == 1
    routes = [re.sub(r".*?/(en|hi)/", "", link) for link in links]
    assert len(routes) == len(set(routes))
    assert f"{hindi.address}en/{TRANSLATED}" not in links


@pytest.mark.browser
def test_words_of_another_language_are_no_junk(hindi: Visit, two_languages: Site):
    """Pagefind takes the longest word that the query begins with, however short."""
    short = next(
        word for word in fragments(two_languages.folder / "en")[f"/{LACKING}"]["content"].split() if re.fullmatch("[a-z]{2}", word)
    )
    assert hrefs(typed_in_dialog(hindi.page, "hi", f"{short}qqqqqqq")) == []
    assert hindi.wrong == []


def typed_in_dialog(page: Page, language: str, query: str) -> Locator:
    if not page.locator("dialog[open]").count():
        opened(page)
    page.locator("dialog input").select_text()
    return typed(page, language, query)


@pytest.mark.browser
def test_a_case_in_neither_language_is_found_in_its_own(base: Path, browser: Browser):
    (base / "cases/aq/warm-greenhouse/text.en.md").unlink()
    site = build(base)
    with serving(site.folder) as address, visiting(browser, address) as visit:
        page = visit.go("en/")
        title = fragments(site.folder / "hi")["/cases/aq/warm-greenhouse/"]["meta"]["title"]
        lines = typed_in_dialog(page, "en", title.split()[0])
        line = lines.filter(has=page.locator("a[href$='/en/cases/aq/warm-greenhouse/']"))
        assert line.locator("a").inner_text() == title
        assert line.locator("a").get_attribute("lang") == "hi"
        assert words("en")["language-name"]["hi"] in line.locator(".result-language").inner_text()
        assert visit.wrong == []


@pytest.mark.browser
def test_without_the_second_language_the_first_is_searched(base: Path, browser: Browser):
    site = build(base, languages=("hi",))
    with serving(site.folder) as address, visiting(browser, address) as visit:
        page = visit.go("hi/")
        for word in (words("hi")["term"]["topic"]["mobility"], words("hi")["synonyms"]["topic"]["mobility"][0]):
            assert f"{address}hi/cases/aq/sledge-sharing/" in hrefs(typed_in_dialog(page, "hi", word)), "the page that there is"
        missing = [each.url for each in visit.responses if each.status == 404]
        assert missing == [f"{address}en/pagefind/lacking/hi.json"], "asked for once"
        assert [error for error in visit.wrong if "404" not in error] == []


# Others' words are text


@pytest.mark.browser
def test_what_others_wrote_stays_text(two_languages: Site, browser: Browser, tmp_path: Path):
    documents, folder = tmp_path / "documents", tmp_path / "site"
    shutil.copytree(two_languages.content / "build/search/en", documents)
    shutil.copytree(two_languages.folder, folder)
    hostile = (documents / "cases/aq/sledge-sharing/index.html").read_text("utf-8")
    title = fragments(two_languages.folder / "en")["/cases/aq/sledge-sharing/"]["meta"]["title"]
    bad = escape(f"zebra {PAYLOAD}")
    assert escape(title) in hostile
    hostile = re.sub(r"(<p data-pagefind[^>]*>)[^<]*", rf"\1{bad}", hostile.replace(escape(title), bad))
    (documents / "cases/aq/sledge-sharing/index.html").write_text(hostile, "utf-8")
    output.write(folder / "en/pagefind", search.index(documents, folder / "en/pagefind", None) or ())
    with serving(folder) as address, visiting(browser, address) as visit:
        page = visit.go("en/")
        found = [typed_in_dialog(page, "en", "zebra").first]
        _is_text(found[0])
        page = visit.go("en/search/?q=zebra")
        page.locator("#search-results li").first.wait_for()
        _is_text(page.locator("#search-results li").first)
        assert visit.wrong == []


def _is_text(line: Locator) -> None:
    assert line.locator("a").inner_text() == f"zebra {PAYLOAD}"
    assert line.locator("p").nth(0).inner_text().endswith(PAYLOAD)
    assert PAYLOAD[:20] in line.locator("p").nth(1).inner_text()
    assert line.locator("img, script").count() == 0


# How it looks and what it weighs


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_dialog_fits_a_phone_and_readers_who_space_text_out(language: str, real: Site, browser: Browser):
    with serving(real.folder) as address, visiting(browser, address, viewport={"width": 320, "height": 640}) as visit:
        page = visit.go(f"{language}/privacy/")
        page.evaluate(MEASURES.replace("var measures =", "window.measures ="))
        assert typed_in_dialog(page, language, words(language)["term"]["topic"]["mobility"].split()[0]).count() > 3
        for spaced in (False, True):
            if spaced:
                page.evaluate("() => measures.spaceOut()")
            assert page.evaluate("() => measures.tooWide()") == []
            assert page.evaluate("() => measures.cutText()") == []
            dialog = page.evaluate(
                "() => { const dialog = document.querySelector('dialog'); return [dialog.scrollWidth, dialog.clientWidth]; }"
            )
            assert dialog[0] <= dialog[1]
        assert [each for each in page.evaluate("() => measures.smallTargets()") if "dialog" in each] == []
        assert visit.wrong == []


@pytest.mark.browser
@pytest.mark.slow
def test_dialog_flips(two_languages: Site, browser: Browser, tmp_path: Path):
    site = build(copy_content(two_languages.content, tmp_path), languages=(MIRRORED,))
    with serving(site.folder) as address, visiting(browser, address, viewport={"width": 800, "height": 800}) as visit:
        page = visit.go(f"{MIRRORED}/")
        dialog = opened(page)
        sides = [dialog.locator(each).bounding_box()["x"] for each in (".search-close", ".search button", "input")]
        assert sides[0] < sides[2], "the button that closes stands at the end of the line"
        assert sides[1] < sides[2]


def test_script_of_every_page_is_small():
    script = (REPOSITORY / "generator" / "static" / "site.js").read_bytes()
    assert len(gzip.compress(script, 6)) <= MOST_BYTES_OF_SITE_SCRIPT


@pytest.fixture(scope="module")
def large(real: Site, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The site with an index of 500 long pages in three languages; a common word of each."""
    folder = tmp_path_factory.mktemp("large")
    common = {}
    for language in ("en", "de", "hi"):
        shutil.copytree(real.folder / language, folder / "site" / language, ignore=shutil.ignore_patterns("pagefind"))
        documents = folder / "documents" / language
        common[language] = _long_pages(real.content / "build/search" / language, documents, language)
        bundle = folder / "site" / language / "pagefind"
        output.write(bundle, search.index(documents, bundle, None) or ())
    return folder / "site", common


def _long_pages(model: Path, target: Path, language: str) -> str:
    """Documents as long as real ones, of words spliced from theirs so that there are as many as 500 pages would have."""
    draw = random.Random(language)
    document = f"{HEAT}index.html"
    shape = re.split(r'<p data-pagefind-meta="line">.*(?=<h2 id="words">)', (model / document).read_text("utf-8"), flags=re.DOTALL)
    if language == "en":  # what no other language has
        shape[0] = re.sub(r'data-others="([^"]*)" data-lacking="[^"]*"', r'data-others="\1" data-lacking="\1"', shape[0])
    real = Counter(re.findall(r"[\w\u0900-\u0963]+", " ".join(re.sub(r"<[^>]*>", " ", text.decode()) for text in tree(model).values())))
    own = [word for word, _ in real.most_common() if language != "hi" or not word.isascii()]
    long = [word for word in own if len(word) > 4]
    vocabulary = dict.fromkeys(own)
    while len(vocabulary) < 20_000:
        one, other = draw.choice(long), draw.choice(long)
        vocabulary[one[: draw.randint(2, len(one) - 1)] + other[draw.randint(1, len(other) - 2) :]] = None
    weights = list(itertools.accumulate(1 / (place + 3) for place in range(len(vocabulary))))
    pages = [draw.choices(list(vocabulary), cum_weights=weights, k=650) for _ in range(PAGES)]
    for number, words_of_page in enumerate(pages):
        if language == "en" and number % 8 == 0:
            words_of_page.append(ENGLISH)
        path = target / f"cases/in/page-{number}/index.html"
        path.parent.mkdir(parents=True)
        line, rest = " ".join(words_of_page[:45]), " ".join(words_of_page[45:])
        parts = shape[0], f'<p data-pagefind-meta="line">{line}</p><p>{rest}</p>', shape[1]
        path.write_text("".join(parts).replace(HEAT, f"cases/in/page-{number}/"), "utf-8")
    times = Counter(word for page in pages for word in set(page))
    return ENGLISH if language == "en" else next(word for word in long if PAGES // 4 > times[word] > PAGES // 10)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "de", "hi"])
def test_dialog_and_first_query_weigh_little(language: str, large: tuple[Path, Mapping[str, str]], browser: Browser):
    """With a word that many pages have; and with one that only English pages have, so that the English index is loaded too."""
    folder, common = large
    weighed = {}
    with serving(folder) as address:
        for name in dict.fromkeys((language, "en")):
            with visiting(browser, address) as visit:
                page = visit.go(f"{language}/cases/de/herrenberg-stadtnavi/")
                page.wait_for_load_state("networkidle")
                before = len(visit.responses)
                assert typed_in_dialog(page, language, common[name]).count() == 8
                page.wait_for_load_state("networkidle")
                loaded = visit.responses[before:]
                weighed[f"{language}, a word of {name}"] = sum(len(gzip.compress(each.body(), 6, mtime=0)) for each in loaded)
                assert any("/en/pagefind/index/" in each.url for each in loaded) == (name == "en")
                assert visit.wrong == []
    record("bytes of the search dialog and the first query at 500 pages, gzip", MOST_BYTES, weighed)
    assert {name: size for name, size in weighed.items() if size > MOST_BYTES} == {}
