"""Which pages a site holds, and that readers of each language get the right text on them."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import expected_pages
import pytest
from building import REPOSITORY, build, run, tree
from expected_pages import words
from reading import addresses, canonical, classed, pages_below, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from building import Site


def test_each_language_holds_a_page_for_everything_and_no_other(site: Site):
    expected = {f"{route}/index.html".removeprefix("/") for route in expected_pages.routes(site.content)}
    for language in site.languages:
        found = {path.removeprefix(f"{language}/") for path in site.pages if path.startswith(f"{language}/")}
        assert found == expected, language
    assert {path for path in site.pages if "/" not in path} == {"index.html", "404.html"}


def test_the_repository_has_all_kinds_of_pages(real: Site):
    """The test above would pass on nothing: the real content is not nothing."""
    routes = expected_pages.routes(real.content)
    assert len(real.languages) >= 5
    assert len(expected_pages.cases(real.content)) >= 5
    assert len(expected_pages.countries(real.content)) >= 5
    assert {"about", "contribute", "accessibility", "legal", "privacy"} <= routes
    assert any(route.startswith("topics/") for route in routes)


def test_texts_and_fallbacks(site: Site):
    """A page shows the text of its language; without one the original, and says so in the reader's language."""
    for route, texts in expected_pages.written(site.content).items():
        original = expected_pages.original(site.content, route, site.catalog.settings.default_language)
        for language in site.languages:
            page, shown = site.page(language, route), language if language in texts else original
            title = expected_pages.front_matter(texts[shown])["title"]
            if not route.startswith("countries/"):
                assert text_of(page.find(".//h1")) == " ".join(title.split()), (language, route)
            if language != shown:
                _says_that_it_is_not_translated(page, language, shown)


def _says_that_it_is_not_translated(page: Element, language: str, shown: str):
    notice = words(language)["phrase"]["translation-missing"].format(language=words(language)["language-name"][shown])
    assert notice in " ".join(text_of(each) for each in classed(page, "notice"))
    lead = next(iter(classed(page, "lead")))
    assert lead.get("lang") == words(shown)["locale"]["tag"], "the text must be marked as the language that it is in"


def test_fallbacks_were_looked_at(site_named):
    """The real content and the golden sites hold untranslated cases, countries and standing pages."""
    missing = {
        route.split("/")[0]
        for name in ("repository", "two-languages", "another-network")
        for route, texts in expected_pages.written(site_named(name).content).items()
        if set(site_named(name).languages) - set(texts)
    }
    assert {"cases", "countries", "contribute", "impressum"} <= missing


def test_translations_say_how_they_were_made(two_languages: Site):
    machine = words("en")["phrase"]["translation-machine"].format(language=words("en")["language-from"]["hi"])
    page = two_languages.page("en", "cases/aq/warm-greenhouse")
    assert machine in text_of(classed(page, "notice")[0])
    assert "../../../../hi/cases/aq/warm-greenhouse/" in [link.get("href") for link in classed(page, "notice")[0].iter("a")]
    outdated = text_of(classed(two_languages.page("hi", "about"), "notice")[0])
    assert outdated.startswith(words("hi")["interface"]["translation"])
    assert words("hi")["phrase"]["translation-outdated"].split("{")[0].strip() in outdated


def test_originals_say_nothing_of_translation(two_languages: Site):
    for language, route in (("hi", "cases/aq/warm-greenhouse"), ("en", "cases/aq/sledge-sharing"), ("en", "about"), ("en", "countries/aq")):
        assert classed(two_languages.page(language, route), "notice") == [], route


def test_old_addresses_lead_to_the_new_one(site: Site):
    for old, new in expected_pages.former(site.content).items():
        for language in site.languages:
            page = site.page(language, f"cases/{old}")
            assert text_of(page.find(".//h1")) == words(language)["case"]["moved-title"]
            here = f"https://host/{language}/cases/{old}/"
            led = [urljoin(here, link.get("href", "")) for each in classed(page, "moved") for link in each.iter("a")]
            assert led == [f"https://host/{language}/cases/{new}/"]
            assert canonical(page) in {"", f"{site.url}{language}/cases/{new}/"}


def test_an_old_address_leads_on_by_itself(two_languages: Site):
    page = two_languages.page("hi", "cases/aq/greenhouse")
    led = [each.get("content") for each in page.iter("meta") if each.get("http-equiv") == "refresh"]
    assert led == ["0; url=../warm-greenhouse/"]


def test_a_withdrawn_case_is_a_notice_and_nothing_else(site: Site):
    for identity in expected_pages.withdrawn(site.content):
        reason = expected_pages.cases(site.content)[identity]["withdrawn"]["reason"]
        for language in site.languages:
            page = site.page(language, f"cases/{identity}")
            assert text_of(page.find(".//h1")) == words(language)["case"]["withdrawn-title"]
            assert reason in text_of(page)
            assert classed(page, "part") == []


