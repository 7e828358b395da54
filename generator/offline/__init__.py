"""The offline copy of a language: its pages once more, addressed by files, with a search of their own, in one archive.

It opens from a memory stick with a double click. What a browser does not do for pages opened as files is not in it: no
modules, nothing fetched, no links to folders.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from generator import addresses, computed, copies, issue_forms, output, routes
from generator.languages import without_accents
from generator.offline import readme, records
from generator.publish import archive, assets, configuration
from generator.publish.configuration import Copied
from generator.publish.mkdocs import Publisher
from generator.render import Renderer
from generator.routes import Style

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from pathlib import Path

    from generator.catalog import Catalog, Settings
    from generator.languages import Locale
    from generator.pages import Page

UNNAMED = "knowledge-base"
"""What the folder is called where the name of a site has no Latin letters."""


def copy(
    folder: Path, locale: Locale, catalog: Catalog, made: tuple[Page, ...], standing: Mapping[str, str], today: datetime.date
) -> bytes:
    """The archive of a language. Its configuration for MkDocs is written below the build folder of `folder`, beside that of the site."""
    below = folder / output.BUILD
    settings = replace(catalog.settings, site_url=addresses.living(catalog.settings.site_url))
    changed, address = computed.last_change(catalog), routes.absolute(settings.site_url, locale.code, routes.HOME)
    name = f"{locale.code}-offline.yml"
    copied = Copied(_note(locale, changed), address, locale.text("offline.current"))
    output.write_file(below, name, configuration.configuration(below, locale, settings, standing, copied))
    renderer = Renderer(locale, settings, catalog.pages, Style.FILES)
    publisher = Publisher(below / name)
    files = (
        *((routes.published(page.route, Style.FILES), _page(publisher, renderer, page)) for page in made),
        *assets.assets_of_files(),
        (records.PATH, records.script(locale, made)),
        *copies.artifacts(folder, catalog),
        (routes.FORM_AS_TEXT, issue_forms.as_text(locale)),
        (readme.PATH, readme.readme(locale, settings, changed, today)),
    )
    return archive.archive(f"{_folder(settings)}-{locale.code}", files)


def _page(publisher: Publisher, renderer: Renderer, page: Page) -> bytes:
    return publisher.page(routes.document(page.route, Style.FILES), renderer.document(page))


def _note(locale: Locale, changed: datetime.date | None) -> str:
    return locale.text("offline.changed", date=locale.date(changed)) if changed else locale.text("offline.note")


def _folder(settings: Settings) -> str:
    """The name of the site as every system can name a folder: ISCN Knowledge Base → iscn-knowledge-base."""
    name = without_accents(settings.name(settings.default_language)).casefold()
    return "-".join(re.findall(r"[a-z0-9]+", name)) or UNNAMED
