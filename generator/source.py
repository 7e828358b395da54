"""The only reader of content: files below `cases/`, `countries/` and `pages/` become documents, or findings."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from generator import characters, yaml_text
from generator.diagnostics import Finding, Location, has_errors, rule
from generator.pictures import header
from generator.yaml_text import Tree, YamlText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from generator.pictures.header import Header

    Parse = Callable[["Document", bytes], tuple["Document | None", list[Finding]]]
    ReadFile = Callable[[Path, str], tuple["Document | None", list[Finding]]]

MOST_YAML = 256_000
MOST_BODY = 32_000
MOST_PICTURE = 10_000_000
MOST_FILES = 64
MOST_CITIES = 5_000
DEEPEST = 8
"""Folders within folders below which nothing is looked for; what stands there is told of as one misplaced thing."""
CONTENT = ("cases", "countries", "pages")
CONFIGURATION = "mkdocs.yml"
PICTURES = (".jpg", ".png", ".webp")

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
_EXPECTED = (
    ("case", rf"cases/(?P<id>[a-z]{{2}}/{SLUG})/case\.yml"),
    ("case-text", rf"cases/(?P<id>[a-z]{{2}}/{SLUG})/text\.(?P<language>{LANGUAGE})\.md"),
    ("picture", rf"cases/(?P<id>[a-z]{{2}}/{SLUG})/(?P<file>{SLUG}(?:{'|'.join(map(re.escape, PICTURES))}))"),
    ("origins", r"cases/origins\.yml"),
    ("country", r"countries/(?P<id>[a-z]{2})/country\.yml"),
    ("country-text", rf"countries/(?P<id>[a-z]{{2}})/text\.(?P<language>{LANGUAGE})\.md"),
    ("city", rf"countries/(?P<country>[a-z]{{2}})/cities/(?P<slug>{SLUG})\.yml"),
    ("page-text", rf"pages/(?P<id>{SLUG})/text\.(?P<language>{LANGUAGE})\.md"),
)
KINDS = tuple((kind, re.compile(pattern, re.ASCII)) for kind, pattern in _EXPECTED)
LONGEST_SLUG = 60
# Names that Windows keeps for devices: a checkout there would fail.
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})

MISPLACED = rule(
    "misplaced-file",
    "Only files with the names that the content model gives are read; any other would be lost silently.",
    bad="`cases/de/herrenberg-stadtnavi/case.yaml`",
    good="`cases/de/herrenberg-stadtnavi/case.yml`",
)
SYMLINK = rule(
    "symlink",
    "A link can point anywhere on the machine that publishes; content is ordinary files.",
    bad="`text.es.md` as a link to `text.en.md`",
    good="`text.es.md` as a file of its own",
)
TOO_LARGE = rule(
    "file-too-large",
    "Texts are for people to read and pictures for phones; a file of this size is a mistake.",
    bad="a picture `map.png` of 25 MB",
    good=f"the same picture made smaller, {MOST_PICTURE // 1_000_000} MB at most",
)
TOO_MANY = rule(
    "too-many-files",
    "A folder with that many files is a mistake.",
    bad="a folder of a case with 70 pictures",
    good=f"the pictures that readers need, {MOST_FILES} files in one folder at most",
)
LONG_NAME = rule(
    "name-too-long",
    "The name becomes part of an address; addresses stay short enough to read aloud.",
    bad="`cases/de/herrenberg-a-travel-app-for-buses-bicycles-and-car-parks-from-open-software/case.yml`",
    good="`cases/de/herrenberg-stadtnavi/case.yml`",
)
RESERVED_NAME = rule(
    "reserved-name", "Some names cannot be used for files on Windows.", bad="`pages/con/text.en.md`", good="`pages/conference/text.en.md`"
)
UNREADABLE = rule(
    "unreadable-file",
    "The file could not be opened.",
    bad="`case.yml` without the permission to read it",
    good="`case.yml` as an ordinary file that everybody may read",
)
NO_FRONT_MATTER = rule(
    "no-front-matter",
    "A text starts with its title and summary between two lines of three hyphens.",
    bad="a text that starts with its first heading",
    good="`---`, then `title:` and `summary:`, then `---`, then the first heading",
)
NOT_A_MAPPING = rule(
    "not-a-record", "A record is a list of lines `key: value`.", bad="`- name: Digitransit`", good="`digitransit: {name: Digitransit}`"
)


@dataclass(frozen=True)
class Document:
    """One content file: what it is, its values as text with their places, and the body below its front matter.

    `front` is how many characters the front matter takes; without one there is no body. Of a picture only its header is there.
    """

    kind: str
    path: str
    id: str = ""
    language: str = ""
    text: str = ""
    tree: Tree = field(default_factory=Tree)
    variants: tuple[Tree, ...] = ()
    front: int = 0
    body_line: int = 1
    picture: Header | None = None

    @property
    def body(self) -> str:
        """The text below the front matter. It is cut out anew, so that no text is held twice."""
        return self.text[self.front :] if self.front else ""

    def at(self, *path: str | int) -> Location:
        """Where a value stands in this file; where it is absent, the nearest thing around it."""
        return self.tree.at(*path) or Location(self.path)

    def at_key(self, *path: str | int) -> Location:
        """Where a key stands in this file."""
        return self.tree.keys.get(path) or self.at(*path)


@dataclass(frozen=True)
class Reading:
    """Everything that was read, in the order of paths. `broken` are paths of files, or of whole folders, that could not be read."""

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    broken: frozenset[str] = frozenset()

    @property
    def paths(self) -> tuple[str, ...]:
        """The content files that there are, readable or not."""
        return (*(document.path for document in self.documents), *sorted(self.broken))

    @property
    def files(self) -> int:
        """How many content files there are."""
        return len(self.paths)


def read(root: Path, one: ReadFile | None = None) -> Reading:
    """All documents below the content folders of `root`, and what is wrong with files that cannot be read.

    `one` is what reads a file, if not `read_file`.
    """
    documents: list[Document] = []
    findings: list[Finding] = []
    broken: set[str] = set()
    for folder in CONTENT:
        for found in _files(root, folder):
            if isinstance(found, str):
                document, problems = (one or read_file)(root, found)
                findings += problems
                if document:
                    documents.append(document)
                else:
                    broken.add(found)
            else:
                findings.append(found)
                broken.add(found.location.path)
    return Reading(tuple(documents), tuple(findings), frozenset(broken))


def with_files(reading: Reading, files: Mapping[str, bytes]) -> Reading:
    """What would have been read if these files, which are text, were there too."""
    documents = {document.path: document for document in reading.documents}
    findings, broken = list(reading.findings), set(reading.broken)
    for path, content in files.items():
        found = recognise(path)
        document, problems = parse(found, content) if isinstance(found, Document) else (None, [found])
        findings += problems
        if document:
            documents[path] = document
        else:
            broken.add(path)
    ordered = (documents[path] for path in sorted(documents, key=lambda path: path.split("/")))
    return Reading(tuple(ordered), tuple(findings), frozenset(broken))


def read_file(root: Path, path: str, parse: Parse | None = None) -> tuple[Document | None, list[Finding]]:
    """One content file by its path below `root`, and what is wrong with it; no document where it cannot be read.

    `parse` is what makes documents of bytes, if not the function of this name.
    """
    found = recognise(path)
    if not isinstance(found, Document):
        return None, [found]
    if found.kind == "picture":
        return _with_header(root, found)
    content = _content(root, path, MOST_YAML)
    if not isinstance(content, bytes):
        return None, [content]
    return (parse or _parsed)(found, content)


def picture(root: Path, path: str) -> bytes | Finding:
    """The bytes of a picture, or why they cannot be read."""
    return _content(root, path, MOST_PICTURE)


def read_configuration(root: Path) -> tuple[Document | None, list[Finding]]:
    """`mkdocs.yml`, the one configuration that people edit, and what is wrong with it."""
    content = _content(root, CONFIGURATION, MOST_YAML)
    if not isinstance(content, bytes):
        return None, [content]
    return parse(Document("configuration", CONFIGURATION), content)


def fingerprint(root: Path) -> bytes:
    """A hash that changes whenever reading would give something else: names and bytes of all content, pictures by their size and time."""
    state = hashlib.sha256()
    for path in (CONFIGURATION, *(found for folder in CONTENT for found in _files(root, folder))):
        if not isinstance(path, str):
            state.update(f"{path}\0".encode())
            continue
        state.update(path.encode("utf-8", "surrogateescape") + b"\0")
        if path.endswith(PICTURES):
            state.update(_picture_state(root, path))
            continue
        content = _content(root, path, MOST_YAML)
        state.update(hashlib.sha256(content).digest() if isinstance(content, bytes) else f"{content}".encode())
    return state.digest()


def lines(root: Path, path: str) -> tuple[str, ...]:
    """The lines of a file as a person sees them, to show where something is wrong; none where it cannot be read.

    A picture has none: it may hold what nobody should read in a log.
    """
    if path.endswith(PICTURES):
        return ()
    content = _content(root, path, MOST_YAML)
    return lines_of(content) if isinstance(content, bytes) else ()


def lines_of(content: bytes) -> tuple[str, ...]:
    """The same of a file that is not written yet."""
    text = content.decode("utf-8", "replace").replace("\r\n", "\n")
    return tuple(characters.printable(line, keep="\t") for line in text.split("\n"))


def parse(found: Document, content: bytes) -> tuple[Document | None, list[Finding]]:
    """A recognised file and its bytes → the document they hold, and what is wrong with them."""
    text, findings = characters.decode(found.path, content)
    if text is None or has_errors(findings):
        return None, findings
    written = _written(found, text)
    if written is None:
        return None, [NO_FRONT_MATTER.at(Location(found.path))]
    document, origin = written
    if not document.front:
        return _with_values(document, origin, findings)
    size = len(document.body.encode())
    if size > MOST_BODY:
        place = Location(found.path, document.body_line, 1, document.body_line, 1)
        return None, [TOO_LARGE.at(place, size=size, most=MOST_BODY)]
    return _with_values(document, origin, findings)


_parsed = parse


def with_data(found: Document, text: str, data: dict[str, Any]) -> Document:
    """The document of a text in which nothing was wrong, and whose YAML is known to hold this."""
    written = _written(found, text)
    if written is None:
        raise ValueError(found.path)
    document, origin = written
    return replace(document, tree=Tree(data, origin))


def _written(found: Document, text: str) -> tuple[Document, YamlText] | None:
    """The document of a text without its values, and the YAML that holds them; None where a text has no front matter."""
    document = replace(found, text=text)
    if not found.path.endswith(".md"):
        return document, YamlText(found.path, text)
    front = re.match(r"---[ \t]*\n((?:.*\n)*?)---[ \t]*(?:\n|\Z)", text)
    if not front:
        return None
    return replace(document, front=front.end(), body_line=front[0].count("\n") + 1), YamlText(found.path, front[1], 2)


def _with_values(document: Document, origin: YamlText, findings: list[Finding]) -> tuple[Document | None, list[Finding]]:
    """The document with the values of its YAML; where there are none it is empty, not broken."""
    yaml = origin.text
    trees, problems = yaml_text.parse(origin.path, yaml, origin.first_line)
    findings += problems
    if not trees:
        return None, findings
    # Without a backslash nothing is spelt: what stands there as it is has been looked at.
    spelt = [problem for tree in trees for problem in _spelt(tree)] if "\\" in yaml else []
    if spelt:
        return None, findings + spelt
    if trees[0].data is None:
        return replace(document, tree=Tree({})), findings
    if not isinstance(trees[0].data, dict):
        return None, [*findings, NOT_A_MAPPING.at(trees[0].at() or Location(document.path))]
    return replace(document, tree=trees[0], variants=trees[1:]), findings


def _spelt(tree: Tree) -> Iterator[Finding]:
    r"""A finding for each key or value that spells a character which may not stand in a file: `"\u202e"`."""
    texts = [(str(path[-1]), place) for path, place in tree.keys.items()]
    texts += [(text, tree.values[path]) for path, text in _scalars(tree.data, ())]
    for text, place in texts:
        for at, broken in islice(characters.unwanted(text), 1):
            yield broken.at(place, character=characters.named(text[at]))


def _scalars(node: object, path: yaml_text.Path) -> Iterator[tuple[yaml_text.Path, str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from _scalars(item, (*path, index))
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _scalars(value, (*path, key))


def _files(root: Path, folder: str) -> Iterator[str | Finding]:
    """Paths of the files below a content folder, sorted, and findings for what is no plain file. Hidden files are skipped."""
    try:
        if (root / folder).is_symlink():
            yield SYMLINK.at(Location(folder))
            return
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError:
        yield UNREADABLE.at(Location(characters.printable(folder)))
        return
    most = MOST_CITIES if folder.endswith("/cities") else MOST_FILES
    if sum(entry.is_file(follow_symlinks=False) for entry in entries) > most:
        yield TOO_MANY.at(Location(characters.printable(folder)), most=most)
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            yield SYMLINK.at(Location(characters.printable(path)))
        elif entry.is_dir(follow_symlinks=False) and path.count("/") < DEEPEST:
            yield from _files(root, path)
        else:
            yield path


def recognise(path: str) -> Document | Finding:
    """What a file below the content folders is by its path alone, or the finding that no one would read it."""
    place = Location(characters.printable(path))
    kind, match = next(((kind, match) for kind, pattern in KINDS if (match := pattern.fullmatch(path))), ("", None))
    if match is None:
        return MISPLACED.at(place, path=characters.printable(path))
    parts = match.groupdict()
    identity = f"{parts['country']}/{parts['slug']}" if kind == "city" else parts.get("id", "")
    for name in re.split(r"[/.]", path):
        if len(name) > LONGEST_SLUG:
            return LONG_NAME.at(place, name=name, most=LONGEST_SLUG)
        if name in RESERVED:
            return RESERVED_NAME.at(place, name=name)
    return Document(kind, path, identity, parts.get("language") or "")


def _content(root: Path, path: str, most: int) -> bytes | Finding:
    """The bytes of a plain file, never through a link and never more than `most`."""
    try:
        with open(root / path, "rb", opener=_opened) as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                return UNREADABLE.at(Location(path))
            if state.st_size > most:
                return TOO_LARGE.at(Location(path), size=state.st_size, most=most)
            return file.read()
    except OSError:
        return UNREADABLE.at(Location(path))


def _opened(path: str, flags: int) -> int:
    """A file opened without following a link, and without waiting for whoever writes into a pipe."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _picture_state(root: Path, path: str) -> bytes:
    try:
        state = (root / path).lstat()
    except OSError:
        return b""
    return f"{state.st_mode} {state.st_size} {state.st_mtime_ns}".encode()


def _with_header(root: Path, found: Document) -> tuple[Document | None, list[Finding]]:
    """A picture with what its first bytes say of it, or what keeps it from being published."""
    content = picture(root, found.path)
    read = header.read(found.path, content) if isinstance(content, bytes) else content
    return (None, [read]) if isinstance(read, Finding) else (replace(found, picture=read), [])
