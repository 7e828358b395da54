"""What a contribution could try: `tests/hostile/` holds it, one folder for each of the first ten rows of the threat model.

Tests send it through the real pipeline: each thing is refused with a finding at its place, or it is harmless. What the
checks let through is built, read as a browser reads it (`gate`) and, in tests marked `browser`, opened in one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import yaml
from building import HOSTILE

from generator import build as pipeline
from generator.diagnostics import has_errors

if TYPE_CHECKING:
    from pathlib import Path

    from generator.diagnostics import Finding

ENGLISH = ("en",)


def payloads(folder: str, name: str = "payloads.yml") -> list[str]:
    """The values in a list of `tests/hostile/`."""
    found = yaml.safe_load((HOSTILE / folder / name).read_text("utf-8"))
    assert len(found) == len(set(found)), "a payload stands twice"
    return found


BODIES, ADDRESSES, VALUES, TEMPLATES = (payloads(name) for name in ("01-html", "02-addresses", "04-fields", "06-templates"))


def errors(content: Path) -> dict[str, list[Finding]]:
    """Path of each file that is refused → what is wrong with it."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in pipeline.check(content).findings:
        if has_errors([finding]):
            found[finding.location.path].append(finding)
    return found


def standing_page(path: Path, title: str, body: str = "## Heading\n\nWords.\n", front: str = "") -> str:
    """Writes a standing page and gives its path below the content."""
    path.parent.mkdir(parents=True)
    path.write_text(f"---\ntitle: {title}\n{front}---\n\n{body}", "utf-8", newline="")
    return "/".join(path.parts[-3:])


def as_yaml(record: Any) -> str:
    """Block YAML with every text in quotation marks, so that a payload is data whatever is in it; a text alone in ASCII."""
    return yaml.dump(record, allow_unicode=not isinstance(record, str), default_style='"', sort_keys=False, width=10_000)
