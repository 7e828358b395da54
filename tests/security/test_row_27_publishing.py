"""Row 27: whatever happens to a build, the site is the old or the new one, whole."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from interruption import FULL, KILLED, REPOSITORY
from test_cli import iscn

from generator import journal, lock, output

if TYPE_CHECKING:
    from pathlib import Path

    from interruption import Command, Ended

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="forks, kills and counts as Linux does")]

DAY = ("--today", "2026-11-23")
STRIDE = 7
"""Changes between two interruptions below `build/`, all of which can be made again, each followed by a whole build; below the
site there is one at each change, followed by a start that publishes nothing itself."""


@dataclass(frozen=True)
class Before:
    """A knowledge base that was published and then changed: what stands there, and how its site has to come out."""

    root: Path
    old: dict[str, bytes]
    new: dict[str, bytes]

    @property
    def site(self) -> Path:
        return self.root / "site"


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def leftovers(root: Path) -> list[str]:
    """What only an interruption leaves: stages, journals, half-written files and folders, the text of a lock."""
    marks = (journal.NEXT, ".new", output.BESIDE)
    left = [path for path in root.rglob("*") if path.name.endswith(marks) or path.name.startswith(output.BESIDE)]
    left += [path for path in (root / "site" / output.MARK, root / "build/build.lock") if path.exists() and path.stat().st_size]
    return sorted(path.relative_to(root).as_posix() for path in left)


def move_the_case(root: Path) -> None:
    """A page less, a page more, and a change to all that lead to it."""
    (root / "cases/de/example").rename(root / "cases/de/another")
    for path in (root / "pages").rglob("*.md"):
        path.write_text(path.read_text("utf-8").replace("case:de/example", "case:de/another"), "utf-8")


@pytest.fixture
def before(small: Path, command: Command, tmp_path: Path) -> Before:
    after = shutil.copytree(small, tmp_path / "after")
    move_the_case(after)
    assert build(command, after).code == 0
    assert build(command, small).code == 0
    move_the_case(small)
    made = Before(small, tree(small / "site"), tree(after / "site"))
    assert made.old.keys() - made.new.keys()
    assert made.new.keys() - made.old.keys()
    return made


def build(command: Command, root: Path, *arguments: str, at: int = 0, how: str = KILLED) -> Ended:
    return command.run(root, "build", "--root", root, "--jobs", "1", *DAY, *arguments, at=at, how=how)


def start_with_an_error(command: Command, root: Path) -> Ended:
    """The next start, which finishes or undoes, and publishes nothing itself."""
    path = root / "cases/de/another/case.yml"
    good = path.read_text("utf-8")
    path.write_text(good.replace("level: municipal", "level: nowhere"), "utf-8")
    try:
        return build(command, root)
    finally:
        path.write_text(good, "utf-8")


def as_before(kept: Path, root: Path) -> None:
    shutil.rmtree(root)
    shutil.copytree(kept, root)


def points(command: Command, before: Before, kept: Path) -> list[int]:
    """At which changes to interrupt: at each below the site, and at some of the others."""
    whole = build(command, before.root)
    assert whole.code == 0, whole.said
    as_before(kept, before.root)
    return [at for at, path in enumerate(whole.changed, 1) if path.startswith(str(before.site)) or at % STRIDE == 0]


@pytest.mark.parametrize("how", [KILLED, FULL])
def test_interrupted_at_any_change_of_a_file_the_site_is_the_old_or_the_new_one(before: Before, command: Command, how: str) -> None:
    kept = shutil.copytree(before.root, before.root.parent / "kept")
    found = []
    for at in points(command, before, kept):
        ended = build(command, before.root, at=at, how=how)
        if how == FULL and ended.code != 0:
            assert ended.code == 2
            assert ended.said.splitlines()[-1].startswith("iscn: "), ended.said
            assert "no space left on the disk" in ended.said
            assert ended.said.endswith(("is as it was.\n", "is half new: iscn build finishes it.\n"))
            assert journal.pending(before.site) or tree(before.site) == before.old
            assert journal.pending(before.site) or leftovers(before.root) == []
        elif how == KILLED:
            assert ended.code == -signal.SIGKILL
        assert start_with_an_error(command, before.root).code == 1
        published = tree(before.site)
        assert published in (before.old, before.new), at
        assert [path for path in leftovers(before.root) if path.startswith("site/")] == [], at
        found.append(published == before.new)
        if at % STRIDE == 0:
            assert build(command, before.root).code == 0
            assert tree(before.site) == before.new, at
            assert leftovers(before.root) == []
        as_before(kept, before.root)
    assert found == sorted(found)
    assert {True, False} == set(found)


def test_without_room_for_what_the_kernel_is_asked_to_write_the_old_site_stays(before: Before) -> None:
    """A real refusal, by the kernel and in the middle of a file: no file may grow beyond some bytes."""
    for most in (0, 100, 1_000, 10_000, 20_000):
        done = iscn_limited(before.root, most)
        assert done.returncode == 2, (most, done.stderr)
        assert done.stderr.splitlines()[-1].endswith("site is as it was."), done.stderr
        assert "Traceback" not in done.stderr
        assert tree(before.site) == before.old
        assert leftovers(before.root) == []


def iscn_limited(root: Path, most: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", "build", "--root", str(root), "--jobs", "1", *DAY],
        cwd=REPOSITORY,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )


def test_a_disk_that_is_really_full(before: Before) -> None:
    """A file system of its own in memory, with ever less room: the build fails in ever other places, and then with enough."""
    if subprocess.run(["unshare", "-Urm", "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a file system of their own")
    script = """
