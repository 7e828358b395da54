"""What the documents say is so: their links lead somewhere, their examples run, their tables are those of the program."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
import yaml

from generator import build, languages, vocabulary
from generator.diagnostics import Severity
from generator.models.case import Case
from generator.models.fields import NEED
from generator.source import CONTENT

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
DEPENDENCIES = (ROOT / "docs" / "dependencies.md").read_text("utf-8")

CASE = "cases/de/your-practice/case.yml"
CLOSED_LISTS = [
    "topic",
    "instrument",
    "level",
    "stage",
    "organisation-role",
    "organisation-kind",
    "source-kind",
    "submission-relation",
    "submission-method",
    "verified-by",
    "verified-how",
    "translation-method",
]


def without_code(text: str) -> str:
    return re.sub(r"^ *```.*?^ *```$|`[^`\n]*`", "", text, flags=re.MULTILINE | re.DOTALL)


def anchors(document: Path) -> set[str]:
    """The anchors that a forge gives to headings: small letters and hyphens, without other marks."""
    text = re.sub(r"^ *```.*?^ *```$", "", document.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def rows(text: str, heading: str) -> list[list[str]]:
    """The cells of the first table below a heading, without its first two lines."""
    below = text.partition(f"\n{heading}\n")[2]
    table = re.search(r"(?:^\|.*\n)+", below, re.MULTILINE)
    assert table, heading
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[0].splitlines()[2:]]


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The real content, and in it the files of the README's example."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for folder in CONTENT:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    blocks = dict(re.findall(r"^`([\w./-]+)`\n\n```\w+\n(.*?)^```$", README, re.MULTILINE | re.DOTALL))
    assert len(blocks) == 3
    for path, text in blocks.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def iscn_check(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "check", "--root", str(root)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(document.read_text("utf-8"))):
        if re.match(r"https?://", target):
            continue
        path, _, anchor = target.partition("#")
        there = (document.parent / path).resolve() if path else document
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = {
        "## To build a site": project["project"]["dependencies"],
        "## To develop": project["dependency-groups"]["dev"],
        "## To fuzz": project["dependency-groups"]["fuzz"],
        "## To measure": project["dependency-groups"]["bench"],
        "## To ask about packages": project["dependency-groups"]["advisories"],
    }
    for heading, requirements in asked.items():
        told = {name.strip("`"): reason for name, reason, *_ in rows(DEPENDENCIES, heading)}
        assert set(told) == {re.split(r"[^\w-]", requirement)[0] for requirement in requirements}
        assert all(told.values())


def test_licences_are_those_of_the_packages() -> None:
    for heading in ("## To build a site", "## To develop"):
        for name, _, _, licence in rows(DEPENDENCIES, heading):
            assert licence == licence_of(name.strip("`")), name


def licence_of(package: str) -> str:
    """What an installed package says of its licence, in the order that docs/dependencies.md explains."""
    told = metadata.metadata(package)
    said = told.get("License-Expression") or told.get("License")
    classifiers = [each.rpartition(" :: ")[2] for each in told.get_all("Classifier") or () if each.startswith("License :: ")]
    if said or classifiers:
        return said.splitlines()[0] if said else ", ".join(classifiers)
    distribution = metadata.distribution(package)
    file = next(each for each in distribution.files or () if each.name == "LICENSE")
    return Path(str(distribution.locate_file(file))).read_text("utf-8").splitlines()[0]


def test_the_example_of_the_readme_is_accepted(example: Path) -> None:
    done = iscn_check(example)
    assert done.returncode == 0, done.stdout
    checked = build.check(example)
    assert checked.catalog
    assert "de/your-practice" in checked.catalog.cases
    assert "de/your-city" in checked.catalog.cities
    found = [finding for finding in checked.findings if "/your-" in finding.location.path]
    assert {finding.code for finding in found} == {"missing-for-standard", "too-few-sources"}
    assert all(finding.severity is Severity.warning for finding in found)


def test_the_finding_in_the_guide_is_the_real_one(example: Path) -> None:
    (shown,) = re.findall(r"^```text\n(cases/de/your-practice.*?)^```$", CONTRIBUTING, re.MULTILINE | re.DOTALL)
    text = (example / CASE).read_text("utf-8")
    (example / CASE).write_text(text.replace("mobility", "mobilty"), "utf-8")
    done = iscn_check(example)
    assert done.returncode == 1
    assert shown in done.stdout


def test_the_guide_says_how_much_each_field_is_needed() -> None:
    told = {name.strip("`"): need.split(" ")[0] for name, need, *_ in rows(CONTRIBUTING, "## The facts: case.yml")}
    needed = {
        info.alias or name: info.json_schema_extra[NEED]
        for name, info in Case.model_fields.items()
        if isinstance(info.json_schema_extra, dict)
    }
    # What the model calls optional and a check asks for, depending on other fields.
    by_check = {"cities": "M", "contact": "R", "ended": "R"}
    assert told == {name: need for name, need in needed.items() if need in {"M", "R"}} | by_check


@pytest.mark.parametrize("name", CLOSED_LISTS)
def test_the_guide_has_every_word_of(name: str) -> None:
    assert [term for term in vocabulary.terms()[name] if f"`{term}`" not in CONTRIBUTING] == []


def test_the_guide_has_the_headings_of_every_language() -> None:
    codes = ("en", "de", "es", "pt", "hi")
    assert set(codes) == set(languages.available())
    words = [languages.locale(code).words["section"] for code in codes]
    required = vocabulary.required_sections()
    cases = [["R" if name in required else "", *(each["case"][name]["heading"] for each in words)] for name in vocabulary.sections("case")]
    countries = [[each["country"][name]["heading"] for each in words] for name in vocabulary.sections("country")]
    assert rows(CONTRIBUTING, "## The words: text.\\<language\\>.md") == cases
    assert rows(CONTRIBUTING, "The texts of countries have four sections:") == countries


def test_the_overview_names_every_module() -> None:
    overview = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    named = {name for cell, *_ in rows(overview, "## Modules") for name in re.findall(r"`(\w+)`", cell)}
    modules = {path.stem for path in (ROOT / "generator").glob("*.py")} | {path.parent.name for path in (ROOT / "generator").glob("*/*.py")}
    assert named == modules - {"__init__", "__main__"}


def test_the_catalogue_entry_names_the_languages_of_the_site() -> None:
    entry = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))
    assert set(entry["localisation"]["availableLanguages"]) == {languages.tag(code) for code in languages.available()}
    assert len(entry["description"]["en"]["shortDescription"]) <= 150
    assert 150 <= len(entry["description"]["en"]["longDescription"]) <= 10_000


def test_make_help_names_the_commands_of_the_readme() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)`", README + CONTRIBUTING + DEPENDENCIES))
    assert {"site", "test"} <= named <= targets


SECURITY = (ROOT / "docs" / "security.md").read_text("utf-8")


def test_every_row_of_the_threat_model_says_where_it_is_held_and_what_proves_it() -> None:
    table = rows(SECURITY, "## Row by row")
    assert [int(number) for number, *_ in table] == list(range(1, 29))
    named = {name for path in (ROOT / "generator").iterdir() if (name := path.stem)[0] != "_"}
    for number, _, where, proof in table:
        places = re.findall(r"`([^`]+)`", where)
        assert places, number
        assert [each for each in places if each not in named and not (ROOT / each).exists()] == [], number
        proofs = re.findall(r"`([^`]+)`", proof)
        assert any(each.startswith(f"security/test_row_{int(number):02}_") for each in proofs), number
        assert [each for each in proofs if not (ROOT / "tests" / each).is_file()] == [], number


def test_every_proof_of_a_row_is_named() -> None:
    assert [path.name for path in (ROOT / "tests/security").glob("test_row_*.py") if f"`security/{path.name}`" not in SECURITY] == []


def test_the_defence_that_is_shown_as_an_example_is_on_the_list() -> None:
    (shown,) = re.findall(r"^```yaml\n(.*?)^```$", SECURITY, re.MULTILINE | re.DOTALL)
    listed = (each for path in (ROOT / "tests/security/mutations").glob("*.yml") for each in yaml.safe_load(path.read_text("utf-8")))
    assert yaml.safe_load(shown)[0] in list(listed)
