from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from data.errors import BadInput
from data.feedback import silent
from data.importers.geojson import read_geojson
from data.importers.shapes import UNREADABLE

POINT = {"type": "Point", "coordinates": [46.29, 38.08]}


def collection(*features: object, **more: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more})


def test_features_become_rows(csv_file: Callable[..., Path]) -> None:
    text = collection(
        {"type": "Feature", "properties": {"نام": "ائل‌گلی", "n": 2.0}, "geometry": POINT},
        {"type": "Feature", "properties": None, "geometry": None},
        {"type": "Feature", "properties": {"x": [1]}, "geometry": {"type": "Point"}},
        "nonsense",
    )
    raw = read_geojson(csv_file(text), None, None, silent())
    assert raw.columns == ("نام", "n", "x") and raw.epsg == 4326
    assert raw.original(0) == ("ائل‌گلی", "2", "")
    assert raw.geometry[1] is None and raw.geometry[3] is None
    assert raw.geometry[2].equals(UNREADABLE) and len(raw) == 4


@pytest.mark.parametrize(
    ("name", "epsg"),
    [("urn:ogc:def:crs:EPSG::32638", 32638), ("urn:ogc:def:crs:OGC:1.3:CRS84", 4326), ("me", None)],
)
def test_the_older_crs_member(csv_file: Callable[..., Path], name: str, epsg: int | None) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    raw = read_geojson(csv_file(collection(crs=crs)), None, None, silent())
    assert raw.epsg == epsg


@pytest.mark.parametrize(
    "text", ["", "[1]", '{"type": "Feature"}', "[" * 100_000, '{"features": 3}']
)
def test_what_is_no_feature_collection_is_refused(csv_file: Callable[..., Path], text: str) -> None:
    with pytest.raises(BadInput):
        read_geojson(csv_file(text), None, None, silent())
