"""What `iscn check` knows, as a value that can be kept and read again."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.catalog import Catalog


@dataclass(frozen=True)
class Checked:
    """Everything found, in order, and what was looked at.

    `lines` are those of the files with findings, `records` the folder of each case and country with how many fields,
    languages and pictures it has. `repository` is its address where the configuration tells. `catalog` is there where the configuration could be read and nothing was recalled.
    """

    findings: tuple[Finding, ...]
    lines: Mapping[str, tuple[str, ...]]
    paths: tuple[str, ...] = ()
    records: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    catalog: Catalog | None = None
    repository: str = ""

    @property
    def files(self) -> int:
        """How many content files were looked at."""
        return len(self.paths)

    def only(self, below: tuple[str, ...]) -> Checked:
        """What concerns these files and folders; everything where none are named."""
        if not below:
            return self
        return replace(
            self,
            findings=tuple(finding for finding in self.findings if any(_is_below(finding.location.path, each) for each in below)),
            paths=tuple(path for path in self.paths if any(_is_below(path, each) for each in below)),
            records={
                folder: counts
                for folder, counts in self.records.items()
                if any(_is_below(folder, each) or _is_below(each, folder) for each in below)
            },
        )

    def first(self, paths: frozenset[str]) -> Checked:
        """The findings in these files first, each part in its order."""
        return replace(self, findings=tuple(sorted(self.findings, key=lambda each: each.location.path not in paths)))

    def line(self, path: str, number: int) -> str:
        """A line of a file with findings, counted from 1; empty where there is none."""
        lines = self.lines.get(path, ())
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def as_values(self) -> dict[str, Any]:
        """What JSON can hold of it: all but the catalog."""
        return {
            "findings": [asdict(finding) for finding in self.findings],
            "lines": self.lines,
            "paths": self.paths,
            "records": self.records,
            "repository": self.repository,
        }

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Checked:
        """The same again from `as_values`; KeyError, TypeError or ValueError where it is something else."""
        return cls(
            findings=tuple(_finding(**each) for each in values["findings"]),
            lines={path: tuple(lines) for path, lines in values["lines"].items()},
            paths=tuple(values["paths"]),
            records={folder: tuple(counts) for folder, counts in values["records"].items()},
            repository=str(values["repository"]),
        )


def _finding(location: dict[str, Any], severity: int, values: list[list[str]], **others: Any) -> Finding:
    pairs = tuple((name, value) for name, value in values)
    return Finding(Location(**location), severity=Severity(severity), values=pairs, **others)


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")
