"""What `iscn check` found last time, kept as long as nothing that it depends on has changed.

The key is a hash of the content, of this program and of the packages it runs with, and of the day.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from generator import keys, remembered, source
from generator.checked import Checked

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

PLACE = "cache/check.json"


def key(root: Path, today: datetime.date) -> str:
    """Hash of everything on which the findings of a day depend."""
    state = hashlib.sha256(today.isoformat().encode())
    state.update(keys.program(keys.DECIDING).encode())
    state.update(source.fingerprint(root))
    return state.hexdigest()


def recall(folder: Path, known_by: str) -> Checked | None:
    """What was kept below a folder under this key; None where there is nothing, or nothing that can be believed."""
    values = remembered.recall(folder, PLACE, known_by)
    try:
        return None if values is None else Checked.from_values(values)
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def keep(folder: Path, known_by: str, checked: Checked) -> None:
    """Keep it in the place of what was kept before."""
    remembered.keep(folder, PLACE, known_by, checked.as_values())
