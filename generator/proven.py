"""In which cases nothing was found, and which therefore need not be read word by word again until something in them changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import keys, output, remembered
from generator.watched import Watch

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.catalog import Catalog
    from generator.diagnostics import Finding

PLACE = "cache/proven.json"


def recall(root: Path, catalog: Catalog) -> frozenset[str]:
    """The ids of cases in which nothing was found when they, and the cities that they name, were what they are now."""
    kept = remembered.recall(root / output.BUILD, PLACE, _key(catalog))
    states = kept if isinstance(kept, dict) else {}
    return frozenset(name for name, state in _states(catalog, states.keys() & catalog.cases.keys()) if states[name] == state)


def keep(root: Path, catalog: Catalog, findings: Iterable[Finding]) -> None:
    """Remember the cases of a catalog without a finding in any of their files."""
    remembered.keep(root / output.BUILD, PLACE, _key(catalog), dict(_states(catalog, catalog.cases.keys() - told_of(findings))))


def told_of(findings: Iterable[Finding]) -> frozenset[str]:
    """The ids of cases in whose files something was found."""
    return frozenset("/".join(finding.location.path.split("/")[1:3]) for finding in findings)


def _states(catalog: Catalog, names: Iterable[str]) -> Iterable[tuple[str, str]]:
    watch = Watch(catalog)
    for name in sorted(names):
        yield name, watch.together([("case", name), *(("city", city) for city in catalog.cases[name].facts.cities)])


def _key(catalog: Catalog) -> str:
    return keys.of([keys.program(keys.DECIDING).encode(), repr(catalog.settings).encode()])
