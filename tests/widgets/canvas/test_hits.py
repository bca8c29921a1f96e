"""What lies here."""

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from layers.picture import Area, Dot, Label, LayerPicture, Look
from widgets.canvas.hits import NO_ID, Hit, HitIndex, contains

wholes = st.integers(-20, 20).map(float)
SQUARE = np.array([[0.0, 0], [10, 0], [10, 10], [0, 10]])


@given(arrays(np.float64, (50, 2), elements=wholes), wholes, wholes)
def test_the_nearest_dot_is_the_nearest(xy, x, y):
    dots = Dot(xy, np.zeros(50, np.uint8), (Look(),), np.arange(50) + 100)
    hits = list(HitIndex(LayerPicture("a", (dots,))).at(x + 0.3, y, 1.0))
    distance = np.hypot(*(xy - (x + 0.3, y)).T)
    if distance.min() > 6:
        assert hits == []
    else:
        assert hits[0].layer == "a" and hits[0].key == "event"
        assert distance[hits[0].id - 100] == distance.min()


@given(st.lists(st.tuples(wholes, wholes), min_size=3, max_size=8, unique=True), wholes, wholes)
def test_containment_agrees_with_shapely(places, x, y):
    hull = shapely.MultiPoint(places).convex_hull
    if hull.geom_type != "Polygon" or hull.boundary.distance(shapely.Point(x, y)) < 1e-9:
        return
    ring = np.asarray(hull.exterior.coords)
    assert contains((ring,), x, y) == hull.contains(shapely.Point(x, y))


def test_a_hole_is_outside():
    rings = (SQUARE, SQUARE / 2 + 2)
    assert contains(rings, 1, 1) and not contains(rings, 5, 5)


def test_dots_before_names_before_areas_and_each_key_once():
    dots = Dot(np.array([[5.0, 5.0]]), np.zeros(1, np.uint8), (Look(),), np.array([7]))
    marks = (
        Area((SQUARE,), Look(), "district:1"),
        Area((SQUARE,), Look(), "hotspot:1"),
        Area((SQUARE,), Look()),
        Label(5, 5, "x", Look(), key="hotspot:1"),
        dots,
    )
    assert list(HitIndex(LayerPicture("a", marks)).at(5, 5, 0.1)) == [
        Hit("a", "event", 7),
        Hit("a", "hotspot:1", NO_ID),
        Hit("a", "district:1", NO_ID),
    ]


def test_nothing_lies_in_an_empty_picture():
    empty = Dot(np.empty((0, 2)), np.empty(0, np.uint8), (Look(),), np.empty(0, np.int64))
    picture = LayerPicture("a", (empty, Area((), Look(), "k")))
    assert list(HitIndex(picture).at(0, 0, 1)) == []
