"""Points under grids of cells that double: a far view reads a few winners, a close-up a few rows.

The finest level is the fine cells of the spatial index. Each cell knows the point with the highest
lot in it; a coarser cell takes the highest of its four. What is drawn from far is read from there
in the time that the screen costs, whatever the number of points.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.model.cells import FINE, SIDE, UNPLACED, CellGrid, Extent, SpatialIndex
from data.model.events import EventTable

CELLS = SIDE * FINE  # fine cells along each side
_PLACE = np.int64(0xFFFF_FFFF)  # the low half of a winner: its place in the grid's order
NONE = np.int64(-1)
NEAR = 0.5  # of the finest cells


@dataclass(frozen=True, slots=True, eq=False)
class Pyramid:
    """Placed points by cell.

    Attributes
    ----------
    index : SpatialIndex
    sums : ndarray of int64, shape (CELLS + 1, CELLS + 1)
        Points south-west of each corner.
    levels : tuple of ndarray of int64
        The highest of each cell, the finest level first: the lot in the high half, the place in
        the index's order in the low one; `NONE` where a cell is empty.
    """

    index: SpatialIndex
    sums: NDArray[np.int64]
    levels: tuple[NDArray[np.int64], ...]

    @classmethod
    def of(cls, events: EventTable, grid: CellGrid, lot: NDArray[np.int64]) -> Pyramid:
        """Sort points into cells in one scan.

        Parameters
        ----------
        events : EventTable
            At most 2³² rows; those without a place are left out.
        grid : CellGrid
        lot : ndarray of int64, shape (n,)
            Not negative; the higher one of a cell is drawn.
        """
        index = events.once(("index", grid), lambda: SpatialIndex.of(events, grid))
        sizes = np.diff(index.starts)
        sums = np.zeros((CELLS + 1, CELLS + 1), np.int64)
        sums[1:, 1:] = _as_map(sizes).cumsum(axis=0, dtype=np.int64).cumsum(axis=1)
        levels = [_as_map(_highest(index, sizes, lot))]
        while len(levels[-1]) > 1:
            levels.append(_halved(levels[-1]))
        return cls(index, sums, tuple(levels))

    def level_for(self, cell: float) -> int | None:
        """Return the coarsest level whose cells are within ``cell`` metres.

        The finest stands in for cells a little smaller than its own; None for smaller ones.
        """
        finest = max(self.index.grid.width, self.index.grid.height)
        if cell < finest * NEAR:
            return None
        return min(max(int(np.log2(cell / finest)), 0), len(self.levels) - 1)

    def count_in(self, extent: Extent) -> int:
        """Return how many points lie in the fine cells that an extent touches."""
        first, low, last, high = self._cells(extent, 0)
        corners = self.sums[[low, low, high, high], [first, last, first, last]]
        return int(corners[0] - corners[1] - corners[2] + corners[3])

    def highest_in(self, extent: Extent, level: int) -> NDArray[np.int64]:
        """Return the rows of the highest points of the cells that an extent touches."""
        first, low, last, high = self._cells(extent, level)
        highest = self.levels[level][low:high, first:last]
        places = highest[highest != NONE] & _PLACE
        return places if self.index.order is None else self.index.order[places]

    def rows_in(self, extent: Extent) -> NDArray[np.int64]:
        """Return the rows in an extent, and some around it."""
        return self.index.rows_in(extent)

    def _cells(self, extent: Extent, level: int) -> tuple[int, int, int, int]:
        """Return first column and row, and those behind the last, of a level."""
        west, south, east, north = extent
        first, last = self.index.grid.column(np.array([west, east])) >> level
        low, high = self.index.grid.row(np.array([south, north])) >> level
        return int(first), int(low), int(last) + 1, int(high) + 1


def _highest(
    index: SpatialIndex, sizes: NDArray[np.int32], lot: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the winner of each fine cell in the index's order."""
    placed = int(index.starts[UNPLACED])
    winners = np.full(UNPLACED, NONE)
    filled = np.flatnonzero(sizes)
    if not len(filled):
        return winners
    values = lot[:placed] if index.order is None else lot[index.order[:placed]]
    values = values & ~_PLACE
    values |= np.arange(placed)
    winners[filled] = np.maximum.reduceat(values, index.starts[filled])
    return winners


def _as_map(cells: NDArray) -> NDArray:
    """Return numbers of the fine cells as rows from the south and columns from the west."""
    tiles = cells.reshape(SIDE, SIDE, FINE, FINE)
    return np.ascontiguousarray(tiles.transpose(0, 2, 1, 3).reshape(CELLS, CELLS))


def _halved(level: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the highest of each two by two cells."""
    odd = len(level) % 2
    if odd:
        level = np.pad(level, ((0, 1), (0, 1)), constant_values=NONE)
    rows = np.maximum(level[0::2], level[1::2])
    return np.maximum(rows[:, 0::2], rows[:, 1::2])
