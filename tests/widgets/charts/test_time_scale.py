"""The window on time zooms about a moment, stays inside its limits, and picks the unit of a bar."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.charts.time_scale import BAR_WIDTH, SHORTEST, TimeScale

LIMITS = 18_000, 21_000
SCALES = st.builds(
    lambda low, length: TimeScale(low, low + length, 1_000.0).within(LIMITS),
    st.floats(17_000, 22_000),
    st.floats(0.5, 9_000),
)


@given(SCALES, st.floats(0, 1_000))
def test_pixels_and_days_are_each_others_inverse(scale, x):
    assert scale.x(scale.day(x)) == pytest.approx(x, abs=1e-6)


@given(SCALES, st.floats(0.01, 100), st.floats(0, 1_000))
def test_zooming_keeps_the_moment_under_the_pointer(scale, factor, x):
    at = scale.day(x)
    assert scale.zoomed(factor, at).x(at) == pytest.approx(x, abs=1e-6)


@given(SCALES, st.floats(0.001, 1_000), st.floats(-1e6, 1e6))
def test_no_movement_leaves_the_limits(scale, factor, days):
    moved = scale.zoomed(factor, scale.low).panned(days).within(LIMITS)
    assert LIMITS[0] <= moved.low < moved.high <= LIMITS[1] + 1e-6
    assert moved.high - moved.low >= SHORTEST - 1e-6


@pytest.mark.parametrize(
    ("days", "unit"),
    [(7, "day"), (150, "day"), (400, "week"), (1_100, "week"), (4_000, "month")]
    + [(12_000, "season"), (60_000, "year"), (110_000, "year")],
)
def test_bars_follow_the_zoom(days, unit):
    assert TimeScale(0.0, days, 1_060.0).level() == unit


def test_a_span_out_of_sight_is_brought_into_it():
    scale = TimeScale(19_000.0, 20_000.0, 1_000.0)
    for span in ((18_100, 18_200), (20_500, 20_600), (18_000, 20_900), (19_500, 19_501)):
        shown = scale.showing(span)
        assert shown.low <= span[0] and span[1] <= shown.high
        assert (span[1] - span[0]) * shown.pixels_a_day >= BAR_WIDTH
    assert scale.showing((19_100, 19_400)) == scale, "what is seen moves nothing"
