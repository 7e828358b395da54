"""The preview of a proposal: every changed page, in one file that needs nothing else."""

from __future__ import annotations

import datetime
import re
import shutil
from typing import TYPE_CHECKING

import html5lib
import pytest
from test_cli import change, iscn

from generator import build, languages, preview

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from xml.etree.ElementTree import Element

    Write = Callable[[str, str | bytes], Path]

CASE, TEXT, GERMAN = "cases/de/example/case.yml", "cases/de/example/text.en.md", "cases/de/example/text.de.md"
DAY = datetime.date(2026, 11, 23)
EN, DE = "en--cases-de-example", "de--cases-de-example"


def shown(root: Path, *changed: str, language: str = "en") -> Element:
    """The preview of some changed paths, as a browser reads it."""
    checked = build.check(root)
    assert checked.catalog
    html = preview.preview(checked.catalog, checked.findings, changed, DAY, languages.locale(language))
    assert "put in:" not in html
    return html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def ids(page: Element) -> list[str]:
    return [each.get("id") for each in page.iter() if each.get("id")]


def second_case(root: Path) -> None:
    """A second case that learned from the first one."""
    shutil.copytree(root / "cases/de/example", root / "cases/de/second")
    change(root, "cases/de/second/case.yml", ("added:", "learned_from:\n  - case: de/example\n    how: adapted\n    source: s1\nadded:"))


class TestWhatIsInIt:
    def test_a_changed_case_in_all_its_languages_the_original_first(self, root: Path) -> None:
        page = shown(root, TEXT)
        articles = [(each.get("id"), each.get("lang"), each.get("dir")) for each in page.iter("article")]
        assert articles == [(EN, "en", "ltr"), (DE, "de", "ltr")]
        assert [each.get("href") for each in page.iter("a") if each.get("href", "").startswith(("#en--", "#de--"))][:2] == [
            f"#{EN}",
            f"#{DE}",
        ]

    @pytest.mark.parametrize("path", [CASE, TEXT, GERMAN, "cases/de/example/map.png"])
    def test_whatever_of_it_has_changed(self, root: Path, path: str) -> None:
        assert [each.get("id") for each in shown(root, path).iter("article")] == [EN, DE]

    def test_countries_and_pages(self, root: Path) -> None:
        page = shown(root, "countries/de/country.yml", "pages/about/text.en.md")
        expected = ["en--countries-de", "de--countries-de", "en--pages-about", "de--pages-about"]
        assert [each.get("id") for each in page.iter("article")] == expected

    @pytest.mark.parametrize("path", ["Makefile", "mkdocs.yml", "cases/origins.yml", "cases/de", "docs/cases/de/example/case.yml"])
    def test_nothing_else(self, root: Path, path: str) -> None:
        page = shown(root, path)
        assert list(page.iter("article")) == []
        assert "The proposal changes no page" in text(page)

    def test_the_articles_are_those_of_the_site(self, root: Path) -> None:
        """But for ids and links, every element and word is the same."""
        checked = build.check(root)
        assert checked.catalog
        from generator import pages
        from generator.render import Renderer

        locale = languages.locale("de")
        (page,) = (each for each in pages.pages(checked.catalog, locale, DAY) if each.route.path == "cases/de/example")
        article = Renderer(locale, checked.catalog.settings, checked.catalog.pages).article(page)
        whole = html5lib.parse(article, treebuilder="etree", namespaceHTMLElements=False)
        (there,) = (each for each in shown(root, GERMAN).iter("article") if each.get("id") == DE)
        assert text(there) == text(whole)
        assert [each.tag for each in there.iter()][1:] == [each.tag for each in whole.find("body").iter()][1:]

    def test_deleted_and_broken_ones_are_named(self, root: Path, write: Write) -> None:
        second_case(root)
        change(root, CASE, ("[mobility, ", "[mobilty, "))
        write("cases/de/third/case.yml", "a: [\n")
        paths = (CASE, "cases/de/second/case.yml", "cases/de/gone/case.yml", "cases/de/third/case.yml", "countries/de/country.yml")
        page = shown(root, *paths)
        told = [text(each) for each in page.iter("li") if each.find("code") is not None and text(each).startswith("cases/")]
        broken = "has errors, or rests on a page with errors; they are named in the check"
        assert told == [
            f"cases/de/example: {broken}",
            "cases/de/gone: is deleted by the proposal",
            f"cases/de/second: {broken}",
            f"cases/de/third: {broken}",
        ]
        assert [each.get("id") for each in page.iter("article")] == ["en--countries-de", "de--countries-de"]
        assert "A travel app" not in "".join(text(each) for each in page.iter("article"))