def test_a_notice_says_nothing_of_translations(two_languages: Site):
    """A notice is words of the interface, which every language has."""
    for route in ("cases/aq/ice-sensors", "cases/aq/greenhouse"):
        for language in two_languages.languages:
            assert [text_of(note) for note in classed(two_languages.page(language, route), "note")] == [], (language, route)


def test_a_withdrawn_case_is_in_no_list_and_not_searched(two_languages: Site):
    for path, page in two_languages.pages.items():
        if not path.endswith("cases/aq/ice-sensors/index.html"):
            led = [value for element, _, value in addresses(page.find(".//article") or page) if element.tag == "a"]
            assert [value for value in led if value.rstrip("/").endswith("ice-sensors")] == [], path
            assert "Ice sensors" not in text_of(page), path
    for language in two_languages.languages:
        searched = set(_searched(two_languages.folder / language))
        assert {
            "/cases/aq/warm-greenhouse/",
            "/cases/aq/sledge-sharing/",
            "/about/",
            "/countries/aq/",
            "/countries/aq/penguin-bay/",
        } <= searched
        assert searched & {"/cases/aq/ice-sensors/", "/cases/aq/greenhouse/", "/search/", "/cases/"} == set()


def _searched(folder: Path) -> Iterator[str]:
    """Addresses of the pages in the search index of a language."""
    for fragment in sorted(folder.glob("pagefind/fragment/*.pf_fragment")):
        yield json.loads(gzip.decompress(fragment.read_bytes()).removeprefix(b"pagefind_dcd"))["url"]


def test_every_page_that_is_searched_exists(site: Site):
    for language in site.languages:
        for address in _searched(site.folder / language):
            assert f"{language}{address}index.html" in site.pages


def test_the_language_switcher_stays_on_the_page(site: Site):
    for path, page in site.pages.items():
        route = path.partition("/")[2]
        if not route:
            continue
        items = [link for switch in classed(page, "switch") for link in switch.iter("a")]
        led = {link.get("hreflang"): urljoin(f"https://host/{path}", link.get("href", "")) for link in items}
        expected = {words(each)["locale"]["tag"]: f"https://host/{each}/{route.removesuffix('index.html')}" for each in site.languages}
        assert led == expected, path
        assert [link.get("hreflang") for link in items if link.get("aria-current") == "true"] == [page.get("lang")], path


def test_the_language_switcher_says_where_a_translation_is_missing(site: Site):
    for route, texts in expected_pages.written(site.content).items():
        for language in site.languages:
            switch = classed(site.page(language, route), "switch")[0]
            missing = words(language)["term"]["translation-state"]["missing"]
            said = {link.get("hreflang") for link in switch.iter("a") if missing in text_of(link)}
            assert said == {words(each)["locale"]["tag"] for each in site.languages if each not in texts}, (language, route)


def test_the_root_leads_to_every_language(site: Site):
    root = site.pages["index.html"]
    assert [link.get("href") for link in root.iter("a")] == [f"{language}/" for language in site.languages]
    assert [link.get("hreflang") for link in root.iter("a")] == [words(language)["locale"]["tag"] for language in site.languages]
    assert [link.get("href", "").removeprefix(_base(site)) for link in site.pages["404.html"].iter("a")] == [
        f"{language}/" for language in site.languages
    ]


def _base(site: Site) -> str:
    return "/" + site.url.split("/", 3)[3] if site.url else "/"


@pytest.mark.slow
@pytest.mark.parametrize(
    "folders", [(), ("cases", "countries", "pages"), ("cases/de/nothing-yet",)], ids=["none", "empty", "a case without files"]
)
def test_a_site_without_content_says_so(tmp_path: Path, folders: tuple[str, ...]):
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    for folder in folders:
        (tmp_path / folder).mkdir(parents=True)
    done = run("build", "--root", tmp_path)
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr
    pages = pages_below(tmp_path / "site")
    for language in ("en", "de", "es", "pt", "hi"):
        said = words(language)
        assert said["home"]["empty"] in text_of(pages[f"{language}/index.html"])
        for index in ("cases", "countries", "cities", "topics", "instruments", "stages"):
            assert said["list"]["empty"] in text_of(pages[f"{language}/{index}/index.html"]), (language, index)


def test_a_country_without_cases_says_so(site_named):
    site = site_named("two-languages")
    for language in site.languages:
        assert words(language)["list"]["empty"] in text_of(site.page(language, "countries/aq/empty-bay"))


