"""Names of states and regions by ISO 3166-2, as pycountry (Debian's iso-codes) gives them."""

from __future__ import annotations

import gettext
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import pycountry

if TYPE_CHECKING:
    from generator.languages import Locale


def name(code: str, locale: Locale) -> str:
    """The name of a subdivision in a language, else as its country writes it; the code where it has no name."""
    found = _subdivision(code)
    return _translations(str(locale.cldr)).gettext(found) if found else code


def known(code: str) -> bool:
    """Whether ISO 3166-2 has this subdivision."""
    return bool(_subdivision(code))


def _subdivision(code: str) -> str:
    found: Any = cast("Any", pycountry.subdivisions).get(code=code)
    return str(found.name) if found else ""


@cache
def _translations(cldr: str) -> gettext.NullTranslations:
    languages = [cldr, cldr.split("_", maxsplit=1)[0]]
    return gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=languages, fallback=True)
