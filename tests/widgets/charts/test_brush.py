"""What a drag on the time bar makes: always whole units, never an empty period."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from data.calendar import jalali_day
from widgets.charts.brush import Brush
from widgets.charts.periods import UNITS, unit_span
from widgets.charts.time_scale import TimeScale

AUTUMN = jalali_day(1404, 7, 1), jalali_day(1404, 10, 1)
SCALE = TimeScale(AUTUMN[0] - 300.0, AUTUMN[1] + 100.0, 1_000.0)


def brush(part, day, before=AUTUMN):
    return Brush(part, QPointF(100, 20), day, before, SCALE)


@given(
    st.sampled_from(["first", "end", "new"]),
    st.floats(AUTUMN[0] - 200, AUTUMN[1] + 200),
    st.floats(AUTUMN[0] - 200, AUTUMN[1] + 200),
    st.sampled_from(UNITS),
)
def test_moved_edges_lie_on_the_units(part, start, day, unit):
    first, end = brush(part, start).span(day, unit, "jalali")
    assert first < end
    moved = {first, end} if part == "new" else {first, end} - set(AUTUMN)
    assert all(unit_span(unit, edge, "jalali")[0] == edge for edge in moved)
    if part == "new":
        assert first <= min(start, day) and max(start, day) < end


@given(st.floats(-400, 400), st.sampled_from(UNITS))
def test_a_moved_period_keeps_its_length(days, unit):
    first, end = brush("move", AUTUMN[0] + 5.0).span(AUTUMN[0] + 5.0 + days, unit, "jalali")
    assert end - first == AUTUMN[1] - AUTUMN[0]
    assert unit_span(unit, first, "jalali")[0] == first


@pytest.mark.parametrize(("part", "other"), [("first", 1), ("end", 0)])
def test_an_edge_dragged_onto_the_other_leaves_one_unit(part, other):
    span = brush(part, AUTUMN[1 - other]).span(AUTUMN[other], "week", "jalali")
    assert 0 < span[1] - span[0] <= 7


def test_a_tremble_is_no_drag():
    held = brush("new", AUTUMN[0] + 5.0)
    assert not held.began(QPointF(101, 21)) and held.began(QPointF(108, 20))
    assert held.began(QPointF(100, 20)), "a drag that returns is still one"


def test_the_view_is_dragged_sideways_and_zoomed_upwards():
    held = brush("view", SCALE.day(100))
    moved = held.view(QPointF(200, 20))
    assert moved.low == pytest.approx(SCALE.low - 100 / SCALE.pixels_a_day)
    closer = held.view(QPointF(100, -40))
    assert closer.high - closer.low == pytest.approx((SCALE.high - SCALE.low) / 2)
    assert closer.x(held.day) == pytest.approx(100)
