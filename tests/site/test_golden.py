"""Small sites against what they gave when somebody last looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import golden
import pytest
from building import GOLDEN, SITES

if TYPE_CHECKING:
    from collections.abc import Callable

    from building import Site


@pytest.mark.parametrize("name", GOLDEN)
def test_site_is_as_expected(name: str, site_named: Callable[[str], Site], request: pytest.FixtureRequest):
    expected, found = SITES / name / "expected", golden.artifacts(site_named(name))
    if request.config.getoption("--update"):
        golden.rewrite(expected, found)
    assert golden.changed(expected, found) == [], "look at the differences; `pytest --update` accepts them"


def test_golden_sites_cover_what_a_site_can_hold():
    """Each kind of content stands in at least one golden site, so that a change of it shows."""
    names = {path.name for name in GOLDEN for path in (SITES / name).rglob("*") if "expected" not in path.parts}
    assert {"case.yml", "country.yml", "cities", "origins.yml", "pages"} <= names
    cases = "\n".join(path.read_text("utf-8") for path in SITES.glob("*/cases/*/*/case.yml"))
    assert [field for field in ("former_ids:", "withdrawn:", "learned_from:", "review:", "unknown: true") if field not in cases] == []
