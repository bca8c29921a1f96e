"""A drag on the time bar: what was grasped, and the period or the view it makes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF

from widgets.charts.periods import Span, nearest_edge, unit_span
from widgets.charts.time_scale import TimeScale

_TREMBLE = 3.0  # px the hand may move during a click
_PIXELS_A_FOLD = 60.0  # px up or down that double or halve the view


@dataclass
class Brush:
    """A button held down.

    Attributes
    ----------
    part : str
        ``view``, ``first``, ``end``, ``move`` or ``new``.
    start : QPointF
    day : float
        The moment under the start.
    before : tuple of int
        The period as it was.
    scale : TimeScale
        The view as it was.
    """

    part: str
    start: QPointF
    day: float
    before: Span
    scale: TimeScale
    dragged: bool = False

    def began(self, point: QPointF) -> bool:
        """Return whether the hand has moved far enough to mean it."""
        self.dragged = self.dragged or (point - self.start).manhattanLength() > _TREMBLE
        return self.dragged

    def span(self, day: float, unit: str, calendar: str) -> Span:
        """Return the period with the hand over a moment, its moved edges on those of a unit."""
        first, end = self.before
        if self.part == "new":
            low, high = sorted((self.day, day))
            begin = unit_span(unit, int(np.floor(low)), calendar)[0]
            return begin, unit_span(unit, int(np.floor(high)), calendar)[1]
        if self.part == "move":
            begin = nearest_edge(first + day - self.day, unit, calendar)
            return begin, begin + end - first
        edge, other = nearest_edge(day, unit, calendar), end if self.part == "first" else first
        if edge == other:
            before = self.part == "first"
            edge = unit_span(unit, other - 1 if before else other, calendar)[0 if before else 1]
        low, high = sorted((edge, other))
        return low, high

    def view(self, point: QPointF) -> TimeScale:
        """Return the view with the hand at a point: sideways it moves, up it comes closer."""
        moved = point - self.start
        factor = 2.0 ** (-moved.y() / _PIXELS_A_FOLD)
        zoomed = self.scale.zoomed(factor, self.day)
        return zoomed.panned(-moved.x() / zoomed.pixels_a_day)
