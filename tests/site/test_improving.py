"""What a reader can do about a page: the forge's editor and forms, opened with what is known filled in."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from browsing import serving, visiting
from building import REPOSITORY, Site, build, copy_content
from expected_pages import words
from reading import classed, text_of

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from playwright.sync_api import Browser

FORGE = "https://forge.example/network/base"
FORMS = REPOSITORY / ".github" / "ISSUE_TEMPLATE"
LANGUAGES = ("de", "hi")
GIT = re.compile(r"\b(?:git|github|branch|commit|pull request|fork|repository|repositor)\b", re.IGNORECASE)
"""Words that an official need not know."""


@pytest.fixture(scope="module")
def forged(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real content on a site that says where its repository is; a case and a country without their Hindi texts."""
    content = tmp_path_factory.mktemp("forged")
    copy_content(REPOSITORY, content)
    settings = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    (content / "mkdocs.yml").write_text(f"{settings}    repository: {FORGE}\n", "utf-8")
    for path in ("cases/de/herrenberg-stadtnavi", "countries/pe", "pages/about"):
        (content / path / "text.hi.md").unlink()
    return build(content, languages=LANGUAGES)


def improvements(page: Element) -> dict[str, str]:
    """Words → address of what can be done about a page."""
    (nav,) = classed(page, "improve")
    return {text_of(link): link.get("href", "") for link in nav.iter("a")}


def asked(address: str) -> dict[str, str]:
    """What an address fills in."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query, strict_parsing=True).items()}


def form_fields(name: str) -> set[str]:
    return {field["id"] for field in yaml.safe_load((FORMS / name).read_text("utf-8"))["body"] if "id" in field}


@pytest.mark.slow
def test_every_page_can_be_improved(forged: Site):
    for language in LANGUAGES:
        said = words(language)["contribute"]
        for path, page in forged.pages.items():
            if path.startswith(f"{language}/") and not classed(page, "page-notice"):
                address = improvements(page)[said["improve-report"]]
                given = asked(address)
                assert address.startswith(f"{FORGE}/issues/new?"), path
                assert given["template"] == f"improve.{language}.yml"
                assert set(given) - {"template", "title"} <= form_fields(given["template"])
                assert given["page"].endswith(str(PurePosixPath(path).parent) + "/"), path


def test_the_version_changes_with_the_page_alone(forged: Site):
    said = words("de")["contribute"]["improve-report"]
    versions = {path: asked(improvements(page)[said])["version"] for path, page in forged.pages.items() if path.startswith("de/cases/")}
    assert len(versions) > 10
    assert len(set(versions.values())) == len(versions)


def test_text_and_facts_open_in_the_editor(forged: Site):
    found = improvements(forged.page("de", "cases/mx/guadalajara-visor-urbano"))
    said, folder = words("de")["contribute"], f"{FORGE}/edit/main/cases/mx/guadalajara-visor-urbano"
    assert found[said["improve-text"]] == f"{folder}/text.de.md#L1"
    assert found[said["improve-facts"]] == f"{folder}/case.yml#L1"
    assert improvements(forged.page("de", "countries/de/herrenberg"))[said["improve-facts"]].endswith(
        "/countries/de/cities/herrenberg.yml#L1"
    )
    assert said["improve-text"] not in improvements(forged.page("de", "topics"))


def test_a_missing_translation_can_be_begun(forged: Site):
    said = words("hi")
    for route, folder, kind in (
        ("cases/de/herrenberg-stadtnavi", "cases/de/herrenberg-stadtnavi", "case"),
        ("countries/pe", "countries/pe", "country"),
        ("about", "pages/about", ""),
    ):
        address = improvements(forged.page("hi", route))[said["contribute"]["improve-translate"]]
        given = asked(address)
        assert urlsplit(address).path == "/network/base/new/main"
        assert given["filename"] == f"{folder}/text.hi.md"
        headings = [line.removeprefix("## ") for line in given["value"].splitlines() if line.startswith("## ")]
        known = {section["heading"] for section in said["section"].get(kind, {}).values()}
        assert set(headings) <= known
        assert bool(headings) == bool(kind)
    assert said["contribute"]["improve-translate"] not in improvements(forged.page("hi", "cases/mx/guadalajara-visor-urbano"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_is_two_clicks_from_home(forged: Site, language: str):
    """Home → contribute → the form in the reader's language, which is there under that name."""
    home = forged.page(language)
    assert [link for link in home.iter("a") if link.get("href") == "contribute/"]
    (start,) = classed(forged.page(language, "contribute"), "start")
    (way,) = classed(start, "way-first")
    (link,) = way.iter("a")
    assert link.get("href") == f"{FORGE}/issues/new?template=case.{language}.yml"
    assert (FORMS / f"case.{language}.yml").is_file()


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_official_comes_from_home_to_the_form_by_two_clicks(language: str, forged: Site, browser: Browser):
    """In a browser, on a phone; the forge is not there, so the test answers in its place and looks at what was asked."""
    said = words(language)
    with serving(forged.folder) as address, visiting(browser, address, viewport={"width": 360, "height": 740}) as visit:
        page = visit.go(f"{language}/")
        page.route(f"{FORGE}/**", lambda route: route.fulfill(status=200, content_type="text/html", body="<title>form</title>"))
        clicked = [page.locator("main").get_by_role("link", name=said["home"]["contribute-link"]).first]
        told = [clicked[0].inner_text()]
        clicked[0].click()
        way = page.get_by_role("link", name=said["contribute"]["start-form"])
        told += [way.inner_text(), page.locator(".way-first").inner_text()]
        way.click()
        page.wait_for_url(f"{FORGE}/issues/new?template=case.{language}.yml")
        assert page.title() == "form"
        assert not GIT.search(" ".join(told))


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_begin_with_what_they_need(forged: Site, language: str):
    (start,) = classed(forged.page(language, "contribute"), "start")
    begun = [asked(link.get("href", "")) for link in start.iter("a") if "/new/main" in link.get("href", "")]
    assert [each["filename"] for each in begun] == [
        "cases/xx/name/case.yml",
        f"cases/xx/name/text.{language}.md",
        "countries/xx/cities/name.yml",
        "countries/xx/country.yml",
    ]
    assert begun[0]["value"].startswith(f"original_language: {language}")
    assert all(len(link.get("href", "")) < 8000 for link in start.iter("a"))


def test_the_questions_can_be_taken_as_text(forged: Site, real: Site):
    for site in (forged, real):
        (start,) = classed(site.page("hi", "contribute"), "start")
        (link,) = [each for each in start.iter("a") if each.get("download")]
        file: Path = site.folder / "hi" / "contribute" / link.get("href", "")
        assert file.resolve().read_bytes() == (REPOSITORY / "docs" / "templates" / "case.hi.txt").read_bytes()


def test_without_a_repository_nothing_leads_there(real: Site):
    """The repository has not been named, so no page may lead to one."""
    assert not [path for path, page in real.pages.items() if classed(page, "improve") or classed(page, "way-first")]
