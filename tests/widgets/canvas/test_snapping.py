"""Snapping, held against looking at every segment."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from widgets.canvas.snapping import SnapIndex, ragged

eighths = st.integers(-2400, 2400).map(lambda n: n / 8)  # GEOS divides by what is smaller
coordinates = arrays(np.float64, (7, 2), elements=eighths)


@given(coordinates, st.floats(-350, 350), st.floats(-350, 350), st.floats(0, 200))
def test_the_same_as_looking_at_everything(line, x, y, reach):
    found = SnapIndex([("line", *ragged([line[:4], line[4:]]))]).snap(x, y, reach)
    vertices = np.hypot(*(line - (x, y)).T).min()
    edges = min(
        shapely.distance(shapely.LineString(p), shapely.Point(x, y)) for p in (line[:4], line[4:])
    )
    if found is None:
        assert edges >= reach * (1 - 1e-9) - 1e-9
        return
    distance = np.hypot(found.x - x, found.y - y)
    expected = vertices if found.kind == "vertex" else edges
    assert distance == pytest.approx(expected, abs=1e-6) and distance <= reach + 1e-6
    assert (found.kind == "vertex") == (vertices <= reach)


def test_a_vertex_goes_before_a_nearer_edge():
    index = SnapIndex([("streets", *ragged([[(0, 0), (100, 0)]]))])
    assert index.snap(4, 3, 6).kind == "vertex"
    middle = index.snap(50, 3, 6)
    assert (middle.kind, middle.x, middle.y, middle.source) == ("edge", 50.0, 0.0, "streets")
    assert index.snap(50, 7, 6) is None


def test_sources_are_told_apart():
    index = SnapIndex(
        [
            ("districts", *ragged([[(0, 0), (10, 0)]])),
            ("empty", *ragged([])),
            ("zones", *ragged([[(1000, 1000), (1010, 1000)]])),
        ]
    )
    assert index.snap(1000, 1001, 5).source == "zones"
    assert index.snap(0, 1, 5).source == "districts"


def test_polylines_are_not_joined_to_each_other():
    index = SnapIndex([("a", *ragged([[(0, 0), (10, 0)], [(100, 0), (110, 0)]]))])
    assert len(index) == 2 and index.snap(50, 0, 5) is None


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_what_is_not_finite_is_left_out(bad):
    index = SnapIndex([("a", *ragged([[(0, 0), (bad, 0), (20, 0), (30, 0)]]))])
    assert len(index) == 1 and index.snap(25, 1, 2).kind == "edge"
    assert index.snap(bad, 0, 5) is None


def test_an_empty_index_snaps_to_nothing():
    assert SnapIndex([]).snap(0, 0, 100) is None


def test_a_question_looks_only_at_its_surroundings():
    rng = np.random.default_rng(1)
    starts = rng.uniform((6e5, 4.205e6), (6.24e5, 4.223e6), (50_000, 2))
    streets = np.stack([starts, starts + rng.normal(0, 80, starts.shape)], axis=1)
    index = SnapIndex([("streets", *ragged(streets))])
    x, y = starts[0]
    assert len(index._near(x, y, 10.0)) < 100
    assert index.snap(x + 1, y, 10.0).kind == "vertex"
