"""The machine and the programs on it: absolute times mean nothing without."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from pathlib import Path


def machine() -> dict[str, str]:
    """What a reader needs to judge absolute times by."""
    memory = _first(r"^MemTotal:\s*(\d+) kB$", "/proc/meminfo") or "0"
    return {
        "processor": _first(r"^model name\s*:\s*(.+)$", "/proc/cpuinfo") or platform.machine(),
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "memory": f"{int(memory) * 1024 / 1e9:.0f} GB",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "hugo": hugo_version() or "not installed",
        "load before": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "",
    }


def hugo_version() -> str | None:
    """The version of Hugo, or None where there is none."""
    program = shutil.which("hugo")
    if program is None:
        return None
    said = subprocess.run([program, "version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"v(\d+(?:\.\d+)+\S*)", said)
    return found[1] if found else said.strip()


def _first(pattern: str, file: str) -> str | None:
    try:
        found = re.search(pattern, Path(file).read_text("utf-8"), re.MULTILINE)
    except OSError:
        return None
    return found[1].strip() if found else None
