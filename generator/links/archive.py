"""Archived copies of what is gone: the availability API of the Wayback Machine, as archive.org/help/wayback_api.php has it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from generator import addresses

if TYPE_CHECKING:
    import datetime

API = "https://archive.org/wayback/available"
SNAPSHOT = re.compile(r"https?://(?P<host>[^/]+)/web/\d{4,14}/.+")
HOST = "web.archive.org"


def question(api: str, address: str, accessed: datetime.date | None) -> str:
    """The address that asks for the snapshot nearest to a day, or for the latest where nobody knows the day."""
    asked = {"url": address} | ({"timestamp": accessed.strftime("%Y%m%d")} if accessed else {})
    return f"{api}?{urlencode(asked)}"


def found(body: bytes) -> str:
    """The address of the snapshot that an answer names; empty where it names none that once was a good page."""
    try:
        closest = json.loads(body)["archived_snapshots"]["closest"]
        url, good = closest["url"], closest["available"] is True and str(closest["status"]) == "200"
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    address = addresses.safe(url) if good and isinstance(url, str) else None
    snapshot = SNAPSHOT.fullmatch(address or "")
    if not address or not snapshot:
        return ""
    return address.replace("http://", "https://", 1) if snapshot["host"] == HOST else address
