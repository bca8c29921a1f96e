"""Areas and lines."""

import numpy as np
import pytest
from PySide6.QtGui import QPainter

from data.errors import Cancelled
from data.feedback import Feedback, silent
from layers.picture import Area, Line, Look
from resources.tokens import LIGHT
from widgets.canvas.rasters import blank_image
from widgets.canvas.shapes import paint_area, paint_line
from widgets.canvas.surface import Surface

SQUARE = np.array([[0.0, 0.0], [400.0, 0.0], [400.0, 400.0], [0.0, 400.0]])


def painted(mark, viewport, feedback=None, vector=False):
    surface = Surface(viewport, LIGHT, vector=vector)
    image = blank_image(surface)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        if isinstance(mark, Area):
            paint_area(painter, mark, surface)
        else:
            paint_line(painter, mark, surface, feedback or silent())
    finally:
        painter.end()
    return image


def alphas(image):
    bits = np.frombuffer(image.constBits(), np.uint8)
    return bits.reshape(image.height(), image.width(), 4)[..., 3].astype(int)


def test_a_square_lies_north_east_of_its_corner(viewport, qapp):
    area = Area((SQUARE + (viewport.x, viewport.y),), Look(fill="accent"))
    inside = alphas(painted(area, viewport)) > 128
    assert inside[10:50, 100:140].all() and inside.sum() == 1600


def test_a_hole_stays_open(viewport, qapp):
    shell = SQUARE + (viewport.x, viewport.y)
    area = Area((shell, SQUARE / 2 + (viewport.x + 100, viewport.y + 100)), Look(fill="accent"))
    inside = alphas(painted(area, viewport))
    assert inside[30, 120] == 0 and inside[30, 102] == 255


def test_a_huge_area_is_filled_but_not_outlined_along_the_window(viewport, qapp):
    ring = (SQUARE - 200) * 100 + (viewport.x, viewport.y)
    area = Area((ring,), Look(fill="land", stroke="text", width=6))
    for vector in (False, True):
        image = painted(area, viewport, vector=vector)
        assert image.pixelColor(0, 50).name() == image.pixelColor(100, 50).name()
        assert image.pixelColor(100, 50).name() == LIGHT.colour("land")


def test_hatching_leaves_gaps(viewport, qapp):
    area = Area((SQUARE + (viewport.x, viewport.y),), Look(stroke="zone", width=0, hatch=True))
    inside = alphas(painted(area, viewport))[10:50, 100:140]
    assert 0.1 < (inside > 60).mean() < 0.6
    assert alphas(painted(area, viewport))[60:].sum() == 0


@pytest.mark.parametrize(
    "rings",
    [
        (),
        (np.empty((0, 2)),),
        (np.full((4, 2), np.nan),),
        (np.zeros((1, 2)),),
        (np.array([[0.0, 0], [1, 1], [0, 1], [1, 0]]),),
    ],
)
def test_odd_rings_do_no_harm(viewport, rings, qapp):
    image = painted(Area(rings, Look(fill="accent", stroke="text", hatch=True)), viewport)
    # Nothing is spread over the whole window by coordinates that are none.
    assert (alphas(image) == 0).mean() > 0.95


def lines(parts, **look):
    xy = np.vstack(parts)
    offsets = np.cumsum([0, *map(len, parts)])
    return Line(xy, offsets, Look(stroke="text", **look))


def test_lines_are_not_joined_to_each_other(viewport, qapp):
    x, y = viewport.x, viewport.y
    first = np.array([[x - 500, y], [x - 300, y]])
    second = np.array([[x + 300, y], [x + 500, y]])
    drawn = alphas(painted(lines([first, second], width=4), viewport))[50]
    assert drawn[60] == 255 and drawn[140] == 255 and drawn[100] == 0


def test_a_line_through_the_window_from_far_away(viewport, qapp):
    far = np.array([[-1e7, viewport.y], [1e7, viewport.y]])
    assert (alphas(painted(lines([far], width=4), viewport))[50] == 255).all()


def test_dashes_leave_gaps(viewport, qapp):
    across = np.array([[viewport.x - 900, viewport.y], [viewport.x + 900, viewport.y]])
    drawn = alphas(painted(lines([across], width=4, dash=True), viewport))[50]
    assert (drawn[20:180] == 0).any() and (drawn[20:180] == 255).any()


def test_no_vertices_and_what_is_not_finite_paint_nothing(viewport, qapp):
    empty = Line(np.empty((0, 2)), np.array([0]), Look(stroke="text"))
    assert not alphas(painted(empty, viewport)).any()
    assert not alphas(painted(lines([np.full((3, 2), np.nan)]), viewport)).any()


def test_painting_lines_stops_when_told(viewport, qapp):
    feedback = Feedback()
    feedback.cancel()
    across = np.array([[viewport.x - 900, viewport.y], [viewport.x + 900, viewport.y]])
    with pytest.raises(Cancelled):
        painted(lines([across]), viewport, feedback)
