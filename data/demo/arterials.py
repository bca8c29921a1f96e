"""The main roads of the demonstration city: a ring, radials and bypasses, drawn by hand.

They follow the idea of a city in a valley that runs from west-north-west to east-south-east, not
any real road. Control points are shares of the districts' bounding box (0 to 1, east and north),
so that the same idea fits another city.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

# Kind of road and control points of a smooth curve. A ring ends where it begins.
_ROADS: tuple[tuple[str, tuple[tuple[float, float], ...]], ...] = (
    # Ring roads around the old core.
    ("بلوار", ((0.435, 0.475), (0.475, 0.518), (0.52, 0.49), (0.53, 0.43), (0.49, 0.395),
               (0.445, 0.415), (0.435, 0.475))),
    ("بزرگراه", ((0.315, 0.44), (0.355, 0.56), (0.46, 0.625), (0.585, 0.565), (0.66, 0.46),
                 (0.635, 0.335), (0.52, 0.275), (0.385, 0.31), (0.315, 0.44))),
    # The trunk along the valley and the two bypasses.
    ("خیابان", ((0.02, 0.56), (0.14, 0.53), (0.25, 0.485), (0.36, 0.458), (0.48, 0.452),
                (0.59, 0.425), (0.71, 0.375), (0.83, 0.32), (0.93, 0.27), (0.985, 0.25))),
    ("بزرگراه", ((0.12, 0.35), (0.21, 0.265), (0.33, 0.225), (0.47, 0.225), (0.60, 0.215),
                 (0.73, 0.20), (0.83, 0.165), (0.90, 0.10), (0.94, 0.03))),
    ("بزرگراه", ((0.0, 0.73), (0.13, 0.70), (0.25, 0.655), (0.36, 0.645), (0.50, 0.66),
                 (0.61, 0.60), (0.72, 0.53), (0.82, 0.48), (0.92, 0.47), (1.0, 0.50))),
    # Radials.
    ("خیابان", ((0.48, 0.452), (0.475, 0.54), (0.46, 0.625), (0.44, 0.70), (0.40, 0.80))),
    ("خیابان", ((0.475, 0.518), (0.53, 0.60), (0.58, 0.67))),
    ("خیابان", ((0.435, 0.475), (0.355, 0.56), (0.26, 0.66), (0.19, 0.78), (0.13, 0.90),
                (0.09, 0.99))),
    ("خیابان", ((0.445, 0.415), (0.385, 0.31), (0.33, 0.225), (0.29, 0.16))),
    ("خیابان", ((0.49, 0.395), (0.52, 0.275), (0.535, 0.222), (0.545, 0.16))),
    ("خیابان", ((0.53, 0.43), (0.635, 0.335), (0.70, 0.26), (0.73, 0.20), (0.74, 0.13))),
    ("خیابان", ((0.52, 0.49), (0.585, 0.565), (0.62, 0.62))),
    ("خیابان", ((0.315, 0.44), (0.22, 0.40), (0.12, 0.35), (0.05, 0.32))),
    # Cross roads of the outer districts.
    ("بلوار", ((0.71, 0.375), (0.76, 0.45), (0.82, 0.48), (0.86, 0.56))),
    ("بلوار", ((0.83, 0.32), (0.845, 0.24), (0.83, 0.165))),
    ("بلوار", ((0.93, 0.27), (0.935, 0.37), (0.92, 0.47))),
    ("بلوار", ((0.86, 0.14), (0.91, 0.155), (0.97, 0.15))),
    ("بلوار", ((0.13, 0.70), (0.14, 0.53), (0.12, 0.35))),
    ("بلوار", ((0.25, 0.655), (0.25, 0.485), (0.22, 0.40), (0.21, 0.265))),
    ("بلوار", ((0.0, 0.88), (0.10, 0.87), (0.20, 0.86), (0.32, 0.88))),
    ("بلوار", ((0.08, 0.71), (0.05, 0.80), (0.06, 0.94))),
    ("بلوار", ((0.60, 0.215), (0.62, 0.27), (0.635, 0.335))),
)  # fmt: skip
_STEPS = 12  # points a control span


def main_roads(
    bounds: tuple[float, float, float, float],
) -> tuple[list[shapely.LineString], list[str]]:
    """Return the main roads as smooth lines in metres, and the kind of each.

    Parameters
    ----------
    bounds : tuple of float
        West, south, east, north of the city in metres.
    """
    low, high = np.array(bounds[:2]), np.array(bounds[2:])
    lines = [shapely.LineString(low + _smooth(np.array(xy)) * (high - low)) for _kind, xy in _ROADS]
    return lines, [kind for kind, _xy in _ROADS]


def _smooth(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a Catmull-Rom curve through control points, shape (n, 2)."""
    ring = np.array_equal(points[0], points[-1])
    before = points[-2] if ring else 2 * points[0] - points[1]
    after = points[1] if ring else 2 * points[-1] - points[-2]
    p = np.vstack([before, points, after])
    a, b, c, d = (p[i : len(p) - 3 + i, None, :] for i in range(4))
    t = (np.arange(_STEPS) / _STEPS)[None, :, None]
    square, cube = 2 * a - 5 * b + 4 * c - d, 3 * b - a - 3 * c + d
    curve = 2 * b + (c - a) * t + square * t**2 + cube * t**3
    return np.vstack([curve.reshape(-1, 2) / 2, points[-1:]])
