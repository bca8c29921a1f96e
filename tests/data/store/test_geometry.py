"""GeoPackage blobs: what goes in comes out, and hostile bytes do no harm."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data.store.columns import BadValue
from data.store.geometry import (
    GeoPackageGeometry,
    bounds_of,
    decode,
    encode,
    point_blobs,
    points_of,
)

metres = st.floats(-1e7, 1e7, allow_nan=False)
pairs = st.tuples(metres, metres)


@given(st.lists(pairs, max_size=40))
def test_point_blobs_are_those_of_single_points(points: list[tuple[float, float]]) -> None:
    x, y = np.array(points, float).reshape(-1, 2).T
    blobs = point_blobs(x, y, 32638)
    assert blobs == [encode(shapely.Point(p), 32638) for p in points]
    back = points_of(b"".join(blobs))
    assert back is not None
    np.testing.assert_array_equal(back[0], x)
    np.testing.assert_array_equal(back[1], y)


def test_missing_points_have_no_blob() -> None:
    x, y = np.array([np.nan, 1.0, np.inf]), np.array([1.0, np.nan, 2.0])
    assert point_blobs(x, y, 1) == [b""] * 3


def test_zeros_stand_for_a_missing_point() -> None:
    x, y = points_of(bytes(29) + encode(shapely.Point(3, 4), 32638))
    assert np.isnan([x[0], y[0]]).all()
    assert (x[1], y[1]) == (3.0, 4.0)


@pytest.mark.parametrize(
    "blob", [b"x" * 29, b"GP" + bytes(27), encode(shapely.Point(1, 2), 1)[:-1]]
)
def test_other_bytes_are_not_taken_for_points(blob: bytes) -> None:
    assert points_of(blob) is None


SHAPES = [
    shapely.Point(1, 2),
    shapely.LineString([(0, 0), (5, 7), (9, 1)]),
    shapely.box(1, 2, 3, 5),
    shapely.box(0, 0, 9, 9).difference(shapely.box(2, 2, 3, 3)),
    shapely.multipolygons([shapely.box(0, 0, 1, 1), shapely.box(5, 5, 6, 7)]),
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.geom_type)
def test_shapes_come_back_with_their_bounds(shape: shapely.Geometry) -> None:
    blob = encode(shape, 32638)
    assert shapely.equals_exact(decode(blob), shape, 0.0)
    west, south, east, north = shape.bounds
    assert bounds_of(blob) == (west, east, south, north)
    assert int.from_bytes(blob[4:8], "little") == 32638


def test_empty_shapes_have_no_bounds() -> None:
    assert bounds_of(encode(shapely.Polygon(), 32638)) is None
    assert bounds_of(None) is None
    assert encode(None, 1) is None


@given(st.binary(max_size=80))
def test_hostile_bytes_are_refused(noise: bytes) -> None:
    for blob in (noise, b"GP" + noise, encode(shapely.box(0, 0, 1, 1), 1)[: len(noise)] + noise):
        bounds_of(blob)
        with suppress(BadValue):
            decode(blob)


def test_single_polygons_pass_through_a_multipolygon_column() -> None:
    column = GeoPackageGeometry("MULTIPOLYGON", 32638)
    stored = column.process_bind_param(shapely.box(0, 0, 1, 1), None)
    assert decode(stored).geom_type == "MultiPolygon"
    assert column.process_result_value(stored, None).geom_type == "Polygon"


@pytest.mark.parametrize("shape", [shapely.Point(1, 2), shapely.Polygon()])
def test_a_column_refuses_another_kind_of_shape(shape: shapely.Geometry) -> None:
    with pytest.raises(BadValue):
        GeoPackageGeometry("POLYGON", 1).process_result_value(encode(shape, 1), None)
