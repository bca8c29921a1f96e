"""Which district a point lies in: exact, and a million points at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from layers.stats.grid import SquareGrid

Floats = NDArray[np.float64]

_CELLS_ACROSS = 512
_BORDER = -1


class DistrictTable:
    """A table of cells that answers at once where no border passes.

    Points in the cells touched by a border are put to the polygons themselves, so the answer
    is that of the polygons everywhere. A point on a border belongs to the lowest number.

    Parameters
    ----------
    numbers : sequence of int
        District numbers above 0.
    polygons : sequence of shapely Polygon or MultiPolygon
        In metres, as many.
    """

    def __init__(self, numbers: Sequence[int], polygons: Sequence[shapely.Geometry]) -> None:
        order = sorted(range(len(numbers)), key=lambda i: numbers[i])
        self._numbers = [int(numbers[i]) for i in order]
        self._polygons = np.array([polygons[i] for i in order], object)
        shapely.prepare(self._polygons)
        if not len(order):
            self._grid, self._table = SquareGrid(0, 0, 1, 1, 1), np.zeros(2, np.int16)
            return
        west, south, east, north = (float(b) for b in shapely.total_bounds(self._polygons))
        side = max(east - west, north - south, 1.0)
        self._grid = SquareGrid.over((west, south, east, north), side / _CELLS_ACROSS)
        self._table = self._fill()

    def label(self, x: Floats, y: Floats) -> NDArray[np.int16]:
        """Return the district number of each point, 0 outside all, shape (n,).

        Parameters
        ----------
        x, y : ndarray of float64, shape (n,)
            Metres; NaN is outside.
        """
        known = np.isfinite(x) & np.isfinite(y)
        if not known.all():
            found = np.zeros(len(x), np.int16)
            found[known] = self.label(x[known], y[known])
            return found
        found = self._table[self._grid.index(x, y)]
        near = np.flatnonzero(found == _BORDER)
        found[near] = self._ask(x[near], y[near])
        return found

    def _ask(self, x: Floats, y: Floats) -> NDArray[np.int16]:
        """Return the lowest number whose polygon holds or touches each point."""
        found = np.zeros(len(x), np.int16)
        for number, polygon in zip(self._numbers, self._polygons, strict=True):
            west, south, east, north = polygon.bounds
            open_ = (found == 0) & (x >= west) & (x <= east) & (y >= south) & (y <= north)
            rows = np.flatnonzero(open_)
            found[rows[shapely.intersects_xy(polygon, x[rows], y[rows])]] = number
        return found

    def _fill(self) -> NDArray[np.int16]:
        """Return the number of each cell, `_BORDER` where a border passes, 0 last for outside."""
        grid = self._grid
        x, y = grid.centres()
        xs, ys = np.tile(x, grid.rows), np.repeat(y, grid.columns)
        border = self._border_cells().ravel()
        table = np.zeros(grid.rows * grid.columns + 1, np.int16)
        table[:-1][~border] = self._ask(xs[~border], ys[~border])
        table[:-1][border] = _BORDER
        return table

    def _border_cells(self) -> NDArray[np.bool_]:
        """Return the cells a border may touch.

        Borders are sampled every half cell, so that each of their points lies within the sampled
        cell or one beside it.
        """
        grid = self._grid
        lines = shapely.segmentize(shapely.boundary(self._polygons), grid.cell / 2)
        hit = np.zeros((grid.rows + 2, grid.columns + 2), bool)
        xy = shapely.get_coordinates(lines)
        row, column = np.divmod(grid.index(xy[:, 0], xy[:, 1]), grid.columns)
        for up in range(3):
            for side in range(3):
                hit[np.minimum(row, grid.rows - 1) + up, column + side] = True
        return hit[1:-1, 1:-1]
