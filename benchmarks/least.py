"""The least that reading content costs: libyaml and pydantic on every file, and nothing else. `python -m benchmarks.least FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml
from pydantic import BaseModel, ValidationError

from generator.models.case import Case
from generator.models.place import City, Country
from generator.models.text import CaseText, Text

KINDS: tuple[tuple[str, type[BaseModel]], ...] = (
    ("cases/*/*/case.yml", Case),
    ("cases/*/*/text.*.md", CaseText),
    ("countries/*/country.yml", Country),
    ("countries/*/text.*.md", Text),
    ("countries/*/cities/*.yml", City),
    ("pages/*/text.*.md", Text),
)


def main(folder: Path) -> int:
    """How many files were read."""
    number = 0
    for pattern, model in KINDS:
        for path in sorted(folder.glob(pattern)):
            number += _read(path, model)
    return number


def _read(path: Path, model: type[BaseModel]) -> int:
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        text = text.removeprefix("---\n").partition("\n---\n")[0]
    try:
        model.model_validate(yaml.load(text, Loader=yaml.CBaseLoader))  # noqa: S506 - gives text only, as our own reader does
    except ValidationError as error:
        message = f"{path}: {error}"
        raise SystemExit(message) from error
    return 1


if __name__ == "__main__":
    sys.stdout.write(f"{main(Path(sys.argv[1]))} files\n")
