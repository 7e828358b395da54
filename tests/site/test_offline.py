"""The offline copy: one archive a language, whose pages open from a folder in an ordinary browser and can be searched there."""

from __future__ import annotations

import io
import json
import posixpath
import re
import stat
import zipfile
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urlsplit

import gate
import pytest
import yaml
from browsing import visiting
from building import DAY, REPOSITORY, SITES, build, copy_content, differences, run, tree
from expected_pages import words
from page_types import FULL_CASE, LANGUAGES
from reading import addresses, classed, text_of, tree_of
from test_accessibility import axe, violations
from test_search import PAYLOAD, TABLE

from generator import addresses as addresses_of
from generator import computed, languages, output, pages, routes
from generator.offline import readme, records
from generator.publish import archive, assets
from generator.render import Renderer
from generator.routes import Route, Style

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from building import Site
    from playwright.sync_api import Browser, Locator, Page

MEASURES = (REPOSITORY / "tests" / "site" / "measures.js").read_text("utf-8")
PUBLISHED = "https://kb.gov.in/base/"
"""Somewhere a site could stand: not one of the names that are set aside for examples."""
MOST_BYTES_OF_SCRIPT, MOST_BYTES_A_CASE = 5_000, 45_000
CASE = FULL_CASE.rstrip("/") + ".html"
SHARE = 0.85
"""Of what readers type who look for a case, how much must find it without the words of its text."""


@dataclass(frozen=True)
class Copy:
    """An archive as somebody unpacked it: the folder that it brought, and its content by paths below that folder."""

    language: str
    folder: Path
    content: bytes

    @property
    def address(self) -> str:
        return f"{self.folder.as_uri()}/"

    @cached_property
    def files(self) -> dict[str, bytes]:
        return tree(self.folder)

    @cached_property
    def pages(self) -> dict[str, str]:
        return {path: content.decode() for path, content in self.files.items() if path.endswith(".html")}

    @cached_property
    def parsed(self) -> dict[str, Element]:
        return {path: gate.parsed(html) for path, html in self.pages.items()}

    def page(self, path: str) -> Element:
        return tree_of(self.pages[path])


def unpacked(site: Site, language: str, target: Path) -> Copy:
    """The copy of a language, unpacked as on somebody's desk: the name of the folder has a space and letters of two scripts."""
    content = (site.folder / routes.copy(language)).read_bytes()
    target = target / "Mein Stick हिंदी" / language
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(target)
    (folder,) = target.iterdir()
    return Copy(language, folder, content)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The golden site with two languages, with its copies."""
    return build(copy_content(SITES / "two-languages", tmp_path_factory.mktemp("offline") / "content"), offline=True)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same as a network would publish it: its address is known, and so is its repository."""
    content = copy_content(SITES / "two-languages", tmp_path_factory.mktemp("offline") / "published")
    configuration = (content / "mkdocs.yml").read_text("utf-8").replace("https://example.org/", PUBLISHED)
    (content / "mkdocs.yml").write_text(f"{configuration}    repository: https://forge.gov.in/kb\n", "utf-8")
    return build(content, offline=True)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The repository's own content with its copies."""
    return build(copy_content(REPOSITORY, tmp_path_factory.mktemp("offline") / "real"), offline=True)


@pytest.fixture(params=["en", "hi"])
def copied(request: pytest.FixtureRequest, small: Site, tmp_path: Path) -> Copy:
    return unpacked(small, request.param, tmp_path)


# What is in it, and that every address leads to it


def broken(copy: Copy) -> Iterator[str]:
    """Everything on a page, or in a style sheet, that leads neither to a file of the copy nor to a full address."""
    ids = {path: {each.get("id") for each in page.iter()} for path, page in copy.parsed.items()}
    for path, address in leading(copy):
        plain, anchor = urldefrag(address)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(plain))) if plain else path
        if urlsplit(address).scheme in {"https", "http", "mailto", "data"}:
            continue
        if target not in copy.files or (anchor and anchor not in ids[target]):
            yield f"{path}: {address}"


