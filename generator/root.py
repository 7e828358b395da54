"""What stands above the languages: the choice of language, the one page for all that is not found, the sitemap."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree

from generator import languages, routes
from generator.publish.configuration import SECURITY_POLICY
from generator.render import static_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.catalog import Settings
    from generator.routes import Route

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def artifacts(settings: Settings, listed: Mapping[Route, Sequence[str]]) -> Iterator[tuple[str, bytes]]:
    """Path below the site and content of everything outside the folders of the languages.

    `listed` is the route of each page that search engines are told of → the languages in which it exists.
    """
    base = urlsplit(settings.site_url).path or "/"
    shown = [
        {
            "code": code,
            "tag": languages.locale(code).tag,
            "direction": languages.locale(code).direction,
            "language": languages.locale(code).name,
            "name": settings.name(code),
            "choose": languages.locale(code).text("interface.choose-language"),
            "title": languages.locale(code).text("not-found.title"),
            "text": languages.locale(code).text("not-found.text"),
            "back": languages.locale(code).text("not-found.back"),
        }
        for code in settings.languages
    ]
    values = {
        "languages": shown,
        "csp": SECURITY_POLICY,
        "default": settings.default_language,
        "default_tag": languages.tag(settings.default_language),
        "url": settings.site_url,
    }
    words = languages.locale(settings.default_language).text
    yield "index.html", static_page("root", base="", description=words("home.lead"), **values).encode()
    yield "404.html", static_page("not-found", base=base, description=words("not-found.text"), **values).encode()
    yield "_headers", f"/*\n  Content-Security-Policy: {SECURITY_POLICY}\n  X-Content-Type-Options: nosniff\n".encode()
    yield ".nojekyll", b""
    if settings.site_url:
        yield "sitemap.xml", _sitemap(settings, listed)
        yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {settings.site_url}sitemap.xml\n".encode()


def _sitemap(settings: Settings, listed: Mapping[Route, Sequence[str]]) -> bytes:
    """Every page in every language in which it exists, with its other versions (sitemaps.org 0.9, xhtml:link)."""
    ElementTree.register_namespace("", SITEMAP)
    ElementTree.register_namespace("xhtml", XHTML)
    site = ElementTree.Element(f"{{{SITEMAP}}}urlset")
    url = settings.site_url
    for language in settings.languages:
        for route, there in sorted(listed.items(), key=lambda each: each[0].path):
            if language in there:
                entry = ElementTree.SubElement(site, f"{{{SITEMAP}}}url")
                ElementTree.SubElement(entry, f"{{{SITEMAP}}}loc").text = routes.absolute(url, language, route)
                for other in there:
                    link = {"rel": "alternate", "hreflang": languages.tag(other), "href": routes.absolute(url, other, route)}
                    ElementTree.SubElement(entry, f"{{{XHTML}}}link", link)
    ElementTree.indent(site)
    return bytes(ElementTree.tostring(site, encoding="utf-8", xml_declaration=True)) + b"\n"
