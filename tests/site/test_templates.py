"""What templates may print, and that nothing a contributor wrote is ever taken for a template or for HTML."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest
import yaml
from building import REPOSITORY, SITES
from expected_pages import values
from jinja2 import Environment, StrictUndefined, nodes

from generator import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

GENERATOR = REPOSITORY / "generator"
TEMPLATES = sorted((GENERATOR / "templates").glob("*.html"))
MODULES = sorted(GENERATOR.rglob("*.py"))
PRINTED = ("page.content", "page.meta.head", "page.meta.sections", "config")
"""All that `theme/` may read. MkDocs's environment does not escape, and whatever else it knows changes with other pages."""
UNSAFE_FILTERS = {"safe", "xmlattr", "urlize", "attr", "format"}
"""Filters that switch escaping off, write markup of their own, or reach what is no value."""


def _read(template: str) -> list[str]:
    """Every value that a template reads, as a dotted path; names that it sets itself are followed to what they stand for."""
    return list(_read_in(Environment(autoescape=True).parse(template), {}))


def _read_in(node: nodes.Node, known: dict[str, str]) -> Iterator[str]:
    if isinstance(node, nodes.Assign):
        yield from _read_in(node.node, known)
        known[node.target.name] = _path(node.node, known) or "something computed"
    elif isinstance(node, nodes.For):
        yield from _read_in(node.iter, known)
        inner = {**known, node.target.name: _path(node.iter, known) or "something computed"}
        for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
            yield from _read_in(child, inner)
    elif isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem)):
        yield _path(node, known) or "something computed"
    else:
        for child in node.iter_child_nodes():
            yield from _read_in(child, known)


def _path(node: nodes.Node, known: dict[str, str]) -> str:
    if isinstance(node, nodes.Name):
        return known.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        inner = _path(node.node, known)
        return inner and f"{inner}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        inner = _path(node.node, known)
        return inner and f"{inner}.{node.arg.value}"
    return ""


def _not_allowed(read: Iterable[str]) -> list[str]:
    return [path for path in read if not any(path == each or path.startswith(f"{each}.") for each in PRINTED)]


def test_theme_prints_only_what_the_generator_escaped():
    template = (GENERATOR / "theme" / "main.html").read_text("utf-8")
    read = _read(template)
    assert {"page.content", "page.meta.sections"} <= set(read)
    assert _not_allowed(read) == []


@pytest.mark.parametrize(
    "template",
    [
        "{{ page.title }}",
        "{{ page.meta.title }}",
        "{% set title = page.title %}{{ title }}",
        "{% for each in nav %}{{ each.url }}{% endfor %}",
        "{% if page.next_page %}more{% endif %}",
        "{{ build_date_utc }}",
        "{{ page.meta['head']['title'] ~ page.file.name }}",
    ],
)
def test_theme_that_prints_more_is_refused(template: str):
    assert _not_allowed(_read(template))


def test_theme_has_no_other_templates():
    """`404.html` and `sitemap.xml` are empty: they switch MkDocs's own off."""
    found = {path.name: path.read_text("utf-8") for path in (GENERATOR / "theme").iterdir()}
    assert found.pop("main.html")
    assert found == {"404.html": "", "sitemap.xml": ""}
    calls = Environment(autoescape=True).parse((GENERATOR / "theme" / "main.html").read_text("utf-8"))
    assert list(calls.find_all((nodes.Call, nodes.Filter, nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport))) == []


def _unsafe(template: str) -> list[str]:
    """What a template does that could turn text into HTML."""
    tree = Environment(autoescape=True).parse(template)
    filters = [node.name for node in tree.find_all(nodes.Filter) if node.name in UNSAFE_FILTERS]
    filters += [node.value for node in tree.find_all(nodes.Const) if node.value in UNSAFE_FILTERS]
    blocks = [type(node).__name__ for node in tree.find_all((nodes.ScopedEvalContextModifier, nodes.EvalContextModifier, nodes.MarkSafe))]
    names = [node.name for node in tree.find_all(nodes.Name) if node.name in {"Markup", "self", "cycler", "namespace"}]
    private = [node.attr for node in tree.find_all(nodes.Getattr) if node.attr.startswith("_")]
    return [*filters, *blocks, *names, *private]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_templates_never_switch_escaping_off(path: Path):
    assert _unsafe(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "template",
    [
        "{{ page.title | safe }}",
        "{% autoescape false %}{{ page.title }}{% endautoescape %}",
        "{{ Markup(page.title) }}",
        "{{ page.__class__ }}",
        "{{ titles | map('safe') | join }}",
    ],
)
def test_templates_that_do_are_seen(template: str):
    assert _unsafe(template)


