import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from data.model.events import Source
from desktop.exports.privacy import CELL, FEWEST, blurred, complaint_cells, masked
from layers.picture import Area, Dot, Finding, LayerPicture, Look

# Metres are never so small that a cell's bounds round them away.
METRES = st.floats(-900, 900, allow_subnormal=False)


@given(arrays(float, st.tuples(st.integers(0, 60), st.just(2)), elements=METRES))
def test_cells_hold_enough_and_nothing_is_lost(xy):
    cells = complaint_cells(xy)
    assert (cells.count >= FEWEST).all()
    assert cells.count.sum() + cells.withheld == len(xy)
    for polygon, count in zip(cells.polygons(), cells.count, strict=True):
        inside = ((xy >= polygon.bounds[:2]) & (xy < polygon.bounds[2:])).all(axis=1)
        assert inside.sum() == count


def dot_of(events) -> Dot:
    rows = events.take(events.placed)
    xy = np.column_stack([rows.x, rows.y])
    return Dot(xy, np.zeros(len(rows), np.uint8), (Look(fill="accent"),), rows.id)


def test_no_complaint_leaves_as_a_point(snapshot):
    picture = LayerPicture("complaints", (dot_of(snapshot.events),))
    marks = masked(picture, snapshot).marks
    left = np.concatenate([mark.ids for mark in marks if isinstance(mark, Dot)])
    source = snapshot.events.source[np.searchsorted(snapshot.events.id, left)]
    assert len(left)
    assert not (source == Source.COMPLAINT).any()
    assert any(isinstance(mark, Area) for mark in marks)


def test_other_marks_stay_as_they_are(snapshot):
    reports = snapshot.events.take(snapshot.events.source == Source.OBSTRUCTION)
    picture = LayerPicture("impounds", (dot_of(reports), Area((np.zeros((4, 2)),), Look())))
    assert masked(picture, snapshot).marks == picture.marks


def test_a_blurred_hull_covers_its_points_and_shows_none():
    rng = np.random.default_rng(3)
    xy = rng.uniform(0, 900, (40, 2))
    hull = shapely.convex_hull(shapely.multipoints(xy))
    shape = blurred(hull)
    assert shape.covers(hull)
    corners = shapely.get_coordinates(shape)
    assert np.allclose(corners % (CELL / 5), 0)


def test_landmarks_with_the_numbers_of_complaints_stay(snapshot):
    complaints = snapshot.events.id[snapshot.events.source == Source.COMPLAINT][:3]
    dot = Dot(np.zeros((3, 2)), np.zeros(3, np.uint8), (Look(),), complaints, key="landmark")
    assert masked(LayerPicture("streets", (dot,)), snapshot).marks == (dot,)


def test_cells_count_what_stands_in_no_finding(snapshot):
    own = snapshot.filtered(snapshot.filter.replace(sources=frozenset({Source.COMPLAINT}))).placed
    found = own.id[::2]
    finding = Finding("cluster:1", "", 0.0, 0.0, "", (), found, {})
    picture = LayerPicture("clusters", (dot_of(snapshot.events),), findings=(finding,))
    cells = [m for m in masked(picture, snapshot).marks if isinstance(m, Area)]
    rest = own.take(~np.isin(own.id, found))
    assert len(cells) == len(complaint_cells(np.column_stack([rest.x, rest.y])).count)
