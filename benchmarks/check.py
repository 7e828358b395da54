"""How long a second `iscn check` of unchanged content takes, against importing what any check has to import.

Machines are shared and noisy, so only a ratio of runs that took turns counts. The report goes to `build/reports/`.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAIRS = 25
MOST = 2.0
"""What the ratio may be at most."""
CHECK = (sys.executable, "-m", "generator", "check")
IMPORTS = (sys.executable, "-c", "import pydantic, yaml, nh3")


def main() -> int:
    """Exit code 0 where the ratio is within its limit, 1 where it is not."""
    first = seconds(CHECK)
    checks, imports = zip(*((seconds(CHECK), seconds(IMPORTS)) for _ in range(PAIRS)), strict=True)
    ratio = statistics.median(checks) / statistics.median(imports)
    report = {
        "pairs": PAIRS,
        "first check, s": round(first, 3),
        "second check, median s": round(statistics.median(checks), 3),
        "imports, median s": round(statistics.median(imports), 3),
        "ratio of medians": round(ratio, 2),
        "median of ratios": round(statistics.median(a / b for a, b in zip(checks, imports, strict=True)), 2),
        "at most": MOST,
    }
    target = ROOT / "build" / "reports" / "check.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(report, indent=2) + "\n", "utf-8")
    for name, value in report.items():
        sys.stdout.write(f"{name:<24} {value}\n")
    return int(ratio > MOST)


def seconds(command: tuple[str, ...]) -> float:
    """Wall time of one run that must succeed."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
