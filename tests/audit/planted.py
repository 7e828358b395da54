"""Faults of every kind, at least one for each rule of the audit: what is put into the small site, and where it should be found."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from dataclasses import dataclass, field

from small_site import ADDRESS, PAGE, POLICY, chunk, jpeg, png, segment, webp

from generator.audit import Asked

CANARY = 'blue & "heron"'
ASKED = Asked(canaries=("grey goose", CANARY))


@dataclass(frozen=True)
class Fault:
    """A change of one file: other words in it, other bytes, or nothing left of it.

    `spot` is what stands at the place where the finding should be, in the file at `path` or in the one that is named by
    `there`; without it the finding is at the beginning.
    """

    code: str
    path: str
    new: str | bytes | None
    old: str = ""
    spot: str | bytes = ""
    there: str = ""
    asked: Asked = field(default_factory=Asked)

    def into(self, files: dict[str, bytes]) -> dict[str, bytes]:
        """The files of the site with the fault."""
        if self.old:
            text = files[self.path].decode()
            assert self.old in text, self
            assert isinstance(self.new, str)
            return files | {self.path: text.replace(self.old, self.new, 1).encode()}
        if self.new is None:
            return {path: content for path, content in files.items() if path != self.path}
        return files | {self.path: self.new.encode() if isinstance(self.new, str) else self.new}

    def place(self, files: dict[str, bytes]) -> str:
        """Path, line, column and code of what should be found."""
        path, line, column = self.there or self.path, 1, 1
        if isinstance(self.spot, bytes):
            column += files[path].index(self.spot)
        elif self.spot:
            text = files[path].decode("utf-8", "replace")
            before = text[: text.index(self.spot)]
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return f"{path}:{line}:{column} {self.code}"


def prose(code: str, html: str, spot: str = "") -> Fault:
    """A fault where contributors write."""
    return Fault(code, PAGE, f"<p>Words and {html}</p>\n<p>Text ", "<p>Text ", spot or html)


def article(code: str, html: str, spot: str = "") -> Fault:
    """A fault in the article, outside of what contributors write."""
    return Fault(code, PAGE, f'{html}\n<p aria-labelledby="title">', '<p aria-labelledby="title">', spot or html)


def head(code: str, html: str, spot: str = "") -> Fault:
    """A fault in the head, behind the policy."""
    return Fault(code, PAGE, f"{html}\n<title>", "<title>", spot or html)


def policy(old: str, new: str, spot: str = '<meta http-equiv="C') -> Fault:
    return Fault("site-policy", PAGE, new, old, spot)


def archive(text: str) -> bytes:
    """A text in an archive in an archive."""
    content = text.encode()
    for name in ("a.html", "a.zip"):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr(name, content)
        content = buffer.getvalue()
    return content


def noise(size: int) -> str:
    """Letters that cannot be compressed by much, always the same."""
    return "".join(random.Random(size).choices("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", k=size))


OUT = 'rel="noopener nofollow ugc"'
STYLE, SCRIPT, PNG, JPEG, WEBP = (f"en/assets/{name}" for name in ("site.css", "site.js", "a.png", "b.jpg", "c.webp"))
HREFLANG = f'<link rel="alternate" hreflang="de" href="{ADDRESS}de/case/">'

PLANTED: tuple[Fault, ...] = (
    Fault("site-not-text", "en/new/index.html", b"<!doctype html>\n<p>caf\xe9", spot="\ufffd"),
    Fault("site-not-text", "en/new/index.html", "<!doctype html>\n<p>\0", spot="\0"),
    article("site-malformed", "<p>words</div>", ">\n<p aria"),
    article("site-malformed", '<p class="a" class="b">words</p>', '="b">words'),
    article("site-element", "<p><iframe></iframe></p>", "<iframe"),
    article("site-element", "<!-- words -->"),
    article("site-element", "<marquee>words</marquee>"),
    article("site-element", "<svg><a></a></svg>", "<a></a>"),
    Fault("site-element", PAGE, "</html>\n<!-- words -->", "</html>", "<!-- words"),
    Fault("site-element", "en/assets/icon.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', spot="<script"),
    article("site-attribute", '<p onclick="x">words</p>'),
    article("site-attribute", '<p style="color: red">words</p>'),
    article("site-attribute", '<a href="#title" ping="https://example.org/">words</a>'),
    Fault("site-attribute", "en/assets/icon.svg", '<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>'),
    prose("site-prose", "<span>words</span>"),
    prose("site-prose", '<em id="section-a">words</em>'),
    prose("site-prose", '<a href="#title" hreflang="en">words</a>'),
    *(
        prose("site-address", f'<a href="{address}" {OUT}>words</a>')
        for address in (
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java&#9;script:alert(1)",
            "data:text/html,words",
            "//host.example/",
            "/\\host.example/",
            "https://name:word@host.example/",
            "https://host.example/a&#10;b",
            "https://h\u043est.example/",
            "ftp://host.example/",
            "https:host.example",
            " https://host.example/",
        )
    ),
    head("site-off-site", '<link rel="stylesheet" href="https://host.example/assets/a.css">'),
    head("site-off-site", '<link rel="icon" href="//host.example/assets/a.svg">'),
    Fault("site-off-site", PAGE, '<form action="https://host.example/" class', "<form class", "<form action"),
    article("site-off-site", '<img alt="" srcset="https://host.example/a.webp 360w">'),
    Fault("site-off-site", STYLE, 'body { background: url("https://host.example/a.png") }', spot="url("),
    Fault("site-off-site", STYLE, "body { background: \\75rl(//host.example/a.png) }", spot="\\75rl"),
    prose("site-external-link", '<a href="https://host.example/">words</a>'),
    prose("site-external-link", '<a href="https://host.example/" rel="external">words</a>'),
    article("site-external-link", '<p><a href="https://host.example/" rel="noopener">words</a></p>', '<a href="https://h'),
    head("site-head", '<meta http-equiv="refresh" content="0; url=https://host.example/">'),
    head("site-head", '<meta http-equiv="set-cookie" content="a=b">'),
    head("site-head", '<link rel="preconnect" href="../assets/site.css">'),
    article("site-head", '<meta name="referrer" content="unsafe-url">'),
    article("site-head", "<title>words</title>"),
    head("site-script", "<script>alert(1)</script>"),
    head("site-script", '<script type="application/ld+json">{"a": }</script>'),
    article("site-script", '<script type="application/ld+json">{"a": "a second one"}</script>'),
    head("site-script", '<script type="application/ld+json">["a"]</script>'),
    head("site-script", '<script type="application/ld+json">{"a": "<!--"}</script>'),
    head("site-script", '<script type="application/ld+json" id="data">{}</script>'),
    head("site-script", '<script src="../assets/site.js"></script>'),
    head("site-script", '<script src="../../data/v1/cases.json" type="module"></script>'),
    head("site-script", '<script type="importmap">{}</script>'),
    policy('<meta http-equiv="Content-Security-Policy" content="' + POLICY + '">\n', "", spot=""),
    policy("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
    policy("img-src 'self' data:", "img-src *"),
    policy("base-uri 'none'; ", ""),
    policy("form-action 'self'", "form-action 'self'; script-src-elem *"),
    policy("default-src", "script-src https:; default-src"),
    policy('<meta charset="utf-8">', '<link rel="icon" href="../assets/icon.svg">'),
    Fault("site-policy", "_headers", None),
    Fault("site-policy", "_headers", "/*\n  X-Content-Type-Options: nosniff\n"),
    Fault("site-policy", "_headers", f"/en/*\n  Content-Security-Policy: {POLICY}\n  X-Content-Type-Options: nosniff\n"),
    article("site-id-twice", '<p id="main">words</p>'),
    article("site-id-clobbers", '<p id="__search">words</p>'),
    article("site-id-clobbers", '<form hidden><input name="action"></form>', "<input name"),
    article("site-id-clobbers", '<form id="location" hidden></form>'),
    article("site-id-missing", '<p aria-labelledby="main nothing">words</p>'),
    article("site-id-missing", '<label for="nothing">words</label>'),
    Fault("site-language", PAGE, '<html lang="de"', '<html lang="en"', '<html lang="de"', asked=Asked(languages=("en",))),
    article("site-language", '<p lang="English">words</p>'),
    article("site-language", '<a href="#title" hreflang="x">words</a>'),
    article("site-language", '<p dir="up">words</p>'),
    Fault("site-style", STYLE, '@import "other.css";', spot="@import"),
    Fault("site-style", STYLE, "body { color: red }\n}/**/", spot="}/**/"),
    Fault("site-style", STYLE, "body { background: url(a b) }", spot="url("),
    Fault("site-picture-metadata", PNG, png(chunk(b"tEXt", b"Author\0Somebody")), spot=chunk(b"tEXt", b"Author\0Somebody")),
    Fault("site-picture-metadata", PNG, png(chunk(b"eXIf", b"MM\0*")), spot=chunk(b"eXIf", b"MM\0*")),
    Fault("site-picture-metadata", PNG, png(chunk(b"tIME", bytes(7))), spot=chunk(b"tIME", bytes(7))),
    Fault("site-picture-metadata", JPEG, jpeg(segment(0xE1, b"Exif\0\0MM\0*")), spot=segment(0xE1, b"Exif\0\0MM\0*")),
    Fault(
        "site-picture-metadata",
        JPEG,
        jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>")),
        spot=segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>"),
    ),
    Fault("site-picture-metadata", JPEG, jpeg(segment(0xED, b"Photoshop 3.0\0")), spot=segment(0xED, b"Photoshop 3.0\0")),
    Fault("site-picture-metadata", JPEG, jpeg(segment(0xFE, b"words")), spot=segment(0xFE, b"words")),
    Fault("site-picture-metadata", WEBP, webp((b"EXIF", b"MM\0*")), spot=b"EXIF"),
    Fault("site-picture-metadata", WEBP, webp((b"XMP ", b"<x/>")), spot=b"XMP "),
    Fault("site-picture-appended", PNG, png() + b"PK\x03\x04", spot=b"PK"),
    Fault("site-picture-appended", JPEG, jpeg() + b"<script>", spot=b"<script>"),
    Fault("site-picture-appended", WEBP, webp() + b"GIF89a", spot=b"GIF"),
    Fault("site-unknown-file", "en/case/report.exe", "words"),
    Fault("site-unknown-file", "en/case/report", "words"),
    Fault("site-unknown-file", "en/case/page.html.bak", "words"),
    Fault("site-unknown-file", "en/case/more.js", "words"),
    Fault("site-hidden-file", ".git/config", "words"),
    Fault("site-hidden-file", "en/.index.html.swp", "words"),
    Fault("site-file-type", PNG, "<!doctype html><p>words</p>"),
    Fault("site-file-type", PNG, png()[:-6]),
    Fault("site-file-type", JPEG, jpeg()[:-2]),
    Fault("site-file-type", WEBP, webp()[:-2]),
    Fault("site-file-type", JPEG, '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    Fault("site-file-type", "data/v1/new.json", '{"a": 1,\n "b": }', spot="}"),
    Fault("site-file-type", "sitemap.xml", "<urlset>\n</url>", spot="url>"),
    Fault("site-file-type", "en/feed.xml", '<!DOCTYPE a [<!ENTITY b "c">]><feed/>'),
    Fault("site-file-type", "data/v1/cases.csv", b"a,b\nc,\xe9\n", spot="\ufffd"),
    Fault("site-file-type", "en/assets/type.woff2", "words"),
    Fault("site-file-type", "data/v1/cases.xlsx", "words"),
    Fault("site-canary", PAGE, "<p>A grey goose. ", "<p>Text ", "grey goose", asked=ASKED),
    Fault("site-canary", PAGE, "<p>A blue &amp; &quot;heron&quot;. ", "<p>Text ", "blue &amp;", asked=ASKED),
    Fault("site-canary", "data/v1/new.json", '{"a":\n "blue & \\"heron\\""}', spot="blue", asked=ASKED),
    Fault("site-canary", "en/pagefind/a.pf_fragment", gzip.compress(b"grey goose", mtime=0), asked=ASKED),
    Fault("site-canary", "offline/en.zip", archive("<p>A grey goose</p>"), asked=ASKED),
    Fault("site-canary", "en/pagefind/a.pf_meta", "grey goose".encode("utf-16-le"), asked=ASKED),
    article("site-link-broken", '<img alt="" srcset="../pictures/de/x/nowhere-360-0123456789ab.webp 360w">'),
    prose("site-link-broken", '<a href="../nowhere/">words</a>'),
    prose("site-link-broken", '<a href="../../../index.html">words</a>'),
    prose("site-link-broken", '<a href="../case">words</a>'),
    head("site-link-broken", '<meta http-equiv="refresh" content="0; url=../nowhere/">'),
    Fault("site-link-broken", STYLE, 'body { background: url("none.png") }', spot="url("),
    Fault("site-link-broken", SCRIPT, 'import { a } from "./none.js";\n', spot="./none.js"),
    Fault("site-link-broken", "404.html", 'href="/en/"', 'href="/kb/en/"', '<a href="/en/"'),
    prose("site-anchor-missing", '<a href="#nowhere">words</a>'),
    prose("site-anchor-missing", '<a href="../#nowhere">words</a>'),
    prose("site-link-absolute", '<a href="/en/">words</a>'),
    Fault("site-canonical", PAGE, f'canonical" href="{ADDRESS}en/none/', f'canonical" href="{ADDRESS}en/case/', '<link rel="canonical"'),
    Fault("site-canonical", PAGE, 'canonical" href="https://host.example/', f'canonical" href="{ADDRESS}en/case/', '<link rel="canonical"'),
    Fault("site-hreflang", PAGE, "", HREFLANG + "\n", '<link rel="alternate" hreflang="en"', there="de/case/index.html"),
    Fault("site-address-of-data", "sitemap.xml", "/en/none/", "/en/case/", ADDRESS),
    Fault("site-address-of-data", "en/feed.xml", "kb/en/none/", "kb/en/", ADDRESS),
    Fault("site-address-of-data", "data/v1/cases.json", "/en/none/", "/en/case/", ADDRESS),
    Fault("site-page-size", "de/case/index.html", f"<p>{noise(130_000)}</p>\n<p>Text ", "<p>Text "),
    Fault("site-page-size", "en/index.html", f"<p>{noise(60_000)}</p>\n<h1>", "<h1>"),
    Fault("site-script-size", "de/assets/other.js", f"export const a = '{noise(8_000)}';\n", there="de/case/index.html"),
    Fault("site-size", "data/v1/cases.csv", noise(90_000), there=".", asked=Asked(site=80)),
)
