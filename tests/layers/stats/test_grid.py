from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial import KDTree

from layers.stats.grid import HexGrid, SquareGrid

COORDINATES = st.floats(-5_000, 5_000)


def test_square_cells_count_every_point_once() -> None:
    rng = np.random.default_rng(1)
    x, y = rng.uniform(0, 1_000, (2, 5_000))
    grid = SquareGrid.over((0, 0, 1_000, 1_000), 70)
    counts = grid.count(x, y)
    expected, _y, _x = np.histogram2d(
        y,
        x,
        bins=(
            grid.y + np.arange(grid.rows + 1) * grid.cell,
            grid.x + np.arange(grid.columns + 1) * grid.cell,
        ),
    )
    assert counts.sum() == 5_000
    assert np.array_equal(counts, expected)


def test_points_off_the_grid_are_left_out() -> None:
    grid = SquareGrid(0, 0, 10, 2, 3)
    x, y = np.array([-1.0, 5, 31, 5, 5]), np.array([5.0, 5, 5, -0.1, 20.1])
    assert grid.count(x, y).sum() == 1
    assert grid.index(x, y).tolist() == [6, 0, 6, 6, 6]


def test_grids_of_one_cell_size_line_up() -> None:
    one, other = SquareGrid.over((3, 3, 99, 99), 10), SquareGrid.over((41, -17, 99, 99), 10)
    assert (one.x - other.x) % 10 == 0
    assert (one.y - other.y) % 10 == 0


@given(st.lists(st.tuples(COORDINATES, COORDINATES), min_size=1, max_size=30))
def test_a_point_lies_in_the_hexagon_of_the_nearest_centre(points) -> None:
    x, y = np.array(points).T
    grid = HexGrid.over((-5_000, -5_000, 5_000, 5_000), 400)
    centres = np.column_stack([axis.ravel() for axis in grid.centres()])
    index = grid.index(x, y)
    own = np.hypot(*(centres[index] - np.column_stack([x, y])).T)
    nearest = KDTree(centres).query(np.column_stack([x, y]))[0]
    assert own == pytest.approx(nearest, abs=1e-6)


def test_hexagons_cover_their_bounds_without_gap() -> None:
    grid = HexGrid.over((0, 0, 1_000, 800), 150)
    cells = shapely.polygons(grid.corners(np.arange(grid.rows * grid.columns)))
    assert shapely.area(cells) == pytest.approx(grid.cell_area, rel=1e-4)
    whole = shapely.union_all(cells)
    assert whole.area == pytest.approx(shapely.area(cells).sum(), rel=1e-9)
    assert whole.covers(shapely.box(0, 0, 1_000, 800))


def test_a_hexagon_holds_its_points() -> None:
    grid = HexGrid.over((0, 0, 1_000, 800), 150)
    rng = np.random.default_rng(1)
    x, y = rng.uniform(0, 1_000, 400), rng.uniform(0, 800, 400)
    cells = shapely.polygons(grid.corners(grid.index(x, y)))
    assert np.all(shapely.distance(cells, shapely.points(x, y)) < 0.01)


def test_neighbour_sums_are_those_of_the_six_nearest_centres() -> None:
    grid = HexGrid(0, 0, 100, 7, 6)
    values = np.random.default_rng(3).random((7, 6))
    x, y = (axis.ravel() for axis in grid.centres())
    distance = np.hypot(x[:, None] - x, y[:, None] - y)
    near = (distance < 101) & (distance > 1)
    assert near.sum(axis=1).max() == 6
    assert grid.neighbour_sum(values).ravel() == pytest.approx(near @ values.ravel())


@given(st.integers(0, 2**30 - 1))
def test_groups_are_the_connected_ones(pattern: int) -> None:
    grid = HexGrid(0, 0, 100, 5, 6)
    chosen = np.array([pattern >> i & 1 for i in range(30)], bool).reshape(5, 6)
    groups = grid.groups(chosen).ravel()
    assert np.array_equal(groups >= 0, chosen.ravel())
    cells = np.flatnonzero(chosen)
    if not len(cells):
        return
    shapes = shapely.polygons(grid.corners(cells))
    merged = shapely.get_parts(shapely.union_all(shapely.buffer(shapes, 0.5)))
    assert groups.max() + 1 == len(merged)
    for part in merged:
        assert len(set(groups[cells[shapely.intersects(part, shapely.centroid(shapes))]])) == 1
