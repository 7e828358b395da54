"""Where cities lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import vocabulary
from generator.checks.registry import Report, check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalog import Catalog
    from generator.diagnostics import Finding


@check("outside-country")
def outside_country(catalog: Catalog, report: Report) -> Iterator[Finding]:
    """A city lies in its country. Latitude and longitude are swapped easily, and so is a sign lost.

    Bad: `latitude: 77.04` and `longitude: 12.05` for Lima
    Good: `latitude: -12.05` and `longitude: -77.04`
    """
    boxes = vocabulary.bounding_boxes()
    for city in catalog.cities.values():
        box, latitude, longitude = boxes.get(city.country), city.facts.latitude, city.facts.longitude
        if box is None or latitude is None or longitude is None:
            continue
        south, west, north, east = box
        # As written, -34.6 is greater than the nearest number that a float can hold, which is what the box has.
        if not (south <= float(latitude) <= north and west <= float(longitude) <= east):
            yield report(city.at("latitude"), country=city.country, south=south, north=north, west=west, east=east)
