"""Events in the order of a grid: rows of an extent and counts of cells, against brute force."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from data.model.cells import FINE, SIDE, UNPLACED, CellGrid, SpatialIndex, ordered
from data.model.events import EventTable, Precision

GRID = CellGrid.over((0.0, 0.0, 1_000.0, 800.0))
ODD = (0.0, -1.0, 1e300, -1e300, np.inf, -np.inf, np.nan, 1_000.0, 800.0, 5e-324)
PLACES = st.lists(
    st.tuples(*[st.one_of(st.floats(-50, 1_100), st.sampled_from(ODD))] * 2, st.integers(0, 4)),
    max_size=40,
)


def table(places: list[tuple[float, float, int]]) -> EventTable:
    full = {name: np.zeros(len(places), dtype) for name, dtype in EventTable.columns().items()}
    full["x"], full["y"] = (np.array([p[i] for p in places], float) for i in (0, 1))
    full["precision"] = np.array([p[2] for p in places], np.uint8)
    full["id"] = np.arange(len(places)) + 1
    return EventTable(**full)


def drawable(events: EventTable) -> NDArray[np.bool_]:
    return events.placed & np.isfinite(events.x) & np.isfinite(events.y)


@settings(deadline=None)
@given(PLACES, st.tuples(*[st.floats(-100, 1_200)] * 4))
def test_no_row_of_an_extent_is_missed(places: list, sides: tuple) -> None:
    west, east = sorted(sides[:2])
    south, north = sorted(sides[2:])
    for events in (table(places), ordered(table(places), GRID)):
        rows = SpatialIndex.of(events, GRID).rows_in((west, south, east, north))
        x, y = events.x, events.y
        inside = drawable(events) & (x >= west) & (x <= east) & (y >= south) & (y <= north)
        assert set(np.flatnonzero(inside)) <= set(rows.tolist())
        assert len(set(rows.tolist())) == len(rows), "no row twice"
        assert drawable(events)[rows].all()


@settings(deadline=None)
@given(PLACES, st.integers(0, 2**40 - 1))
def test_counts_are_those_of_the_cells(places: list, bits: int) -> None:
    events = table(places)
    keep = np.array([bits >> i & 1 for i in range(len(events))], bool)
    found = SpatialIndex.of(events, GRID).counts(keep)
    assert found.counts.shape == (SIDE * FINE, SIDE * FINE)
    expected = np.zeros_like(found.counts)
    chosen = keep & drawable(events)
    np.add.at(expected, (GRID.row(events.y[chosen]), GRID.column(events.x[chosen])), 1)
    np.testing.assert_array_equal(found.counts, expected)


@settings(deadline=None)
@given(PLACES)
def test_the_order_is_stable_and_loses_nothing(places: list) -> None:
    events = table(places)
    again = ordered(events, GRID)
    assert sorted(again.id.tolist()) == events.id.tolist()
    keys = GRID.key(again)
    assert (np.diff(keys) >= 0).all()
    assert (np.diff(again.id)[np.diff(keys) == 0] > 0).all()
    assert ordered(again, GRID) is again
    assert not drawable(again)[np.flatnonzero(keys == UNPLACED)].any()


def test_a_close_up_touches_few_rows() -> None:
    rng = np.random.default_rng(3)
    places = np.column_stack([rng.uniform(0, 1_000, 50_000), rng.uniform(0, 800, 50_000)])
    events = ordered(table([(x, y, 0) for x, y in places.tolist()]), GRID)
    index = SpatialIndex.of(events, GRID)
    rows = index.rows_in((500, 400, 510, 408))
    assert 0 < len(rows) < 50, "an extent of a ten-thousandth"
    assert len(index.rows_in(GRID.extent)) == len(events)
    assert index.runs_in(GRID.extent) == [(0, len(events))]


def test_a_million_on_one_spot() -> None:
    count = 1_000_000
    full = {name: np.zeros(count, dtype) for name, dtype in EventTable.columns().items()}
    full["x"] += 500.0
    full["y"] += 400.0
    events = EventTable(**full)
    index = SpatialIndex.of(ordered(events, GRID), GRID)
    assert index.counts(np.ones(count, bool)).counts.max() == count
    assert len(index.rows_in((500, 400, 500, 400))) == count
    assert len(index.rows_in((0, 0, 1, 1))) == 0
    spot = CellGrid.over_city((), events)
    assert SpatialIndex.of(events, spot).counts(np.ones(count, bool)).counts.sum() == count


@pytest.mark.parametrize("extent", [(5, 5, 4, 6), (np.nan, 0, 1, 1), (5, 6, 6, 5)])
def test_an_extent_of_nothing(extent: tuple) -> None:
    events = table([(500.0, 400.0, 0)])
    assert not len(SpatialIndex.of(events, GRID).rows_in(extent))


def test_the_whole_world_is_an_extent() -> None:
    events = table([(500.0, 400.0, 0), (np.nan, np.nan, Precision.DISTRICT)])
    index = SpatialIndex.of(events, GRID)
    assert index.rows_in((-np.inf, -np.inf, np.inf, np.inf)).tolist() == [0]


def test_no_events() -> None:
    index = SpatialIndex.of(EventTable.empty(), CellGrid.over_city((), EventTable.empty()))
    assert not index.counts(np.empty(0, bool)).counts.any()
    assert not len(index.rows_in((0, 0, 1, 1)))
