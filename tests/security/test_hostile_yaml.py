"""Front matter, configuration and YAML that would do more than hold values: rows 5, 7, 8 and 9 of the threat model."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from building import HOSTILE, build, run
from hostile import ENGLISH, errors, payloads, standing_page
from reading import text_of

if TYPE_CHECKING:
    from pathlib import Path


def test_keys_of_builders_are_refused(base: Path):
    keys = payloads("05-front-matter", "keys.yml")
    paths = [standing_page(base / f"pages/p-{number}/text.en.md", "x", front=f"{key}\n") for number, key in enumerate(keys)]
    found = errors(base)
    assert set(found) == set(paths)
    assert {
        path: [finding.code for finding in found[path]] for path in paths if [finding.code for finding in found[path]] != ["unknown-field"]
    } == {}
    assert {finding.location.line for findings in found.values() for finding in findings} == {3}


def test_keys_of_builders_in_a_body_are_text(base: Path):
    """A second front matter, or one that a builder would look for in the body, is a rule and a heading."""
    standing_page(base / "pages/twice/text.en.md", "x", "## Heading\n\n---\n\ntemplate: none.html\n")
    site = build(base, languages=ENGLISH)
    assert "template: none.html" in text_of(site.page("en", "twice"))


def _expected(path: Path) -> tuple[int, int, str]:
    line, column, code = re.search(r"# expect (\d+):(\d+) (\S+)", path.read_text("utf-8")).groups()
    return int(line), int(column), code


@pytest.mark.parametrize("path", sorted((HOSTILE / "08-bombs").iterdir()), ids=lambda path: path.stem)
def test_yaml_that_explodes_is_one_finding(path: Path, base: Path):
    shutil.copy(path, base / "countries/aq/cities/bomb.yml")
    found = errors(base)
    assert list(found) == ["countries/aq/cities/bomb.yml"]
    assert [(each.location.line, each.location.column, each.code) for each in found["countries/aq/cities/bomb.yml"]] == [_expected(path)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (f"names: {'[' * 2_000}x{']' * 2_000}\n", "yaml-too-deep"),
        (f"names: {'{a: ' * 2_000}x{'}' * 2_000}\n", "yaml-too-deep"),
        ("".join(f"{'  ' * depth}k:\n" for depth in range(400)) + f"{'  ' * 400}x\n", "yaml-too-deep"),
        (f"names: [{'x, ' * 6_000}x]\n", "yaml-too-long"),
        ("".join(f"k{number}: x\n" for number in range(6_000)), "yaml-too-long"),
        (f"names: {{en: {'x' * 300_000}}}\n", "file-too-large"),
        ("x" * 50_000_000, "file-too-large"),
    ],
    ids=["lists", "mappings", "indented", "long list", "many keys", "long text", "50 MB"],
)
def test_yaml_that_is_too_much_is_one_finding(content: str, code: str, base: Path):
    (base / "countries/aq/cities/bomb.yml").write_text(content, "utf-8")
    found = errors(base)
    assert {path: [each.code for each in findings] for path, findings in found.items()} == {"countries/aq/cities/bomb.yml": [code]}


@pytest.mark.parametrize("path", sorted((HOSTILE / "07-configuration").iterdir()), ids=lambda path: path.stem)
def test_code_in_the_configuration_is_refused(path: Path, base: Path):
    configuration = base / "mkdocs.yml"
    own = configuration.read_text("utf-8")
    start = path.read_text("utf-8")
    keys = re.findall(r"^(\w+):", start, re.MULTILINE)
    rest = "".join(block for block in re.split(r"(?m)^(?=\w)", own) if not block.startswith(tuple(f"{key}:" for key in keys)))
    configuration.write_text(start + rest, "utf-8")
    done = run("build", "--root", base)
    assert (done.returncode, (base / "site").exists()) == (1, False)
    line, column, code = _expected(path)
    assert f"mkdocs.yml:{line}:{column}: error" in done.stdout
    assert f"[{code}]" in done.stdout


def test_scalars_are_the_words_that_stand_there(base: Path):
    """Titles that other programs read as numbers, dates or truth values come out as they were written."""
    scalars = payloads("09-scalars", "scalars.yml")
    assert len(scalars) >= 40
    for number, scalar in enumerate(scalars):
        standing_page(base / f"pages/p-{number}/text.en.md", scalar)
    site = build(base, languages=ENGLISH)
    assert [text_of(site.page("en", f"p-{number}").find(".//h1")) for number in range(len(scalars))] == scalars


def test_norway_is_a_country(base: Path):
    """`no` and `NO` where a country or a language stands, in a path and in a value."""
    shutil.copytree(base / "countries/aq", base / "countries/no")
    shutil.rmtree(base / "countries/no/cities")
    (base / "countries/no/text.en.md").write_text("---\ntitle: Norway\n---\n\n## Overview\n\nWords.\n", "utf-8")
    country = base / "countries/no/country.yml"
    facts = re.sub(r"official_languages: .*", "official_languages: [no]", country.read_text("utf-8"))
    country.write_text(re.sub(r"names: .*", "names: {en: Kingdom of Norway, no: Norge}", facts), "utf-8")
    origins = base / "cases/origins.yml"
    origins.write_text(origins.read_text("utf-8").replace("country: bv", "country: no"), "utf-8")
    site = build(base, languages=ENGLISH)
    assert "Norwegian" in text_of(site.page("en", "countries/no"))
    assert "Norway" in text_of(site.page("en", "cases/aq/warm-greenhouse"))
    origins.write_text(origins.read_text("utf-8").replace("country: no", "country: NO"), "utf-8")
    assert [(each.location.line, each.code) for each in errors(base)["cases/origins.yml"]] == [(5, "unknown-country")]


def test_a_key_that_stands_twice_has_both_values_checked(base: Path):
    city = "countries/aq/cities/empty-bay.yml"
    (base / city).write_text("names: {en: Bay}\nlatitude: north\nlongitude: 0\nlatitude: 1,5\nlongitude: 0\n", "utf-8")
    found = [(each.location.line, each.code) for each in errors(base)[city]]
    assert {(4, "duplicate-key"), (5, "duplicate-key"), (2, "coordinate-out-of-range"), (4, "coordinate-out-of-range")} <= set(found)
