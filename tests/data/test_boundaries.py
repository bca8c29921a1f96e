"""District boundaries from GeoJSON, fine and hostile."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.boundaries import MOST_DISTRICTS, read_boundaries
from data.errors import BadInput

SQUARE = [[46.2, 38.0], [46.3, 38.0], [46.3, 38.1], [46.2, 38.1], [46.2, 38.0]]
BOW_TIE = [[46.2, 38.0], [46.3, 38.1], [46.3, 38.0], [46.2, 38.1], [46.2, 38.0]]


def feature(ring: object = SQUARE, kind: str = "Polygon", **properties: object) -> dict:
    return {
        "type": "Feature",
        "properties": {"district": 1, **properties},
        "geometry": {"type": kind, "coordinates": [ring]},
    }


def text(*features: object, **more: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more})


def test_properties_are_read() -> None:
    (boundary,) = read_boundaries(
        text(feature(district=7, name_fa="هفت", name_en="Seven", population=9, status="Schematic"))
    )
    assert (boundary.number, boundary.names) == (7, {"fa": "هفت", "en": "Seven"})
    assert boundary.schematic
    assert boundary.residents == 9


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326"])
def test_degrees_by_their_old_names_are_taken(name: str) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    assert len(read_boundaries(text(feature(), crs=crs))) == 1


@pytest.mark.parametrize(
    "content",
    [
        "", "null", "[]", "{}", '{"features": 5}', "[" * 100_000, text(), text(None), text({}),
        text(feature(district=0)), text(feature(district="1")), text(feature(district=True)),
        text(feature(district=None)), text(feature(), feature()), text(feature(BOW_TIE)),
        text(feature(SQUARE, "LineString")), text(feature([])), text(feature([[46.2, 38.0]])),
        text(feature([[1e9, 38.0], *SQUARE[1:-1], [1e9, 38.0]])), text(feature("x")),
        text({**feature(), "geometry": None}), text({**feature(), "properties": []}),
        text(feature([[float("nan"), 38.0], *SQUARE[1:-1], [46.2, 38.0]])),
        text(feature(), crs={"type": "name", "properties": {"name": "EPSG:32638"}}),
        text(*[feature(district=i + 1) for i in range(MOST_DISTRICTS + 1)]),
    ],
)  # fmt: skip
def test_hostile_texts_are_refused(content: str) -> None:
    with pytest.raises(BadInput):
        read_boundaries(content)


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.integers(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["type", "features", "properties", "geometry", "coordinates", "district"]),
        inner, max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@settings(deadline=None)
@given(_JSON)
def test_any_json_is_read_or_refused(value: object) -> None:
    for content in (json.dumps(value), text(value), text({**feature(), "geometry": value})):
        with pytest.raises(BadInput):
            read_boundaries(content)
