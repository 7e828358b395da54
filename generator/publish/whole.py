"""Whether Pagefind wrote all that it meant to: on a full disk it leaves files empty and says that all is well."""

from __future__ import annotations

import gzip
import json
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = "pagefind-entry.json"
END_OF_SCRIPT = b"export{"
"""With what the last statement of its script begins."""


def broken(folder: Path) -> str:
    """The path of a file in a bundle that is not whole, or that is not there; empty where all are.

    Compressed files carry a checksum. The entry says how many pages there are, each of which has a fragment.
    """
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not _is_whole(path):
            return path.relative_to(folder).as_posix()
    try:
        said = json.loads((folder / ENTRY).read_bytes())["languages"].values()
    except (OSError, LookupError, AttributeError):
        return ENTRY
    return "" if sum(each["page_count"] for each in said) == sum(1 for _ in folder.glob("fragment/*")) else "fragment"


def _is_whole(path: Path) -> bool:
    content = path.read_bytes()
    try:
        if path.suffix == ".json":
            json.loads(content)
        elif path.suffix == ".pagefind" or path.suffix.startswith(".pf_"):
            gzip.decompress(content)
        elif path.name == "pagefind.js":
            return END_OF_SCRIPT in content and content.rstrip().endswith((b"};", b"}"))
    except (ValueError, EOFError, OSError, zlib.error):
        return False
    return bool(content)
