"""Drawings that are programs, and whatever a page would load from elsewhere: row 17 of the threat model."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import html5lib
import pytest
from building import HOSTILE, build, copy_content
from hostile import ENGLISH, errors, payloads, standing_page

from generator import markdown, source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from building import Site

BODIES = payloads("17-foreign")
LOADING = ("src", "srcset", "poster", "background", "data", "imagesrcset", "ping", "manifest", "archive", "code", "codebase")
"""Attributes that make a browser ask for something by itself."""
LOADED_BY_LINK = {
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "modulepreload",
    "preconnect",
    "dns-prefetch",
    "manifest",
    "apple-touch-icon",
}
OUTSIDE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def loads(page: str) -> Iterator[str]:
    """What a page makes a browser ask of other hosts, by reading it as a browser does."""
    for element in html5lib.parse(page, namespaceHTMLElements=False).iter():
        name = str(element.tag).rpartition("}")[2]
        for attribute, value in element.attrib.items():
            links = name == "link" and attribute == "href" and LOADED_BY_LINK & set(element.get("rel", "").lower().split())
            draws = name in {"image", "use", "feImage"} and str(attribute).endswith("href")
            if (attribute in LOADING or links or draws) and any(OUTSIDE.match(each) for each in value.split(",")):
                yield f"{name} {attribute}={value}"
        yield from styles(element.get("style", "") + (element.text or "" if name == "style" else ""))


def styles(sheet: str) -> Iterator[str]:
    """What a style sheet asks of other hosts; what stands in the sheet itself, as `data:`, is no question."""
    for found in re.findall(r"""@import\s+["']([^"']*)|url\(\s*["']?([^"')]*)""", sheet):
        address = "".join(found)
        if OUTSIDE.match(address) and not address.startswith("data:"):
            yield address


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory, two_languages: Site) -> tuple[Site, dict[str, str]]:
    """The site of all bodies that are not refused, and the bodies that are, by the file."""
    content = copy_content(two_languages.content, tmp_path_factory.mktemp("foreign") / "content")
    made = {
        standing_page(content / f"pages/p-{number}/text.en.md", "x", f"## Heading\n\n{body}\n"): body for number, body in enumerate(BODIES)
    }
    refused = errors(content)
    assert set(refused) < set(made), "the control: some are nothing but text"
    for path in refused:
        shutil.rmtree((content / path).parent)
    return build(content, languages=ENGLISH), {path: made[path] for path in refused}


def test_no_body_makes_a_page_load_anything_from_elsewhere(tried: tuple[Site, dict[str, str]]):
    site, _ = tried
    for path in sorted(site.folder.rglob("*.html")):
        page = path.read_text("utf-8")
        assert list(loads(page)) == [], path


@pytest.mark.parametrize("body", [body for body in BODIES if body.startswith(("![", "[!["))])
def test_a_picture_in_a_body_is_refused_wherever_it_lies(body: str, base: Path):
    path = standing_page(base / "pages/x/text.en.md", "x", f"## Heading\n\n{body}\n")
    found = {each.code for each in errors(base)[path]}
    assert "picture-in-text" in found


def test_the_second_wall_knows_no_pictures():
    """The cleaner alone, with what the first wall would never write."""
    for body in BODIES:
        assert list(loads(f"<!doctype html><title>x</title><div>{markdown.cleaned(body)}</div>")) == [], body
    assert markdown.cleaned("<p>a <img src='x.png' alt='b'> c</p>") == "<p>a  c</p>"


@pytest.mark.parametrize("body", [body for body in BODIES if body.startswith("<") and "script" not in body])
def test_the_control_sees_what_would_load(body: str):
    assert list(loads(f"<!doctype html><title>x</title>{body}"))


@pytest.mark.parametrize("name", ["drawing.svg", "drawing.svgz", "drawing.SVG", "drawing.png.svg"])
def test_a_drawing_in_svg_is_no_picture(name: str, base: Path):
    path = f"cases/aq/warm-greenhouse/{name}"
    shutil.copyfile(HOSTILE / "17-foreign/drawing.svg", base / path)
    assert [each.code for each in errors(base)[path]] == ["misplaced-file"]


def test_a_drawing_in_svg_by_another_name_is_none_either(base: Path):
    """The second wall: what a file is, its first bytes say."""
    path = "cases/aq/warm-greenhouse/drawing.png"
    shutil.copyfile(HOSTILE / "17-foreign/drawing.svg", base / path)
    assert [each.code for each in errors(base)[path]] == ["not-a-picture"]
    assert all(suffix in {".png", ".jpg", ".webp"} for suffix in source.PICTURES)


@pytest.mark.slow
def test_no_page_and_no_style_sheet_of_a_site_loads_anything_from_elsewhere(site: Site):
    """Of every site that the tests know, ours among them."""
    assert {path.as_posix(): found for path in sorted(site.folder.rglob("*.html")) if (found := list(loads(path.read_text("utf-8"))))} == {}
    sheets = sorted(site.folder.rglob("*.css"))
    assert sheets
    assert {path.as_posix(): found for path in sheets if (found := list(styles(path.read_text("utf-8"))))} == {}
