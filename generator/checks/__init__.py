"""Rules that concern two fields or two files: one function a rule, over the catalog.

The docstring of a check is its explanation: why the rule exists, then a bad and a good example. Modules in this
package are found by themselves; a new rule is a function with `@check`, its words in the locale files, and a bad file
below `tests/checks/`.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from generator.checks.registry import CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalog import Catalog
    from generator.diagnostics import Finding

for _module in iter_modules(__path__, f"{__name__}."):
    import_module(_module.name)


def check_all(catalog: Catalog) -> Iterator[Finding]:
    """Every finding of every check."""
    for run in CHECKS:
        yield from run(catalog)
