"""Pictures on the page of a case: where they stand, in whose words, from where they load, and what stays as it was."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from browsing import serving, visiting
from building import DAY, SITES, Site, build, copy_content, tree
from gate import dangers
from painting import corners, encoded, gps, webp_chunks
from PIL import Image, ImageOps
from reading import text_of
from test_accessibility import AXE, violations
from test_numbers import MOST_BYTES, PHONE, bytes_loaded, measure, sheets_of

from generator import build as pipeline
from generator import copies, languages, preview, routes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from playwright.sync_api import Browser

LANGUAGES = ("en", "de", "es", "pt", "hi")
CASE = "cases/aq/warm-greenhouse"
WITHDRAWN = "cases/aq/ice-sensors"
STUB = "cases/aq/sledge-sharing"
HINDI = {"wide.jpg": "चारों रंगों का चित्र", "tall.png": "खड़ा चित्र", "small.webp": "छोटा चित्र"}
ENGLISH = {"wide.jpg": "Four colours beside & below each other", "tall.png": "The same, standing"}
CREDIT = 'Penguin <b>Station</b> & "Sons"'


def put(content: Path, case: str, files: dict[str, bytes], words: dict[str, dict[str, str]]) -> None:
    """Adds pictures to a case: the files, what case.yml says of them, and what each text does."""
    for name, data in files.items():
        (content / case / name).write_bytes(data)
    listed = "".join(f"  - {{file: {name}, credit: '{CREDIT}', licence: CC-BY-4.0}}\n" for name in files)
    with (content / case / "case.yml").open("a", encoding="utf-8") as facts:
        facts.write(f"images:\n{listed}")
    for language, described in words.items():
        path = content / case / f"text.{language}.md"
        lines = "".join(f"  {name}: {alt}\n" for name, alt in described.items())
        path.write_text(path.read_text("utf-8").replace("---\n", f"---\nimages:\n{lines}", 1), "utf-8", newline="")


def with_pictures(content: Path) -> Path:
    """The golden site in five languages: a case with three pictures, a withdrawn one with one, and a stub with none."""
    copy_content(SITES / "two-languages", content)
    configuration = content / "mkdocs.yml"
    configuration.write_text(configuration.read_text("utf-8").replace("[en, hi]", f"[{', '.join(LANGUAGES)}]"), "utf-8")
    files = {
        "wide.jpg": encoded(ImageOps.mirror(corners(3_000, 2_000)), "jpg", exif=mirrored()),
        "tall.png": encoded(corners(900, 2_400), "png", exif=gps()),
        "small.webp": encoded(corners(200, 100), "webp"),
    }
    put(content, CASE, files, {"hi": HINDI, "en": ENGLISH})
    put(content, WITHDRAWN, {"gone.png": encoded(corners(), "png")}, {"en": {"gone.png": "Gone"}})
    return content


def mirrored() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 2
    return exif


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build(with_pictures(tmp_path_factory.mktemp("sites") / "pictured"))


@pytest.fixture(scope="module")
def pictured_address(pictured: Site) -> Iterator[str]:
    with serving(pictured.folder) as address:
        yield address


def figures(page: Element) -> list[tuple[Element, str]]:
    """The pictures of a page, each with what stands below it."""
    return [(each.find("img"), text_of(each.find("figcaption"))) for each in page.iter("figure")]


def test_a_page_shows_the_pictures_of_its_case_in_their_order(pictured: Site):
    found = figures(pictured.page("hi", CASE))
    assert [image.get("alt") for image, _ in found] == list(HINDI.values())
    assert [(image.get("width"), image.get("height")) for image, _ in found] == [("672", "448"), ("216", "576"), ("200", "100")]
    widths = [[int(each.split()[1][:-1]) for each in image.get("srcset").split(",")] for image, _ in found]
    assert widths == [[360, 720, 1_200], [360, 720, 900], [200]]
    assert {(image.get("loading"), image.get("decoding")) for image, _ in found} == {("lazy", "async")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_those_of_the_text_that_is_shown_and_else_of_the_original_with_its_language(language: str, pictured: Site):
    found = figures(pictured.page(language, CASE))
    own = {"hi": HINDI, "en": ENGLISH}.get(language, HINDI)
    assert [image.get("alt") for image, _ in found] == [own.get(name, HINDI[name]) for name in HINDI]
    hindi = [image.get("lang") for image, _ in found if image.get("alt") in HINDI.values()]
    assert set(hindi) == ({None} if language == "hi" else {"hi"})
    words = languages.locale(language).text("picture.credit", credit=CREDIT)
    assert {below for _, below in found} == {f"{words}, CC-BY-4.0"}


def test_the_first_stands_between_facts_and_text_and_the_others_behind_the_text(pictured: Site):
    page = pictured.page("en", CASE)
    (case,) = [each for each in page.iter("div") if "page-case" in each.get("class", "").split()]
    names = [each.get("class", "").split()[:1] for each in case]
    assert names[names.index(["glance"]) : names.index(["parts"]) + 1] == [["glance"], ["picture"], ["parts"]]
    (parts,) = [each for each in case if each.get("class") == "parts"]
    assert [len(list(each.iter("figure"))) for each in parts][-1:] == [2]
    assert sum(len(list(each.iter("figure"))) for each in parts) == 2
    assert any(each.get("href") == "#section-pictures" for each in page.iter("a"))


def test_what_has_no_picture_looks_as_it_does_without_any(pictured: Site, rare: Site):
    for language in LANGUAGES:
        path = f"{language}/{STUB}/index.html"
        assert (pictured.folder / path).read_bytes() == (rare.folder / path).read_bytes()
    shown = {path for path, page in pictured.pages.items() if next(page.iter("img"), None) is not None}
    assert shown == {f"{language}/{CASE}/index.html" for language in LANGUAGES}


def test_only_copies_that_pages_name_are_published_once_for_all_languages(pictured: Site):
    named = set()
    for path, page in pictured.pages.items():
        for image in page.iter("img"):
            for address in (image.get("src"), *(each.split()[0] for each in image.get("srcset").split(","))):
                named.add(urljoin(f"https://x/{path}", address).removeprefix("https://x/"))
    there = {f"pictures/{path}" for path in tree(pictured.folder, "pictures")}
    assert there == named
    assert len(there) == 7
    everything = [path for path in tree(pictured.folder) if path.endswith((".webp", ".jpg", ".png"))]
    assert set(everything) == there
    assert {name for path in there for name in webp_chunks((pictured.folder / path).read_bytes())} <= {b"VP8 ", b"VP8L"}


def test_row_17_nothing_on_any_page_loads_from_elsewhere(pictured: Site):
    for path, page in pictured.pages.items():
        assert dangers((pictured.folder / path).read_text("utf-8")) == [], path
        loading = [element.tag for element in page.iter() if {"src", "srcset"} & element.attrib.keys()]
        assert set(loading) <= {"img", "script"}, path


@pytest.mark.parametrize(
    "bad",
    [
        '<img src="https://foreign.example/x.webp" srcset="" alt="">',
        '<img src="../pictures/aq/x/a-1-0123456789ab.webp" srcset="//foreign.example/x.webp 1w" alt="">',
        '<img src="../pictures/aq/x/a-1-0123456789ab.webp" srcset="../pictures/aq/x/a-1-0123456789ab.webp 1w, https://f.example/ 2w" alt="">',
        '<img src="../pictures/aq/x/a.svg" srcset="../pictures/aq/x/a.svg 1w" alt="">',
        '<img src="../pictures/aq/x/a-1-0123456789ab.webp" srcset="../pictures/aq/x/a-1-0123456789ab.webp 1w" alt="" onerror="x">',
    ],
)
def test_the_gate_notices_pictures_that_are_not_ours(bad: str):
    good = '<img src="../pictures/aq/x/a-1-0123456789ab.webp" srcset="../pictures/aq/x/a-1-0123456789ab.webp 1w" alt="">'
    assert dangers(f'<html lang="en">{good}') == []
    assert dangers(f'<html lang="en">{bad}')


def test_an_offline_copy_holds_the_pictures_that_its_pages_show(tmp_path: Path):
    site = build(with_pictures(tmp_path / "content"), offline=True)
    with zipfile.ZipFile(site.folder / routes.copy("hi")) as archive:
        folder = archive.namelist()[0].partition("/")[0]
        path = f"{folder}/{CASE}.html"
        shown = re.findall(r'(?:src|srcset)="([^"]*\.webp[^"]*)"', archive.read(path).decode())
        named = {urljoin(f"https://x/{path}", each.split()[0]).removeprefix("https://x/") for part in shown for each in part.split(",")}
        assert named == {each for each in archive.namelist() if "/pictures/" in each}
        assert len(named) == 7


def test_copies_are_the_same_bytes_wherever_they_are_made(pictured: Site, tmp_path: Path):
    again = with_pictures(tmp_path / "again")
    checked = pipeline.check(again)
    assert checked.catalog
    assert dict(copies.artifacts(again, checked.catalog)) == {
        f"pictures/{path}": data for path, data in tree(pictured.folder, "pictures").items()
    }


def test_another_picture_has_another_address_and_the_old_copies_go(tmp_path: Path):
    content = with_pictures(tmp_path / "changed")
    before = set(tree(build(content, languages=("en",)).folder, "pictures"))
    (content / CASE / "small.webp").write_bytes(encoded(corners(200, 100).rotate(180), "webp"))
    after = set(tree(build(content, languages=("en",)).folder, "pictures"))
    assert {path.rpartition("-")[0] for path in before ^ after} == {"aq/warm-greenhouse/small-200"}
    assert len(before ^ after) == 2


def test_a_preview_has_the_pictures_inside(pictured: Site):
    paths = [f"{CASE}/case.yml"]
    held = dict(copies.artifacts(pictured.content, pictured.catalog, preview.touched(paths)))
    html = preview.preview(pictured.catalog, (), paths, DAY, languages.locale("en"), held)
    assert html.count('src="data:image/webp;base64,') == 6
    assert "srcset" not in html
    assert "pictures/aq" not in html
    without = preview.preview(pictured.catalog, (), paths, DAY, languages.locale("en"))
    assert " src=" not in without
    assert "Four colours beside &amp; below each other" in without


@pytest.mark.slow
@pytest.mark.browser
class TestInABrowser:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_pictures_come_when_they_are_looked_at_and_nothing_jumps_or_sticks_out(
        self, language: str, pictured_address: str, browser: Browser
    ):
        for width in (320, 360, 1280):
            with visiting(browser, pictured_address, viewport={"width": width, "height": 800}) as visit:
                page = visit.go(f"{language}/{CASE}/")
                high = page.evaluate("document.documentElement.scrollHeight")
                for image in page.locator(".picture img").all():
                    image.scroll_into_view_if_needed()
                    image.evaluate("each => each.decode()")
                sizes = page.evaluate(
                    "[...document.querySelectorAll('.picture img')].map(each => [each.naturalWidth > 0, each.clientWidth])"
                )
                assert [loaded for loaded, _ in sizes] == [True] * 3
                assert sizes[2][1] == 200, "a small picture is not enlarged"
                assert page.evaluate("document.documentElement.scrollHeight") == high
                assert measure(page, "tooWide")[1:] == []
                assert visit.wrong == []

    @pytest.mark.parametrize("language", ["en", "hi"])
    def test_axe_finds_nothing(self, language: str, pictured_address: str, browser: Browser):
        with visiting(browser, pictured_address) as visit:
            page = visit.go(f"{language}/{CASE}/")
            page.evaluate(AXE.read_text("utf-8"))
            assert list(violations(page)) == []

    def test_without_its_pictures_a_page_weighs_what_it_may(self, pictured_address: str, browser: Browser):
        """Pictures come on top, below the first screen of a telephone, in the narrowest copy that fills it; in Hindi the font, too."""
        with visiting(browser, pictured_address, viewport=PHONE) as visit:
            page = visit.go(f"en/{CASE}/")
            loaded = bytes_loaded(visit)
            for kind in ("image", "font"):  # the font because of the names in Hindi
                loaded.pop(kind, None)
            assert sum(loaded.values()) <= MOST_BYTES
            top = page.locator(".picture").first.bounding_box()
            assert top
            assert top["y"] > PHONE["height"]

    def test_it_prints_on_three_pages(self, pictured_address: str, browser: Browser):
        with visiting(browser, pictured_address) as visit:
            page = visit.go(f"en/{CASE}/")
            assert sheets_of(page) <= 3
