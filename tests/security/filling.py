"""Content with the same words in every field that takes any text, and how a site of it differs from one with harmless words."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import gate
from building import HOSTILE, tree
from expected_pages import values
from hostile import as_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from building import Site

HARMLESS = "Harmless"
MARKER = "@@"
CONTENT = HOSTILE / "04-fields/content"


def filled(target: Path, value: str, title: str | None = None, configuration: str = HARMLESS) -> Path:
    """Content with a value in every free text field of every model.

    Titles of texts may get another value, because they refuse some; so may the configuration, which only the operator edits.
    """
    for source in sorted(CONTENT.rglob("*")):
        if source.is_file():
            written = target / source.relative_to(CONTENT)
            written.parent.mkdir(parents=True, exist_ok=True)
            if source.suffix == ".png":
                shutil.copyfile(source, written)
                continue
            front, body = parts(source)
            words = configuration if source.name == "mkdocs.yml" else value
            record = _replaced(front, words)
            if body is not None and title is not None:
                record["title"] = front["title"].replace(MARKER, title)
            written.write_text(f"---\n{as_yaml(record)}---\n{body}" if body is not None else as_yaml(record), "utf-8")
    return target


def parts(path: Path) -> tuple[Any, str | None]:
    """The YAML of a file, as text, and the body below it where it has one."""
    content = path.read_text("utf-8")
    front, body = content.split("---\n", 2)[1:] if path.suffix == ".md" else (content, None)
    return values(front), body


def _replaced(node: Any, value: str) -> Any:
    if isinstance(node, dict):
        return {each.replace(MARKER, value): _replaced(inner, value) for each, inner in node.items()}
    if isinstance(node, list):
        return [_replaced(inner, value) for inner in node]
    return node.replace(MARKER, value)


def without_angles(value: str) -> str:
    """A value as a title may hold it."""
    return " ".join(re.sub(r"[<>]", " ", value).split()) or "x"


def same_but_for_words(site: Site, harmless: Site, value: str, title: str) -> Iterator[str]:
    """How pages differ from those of the harmless site in anything but the words that stand in the fields."""
    paths = [path for path in tree(harmless.folder) if path.endswith(".html")]
    assert [path for path in tree(site.folder) if path.endswith(".html")] == paths
    for path in paths:
        one, other = ((each.folder / path).read_text("utf-8") for each in (site, harmless))
        if gate.shape(one) != gate.shape(other):
            yield f"{path}: other elements"
        if gate.head_nodes(one) != gate.head_nodes(other):
            yield f"{path}: another head"
        found, expected = _words(one), _words(other)
        if [neutral(piece, value, title) for piece in found] != expected:
            yield f"{path}: {[(a, b) for a, b in zip(found, expected, strict=False) if neutral(a, value, title) != b][:3]}"
        if dangers := gate.dangers(one):
            yield f"{path}: {dangers}"


def _words(page: str) -> list[str]:
    """The words of a page, but not its records for programs: BibTeX writes some characters in its own way (see test_citation)."""
    return [_read(piece) for piece in gate.words(page) if not piece.lstrip().startswith(("@misc{", "TY - "))]


def _read(piece: str) -> str:
    """A piece of a page; of an address that fills in a form, what the forge reads, without the hash of the page."""
    return unquote(re.sub(r"&version=[^&]*", "", piece)) if "/issues/new?" in piece else piece


def neutral(piece: str, value: str, title: str) -> str:
    """The words as they would be on the harmless site; the value must stand there literally, as it was written."""
    return piece.replace(value, HARMLESS).replace(title, HARMLESS)
