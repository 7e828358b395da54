"""Pages as a build would make them, each in the moment in which somebody asks for it: a preview need not wait for a build."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import edition, languages, output, pages, routes
from generator.publish import configuration
from generator.publish.mkdocs import Publisher
from generator.render import Renderer

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from pathlib import Path

    from generator.catalog import Catalog
    from generator.checked import Checked
    from generator.pages import Plan


class Fresh:
    """The pages of a catalog in some languages, on a day. `samples` is what the check tells of the commonest mistakes.

    Several threads may ask at a time. What MkDocs reads is written below `build/` of the folder, as a build does.
    """

    def __init__(self, folder: Path, today: datetime.date, samples: Checked) -> None:
        self._build, self._today, self._samples = folder / output.BUILD, today, samples
        self._lock = threading.Lock()
        self._publishers: dict[str, tuple[bytes, Publisher]] = {}
        self._editions: dict[str, _Edition | None] = {}
        self._catalog: Catalog | None = None
        self._common: pages.Common | None = None

    def show(self, catalog: Catalog, wanted: tuple[str, ...]) -> None:
        """From now on the pages are those of this catalog without errors, in these languages."""
        with self._lock:
            self._catalog, self._common, self._editions = catalog, pages.Common(catalog), dict.fromkeys(wanted)

    def page(self, path: str) -> bytes | None:
        """The page at a path below the site, such as `en/cases/de/example/index.html`; None where there is none."""
        language, _, published = path.partition("/")
        with self._lock:
            if self._catalog is None or language not in self._editions:
                return None
            found = self._editions[language] = self._editions[language] or self._edition(self._catalog, language)
            plan = found.plan(published)
            if plan is None:
                return None
            document = found.renderer.document(plan.think(found.here))
            return found.publisher.page(routes.document(plan.route), document)

    def _edition(self, catalog: Catalog, language: str) -> _Edition:
        locale = languages.locale(language)
        here = pages.Here(catalog, locale, self._today, edition.mistakes(self._samples, locale), known=self._common)
        config = configuration.configuration(self._build, locale, catalog.settings, pages.standing_titles(here))
        known, publisher = self._publishers.get(language, (b"", None))
        if publisher is None or known != config:
            output.write_file(self._build, f"{language}.yml", config)
            publisher = Publisher(self._build / f"{language}.yml")
            self._publishers[language] = config, publisher
        return _Edition(here, Renderer(locale, catalog.settings, catalog.pages), publisher, pages.plans(here), {})


@dataclass
class _Edition:
    """A catalog in a language: pages that nobody has asked for yet are not even planned, as far as others come before them."""

    here: pages.Here
    renderer: Renderer
    publisher: Publisher
    coming: Iterator[Plan]
    planned: dict[str, Plan]

    def plan(self, published: str) -> Plan | None:
        """The page at a path below the language."""
        while published not in self.planned:
            plan = next(self.coming, None)
            if plan is None:
                return None
            self.planned[routes.published(plan.route)] = plan
        return self.planned[published]
