"""The files of a site, by their names and first bytes."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from generator.audit import allowed, pictures
from generator.audit.reading import CONTROLS, of_offset
from generator.diagnostics import Location, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diagnostics import Finding

UNKNOWN = rule(
    "site-unknown-file",
    "A host serves whatever lies there. A file of a type that no site of ours has was put there by something else.",
    bad="`en/about/report.exe` in a site",
    good="`en/about/index.html` in a site",
)
HIDDEN = rule(
    "site-hidden-file",
    "Hidden files are left behind by other programs and can tell what was never meant to be published.",
    bad="`.git/config` in a site",
    good="`.nojekyll` in a site",
)
LINK = rule(
    "site-symlink",
    "A symbolic link publishes whatever lies at its other end, on the machine that builds the site.",
    bad="`en/report.txt` as a symbolic link",
    good="`en/report.txt` as a file",
)
TYPE = rule(
    "site-file-type",
    "A file that is not what its name says is read by no program as it was meant, and by some as something else.",
    bad="a page under the name `map.png`",
    good="a PNG under the name `map.png`",
)

SIGNATURES = {"woff2": b"wOF2", "zip": b"PK\x03\x04", "xlsx": b"PK\x03\x04"}
JSON, XML = frozenset({"json", "jsonld", "geojson"}), frozenset({"xml", "atom", "rdf", "svg"})
ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def walk(site: Path) -> Iterator[tuple[str, Finding | None]]:
    """The path of every file and link below the site, in order, and what is wrong with it by its name."""
    for folder, folders, names in os.walk(site):
        folders.sort()
        here = Path(folder)
        links = [name for name in folders if (here / name).is_symlink()]
        for name in sorted((*names, *links)):
            path = (here / name).relative_to(site).as_posix()
            yield path, _by_name(path, here / name)


def findings(path: str, content: bytes) -> Iterator[Finding]:
    """What is wrong with a file by its bytes, whatever its type."""
    ending = ending_of(path)
    try:
        _as_named(ending, content)
    except UnicodeDecodeError as error:
        yield TYPE.at(of_offset(path, content, error.start), type=ending)
    except json.JSONDecodeError as error:
        yield TYPE.at(Location(path, error.lineno, error.colno, error.lineno, error.colno + 1), type=ending)
    except ElementTree.ParseError as error:
        line, column = error.position
        yield TYPE.at(Location(path, line, column + 1, line, column + 2), type=ending)
    except (ValueError, RecursionError):
        yield TYPE.at(Location(path), type=ending)
    else:
        if ending in pictures.TYPES:
            yield from pictures.findings(path, content)


def ending_of(path: str) -> str:
    """`html` for `en/index.html`; empty where a name has no ending or begins with its only dot."""
    return Path(path).suffix.removeprefix(".")


def _by_name(path: str, file: Path) -> Finding | None:
    name = file.name
    ending = ending_of(path)
    if file.is_symlink():
        return LINK.at(Location(path))
    if any(part.startswith(".") for part in path.split("/")) and path not in allowed.UNSEEN:
        return HIDDEN.at(Location(path))
    known = name in allowed.WITHOUT_ENDING and "/" not in path if not ending else ending in allowed.ENDINGS
    if not known or not file.is_file() or (ending in allowed.PLACED and not allowed.PLACED[ending].fullmatch(path)):
        return UNKNOWN.at(Location(path))
    return None


def _as_named(ending: str, content: bytes) -> None:
    """ValueError of some kind where a file is not of the type of its name."""
    if not content.startswith(SIGNATURES.get(ending, b"")):
        raise ValueError(ending)
    if ending in allowed.TEXTS and ending != "html" and CONTROLS & set(content.decode("utf-8")):
        raise ValueError(ending)
    if ending in JSON:
        json.loads(content)
    if ending in XML:
        if ENTITIES.search(content):
            raise ValueError(ending)
        ElementTree.fromstring(content)  # noqa: S314 - without a document type there are no entities to expand
    if ending in pictures.TYPES:
        list(pictures.findings(f".{ending}", content))
