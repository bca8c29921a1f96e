"""Clipping and hatching, held against shapely."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from widgets.canvas.clipping import (
    clip_ring,
    clip_segments,
    hatching,
    ring_segments,
    visible_parts,
)

RECT = (0.0, 0.0, 100.0, 60.0)
BOX = shapely.box(*RECT)
quarters = st.integers(-400, 800).map(lambda n: n / 4)


@given(arrays(np.float64, (6, 2), elements=quarters), arrays(np.float64, (6, 2), elements=quarters))
def test_segments_are_cut_as_shapely_cuts_them(starts, ends):
    first, last, kept = clip_segments(starts, ends, RECT)
    lengths = iter(np.hypot(*(last - first).T))
    for i, pair in enumerate(np.stack([starts, ends], axis=1)):
        if np.array_equal(*pair):
            inside = shapely.intersects(BOX, shapely.Point(pair[0]))
            expected = 0.0
        else:
            line = shapely.LineString(pair)
            inside, expected = line.intersects(BOX), line.intersection(BOX).length
        assert kept[i] == inside
        if inside:
            assert next(lengths) == pytest.approx(expected, abs=1e-6)


def test_segments_inside_stay_exactly_as_they_are():
    starts, ends = np.array([[0.1, 0.2]]), np.array([[99.9, 59.7]])
    first, last, _kept = clip_segments(starts, ends, RECT)
    assert np.array_equal(first, starts) and np.array_equal(last, ends)


def test_what_is_not_finite_is_dropped():
    _first, _last, kept = clip_segments(
        np.array([[np.nan, 1.0], [1.0, 1.0]]), np.array([[2.0, 2.0], [2.0, 2.0]]), RECT
    )
    assert kept.tolist() == [False, True]


@given(st.lists(st.tuples(quarters, quarters), min_size=3, max_size=9, unique=True))
def test_a_ring_keeps_the_area_inside(places):
    hull = shapely.MultiPoint(places).convex_hull
    if hull.geom_type != "Polygon":
        return
    cut = clip_ring(np.asarray(hull.exterior.coords)[:-1], RECT)
    area = shapely.Polygon(cut).area if len(cut) > 2 else 0.0
    assert area == pytest.approx(hull.intersection(BOX).area, abs=1e-6)
    if len(cut):
        assert (cut >= (0, 0)).all() and (cut <= (100, 60)).all()


def test_an_empty_ring_stays_empty():
    assert len(clip_ring(np.empty((0, 2)), RECT)) == 0


def test_visible_parts_look_at_bounding_boxes():
    xy = np.array([[-50.0, -50], [-10, -10], [-10, 30], [200, 30], [10, 10]])
    offsets = np.array([0, 2, 2, 4, 5])
    assert visible_parts(xy, offsets, RECT).tolist() == [False, False, True, True]
    assert visible_parts(np.empty((0, 2)), np.array([0]), RECT).tolist() == []


def test_ring_edges_close():
    open_ring = np.array([[0.0, 0], [1, 0], [1, 1]])
    closed = np.vstack([open_ring, open_ring[:1]])
    for ring in (open_ring, closed):
        starts, ends = ring_segments((ring,))
        assert len(starts) == 3 and np.array_equal(ends[-1], [0, 0])
    assert len(ring_segments(())[0]) == 0


def test_hatching_fills_a_polygon_and_leaves_its_hole():
    shell = np.array([[0.0, 0], [80, 0], [80, 50], [0, 50]])
    hole = np.array([[20.0, 10], [60, 10], [60, 40], [20, 40]])
    starts, ends = hatching((shell, hole), 5.0, np.zeros(2))
    lines = shapely.linestrings(np.stack([starts, ends], axis=1))
    polygon = shapely.Polygon(shell, [hole])
    assert shapely.covers(shapely.buffer(polygon, 1e-6), lines).all()
    # The length of lines a spacing apart is the area divided by the spacing.
    assert shapely.length(lines).sum() == pytest.approx(polygon.area / 5.0, rel=0.03)


def test_hatching_moves_with_the_map():
    ring = np.array([[0.0, 0], [80, 0], [80, 50], [0, 50]])
    starts, _ends = hatching((ring,), 6.0, np.zeros(2))
    moved, _ = hatching((ring + (7.0, 3.0),), 6.0, np.array([7.0, 3.0]))
    assert moved == pytest.approx(starts + (7.0, 3.0))
