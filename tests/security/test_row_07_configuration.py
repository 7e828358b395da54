"""Configuration that would run something: row 7 of the threat model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from building import DAY, HOSTILE, run, run_module
from expectation import expected
from hostile import ENGLISH

from generator import build as pipeline

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


HOOK = "from pathlib import Path\nPath({path!r}).touch()\n"


@pytest.fixture
def hook(tmp_path: Path) -> Path:
    """A program that leaves a file behind when MkDocs runs it; here, what it leaves."""
    (tmp_path / "run.py").write_text(HOOK.format(path=str(tmp_path / "it-ran")), "utf-8")
    return tmp_path / "it-ran"


def test_a_file_from_which_the_configuration_would_inherit_is_never_read(base: Path, hook: Path):
    """MkDocs would build objects of what a tag there names. Hidden files are not content, so nobody would have looked."""
    (base / "cases/.configuration.yml").write_text(f"copyright: !!python/object/apply:os.mkdir [{hook}]\n", "utf-8")
    with (base / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("INHERIT: cases/.configuration.yml\n")
    done = run("build", "--root", base)
    assert "[unknown-field]" in done.stdout
    assert (done.returncode, hook.exists()) == (1, False)


def test_hooks_that_come_in_after_the_check_do_not_run(base: Path, hook: Path):
    """The configuration that the program writes itself has none, whatever it inherits."""
    catalog = pipeline.check(base).catalog
    assert catalog
    with (base / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"hooks: [{hook.with_name('run.py')}]\n")
    for _ in pipeline.build(catalog, base, base / "site", ENGLISH, jobs=1, cached=False, today=DAY):
        pass
    assert (base / "site/en/index.html").exists()
    assert not hook.exists()


def test_mkdocs_by_itself_would_run_them(hook: Path):
    """The control."""
    folder = hook.parent / "plain"
    (folder / "docs").mkdir(parents=True)
    (folder / "docs/index.md").write_text("# Words\n", "utf-8")
    (folder / "mkdocs.yml").write_text(f"site_name: Plain\nhooks: [{hook.with_name('run.py')}]\n", "utf-8")
    done = run_module("mkdocs", "build", "-q", "-f", folder / "mkdocs.yml")
    assert (done.returncode, hook.exists()) == (0, True), done.stderr
