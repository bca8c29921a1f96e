from __future__ import annotations

import shapely

from layers.picture import Look
from layers.shapes import areas, inner_point, polygons

BOX, FAR = shapely.box(0, 0, 10, 10), shapely.box(20, 0, 22, 2)
HOLE = BOX.difference(shapely.box(4, 4, 6, 6))


def test_every_polygon_and_hole_is_kept() -> None:
    marks = areas(shapely.MultiPolygon([HOLE, FAR]), Look(), "k")
    assert [len(mark.rings) for mark in marks] == [2, 1]
    assert {mark.key for mark in marks} == {"k"}
    assert shapely.Polygon(marks[0].rings[0]).equals(BOX)


def test_what_is_no_polygon_is_dropped() -> None:
    mixed = shapely.GeometryCollection(
        [shapely.Point(1, 1), shapely.LineString([(0, 0), (1, 1)]), shapely.MultiPolygon([FAR])]
    )
    assert polygons(mixed) == [FAR]
    assert polygons(shapely.Polygon()) == []
    assert areas(shapely.GeometryCollection(), Look()) == ()


def test_a_label_stands_inside() -> None:
    assert inner_point(BOX) == (5, 5)
    assert shapely.intersects_xy(HOLE, *inner_point(HOLE))
