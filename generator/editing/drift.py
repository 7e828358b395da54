"""What a translator looks at: each part that does not follow the original, as the original said it then and says it now.

Then comes from the history that git has. No state depends on it: where git does not have it, the reason is told instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator import changes, load, translation
from generator.editing import parts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.catalog import Settings, Written
    from generator.translation import Difference

NEW, GONE, UNRECORDED = "new", "gone", "unrecorded"
NO_GIT, SHALLOW, UNKNOWN = "no-git", "shallow", "unknown"


@dataclass(frozen=True)
class Drift:
    """A part that does not follow: its words in the original then and now, and in the translation; empty where there are none.

    `why` says why there is no `then`; `difference` what is built otherwise; `heading` is that of a section.
    """

    part: str
    then: str
    now: str
    yours: str
    why: str = ""
    difference: Difference | None = None
    heading: str = ""


def drifts(root: Path, settings: Settings, text: Written[Any], original: Written[Any]) -> tuple[Drift, ...]:
    """Each part of a translation that does not follow its original, outdated ones first; of an unmarked one, every part."""
    state = translation.state(text, original)
    recorded = text.head.translation.sections if text.head.translation else {}
    outdated = state.outdated or (tuple(original.hashes) if state.kind == "unmarked" else ())
    then, missing = _then(root, settings, original, {name: recorded[name] for name in outdated if name in recorded})
    different = {each.part: each for each in translation.differences(text, original)}
    found = []
    for name in dict.fromkeys((*outdated, *state.differing)):
        now, why = parts.words(original, name), ""
        if name in outdated and name not in then:
            why = missing if name in recorded else UNRECORDED if state.kind == "unmarked" else NEW
        elif name in outdated and not now:
            why = GONE
        section = text.sections.get(name) or original.sections.get(name)
        yours, heading = parts.words(text, name), section.heading if section else ""
        found.append(Drift(name, then.get(name, ""), now, yours, why, different.get(name), heading))
    return tuple(found)


def _then(root: Path, settings: Settings, original: Written[Any], recorded: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """Parts in the words that have the recorded hashes, as far as git has them, and why it has no others."""
    found: dict[str, str] = {}
    if not recorded:
        return found, ""
    try:
        for content in changes.versions(root, original.document.path):
            old = load.older(original, content, settings)
            hashes = old.hashes if old else {}
            matching = (name for name, value in recorded.items() if name not in found and hashes.get(name) == value)
            found |= {name: parts.words(old, name) for name in matching if old}
            if len(found) == len(recorded):
                break
        return found, SHALLOW if changes.is_shallow(root) else UNKNOWN
    except changes.GitError:
        return found, NO_GIT
