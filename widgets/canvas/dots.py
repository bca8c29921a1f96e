"""Points: few as real circles, more as stamps, very many as discs grown on the pixel grid.

Very many points are first written into a sheet, one number a pixel, so that points on the same
pixel cost nothing more; the sheet is then grown by a disc. The work depends on the window, hardly
on the number of points. Later points lie on earlier ones, as if each had been painted in turn:
where it is dense, no look hides the others by its rank.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from data.feedback import Feedback
from layers.picture import Dot, Look
from widgets.canvas.rasters import blank_image
from widgets.canvas.stamps import (
    Stamps,
    coverage,
    disc_colours,
    outer_radius,
    paint_stamps,
)
from widgets.canvas.surface import PRINT_DPI, Surface

FEW = 200  # real circles up to here on a screen
STAMPED = 60_000  # stamps up to here
FEW_VECTORS = 5_000  # and up to here in a PDF or SVG
BAND = 64  # rows grown at a time, so that they stay in the processor's cache
CHUNK = 200_000  # points a step: Python's lock is free again after some milliseconds


def paint_dots(painter: QPainter, dots: Dot, surface: Surface, feedback: Feedback) -> None:
    """Draw points, each in the look its code names."""
    reach = max((outer_radius(look, surface.scale) for look in dots.looks), default=0.0) + 1
    units, codes = _visible(dots, surface, reach, feedback)
    if len(units) <= (FEW_VECTORS if surface.vector else FEW):
        _circles(painter, units, codes, dots.looks, surface, feedback)
    elif surface.vector:
        _as_print_image(painter, dots, surface, feedback)
    elif len(units) <= STAMPED:
        paint_stamps(painter, units, codes, Stamps.of(dots.looks, surface), feedback)
    else:
        _discs(painter, units, codes, dots.looks, surface, feedback)


def _visible(
    dots: Dot, surface: Surface, reach: float, feedback: Feedback
) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    """Return painter units and codes of the points in view, in their order."""
    left, top, right, bottom = surface.clip(reach)
    units, codes = [np.empty((0, 2), np.float32)], [np.empty(0, np.uint8)]
    for at in range(0, len(dots.xy), CHUNK):
        feedback.check()
        piece = surface.units(dots.xy[at : at + CHUNK])
        x, y = piece[:, 0], piece[:, 1]
        seen = np.flatnonzero((x >= left) & (x <= right) & (y >= top) & (y <= bottom))
        units.append(piece[seen].astype(np.float32))
        codes.append(dots.code[at : at + CHUNK][seen])
    return np.concatenate(units), np.concatenate(codes)


def _circles(painter, units, codes, looks, surface: Surface, feedback: Feedback) -> None:
    styles = [(surface.pen(look), surface.brush(look)) for look in looks]
    radii = [look.size / 2 * surface.scale for look in looks]
    before = -1
    painter.save()
    try:
        for (x, y), code in zip(units.tolist(), codes.tolist(), strict=True):
            if code != before:
                feedback.check()
                painter.setPen(styles[code][0])
                painter.setBrush(styles[code][1])
                before = code
            painter.drawEllipse(QPointF(x, y), radii[code], radii[code])
    finally:
        painter.restore()


def _as_print_image(painter, dots: Dot, surface: Surface, feedback: Feedback) -> None:
    finer = Surface(surface.viewport, surface.palette, PRINT_DPI / 96)
    image = blank_image(finer)
    inner = QPainter(image)
    paint_dots(inner, dots, finer, feedback)
    inner.end()
    painter.drawImage(QRectF(0, 0, *surface.size), image)


def _discs(painter, units, codes, looks, surface: Surface, feedback: Feedback) -> None:
    stamp = Stamp(looks, surface)
    x, y, marked = _marked(units, codes, stamp)
    for top in range(0, marked.shape[1] - 2 * stamp.reach, BAND):
        feedback.check()
        values = _grown(marked[:, top : top + BAND + 2 * stamp.reach], stamp)
        pixels = stamp.colours[values]
        rows, columns = pixels.shape
        image = QImage(
            pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied
        )
        painter.drawImage(x, y + top, image)


class Stamp:
    """How discs of some looks cover the pixels around their middles.

    A pixel's value is ``(level * codes + code) * ranks + rank``: ``level`` counts up with the
    order of the points, so the largest value is the point on top, and among points of one level
    the nearest; ``rank`` says how far its middle is. Zero is an empty pixel. The soft fringe of a
    disc has level 0: it shows on empty pixels and hides no other disc.

    Attributes
    ----------
    reach : int
        Pixels around a middle that any disc touches.
    sizes : tuple of (codes, offsets)
        The looks of one radius share their offsets: ``(dy, dx, rank, fringe)``.
    codes, ranks, levels : int
    colours : ndarray of uint32, shape (65536,)
        Premultiplied 0xAARRGGBB of each value.
    """

    def __init__(self, looks: tuple[Look, ...], surface: Surface) -> None:
        outer = [outer_radius(look, surface.scale) for look in looks]
        self.reach = int(np.ceil(max(outer) + 0.5))
        axis = range(-self.reach, self.reach + 1)
        squares = sorted({dy * dy + dx * dx for dy in axis for dx in axis}, reverse=True)
        rank_of = {square: rank for rank, square in enumerate(squares, start=1)}
        self.codes, self.ranks = len(looks), len(squares) + 1
        self.levels = 65_535 // (self.codes * self.ranks) - 1
        self.sizes = tuple(
            (
                tuple(code for code, other in enumerate(outer) if other == radius),
                _offsets(axis, radius, rank_of),
            )
            for radius in sorted(set(outer))
        )
        distances = np.sqrt([np.inf, *squares])
        table = [disc_colours(look, distances, surface) for look in looks]
        self.colours = np.resize(np.concatenate(table), 65_536)


def _offsets(axis: range, radius: float, rank_of: dict[int, int]) -> list[tuple]:
    found = []
    for dy in axis:
        for dx in axis:
            cover = float(coverage(radius, np.hypot(dy, dx)))
            if cover > 0.02:
                found.append((dy, dx, rank_of[dy * dy + dx * dx], cover < 0.5))
    return sorted(found, key=lambda offset: offset[2])


def _marked(
    units: NDArray[np.float32], codes: NDArray[np.uint8], stamp: Stamp
) -> tuple[int, int, NDArray[np.uint16]]:
    """Return the middles of all discs as values of rank 0, one sheet for each size.

    Returns
    -------
    x, y : int
        Upper left pixel of what the discs may touch.
    sheets : ndarray of uint16, shape (sizes, rows, columns)
        With twice the reach around the points: one to grow into, one to read from.
    """
    reach = stamp.reach
    across, down = (np.floor(units[:, axis]).astype(np.int32) for axis in (0, 1))
    left, top = int(across.min()), int(down.min())
    columns = int(across.max()) - left + 1 + 4 * reach
    rows = int(down.max()) - top + 1 + 4 * reach
    place = (down + (2 * reach - top)) * columns + (across + (2 * reach - left))
    level = np.arange(len(units), dtype=np.int64) * stamp.levels // len(units) + 1
    values = ((level * stamp.codes + codes) * stamp.ranks).astype(np.uint16)
    sheets = np.zeros((len(stamp.sizes), rows * columns), np.uint16)
    for sheet, (members, _offsets_of_size) in zip(sheets, stamp.sizes, strict=True):
        chosen = slice(None) if len(stamp.sizes) == 1 else np.isin(codes, members)
        # Where points share a pixel the last one stays: the one on top.
        sheet[place[chosen]] = values[chosen]
    return left - reach, top - reach, sheets.reshape(-1, rows, columns)


def _grown(sheets: NDArray[np.uint16], stamp: Stamp) -> NDArray[np.uint16]:
    """Return for each pixel the value of the disc on top, smaller by the reach on every side."""
    reach = stamp.reach
    tall, wide = (side - 2 * reach for side in sheets.shape[1:])
    top = np.zeros((tall, wide), np.uint16)
    for sheet, (_members, offsets) in zip(sheets, stamp.sizes, strict=True):
        if not sheet.any():
            continue
        there = (sheet > 0).astype(np.uint16)
        without_level = sheet % np.uint16(stamp.codes * stamp.ranks)
        before, ranked = (0, False), sheet
        for dy, dx, rank, fringe in offsets:
            if (rank, fringe) != before:
                before = (rank, fringe)
                ranked = (without_level if fringe else sheet) + there * np.uint16(rank)
            rows = slice(reach - dy, reach - dy + tall)
            np.maximum(top, ranked[rows, reach - dx : reach - dx + wide], out=top)
    return top
