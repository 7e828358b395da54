"""What stands in the head of a page, its scripts, and the security policy."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.audit import allowed
from generator.audit.reading import name_of
from generator.diagnostics import Location, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from generator.audit.reading import Read
    from generator.diagnostics import Finding

HEAD = rule(
    "site-head",
    "What belongs into the head of a page can send readers elsewhere or take back what the head says, wherever it stands.",
    bad="`<meta http-equiv='set-cookie'>`, or a `<link>` in the text of a page",
    good="`<meta name='description'>` in the head",
)
SCRIPT = rule(
    "site-script",
    "Only scripts of ours run: modules from the folder of scripts. Words within a page are data that can be read as such.",
    bad="`<script>alert(1)</script>` on a page",
    good="`<script src='../assets/site.js' type='module'></script>` on a page",
)
POLICY = rule(
    "site-policy",
    "The security policy is the second wall: it holds where something got through all others. It counts for what follows it.",
    bad="a page without a Content-Security-Policy, or with `'unsafe-inline'` in it",
    good="the policy before all else that is loaded, on every page and in `_headers`",
)

CSP = "Content-Security-Policy"


def elements(page: Read) -> Iterator[Finding]:
    """What is wrong with what belongs into the head of a page, and with its scripts."""
    data = [each for each in page.root.iter("script") if "src" not in each.attrib and _is_ours(each)]
    for parent in page.root.iter():
        for element in parent:
            tag = name_of(element)
            if (element.tag in allowed.HEAD_ONLY and not _in_head(parent, element)) or _is_strange(element):
                yield HEAD.at(page.at(element), element=tag)
            if tag == "script" and (not _is_ours(element) or element in data[1:]):
                yield SCRIPT.at(page.at(element), script=element.get("src") or element.get("type") or (element.text or "").strip())


def policy(page: Read) -> Iterator[Finding]:
    """The policy stands in the head once, before all that it is to watch over."""
    head = page.root.find("head")
    nodes = list(head) if head is not None else []
    found = [node for node in nodes if node.get("http-equiv") == CSP]
    first = next((node for node in nodes if node.tag in {"link", "script", "style", "base"}), None)
    policies = [node.get("content", "") for node in found]
    if len(found) != 1 or not is_strict(policies[0]) or (first is not None and nodes.index(first) < nodes.index(found[0])):
        yield POLICY.at(page.at(found[0]) if found else Location(page.path), policy="; ".join(policies))


def headers(path: str, text: str) -> Iterator[Finding]:
    """What is wrong with the file of headers for the host."""
    sent = dict(line.strip().split(": ", 1) for line in text.splitlines() if line.startswith(" ") and ": " in line)
    if not text.startswith("/*\n") or not is_strict(sent.get(CSP, "")) or sent.get("X-Content-Type-Options") != "nosniff":
        yield POLICY.at(Location(path), policy=sent.get(CSP, ""))


def is_strict(policy: str) -> bool:
    """Whether a policy forbids all that ours does."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    said = {name.lower(): frozenset(values) for name, *values in parts}
    named = len(said) == len(parts)
    return named and said.keys() - allowed.STRICTER == allowed.POLICY.keys() and _within(said, allowed.POLICY)


def _within(said: Mapping[str, frozenset[str]], most: Mapping[str, frozenset[str]]) -> bool:
    return all(bool(said[name]) and said[name] <= values for name, values in most.items())


def _in_head(parent: Element, element: Element) -> bool:
    """Whether a node of the head stands there and says what it may."""
    if parent.tag != "head":
        return False
    if element.get("http-equiv") == "refresh":
        return bool(allowed.REFRESH.fullmatch(element.get("content", "")))
    return element.get("http-equiv", CSP) in allowed.HTTP_EQUIV


def _is_strange(element: Element) -> bool:
    """Whether a `<link>` does something that ours do not."""
    return element.tag == "link" and not (
        element.get("rel") in allowed.LOADING_LINKS | allowed.LEADING_LINKS
        and (element.get("rel") not in allowed.LOADING_LINKS or "assets/" in element.get("href", ""))
    )


def _is_ours(script: Element) -> bool:
    if "src" in script.attrib:
        module = script.get("type") == "module" and not (script.text or "").strip()
        return module and bool(allowed.SCRIPT.fullmatch(script.attrib["src"]))
    return script.attrib == {"type": allowed.INLINE_DATA} and _is_data(script.text or "")


def _is_data(text: str) -> bool:
    """Whether words are one object of JSON, without a character that could end the script or begin a comment."""
    try:
        return isinstance(json.loads(text), dict) and not allowed.ENDING.search(text)
    except (ValueError, RecursionError):
        return False