def leading(copy: Copy) -> Iterator[tuple[str, str]]:
    """Path of a page or a style sheet, and each address on it."""
    for path, page in copy.parsed.items():
        yield from ((path, value) for _, _, value in addresses(page))
        yield from ((path, address) for address in re.findall(r'http-equiv="refresh" content="0; url=([^"]+)"', copy.pages[path]))
    for path, content in copy.files.items():
        if path.endswith(".css"):
            yield from ((path, address) for address in re.findall(r'url\("?(?!#)([^)"]+)"?\)', content.decode()))


def test_everything_leads_to_a_file_of_the_copy(copied: Copy):
    assert len(copied.pages) > 20
    assert list(broken(copied)) == []


def test_addresses_that_lead_nowhere_are_seen(copied: Copy):
    home = copied.pages["index.html"]
    for bad in ("cases/", "nowhere.html", "cases.html#nowhere", "../index.html", "/cases.html", "file:///etc/passwd"):
        page = home.replace('href="cases.html"', f'href="{bad}"', 1)
        assert page != home
        assert _seen(copied, page), bad


def _seen(copy: Copy, home: str) -> list[str]:
    changed = Copy(copy.language, copy.folder, copy.content)
    changed.__dict__["parsed"] = {**copy.parsed, "index.html": gate.parsed(home)}
    return list(broken(changed))


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_leads_to_a_file_of_the_copy_of_each_language(language: str, full: Site, tmp_path: Path):
    copy = unpacked(full, language, tmp_path)
    assert len(copy.pages) == len(list((full.folder / language).rglob("*.html")))
    assert list(broken(copy)) == []


OWN = re.compile(r"site-script \{'script': '[./]*assets/[a-z-]+\.js'\}|site-external-link \{'address': 'https://kb\.gov\.in/base/")
"""What the audit does not take on a site, and a copy has: scripts that are no modules, for a browser loads none from files;
and links to the site that it is a copy of."""


def test_a_copy_has_what_its_pages_need_and_nothing_else(copied: Copy):
    needed = {value for page in copied.parsed.values() for _, name, value in addresses(page) if name == "src" or "assets/" in value}
    names = {posixpath.basename(value) for value in needed} | {path.name for path in assets.STATIC.glob("*.woff2")}
    there = {path.removeprefix("assets/") for path in copied.files if path.startswith("assets/")}
    assert names <= there
    assert there - names <= {path.name for path in assets.STATIC.glob("*.css")}
    assert {path for path in copied.files if "/" not in path and not path.endswith(".html")} == {readme.PATH}


@pytest.mark.parametrize("language", ["en", "hi"])
def test_pages_in_files_have_the_words_of_the_site(language: str, published: Site, tmp_path: Path):
    """Only what says how to look for cases differs, because there are other ways; what stands on a page is as safe."""
    copy, differing = unpacked(published, language, tmp_path), {routes.SEARCH, routes.CASES}
    for page in pages.pages(published.catalog, languages.locale(language), DAY, copied=True):
        html = (published.folder / language / routes.published(page.route)).read_text("utf-8")
        path = routes.published(page.route, Style.FILES)
        for name in ("title", "article"):
            words_of = [text_of(next(each.iter(name))) for each in (tree_of(html), copy.page(path))]
            assert words_of[0] == words_of[1] or page.route in differing, path
        assert [each for each in gate.dangers(copy.pages[path]) if not OWN.search(each)] == gate.dangers(html), path


def test_no_page_of_a_copy_needs_a_host(copied: Copy):
    for path, html in copied.pages.items():
        assert 'type="module"' not in html, path
        assert not re.search(r'pagefind|crossorigin|="[./]*/"', html), path
    for path, content in copied.files.items():
        if path.endswith(".js"):
            assert not re.search(rb"\bimport\b|\bexport\b|\bfetch\b|XMLHttpRequest|innerHTML|eval\(", content), path