def test_a_removed_case_leaves_no_page(base: Path):
    before = build(base)
    assert "en/cases/aq/sledge-sharing/index.html" in before.pages
    shutil.rmtree(base / "cases/aq/sledge-sharing")
    for text, link in (
        ("cases/aq/warm-greenhouse/text.en.md", "case:aq/sledge-sharing"),
        ("cases/aq/warm-greenhouse/text.hi.md", "case:aq/sledge-sharing"),
        ("pages/about/text.en.md", "topic:mobility"),
    ):
        _leads_instead(base / text, link, "country:aq")
    after = build(base)
    assert sorted(path for path in tree(after.folder) if "sledge-sharing" in path) == []
    assert sorted(path for path in tree(base, "build") if "sledge-sharing" in path) == []
    assert [path for path in (after.folder).rglob("*") if path.is_dir() and not any(path.iterdir())] == []
    for path, page in after.pages.items():
        assert "sledge-sharing" not in str([value for _, _, value in addresses(page)]), path
    for language in after.languages:
        assert "/cases/aq/sledge-sharing/" not in list(_searched(after.folder / language))


def _leads_instead(text: Path, old: str, new: str) -> None:
    """Makes the links of a text to one page lead to another."""
    before = text.read_text("utf-8")
    assert f"({old})" in before
    text.write_text(before.replace(f"({old})", f"({new})"), "utf-8")


def test_a_build_after_changes_is_the_build_from_nothing(base: Path, tmp_path: Path):
    """The same site, whether an older one stood in its place or not."""
    build(base)
    (base / "cases/aq/sledge-sharing/text.hi.md").write_text(
        "---\ntitle: स्लेज\nsummary: कुछ नहीं।\n---\n\n## चुनौती\n\nकम स्लेज [@s1]।\n", "utf-8"
    )
    shutil.rmtree(base / "pages/contribute")
    _leads_instead(base / "pages/about/text.en.md", "page:contribute", "country:aq")
    again = build(base)
    fresh = build(base, tmp_path / "fresh", cached=False)
    assert tree(again.folder) == tree(fresh.folder)


def test_code_keeps_its_white_space(two_languages: Site):
    code = two_languages.page("hi", "cases/aq/warm-greenhouse").find(".//pre/code")
    assert code is not None
    assert code.text == "dam   = 10 °C\n\ttab\n"


def test_spaces_that_do_not_break_stay_as_they_are(base: Path):
    """10 km, in one line: typography is the author's."""
    about = base / "pages/about/text.en.md"
    about.write_text(about.read_text("utf-8").replace("A small site", "A site of 10\u00a0km"), "utf-8")
    assert "10\u00a0km" in "".join(build(base, languages=("en",)).page("en", "about").itertext())


def test_what_check_accepts_is_built(base: Path):
    """Edges that name only a number of places are allowed, so the page must show them."""
    facts = base / "cases/aq/warm-greenhouse/case.yml"
    edge = "reused_by:\n  - how: same-method\n    count: 12\n    source: s2\n"
    facts.write_text(facts.read_text("utf-8") + edge, "utf-8")
    page = build(base).page("en", "cases/aq/warm-greenhouse")
    assert "12" in " ".join(text_of(each) for each in classed(page, "part-reuse"))


@pytest.mark.slow
def test_every_country_builds_alone(real: Site, tmp_path: Path):
    """Each real country with its cases and no other content: nothing on its pages needs the others but links in the texts."""
    cases = expected_pages.cases(real.content)
    for country in sorted({identity[:2] for identity in cases}):
        alone = tmp_path / country
        shutil.copytree(real.content / "cases" / country, alone / "cases" / country)
        shutil.copytree(real.content / "countries" / country, alone / "countries" / country)
        for name in ("mkdocs.yml", "cases/origins.yml"):
            shutil.copy(real.content / name, alone / name)
        for text in alone.rglob("text.*.md"):
            text.write_text(re.sub(rf"\[([^]]+)\]\(case:(?!{country}/)[^)]+\)", r"\1", text.read_text("utf-8")), "utf-8")
        pages = build(alone, languages=("en",)).pages
        assert [identity for identity in cases if identity[:2] == country and f"en/cases/{identity}/index.html" not in pages] == []


def test_no_line_ends_between_a_number_and_its_unit(real: Site):
    """The space of prose is the one that keeps both together, where the words of sources in code stay as they are."""
    loose = re.compile(r"\d (?:%|km|m|°C|million|Millionen|millones|milhões|लाख|करोड़)(?!\w)|\b(?:EUR|INR|USD|BRL|MXN|PEN) \d")
    found = {}
    for path, page in real.pages.items():
        prose = ["".join(each.itertext()) for each in classed(page, "prose")]
        if left := [match for text in prose for match in loose.findall(text)]:
            found[path] = left
    assert found == {}
