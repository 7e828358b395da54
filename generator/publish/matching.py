"""A style sheet without the rules that match nothing on a page of ours: of Material's, two thirds of its bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CLASS = "md-typeset"
"""The one class of Material's that pages of ours carry."""


def matching(style: str) -> str:
    """The rules of a style sheet without those whose selectors all need another class, an id or an attribute of Material's."""
    return "".join(_kept(style))


def _kept(style: str) -> Iterator[str]:
    for head, body in _rules(style):
        if head.startswith(("@media", "@supports")):
            inner = matching(body)
            if inner:
                yield f"{head}{{{inner}}}"
        elif head.startswith(("@keyframes", "@-webkit-keyframes")):
            continue
        elif head.startswith("@"):
            yield f"{head}{{{body}}}" if body else f"{head};"
        else:
            selectors = [each for each in re.split(r",(?![^(]*\))", head) if _can_match(each)]
            if selectors:
                yield f"{','.join(selectors)}{{{body}}}"


def _can_match(selector: str) -> bool:
    return set(re.findall(r"\.([\w-]+)", selector)) <= {CLASS} and not re.search(r"#[\w-]|\[data-md", selector)


def _rules(style: str) -> Iterator[tuple[str, str]]:
    """Head and body of each rule at the top level; an at-rule without a body has an empty one."""
    depth, start, opened = 0, 0, 0
    for found in re.finditer(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|/\*.*?\*/|[{};]", style, re.DOTALL):
        mark = found[0]
        if mark == "{":
            depth += 1
            if depth == 1:
                opened = found.start()
        elif mark == "}":
            depth -= 1
            if depth == 0:
                yield style[start:opened].strip(), style[opened + 1 : found.start()]
                start = found.end()
        elif mark == ";" and depth == 0:
            yield style[start : found.start()].strip(), ""
            start = found.end()
