"""YAML that explodes: row 8 of the threat model."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from building import HOSTILE, REPOSITORY
from counting import calls
from expectation import expected
from hostile import errors

from generator import source


@pytest.mark.parametrize("path", sorted((HOSTILE / "08-bombs").iterdir()), ids=lambda path: path.stem)
def test_yaml_that_explodes_is_one_finding(path: Path, base: Path):
    shutil.copy(path, base / "countries/aq/cities/bomb.yml")
    found = errors(base)
    assert list(found) == ["countries/aq/cities/bomb.yml"]
    assert [(each.location.line, each.location.column, each.code) for each in found["countries/aq/cities/bomb.yml"]] == [expected(path)]


BOMBS = {
    "lists": (f"names: {'[' * 2_000}x{']' * 2_000}\n", "yaml-too-deep"),
    "mappings": (f"names: {'{a: ' * 2_000}x{'}' * 2_000}\n", "yaml-too-deep"),
    "indented": ("".join(f"{'  ' * depth}k:\n" for depth in range(400)) + f"{'  ' * 400}x\n", "yaml-too-deep"),
    "long list": (f"names: [{'x, ' * 6_000}x]\n", "yaml-too-long"),
    "many keys": ("".join(f"k{number}: x\n" for number in range(6_000)), "yaml-too-long"),
    "long text": (f"names: {{en: {'x' * 300_000}}}\n", "file-too-large"),
    "50 MB": ("x" * 50_000_000, "file-too-large"),
}


@pytest.mark.parametrize(("content", "code"), BOMBS.values(), ids=BOMBS.keys())
def test_yaml_that_is_too_much_is_one_finding(content: str, code: str, base: Path):
    (base / "countries/aq/cities/bomb.yml").write_text(content, "utf-8")
    found = errors(base)
    assert {path: [each.code for each in findings] for path, findings in found.items()} == {"countries/aq/cities/bomb.yml": [code]}


MEASURE = """
import sys
from pathlib import Path
from generator import source
from generator.diagnostics import has_errors

for path in sys.argv[1:]:
    document, findings = source.parse(source.recognise("countries/aq/cities/bomb.yml"), Path(path).read_bytes())
    assert has_errors(findings), path
print(next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:")))
"""
MOST_MEMORY = 200_000
"""Kilobytes, the program itself among them."""
FILES = {path.stem: path.read_bytes() for path in sorted((HOSTILE / "08-bombs").iterdir())}
FILES |= {name: content.encode() for name, (content, code) in BOMBS.items() if code != "file-too-large"}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system does not tell")
def test_no_bomb_takes_memory(tmp_path: Path):
    """In a process of its own, all of them one after the other."""
    for name, content in FILES.items():
        (tmp_path / f"{name}.yml").write_bytes(content)
    command = [sys.executable, "-c", MEASURE, *sorted(tmp_path.iterdir())]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[1]) < MOST_MEMORY


MOST_CALLS = 200_000
"""Calls of functions for one file; counted instead of half a second, which is more on another machine."""


@pytest.mark.parametrize("name", FILES)
def test_no_bomb_takes_work(name: str):
    found = source.recognise("countries/aq/cities/bomb.yml")
    assert isinstance(found, source.Document)
    assert calls(lambda: source.parse(found, FILES[name])) < MOST_CALLS
