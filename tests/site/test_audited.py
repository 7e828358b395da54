"""The audit finds nothing on sites that the program makes, and sees what a program with a mistake would have made."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from auditing import found
from building import EMPTY, GOLDEN, build, run

from generator.audit import Asked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Site


@pytest.mark.parametrize("name", [*GOLDEN, EMPTY])
def test_nothing_is_found_on_small_sites(name: str, site_named: Callable[[str], Site]):
    """One of them stands below a path, and one does not say where it will stand."""
    assert found(site_named(name).folder) == []


@pytest.mark.slow
def test_nothing_is_found_on_the_real_site(real: Site):
    assert found(real.folder, jobs=2) == []


def test_nothing_is_found_where_some_languages_were_built(base: Path):
    site = build(base, languages=("hi",))
    assert found(site.folder, Asked(languages=("hi",))) == []
    assert "site-link-broken" in {line.rpartition(" ")[2] for line in found(site.folder)}


def test_a_page_that_went_missing_is_missed_by_those_that_lead_to_it(two_languages: Site, tmp_path: Path):
    site = shutil.copytree(two_languages.folder, tmp_path / "site")
    (site / "en/cases/aq/warm-greenhouse/index.html").unlink()
    said = found(site)
    assert {line.rpartition(" ")[2] for line in said} == {"site-link-broken", "site-hreflang", "site-canonical", "site-address-of-data"}
    assert {line.partition(":")[0] for line in said} >= {"en/cases/index.html", "en/index.html", "sitemap.xml"}


class TestCommand:
    def test_a_good_site(self, two_languages: Site):
        done = run("audit", two_languages.folder)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.endswith(" files: Nothing to fix.\n")

    def test_findings_for_programs_and_forges(self, bad: Path):
        done = run("audit", bad, "--format", "json")
        told = json.loads(done.stdout)
        assert (done.returncode, told["errors"]) == (1, 2)
        assert [(each["path"], each["code"]) for each in told["findings"]] == [
            ("en/about/index.html", "site-script"),
            ("en/notes.exe", "site-unknown-file"),
        ]
        done = run("audit", bad, "--format", "github", "--language", "de")
        assert done.returncode == 1
        assert done.stdout.startswith("::error file=en/about/index.html,line=")
        assert "title=site-script::Das Skript „alert(1)“ ist keines von unseren." in done.stdout

    def test_a_limit_shows_fewer_and_fails_all_the_same(self, bad: Path):
        done = run("audit", bad, "--limit", "1")
        assert (done.returncode, done.stderr) == (1, "1 more findings are not shown.\n")
        assert done.stdout.count("error:") == 1

    def test_canaries_and_sizes_can_be_named(self, two_languages: Site):
        done = run("audit", two_languages.folder, "--canary", "nowhere on this site", "--canary", "Warm greenhouse", "--page", "5")
        assert done.returncode == 1
        assert {line.rpartition("[")[2] for line in done.stdout.splitlines() if ": error: " in line} == {"site-canary]", "site-page-size]"}
        assert "Text number 2 of those that must not be published is in this file." in done.stdout

    @pytest.mark.parametrize("options", [["--canary", ""], ["--language", "xx"], []])
    def test_wrong_usage(self, options: list[str], two_languages: Site, tmp_path: Path):
        done = run("audit", two_languages.folder if options else tmp_path, *options)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("iscn: ")


@pytest.fixture
def bad(two_languages: Site, tmp_path: Path) -> Path:
    """A site with a script of somebody in a page, and a file that no site has."""
    site = shutil.copytree(two_languages.folder, tmp_path / "site")
    page = site / "en/about/index.html"
    page.write_text(page.read_text("utf-8").replace("</article>", "<script>alert(1)</script></article>"), "utf-8")
    (site / "en/notes.exe").write_bytes(b"MZ")
    return site
