from __future__ import annotations

import pytest
from exporting import CONTENT, Files, exported


@pytest.fixture(scope="session")
def real() -> Files:
    """The data of the repository's own content."""
    return exported(CONTENT)