def test_attributes_are_quoted():
    """An escaped value is harmless in a quoted attribute only, and JSON, which holds plain `"`, only between `'`."""
    for path in [*TEMPLATES, GENERATOR / "theme" / "main.html"]:
        for line in path.read_text("utf-8").splitlines():
            assert _unquoted(line) == [], path.name
            assert line.count("tojson") == len(re.findall(r"='{{[^']*tojson }}'", line)), path.name


def _unquoted(line: str) -> list[str]:
    """Values printed right behind a `=` that no quotation mark follows, outside of an attribute that is open."""
    return [line[found.start() :][:20] for found in re.finditer(r"[\w-]+=\s*{{", line) if line[: found.start()].count('"') % 2 == 0]


def test_attributes_that_are_not_are_seen():
    assert _unquoted("<a href={{ href }}>")
    assert not _unquoted('<a href="{{ href }}">')
    assert not _unquoted('<meta content="0; url={{ href }}">')


def test_environment_escapes_and_refuses_what_is_not_there():
    environment = render._environment()
    assert environment.autoescape is True
    assert environment.undefined is StrictUndefined
    assert environment.extensions == {}


def _calls(module: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """The calls in a module by the last part of what is called: `Markup`, `from_string`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def _functions_that_call(name: str) -> list[str]:
    return [
        f"{path.relative_to(GENERATOR).as_posix()}:{function.name}"
        for path in MODULES
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)) and any(called == name for called, _ in _calls(function))
    ]


def test_only_what_the_cleaner_returned_becomes_markup():
    assert _functions_that_call("Markup") == ["render.py:_resolved"]
    mentions = [path.name for path in MODULES if "Markup" in path.read_text("utf-8")]
    assert mentions == ["render.py"]


def test_there_is_one_environment_and_no_template_from_text():
    assert _functions_that_call("Environment") == ["render.py:_environment"]
    for banned in ("from_string", "Template", "compile_expression", "eval", "exec", "__import__"):
        assert _functions_that_call(banned) == [], banned


def test_the_search_for_calls_finds_them():
    found = [name for name, _ in _calls(ast.parse("def f(e): return e.from_string(Markup('x'))"))]
    assert sorted(found) == ["Markup", "from_string"]


def _configurations() -> list[Path]:
    """The files that people edit, here and in forks."""
    return [REPOSITORY / "mkdocs.yml", *sorted(SITES.glob("*/mkdocs.yml"))]


@pytest.mark.parametrize("path", _configurations(), ids=lambda path: path.parent.name)
def test_configuration_that_people_edit_is_data(path: Path):
    text = path.read_text("utf-8")
    assert _code_in(text) == []
    assert set(values(text)) <= {"site_name", "site_url", "theme", "extra"}
    assert values(text)["theme"] == {"name": "material"}


def _code_in(text: str) -> list[str]:
    """What makes MkDocs run something or read another file: tags, hooks, plugins, extensions, inheritance."""
    tags = [event.tag for event in yaml.parse(text, Loader=yaml.SafeLoader) if getattr(event, "tag", None)]
    anchors = [event.anchor for event in yaml.parse(text, Loader=yaml.SafeLoader) if getattr(event, "anchor", None)]
    keys = () if tags else values(text)
    code = ("hooks", "INHERIT", "plugins", "markdown_extensions", "extra_javascript", "extra_css", "extra_templates")
    return [*tags, *anchors, *(key for key in code if key in keys)]


@pytest.mark.parametrize(
    "text",
    [
        "site_name: !!python/name:os.system x\n",
        "site_name: !ENV HOME\n",
        "hooks: [evil.py]\n",
        "INHERIT: ../other.yml\n",
        "plugins: [search]\n",
        "site_name: &name x\n",
    ],
)
def test_code_in_a_configuration_is_seen(text: str):
    assert _code_in(text)
