"""Which district a point lies in: as the polygons say, however many points there are."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from data import locating
from data.locating import DistrictTable, district_at, district_table, locate
from data.model.city import District
from data.profile import load_profile

Floats = NDArray[np.float64]


def by_polygons(x: Floats, y: Floats, districts: tuple[District, ...]) -> NDArray[np.int16]:
    """Return the lowest district that holds or touches each point, without any table."""
    found = np.zeros(len(x), np.int16)
    for district in sorted(districts, key=lambda d: -d.number):
        shapely.prepare(district.geometry)
        found[shapely.intersects_xy(district.geometry, x, y)] = district.number
    return found


def jagged(number: int, x: float, y: float, rng: np.random.Generator) -> District:
    angle = np.linspace(0, 2 * np.pi, 2_000, endpoint=False)
    radius = 2_000 + rng.normal(0, 60, len(angle)).cumsum() / 8 + 100 * np.sin(40 * angle)
    ring = np.column_stack([x + radius * np.cos(angle), y + radius * np.sin(angle)])
    return District(number, "", shapely.make_valid(shapely.Polygon(ring)))


@pytest.fixture(scope="module")
def ten() -> tuple[District, ...]:
    rng = np.random.default_rng(11)
    return tuple(
        jagged(n + 1, 6e5 + 3_500 * (n % 5), 4.2e6 + 3_500 * (n // 5), rng) for n in range(10)
    )


@pytest.mark.parametrize("seed", [0, 1])
def test_the_table_says_what_the_polygons_say(ten: tuple[District, ...], seed: int) -> None:
    rng = np.random.default_rng(seed)
    count = 60_000
    x, y = rng.uniform(5.95e5, 6.2e5, count), rng.uniform(4.195e6, 4.21e6, count)
    # Many on and beside the borders themselves.
    lines = shapely.get_coordinates([d.geometry for d in ten])
    x[: len(lines)], y[: len(lines)] = lines.T
    x[len(lines) : 2 * len(lines)], y[len(lines) : 2 * len(lines)] = (
        lines + rng.normal(0, 1e-4, lines.shape)
    ).T
    np.testing.assert_array_equal(DistrictTable(ten).label(x, y), by_polygons(x, y, ten))


def test_every_cell_of_the_city_is_right() -> None:
    districts = load_profile("tabriz").districts
    west, south, east, north = shapely.total_bounds([d.geometry for d in districts])
    x, y = (
        side.ravel() for side in np.meshgrid(
            np.linspace(west - 900, east + 900, 700), np.linspace(south - 900, north + 900, 700)
        )
    )  # fmt: skip
    expected = by_polygons(x, y, districts)
    np.testing.assert_array_equal(district_table(districts).label(x, y), expected)
    assert district_at(x[240_000], y[240_000], districts) == expected[240_000]


@settings(deadline=None, max_examples=20)
@given(st.data())
def test_few_points_and_many_are_answered_alike(data: st.DataObject) -> None:
    corner = st.floats(-1e3, 1e3).map(lambda v: round(v, 1))
    boxes = data.draw(st.lists(st.tuples(corner, corner, st.floats(0.5, 900)), max_size=4))
    districts = tuple(
        District(n + 1, "", shapely.box(x, y, x + side, y + side / 2))
        for n, (x, y, side) in enumerate(boxes)
    )
    odd = [(x, y) for x, y, _side in boxes] + [
        (np.nan, 0), (0, np.nan), (np.inf, 0), (-np.inf, np.inf), (1e308, -1e308), (0, 0),
    ]  # fmt: skip
    rng = np.random.default_rng(5)
    many = np.concatenate([np.array(odd, float), rng.uniform(-1_500, 2_000, (31_000, 2))])
    x, y = many.T.copy()
    assert len(x) > locating._FEW
    np.testing.assert_array_equal(
        DistrictTable(districts).label(x, y), by_polygons(x, y, districts)
    )
    few = slice(0, len(odd))
    np.testing.assert_array_equal(
        DistrictTable(districts).label(x[few], y[few]), by_polygons(x[few], y[few], districts)
    )


def test_districts_with_holes_islands_and_overlaps() -> None:
    ring = shapely.box(0, 0, 100, 100).difference(shapely.box(40, 40, 60, 60))
    islands = shapely.union_all([shapely.box(45, 45, 50, 50), shapely.box(200, 0, 210, 10)])
    districts = (District(3, "", ring), District(2, "", islands),
                 District(7, "", shapely.box(90, 90, 150, 150)))  # fmt: skip
    rng = np.random.default_rng(1)
    x, y = rng.uniform(-5, 215, (2, 50_000))
    np.testing.assert_array_equal(
        DistrictTable(districts).label(x, y), by_polygons(x, y, districts)
    )


def test_the_table_is_made_once(ten: tuple[District, ...]) -> None:
    assert district_table(ten) is district_table(tuple(ten))


@given(st.permutations(range(4)), st.integers(0, 4_000))
def test_a_border_point_is_always_in_the_lowest_district(order: list[int], step: int) -> None:
    squares = [(0, 0), (4_000, 0), (0, 4_000), (4_000, 4_000)]
    made = [
        District(n + 1, "", shapely.box(x, y, x + 4_000, y + 4_000))
        for n, (x, y) in enumerate(squares)
    ]
    x, y = np.array([4_000.0, 4_000.0, np.nan]), np.array([float(step), 4_000.0, 1.0])
    found = locate(x, y, np.zeros(3, np.int64), [made[i] for i in order])
    assert found.tolist() == [1, 1, 0]


def test_the_boundary_valid_on_the_day_counts() -> None:
    box = shapely.box(0, 0, 10, 10)
    two = (District(1, "", box, valid_to=100), District(2, "", box, valid_from=100))
    at = np.array([5.0, 5.0])
    assert locate(at, at, np.array([99, 100]), two).tolist() == [1, 2]
    assert locate(at, at, np.array([-(2**40), 2**40]), two).tolist() == [1, 2]


def test_boundaries_that_follow_each_other_leave_no_day_out() -> None:
    box = shapely.box(0, 0, 10, 10)
    versions = (
        District(1, "", box, valid_from=10, valid_to=20),
        District(2, "", box, valid_from=20, valid_to=30),
        District(3, "", box, valid_from=25),
    )
    days = np.array([9, 10, 19, 20, 24, 25, 29, 30, 99])
    at = np.full(len(days), 5.0)
    assert locate(at, at, days, versions).tolist() == [0, 1, 1, 2, 2, 2, 2, 3, 3]
