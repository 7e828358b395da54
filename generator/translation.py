"""How a translation stands to its original: hashes of the source, part by part, and the state that follows from them.

A hash survives squash merges, renames and shallow clones, where dates and commit ids do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.markdown import text_hash
from generator.models.text import CaseText

if TYPE_CHECKING:
    from generator.catalog import Written


@dataclass(frozen=True)
class State:
    """`kind` is a `translation-state` of the vocabulary; `outdated` are the parts whose source has changed."""

    kind: str
    language: str
    source: str = ""
    outdated: tuple[str, ...] = ()


def hashes(text: Written[Any]) -> dict[str, str]:
    """Every part of a text that is translated → the hash of its words."""
    parts = {"title": text.head.title or "", "summary": text.head.summary or ""}
    if isinstance(text.head, CaseText):
        parts |= {f"results.{name}": label for name, label in text.head.results.items()}
        parts |= {f"images.{name}": words for name, words in text.head.images.items()}
        parts |= {f"organisations.{name}": words for name, words in text.head.organisations.items()}
        parts |= {"evidence": text.head.evidence or "", "submission": text.head.submission or ""}
    words = {name: text_hash(part) for name, part in parts.items() if part}
    return words | {name: section.hash for name, section in text.sections.items()}


def state(text: Written[Any], original: Written[Any] | None) -> State:
    """The state of a text, given the original that it translates."""
    if original is None or text.language == original.language:
        return State("original", text.language)
    block = text.head.translation
    if block is None:
        return State("unmarked", text.language, original.language)
    now = hashes(original)
    outdated = tuple(name for name, value in now.items() if block.sections.get(name) != value)
    outdated += tuple(name for name in block.sections if name not in now)
    if outdated:
        return State("outdated", text.language, original.language, outdated)
    return State("machine" if block.method == "machine" else "current", text.language, original.language)
