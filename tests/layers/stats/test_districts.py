from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.stats.districts import DistrictTable


def asked(polygons: list, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the answer of the polygons themselves, lowest number first."""
    found = np.zeros(len(x), int)
    for number, polygon in reversed(list(enumerate(polygons, 1))):
        found[shapely.intersects_xy(polygon, x, y)] = number
    return found


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_every_point_gets_the_polygons_answer(seed: int) -> None:
    rng = np.random.default_rng(seed)
    seeds = shapely.multipoints(rng.uniform(0, 10_000, (8, 2)))
    cells = shapely.get_parts(shapely.voronoi_polygons(seeds))
    polygons = list(shapely.intersection(cells, shapely.box(0, 0, 10_000, 10_000)))
    table = DistrictTable(range(1, 9), polygons)
    x, y = rng.uniform(-500, 10_500, (2, 20_000))
    assert np.array_equal(table.label(x, y), asked(polygons, x, y))


def test_a_border_belongs_to_the_lowest_number() -> None:
    left, right = shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)
    x, y = np.array([10.0, 10.0, 0.0, 20.0]), np.array([5.0, 0.0, 0.0, 10.0])
    assert DistrictTable([1, 2], [left, right]).label(x, y).tolist() == [1, 1, 1, 2]
    assert DistrictTable([7, 3], [left, right]).label(x, y).tolist() == [3, 3, 7, 3]


def test_holes_and_islands() -> None:
    ring = shapely.box(0, 0, 100, 100).difference(shapely.box(40, 40, 60, 60))
    island = shapely.MultiPolygon([ring, shapely.box(200, 0, 250, 50)])
    table = DistrictTable([4], [island])
    x, y = np.array([10.0, 50.0, 225.0, 150.0]), np.array([10.0, 50.0, 25.0, 25.0])
    assert table.label(x, y).tolist() == [4, 0, 4, 0]


def test_unknown_places_are_outside() -> None:
    table = DistrictTable([1], [shapely.box(0, 0, 10, 10)])
    places = np.array([np.nan, np.inf, -np.inf, 5.0])
    assert table.label(places, np.full(4, 5.0)).tolist() == [0, 0, 0, 1]


def test_a_city_without_districts() -> None:
    assert DistrictTable([], []).label(np.zeros(3), np.zeros(3)).tolist() == [0, 0, 0]


@pytest.mark.parametrize("offset", [0.0, 600_000.0])
def test_slivers_are_found(offset: float) -> None:
    sliver = shapely.box(offset, offset, offset + 1_000, offset + 0.5)
    table = DistrictTable([1], [sliver])
    x = offset + np.linspace(0, 1_000, 50)
    assert np.all(table.label(x, np.full(50, offset + 0.25)) == 1)
    assert np.all(table.label(x, np.full(50, offset + 0.75)) == 0)
