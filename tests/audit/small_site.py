"""A small site with nothing wrong, written by hand, so that a test can put one fault into it."""

from __future__ import annotations

import json
import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://town.example/kb/"
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
PAGE, OTHER = "en/case/index.html", "de/case/index.html"


def page(language: str, route: str, article: str) -> str:
    """A page of a language, its article in lines of its own."""
    up = "../" * route.count("/")
    alternates = "".join(f'<link rel="alternate" hreflang="{each}" href="{ADDRESS}{each}/{route}">\n' for each in ("en", "de"))
    return f"""<!doctype html>
<html lang="{language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>A page</title>
<meta name="description" content="Words">
<link rel="canonical" href="{ADDRESS}{language}/{route}">
{alternates}<link rel="alternate" type="application/atom+xml" href="{up}feed.xml" title="News">
<link rel="stylesheet" href="{up}assets/site.css">
<script type="application/ld+json">{{"@type": "Article"}}</script>
</head>
<body class="site">
<main id="main">
<article>
{article}
</article>
</main>
<script src="{up}assets/site.js" type="module"></script>
</body>
</html>
"""


ARTICLE = """<h1 id="title">Words</h1>
<p aria-labelledby="title">Words, <a href="../">home</a>, <a href="#title">up</a>.</p>
<form class="filters" hidden><label><input type="checkbox" name="topic" value="a"> Topic</label></form>
<svg viewBox="0 0 9 9" aria-hidden="true"><path d="M0 0"/></svg>
<div class="prose">
<p>Text <a href="https://example.org/a" rel="noopener nofollow ugc">elsewhere</a>.</p>
</div>"""


def chunk(name: bytes, inside: bytes) -> bytes:
    """One piece of a PNG."""
    return struct.pack(">I", len(inside)) + name + inside + struct.pack(">I", zlib.crc32(name + inside))


def png(*more: bytes) -> bytes:
    """A picture of one grey dot, with other pieces before its end."""
    dot = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(b"\x00\x80"))
    return b"\x89PNG\r\n\x1a\n" + dot + b"".join(more) + chunk(b"IEND", b"")


def segment(marker: int, inside: bytes) -> bytes:
    """One piece of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(inside) + 2) + inside


def jpeg(*more: bytes) -> bytes:
    """The container of a JPEG with its tables, a scan in which 0xFF is stuffed, and other pieces at its beginning."""
    first = segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
    tables = segment(0xDB, bytes(65)) + segment(0xC0, bytes(9)) + segment(0xC4, bytes(19))
    return b"\xff\xd8" + first + b"".join(more) + tables + segment(0xDA, bytes(6)) + b"\x12\xff\x00\x34\xff\xd0\x56\xff\xd9"


def webp(*more: tuple[bytes, bytes]) -> bytes:
    """The container of a WebP with one piece of picture, and others behind it."""
    pieces = b"".join(
        name + struct.pack("<I", len(inside)) + inside + b"\0" * (len(inside) % 2) for name, inside in ((b"VP8L", b"12345"), *more)
    )
    return b"RIFF" + struct.pack("<I", len(pieces) + 4) + b"WEBP" + pieces


def files() -> dict[str, bytes]:
    """Every file of the site by its path."""
    made: dict[str, str | bytes] = {
        "index.html": page("en", "", "<h1>Choose</h1>").replace('href="assets', 'href="en/assets').replace('href="feed', 'href="en/feed'),
        "404.html": page("en", "", '<h1>404</h1><p><a href="/kb/en/">Home</a></p>'),
        "_headers": f"/*\n  Content-Security-Policy: {POLICY}\n  X-Content-Type-Options: nosniff\n",
        ".nojekyll": "",
        "robots.txt": f"User-agent: *\nSitemap: {ADDRESS}sitemap.xml\n",
        "sitemap.xml": f"<urlset>\n<url><loc>{ADDRESS}en/case/</loc></url>\n</urlset>\n",
        "data/v1/cases.json": json.dumps({"urls": {"en": f"{ADDRESS}en/case/"}}, indent=1),
    }
    for language in ("en", "de"):
        made[f"{language}/index.html"] = page(language, "", "<h1>Home</h1>")
        made[f"{language}/case/index.html"] = page(language, "case/", ARTICLE)
        made[f"{language}/feed.xml"] = f'<feed><link href="{ADDRESS}{language}/"/></feed>\n'
        made[f"{language}/assets/site.css"] = 'body { color: #111 }\n@font-face { src: url("type.woff2") }\n'
        made[f"{language}/assets/site.js"] = 'import { a } from "./other.js";\na();\n'
        made[f"{language}/assets/other.js"] = "export function a() {}\n"
        made[f"{language}/assets/type.woff2"] = b"wOF2" + bytes(20)
        made[f"{language}/assets/a.png"], made[f"{language}/assets/b.jpg"], made[f"{language}/assets/c.webp"] = png(), jpeg(), webp()
        made[f"{language}/assets/icon.svg"] = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>\n'
    # What stands above the languages names no versions and loads what the first language has.
    for name, base in (("index.html", ""), ("404.html", "/kb/")):
        lines = str(made[name]).splitlines(keepends=True)
        kept = "".join(line for line in lines if "rel=" not in line and "<script src" not in line)
        made[name] = kept.replace("<title>", f'<link rel="icon" href="{base}en/assets/icon.svg" type="image/svg+xml">\n<title>')
    return {path: content.encode() if isinstance(content, str) else content for path, content in made.items()}


def write(folder: Path, these: dict[str, bytes]) -> Path:
    """The files below a folder."""
    for path, content in these.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder
