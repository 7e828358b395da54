"""What `iscn audit` says of a built site, as short lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import audit
from generator.audit import Asked
from generator.diagnostics import in_order

if TYPE_CHECKING:
    from pathlib import Path


def found(site: Path, asked: Asked | None = None, jobs: int = 1) -> list[str]:
    """Everything that is said of a site: path, line, column and code."""
    asked = asked or Asked()
    paths, findings = audit.paths(site, asked)
    judged = list(audit.each(site, paths, asked, jobs))
    every = (*findings, *(each for one in judged for each in one.findings), *audit.together(site, judged, asked))
    return [f"{each.location.path}:{each.location.line}:{each.location.column} {each.code}" for each in in_order(every)]