def test_every_file_has_an_address_of_its_own_also_where_capitals_make_no_difference(full_routes: list[Route]):
    paths = [routes.published(route, Style.FILES).casefold() for route in full_routes]
    assert len(paths) == len(set(paths))
    assert not {path for path in paths if path.startswith("assets/")}


@pytest.fixture
def full_routes(real: Site) -> list[Route]:
    return [page.route for page in pages.pages(real.catalog, languages.locale("en"), DAY)]


def test_a_page_called_index_would_be_the_home_page():
    assert routes.published(Route("index"), Style.FILES) == routes.published(routes.HOME, Style.FILES)
    assert "index" in routes.RESERVED


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("", "", "index.html"),
        ("", "cases/de/x", "cases/de/x.html"),
        ("cases", "", "index.html"),
        ("cases", "cases/de/x", "cases/de/x.html"),
        ("cases/de/x", "cases/de/x", "x.html"),
        ("cases/de/x", "cases/de/y", "y.html"),
        ("cases/de/x", "cases", "../../cases.html"),
        ("cases/de/x", "", "../../index.html"),
        ("countries/de", "countries/de/herrenberg", "de/herrenberg.html"),
    ],
)
def test_addresses_in_files(here: str, there: str, expected: str):
    assert routes.href(Route(here), Route(there), style=Style.FILES) == expected
    assert routes.href(Route(here), Route(there), "a", Style.FILES) == ("#a" if here == there else f"{expected}#a")


def test_pages_rendered_alone_and_in_either_style_are_the_same(small: Site):
    """A renderer of one style leaves nothing behind for one of the other."""
    catalog, locale = small.catalog, languages.locale("hi")
    made = list(pages.pages(catalog, locale, DAY))
    once = {style: [Renderer(locale, catalog.settings, catalog.pages, style).document(page) for page in made] for style in Style}
    mixed = [(page, style) for page in reversed(made) for style in Style]
    again = {(page.route, style): Renderer(locale, catalog.settings, catalog.pages, style).document(page) for page, style in mixed}
    assert all(again[page.route, style] == text for style in Style for page, text in zip(made, once[style], strict=True))


# What it says of itself


@pytest.mark.parametrize("language", ["en", "hi"])
def test_readme_says_what_it_is_how_old_and_what_one_may_do(language: str, small: Site, published: Site, tmp_path: Path):
    locale = languages.locale(language)
    changed = computed.last_change(small.catalog)
    assert changed == max(
        [day for case in small.catalog.cases.values() for day in (case.facts.added, *(each.date for each in case.facts.changes))]
        + [country.facts.added for country in small.catalog.countries.values()]
    )
    text = unpacked(small, language, tmp_path).files[readme.PATH].decode()
    for part in (small.catalog.settings.name(language), locale.date(changed), locale.date(DAY), "index.html", "CC BY 4.0"):
        assert part in text
    assert "http" not in text
    assert "\r" not in text
    assert text.endswith(".\n") or language == "hi"
    known = unpacked(published, language, tmp_path / "known").files[readme.PATH].decode()
    assert words(language)["offline"]["living"].format(address=f"{PUBLISHED}{language}/") in known


def test_every_page_says_that_it_is_a_copy_and_of_which_day(copied: Copy, small: Site):
    locale = languages.locale(copied.language)
    said = locale.text("offline.changed", date=locale.date(computed.last_change(small.catalog)))
    for path in copied.pages:
        assert said in text_of(next(copied.page(path).iter("footer"))), path


def test_the_age_of_empty_content_is_not_said():
    locale = languages.locale("de")
    settings = build_settings()
    text = readme.readme(locale, settings, None, DAY).decode()
    assert locale.date(DAY) in text
    assert "None" not in text


def build_settings():
    from generator import load

    settings, _ = load.load_settings(SITES / "another-network")
    assert settings
    return settings


