"""Points of a frame, thinned to what a screen can show, and an honest word about it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from data.model.events import EventTable
from layers.picture import Dot, Frame, Look
from layers.stats.grid import SquareGrid
from layers.stats.thinning import one_per_cell
from layers.words import remark
from resources.text import _, number

SPACING = 7  # pixels: about one dot
# A whole city seen at once: dots need room between them, or they hide the hotspots below.
FAR = 12.0  # metres a pixel
FAR_SPACING = 16
FAR_SIZE = 0.7
THINNING = {"thinned_to_one_per_pixels": SPACING, "from_far": FAR_SPACING}  # for the card
MARGIN = 64  # pixels beyond the frame, so that a small pan finds its dots drawn


@dataclass(frozen=True, slots=True, eq=False)
class DrawnDots:
    """The mark and what to say about it."""

    marks: tuple[Dot, ...]
    remark: str


def draw_dots(
    events: EventTable, code: NDArray[np.uint8], looks: tuple[Look, ...], frame: Frame
) -> DrawnDots:
    """Return at most one dot for each cell of a few pixels.

    Which one stays is drawn by lot from the ids, so shares of kinds and states are kept on
    average, and the same dots stay while the map is moved.

    Parameters
    ----------
    events : EventTable
        Placed events.
    code : ndarray of uint8, shape (n,)
        Position of each event's look.
    """
    seen = _in_frame(events, frame)
    x, y, ids = events.x[seen], events.y[seen], events.id[seen]
    far = frame.metres_per_pixel > FAR
    if far:
        looks = tuple(replace(look, size=look.size * FAR_SIZE) for look in looks)
    spacing = FAR_SPACING if far else SPACING
    grid = SquareGrid.over(_grown(frame), spacing * frame.metres_per_pixel)
    kept = one_per_cell(x, y, _lot(ids), grid)
    # Drawn in the order of their ids, so that the rows' order shows nowhere.
    kept = kept[np.argsort(ids[kept], kind="stable")]
    mark = Dot(np.column_stack([x[kept], y[kept]]), code[seen][kept], looks, ids[kept])
    return DrawnDots((mark,), _remark(len(kept), len(ids)))


def _grown(frame: Frame) -> tuple[float, float, float, float]:
    west, south, east, north = frame.extent
    margin = MARGIN * frame.metres_per_pixel
    return west - margin, south - margin, east + margin, north + margin


def _in_frame(events: EventTable, frame: Frame) -> NDArray[np.int64]:
    west, south, east, north = _grown(frame)
    inside = (events.x >= west) & (events.x <= east) & (events.y >= south) & (events.y <= north)
    return np.flatnonzero(inside)


def _lot(ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """Shuffle ids into distinct numbers of 63 bits: an odd factor loses none of them."""
    mixed = ids.view(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return (mixed & np.uint64(2**63 - 1)).view(np.int64)


def _remark(drawn: int, seen: int) -> str:
    if drawn == seen:
        return ""
    words = _("{drawn} از {seen} مورد کشیده شده است")
    return remark(words.format(drawn=number(drawn), seen=number(seen)), nearer())


def nearer() -> str:
    """Return what to do to see every dot; what is no longer moved does without."""
    return _("برای دیدن همه نزدیک‌تر شوید")
