"""Another network takes the repository, changes `mkdocs.yml`, `pages/`, `cases/` and `countries/`, and has its own site."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml
from building import REPOSITORY, SITES, copy_content
from reading import pages_below, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

THEIRS = ("mkdocs.yml", "pages", "cases", "countries")
"""What they change, and nothing else."""
NETWORK = SITES / "another-network"
OURS = re.compile(r"ISCN|International Smart Cities|Herrenberg|Guadalajara")


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), "-c", "user.name=Someone", "-c", "user.email=someone@example.org", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository as it is tracked, with the content of an invented network: two countries, German and Portuguese."""
    folder = tmp_path_factory.mktemp("fork")
    for path in git(REPOSITORY, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
        if (REPOSITORY / path).is_file():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REPOSITORY / path, folder / path)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "As it was taken")
    for name in THEIRS[1:]:
        shutil.rmtree(folder / name)
    copy_content(NETWORK, folder)
    shutil.copytree(folder / "countries" / "bv", folder / "countries" / "aq", ignore=shutil.ignore_patterns("cities"))
    return folder


def iscn(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program of the fork, in the fork."""
    return subprocess.run([sys.executable, "-m", "generator", *arguments], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def site(fork: Path) -> Path:
    done = iscn(fork, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return fork / "site"


@pytest.mark.slow
def test_only_their_files_differ(fork: Path, site: Path):
    changed = {line[3:].split("/", 1)[0] for line in git(fork, "status", "--porcelain", "--untracked-files=all").splitlines()}
    assert site.is_dir()
    assert changed == set(THEIRS)


@pytest.mark.slow
def test_their_content_and_forms_are_in_order(fork: Path):
    assert iscn(fork, "check").returncode == 0
    assert iscn(fork, "generate", "--check").returncode == 0


def visible(site: Path) -> Iterator[tuple[str, str]]:
    """Each page of the site and what can be read on it, its head included."""
    for path, page in pages_below(site).items():
        told = [each.get("content", "") for each in page.iter("meta")]
        yield path, " ".join((text_of(page), *told))


@pytest.mark.slow
def test_nothing_on_their_site_is_ours(site: Path):
    found = {path: hit[0] for path, words in visible(site) if (hit := OURS.search(words))}
    assert found == {}


@pytest.mark.slow
def test_their_site_has_their_name_countries_and_languages(fork: Path, site: Path):
    base = yaml.safe_load((fork / "mkdocs.yml").read_text("utf-8"))["extra"]["knowledge_base"]
    assert {path.name for path in site.iterdir() if path.is_dir()} >= set(base["languages"])
    assert not (site / "en").exists()
    pages = dict(visible(site))
    for language in base["languages"]:
        assert base["name"][language] in pages[f"{language}/index.html"]
        assert f"{language}/countries/aq/index.html" in pages
        assert f"{language}/countries/bv/index.html" in pages
        forge = (site / language / "cases" / "bv" / "leuchtturm" / "index.html").read_text("utf-8")
        assert base["repository"].rstrip("/") + "/issues/new?template=improve." in forge
