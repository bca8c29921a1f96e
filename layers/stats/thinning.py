"""Showing fewer points than there are, evenly, so that a map can be read."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from layers.stats.grid import SquareGrid


def one_per_cell(
    x: NDArray[np.float64], y: NDArray[np.float64], priority: NDArray[np.int64], grid: SquareGrid
) -> NDArray[np.int64]:
    """Return the rows that stay when each cell of a grid keeps one point.

    Parameters
    ----------
    x, y : ndarray of float64, shape (n,)
    priority : ndarray of int64, shape (n,)
        Distinct and not negative; the highest of a cell stays, whatever the order of the rows.

    Returns
    -------
    ndarray of int64
        Positions in ascending order; points off the grid do not stay.
    """
    size = grid.rows * grid.columns
    cell = grid.index(x, y)
    best = np.full(size + 1, -1, np.int64)
    np.maximum.at(best, cell, priority)
    return np.flatnonzero((best[cell] == priority) & (cell < size))
