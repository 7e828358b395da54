"""Documents → the pages that `mkdocs build` would make of them, one at a time.

Uses MkDocs's own configuration, files, navigation, context and theme, and not its build(): nothing is staged, copied
or parsed again, because our documents are finished HTML. A test compares the bytes with those of `mkdocs build`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation

HOME = "index.md"


class FinishedPage(Page):
    """A page whose file holds one line of JSON and finished HTML."""

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs's signature
        front, self.markdown = self.file.content_string.removeprefix("---\n").split("\n---\n", 1)
        self.meta = json.loads(front)

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - MkDocs's signature
        self.content = (self.markdown or "").strip()


def publish(configuration: Path, documents: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Documents by their paths below `docs_dir` → pages by their paths below `site_dir`. Home must be among them."""
    config = load_config(str(configuration))
    environment = config.theme.get_env()
    files = Files([_file(config, path, text) for path, text in documents.items()])
    for file in files:
        FinishedPage(None, file, config)
    navigation = get_navigation(files, config)
    for file in files:
        if isinstance(file.page, FinishedPage):
            yield file.dest_uri, _html(file.page, environment, navigation, files, config)


def _file(config: MkDocsConfig, path: str, text: str) -> File:
    level = InclusionLevel.INCLUDED if path == HOME else InclusionLevel.NOT_IN_NAV
    made = File(path, None, config.site_dir, config.use_directory_urls, inclusion=level)
    made.content_string = text
    return made


def _html(page: FinishedPage, environment: Environment, navigation: Navigation, files: Files, config: MkDocsConfig) -> bytes:
    page.read_source(config)
    page.render(config, files)
    page.active = True
    try:
        context: Any = get_context(navigation, (), config, page)
        return environment.get_template("main.html").render(context).encode()
    finally:
        page.active = False
