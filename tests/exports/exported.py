"""The data of a folder of content, and the same content as a YAML reader finds it that is not ours."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from generator import build, exports

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTENT = Path(__file__).parent.parent.parent
LANGUAGES = ("en", "de", "es", "pt", "hi")
CASE = "cases/de/example/case.yml"

Files = dict[str, bytes]


def exported(root: Path) -> Files:
    checked = build.check(root)
    assert checked.catalog is not None
    return {path.removeprefix("data/v1/"): content for path, content in exports.artifacts(checked.catalog)}


def written(pattern: str) -> Iterator[tuple[str, Any]]:
    """Id and values of each record, as a YAML reader that is not ours finds them; without what is empty."""
    yield from _read(pattern)


@cache
def _read(pattern: str) -> tuple[tuple[str, Any], ...]:
    found = []
    for path in sorted(CONTENT.glob(pattern)):
        parts = path.relative_to(CONTENT).with_suffix("").parts
        values = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        identity = "/".join(part for part in parts[1:] if part not in {"case", "country", "cities"})
        found.append((identity, {name: value for name, value in values.items() if value not in ([], {}, None)}))
    return tuple(found)


def alike(value: Any) -> Any:
    """A value as it is compared: what YAML takes for a date or a number is the same as what stands in quotes."""
    if value is None or isinstance(value, bool):
        return value if value is None else str(value).lower()
    if isinstance(value, dict):
        return {str(key): alike(each) for key, each in value.items()}
    if isinstance(value, list):
        return [alike(each) for each in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    try:
        number, _, scale = str(value).partition(" ")
        return float(number) * {"": 1, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9}[scale]
    except (ValueError, KeyError):
        return value.rstrip("/") if value.startswith("http") else value
