"""Recording which original a translation follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator import output, translation, vocabulary
from generator.editing.front_matter import with_block

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.catalog import Catalog, Written

PAGE = "page:"


def follow(root: Path, catalog: Catalog, identity: str, language: str, method: str) -> tuple[str, str]:
    """Write the hashes of the original into a translation: (what is in the way, "") or ("", the file that changed).

    A translation whose parts are not those of the original is refused: it cannot follow it.
    """
    found = _texts(catalog, identity)
    if not found:
        return f"there is no case, country or page {identity}", ""
    texts, original = found
    if language == original:
        return f"{language} is the original of {identity}", ""
    if language not in texts or original not in texts:
        return f"{identity} has no text in {language if language not in texts else original}", ""
    text, source = texts[language], texts[original]
    now = translation.hashes(source)
    different = set(now) ^ set(translation.hashes(text))
    if different := {part for part in different if not part.startswith("organisations.")}:
        return f"{text.document.path} and {source.document.path} differ in their parts: {', '.join(sorted(different))}", ""
    chosen = method or (text.head.translation.method if text.head.translation else "")
    if chosen not in vocabulary.terms()["translation-method"]:
        return f"--method is one of {', '.join(vocabulary.terms()['translation-method'])}", ""
    block = {"from": original, "method": chosen, "sections": now}
    path = text.document.path
    written = _written(root, path, block)
    return ("", path) if written else (f"{path}: write each key of the front matter on a line of its own first", "")


def _texts(catalog: Catalog, identity: str) -> tuple[Mapping[str, Written[Any]], str] | None:
    if identity.startswith(PAGE) and identity.removeprefix(PAGE) in catalog.pages:
        return catalog.pages[identity.removeprefix(PAGE)].texts, catalog.settings.default_language
    if identity in catalog.cases:
        return catalog.cases[identity].texts, catalog.cases[identity].facts.original_language
    if identity in catalog.countries:
        return catalog.countries[identity].texts, catalog.countries[identity].facts.original_language
    return None


def _written(root: Path, path: str, block: Mapping[str, str | Mapping[str, str]]) -> bool:
    """Whether the block could be put into the file without touching anything else."""
    try:
        text = with_block((root / path).read_bytes().decode("utf-8"), "translation", block)
    except ValueError:
        return False
    output.write_file(root, path, text.encode())
    return True
