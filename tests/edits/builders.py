"""A copy of the program that builds in processes of its own, so that the program itself can be edited between two builds."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from building import DAY, REPOSITORY, SITES, copy_content

if TYPE_CHECKING:
    import datetime
    from typing import Self

TOLD = re.compile(r"^  (?P<language>[a-z]+): (?P<pages>\d+) pages(?:, (?P<rendered>\d+) made anew)?", re.MULTILINE)
"""What `iscn build` says of each language. Where it does not say how many were made anew, all were."""
STANDING = "Nothing was touched"
"""How it begins to say that the site stands as it would be built."""
BAD_CONTENT = 1


@dataclass(frozen=True)
class Built:
    """What came of a build: the exit code, what was said, how many pages were rendered."""

    code: int
    said: str
    rendered: int

    @property
    def good(self) -> bool:
        """Whether there is a site."""
        return self.code == 0

    @property
    def refused(self) -> bool:
        """Whether there is none because the content has errors."""
        return self.code == BAD_CONTENT

    @property
    def why(self) -> str:
        """The findings that stopped it, or else all that was said."""
        return "\n".join(line for line in self.said.splitlines() if ": error: " in line) or self.said


@dataclass
class Builder:
    """A program in a folder, and the processes that build with it, begun again by `restart` once it was edited."""

    folder: Path
    day: datetime.date = DAY
    _process: subprocess.Popen[str] | None = field(default=None, repr=False)

    @classmethod
    def beside(cls, folder: Path) -> Self:
        """A copy of this repository's program, and the small base that its processes warm up with."""
        shutil.copytree(REPOSITORY / "generator", folder / "generator", ignore=shutil.ignore_patterns("__pycache__"))
        copy_content(SITES / "two-languages", folder / "warm")
        return cls(folder)

    def build(self, root: Path, site: Path, *options: str, staying: bool = False) -> Built:
        """`iscn build`."""
        arguments = ["build", "--root", str(root), "--site", str(site), "--today", self.day.isoformat(), *options]
        answer = self._asked({"arguments": arguments, "staying": staying})
        told = [int(each["rendered"] or each["pages"]) for each in TOLD.finditer(answer["said"])]
        assert told or answer["code"] or STANDING in answer["said"], answer["said"]
        return Built(answer["code"], answer["said"], sum(told))

    def restart(self) -> None:
        """End the processes; the next build begins new ones."""
        if self._process is not None:
            self._process.communicate()
            self._process = None

    def _asked(self, order: dict[str, Any]) -> dict[str, Any]:
        if self._process is None or self._process.poll() is not None:
            self._process = self._started()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the process that builds has ended"
        return dict(json.loads(line))

    def _started(self) -> subprocess.Popen[str]:
        own = {"PYTHONPATH": str(self.folder), "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}
        variables = {key: value for key, value in os.environ.items() if key not in {"SOURCE_DATE_EPOCH", "PYTHONHASHSEED"}} | own
        command = [sys.executable, str(Path(__file__).with_name("builder.py")), str(self.folder / "warm")]
        return subprocess.Popen(command, cwd=self.folder, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
