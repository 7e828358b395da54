"""Write the corpus: `python -m benchmarks.corpus 100 FOLDER`."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.corpus import hugo, material, ours
from benchmarks.corpus.cases import Corpus

LAYOUTS = {"ours": ours.write, "hugo": hugo.write, "material": material.write}

parser = argparse.ArgumentParser(description="Write invented cases in the layout of an engine.")
parser.add_argument("cases", type=int, help="how many")
parser.add_argument("folder", type=Path, help="where; must be empty or not there")
parser.add_argument("--layout", choices=LAYOUTS, default="ours", help="default: ours")
parser.add_argument("--seed", type=int, default=1, help="another one gives other cases; default: 1")
asked = parser.parse_args()
if asked.folder.exists() and any(asked.folder.iterdir()):
    parser.error(f"{asked.folder} is not empty")
asked.folder.mkdir(parents=True, exist_ok=True)
LAYOUTS[asked.layout](Corpus(asked.cases, asked.seed), asked.folder)
