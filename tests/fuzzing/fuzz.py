"""`make fuzz`: each target fed by an engine that looks for inputs which reach new code (atheris, on libFuzzer).

    python tests/fuzzing/fuzz.py markdown --seconds 1800

What was found to reach something new stays in build/fuzz/TARGET/ and is where the next run begins. An input that breaks a
promise goes to build/fuzz/crashes/TARGET-<hash>, the first one of each place that raises; the run goes on, fails in the end
and says how to see it again:

    python tests/fuzzing/fuzz.py markdown --again build/fuzz/crashes/markdown-<hash>
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OUT = ROOT / "build" / "fuzz"
CRASHES = OUT / "crashes"
NAMES = ("reader", "markdown", "sections", "intake", "exports")
SLOWEST = 60
"""Seconds that one input may take; ours take a hundredth of one."""
LONGEST = 16_000
"""Bytes of an input. Limits of size have tests of their own."""
MOST_MEMORY = 3_000
"""Megabytes."""


def main() -> int:
    """0 where every target held, 1 where one did not."""
    asked = _arguments()
    if asked.files:
        return _again(asked.targets[0], asked.files)
    if asked.inside:
        return _fuzz(asked.targets[0], asked.seconds)
    return max([_ran(name, asked.seconds) for name in asked.targets or NAMES])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Feed parts of the program with inputs that nobody thought of.")
    parser.add_argument("targets", nargs="*", choices=[*NAMES, []], help="which of them; all if none is named")
    parser.add_argument("--seconds", type=int, default=1_800, help="how long each runs")
    parser.add_argument("--again", dest="files", nargs="+", type=Path, help="run these inputs once, without the engine")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _ran(name: str, seconds: int) -> int:
    """Whether a target held, in a process of its own: the engine ends the one that it runs in."""
    print(f"{name}: {seconds} s, inputs in {OUT.relative_to(ROOT)}/{name}/", flush=True)
    before = set(CRASHES.glob(f"{name}-*"))
    done = subprocess.run([sys.executable, __file__, name, "--inside", "--seconds", str(seconds)], cwd=ROOT, check=False)
    broken = sorted(path.relative_to(ROOT).as_posix() for path in set(CRASHES.glob(f"{name}-*")) - before)
    if broken:
        print(f"{name}: {len(broken)} inputs broke a promise. To see them again:")
        print("".join(f"  python tests/fuzzing/fuzz.py {name} --again {each}\n" for each in broken), end="")
        print(f"Once it is mended, a small input that shows it belongs into tests/fuzzing/crashes/{name}/.")
    print(f"{name}: {'failed' if broken or done.returncode else 'held'}", flush=True)
    return 1 if broken or done.returncode else 0


def _again(name: str, files: list[Path]) -> int:
    """Inputs once more, with the whole story of the first that fails."""
    sys.path[:0] = [str(HERE), str(ROOT)]
    import targets

    for path in files:
        targets.target(name).run(path.read_bytes())
        print(f"{path}: held")
    return 0


def _fuzz(name: str, seconds: int) -> int:
    """The engine itself. It measures the code of ours, and does not come back."""
    import atheris

    sys.path[:0] = [str(HERE), str(ROOT)]
    with atheris.instrument_imports(include=["generator"]):
        import pieces
        import targets

        module = targets.target(name)
    kept, begin = OUT / name, OUT / "seeds" / name
    for folder in (kept, CRASHES, begin):
        folder.mkdir(parents=True, exist_ok=True)
    for each in targets.seeds(name):
        (begin / hashlib.sha256(each).hexdigest()[:16]).write_bytes(each)
    words = OUT / "pieces.dict"
    words.write_text(pieces.dictionary(), "utf-8")
    options = {
        "max_total_time": seconds,
        "timeout": SLOWEST,
        "max_len": LONGEST,
        "rss_limit_mb": MOST_MEMORY,
        "dict": words,
        "artifact_prefix": f"{CRASHES}/{name}-",
        "print_final_stats": 1,
    }
    atheris.Setup([name, *(f"-{key}={value}" for key, value in options.items()), str(kept), str(begin)], _going_on(name, module.run))
    atheris.Fuzz()
    return 0


def _going_on(name: str, run: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """The target, which keeps the first input of each place that raises instead of ending the run."""
    known: set[tuple[str, str, int]] = set()

    def tried(data: bytes) -> None:
        try:
            run(data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            *_, last = traceback.extract_tb(error.__traceback__)
            place = (type(error).__name__, last.filename, last.lineno or 0)
            if place not in known:
                known.add(place)
                kept = CRASHES / f"{name}-{hashlib.sha256(data).hexdigest()[:16]}"
                kept.write_bytes(data)
                print(f"{name}: {type(error).__name__} at {last.filename}:{last.lineno}, kept as {kept.name}", file=sys.stderr, flush=True)

    return tried


if __name__ == "__main__":
    sys.exit(main())
