"""How long the slowest of many broken files takes from its bytes to its findings: each must answer within half a second.

Three kinds: arbitrary bytes, real files with bytes changed, and small patterns repeated up to the limits of size.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

from generator import load, output, source
from generator.checks import check_all
from generator.source import Document, Reading

ROOT = Path(__file__).parent.parent
CASE = "cases/de/herrenberg-stadtnavi"
MOST = 0.5
"""Seconds that a file may take."""
FILES = 1500
PATTERNS = (
    b"[",
    b"{a: ",
    b"- ",
    b"a: [",
    b"? ",
    b"'",
    b'"',
    b"&a ",
    b"*a ",
    b"# \n",
    b"a: b\n",
    b"> ",
    b"* ",
    b"**",
    b"[@s1]",
    b"[a](",
    b"`",
    b"|a|\n",
    b"<b>",
    b"\xff",
)


def main() -> int:
    """Exit code 0 where the slowest is within the limit, 1 where it is not."""
    settings, _ = load.load_settings(ROOT)
    if settings is None:
        sys.stderr.write("mkdocs.yml cannot be read: iscn check\n")
        return 2
    chance = random.Random(3)
    times: list[tuple[float, str]] = []
    for name, kind in ((f"{CASE}/case.yml", "case"), (f"{CASE}/text.de.md", "case-text")):
        found = Document(kind, name, CASE.removeprefix("cases/"), "de" if kind == "case-text" else "")
        for told, content in broken((ROOT / name).read_bytes(), chance):
            start = time.perf_counter()
            document, _ = source.parse(found, content)
            if document:
                catalog, _ = load.load(Reading((document,), ()), settings)
                tuple(check_all(catalog))
            times.append((time.perf_counter() - start, f"{name}: {told}"))
    times.sort(reverse=True)
    report = {"files": len(times), "slowest, s": round(times[0][0], 3), "which": times[0][1], "at most": MOST}
    target = ROOT / output.BUILD / "reports" / "any-bytes.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(report, indent=2) + "\n", "utf-8")
    sys.stdout.writelines(f"{key:<24} {value}\n" for key, value in report.items())
    return int(times[0][0] > MOST)


def broken(real: bytes, chance: random.Random) -> list[tuple[str, bytes]]:
    """Broken variants of a file, each with a word for what was done to it."""
    made = [("arbitrary bytes", chance.randbytes(chance.randrange(4000))) for _ in range(FILES // 3)]
    for _ in range(FILES // 3):
        content = bytearray(real)
        for _ in range(chance.randrange(1, 30)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        made.append(("bytes changed", bytes(content)))
    head = real.partition(b"\n---\n")[0] + b"\n---\n" if real.startswith(b"---") else b""
    for pattern in PATTERNS:
        made += [
            (f"{pattern!r} {times} times", head + b"\n## Herausforderung\n\n" * bool(head) + pattern * times) for times in (1000, 30_000)
        ]
    return made


if __name__ == "__main__":
    sys.exit(main())
