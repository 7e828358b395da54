"""What a contribution could try: `tests/hostile/` holds it, a folder for each row of the threat model that a file can carry.

Tests send it through the real pipeline: each thing is refused with a finding at its place, or it is harmless. What the
checks let through is built, read as a browser reads it (`gate`) and, in tests marked `browser`, opened in one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import yaml
from building import HOSTILE

from generator import build as pipeline
from generator.diagnostics import has_errors

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from building import Site

    from generator.diagnostics import Finding

ENGLISH = ("en",)


def payloads(folder: str, name: str = "payloads.yml") -> list[str]:
    """The values in a list of `tests/hostile/`."""
    found = yaml.safe_load((HOSTILE / folder / name).read_text("utf-8"))
    assert len(found) == len(set(found)), "a payload stands twice"
    return found


BODIES, ADDRESSES, VALUES, TEMPLATES = (payloads(name) for name in ("01-html", "02-addresses", "04-fields", "06-templates"))


@dataclass(frozen=True)
class Bodies:
    """The site of all hostile bodies that are not refused. Tests only read it."""

    site: Site
    made: Mapping[str, str]
    """Path of the text of each page → what is hostile in it."""
    refused: Mapping[str, list[Finding]]

    @cached_property
    def accepted(self) -> dict[str, str]:
        """Name of each page that is there → what is hostile in it."""
        return {path.split("/")[1]: payload for path, payload in self.made.items() if path not in self.refused}

    def html(self, name: str) -> str:
        """A standing page as it was published."""
        return (self.site.folder / "en" / name / "index.html").read_text("utf-8")

    def prose(self, name: str) -> Element:
        """What a contributor wrote on a standing page."""
        found = self.site.page("en", name).find(".//div[@class='prose']")
        assert found is not None
        return found


def every_body() -> list[str]:
    """Each hostile body: payloads, values and templates as they are, and addresses in each way that Markdown links to one."""
    links = [f"[words]({address})" for address in ADDRESSES] + [f"[words](<{address}>)" for address in ADDRESSES]
    links += [f"<{address}>" for address in ADDRESSES] + [f"![words]({address})" for address in ADDRESSES]
    return [*BODIES, *links, *TEMPLATES, *VALUES]


def with_body(payload: str) -> str:
    """A body with something hostile between two paragraphs."""
    return f"## Heading\n\nBefore.\n\n{payload}\n\nAfter.\n"


def errors(content: Path) -> dict[str, list[Finding]]:
    """Path of each file that is refused → what is wrong with it."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in pipeline.check(content).findings:
        if has_errors([finding]):
            found[finding.location.path].append(finding)
    return found


def standing_page(path: Path, title: str, body: str = "## Heading\n\nWords.\n", front: str = "") -> str:
    """Writes a standing page and gives its path below the content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: {title}\n{front}---\n\n{body}", "utf-8", newline="")
    return "/".join(path.parts[-3:])


def as_yaml(record: Any) -> str:
    """Block YAML with every text in quotation marks, so that a payload is data whatever is in it; a text alone in ASCII."""
    return yaml.dump(record, allow_unicode=not isinstance(record, str), default_style='"', sort_keys=False, width=10_000)


def page_with(inner: str) -> str:
    """A page with some HTML where contributors write, as a pipeline without walls would make it."""
    start = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body><main id="main"><article>'
    return f'{start}<div class="prose">{inner}</div></article></main></body></html>'
