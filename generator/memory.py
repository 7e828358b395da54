"""What `iscn check` found last time, kept as long as nothing that it depends on has changed.

The key is a hash of the content, of this program and of the packages it runs with, and of the day. What is kept is
JSON with a hash of its own: a file that was damaged, or made by somebody else, is not believed but made anew.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from generator import keys, output, source
from generator.checked import Checked

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

PLACE = "cache/check.json"
DECIDING = frozenset({".py", ".yml"})
"""Files of the program on which findings depend, by how their names end."""


def key(root: Path, today: datetime.date) -> str:
    """Hash of everything on which the findings of a day depend."""
    state = hashlib.sha256(today.isoformat().encode())
    state.update(keys.program(DECIDING).encode())
    state.update(source.fingerprint(root))
    return state.hexdigest()


def recall(folder: Path, known_by: str) -> Checked | None:
    """What was kept below a folder under this key; None where there is nothing, or nothing that can be believed."""
    try:
        kept = json.loads((folder / PLACE).read_bytes())
        if kept["key"] != known_by or kept["hash"] != _hash(kept["checked"]):
            return None
        return Checked.from_values(kept["checked"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def keep(folder: Path, known_by: str, checked: Checked) -> None:
    """Keep it in the place of what was kept before; a folder that cannot be written to is no reason to stop."""
    values = json.loads(json.dumps(checked.as_values()))
    kept = {"key": known_by, "hash": _hash(values), "checked": values}
    try:
        output.write_file(folder, PLACE, json.dumps(kept).encode())
    except OSError:
        return


def _hash(values: object) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
