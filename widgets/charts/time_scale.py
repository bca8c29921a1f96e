"""The window on time: which days are shown on how many pixels, and how finely."""

from __future__ import annotations

from dataclasses import dataclass, replace

from widgets.charts.periods import UNIT_DAYS, UNITS, Span

SHORTEST = 7.0  # days shown at least
BAR_WIDTH = 5.0  # px a bar takes at least; what would be narrower is counted by the next unit


@dataclass(frozen=True, slots=True)
class TimeScale:
    """A part of time on a strip of pixels, the earliest at the left.

    Attributes
    ----------
    low, high : float
        Days at the strip's two ends.
    width : float
        Of the strip, px.
    """

    low: float
    high: float
    width: float

    @property
    def pixels_a_day(self) -> float:
        """How wide a day is, px."""
        return self.width / (self.high - self.low)

    def x(self, day: float) -> float:
        """Return the pixel of a moment in days."""
        return (day - self.low) * self.pixels_a_day

    def day(self, x: float) -> float:
        """Return the moment in days under a pixel."""
        return self.low + x / self.pixels_a_day

    def level(self) -> str:
        """Return the finest unit whose bars are wide enough."""
        return next((u for u in UNITS if UNIT_DAYS[u] * self.pixels_a_day >= BAR_WIDTH), "year")

    def within(self, limits: Span) -> TimeScale:
        """Return the window kept inside limits, as long as before where there is room."""
        room = float(limits[1] - limits[0])
        length = min(max(self.high - self.low, min(SHORTEST, room)), room)
        low = min(max(self.low, limits[0]), limits[1] - length)
        return replace(self, low=low, high=low + length)

    def zoomed(self, factor: float, at: float) -> TimeScale:
        """Return the window magnified about a moment; below 1 shows more."""
        length = max((self.high - self.low) / factor, SHORTEST)
        share = (at - self.low) / (self.high - self.low)
        low = at - share * length
        return replace(self, low=low, high=low + length)

    def panned(self, days: float) -> TimeScale:
        """Return the window moved to later days."""
        return replace(self, low=self.low + days, high=self.high + days)

    def showing(self, span: Span) -> TimeScale:
        """Return the window with a span in it, moved or zoomed no more than that takes."""
        first, end = span
        length, shown = end - first, self.high - self.low
        if length > shown:
            return replace(self, low=first - length * 0.1, high=end + length * 0.1)
        if length * self.pixels_a_day < BAR_WIDTH:
            middle, half = (first + end) / 2, max(length * 10.0, SHORTEST / 2)
            return replace(self, low=middle - half, high=middle + half)
        if first < self.low:
            return self.panned(first - self.low - shown * 0.1)
        if end > self.high:
            return self.panned(end - self.high + shown * 0.1)
        return self
