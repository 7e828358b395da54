"""What a hostile file says of itself: `# expect LINE:COLUMN CODE`, the one finding that it must give."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def expected(path: Path) -> tuple[int, int, str]:
    """Line, column and code of the finding."""
    found = re.search(r"# expect (\d+):(\d+) (\S+)", path.read_text("utf-8"))
    assert found, path
    return int(found[1]), int(found[2]), found[3]
