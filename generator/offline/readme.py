"""The plain text that lies beside the pages of an offline copy, for whoever finds it on a memory stick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import routes

if TYPE_CHECKING:
    import datetime

    from generator.catalog import Settings
    from generator.languages import Locale

PATH = "README.txt"


def readme(locale: Locale, settings: Settings, changed: datetime.date | None, made: datetime.date) -> bytes:
    """What this is, how to open it, how old it is, where the current version is if that is known, and the licence."""
    words, name = locale.text, settings.name(locale.code)
    dates = {"made": locale.date(made)} | ({"changed": locale.date(changed)} if changed else {})
    address = routes.absolute(settings.site_url, locale.code, routes.HOME)
    age = [words("offline.dates" if changed else "offline.made", **dates), words("offline.outdated")]
    if address:
        age.append(words("offline.living", address=address))
    paragraphs = (
        [words("offline.about", name=name, language=locale.language_name(locale.code))],
        [words("offline.open")],
        age,
        [words("offline.share"), words("interface.licence-note")],
    )
    return ("\n\n".join("\n".join(lines) for lines in paragraphs) + "\n").encode()
