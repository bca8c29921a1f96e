"""A grid in metres of the city as a picture for web maps, which measure in Web Mercator."""

from __future__ import annotations

import base64
import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from layers.picture import Raster
from resources.tokens import Palette
from widgets.canvas.rasters import SIGNED, colour_table, ramp_indices

WEB_MERCATOR = 3857
MOST_PIXELS = 1_500_000
# ((south, west), (north, east)) in degrees, as Leaflet has it.
Bounds = tuple[tuple[float, float], tuple[float, float]]


def warped(raster: Raster, epsg: int) -> tuple[Raster, Bounds]:
    """Return a grid resampled to Web Mercator, and its bounds in degrees.

    Each pixel of the result takes the value at its own place in the grid, between the four
    nearest cells; what is not painted counts as the ramp's low end.

    Parameters
    ----------
    raster : Raster
        In metres of the coordinate system ``epsg``.
    """
    from pyproj import Transformer
    from scipy.ndimage import map_coordinates

    to_web = Transformer.from_crs(epsg, WEB_MERCATOR, always_xy=True)
    rows, columns = raster.values.shape
    east, north = raster.x + columns * raster.cell, raster.y + rows * raster.cell
    left, bottom, right, top = to_web.transform_bounds(raster.x, raster.y, east, north)
    pixels = min(rows * columns, MOST_PIXELS)
    step = math.sqrt((right - left) * (top - bottom) / pixels)
    wide, tall = math.ceil((right - left) / step), math.ceil((top - bottom) / step)
    web_x, web_y = np.meshgrid(
        left + (np.arange(wide) + 0.5) * step, bottom + (np.arange(tall) + 0.5) * step
    )
    x, y = to_web.transform(web_x, web_y, direction="INVERSE")
    values = map_coordinates(
        np.nan_to_num(raster.values, nan=raster.low),
        [(y - raster.y) / raster.cell - 0.5, (x - raster.x) / raster.cell - 0.5],
        order=1,
        mode="constant",
        cval=raster.low,
    )
    to_degrees = Transformer.from_crs(WEB_MERCATOR, 4326, always_xy=True)
    west_south = to_degrees.transform(left, bottom)
    east_north = to_degrees.transform(left + wide * step, bottom + tall * step)
    bounds = (west_south[1], west_south[0]), (east_north[1], east_north[0])
    return replace(raster, values=values, x=left, y=bottom, cell=step), bounds


def image_address(raster: Raster, palette: Palette) -> str:
    """Return a grid as a PNG in a data address: 256 colours of its ramp, the first transparent."""
    # Image rows run down from the north; the grid's run up from the south.
    indices: NDArray[np.uint8] = np.ascontiguousarray(ramp_indices(raster)[::-1])
    rows, columns = indices.shape
    image = QImage(indices.data, columns, rows, columns, QImage.Format.Format_Indexed8)
    image.setColorTable(colour_table(palette.ramps[raster.ramp], raster.ramp == SIGNED))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return "data:image/png;base64," + base64.b64encode(bytes(buffer.data().data())).decode("ascii")
