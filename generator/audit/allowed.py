"""What a published site may hold, as lists: whatever stands in none of them is a finding."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_ANYWHERE = "id class lang dir tabindex role aria-label aria-labelledby aria-describedby aria-hidden aria-current hidden"
_ELEMENTS = {
    "a": "href hreflang rel type download",
    "article": "",
    "b": "",
    "blockquote": "",
    "body": "",
    "br": "",
    "button": "type data-copy",
    "caption": "",
    "code": "translate",
    "dd": "",
    "del": "",
    "details": "open",
    "div": "",
    "dl": "",
    "dt": "",
    "em": "",
    "fieldset": "",
    "figcaption": "",
    "figure": "",
    "footer": "",
    "form": "action method autocomplete data-bundle data-besides data-index data-loading data-none data-failed data-found data-more-than"
    " data-kinds data-endings data-languages data-remove data-without data-with-first",
    "h1": "",
    "h2": "",
    "h3": "",
    "head": "",
    "header": "",
    "hr": "",
    "html": "",
    "img": "src srcset sizes width height alt loading decoding",
    "input": "name type value autocomplete spellcheck enterkeyhint data-cases",
    "label": "for",
    "li": "",
    "link": "rel href type hreflang title as crossorigin",
    "main": "",
    "mark": "",
    "meta": "charset name content http-equiv property",
    "nav": "",
    "ol": "start",
    "option": "value data-first",
    "p": "data-copied data-selected",
    "pre": "translate",
    "script": "src type",
    "section": "",
    "select": "name",
    "span": "translate",
    "strong": "",
    "summary": "",
    "table": "",
    "tbody": "",
    "td": "scope data-label",
    "th": "scope",
    "thead": "",
    "title": "",
    "tr": "",
    "ul": "",
}
_DRAWN = "fill stroke stroke-width stroke-linecap stroke-linejoin"
_SHAPES = {
    "circle": f"cx cy r {_DRAWN}",
    "path": f"d {_DRAWN}",
    "rect": f"width height x y rx {_DRAWN}",
    "svg": f"viewBox focusable preserveAspectRatio {{http://www.w3.org/2000/xmlns/}}xmlns width height {_DRAWN}",
}
SVG = "{http://www.w3.org/2000/svg}"


def _with_common(elements: Mapping[str, str], prefix: str = "") -> dict[str, frozenset[str]]:
    return {prefix + tag: frozenset((*_ANYWHERE.split(), *names.split())) for tag, names in elements.items()}


ELEMENTS: Mapping[str, frozenset[str]] = MappingProxyType(_with_common(_ELEMENTS) | _with_common(_SHAPES, SVG))
"""Every element that a page may hold, and its attributes; those of drawings under their names in the namespace of SVG."""
_BARE = "blockquote br code del em hr li p pre strong table tbody thead tr ul"
IN_PROSE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        **dict.fromkeys(_BARE.split(), frozenset()),
        "a": frozenset({"href", "rel", "class", "aria-label"}),
        "div": frozenset({"class", "tabindex"}),
        "ol": frozenset({"start"}),
        "td": frozenset({"class"}),
        "th": frozenset({"class"}),
    }
)
"""What may stand below an element of the class `prose`, where contributors write."""
PROSE = "prose"

HEAD_ONLY = frozenset({"meta", "link", "title"})
HTTP_EQUIV = frozenset({"Content-Security-Policy", "refresh"})
REFRESH = re.compile(r"0; url=([./a-z0-9-]+)")
LOADING_LINKS = frozenset({"icon", "preload", "stylesheet"})
"""Relations of `<link>` that make a browser fetch something."""
LEADING_LINKS = frozenset({"alternate", "canonical", "cite-as", "collection", "describedby", "item", "license"})
"""Relations of `<link>` that only say where something is."""
INLINE_DATA = "application/ld+json"
"""The one type of `<script>` that may hold words, once on a page: browsers do not run it."""
ENDING = re.compile("[<>&\\u2028\\u2029]")
"""What words in a `<script>` may not hold: they could end it, begin a comment, or be read as something else."""

EXTERNAL = frozenset({"noopener", "nofollow", "ugc"})
"""What links out of the site say where contributors may have chosen the address."""
OWN = "external"
"""What links out of the site say that the site makes by itself, as to the forge."""

_HOST = r"(?:[a-zA-Z0-9._-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?"
_REST = r"(?:[/?#][^\s\x00-\x1f\x7f\\]*)?"
OUTWARD = re.compile(rf"https?://{_HOST}{_REST}")
"""An address elsewhere: a host in ASCII, no credentials, no controls, no backslash."""
ADDRESS = re.compile(rf"{OUTWARD.pattern}|mailto:[\w.+-]+@[\w.-]+|(?!//)[./a-zA-Z0-9_-]*(?:#[a-zA-Z0-9-]+)?")
"""An address that a page may hold: elsewhere, a mailbox, or on this site, relative or from its root."""
PICTURE = re.compile(r"(?:\.\./)*pictures/[a-z]{2}/[a-z0-9-]+/[a-z0-9-]+-[0-9]+-[0-9a-f]{12}\.webp")
"""A picture: a copy that was made of what somebody sent, its width and hash in its name, in the folder of all languages."""
SCRIPT = re.compile(r"[./a-z0-9-]*\bassets/[a-z0-9-]+\.js")
STYLE_DATA = re.compile(r"data:image/svg\+xml[;,]")
"""What a style sheet may carry within itself: small drawings, which run nothing where they are pictures."""

IDENTIFIER = re.compile(r"[a-z0-9]+(?:-+[a-zA-Z0-9]+)*")
_TAKEN = (
    "action after all anchors animate append applets attributes autocapitalize autocomplete autocorrect autofocus before blur body "
    "charset children clear click close closest constructor contains cookie dataset dir doctype domain draggable elements embeds "
    "encoding enctype evaluate focus fonts forms fullscreen head hidden id images implementation inert lang length links location "
    "matches method name nonce normalize open part plugins popover prefix prepend prerendering pseudo referrer rel remove reset role "
    "scroll scripts slot spellcheck style submit target timeline title translate when write writeln"
)
CLOBBERING = frozenset(_TAKEN.split())
"""Words that forms and documents know in Chromium 156, and that an element within a form or a picture would hide from scripts."""
CONTROLS = frozenset({"button", "fieldset", "form", "img", "input", "object", "output", "select", "textarea"})
"""Elements whose id or name becomes a word of their form or of the document."""
REFERRING = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers")
"""Attributes that name other elements of the page by their ids."""

POLICY: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "default-src": frozenset({"'none'"}),
        "script-src": frozenset({"'self'", "'wasm-unsafe-eval'"}),
        "style-src": frozenset({"'self'"}),
        "img-src": frozenset({"'self'", "data:"}),
        "font-src": frozenset({"'self'"}),
        "connect-src": frozenset({"'self'"}),
        "worker-src": frozenset({"'self'"}),
        "manifest-src": frozenset({"'self'"}),
        "base-uri": frozenset({"'none'"}),
        "form-action": frozenset({"'self'"}),
    }
)
"""The content security policy that every page must carry, in any order."""
STRICTER = frozenset({"frame-ancestors", "require-trusted-types-for", "trusted-types", "upgrade-insecure-requests"})
"""Directives that can only forbid more."""

HEADERS, NOT_FOUND = "_headers", "404.html"
UNSEEN = frozenset({".nojekyll", ".built-by-iscn"})
"""The hidden files that belong to a site."""
WITHOUT_ENDING = frozenset({HEADERS, "CNAME"}) | UNSEEN
_DATA, _TEXTS = "json jsonld geojson csv ttl nt rdf xml atom txt bib cff ris", "html css js md yml svg"
DATA = frozenset(_DATA.split())
"""Types of data that hold addresses as text, by how names of files end."""
TEXTS = DATA | frozenset(_TEXTS.split())
"""Types of files that are text."""
_OTHERS = "xlsx zip png jpg jpeg webp woff2 pagefind pf_fragment pf_index pf_meta"
ENDINGS = TEXTS | frozenset(_OTHERS.split())
"""All types of files that a site may hold."""
PLACED = MappingProxyType(
    {
        "js": re.compile(r"[a-zA-Z-]+/(?:assets|pagefind)/[a-z0-9-]+\.js"),
        "css": re.compile(r"[a-zA-Z-]+/(?:assets|pagefind)/[a-z0-9-]+\.css"),
        "woff2": re.compile(r"[a-zA-Z-]+/assets/[a-z0-9-]+\.woff2"),
    }
)
"""Types that have their place on a site; all others may lie anywhere."""
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*")
"""A tag of a language as BCP 47 writes the usual ones."""
