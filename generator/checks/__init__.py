"""Rules that concern two fields or two files: one function a rule, over the catalog.

The docstring of a check is its explanation: why the rule exists, then a bad and a good example. Modules in this
package are found by themselves; a new rule is a function with `@check`, its words in the locale files, and a bad file
below `tests/checks/`.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from generator.checks.registry import ALONE, CHECKS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from generator.catalog import Catalog
    from generator.diagnostics import Finding

for _module in iter_modules(__path__, f"{__name__}."):
    import_module(_module.name)


def check_all(catalog: Catalog, proven: Collection[str] = ()) -> Iterator[Finding]:
    """Every finding of every check. Checks that look at each case alone leave out those in which they are `proven` to find nothing."""
    rest = replace(catalog, cases={name: case for name, case in catalog.cases.items() if name not in proven})
    for run in CHECKS:
        yield from run(rest if run in ALONE else catalog)
