"""What circles of reach cover, and what they miss."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def within_reach(x: Floats, y: Floats, centres: Floats, reach: Floats) -> NDArray[np.bool_]:
    """Return which points lie within the reach of any centre, borders included, shape (n,).

    Parameters
    ----------
    x, y : ndarray of float64, shape (n,)
        Metres.
    centres : ndarray of float64, shape (m, 2)
    reach : ndarray of float64, shape (m,)
        Metres.
    """
    covered = np.zeros(len(x), bool)
    for (at_x, at_y), radius in zip(centres, reach, strict=True):
        open_ = np.flatnonzero(~covered)
        near = (x[open_] - at_x) ** 2 + (y[open_] - at_y) ** 2 <= radius**2
        covered[open_[near]] = True
    return covered


def reach_area(centres: Floats, reach: Floats, within: shapely.Geometry) -> shapely.Geometry:
    """Return the union of the circles of reach, clipped to an area; empty without circles.

    Circles are polygons of 64 corners whose area is 0.16 % below the circle's.
    """
    circles = shapely.buffer(shapely.points(centres), reach, quad_segs=16)
    return shapely.intersection(shapely.union_all(circles), within)
