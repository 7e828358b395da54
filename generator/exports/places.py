"""GeoJSON (RFC 7946): a feature for each city that has a case, at the position that its record gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import routes
from generator.exports import records
from generator.exports.envelope import written
from generator.exports.planned import planned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalog import Catalog
    from generator.exports.planned import Planned


def plan(catalog: Catalog) -> Iterator[Planned]:
    """`cases.geojson`: one feature for each case in each of its cities; cases of a whole country have no position."""
    places = {city.id: records.city(catalog, city) for city in catalog.cities.values()}
    features = [_feature(catalog, places[city], case.id) for case in catalog.published() for city in case.facts.cities]
    collection = {"type": "FeatureCollection", "features": [feature for feature in features if feature]}
    yield planned("cases.geojson", collection, lambda values: written(values) + b"\n")


def _feature(catalog: Catalog, city: records.Values, case: str) -> records.Values | None:
    if "latitude" not in city or "longitude" not in city:
        return None
    entry = catalog.cases[case]
    titles = {language: text.head.title for language, text in entry.texts.items()}
    return {
        "type": "Feature",
        "id": f"{case} {city['id']}",
        # Longitude comes first (RFC 7946, section 3.1.1).
        "geometry": {"type": "Point", "coordinates": [city["longitude"], city["latitude"]]},
        "properties": {
            "case": case,
            "city": city["id"],
            "names": city["names"],
            "titles": titles,
            "topics": list(entry.facts.topics),
            "stage": entry.facts.stage,
            "urls": records.urls(catalog.settings, routes.case(case)),
        },
    }
