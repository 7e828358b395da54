"""Where a licence can be read, from its SPDX expression."""

from __future__ import annotations

import re

FACTS = "CC0-1.0"
"""The licence of all facts."""
DEEDS = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
"""Licences whose own address most readers and programs know."""
_ONE = re.compile(r"(?!LicenseRef-)[A-Za-z0-9.-]+")


def address(expression: str) -> str:
    """The address of a licence: its own, else its page in the SPDX licence list; empty where the expression names several."""
    if expression in DEEDS:
        return DEEDS[expression]
    return f"https://spdx.org/licenses/{expression}.html" if _ONE.fullmatch(expression) else ""
