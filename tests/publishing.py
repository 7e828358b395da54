"""The same language built by MkDocs and by Zensical, to be compared with what our own publisher made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from building import differences, run_module, tree

if TYPE_CHECKING:
    from pathlib import Path

    from building import Site


def same_by_mkdocs(site: Site, language: str, target: Path) -> None:
    """Fails where a page of `mkdocs build` is not, byte for byte, the page of the site."""
    done = run_module("mkdocs", "build", "-q", "-f", site.content / "build" / f"{language}.yml", "-d", target)
    assert done.returncode == 0, done.stderr
    expected = _pages(site.folder / language)
    assert len(expected) > 10
    _same(_pages(target), expected)


def same_by_zensical(site: Site, language: str) -> None:
    """The same for `zensical build`. It has no option for where the site goes: it goes where the configuration says."""
    done = run_module("zensical", "build", "-f", site.content / "build" / f"{language}.yml")
    assert done.returncode == 0, done.stdout + done.stderr
    _same(_pages(site.content / "build" / "site" / language), _pages(site.folder / language))


def _same(found: dict[str, bytes], expected: dict[str, bytes]) -> None:
    different = differences(found, expected)
    assert not different, different


def _pages(folder: Path) -> dict[str, bytes]:
    """The pages below a folder, but the one that a builder brings along for addresses it does not know."""
    return {path: content for path, content in tree(folder).items() if path.endswith(".html") and path != "404.html"}
