"""A grid of numbers as colours: indices into a table of 256 colours, drawn where it lies."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from layers.picture import Raster
from widgets.canvas.surface import PRINT_DPI, Surface

FADE = 0.22  # share of the ramp over which it appears out of nothing
SIGNED = "signed"
BLOCK = 32  # rows


def paint_raster(painter: QPainter, raster: Raster, surface: Surface) -> None:
    """Draw a grid, smoothly when magnified; into vectors as one image of print resolution."""
    if not surface.vector:
        _draw(painter, raster, surface)
        return
    finer = Surface(surface.viewport, surface.palette, PRINT_DPI / 96)
    image = blank_image(finer)
    inner = QPainter(image)
    _draw(inner, raster, finer)
    inner.end()
    painter.drawImage(QRectF(0, 0, *surface.size), image)


def blank_image(surface: Surface) -> QImage:
    """Return a transparent image of a surface's size."""
    width, height = (max(1, round(side)) for side in surface.size)
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image


def _draw(painter: QPainter, raster: Raster, surface: Surface) -> None:
    cut = _visible(raster, surface)
    if cut is None:
        return
    cut = _coarsened(cut, surface.viewport.metres_per_pixel / surface.scale)
    rows, columns = cut.values.shape
    # Image rows run down from the north; the grid's run up from the south.
    indices = np.ascontiguousarray(ramp_indices(cut)[::-1])
    image = QImage(indices.data, columns, rows, columns, QImage.Format.Format_Indexed8)
    image.setColorTable(colour_table(surface.palette.ramps[raster.ramp], raster.ramp == SIGNED))
    image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    west_north = (cut.x, cut.y + rows * cut.cell)
    east_south = (cut.x + columns * cut.cell, cut.y)
    (left, top), (right, bottom) = surface.units([west_north, east_south])
    painter.save()
    painter.setOpacity(painter.opacity() * raster.opacity)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(left, top, right - left, bottom - top), image)
    painter.restore()


def _visible(raster: Raster, surface: Surface) -> Raster | None:
    """Return the cells in view and two around them, None when there are none."""
    rows, columns = raster.values.shape
    west, south, east, north = surface.viewport.extent
    first_column = max(0, int(np.floor((west - raster.x) / raster.cell)) - 2)
    last_column = min(columns, int(np.ceil((east - raster.x) / raster.cell)) + 2)
    first_row = max(0, int(np.floor((south - raster.y) / raster.cell)) - 2)
    last_row = min(rows, int(np.ceil((north - raster.y) / raster.cell)) + 2)
    if first_column >= last_column or first_row >= last_row:
        return None
    return _with_values(
        raster,
        raster.values[first_row:last_row, first_column:last_column],
        raster.x + first_column * raster.cell,
        raster.y + first_row * raster.cell,
        raster.cell,
    )


def _coarsened(raster: Raster, metres_per_unit: float) -> Raster:
    """Return block means where several cells fall on a pixel, so that none is skipped."""
    block = int(metres_per_unit / raster.cell)
    if block < 2:
        return raster
    rows, columns = raster.values.shape
    padding = ((0, -rows % block), (0, -columns % block))
    values = np.pad(np.nan_to_num(raster.values, nan=raster.low), padding, mode="edge")
    tall, wide = values.shape
    means = values.reshape(tall // block, block, wide // block, block).mean(axis=(1, 3))
    return _with_values(raster, means, raster.x, raster.y, raster.cell * block)


def _with_values(raster: Raster, values: NDArray, x: float, y: float, cell: float) -> Raster:
    return Raster(values, x, y, cell, raster.ramp, raster.low, raster.high, raster.opacity)


def ramp_indices(raster: Raster) -> NDArray[np.uint8]:
    """Return positions in `colour_table`: 1 to 255 along the ramp, 0 where nothing is painted."""
    span = raster.high - raster.low
    scale = 254 / (span if span > 0 else 1.0)
    indices = np.empty(raster.values.shape, np.uint8)
    # In blocks of rows that stay in the processor's cache.
    for first in range(0, len(indices), BLOCK):
        values = raster.values[first : first + BLOCK]
        place = (values - raster.low) * scale
        np.fmin(place, 254.0, out=place)
        # What is not a number becomes 0 as well.
        np.fmax(place, 0.0, out=place)
        place += 1.5
        indices[first : first + BLOCK] = place
        indices[first : first + BLOCK] *= values > raster.low
    return indices


@lru_cache(maxsize=32)
def colour_table(ramp: tuple[str, ...], signed: bool = False) -> list[int]:
    """Return 256 colours as 0xAARRGGBB along a ramp; the first is transparent.

    A plain ramp appears smoothly out of nothing at its low end, a signed one around its middle.
    """
    stops = np.array([[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in ramp], float)
    share = np.linspace(0.0, 1.0, 255)
    places = np.linspace(0.0, 1.0, len(ramp))
    rgb = np.stack([np.interp(share, places, stops[:, band]) for band in range(3)], axis=1)
    distance = np.abs(share - 0.5) * 2 if signed else share
    rise = np.clip(distance / FADE, 0.0, 1.0)
    alpha = 255 * rise * rise * (3 - 2 * rise)
    red, green, blue = rgb.round().astype(np.int64).T
    table = (alpha.round().astype(np.int64) << 24) | (red << 16) | (green << 8) | blue
    return [0, *table.tolist()]
