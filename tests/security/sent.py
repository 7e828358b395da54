"""Pictures that somebody sends: put beside a case, listed, checked and published."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from findings import codes

from generator import build as pipeline
from generator import languages, report
from generator.pictures import header, making

if TYPE_CHECKING:
    from pathlib import Path

    from generator.checked import Checked

KINDS = ("png", "jpg", "webp")
CANARY = b"CANARY-7f3a"
FOLDER = "cases/de/example"
DAY = datetime.date(2026, 11, 23)


def listed(root: Path, content: bytes | None, name: str) -> Checked:
    """A picture put into the folder of a case, listed and described there; and everything checked."""
    if content is not None:
        (root / FOLDER / name).write_bytes(content)
    for path, before, after in (
        ("case.yml", "results:", f"images:\n  - file: {name}\n    credit: Town of Exampletown\n    licence: CC-BY-4.0\nresults:"),
        ("text.en.md", "results:", f"images:\n  {name}: A square with trees\nresults:"),
        ("text.de.md", "results:", f"images:\n  {name}: Ein Platz mit Bäumen\nresults:"),
    ):
        text = (root / FOLDER / path).read_text("utf-8")
        assert before in text
        (root / FOLDER / path).write_text(text.replace(before, after, 1), "utf-8", newline="")
    return pipeline.check(root)


def told(checked: Checked) -> list[str]:
    """What was found of pictures; how a translation of ours was made is no matter here."""
    return [code for code in codes(checked.findings) if not code.startswith("translation")]


def published(root: Path, checked: Checked) -> dict[str, bytes]:
    """Every file of the site, by its path."""
    assert checked.catalog
    site = root / "site"
    for _ in pipeline.build(checked.catalog, root, site, ("en", "de"), jobs=1, cached=False, today=DAY):
        pass
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def made(content: bytes, kind: str) -> making.Made:
    """What becomes of a picture whose header is in order."""
    found = header.read(f"picture.{kind}", content)
    assert isinstance(found, header.Header), found
    return making.make(content, found)


def only_copy(files: dict[str, bytes]) -> str:
    """The path of the one picture of a site."""
    (path,) = [path for path in files if path.startswith("pictures/")]
    return path


def spoken(checked: Checked) -> list[str]:
    """Everything that is said of what was found: on a terminal in every language, and to programs."""
    said = []
    for code in languages.available():
        locale = languages.locale(code)
        said += [line for line, _ in report.text(checked.findings, checked.files, locale, checked.line)]
        said += report.as_json(checked.findings, checked.files, locale).splitlines()
    return [line for line in said if "case.yml" not in line]
