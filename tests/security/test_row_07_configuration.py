"""Configuration that would run something: row 7 of the threat model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from building import HOSTILE, run
from expectation import expected

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", sorted((HOSTILE / "07-configuration").iterdir()), ids=lambda path: path.stem)
def test_code_in_the_configuration_is_refused(path: Path, base: Path):
    configuration = base / "mkdocs.yml"
    own = configuration.read_text("utf-8")
    start = path.read_text("utf-8")
    keys = re.findall(r"^(\w+):", start, re.MULTILINE)
    rest = "".join(block for block in re.split(r"(?m)^(?=\w)", own) if not block.startswith(tuple(f"{key}:" for key in keys)))
    configuration.write_text(start + rest, "utf-8")
    done = run("build", "--root", base)
    assert (done.returncode, (base / "site").exists()) == (1, False)
    line, column, code = expected(path)
    assert f"mkdocs.yml:{line}:{column}: error" in done.stdout
    assert f"[{code}]" in done.stdout
