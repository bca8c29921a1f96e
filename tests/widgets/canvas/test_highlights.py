"""The outline around what is selected."""

import numpy as np
import shapely

from layers.picture import Area, Dot, Line
from widgets.canvas.highlights import OUTLINE, RING, highlighted
from widgets.canvas.hits import Hit


def test_a_key_outlines_its_areas(picture):
    (mark,) = highlighted("district:8", [picture])
    assert isinstance(mark, Area) and mark.look == OUTLINE
    assert highlighted("district:9", [picture]) == () and highlighted(None, [picture]) == ()


def test_a_hit_points_out_its_event_or_key(picture):
    (ring,) = highlighted(Hit("demo", "event", 72), [picture])
    assert np.array_equal(ring.xy, picture.marks[1].xy[1:]) and ring.looks == (RING,)
    assert highlighted(Hit("other", "event", 72), [picture]) == ()
    assert isinstance(highlighted(Hit("demo", "district:8"), [picture])[0], Area)


def test_geometries_of_every_kind():
    shapes = [
        shapely.box(0, 0, 5, 5).difference(shapely.box(1, 1, 2, 2)),
        shapely.LineString([(0, 0), (3, 4)]),
        shapely.MultiPoint([(1, 2), (3, 4)]),
        shapely.Polygon(),
    ]
    marks = highlighted(shapes, [])
    kinds = [type(mark) for mark in marks]
    assert kinds.count(Line) == 1 and kinds.count(Dot) == 2
    assert len(marks[0].rings) == 2
