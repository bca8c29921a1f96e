"""Which part of the plane the map shows: the one owner of the map's transform.

Map coordinates are metres with y to the north; pixels count from the upper left corner with y
downwards, at 96 dpi. East is always to the right: the map is never mirrored, whatever the
direction of the text around it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from layers.picture import Frame

FINEST = 0.05  # m a pixel: a kerb stone
COARSEST = 500.0  # m a pixel: several provinces
PIXEL_IN_METRES = 0.0254 / 96

Extent = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Viewport:
    """A window on the map.

    Attributes
    ----------
    x, y : float
        The centre in metres.
    metres_per_pixel : float
        Kept between `FINEST` and `COARSEST`.
    width, height : int
        Pixels at 96 dpi, at least 1.

    Raises
    ------
    ValueError
        When a number is not finite or the size is not positive.
    """

    x: float
    y: float
    metres_per_pixel: float
    width: int
    height: int

    def __post_init__(self) -> None:
        if not all(math.isfinite(v) for v in (self.x, self.y, self.metres_per_pixel)):
            raise ValueError("a viewport needs finite numbers")
        if self.width < 1 or self.height < 1 or self.metres_per_pixel <= 0:
            raise ValueError("a viewport needs a positive size")
        kept = min(max(self.metres_per_pixel, FINEST), COARSEST)
        object.__setattr__(self, "metres_per_pixel", kept)

    @property
    def extent(self) -> Extent:
        """West, south, east, north in metres."""
        half_width = self.width * self.metres_per_pixel / 2
        half_height = self.height * self.metres_per_pixel / 2
        return (
            self.x - half_width,
            self.y - half_height,
            self.x + half_width,
            self.y + half_height,
        )

    @property
    def scale_denominator(self) -> float:
        """The n of the scale 1:n, for a screen of 96 dots an inch."""
        return self.metres_per_pixel / PIXEL_IN_METRES

    def frame(self) -> Frame:
        """Return what the layers need to know of this window."""
        return Frame(self.extent, self.metres_per_pixel)

    def to_pixel(self, xy: ArrayLike) -> NDArray[np.float64]:
        """Return pixel positions of places.

        Parameters
        ----------
        xy : array_like, shape (n, 2) or (2,)
            Metres.

        Returns
        -------
        ndarray of float64, same shape
        """
        places = np.asarray(xy, np.float64)
        scale = 1.0 / self.metres_per_pixel
        pixels = np.empty_like(places)
        pixels[..., 0] = (places[..., 0] - self.x) * scale + self.width / 2
        pixels[..., 1] = (self.y - places[..., 1]) * scale + self.height / 2
        return pixels

    def to_map(self, px: float, py: float) -> tuple[float, float]:
        """Return the place in metres under a pixel position."""
        return (
            self.x + (px - self.width / 2) * self.metres_per_pixel,
            self.y - (py - self.height / 2) * self.metres_per_pixel,
        )

    def panned(self, dx_px: float, dy_px: float) -> Viewport:
        """Return the window after its content was dragged by pixels (right and down positive)."""
        scale = self.metres_per_pixel
        return replace(self, x=self.x - dx_px * scale, y=self.y + dy_px * scale)

    def zoomed(self, factor: float, at_px: tuple[float, float] | None = None) -> Viewport:
        """Return the window magnified by ``factor`` with the place under ``at_px`` kept there.

        Parameters
        ----------
        factor : float
            Above 1 comes closer; what exceeds the limits is cut to them.
        at_px : tuple of float, optional
            Pixel position; the centre when None.
        """
        px, py = at_px or (self.width / 2, self.height / 2)
        x, y = self.to_map(px, py)
        closer = replace(self, metres_per_pixel=self.metres_per_pixel / factor)
        moved_x, moved_y = closer.to_map(px, py)
        return replace(closer, x=closer.x + x - moved_x, y=closer.y + y - moved_y)

    def fitted(self, extent: Extent, margin_px: float = 24.0) -> Viewport:
        """Return the window that shows a whole extent with a margin around it.

        Parameters
        ----------
        extent : tuple of float
            West, south, east, north in metres; a point is shown as near as `FINEST` allows.
        margin_px : float
            Cut down where the window is too small for it.
        """
        west, south, east, north = extent
        margin = min(margin_px, self.width / 4, self.height / 4)
        scale = max(
            (east - west) / (self.width - 2 * margin),
            (north - south) / (self.height - 2 * margin),
            FINEST,
        )
        return replace(
            self, x=(west + east) / 2, y=(south + north) / 2, metres_per_pixel=float(scale)
        )

    def resized(self, width: int, height: int) -> Viewport:
        """Return the window in another size around the same centre and scale."""
        return replace(self, width=max(1, width), height=max(1, height))

    def widened(self, margin_px: int) -> Viewport:
        """Return the window with ``margin_px`` more on every side."""
        return self.resized(self.width + 2 * margin_px, self.height + 2 * margin_px)
