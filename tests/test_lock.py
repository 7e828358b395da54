"""A lock on a file: of one process at a time, and of none that has ended."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from test_cli import HERE

from generator import lock

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks")


def test_a_lock_ends_with_the_process_that_holds_it(tmp_path: Path) -> None:
    program = f"from generator import lock\nimport pathlib\nwith lock.held(pathlib.Path({str(tmp_path / 'lock')!r}), None):\n"
    program += "    print('held', flush=True)\n    input()\n"
    with subprocess.Popen([sys.executable, "-c", program], cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(lock.HeldError, match=f"process {holder.pid} since"), lock.held(tmp_path / "lock", None):
            pass
        holder.kill()
    with lock.held(tmp_path / "lock", None):
        assert str(os.getpid()) in (tmp_path / "lock").read_text()
    assert (tmp_path / "lock").read_text() == ""


def test_a_lock_is_no_link(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("stays")
    (tmp_path / "lock").symlink_to(tmp_path / "precious")
    with pytest.raises(OSError, match="symbolic links"), lock.held(tmp_path / "lock", None):
        pass
    assert (tmp_path / "precious").read_text() == "stays"


def test_a_lock_that_is_deleted_while_one_waits_is_made_anew(tmp_path: Path) -> None:
    program = f"import pathlib\nfrom generator import lock\nwith lock.held(pathlib.Path({str(tmp_path / 'lock')!r}), lambda who: print(who, flush=True)):\n"
    program += "    print('held', flush=True)\n"
    with lock.held(tmp_path / "lock", None):
        waiting = subprocess.Popen([sys.executable, "-c", program], cwd=HERE, stdout=subprocess.PIPE, text=True)
        assert waiting.stdout
        assert waiting.stdout.readline().startswith(f"process {os.getpid()} since 20")
        (tmp_path / "lock").unlink()
    assert waiting.communicate()[0] == "held\n"
    assert (tmp_path / "lock").read_text() == ""
