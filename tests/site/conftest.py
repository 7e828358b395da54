"""Addresses of sites that together have a page of every type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import page_types
import pytest
from browsing import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from building import Site


@pytest.fixture(scope="session")
def served(real: Site, rare: Site) -> Iterator[dict[str, str]]:
    """The addresses of the two sites that together have a page of every type."""
    with serving(real.folder) as usual, serving(rare.folder) as seldom:
        yield {page_types.REAL: usual, page_types.RARE: seldom}