def test_other_languages_are_at_the_site_if_it_is_anywhere(small: Site, published: Site, tmp_path: Path):
    nowhere, known = unpacked(small, "hi", tmp_path), unpacked(published, "hi", tmp_path / "known")
    for path in nowhere.pages:
        assert classed(nowhere.page(path), "switch") == [], path
        assert {link.get("hreflang", "hi") for link in nowhere.page(path).iter("a")} == {"hi"}, path
        (switch,) = classed(known.page(path), "switch")
        route = path.removesuffix(".html").removesuffix("index")
        found = {link.get("hreflang"): link.get("href") for link in switch.iter("a")}
        assert found == {"en": f"{PUBLISHED}en/{route}" + ("/" if route else ""), "hi": posixpath.basename(path)}, path
    assert list(broken(known)) == []


@pytest.mark.parametrize("address", ["https://example.org/", "https://kb.example/", "http://localhost:8000/", "", "https://x.test/"])
def test_addresses_that_stand_for_none_lead_nowhere(address: str):
    assert addresses_of.living(address) == ""
    assert addresses_of.living(PUBLISHED) == PUBLISHED


# The archive


def entries(content: bytes) -> list[zipfile.ZipInfo]:
    return zipfile.ZipFile(io.BytesIO(content)).infolist()


