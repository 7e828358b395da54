"""Git repositories that tests make, without the settings of whoever runs them."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def git(root: Path, *arguments: str) -> None:
    """Run git in a folder; what goes wrong there is an error here."""
    who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@town.example", "-c", "commit.gpgsign=false"]
    surroundings = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True, env=surroundings)


def commit(root: Path, message: str) -> None:
    """Commit whatever there is."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message)
