"""Areas and lines: marks made of edges."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QPainter, QPen

from data.feedback import Feedback
from layers.picture import Area, Line, Look, Mosaic
from widgets.canvas.clipping import (
    clip_ring,
    clip_segments,
    hatching,
    ring_segments,
    visible_parts,
)
from widgets.canvas.paths import path_of, ring_path, segment_paths
from widgets.canvas.surface import Surface

HATCH_SPACING = 6.0  # pixels at 96 dpi
TILES = 64  # polygons of a mosaic a call: a few milliseconds of Python's lock
COARSENESS = 0.5  # pixels: nearer vertices of a line fall together on a screen


def paint_area(painter: QPainter, area: Area, surface: Surface) -> None:
    """Fill, hatch and outline a polygon."""
    rect = surface.clip(area.look.width * surface.scale + 2)
    rings = tuple(_finite(surface.units(ring)) for ring in area.rings)
    if not rings or not _meets(rings[0], rect):
        return
    inside = tuple(clip_ring(ring, rect) for ring in rings)
    brush = surface.brush(area.look)
    if area.look.fill:
        painter.fillPath(ring_path(inside), brush)
    if area.look.hatch:
        _hatch(painter, inside, area.look, surface)
    _stroke(painter, *ring_segments(rings), surface.pen(area.look), rect)


def paint_line(painter: QPainter, line: Line, surface: Surface, feedback: Feedback) -> None:
    """Stroke many polylines of one look."""
    rect = surface.clip(line.look.width * surface.scale + 2)
    xy, offsets = surface.units(line.xy), np.asarray(line.offsets)
    visible = visible_parts(xy, offsets, rect)
    part = np.repeat(np.arange(len(visible)), np.diff(offsets))
    xy, part = xy[: len(part)][visible[part]], part[visible[part]]
    if not surface.vector:
        xy, part = _coarser(xy, part, COARSENESS * surface.scale)
    if len(xy) < 2:
        return
    joined = part[:-1] == part[1:]
    starts, ends = xy[:-1][joined], xy[1:][joined]
    _stroke(painter, starts, ends, surface.pen(line.look), rect, feedback)


def paint_mosaic(
    painter: QPainter, mosaic: Mosaic, surface: Surface, feedback: Feedback
) -> None:
    """Fill and outline many polygons of one look, some hundreds a call."""
    rect = surface.clip(mosaic.look.width * surface.scale + 2)
    xy, offsets = surface.units(mosaic.xy), np.asarray(mosaic.offsets)
    seen = np.flatnonzero(visible_parts(xy, offsets, rect))
    painter.setPen(surface.pen(mosaic.look))
    painter.setBrush(surface.brush(mosaic.look))
    for at in range(0, len(seen), TILES):
        feedback.check()
        rings = [xy[offsets[i] : offsets[i + 1]] for i in seen[at : at + TILES].tolist()]
        if surface.vector:
            rings = [ring for ring in (clip_ring(ring, rect) for ring in rings) if len(ring)]
        if rings:
            starts = np.cumsum([0, *(len(ring) for ring in rings[:-1])])
            begins = np.zeros(sum(len(ring) for ring in rings), bool)
            begins[starts] = True
            painter.drawPath(path_of(np.vstack(rings), begins))


def _coarser(xy: np.ndarray, part: np.ndarray, step: float) -> tuple[np.ndarray, np.ndarray]:
    """Leave out vertices that fall on their predecessor's place in the coarse grid."""
    if len(xy) < 2:
        return xy, part
    place = np.round(xy / step)
    needed = np.ones(len(xy), bool)
    needed[1:] = (place[1:] != place[:-1]).any(axis=1) | (part[1:] != part[:-1])
    return xy[needed], part[needed]


def _stroke(
    painter: QPainter,
    starts: np.ndarray,
    ends: np.ndarray,
    pen: QPen,
    rect: tuple[float, float, float, float],
    feedback: Feedback | None = None,
) -> None:
    if pen.widthF() <= 0 or pen.style().value == 0:
        return
    starts, ends, _kept = clip_segments(starts, ends, rect)
    for path in segment_paths(starts, ends):
        if feedback is not None:
            feedback.check()
        painter.strokePath(path, pen)


def _hatch(painter: QPainter, rings: tuple, look: Look, surface: Surface) -> None:
    spacing = HATCH_SPACING * surface.scale
    anchor = surface.units(np.zeros(2)) % (spacing * np.sqrt(2.0))
    pen = QPen(surface.colour(look.stroke or look.fill), surface.scale)
    for path in segment_paths(*hatching(rings, spacing, anchor)):
        painter.strokePath(path, pen)


def _meets(ring: np.ndarray, rect: tuple[float, float, float, float]) -> bool:
    if not len(ring):
        return False
    (low_x, low_y), (high_x, high_y) = ring.min(axis=0), ring.max(axis=0)
    left, top, right, bottom = rect
    return low_x <= right and high_x >= left and low_y <= bottom and high_y >= top


def _finite(xy: np.ndarray) -> np.ndarray:
    return xy[np.isfinite(xy).all(axis=1)]
