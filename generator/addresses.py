"""Which addresses may be published: what a browser would make of them, and nothing that can harm a reader."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pydantic_core import Url

LONGEST = 1_000
HOST = re.compile(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]")
"""What a host is made of once it is in punycode: the parser lets other marks through, which no name that is in use has."""
NOBODYS = re.compile(r"(?:\A|\.)(?:example(?:\.(?:com|net|org))?|invalid|test|localhost)\Z")
"""Hosts that stand for a site that is nowhere yet (RFC 2606)."""


def safe(address: str) -> str | None:
    """The address as the WHATWG parser reads it, its host in punycode; None for whatever is no plain web address."""
    if len(address) > LONGEST or not re.match(r"https?://[^/\\@\s?#]+(?:[/?#]|\Z)", address) or re.search(r'[\s\\<>"`{}|^]', address):
        return None
    try:
        url = Url(address)
    except ValueError:
        return None
    return None if url.username or url.password or not HOST.fullmatch(url.host or "") else str(url)


def living(site_url: str) -> str:
    """The address of a site that readers can be sent to; empty where it is one that stands for none."""
    return "" if NOBODYS.search(urlsplit(site_url).hostname or "") else site_url
