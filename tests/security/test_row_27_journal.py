"""Row 27, the part that moves files: interrupted at each of its steps, a folder is as it was or as it was to be."""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from generator import journal, output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

OLD = {
    output.MARK: b"",
    "en/index.html": b"old",
    "en/same.html": b"same",
    "en/gone/index.html": b"gone",
    "en/assets/site.css": b"old",
    "file": b"becomes a folder",
    "folder/file": b"becomes a file",
    "pl/index.html": b"a language that goes",
    "sitemap.xml": b"old",
}
ENGLISH = {"index.html": b"new", "same.html": b"same", "new/deep/index.html": b"new", "assets/site.css": b"new", "assets/new.js": b"new"}
ABOVE = {"file/file": b"was a file", "folder": b"was a folder", "sitemap.xml": b"new"}
NEW = {output.MARK: b"", **{f"en/{path}": content for path, content in ENGLISH.items()}, **ABOVE}
MOST_STEPS = 200


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def empty_folders(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir() and not any(path.iterdir())]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    return filled(folder)


def filled(folder: Path) -> Path:
    for path, content in OLD.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def publish(site: Path) -> None:
    with journal.transaction(site) as changes:
        changes.append(journal.stage(site, "en", ENGLISH.items()))
        changes.append(journal.stage(site, "", ABOVE.items(), kept=(output.MARK, "en")))


def in_a_fork(work: Callable[[], None], at: int, step: Callable[[str], None]) -> int:
    """How a process ended in which `step` was called before the n-th change of a file; 0 where there were fewer."""
    child = os.fork()
    if child == 0:
        changes = 0

        def hook(event: str, given: tuple[object, ...]) -> None:
            nonlocal changes
            flags = given[2] if event == "open" else 0
            if event in CHANGES or (event == "open" and isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)):
                changes += 1
                if changes >= at:
                    step(event)

        sys.addaudithook(hook)
        try:
            work()
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir"}
TAKES_SPACE = {"os.rename", "os.mkdir", "open"}


