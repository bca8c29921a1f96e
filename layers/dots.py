"""Points of a frame, thinned to what a screen can show, and an honest word about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from data.model.cells import CellGrid
from data.model.events import EventTable
from data.model.snapshot import Snapshot
from layers.picture import Dot, Frame, Look
from layers.stats.grid import SquareGrid
from layers.stats.pyramid import Pyramid
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
FEW = 40_000  # events in a frame: up to here each is looked at
FINER = 1.25  # cells of the winners are smaller by this at least: their borders are other ones

Codes = Callable[[NDArray[np.int64]], NDArray[np.uint8]]


@dataclass(frozen=True, slots=True, eq=False)
class DrawnDots:
    """The mark and what to say about it."""

    marks: tuple[Dot, ...]
    remark: str


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """Placed events with what makes drawing them quick, for as many frames as are asked for.

    Attributes
    ----------
    events : EventTable
    pyramid : Pyramid
        Where they stand, and which of each cell is drawn from far.
    """

    events: EventTable
    pyramid: Pyramid

    @classmethod
    def of(cls, snapshot: Snapshot, events: EventTable) -> Crowd:
        """Make placed events of a snapshot ready to be drawn; costs a scan of them."""
        grid = CellGrid.over_city(snapshot.districts, events)
        return cls(events, Pyramid.of(events, grid, _lot(events.id)))

    def draw(self, code: Codes, looks: tuple[Look, ...], frame: Frame) -> DrawnDots:
        """Return at most one dot for each cell of a few pixels.

        Which one stays is drawn by lot from the ids, so shares of kinds and states are kept on
        average, and the same dots stay while the map is moved. The work follows what the frame
        shows, hardly how many events there are.

        Parameters
        ----------
        code : callable
            Returns the position in ``looks`` of some rows of `events`.
        """
        far = frame.metres_per_pixel > FAR
        if far:
            looks = tuple(replace(look, size=look.size * FAR_SIZE) for look in looks)
        cell = (FAR_SPACING if far else SPACING) * frame.metres_per_pixel
        rows, seen = self._candidates(_grown(frame), cell)
        events = self.events
        x, y, ids = events.x[rows], events.y[rows], events.id[rows]
        kept = one_per_cell(x, y, _lot(ids), SquareGrid.over(_grown(frame), cell))
        # Drawn in the order of their ids, so that the rows' order shows nowhere.
        kept = kept[np.argsort(ids[kept], kind="stable")]
        mark = Dot(np.column_stack([x[kept], y[kept]]), code(rows[kept]), looks, ids[kept])
        return DrawnDots((mark,), _remark(len(kept), seen))

    def _candidates(
        self, extent: tuple[float, float, float, float], cell: float
    ) -> tuple[NDArray[np.int64], int]:
        """Return rows of which dots are chosen, and how many events the extent shows."""
        pyramid = self.pyramid
        seen = pyramid.count_in(extent)
        level = pyramid.level_for(cell / FINER)
        if seen > FEW and level is not None:
            return pyramid.highest_in(extent, level), seen
        rows = pyramid.rows_in(extent)
        west, south, east, north = extent
        x, y = self.events.x[rows], self.events.y[rows]
        rows = rows[(x >= west) & (x <= east) & (y >= south) & (y <= north)]
        return rows, len(rows)


def _grown(frame: Frame) -> tuple[float, float, float, float]:
    west, south, east, north = frame.extent
    margin = MARGIN * frame.metres_per_pixel
    return west - margin, south - margin, east + margin, north + margin


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