@pytest.mark.parametrize("language", ["en", "hi"])
def test_archive_is_one_folder_of_plain_files_without_a_clock(language: str, small: Site):
    found = entries((small.folder / routes.copy(language)).read_bytes())
    assert [each.filename for each in found] == sorted(each.filename for each in found)
    assert {each.filename.partition("/")[0] for each in found} == {f"made-up-knowledge-base-{language}"}
    assert {each.date_time for each in found} == {archive.EARLIEST}
    assert {each.external_attr >> 16 for each in found} == {stat.S_IFREG | 0o644}
    assert {each.compress_type for each in found} == {zipfile.ZIP_DEFLATED}
    for name in (each.filename for each in found):
        assert re.fullmatch(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*", name), name
        assert ".." not in name.split("/")


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/x", "a\\x", "c:x"])
def test_paths_that_lead_out_of_the_folder_are_refused(path: str):
    with pytest.raises(ValueError, match=re.escape(path)):
        archive.archive("copy", [(path, b"")])


def test_archive_follows_from_its_files_alone():
    files = [("b", b"2"), ("a/c", b"1"), ("a", b"3")]
    assert archive.archive("copy", files) == archive.archive("copy", reversed(files))
    assert archive.archive("copy", files) != archive.archive("other", files)


def test_a_name_without_latin_letters_gives_a_folder_all_the_same(tmp_path: Path):
    content = copy_content(SITES / "two-languages", tmp_path / "content")
    configuration = (content / "mkdocs.yml").read_text("utf-8")
    (content / "mkdocs.yml").write_text(configuration.replace("default_language: en", "default_language: hi"), "utf-8")
    site = build(content, languages=("hi",), offline=True)
    assert {each.filename.partition("/")[0] for each in entries((site.folder / routes.copy("hi")).read_bytes())} == {"knowledge-base-hi"}


def test_other_workers_in_another_process_give_the_same_copies(small: Site, tmp_path: Path):
    content = copy_content(small.content, tmp_path / "content")
    command = ("build", "--root", content, "--offline", "--jobs", "2", "--no-cache", "--today", DAY.isoformat())
    done = run(*command, PYTHONHASHSEED="4711", TZ="Asia/Kolkata")
    assert done.returncode == 0, done.stderr
    assert differences(tree(content / "site"), tree(small.folder)) == []
    assert {routes.copy(language) for language in small.languages} <= tree(small.folder).keys()
    for language in small.languages:
        assert re.search(rf"  {language}: \d+ pages, offline copy of 0\.\d MB\n", done.stderr)
        assert routes.copy(language) in done.stdout


def test_the_site_is_the_same_with_copies_and_a_plain_build_leaves_none(small: Site, tmp_path: Path):
    content = copy_content(small.content, tmp_path / "content")
    site = build(content, offline=True)
    assert differences(tree(site.folder), tree(small.folder)) == []
    build(content)
    assert not (site.folder / "offline").exists()
    telling = {f"{language}/{routes.published(routes.DATA)}" for language in small.languages}
    copies = {routes.copy(language) for language in small.languages}
    assert differences(tree(site.folder), tree(small.folder)) == sorted(telling | copies)


def test_a_build_of_one_language_keeps_the_copies_of_the_others(small: Site, tmp_path: Path):
    content = copy_content(small.content, tmp_path / "content")
    site = build(content, offline=True)
    build(content, languages=("hi",), offline=True)
    assert differences(tree(site.folder), tree(small.folder)) == []


@pytest.mark.slow
def test_built_twice_means_the_copies_too(small: Site, tmp_path: Path):
    content = copy_content(small.content, tmp_path / "content")
    done = run("build", "--root", content, "--offline", "--twice", "--today", DAY.isoformat())
    assert done.returncode == 0, done.stderr
    assert (content / output.BUILD / "again" / routes.copy("hi")).is_file()


@pytest.mark.slow
def test_copies_weigh_little(full: Site):
    cases = len(full.catalog.cases)
    for language in full.languages:
        copy = (full.folder / routes.copy(language)).stat().st_size
        assert copy / cases < MOST_BYTES_A_CASE / 2, language


# The search


def test_script_of_the_search_is_small_and_for_copies_only(small: Site, copied: Copy):
    assert len(copied.files["assets/offline-search.js"]) < MOST_BYTES_OF_SCRIPT
    for language in small.languages:
        assert [path.name for path in (small.folder / language).rglob("*offline*")] == []


def test_records_hold_every_page_that_the_site_searches(small: Site, copied: Copy):
    script = copied.files[records.PATH].decode()
    assert script.startswith(f"var {records.NAME} = [\n")
    found = json.loads(script.removeprefix(f"var {records.NAME} = ").removesuffix(";\n"))
    made = pages.pages(small.catalog, languages.locale(copied.language), DAY)
    searched = {routes.published(page.route, Style.FILES): page for page in made if page.search is not None}
    assert [each["href"] for each in found] == list(searched)
    for each in found:
        page = searched[each["href"]]
        assert each["title"] == page.title
        assert set(page.search) <= set(each.get("words", "").split(" · "))
        assert ("mark" in each) == (page.text_language != copied.language)
        shown = f"{each.get('line', '')} {each.get('rest', '')}".strip()
        assert page.description in {shown, page.title}


def hostile_records(site: Site, language: str, *titles: str) -> bytes:
    """Records of cases that are called like this."""
    locale = languages.locale(language)
    page = next(page for page in pages.pages(site.catalog, locale, DAY) if page.template == "case")
    return records.script(locale, [replace(page, title=title, description=f"{title} {title}", search=(title,)) for title in titles])


def test_records_cannot_end_their_script(small: Site):
    titles = [f"zebra {PAYLOAD}", "</script><!--", "a\u2028b", "'; alert(1); //", '"]', "\\"]
    script = hostile_records(small, "en", *titles).decode()
    assert not re.search(r"[<>&\u2028\u2029]", script)
    assert [each["title"] for each in json.loads(script.partition(" = ")[2].removesuffix(";\n"))] == titles


@pytest.fixture(scope="module")
def desk(full: Site, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Copy]:
    """All copies of the repository's own content, unpacked."""
    target = tmp_path_factory.mktemp("desk")
    return {language: unpacked(full, language, target) for language in LANGUAGES}


def searched(page: Page, query: str) -> Locator:
    """Words put into the field as an input method does, and sent by the keyboard; gives the results."""
    page.locator("main .searching input").fill(query)
    page.keyboard.press("Enter")
    return page.locator("main .results li")


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("language", "query"), [("de", "hitzewelle"), ("hi", "लू")])
def test_a_copy_is_read_and_searched_without_a_host(language: str, query: str, desk: dict[str, Copy], browser: Browser):
    """From home to a case by links, and by words: nothing is asked for outside of the folder, and nothing goes wrong."""
    with visiting(browser, desk[language].address) as visit:
        page = visit.go("index.html")
        page.locator("header .top-nav a").first.click()
        page.locator(f'main a[href="{CASE}"]').click()
        page.wait_for_url(f"**/{CASE}")
        heading = page.locator("h1").inner_text()
        page.locator("header .brand").click()
        page.locator("#home-search").fill(query)
        page.keyboard.press("Enter")
        result = page.locator(f'.results a[href="{CASE}"]')
        result.wait_for()
        assert page.locator("[role=status]").inner_text()
        result.click()
        page.wait_for_url(f"**/{CASE}")
        assert page.locator("h1").inner_text() == heading
        page.go_back()
        result.wait_for()
        assert page.locator("main .searching input").input_value() == query
        assert visit.wrong == []


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_type_finds_the_case(language: str, desk: dict[str, Copy], browser: Browser):
    """Words of titles, summaries and topics, inflected, without accents, with ss for ß: most find the case among the first ten."""
    cases = yaml.safe_load((REPOSITORY / "tests" / "site" / "search-cases.yml").read_text("utf-8"))[language]
    asked = [(query, case) for case, queries in cases.items() for query in queries]
    asked += [(query, case) for kind in TABLE[language].values() for query, found in kind.items() for case in found]
    with visiting(browser, desk[language].address) as visit:
        page = visit.go("search.html")
        missed = []
        for query, case in asked:
            first = searched(page, query).locator("a").evaluate_all("(all) => all.slice(0, 10).map((each) => each.getAttribute('href'))")
            missed += [(query, case)] if f"cases/{case}.html" not in first else []
        assert len(missed) < len(asked) * (1 - SHARE), missed
        assert visit.wrong == []


