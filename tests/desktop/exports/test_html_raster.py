import base64

import numpy as np
import pytest
from pyproj import Transformer
from PySide6.QtGui import QImage

from desktop.exports.html_raster import MOST_PIXELS, image_address, warped
from layers.picture import Raster
from resources.tokens import PAPER

EPSG = 32638
WEST, SOUTH, CELL = 600_000.0, 4_200_000.0, 50.0


def plane(rows: int, columns: int, cell: float = CELL) -> Raster:
    """Return a grid that rises by 1 a metre to the east and 2 a metre to the north."""
    x = (np.arange(columns) + 0.5) * cell
    y = (np.arange(rows) + 0.5) * cell
    values = (x[None, :] + 2 * y[:, None]).astype(np.float32)
    return Raster(values, WEST, SOUTH, cell, "hotspot", 0.0, float(values.max()), 0.7)


def test_a_value_stays_at_its_place():
    raster = plane(200, 300)
    web, _bounds = warped(raster, EPSG)
    rows, columns = web.values.shape
    back = Transformer.from_crs(3857, EPSG, always_xy=True)
    for row, column in ((rows // 2, columns // 2), (rows // 4, columns // 3), (rows - 30, 40)):
        x, y = back.transform(web.x + (column + 0.5) * web.cell, web.y + (row + 0.5) * web.cell)
        expected = (x - WEST) + 2 * (y - SOUTH)
        assert web.values[row, column] == pytest.approx(expected, abs=1.0)


def test_the_bounds_hold_the_whole_grid():
    raster = plane(200, 300)
    _web, ((south, west), (north, east)) = warped(raster, EPSG)
    to_degrees = Transformer.from_crs(EPSG, 4326, always_xy=True)
    for x in (WEST, WEST + 300 * CELL):
        for y in (SOUTH, SOUTH + 200 * CELL):
            lon, lat = to_degrees.transform(x, y)
            assert west <= lon <= east and south <= lat <= north
    # Not much more: a shift of one cell would be seen.
    lon, lat = to_degrees.transform([WEST] * 2, [SOUTH, SOUTH + 200 * CELL])
    assert west == pytest.approx(min(lon), abs=1e-6)


def test_what_lies_outside_the_grid_is_not_painted():
    raster = plane(200, 300)
    web, _bounds = warped(raster, EPSG)
    # The grid is turned against the web's axes: a corner of the picture lies outside it.
    corners = web.values[[0, 0, -1, -1], [0, -1, 0, -1]]
    assert corners.min() == raster.low


def test_a_hole_stays_a_hole():
    raster = plane(100, 100)
    raster.values[40:60, 40:60] = np.nan
    web, _bounds = warped(raster, EPSG)
    assert np.isfinite(web.values).all()
    rows, columns = web.values.shape
    assert web.values[rows // 2, columns // 2] == raster.low


def test_a_large_grid_is_made_coarser():
    web, _bounds = warped(plane(2_000, 2_000, 5.0), EPSG)
    assert web.values.size < MOST_PIXELS * 1.01


def test_the_picture_runs_down_from_the_north():
    raster = plane(40, 60)
    raster.values[:20] = np.nan
    address = image_address(raster, PAPER)
    head, _comma, body = address.partition(",")
    assert head == "data:image/png;base64"
    image = QImage.fromData(base64.b64decode(body))
    assert (image.width(), image.height()) == (60, 40)
    assert image.pixelColor(30, 39).alpha() == 0
    assert image.pixelColor(30, 2).alpha() > 200
