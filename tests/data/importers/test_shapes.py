from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import example, given
from hypothesis import strategies as st

from data.errors import BadInput
from data.feedback import silent
from data.importers.shapes import (
    UNREADABLE,
    from_blobs,
    invalid_place,
    projected,
    repaired_area,
    transformer,
)

BOW_TIE = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])


def test_blobs_become_plane_shapes() -> None:
    wkb = shapely.to_wkb(shapely.Point(1, 2, 3))
    made = from_blobs([wkb, None, b"", b"junk"], silent())
    assert not made[0].has_z and made[1] is None
    assert made[2].equals(UNREADABLE) and made[3].equals(UNREADABLE)


def test_projection_keeps_empty_cells() -> None:
    shapes = np.array([shapely.Point(46.2919, 38.08), None], object)
    metres = projected(shapes, 4326, 32638)
    assert metres[0].x == pytest.approx(613_304.36, abs=0.01)
    assert metres[0].y == pytest.approx(4_215_479.17, abs=0.01)
    assert metres[1] is None


def test_an_unknown_system_is_refused() -> None:
    with pytest.raises(BadInput):
        transformer(999_999, 32638)


def test_a_bow_tie_becomes_its_wings() -> None:
    area = repaired_area(BOW_TIE)
    assert area is not None and area.is_valid and area.area == pytest.approx(50)
    assert invalid_place(BOW_TIE) == (5, 5)


def test_a_sliver_without_area_is_nothing() -> None:
    assert repaired_area(shapely.Polygon([(0, 0), (5, 5), (10, 10)])) is None


@example([(0, 1), (1, 1), (0, 0), (1, 0), (1, 1), (0, 0)])
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=3, max_size=12))
def test_whatever_is_drawn_is_valid_or_nothing(ring: list[tuple[int, int]]) -> None:
    area = repaired_area(shapely.Polygon(ring))
    assert area is None or (area.is_valid and area.area > 0)
