"""Pieces of what pages tell programs in the words of schema.org: sources, licences, places, data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator import licences, routes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from generator.catalog import Settings
    from generator.models.shared import Source

Values = dict[str, Any]


def sources(sources: Iterable[Source]) -> list[Values]:
    """Sources as works that are cited; a day that is only about right is no date for schema.org."""
    return [
        {
            "@type": "CreativeWork",
            "name": each.title,
            "publisher": organisation(each.publisher),
            "inLanguage": each.language,
            "url": each.url,
            "archivedAt": each.archived_url,
            "datePublished": each.published if each.published and not each.published.endswith("~") else None,
        }
        for each in sources
    ]


def organisation(name: str) -> Values:
    return {"@type": "Organization", "name": name}


def position(latitude: Decimal, longitude: Decimal) -> Values:
    """Degrees in WGS 84, as schema.org has them."""
    return {"@type": "GeoCoordinates", "latitude": float(latitude), "longitude": float(longitude)}


def identifiers(ids: Mapping[str, str | None]) -> list[Values]:
    """Ids that content gives, each with the name of the collection that it is from."""
    return [{"@type": "PropertyValue", "propertyID": name, "value": value} for name, value in ids.items() if value]


def dataset(settings: Settings, path: str) -> Values | None:
    """A file of data that others can take; nothing before anybody has said where it will stand."""
    address = routes.data_address(settings.site_url, path)
    return {"@type": "Dataset", "@id": address, "url": address} if address else None


def licence(expression: str) -> str | Values:
    """The address of a licence; of several that apply together, the expression that names them."""
    return licences.address(expression) or {"@type": "CreativeWork", "name": expression}


def known(value: Any) -> Any:
    """What is known of values: nothing that is empty, and of a list with one item the item."""
    if isinstance(value, dict):
        return {key: known(each) for key, each in value.items() if each not in ("", None, [], {})}
    if isinstance(value, list):
        return known(value[0]) if len(value) == 1 else [known(each) for each in value]
    return value
