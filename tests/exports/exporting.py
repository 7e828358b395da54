"""The data of a folder of content, as it would be published."""

from __future__ import annotations

from pathlib import Path

from generator import build, exports

CONTENT = Path(__file__).parent.parent.parent

Files = dict[str, bytes]
"""Path below `data/v1/` → content."""


def exported(root: Path) -> Files:
    checked = build.check(root)
    assert checked.catalog is not None
    return {path.removeprefix("data/v1/"): content for path, content in exports.artifacts(checked.catalog)}
