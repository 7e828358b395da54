"""The five parts of the program that read what anybody may send: for each a function that takes any bytes.

It returns when all that we promise held, and raises when something did not: an AssertionError for a promise, any other
error for a crash. It knows nothing of the engine that feeds it.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

NAMES = ("reader", "markdown", "sections", "intake", "exports")
HERE = Path(__file__).parent


def target(name: str) -> ModuleType:
    """The module of a target: `run` takes bytes, `seeds` gives the inputs to begin with."""
    return import_module(f"target_{name}")


def seeds(name: str) -> list[bytes]:
    """Each input to begin with, once: those that the tests of the repository already use, those of our own folder, what was found."""
    own = [path.read_bytes() for path in (*sorted((HERE / "seeds" / name).glob("*")), *crashes(name))]
    return list(dict.fromkeys([*target(name).seeds(), *own]))


def crashes(name: str) -> list[Path]:
    """Inputs that once broke a promise."""
    return sorted((HERE / "crashes" / name).glob("*"))
