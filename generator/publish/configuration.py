"""What MkDocs needs to publish one language: `build/<language>.yml`, beside the documents, inheriting from `mkdocs.yml`."""

from __future__ import annotations

import json
import os
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import routes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.catalog import Settings
    from generator.languages import Locale

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


def configuration(folder: Path, locale: Locale, settings: Settings, standing: Mapping[str, str]) -> bytes:
    """The configuration of one language as JSON, which is YAML. Paths are relative to `folder`, where it will stand.

    `standing` are the titles of the standing pages by their names; the footer leads to them.
    """
    values = {
        "INHERIT": "../mkdocs.yml",
        "site_name": settings.name(locale.code),
        "site_url": f"{settings.site_url}{locale.code}/" if settings.site_url else "",
        "docs_dir": f"docs/{locale.code}",
        "site_dir": f"site/{locale.code}",
        "use_directory_urls": True,
        "plugins": [],
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
        "extra": {"reader": _escaped(_reader(locale, settings, standing))},
    }
    return (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode()


def _reader(locale: Locale, settings: Settings, standing: Mapping[str, str]) -> dict[str, object]:
    """The words around every page."""
    words, base = locale.text, settings.base
    menu = [
        (routes.CASES, words("interface.cases")),
        (routes.TOPICS, words("interface.topics")),
        (routes.COUNTRIES, words("interface.countries")),
        (routes.SEARCH, words("interface.search")),
    ]
    return {
        "tag": locale.tag,
        "direction": locale.direction,
        "csp": SECURITY_POLICY,
        "fonts": list(FONTS.get(locale.code, ())),
        "name": settings.name(locale.code),
        "skip": words("interface.skip"),
        "navigation": words("interface.main-navigation"),
        "contents": words("interface.on-this-page"),
        "language": words("interface.language"),
        "menu": [{"href": f"{route.path}/", "name": name, "searches": "true" if route == routes.SEARCH else ""} for route, name in menu],
        "footer": _footer(words, standing),
        "operator": words("interface.operator", operator=base.operator) if base.operator else words("interface.operator-missing"),
        "licence": words("interface.licence-note"),
        "repository": settings.repository,
        "repository_name": words("interface.repository"),
        "improve": words("contribute.improve"),
        "contact": settings.contact,
        "contact_name": words("interface.contact"),
    }


def _footer(words: Callable[[str], str], standing: Mapping[str, str]) -> list[dict[str, object]]:
    """Labelled lists: what this is, how to take part, where else to look, legal. Pages of an unknown name tell what this is."""
    lists = {
        "about": {routes.GLOSSARY.path: words("interface.glossary"), routes.DATA.path: words("data.title")},
        "take-part": {},
        "find": {},
        "legal": {},
    }
    for name, title in standing.items():
        lists[next((group for group, names in FOOTER.items() if name in names), "about")][routes.standing(name).path] = title
    for route, title in ((routes.WORK, "work.title"), (routes.TRANSLATIONS, "translations.title")):
        lists["take-part"][route.path] = words(title)
    for route in (routes.CITIES, routes.INSTRUMENTS, routes.STAGES):
        lists["find"][route.path] = words(f"interface.{route.path}")
    return [
        {"title": words(f"interface.footer-{group}"), "links": [{"href": f"{path}/", "name": name} for path, name in links.items()]}
        for group, links in lists.items()
        if links
    ]


def _escaped(value: Any) -> Any:
    """Every text in lists and mappings made safe for HTML: MkDocs's templates do not escape."""
    if isinstance(value, dict):
        return {key: _escaped(item) for key, item in value.items()}
    return [_escaped(item) for item in value] if isinstance(value, list) else escape(value)
