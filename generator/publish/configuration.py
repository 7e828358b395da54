"""What MkDocs needs to publish one language: `build/<language>.yml`, beside the documents, inheriting from `mkdocs.yml`."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import routes
from generator.routes import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.catalog import Settings
    from generator.languages import Locale
    from generator.routes import Route

THEME = Path(__file__).parent.parent / "theme"
FONTS: Mapping[str, tuple[str, ...]] = {"hi": ("noto-sans-devanagari-400.woff2",)}
"""Fonts that a page in a language needs for its first words."""

FOOTER = {
    "take-part": ("contribute", "guide-write", "guide-translate", "guide-review"),
    "legal": ("legal", "privacy", "accessibility"),
}
"""Which standing pages stand in which list of the footer."""
SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)

SECURITY_POLICY_OF_FILES = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' file:",
        "style-src 'self' file:",
        "img-src 'self' file: data:",
        "font-src 'self' file:",
        "base-uri 'none'",
        "form-action 'self' file:",
    )
)
"""That of the offline copy. What `'self'` is for a page opened as a file is not agreed on (webappsec-csp's issue 459), so the
scheme stands beside it; where somebody puts the unpacked copy on a host, `'self'` is what holds."""


@dataclass(frozen=True)
class Copied:
    """What pages of an offline copy say of it: words of its age, and where the current version is; empty where nobody knows."""

    note: str
    href: str
    name: str


def configuration(folder: Path, locale: Locale, settings: Settings, standing: Mapping[str, str], copied: Copied | None = None) -> bytes:
    """The configuration of one language as JSON, which is YAML. Paths are relative to `folder`, where it will stand.

    `standing` are the titles of the standing pages by their names; the footer leads to them. With `copied` it is that of
    the offline copy, whose pages are addressed by files.
    """
    values = {
        "INHERIT": "../mkdocs.yml",
        "site_name": settings.name(locale.code),
        "site_url": f"{settings.site_url}{locale.code}/" if settings.site_url else "",
        "docs_dir": f"docs/{locale.code}",
        "site_dir": f"site/{locale.code}",
        "use_directory_urls": copied is None,
        "plugins": [],
        "hooks": [],
        "markdown_extensions": [],
        "nav": ["index.md"],
        "not_in_nav": "/*",
        "validation": {"nav": {"omitted_files": "ignore"}},
        "theme": {
            "name": "material",
            "custom_dir": Path(os.path.relpath(THEME, folder)).as_posix(),
            "language": locale.tag,
            "direction": locale.direction,
            "font": False,
        },
        "extra": {"reader": _escaped(_reader(locale, settings, standing, copied))},
    }
    return (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode()


def _reader(locale: Locale, settings: Settings, standing: Mapping[str, str], copied: Copied | None) -> dict[str, object]:
    """The words around every page, and addresses that pages put behind what leads to the folder of their language."""
    words, base = locale.text, settings.base
    href = partial(routes.href, routes.HOME, style=Style.FILES if copied else Style.FOLDERS)
    menu = [
        (routes.CASES, words("interface.cases")),
        (routes.TOPICS, words("interface.topics")),
        (routes.COUNTRIES, words("interface.countries")),
        (routes.SEARCH, words("interface.search")),
    ]
    return {
        "tag": locale.tag,
        "direction": locale.direction,
        "csp": SECURITY_POLICY_OF_FILES if copied else SECURITY_POLICY,
        # Browsers fetch a font ahead from a host only.
        "fonts": [] if copied else list(FONTS.get(locale.code, ())),
        "home": href(routes.HOME) if copied else "",
        "copied": asdict(copied) if copied else {},
        "name": settings.name(locale.code),
        "skip": words("interface.skip"),
        "navigation": words("interface.main-navigation"),
        "contents": words("interface.on-this-page"),
        "language": words("interface.language"),
        "menu": [{"href": href(route), "name": name, "searches": "true" if route == routes.SEARCH else ""} for route, name in menu],
        "footer": _footer(words, standing, href),
        "operator": words("interface.operator", operator=base.operator) if base.operator else words("interface.operator-missing"),
        "licence": words("interface.licence-note"),
        "repository": settings.repository,
        "repository_name": words("interface.repository"),
        "improve": words("contribute.improve"),
        "contact": settings.contact,
        "contact_name": words("interface.contact"),
    }


def _footer(words: Callable[[str], str], standing: Mapping[str, str], href: Callable[[Route], str]) -> list[dict[str, object]]:
    """Labelled lists: what this is, how to take part, where else to look, legal. Pages of an unknown name tell what this is."""
    lists = {
        "about": {routes.GLOSSARY: words("interface.glossary"), routes.DATA: words("data.title")},
        "take-part": {},
        "find": {},
        "legal": {},
    }
    for name, title in standing.items():
        lists[next((group for group, names in FOOTER.items() if name in names), "about")][routes.standing(name)] = title
    for route, title in ((routes.WORK, "work.title"), (routes.TRANSLATIONS, "translations.title")):
        lists["take-part"][route] = words(title)
    for route in (routes.CITIES, routes.INSTRUMENTS, routes.STAGES):
        lists["find"][route] = words(f"interface.{route.path}")
    return [
        {"title": words(f"interface.footer-{group}"), "links": [{"href": href(route), "name": name} for route, name in links.items()]}
        for group, links in lists.items()
        if links
    ]


def _escaped(value: Any) -> Any:
    """Every text in lists and mappings made safe for HTML: MkDocs's templates do not escape."""
    if isinstance(value, dict):
        return {key: _escaped(item) for key, item in value.items()}
    return [_escaped(item) for item in value] if isinstance(value, list) else escape(value)