EASY = {
    "de": {
        "GIESS": "cases/de/berlin-giess-den-kiez.html",
        "gieß": "cases/de/berlin-giess-den-kiez.html",
        "Munchen": "cases/de/connected-urban-twins.html",
        "Xanadu": "",
    },
    "es": {"muevete": "cases/pe/trujillo-movilidad-sostenible.html"},
    "hi": {"पुरी": "cases/in/puri-drink-from-tap.html", "सड़कों": "cases/in/cycles4change-streets4people.html"},
}
"""What must come first; nothing where nothing is to be found."""


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("language", EASY)
def test_signs_accents_and_capitals(language: str, desk: dict[str, Copy], browser: Browser):
    with visiting(browser, desk[language].address) as visit:
        page = visit.go("search.html")
        for query, href in EASY[language].items():
            lines = searched(page, query).locator("a")
            found = lines.evaluate_all("(all) => all.map((each) => each.getAttribute('href'))")
            assert found[:1] == ([href] if href else []), query
        assert visit.wrong == []


@pytest.mark.browser
@pytest.mark.slow
def test_search_tells_how_many_there_are_and_shows_them_page_by_page(desk: dict[str, Copy], browser: Browser):
    with visiting(browser, desk["de"].address) as visit:
        names = "() => Object.getOwnPropertyNames(globalThis)"
        before = visit.go("index.html").evaluate(names)
        page = visit.go("search.html")
        assert set(page.evaluate(names)) - set(before) == {records.NAME}
        status, more, hint = (page.locator(f"main .search-{name}") for name in ("status", "more", "help"))
        assert status.inner_text() == ""
        assert searched(page, "stadt").count() == 30
        number = int(re.match(r"(\d+) ", status.inner_text())[1])
        assert number > 30
        more.locator("button").focus()
        page.keyboard.press("Enter")
        assert page.locator("main .results li").count() == min(60, number)
        assert searched(page, "xyzzyxyzzy").count() == 0
        assert (status.inner_text(), hint.is_visible(), more.is_visible()) == (words("de")["search"]["none"], True, False)
        assert searched(page, "").count() == 0
        assert (status.inner_text(), hint.is_visible()) == ("", False)
        assert searched(page, "\u093f ( \\ *").count() == 0
        assert visit.wrong == []