class TestLinks:
    def test_ids_are_unique_and_what_points_to_them_finds_them(self, root: Path) -> None:
        second_case(root)
        page = shown(root, TEXT, "cases/de/second/case.yml", "countries/de/country.yml")
        names = ids(page)
        assert len(names) == len(set(names)) > 40
        for each in page.iter():
            for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"):
                assert set(each.get(name, "").split()) <= set(names)
            if each.get("href", "").startswith("#"):
                assert each.get("href", "")[1:] in names

    def test_links_to_what_is_there_stay_inside_and_others_lead_nowhere(self, root: Path) -> None:
        second_case(root)
        page = shown(root, TEXT, "cases/de/second/case.yml")
        hrefs = {each.get("href", "") for each in page.iter("a")}
        assert {f"#{EN}", "#de--cases-de-second", f"#{EN}--source-s1"} <= hrefs
        assert all(href.startswith(("#", "https://town.example/", "https://daily.example/")) or not href for href in hrefs)
        assert any(text(each) == "Exampletown" and each.get("href") is None for each in page.iter("a"))

    @pytest.mark.parametrize(
        ("url", "real"),
        [
            ("https://knowledge.town.org/kb/", True),
            ("https://example.org/", False),
            ("https://kb.example.com/", False),
            ("http://localhost/", False),
            ("https://kb.invalid/", False),
            ("https://example.network/", True),
        ],
    )
    def test_others_lead_to_the_public_site_where_there_is_one(self, root: Path, url: str, *, real: bool) -> None:
        change(root, "mkdocs.yml", ("https://example.org/", url))
        hrefs = {each.get("href", "") for each in shown(root, TEXT).iter("a")}
        assert (f"{url}en/countries/de/exampletown/" in hrefs) == real
        assert any(url in each for each in hrefs) == real

    def test_feeds_are_those_of_the_public_site(self, root: Path) -> None:
        change(root, "mkdocs.yml", ("https://example.org/", "https://cities.town.de/kb/"))
        hrefs = {each.get("href", "") for each in shown(root, "countries/de/country.yml").iter("a")}
        assert {href for href in hrefs if "feed" in href} == {
            f"https://cities.town.de/kb/{each}/countries/de/feed.xml" for each in ("en", "de")
        }

    def test_a_value_that_looks_like_an_attribute_is_none(self, root: Path) -> None:
        change(root, "cases/de/example/case.yml", ("title: A first report", 'title: \'A " href="x" id="y report\''))
        page = shown(root, TEXT)
        assert 'A " href="x" id="y report' in text(page)
        assert not {"y", "y report"} & set(ids(page))


class TestAlone:
    def test_it_loads_nothing_and_runs_nothing(self, root: Path) -> None:
        page = shown(root, TEXT, language="hi")
        assert [
            each.tag for each in page.iter() if each.tag in {"script", "img", "iframe", "object", "embed", "form", "base", "audio"}
        ] == []
        assert [each.get("href") for each in page.iter("link")] == ["data:,"]
        (policy,) = (each.get("content") for each in page.iter("meta") if each.get("http-equiv") == "Content-Security-Policy")
        assert policy == "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"
        (style,) = page.iter("style")
        assert {each[:5] for each in re.findall(r"url\(\"?([^)\"]*)", style.text)} == {"data:"}
        assert "@import" not in style.text
        assert not [name for each in page.iter() for name in each.attrib if name.startswith("on") or name in {"src", "srcset", "style"}]

    @pytest.mark.parametrize("language", ["en", "hi"])
    def test_the_font_comes_with_hindi_only(self, root: Path, language: str) -> None:
        (style,) = shown(root, TEXT, language=language).iter("style")
        assert ("font/woff2;base64," in style.text) == ("@font-face" in style.text) == (language == "hi")

    def test_the_same_bytes_each_time(self, root: Path) -> None:
        checked = build.check(root)
        assert checked.catalog
        made = {preview.preview(checked.catalog, checked.findings, [TEXT], DAY, languages.locale("en")) for _ in range(2)}
        assert len(made) == 1


class TestCommand:
    def test_what_changed_in_the_words_of_whoever_changed_it(self, repository: Path, tmp_path: Path) -> None:
        change(repository, CASE, ("original_language: en", "original_language: de"))
        change(repository, GERMAN, ("translation:", "translation_:"))
        text_ = re.sub(r"(?m)^translation_:\n(?: .*\n)+", "", (repository / GERMAN).read_text("utf-8"))
        (repository / GERMAN).write_text(text_, "utf-8")
        run = iscn("preview", "--root", repository, "--changed", "HEAD", "--output", tmp_path / "preview.html")
        assert run.returncode == 0, run.stderr
        assert "preview.html" in run.stdout
        assert '<html lang="de"' in (tmp_path / "preview.html").read_text("utf-8")

    def test_a_language_that_is_asked_for(self, repository: Path, tmp_path: Path) -> None:
        run = iscn("preview", "--root", repository, "--changed", "HEAD", "--language", "pt", "--output", tmp_path / "p.html")
        assert run.returncode == 0, run.stderr
        assert "<h1>Prévia" in (tmp_path / "p.html").read_text("utf-8")

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [(("--changed", "no-such"), "no-such"), (("--changed", "HEAD", "--language", "xx"), "--language"), ((), "--changed")],
    )
    def test_wrong_usage(self, repository: Path, arguments: tuple[str, ...], told: str) -> None:
        run = iscn("preview", "--root", repository, *arguments)
        assert (run.returncode, run.stdout) == (2, "")
        assert told in run.stderr
        assert "Traceback" not in run.stderr

    def test_a_broken_configuration(self, repository: Path) -> None:
        change(repository, "mkdocs.yml", ("default_language: en", "default_language: xx"))
        run = iscn("preview", "--root", repository, "--changed", "HEAD")
        assert run.returncode == 1
        assert "[unknown-language]" in run.stdout
