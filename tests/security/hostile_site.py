"""One site of everything in `tests/hostile/` that the checks let through, in the five languages of the interface."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import yaml
from building import HOSTILE, SITES, build, copy_content
from expected_pages import words
from filling import filled, without_angles
from hostile import TEMPLATES, VALUES, as_yaml, errors, every_body, payloads, standing_page, with_body

from generator.source import CONFIGURATION
from generator.vocabulary import bounding_boxes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from building import Site

LANGUAGES = ("en", "de", "es", "pt", "hi")
WRITTEN = ("en", "de", "hi")
"""Languages that have texts of their own; readers of the others get those of another language."""
FILLED = (*VALUES, *TEMPLATES[:4], *TEMPLATES[-3:])
BOMBS = "countries/aq/cities/bomb-"
COUNTRIES = [code for code in bounding_boxes() if code not in {"aq", "bv"}][: len(FILLED)]
"""A country for each value: its profile, a city, two cases and a standing page hold it in all their fields."""


def built(content: Path) -> Site:
    """The site of all of it, after everything that is refused was taken away: whole pages, and what belongs to them."""
    copy_content(SITES / "two-languages", content)
    _write_fields(content)
    _write_pages(content)
    _write_files(content)
    while refused := errors(content):
        assert [path for path in refused if not path.startswith(("pages/b-", "pages/c-", "pages/k-", BOMBS))] == []
        for path in refused:
            _take_away(content, path)
    return build(content, jobs=2)


def _take_away(content: Path, path: str) -> None:
    """A file that is refused, and where it is the original of a page, its translations."""
    assert path != CONFIGURATION
    target = content / path
    if target.name == "text.en.md" or not target.is_file():
        shutil.rmtree(target.parent if target.is_file() else target, ignore_errors=True)
    else:
        target.unlink()


def _write_fields(content: Path) -> None:
    """Each value in every field of every record, and in the configuration that of the last."""
    origins = yaml.safe_load((content / "cases/origins.yml").read_text("utf-8"))
    for code, value in zip(COUNTRIES, FILLED, strict=True):
        made = filled(content.parent / "filled" / code, value, without_angles(value), configuration=VALUES[0])
        for path in sorted(each for each in made.rglob("*") if each.is_file()):
            _move(path, content / _renamed(path.relative_to(made).as_posix(), code), code)
        (origin,) = yaml.safe_load((made / "cases/origins.yml").read_text("utf-8")).values()
        origins[f"elsewhere-{code}"] = origin
    (content / "cases/origins.yml").write_text(as_yaml(origins), "utf-8")
    configuration = (content / CONFIGURATION).read_text("utf-8")
    assert '- "en"\n    - "de"\n' in configuration
    every = "".join(f'    - "{language}"\n' for language in LANGUAGES)
    (content / CONFIGURATION).write_text(configuration.replace('    - "en"\n    - "de"\n', every), "utf-8")


def _renamed(path: str, code: str) -> str:
    return re.sub(r"(?<=cases/)aq/|(?<=countries/)aq/", f"{code}/", path).replace("pages/about", f"pages/about-{code}")


def _move(source: Path, target: Path, code: str) -> None:
    """A file of the prepared content to where it is among all, with the ids of its country; a German text stands for a Hindi one, too."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix == ".png":
        shutil.copyfile(source, target)
        return
    text = re.sub(r'"aq(?=[/"])', f'"{code}', source.read_text("utf-8")).replace('"elsewhere"', f'"elsewhere-{code}"')
    south, west, north, east = bounding_boxes()[code]
    text = re.sub('(?<="latitude": ).*', f'"{(south + north) / 2:.2f}"', text)
    text = re.sub('(?<="longitude": ).*', f'"{(west + east) / 2:.2f}"', text)
    if source.name != "origins.yml":
        target.write_text(text, "utf-8")
    if source.name == "text.de.md":
        heading = words("hi")["section"]["case"]["challenge"]["heading"]
        target.with_name("text.hi.md").write_text(text.replace("## Herausforderung", f"## {heading}"), "utf-8")


def _write_pages(content: Path) -> None:
    """Every body, title and line of front matter on a page of its own, in each language that has texts."""
    for name, title, body, front in _pages():
        for language in WRITTEN:
            standing_page(content / f"pages/{name}/text.{language}.md", title, body, front)
    shutil.copytree(HOSTILE / "03-extensions", content / "pages/extensions")


def _pages() -> Iterator[tuple[str, str, str, str]]:
    """Name, title as YAML, body and further front matter."""
    for number, payload in enumerate(every_body()):
        if payload in FILLED:
            title, summary = as_yaml(without_angles(payload)).strip(), as_yaml(payload)
            yield f"b-{number}", title, f"## {payload}\n\nWords.\n\n{with_body(payload)}", f"summary: {summary}"
        else:
            yield f"b-{number}", f"Body {number}", with_body(payload), ""
    lines, scalars = payloads("05-front-matter", "keys.yml"), payloads("09-scalars", "scalars.yml")
    yield "keys", "Keys", with_body("\n\n".join(f"---\n{line}\n---" for line in lines if "<" not in line)), ""
    for number, line in enumerate(lines):
        yield f"k-{number}", f"Key {number}", with_body("x"), f"{line}\n"
    yield "scalars", scalars[0], "".join(f"## {scalar}\n\n{scalar}\n\n" for scalar in scalars), ""
    characters = yaml.safe_load((HOSTILE / "10-characters/characters.yml").read_text("utf-8"))
    for number, each in enumerate(character for kind in characters.values() for character in kind):
        yield f"c-{number}", as_yaml(each["text"]).strip(), f"## Heading\n\n{_as_entities(each['text'])}\n", ""


def _as_entities(text: str) -> str:
    return "".join(f"&#x{ord(each):X};" for each in text)


def _write_files(content: Path) -> None:
    """Files that are no text: each bomb as the facts of a city."""
    for path in sorted((HOSTILE / "08-bombs").iterdir()):
        shutil.copy(path, content / f"{BOMBS}{path.name}")


def titles(site: Site) -> dict[str, str]:
    """What is hostile in the names of pages that can be found → the path of one such page, below the folder of a language."""
    cities = {value: f"countries/{code}/bay/" for code, value in zip(COUNTRIES, FILLED, strict=True)}
    return {value: path for value, path in cities.items() if f"en/{path}index.html" in site.pages}


def searched(language: str) -> dict[str, str]:
    """What to search for, in each hostile name of a city that has letters → the title of the page of that city."""
    city = "Stadt" if language == "de" else "City"
    return {f"{city} {value}": f"{city} {value}" for value in FILLED if re.search(r"[a-z]{3}", value)}
