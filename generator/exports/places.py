"""GeoJSON (RFC 7946): a feature for each city that has a case, at the position that its record gives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator import routes
from generator.exports import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalog import Catalog, CityEntry


def artifacts(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    """`cases.geojson`: one feature for each case in each of its cities; cases of a whole country have no position."""
    features = [_feature(catalog, catalog.cities[city], case.id) for case in catalog.published() for city in case.facts.cities]
    collection = {"type": "FeatureCollection", "features": [feature for feature in features if feature]}
    yield "cases.geojson", (json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode()


def _feature(catalog: Catalog, city: CityEntry, case: str) -> dict[str, Any] | None:
    facts, entry = records.city(catalog, city), catalog.cases[case]
    if "latitude" not in facts or "longitude" not in facts:
        return None
    titles = {language: text.head.title for language, text in entry.texts.items()}
    return {
        "type": "Feature",
        "id": f"{case} {city.id}",
        # Longitude comes first (RFC 7946, section 3.1.1).
        "geometry": {"type": "Point", "coordinates": [facts["longitude"], facts["latitude"]]},
        "properties": {
            "case": case,
            "city": city.id,
            "names": facts["names"],
            "titles": titles,
            "topics": list(entry.facts.topics),
            "stage": entry.facts.stage,
            "urls": records.urls(catalog.settings, routes.case(case)),
        },
    }
