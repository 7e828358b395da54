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
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

HOME = "index.md"


class FinishedPage(Page):
    """A page whose file holds one line of JSON and finished HTML."""

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs's signature
        front, self.markdown = self.file.content_string.removeprefix("---\n").split("\n---\n", 1)
        self.meta = json.loads(front)

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - MkDocs's signature
        self.content = (self.markdown or "").strip()


class Publisher:
    """Makes pages of one configuration, one document at a time. Only home is in the navigation, so no page waits for another."""

    def __init__(self, configuration: Path) -> None:
        self._config = load_config(str(configuration))
        self._environment = self._config.theme.get_env()
        home = _file(self._config, HOME, "")
        FinishedPage(None, home, self._config)
        self._files = Files([home])
        self._navigation = get_navigation(self._files, self._config)

    def page(self, path: str, document: str) -> bytes:
        """A document, by its path below `docs_dir` → the page that `mkdocs build` would put below `site_dir`."""
        page = FinishedPage(None, _file(self._config, path, document), self._config)
        page.read_source(self._config)
        page.render(self._config, self._files)
        page.active = True
        context: Any = get_context(self._navigation, (), self._config, page)
        return self._environment.get_template("main.html").render(context).encode()


def _file(config: MkDocsConfig, path: str, text: str) -> File:
    level = InclusionLevel.INCLUDED if path == HOME else InclusionLevel.NOT_IN_NAV
    made = File(path, None, config.site_dir, config.use_directory_urls, inclusion=level)
    made.content_string = text
    return made
