"""The reader: whatever bytes a file holds, there are findings at places inside it, and values that say what stands there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from promises import assert_inside

from generator import checks, load, source, yaml_text
from generator.diagnostics import has_errors
from generator.source import Document, Reading

if TYPE_CHECKING:
    from generator.yaml_text import Tree

BASE = Path(__file__).parent.parent / "base"
READING = source.read(BASE)
SETTINGS = load.load_settings(BASE)[0]
KINDS = (
    Document("case", "cases/de/example/case.yml", "de/example"),
    Document("case-text", "cases/de/example/text.en.md", "de/example", "en"),
    Document("country", "countries/de/country.yml", "de"),
    Document("city", "countries/de/cities/exampletown.yml", "de/exampletown"),
    Document("origins", "cases/origins.yml"),
    Document("page-text", "pages/about/text.en.md", "about", "en"),
    Document("case-text", "cases/de/example/text.de.md", "de/example", "de"),
)
"""The file that an input stands for: its first byte tells which."""


def run(data: bytes) -> None:
    """The first byte chooses the file, the rest is what it holds."""
    found, content = KINDS[data[0] % len(KINDS)] if data else KINDS[0], data[1:]
    document, findings = source.parse(found, content)
    shown = content.decode("utf-8", "replace").replace("\r\n", "\n")
    assert document is not None or findings, "a file that is not read must say why"
    assert_inside(findings, {found.path: shown})
    if document:
        _assert_whole(document, shown)
        _assert_values(document)
    _assert_loaded(found, document, shown)


def seeds() -> list[bytes]:
    """What there is of each kind in the folders of the tests."""
    tests = BASE.parent
    folders = ("base", "checks", "hostile", "horrible", "intake/base")
    found = [path for folder in folders for path in sorted((tests / folder).rglob("*")) if path.suffix in {".yml", ".md"}]
    return [bytes([_number(path)]) + path.read_bytes() for path in found]


def _number(path: Path) -> int:
    """Which of the files another one is most like."""
    name = re.sub(r"^cities/.*", "city", "/".join(path.parts[-2:]))
    names = ("/case.yml", "/text.en.md", "/country.yml", "city", "/origins.yml", "about/text.en.md", "/text.de.md")
    return next((number for number, each in reversed(list(enumerate(names))) if name.endswith(each)), 1 if path.suffix == ".md" else 0)


def _assert_whole(document: Document, shown: str) -> None:
    """The text is that of the file, and the body is the end of it."""
    assert document.text == shown
    if document.path.endswith(".md"):
        assert document.text.endswith(document.body)
        assert document.text.removesuffix(document.body).count("\n") + 1 == document.body_line or not document.body


def _assert_values(document: Document) -> None:
    """What other readers of YAML find as text is in the values, and each value stands where we say."""
    text = document.text.removesuffix(document.body) if document.body else document.text
    written = text if not document.path.endswith(".md") else "\n".join(text.split("\n")[1 : document.body_line - 2]) + "\n"
    if len(written) > 50_000:
        return
    trees = (document.tree, *document.variants)
    root = yaml.compose(written, yaml.CBaseLoader)
    if isinstance(root, yaml.MappingNode):
        _assert_every_occurrence(root, trees)
    for tree in trees:
        _assert_places(document, tree)


def _assert_every_occurrence(root: yaml.MappingNode, trees: tuple[Tree, ...]) -> None:
    """Of a key that stands n times, the n-th tree has the n-th value, as far as there are so many trees."""
    seen: Counter[str] = Counter()
    for key, value in root.value:
        expected = _plain(value)
        at, seen[key.value] = seen[key.value], seen[key.value] + 1
        if at >= yaml_text.MOST_VARIANTS or expected is None:
            continue
        if _is_unique(value):
            assert at < len(trees), (key.value, at)
            assert trees[at].data.get(key.value) == expected, (key.value, at, expected, trees[at].data)


def _plain(node: yaml.Node) -> Any:
    """The values of a node as text; what is empty stands nowhere."""
    if isinstance(node, yaml.ScalarNode):
        return node.value if node.value.strip() else None
    if isinstance(node, yaml.SequenceNode):
        return [value for each in node.value if (value := _plain(each)) is not None]
    return {key.value: value for key, each in node.value if (value := _plain(each)) is not None}


def _is_unique(node: yaml.Node) -> bool:
    """Whether no key stands twice anywhere inside: what is meant then depends on which of the inner ones is."""
    if isinstance(node, yaml.SequenceNode):
        return all(map(_is_unique, node.value))
    if not isinstance(node, yaml.MappingNode):
        return True
    keys = [key.value for key, _ in node.value]
    return len(keys) == len(set(keys)) and all(_is_unique(each) for _, each in node.value)


def _assert_places(document: Document, tree: Tree) -> None:
    lines = document.text.split("\n")
    for path, value in _texts(tree.data, ()):
        place = tree.values[path]
        if place.line != place.end_line or (place.column == place.end_column and value):
            continue
        written = lines[place.line - 1][place.column - 1 : place.end_column - 1]
        if written.startswith("'"):
            assert written[1:-1].replace("''", "'") == value, (path, written, value)
        elif not written.startswith('"') or "\\" not in written:
            assert written.strip('"') == value.strip('"'), (path, written, value)


def _texts(node: Any, path: yaml_text.Path) -> list[tuple[yaml_text.Path, str]]:
    if isinstance(node, str):
        return [(path, node)]
    inner = enumerate(node) if isinstance(node, list) else node.items() if isinstance(node, dict) else ()
    return [each for name, value in inner for each in _texts(value, (*path, name))]


def _assert_loaded(found: Document, document: Document | None, shown: str) -> None:
    """The whole base with this file in it gives a catalog and findings; what is shown of errors has a place."""
    others = tuple(each for each in READING.documents if each.path != found.path)
    broken = frozenset() if document else frozenset({found.path})
    assert SETTINGS
    catalog, problems = load.load(Reading((*others, *([document] if document else [])), (), broken), SETTINGS)
    everything = [*problems, *checks.check_all(catalog)]
    assert_inside(everything, {each.path: each.text for each in others} | {found.path: shown})
    if document and not has_errors(everything) and found.kind == "case-text":
        assert found.language in catalog.cases["de/example"].texts
