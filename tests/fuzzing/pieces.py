"""Pieces of the formats that the program reads and writes: what a mutation puts in, and the dictionary of the engine."""

from __future__ import annotations

_YAML = (
    "---\n",
    "\n",
    "\n\n",
    "  ",
    "- ",
    ": ",
    "#",
    "|",
    ">-\n",
    "'",
    '"',
    "\\",
    "&a",
    "*a",
    "!!x ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "<<: *a",
    "~",
    "%YAML",
)
_FIELDS = (
    "title: a\n",
    "summary: ",
    "names: ",
    "topics: [mobility]\n",
    "level: municpal\n",
    "results:\n",
    "sources:\n  - id: s1\n",
    "value: 1",
)
_MARKDOWN = (
    "## ",
    "### ",
    "[@s1]",
    "](case:de/x)",
    "](https://a.example)",
    "](javascript:x)",
    "![x](y)",
    "```\n",
    "`",
    "**",
    "~~",
    "> ",
    "1. ",
    "* ",
)
_TABLES = (
    "| a | b |\n| - | :-: |\n| c | d |\n",
    "|",
    "<b>",
    "</b>",
    "<script>",
    "<!--",
    "-->",
    "<a href=x onclick=y>",
    "&lt;",
    "&#8238;",
    "&amp;",
)
_FORMS = (
    "### ",
    "_No response_",
    "- [X] ",
    "- [ ] ",
    "Not known",
    "@octocat",
    "#7",
    "::error::",
    "##[error]",
    "${{ x }}",
    "office@town.example",
)
_EXPORTS = ("=1+1", "@SUM(A1)", "\t", '""', "{\\input}", "%", "$", "\u05d0", "]]>", "</title>", "_x0041_", "'--", ";", "\\n", "ER  - ")
_LETTERS = (
    "\u0338",
    "\u0301",
    "\u00e9",
    "\u0915\u094d\u200d\u0937",
    "\U0001f600",
    "\u00a0",
    "\u2028",
    "\u202e",
    "\u200b",
    "\ufeff",
    "word",
    "two words",
)
_BYTES = (b"\x00", b"\xff", b"\xed\xa0\x80", b"\r\n", b"\r", b"\xef\xbb\xbf", b"\x7f", b"\xc2\x85")

PIECES: tuple[bytes, ...] = (
    *(each.encode() for group in (_YAML, _FIELDS, _MARKDOWN, _TABLES, _FORMS, _EXPORTS, _LETTERS) for each in group),
    *_BYTES,
)


def dictionary() -> str:
    """The pieces as libFuzzer reads them: one a line, in quotation marks, what is not plain by its code."""
    coded = ("".join(rf"\x{byte:02x}" for byte in each) for each in dict.fromkeys(PIECES))
    return "".join(f'"{each}"\n' for each in coded)