def kill(_event: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(event: str) -> None:
    if event in TAKES_SPACE:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_what_is_published_stands_there_and_nothing_else(site: Path) -> None:
    before = (site / "en/same.html").stat()
    publish(site)
    assert tree(site) == NEW
    assert empty_folders(site) == []
    after = (site / "en/same.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize(("step", "code"), [(kill, -signal.SIGKILL), (refuse, 1)], ids=["killed", "no space"])
def test_interrupted_at_any_step_it_is_the_old_or_the_new_one(tmp_path: Path, step: Callable[[str], None], code: int) -> None:
    found = []
    for at in range(1, MOST_STEPS):
        site = filled(tmp_path / str(at))
        ended = in_a_fork(lambda site=site: publish(site), at, step)  # type: ignore[misc]
        decided = journal.pending(site)
        if not decided and ended == code == 1:
            assert tree(site) == OLD, at
        assert journal.recover(site) == decided
        assert tree(site) in (OLD, NEW), at
        assert empty_folders(site) == [], at
        found.append(tree(site) == NEW)
        publish(site)
        assert tree(site) == NEW
        if ended == 0:
            break
        # Deleting needs no space: at the last steps a full disk is no hindrance any more.
        assert ended == code
    else:
        pytest.fail("it never came to an end")
    assert found == sorted(found)
    assert found.count(False) > 20
    assert found.count(True) > 5


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_finishing_can_be_interrupted_too(tmp_path: Path) -> None:
    """Killed at the first move, then while finishing, at each step of that, then finished."""
    decided = next(at for at in range(1, MOST_STEPS) if _killed_at(tmp_path / f"try-{at}", at))
    for at in range(1, MOST_STEPS):
        site = tmp_path / f"again-{at}"
        _killed_at(site, decided)
        ended = in_a_fork(lambda site=site: journal.recover(site) and None, at, kill)  # type: ignore[misc]
        journal.recover(site)
        assert tree(site) == NEW, at
        assert empty_folders(site) == []
        if ended == 0:
            return
    pytest.fail("it never came to an end")


def _killed_at(site: Path, at: int) -> bool:
    filled(site)
    in_a_fork(lambda: publish(site), at, kill)
    return journal.pending(site)


def test_pages_come_after_what_they_load_lists_after_what_they_list_and_losses_last(site: Path) -> None:
    order: list[str] = []
    watching = [True]

    def hook(event: str, given: tuple[object, ...]) -> None:
        if watching and event == "os.rename" and f"{journal.NEXT}/" not in str(given[1]):
            order.append(os.path.relpath(str(given[1]), site))
        if watching and event == "os.remove" and f"{journal.NEXT}/" not in str(given[0]) and str(given[0]).startswith(str(site)):
            order.append(f"-{os.path.relpath(str(given[0]), site)}")

    sys.addaudithook(hook)
    publish(site)
    watching.clear()
    assert order == [
        "-file",
        "-folder/file",
        "en/assets/new.js",
        "en/assets/site.css",
        "file/file",
        "folder",
        "en/new/deep/index.html",
        "en/index.html",
        "sitemap.xml",
        "-en/gone/index.html",
        "-pl/index.html",
    ]


def test_an_error_before_the_end_leaves_nothing_behind(site: Path) -> None:
    def fail() -> None:
        with journal.transaction(site) as changes:
            changes.append(journal.stage(site, "en", ENGLISH.items()))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert tree(site) == OLD


def test_a_file_that_comes_in_pieces_is_staged_where_it_is_another_one(site: Path) -> None:
    with journal.transaction(site) as changes:
        changes.append(journal.place_pieces(site, "sitemap.xml", iter([b"n", b"", b"ew"])))
        changes.append(journal.place_pieces(site, "en/same.html", iter([b"sa", b"me"])))
        assert changes == [journal.Changes(("sitemap.xml",)), journal.Changes()]
    assert tree(site) == OLD | {"sitemap.xml": b"new"}


def test_pieces_that_end_in_an_error_leave_nothing_behind(site: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"half of it"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"), journal.transaction(site) as changes:
        changes.append(journal.place_pieces(site, "sitemap.xml", pieces()))
    assert tree(site) == OLD


@pytest.mark.parametrize(
    "operations",
    [
        '[["place", "../outside"]]',
        '[["remove", "/etc/hosts"]]',
        '[["remove", "..\\\\outside"]]',
        '[["place"]]',
        '[["place", 1]]',
        "{}",
        "[",
        "\xff",
        "",
    ],
)
def test_a_journal_that_is_none_of_ours_is_thrown_away(site: Path, operations: str) -> None:
    (site.parent / "outside").write_bytes(b"stays")
    (site / journal.STAGED).mkdir(parents=True)
    (site / journal.JOURNAL).write_text(operations, "latin-1")
    journal.recover(site)
    assert tree(site) == OLD
    assert (site.parent / "outside").read_bytes() == b"stays"


def test_nothing_is_moved_through_a_link_that_leads_out(site: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (site / "out").symlink_to(tmp_path / "outside", target_is_directory=True)
    (site / journal.STAGED).mkdir(parents=True)
    journal.staged(site, "out/page.html").write_bytes(b"x")
    (site / journal.JOURNAL).write_text(json.dumps([["place", "out/page.html"]]), "utf-8")
    with pytest.raises(output.NotOursError, match="behind a link"):
        journal.recover(site)
    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.parametrize("name", [journal.NEXT, journal.STAGED])
def test_a_stage_that_is_a_link_is_not_touched(site: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "outside/new").mkdir(parents=True)
    (tmp_path / "outside/new/file").write_bytes(b"stays")
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).symlink_to(tmp_path / "outside", target_is_directory=True)
    with pytest.raises(output.NotOursError, match="is a link"):
        publish(site)
    assert tree(tmp_path / "outside") == {"new/file": b"stays"}
