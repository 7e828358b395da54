"""Tools for tables and maps that no one here wrote read the data."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import frictionless
import pytest
from exported import Files, written
from geojson_pydantic import FeatureCollection, Point

if TYPE_CHECKING:
    from pathlib import Path

NUMBERS = {
    "cases.csv": {"stage_year": "integer"},
    "results.csv": {"value": "number", "of": "integer", "year": "integer", "baseline": "number", "baseline_year": "integer"},
}
DATES = {"cases.csv": {"checked": "date", "added": "date"}, "results.csv": {}}


@pytest.fixture
def resource(real: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> frictionless.Resource:
    monkeypatch.chdir(tmp_path)  # frictionless reads relative paths only.
    (tmp_path / request.param).write_bytes(real[request.param])
    return frictionless.Resource(path=request.param)


@pytest.mark.parametrize("resource", NUMBERS, indirect=True)
def test_tables_are_valid(resource: frictionless.Resource) -> None:
    report = frictionless.validate(resource)
    assert report.flatten(["rowNumber", "fieldName", "type", "note"]) == []
    assert report.valid


@pytest.mark.parametrize("resource", NUMBERS, indirect=True)
def test_columns_of_numbers_are_numbers(resource: frictionless.Resource, real: Files) -> None:
    name = str(resource.path)
    resource.infer(stats=True)
    types = {field.name: field.type for field in resource.schema.fields}
    assert types.items() >= {**NUMBERS[name], **DATES[name]}.items()
    assert (resource.encoding, resource.rows) == ("utf-8", len(list(csv.reader(io.StringIO(real[name].decode(), newline="")))) - 1)


def test_the_map_is_geojson_with_the_positions_of_the_cities(real: Files) -> None:
    collection = FeatureCollection.model_validate_json(real["cases.geojson"])
    cities = dict(written("countries/*/cities/*.yml"))
    places: dict[str, Any] = {}
    for feature in collection.features:
        assert isinstance(feature.geometry, Point)
        places[feature.properties["city"]] = (feature.geometry.coordinates.longitude, feature.geometry.coordinates.latitude)
    assert places == {city: (cities[city]["longitude"], cities[city]["latitude"]) for city in places}
    assert set(places) == {city for _, facts in written("cases/*/*/case.yml") for city in facts.get("cities", ())}
