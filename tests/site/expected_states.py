"""How each text of a content folder must stand in each language: computed from its files alone, with nothing of ours.

As the rules say it: a hash is the first 12 hexadecimal digits of SHA-256 over the words of a part in NFC, with white space
folded and link targets left out. A translation follows a part whose hash it has recorded.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING, Any

import expected_pages
from expected_pages import words

if TYPE_CHECKING:
    from pathlib import Path

GROUPS = ("results", "images", "organisations")
ALONE = ("title", "summary", "evidence", "submission")
LINK = re.compile(r"\]\(([^)\s]*)\)")
CITED = re.compile(r"@([a-z0-9-]+)(?=[\];])")


def hashed(text: str) -> str:
    folded = " ".join(unicodedata.normalize("NFC", LINK.sub("]", text)).split())
    return f"h:{hashlib.sha256(folded.encode()).hexdigest()[:12]}"


def parts(path: Path) -> dict[str, str]:
    """Every part of a text under the name by which a translation follows it."""
    head = expected_pages.front_matter(path)
    found = {name: head[name] for name in ALONE if head.get(name)}
    found |= {f"{group}.{name}": text for group in GROUPS for name, text in head.get(group, {}).items()}
    body = path.read_text("utf-8").split("---\n", 2)[2]
    known = _headings(path)
    for number, section in enumerate(re.split(r"(?m)^## ", body)[1:], start=1):
        heading, _, below = section.partition("\n")
        found[known.get(heading.strip().casefold(), f"part-{number}")] = below
    return found


def _headings(path: Path) -> dict[str, str]:
    """Heading, folded → id of the section, in the language of a case or country."""
    kind = {"cases": "case", "countries": "country"}.get(path.parts[-4] if path.parts[-4] == "cases" else path.parts[-3])
    entries = words(path.name.split(".")[1])["section"].get(kind, {}) if kind else {}
    return {name.casefold(): key for key, entry in entries.items() for name in (entry["heading"], *entry["accept"])}


def state(path: Path | None, original: Path) -> str:
    """The state of the translation in a file, or of none at all."""
    if path is None:
        return "missing"
    if path == original:
        return "original"
    block: dict[str, Any] | None = expected_pages.front_matter(path).get("translation")
    ours, theirs = parts(path), parts(original)
    recorded = block["sections"] if block else {}
    old = {name for name in {*theirs, *recorded} if name not in theirs or recorded.get(name) != hashed(theirs[name])} if block else set()
    if any(_differs(ours.get(name), theirs.get(name)) for name in {*ours, *theirs} - old if not name.startswith("organisations.")):
        return "broken"
    if block is None:
        return "unmarked"
    return "outdated" if old else {"machine": "machine"}.get(block["method"], "current")


def _differs(ours: str | None, theirs: str | None) -> bool:
    if ours is None or theirs is None:
        return True
    return any({*pattern.findall(ours)} != {*pattern.findall(theirs)} for pattern in (LINK, CITED))


def states(content: Path, languages: tuple[str, ...], default: str) -> dict[str, dict[str, str]]:
    """Route of each text → language → its state."""
    found = {}
    for route, texts in expected_pages.written(content).items():
        start = expected_pages.original(content, route, default)
        start = start if start in texts else next(iter(texts))
        found[route] = {language: state(texts.get(language), texts[start]) for language in languages}
    return found
