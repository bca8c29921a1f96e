"""Points: few as circles, many as discs, both the same to the eye."""

import numpy as np
import pytest
from PySide6.QtGui import QPainter

from data.errors import Cancelled
from data.feedback import Feedback, silent
from layers.picture import Dot, Look
from resources.tokens import LIGHT
from widgets.canvas import dots as dots_module
from widgets.canvas.dots import paint_dots
from widgets.canvas.rasters import blank_image
from widgets.canvas.surface import Surface

LOOKS = (
    Look(fill="accent", stroke="dot_ring", width=1.2, size=7),
    Look(fill="warning", stroke="dot_ring", width=1.2, size=11),
)


def painted(mark, viewport, scale=1.0, feedback=None):
    surface = Surface(viewport, LIGHT, scale)
    image = blank_image(surface)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        paint_dots(painter, mark, surface, feedback or silent())
    finally:
        painter.end()
    return image


def array(image):
    bits = np.frombuffer(image.constBits(), np.uint8)
    return bits.reshape(image.height(), image.width(), 4).astype(int)


def dots(xy, codes, looks=LOOKS):
    return Dot(np.asarray(xy, float), np.asarray(codes, np.uint8), looks, np.arange(len(xy)))


def spread(viewport, scale=1.0):
    """Return points whose middles are middles of pixels."""
    rng = np.random.default_rng(5)
    pixels = (rng.integers(0, (200 * scale, 100 * scale), (60, 2)) + 0.5) / scale
    places = np.array([viewport.to_map(*pixel) for pixel in pixels])
    return dots(places, rng.integers(0, 2, 60))


@pytest.fixture(params=["stamped", "grown"])
def many(request, monkeypatch):
    """Have even few points painted as many are."""
    monkeypatch.setattr(dots_module, "FEW", 0)
    if request.param == "grown":
        monkeypatch.setattr(dots_module, "STAMPED", 0)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("stamped", [60_000, 0])
def test_many_look_like_few(viewport, scale, stamped, monkeypatch, qapp):
    mark = spread(viewport, scale)
    few = array(painted(mark, viewport, scale))
    monkeypatch.setattr(dots_module, "FEW", 10)
    monkeypatch.setattr(dots_module, "STAMPED", stamped)
    many = array(painted(mark, viewport, scale))
    # Tolerance: fringes differ; on average less than three steps of 255 a channel.
    assert np.abs(few - many).mean() < 3.0
    assert (np.abs(few - many).max(axis=2) > 120).mean() < 0.01


def test_later_points_lie_on_earlier_ones(viewport, many, qapp):
    place = (viewport.x + 5, viewport.y - 5)
    for order, role in (((0, 1), "warning"), ((1, 0), "accent")):
        image = painted(dots([place, place], order), viewport)
        assert image.pixelColor(100, 50).name() == LIGHT.colour(role)


def test_east_is_right_north_is_up(viewport, monkeypatch, qapp):
    mark = dots([(viewport.x + 500, viewport.y + 300)], [0])
    for few in (2_000, 0):
        monkeypatch.setattr(dots_module, "FEW", few)
        alpha = array(painted(mark, viewport))[..., 3]
        rows, columns = np.nonzero(alpha > 128)
        assert columns.mean() == pytest.approx(150, abs=0.6)
        assert rows.mean() == pytest.approx(20, abs=0.6)


def test_through_an_empty_ring_the_map_is_seen(viewport, many, qapp):
    ring = (Look(stroke="accent", width=2, size=12),)
    place = [(viewport.x + 5, viewport.y - 5)]
    alpha = array(painted(dots(place, [0], ring), viewport))[..., 3]
    assert alpha[50, 100] == 0 and alpha[50, 106] > 200 and alpha[44, 100] > 200


def test_a_point_just_outside_shows_its_half(viewport, many, qapp):
    west = viewport.extent[0]
    assert array(painted(dots([(west - 5, viewport.y)], [1]), viewport))[..., 3].any()
    assert not array(painted(dots([(west - 500, viewport.y)], [1]), viewport)).any()


def test_nothing_and_what_is_not_finite_paint_nothing(viewport, qapp):
    assert not array(painted(dots(np.empty((0, 2)), []), viewport)).any()
    assert not array(painted(dots([(np.nan, 1.0)], [0]), viewport)).any()


def test_a_hundred_thousand_points_cost_a_window(viewport, qapp):
    rng = np.random.default_rng(0)
    places = rng.normal((viewport.x, viewport.y), (300, 200), (100_000, 2))
    image = painted(dots(places, rng.integers(0, 2, 100_000)), viewport)
    assert array(image)[50, 100, 3] == 255


@pytest.mark.parametrize("count", [1, 3_000, 100_000])
def test_any_number_of_points_on_one_spot_is_one_disc(viewport, count, qapp):
    place = np.full((count, 2), (viewport.x, viewport.y))
    one = array(painted(dots(place[:1], [0]), viewport))
    heap = array(painted(dots(place, np.zeros(count)), viewport))
    assert np.abs(one - heap).mean() < 0.5
    assert heap[50, 100, 3] == 255


def test_a_point_between_pixels_is_soft_on_both_sides(viewport, monkeypatch, qapp):
    monkeypatch.setattr(dots_module, "FEW", 0)
    x, y = viewport.to_map(100.5, 50.5)
    there = array(painted(dots([(x, y)], [0]), viewport))[..., 3]
    x, y = viewport.to_map(100.99, 50.5)
    moved = array(painted(dots([(x, y)], [0]), viewport))[..., 3]
    assert there[50, 90:111].tolist() == there[50, 110:89:-1].tolist()
    assert moved[50, 90:111].tolist() != there[50, 90:111].tolist()


def test_painting_stops_when_told(viewport, qapp):
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        painted(spread(viewport), viewport, feedback=feedback)
