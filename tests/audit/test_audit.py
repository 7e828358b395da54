"""The audit of a built site: nothing is said of a good one, and of each fault just what is wrong, at its place."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest
from auditing import found
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.provisional import urls
from planted import PLANTED, Fault
from small_site import files, write

from generator import addresses, audit, markdown
from generator.audit import Asked, allowed
from generator.diagnostics import RULES

SOURCES = sorted(Path(audit.__file__).parent.glob("*.py"))
RULE = "site-"
ELSEWHERE = {"site-symlink"}
"""Rules whose fault is no content of a file: it has a test of its own."""
FOLLOWING = {
    "site-language": {"site-hreflang"},
    "site-hreflang": {"site-hreflang"},
    "site-script-size": {"site-script-size"},
    "site-file-type": set(),
}
"""What one fault makes wrong on other pages as well."""


def test_nothing_is_said_of_the_small_site(tmp_path: Path) -> None:
    assert found(write(tmp_path, files())) == []


@pytest.mark.parametrize("fault", PLANTED, ids=[f"{number}-{fault.code}" for number, fault in enumerate(PLANTED)])
def test_a_fault_is_found_at_its_place_and_once(fault: Fault, tmp_path: Path) -> None:
    changed = fault.into(files())
    said = found(write(tmp_path, changed), fault.asked)
    assert said.count(fault.place(changed)) == 1, said
    assert {line.rpartition(" ")[2] for line in said} - FOLLOWING.get(fault.code, set()) - {fault.code} == set(), said
    if fault.code not in FOLLOWING:
        assert len(said) == 1, said


def test_every_rule_has_a_fault_that_breaks_it() -> None:
    assert {fault.code for fault in PLANTED} | ELSEWHERE == {code for code in RULES if code.startswith(RULE)}


def test_every_rule_of_the_audit_is_an_error_with_a_name_of_its_own() -> None:
    declared = Counter(
        node.args[0].value
        for source in SOURCES
        for node in ast.walk(ast.parse(source.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "rule"
        and isinstance(node.args[0], ast.Constant)
    )
    assert set(declared) == {code for code in RULES if code.startswith(RULE)}
    assert {RULES[code].severity.name for code in declared} == {"error"}


def test_links_in_place_of_files_are_named_and_never_opened(tmp_path: Path) -> None:
    site = write(tmp_path / "site", files())
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "index.html").write_text("<script>alert(1)</script>", "utf-8")
    (site / "en" / "new").symlink_to(tmp_path / "outside")
    (site / "en" / "gone.txt").symlink_to(tmp_path / "nothing")
    assert found(site) == ["en/gone.txt:1:1 site-symlink", "en/new:1:1 site-symlink"]


def test_it_imports_nothing_of_ours_but_diagnostics() -> None:
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in getattr(node, "names", ())]
            if isinstance(node, ast.Import | ast.ImportFrom):
                ours = [each for each in modules if each.partition(".")[0] == "generator"]
                assert all(each == "generator.diagnostics" or each.startswith("generator.audit") for each in ours), source.name


def test_several_processes_say_the_same(tmp_path: Path) -> None:
    faults = [fault for fault in PLANTED if fault.code in {"site-prose", "site-link-absolute", "site-id-missing"}]
    changed = files()
    for fault in faults:
        changed = fault.into(changed)
    site = write(tmp_path, changed)
    assert found(site) == found(site, jobs=2) != []


@example("http://=")
@given(
    urls()
    | st.from_regex(r"https?://[!-~]{1,8}", fullmatch=True)
    | st.from_regex(r"https?://[a-z0-9_-]{1,8}(\.[a-zü]{1,8}){1,3}(:[0-9]{1,4})?(/[ -~]*)?", fullmatch=True)
)
def test_what_the_checks_let_through_is_an_address_here_too(address: str) -> None:
    """Otherwise content that nothing is wrong with would be stopped at the last door."""
    shown = addresses.safe(address)
    assert shown is None or allowed.OUTWARD.fullmatch(shown), shown


def test_what_markdown_writes_may_stand_where_contributors_write() -> None:
    """Neither list knows the other: what one lets through and the other refuses would keep a whole site from being published."""
    assert set(allowed.IN_PROSE) == markdown.TAGS
    for tag, names in allowed.IN_PROSE.items():
        assert markdown.ATTRIBUTES.get(tag, set()) <= names <= allowed.ELEMENTS[tag], tag
        assert names - markdown.ATTRIBUTES.get(tag, set()) <= {"aria-label"}, "written where a page is rendered"


def test_depth_stops_nothing(tmp_path: Path) -> None:
    """What is nested deeper than a program can follow is judged all the same, or is no file of its type."""
    deep = 20_000
    more = {
        "en/assets/deep.css": b"a{" * deep,
        "data/v1/deep.json": b"[" * deep,
        "data/v1/well.json": b"[" * deep + b"]" * deep,
        "en/deep/index.html": b"<!doctype html>" + b"<em>" * 3_000 + b"<object>",
    }
    said = found(write(tmp_path, files() | more))
    assert {path: {line.rpartition(" ")[2] for line in said if line.startswith(path)} & set(codes) for path, codes in DEEP.items()} == DEEP


DEEP = {
    "data/v1/deep.json": {"site-file-type"},
    "data/v1/well.json": {"site-file-type"},
    "en/deep/index.html": {"site-element", "site-malformed", "site-policy", "site-language"},
}


def test_only_some_languages(tmp_path: Path) -> None:
    """What lies in a language that was not named is not looked at, and links to it may lead anywhere."""
    changed = {path: content for path, content in files().items() if not path.startswith("de/")}
    site = write(tmp_path, changed)
    assert "site-hreflang" in {line.rpartition(" ")[2] for line in found(site)}
    assert found(site, Asked(languages=("en",))) == []
    assert found(write(tmp_path, {"de/case/index.html": b"<script>"}), Asked(languages=("en",))) == []


def test_what_others_of_us_publish_is_known(tmp_path: Path) -> None:
    """Feeds, data in other formats, an archive for reading without a connection, and data within a page."""
    more = {
        "data/v1/cases.ttl": b"@prefix a: <https://example.org/> .\n",
        "data/v1/catalog.jsonld": b"{}",
        "data/v1/cases.xlsx": b"PK\x03\x04",
        "offline/en.zip": b"PK\x03\x04",
        "en/feed.atom": b"<feed/>",
    }
    assert found(write(tmp_path, files() | more)) == []
