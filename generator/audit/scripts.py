"""Scripts: the other scripts that they import before they run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.audit.judged import Link
from generator.audit.reading import of_offset

if TYPE_CHECKING:
    from collections.abc import Iterator

IMPORT = re.compile(rb'^(?:import|export)\b[^;"\'()]*["\']([./a-z0-9-]+\.js)["\']', re.MULTILINE)


def links(path: str, content: bytes) -> Iterator[Link]:
    """What a module imports by name at its top."""
    for found in IMPORT.finditer(content):
        yield Link(found[1].decode(), of_offset(path, content, found.start(1), len(found[1])))