@pytest.mark.browser
@pytest.mark.slow
def test_what_others_wrote_is_shown_as_text(full: Site, browser: Browser, tmp_path: Path):
    copy = unpacked(full, "hi", tmp_path)
    titles = [f"zebra {PAYLOAD}", "zebra </script><script>window.__pwned=3</script>"]
    (copy.folder / records.PATH).write_bytes(hostile_records(full, "hi", *titles))
    with visiting(browser, copy.address) as visit:
        visit.go("search.html?q=zebra")
        page = visit.page
        page.locator(".results li").first.wait_for()
        assert page.locator(".results a").all_inner_texts() == titles
        assert page.locator(".results :is(img, script)").count() == 0
        assert visit.wrong == []


# How it looks


@pytest.mark.browser
@pytest.mark.slow
def test_hindi_is_painted_in_its_own_font(desk: dict[str, Copy], browser: Browser):
    with visiting(browser, desk["hi"].address) as visit:
        for path in ("index.html", CASE, "search.html?q=लू"):
            page = visit.go(path)
            assert any(name.startswith("Noto Sans Devanagari") for name in fonts_of(page, "h1")), path
            assert (
                page.evaluate("() => document.fonts.ready.then(() => [...document.fonts].map((each) => each.status))").count("error") == 0
            )
        assert visit.wrong == []


def fonts_of(page: Page, selector: str) -> set[str]:
    """Those of the fonts in which the browser painted the words of an element that it loaded for the page."""
    client = page.context.new_cdp_session(page)
    client.send("DOM.enable")
    client.send("CSS.enable")
    root = client.send("DOM.getDocument")["root"]["nodeId"]
    node = client.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    return {each["familyName"] for each in client.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"] if each["isCustomFont"]}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("language", ["de", "hi"])
def test_accessible(language: str, desk: dict[str, Copy], browser: Browser):
    with visiting(browser, desk[language].address) as visit:
        for path in ("index.html", "cases.html", CASE, f"search.html?q={'stadt' if language == 'de' else 'शहर'}", "work.html"):
            page = visit.go(path)
            page.evaluate(axe())
            assert list(violations(page)) == [], path


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_scrolls_sideways_on_a_phone(language: str, desk: dict[str, Copy], browser: Browser):
    with visiting(browser, desk[language].address, viewport={"width": 320, "height": 640}) as visit:
        for path in ("index.html", "cases.html", CASE, "search.html?q=2020", "translations.html"):
            page = visit.go(path)
            page.evaluate(MEASURES.replace("var measures =", "window.measures ="))
            assert page.evaluate("() => document.documentElement.scrollWidth") == 320, path
            assert page.evaluate("() => measures.tooWide()") == [], path
        assert visit.wrong == []


@pytest.mark.browser
@pytest.mark.slow
def test_the_explorer_shows_all_cases_and_leads_to_the_lists(desk: dict[str, Copy], browser: Browser):
    with visiting(browser, desk["de"].address) as visit:
        page = visit.go("cases.html")
        assert page.locator(".explorer-lists a").first.is_visible()
        assert page.locator(".explorer :is(input, select, button)").count() == 0
        assert page.locator(".explorer-list > li:visible").count() > 50
        assert visit.wrong == []


@pytest.mark.browser
@pytest.mark.slow
def test_citations_can_be_copied(desk: dict[str, Copy], browser: Browser):
    with visiting(browser, desk["de"].address, permissions=["clipboard-read", "clipboard-write"]) as visit:
        page = visit.go(CASE)
        page.locator("[data-copy]:visible").first.click()
        page.wait_for_function("() => document.querySelector('[data-copied]').textContent")
        assert page.evaluate("() => navigator.clipboard.readText()") == page.locator(".cite-text").inner_text()
        assert page.evaluate("() => typeof status") == "string", "the script of the page keeps its names to itself"
        assert visit.wrong == []
