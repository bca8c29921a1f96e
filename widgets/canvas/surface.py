"""What is painted on: a window of the map, a palette and how large a pixel is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from layers.picture import Look
from resources.tokens import Palette
from widgets.canvas.viewport import Viewport

Rect = tuple[float, float, float, float]
PRINT_DPI = 300
DASH = (4.0, 3.0)  # in widths of the line
THIN = 1.6  # pixels: round ends of narrower lines are not seen and take half the time


@dataclass(frozen=True, slots=True)
class Surface:
    """The target of a painter.

    Attributes
    ----------
    viewport : Viewport
        The window, in pixels of 96 dpi.
    palette : Palette
    scale : float
        Painter units in a pixel of 96 dpi: 2 on a dense screen, 300 / 96 in print.
    vector : bool
        True for PDF and SVG: geometry is clipped to the window exactly, text becomes outlines,
        and what would be thousands of objects becomes one image of `PRINT_DPI`.
    """

    viewport: Viewport
    palette: Palette
    scale: float = 1.0
    vector: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in painter units."""
        return self.viewport.width * self.scale, self.viewport.height * self.scale

    def units(self, xy: ArrayLike) -> NDArray[np.float64]:
        """Return places in metres, (n, 2), as painter units."""
        units = self.viewport.to_pixel(xy)
        units *= self.scale
        return units

    def clip(self, margin: float = 0.0) -> Rect:
        """Return left, top, right, bottom in painter units: what need not be drawn lies outside.

        On a screen the rectangle is wider by ``margin`` units, so that no clipped edge shows.
        """
        width, height = self.size
        extra = 0.0 if self.vector else margin
        return -extra, -extra, width + extra, height + extra

    def colour(self, role: str, opacity: float = 1.0) -> QColor:
        """Return the colour of a role."""
        colour = QColor(self.palette.colour(role))
        colour.setAlphaF(min(max(opacity, 0.0), 1.0))
        return colour

    def pen(self, look: Look) -> QPen:
        """Return the pen of a look's stroke; no pen where it has none."""
        if not look.stroke or look.width <= 0:
            return QPen(Qt.PenStyle.NoPen)
        pen = QPen(self.colour(look.stroke), look.width * self.scale)
        thin = look.width <= THIN
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin if thin else Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if thin or look.dash else Qt.PenCapStyle.RoundCap)
        if look.dash:
            pen.setDashPattern(DASH)
        return pen

    def brush(self, look: Look) -> QBrush:
        """Return the brush of a look's fill; no brush where it has none."""
        if not look.fill or look.opacity <= 0:
            return QBrush(Qt.BrushStyle.NoBrush)
        return QBrush(self.colour(look.fill, look.opacity))
