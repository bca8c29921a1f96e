"""Grids of numbers as colours, where they lie."""

import numpy as np
import pytest
from PySide6.QtGui import QPainter

from layers.picture import Raster
from resources.tokens import LIGHT
from widgets.canvas.rasters import _coarsened, blank_image, colour_table, paint_raster
from widgets.canvas.surface import Surface


def painted(raster, viewport, scale=1.0):
    surface = Surface(viewport, LIGHT, scale)
    image = blank_image(surface)
    painter = QPainter(image)
    paint_raster(painter, raster, surface)
    painter.end()
    return image


def raster(values, viewport, cell=100.0, **kinds):
    """Return a grid whose lower left corner is the window's."""
    west, south, _east, _north = viewport.extent
    kinds = {"ramp": "hotspot", "low": 0.0, "high": 1.0, **kinds}
    return Raster(np.asarray(values, np.float32), west, south, cell, **kinds)


def test_row_zero_is_the_south_and_column_zero_the_west(viewport, qapp):
    values = np.zeros((10, 20))
    values[0, 0] = 1.0
    image = painted(raster(values, viewport), viewport)
    assert image.pixelColor(4, 95).alpha() > 200
    for x, y in ((4, 5), (195, 95), (195, 5)):
        assert image.pixelColor(x, y).alpha() == 0


def test_at_or_below_low_and_nan_nothing_is_painted(viewport, qapp):
    values = [[0.5, np.nan], [-3.0, 0.0]]
    image = painted(raster(values, viewport, 1000.0, low=0.2), viewport)
    assert image.pixelColor(20, 50).alpha() > 0
    assert (
        painted(raster([[np.nan, 0.0]], viewport, 1000.0), viewport).pixelColor(50, 50).alpha() == 0
    )


def test_of_a_signed_ramp_too_what_is_unknown_is_not_painted(viewport, qapp):
    signed = raster([[np.nan, 1.0], [-1.0, np.nan]], viewport, 500.0, ramp="signed", low=-1.5)
    image = painted(signed, viewport)
    assert image.pixelColor(5, 95).alpha() == 0 and image.pixelColor(75, 75).alpha() > 200


def test_the_high_end_is_the_ramps_last_colour(viewport, qapp):
    image = painted(raster(np.full((10, 20), 7.0), viewport), viewport)
    assert image.pixelColor(100, 50).name() == LIGHT.ramps["hotspot"][-1]


def test_magnified_cells_flow_into_each_other(viewport, qapp):
    image = painted(raster([[0.3, 1.0]], viewport, 1000.0), viewport)
    greens = [image.pixelColor(x, 50).green() for x in range(50, 150, 10)]
    assert greens == sorted(greens, reverse=True) and len(set(greens)) > 5


def test_a_ramp_appears_smoothly_and_a_signed_one_around_its_middle():
    alpha = [c >> 24 for c in colour_table(LIGHT.ramps["hotspot"])]
    assert alpha[0] == 0 and alpha[-1] == 255 and alpha == sorted(alpha)
    assert max(np.diff(alpha)) < 12
    signed = [c >> 24 for c in colour_table(LIGHT.ramps["signed"], True)]
    assert signed[1] == signed[-1] == 255 and signed[128] == 0


def test_small_cells_are_averaged_not_skipped(viewport, qapp):
    values = np.zeros((1000, 2000), np.float32)
    values[500, 1000] = 100.0
    coarse = _coarsened(raster(values, viewport, 1.0), 10.0)
    assert coarse.values.shape == (100, 200) and coarse.cell == 10.0
    assert coarse.values.max() == pytest.approx(1.0)


def test_a_grid_out_of_view_costs_nothing(viewport, qapp):
    far = Raster(np.ones((5, 5), np.float32), 0.0, 0.0, 10.0, "hotspot", 0.0, 1.0)
    assert painted(far, viewport).pixelColor(50, 50).alpha() == 0
