"""Golden files: what a small site gave when somebody last looked. `pytest --update` writes them anew; the diff is the review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from building import differences, tree

if TYPE_CHECKING:
    from pathlib import Path

    from building import Site

NOT_COMPARED = ("assets/", "pagefind/")
"""Style sheets and fonts are the same everywhere; search indexes are binary."""


def artifacts(site: Site) -> dict[str, bytes]:
    """Documents with front matter and article under `<language>/`, and what stands above the languages."""
    found = {path.name: path.read_bytes() for path in site.folder.iterdir() if path.is_file()}
    for language in site.languages:
        documents = tree(site.content / "build" / "docs" / language)
        kept = {path: content for path, content in documents.items() if not path.startswith(NOT_COMPARED)}
        found |= {f"{language}/{path}": content for path, content in kept.items()}
    return found


def changed(expected: Path, found: dict[str, bytes]) -> list[str]:
    """Paths that are new, gone or different."""
    return differences(tree(expected), found)


def rewrite(expected: Path, found: dict[str, bytes]) -> None:
    """Make a folder hold exactly what was found."""
    for path in tree(expected).keys() - found.keys():
        (expected / path).unlink()
    for path, content in found.items():
        (expected / path).parent.mkdir(parents=True, exist_ok=True)
        (expected / path).write_bytes(content)
