"""Which addresses may be published: what a browser would make of them, and nothing that can harm a reader."""

from __future__ import annotations

import re

from pydantic_core import Url

LONGEST = 1_000


def safe(address: str) -> str | None:
    """The address as the WHATWG parser reads it, its host in punycode; None for whatever is no plain web address."""
    if len(address) > LONGEST or not re.match(r"https?://[^/\\@\s?#]+(?:[/?#]|\Z)", address) or re.search(r'[\s\\<>"`{}|^]', address):
        return None
    try:
        url = Url(address)
    except ValueError:
        return None
    return None if url.username or url.password or not url.host else str(url)