mount -t tmpfs -o size="$2" tmpfs "$3" && cp -r "$1/." "$3" && "$4" -m generator build --root "$3" --jobs 1 --today 2026-11-23 >&2
code=$?; rm -rf "$3/build"; cp -r "$3/site" "$5"; exit $code
"""
    size = sum(len(content) + 4096 for path, content in tree(before.root).items())
    seen = set()
    for more in (0, 20_000, 60_000, 20_000_000):
        mounted, copied = before.root.parent / "mounted", before.root.parent / f"copied-{more}"
        mounted.mkdir(exist_ok=True)
        command = ["unshare", "-Urm", "sh", "-c", script, "sh", before.root, str(size + more), mounted, sys.executable, copied]
        variables = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(REPOSITORY)}
        done = subprocess.run(command, cwd=REPOSITORY, env=variables, capture_output=True, text=True, check=False)
        seen.add(done.returncode)
        assert done.returncode in (0, 2), done.stderr
        if done.returncode == 0:
            assert tree(copied) == before.new, "on another kind of file system, byte for byte"
        else:
            assert tree(copied) == before.old, done.stderr
        assert done.returncode == 0 or "is as it was." in done.stderr.splitlines()[-1]
    assert seen == {0, 2}


HALF = "sys.stdout.write('eyJtZXNz'); sys.stdout.flush()"
ENDS = (
    "raise SystemExit('no more memory')",
    "os.kill(os.getpid(), 9)",
    f"{HALF}; os.kill(os.getpid(), 9)",
    f"{HALF}; raise SystemExit(0)",
    "sys.stdout.write('no base64,')",
    "import base64; sys.stdout.write(base64.b64encode(b'[]').decode() + ','); sys.stdout.flush(); sys.stdin.read()",
)
"""How a program ends that fails, is killed, says that all is well, or says something else than it should."""


def test_a_search_index_that_cannot_be_made_leaves_the_site_untouched(before: Before, tmp_path: Path) -> None:
    """In place of Pagefind stands a program that says a little at most."""
    (tmp_path / "program/pagefind").mkdir(parents=True)
    (tmp_path / "program/pagefind/__init__.py").touch()
    for end in ENDS:
        program = f"import os, sys\nsys.stdin.buffer.read(1)\n{end}\n"
        (tmp_path / "program/pagefind/__main__.py").write_text(program, "utf-8")
        run = iscn("build", "--root", before.root, *DAY, PYTHONPATH=f"{tmp_path / 'program'}:{REPOSITORY}")
        assert run.returncode == 2
        assert run.stderr.splitlines()[-1].startswith("iscn: the search index could not be made: ")
        assert run.stderr.endswith("site is as it was.\n")
        assert tree(before.site) == before.old
        assert leftovers(before.root) == []


def test_a_second_build_waits_or_says_who_is_building(before: Before) -> None:
    with lock.held(before.root / "build/build.lock", None):
        refused = iscn("build", "--root", before.root, "--no-wait", *DAY)
        assert refused.returncode == 2
        assert refused.stderr.startswith(f"iscn: another build is running: process {os.getpid()} since 20")
        assert refused.stderr.count("\n") == 1
        assert tree(before.site) == before.old
        assert iscn("check", "--root", before.root).returncode == 0
        waiting = started("build", "--root", before.root, *DAY)
        assert waiting.stderr
        assert waiting.stderr.readline().startswith(f"Another build is running: process {os.getpid()} since 20")
        assert waiting.poll() is None
        assert tree(before.site) == before.old
    assert waiting.communicate()[1].startswith("Building 1 languages")
    assert waiting.returncode == 0
    assert tree(before.site) == before.new


def test_a_second_build_of_another_content_into_the_same_site_waits_too(before: Before) -> None:
    with lock.held(before.site / output.MARK, None):
        assert iscn("build", "--root", before.root, "--no-wait", *DAY).returncode == 2
    assert (before.site / output.MARK).read_bytes() == b""
    assert tree(before.site) == before.old


def test_workers_end_with_the_build_that_is_killed(before: Before, tmp_path: Path) -> None:
    """In place of Pagefind stands a program that waits: two workers of a killed build end, and leave the lock to the next."""
    configuration = (before.root / "mkdocs.yml").read_text("utf-8")
    (before.root / "mkdocs.yml").write_text(configuration.replace("languages: [en]", "languages: [en, de]"), "utf-8")
    (tmp_path / "program/pagefind").mkdir(parents=True)
    (tmp_path / "program/pagefind/__init__.py").touch()
    begun = tmp_path / "begun"
    begun.mkdir()
    program = f"import os, time, pathlib\n(pathlib.Path({str(begun)!r}) / str(os.getpid())).touch()\ntime.sleep(60)\n"
    (tmp_path / "program/pagefind/__main__.py").write_text(program, "utf-8")
    run = started("build", "--root", before.root, "--jobs", "2", *DAY, PYTHONPATH=f"{tmp_path / 'program'}:{REPOSITORY}")
    until(lambda: len(list(begun.iterdir())) == 2)
    run.kill()
    run.communicate()
    for path in begun.iterdir():
        os.kill(int(path.name), signal.SIGKILL)
    again = iscn("build", "--root", before.root, "--languages", "en", *DAY)
    assert again.returncode == 0, again.stderr
    assert leftovers(before.root) == []


def test_serve_finishes_what_a_killed_build_began(before: Before, command: Command) -> None:
    kept = shutil.copytree(before.root, before.root.parent / "kept")
    whole = build(command, before.root)
    assert tree(before.site) == before.new
    as_before(kept, before.root)
    last = max(at for at, path in enumerate(whole.changed, 1) if path.startswith(f"{before.site / journal.STAGED}/"))
    assert build(command, before.root, at=last - 3).code == -signal.SIGKILL
    assert tree(before.site) not in (before.old, before.new)
    assert journal.pending(before.site)
    serving = started("serve", "--root", before.root, "--port", "0", *DAY)
    try:
        assert serving.stderr
        assert serving.stderr.readline().startswith("Finished what was begun before: ")
        assert serving.stdout
        until(lambda: serving.stdout is not None and "http://" in serving.stdout.readline())
        assert tree(before.site) == before.new
        assert leftovers(before.root) == []
    finally:
        serving.kill()
        serving.communicate()


def test_the_real_site_is_whole_after_kills_at_random_moments(tmp_path: Path) -> None:
    """With as many workers as people have; from one build to the other every English page shows another name."""
    for folder in ("cases", "countries", "pages"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    arguments = ("build", "--root", tmp_path, *DAY)
    trees = []
    for name in ("Knowledge base", "Other words"):
        change_name(tmp_path, name)
        began = time.monotonic()
        assert iscn(*arguments).returncode == 0
        trees.append(tree(tmp_path / "site"))
    seconds = time.monotonic() - began
    assert trees[0] != trees[1]
    chance = random.Random(27)
    now = 1
    for _ in range(6):
        change_name(tmp_path, ("Knowledge base", "Other words")[1 - now])
        run = started(*arguments)
        time.sleep(chance.uniform(0.3, 1.0) * seconds)
        run.kill()
        run.communicate()
        good = (tmp_path / "mkdocs.yml").read_text("utf-8")
        (tmp_path / "mkdocs.yml").write_text(good.replace("default_language: en", "default_language: xx"), "utf-8")
        assert iscn(*arguments).returncode == 1
        (tmp_path / "mkdocs.yml").write_text(good, "utf-8")
        published = tree(tmp_path / "site")
        assert published in trees
        assert [path for path in leftovers(tmp_path) if path.startswith("site/")] == []
        now = trees.index(published)
    assert iscn(*arguments).returncode == 0
    assert leftovers(tmp_path) == []


def change_name(root: Path, name: str) -> None:
    """Another name of the whole in English, which every English page shows."""
    configuration = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    assert "en: ISCN Knowledge Base\n" in configuration
    (root / "mkdocs.yml").write_text(configuration.replace("en: ISCN Knowledge Base\n", f"en: {name}\n"), "utf-8")


def started(*arguments: str | Path, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "generator", *map(str, arguments)],
        cwd=REPOSITORY,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(REPOSITORY), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def until(done: object) -> None:
    """Waits for something that happens soon; a minute is for machines that are busy."""
    end = time.monotonic() + 60
    assert callable(done)
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)
