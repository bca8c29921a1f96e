"""The transform: pixels and metres, there and back."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.canvas.viewport import COARSEST, FINEST, Viewport

views = st.builds(
    Viewport,
    st.floats(-1e6, 1e6),
    st.floats(0, 5e6),
    st.floats(FINEST, COARSEST),
    st.integers(1, 4000),
    st.integers(1, 4000),
)
pixels = st.tuples(st.floats(-500, 4500), st.floats(-500, 4500))


@given(views, pixels)
def test_pixels_come_back(view, pixel):
    place = view.to_map(*pixel)
    assert view.to_pixel(place) == pytest.approx(pixel, abs=1e-3)


@given(views, pixels, st.floats(0.01, 100))
def test_zoom_keeps_the_place_under_the_pointer(view, pixel, factor):
    closer = view.zoomed(factor, pixel)
    assert closer.to_map(*pixel) == pytest.approx(view.to_map(*pixel), abs=1e-3)
    assert FINEST <= closer.metres_per_pixel <= COARSEST


@given(views, pixels)
def test_panning_follows_the_hand(view, step):
    place = view.to_map(100.0, 50.0)
    moved = view.panned(*step)
    assert moved.to_pixel(place) == pytest.approx((100.0 + step[0], 50.0 + step[1]), abs=1e-3)


def test_east_is_right_and_north_is_up(viewport):
    centre, east, north = viewport.to_pixel(
        [
            (viewport.x, viewport.y),
            (viewport.x + 100, viewport.y),
            (viewport.x, viewport.y + 100),
        ]
    )
    assert east[0] - centre[0] == pytest.approx(10) and east[1] == centre[1]
    assert north[1] - centre[1] == pytest.approx(-10) and north[0] == centre[0]


def test_extent_and_frame(viewport):
    west, south, east, north = viewport.extent
    assert (east - west, north - south) == (2000.0, 1000.0)
    assert viewport.frame().size == (200, 100)


def test_fitted_shows_the_whole_extent_within_its_margin(viewport):
    fitted = viewport.fitted((0.0, 0.0, 5000.0, 1000.0), 20)
    (left, _bottom), (right, _top) = fitted.to_pixel([(0.0, 0.0), (5000.0, 1000.0)])
    assert (left, right) == pytest.approx((20, 180))


def test_fitting_a_point_comes_as_near_as_allowed(viewport):
    assert viewport.fitted((5.0, 5.0, 5.0, 5.0)).metres_per_pixel == FINEST


def test_scale_denominator_is_that_of_a_screen():
    assert Viewport(0, 0, 10.0, 1, 1).scale_denominator == pytest.approx(37795.28, abs=0.01)


def test_widened_keeps_places(viewport):
    place = viewport.to_map(0, 0)
    assert viewport.widened(30).to_pixel(place) == pytest.approx((30, 30))


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_numbers_must_be_finite(bad):
    with pytest.raises(ValueError, match="finite"):
        Viewport(bad, 0, 1, 10, 10)


@pytest.mark.parametrize("scale, size", [(0.0, 10), (-1.0, 10), (1.0, 0)])
def test_sizes_must_be_positive(scale, size):
    with pytest.raises(ValueError, match="positive"):
        Viewport(0, 0, scale, size, 10)


def test_single_precision_northings_stay_exact(viewport):
    xy = np.array([[613_000.5, 4_215_000.5]], np.float32)
    assert viewport.to_pixel(xy).dtype == np.float64
