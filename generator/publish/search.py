"""A search index a language: Pagefind over small documents that hold the words of each page and nothing around them."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import unicodedata
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from generator import output, routes
from generator.publish import indexing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.output import Artifact

LEFT_OUT = ("pagefind-worker", "pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight", "pagefind-playground")
"""What Pagefind brings along and no page of ours loads."""

CHUNK, CHUNK_OF_MARKS = 4000, 250
"""How many places of words go into one file of the index. A search loads the files that its words are in, and nothing else.

Pagefind's own 20000 makes files of 28 kB and up. It also counts only words without accents and other marks (Pagefind's
issue 1211): of a script that writes its vowels as marks, as Devanagari does, one in four counts, and unevenly at that.
"""
_OTHERS = re.compile(r'<html [^>]*data-others="(?P<others>[^"]*)" data-lacking="(?P<lacking>[^"]*)"')
"""What a document says of the languages of the site besides its own, and those in which there is no such page."""
SAMPLE = 200_000
"""Characters of the documents from which the script is judged."""


def index(documents: Path, published: Path, cache: Path | None) -> tuple[Artifact, ...] | None:
    """Documents below a folder → the bundle that the search page loads; None where the published one is right.

    Without any document there is no bundle: Pagefind makes none, and the search page leads to the lists.
    With a cache, nothing is done where the same documents were indexed last and what was published then is still whole.
    """
    if not any(documents.rglob("*.html")):
        return ()
    program = b"".join(Path(each).read_bytes() for each in (__file__, indexing.__file__))
    key = f"{_key(_files(documents))} {hashlib.sha256(program).hexdigest()} {metadata.version('pagefind')}"
    stamp = cache / "search.txt" if cache else None
    if stamp and output.is_same(stamp, f"{key} {_key(_files(published))}".encode()):
        return None
    bundle = tuple(sorted(_bundle(documents, indexing.indexed(documents, _chunk(documents)))))
    if stamp and cache:
        output.write_file(cache, stamp.name, f"{key} {_key(bundle)}".encode())
    return bundle


def _chunk(documents: Path) -> int:
    """The size of the files of an index, by whether its script writes marks as letters of their own."""
    text = ""
    for path in sorted(documents.rglob("*.html")):
        text += path.read_text("utf-8")
        if len(text) > SAMPLE:
            break
    words = re.sub(r"<[^>]*>", " ", text).split()
    marked = sum(any(unicodedata.category(each).startswith("M") for each in word) for word in words)
    return CHUNK_OF_MARKS if marked * 10 > len(words) else CHUNK


def _bundle(documents: Path, made: Mapping[str, bytes]) -> Iterator[Artifact]:
    """What Pagefind made, and what it calls the pages: its own filters come out in another order with every run."""
    yield from ((path, content) for path, content in made.items() if not path.startswith(LEFT_OUT))
    addresses = {
        PurePosixPath(path).stem: json.loads(gzip.decompress(made[path]).removeprefix(b"pagefind_dcd"))["url"]
        for path in sorted(made)
        if path.startswith("fragment/")
    }
    yield "cases.json", _json(_cases(addresses))
    for language, pages in _lacking(documents, addresses).items():
        yield f"lacking/{language}.json", _json(pages)


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _cases(addresses: Mapping[str, str]) -> dict[str, str]:
    """What Pagefind calls each case → its address below the list of all cases: the explorer filters without loading the texts."""
    below = f"/{routes.CASES.path}/"
    return {name: url.removeprefix(below) for name, url in addresses.items() if url.startswith(below)}


def _lacking(documents: Path, addresses: Mapping[str, str]) -> dict[str, list[str]]:
    """Tag of each other language → what Pagefind calls the pages that there are not in it: its readers are offered these."""
    found: dict[str, list[str]] = {}
    for name, url in addresses.items():
        said = _OTHERS.search((documents / url.strip("/") / "index.html").read_text("utf-8"))
        if said:
            for language in said["others"].split():
                found.setdefault(language, [])
            for language in said["lacking"].split():
                found[language].append(name)
    return found


def _files(folder: Path) -> Iterator[Artifact]:
    """The files below a folder, in the order of their paths; none where there is no such folder."""
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    yield from ((name, paths[name].read_bytes()) for name in sorted(paths))


def _key(files: Iterable[Artifact]) -> str:
    """A hash of the names and contents of files."""
    state = hashlib.sha256()
    for path, content in files:
        state.update(f"{path}\0{len(content)}\0".encode())
        state.update(content)
    return state.hexdigest()
