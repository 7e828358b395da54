"""The data of the repository's own content, made once."""

from __future__ import annotations

import pytest
from exported import CONTENT, Files, exported


@pytest.fixture(scope="session")
def real() -> Files:
    """The data of the repository's own content."""
    return exported(CONTENT)
