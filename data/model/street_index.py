"""Finding the streets of a window without looking at the others.

Segments are put into an order in which neighbours on the ground stand side by side, and cut into
blocks with a box each: a window looks at the boxes of some thousand blocks and then only at the
segments of those it meets.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BLOCK = 64  # segments of one box
PIECE = 20_000  # segments whose boxes are made in one call
DENSITY_CELL = 500.0  # m: the area of a network is that of the cells it touches

Extent = tuple[float, float, float, float]
Rows = NDArray[np.int64]


class StreetIndex:
    """An index of one network's segments, rank by rank.

    Parameters
    ----------
    xy : ndarray of float64, shape (v, 2)
    offsets : ndarray of int64, shape (n + 1,)
    rank : ndarray of uint8, shape (n,)
        As in `data.model.streets.StreetTable`.
    """

    def __init__(
        self, xy: NDArray[np.float64], offsets: NDArray[np.int64], rank: NDArray[np.uint8]
    ) -> None:
        self._low, self._high = boxes_of(xy, offsets)
        middle = (self._low + self._high) / 2
        cell = np.floor(middle / DENSITY_CELL).astype(np.int64)
        self._cells = len(np.unique(cell[:, 0] << 32 | cell[:, 1] & 0xFFFFFFFF))
        along = curve_order(middle)
        self._blocks: dict[int, tuple[Rows, NDArray[np.float64], NDArray[np.float64]]] = {}
        for value in np.unique(rank).tolist():
            rows = along[rank[along] == value]
            starts = np.arange(0, len(rows), BLOCK)
            self._blocks[value] = (
                rows,
                np.minimum.reduceat(self._low[rows], starts),
                np.maximum.reduceat(self._high[rows], starts),
            )

    def near(self, rank: int, extent: Extent) -> Rows:
        """Return the segments of a rank whose boxes meet an extent, ascending."""
        if rank not in self._blocks:
            return np.empty(0, np.int64)
        rows, low, high = self._blocks[rank]
        blocks = np.flatnonzero(_meets(low, high, extent))
        places = (blocks[:, None] * BLOCK + np.arange(BLOCK)).ravel()
        found = rows[places[places < len(rows)]]
        return np.sort(found[_meets(self._low[found], self._high[found], extent)])

    def density(self, rank: int) -> float:
        """Return the segments of a rank in a square metre of the ground the network covers."""
        rows = self._blocks[rank][0] if rank in self._blocks else ()
        return len(rows) / (max(self._cells, 1) * DENSITY_CELL**2)


def boxes_of(
    xy: NDArray[np.float64], offsets: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the lower left and upper right corners of segments, each (n, 2)."""
    count = len(offsets) - 1
    low, high = np.empty((count, 2)), np.empty((count, 2))
    # In pieces, so that no other thread waits long for Python's lock.
    for start in range(0, count, PIECE):
        ends = offsets[start : start + PIECE + 1]
        part = xy[ends[0] : ends[-1]]
        for axis in (0, 1):
            values = np.ascontiguousarray(part[:, axis])
            low[start : start + PIECE, axis] = np.minimum.reduceat(values, ends[:-1] - ends[0])
            high[start : start + PIECE, axis] = np.maximum.reduceat(values, ends[:-1] - ends[0])
    return low, high


def curve_order(xy: NDArray[np.float64]) -> Rows:
    """Return an order in which near places mostly stand near each other, shape (n,).

    Notes
    -----
    G. M. Morton, "A computer oriented geodetic data base", IBM, 1966: the bits of both
    coordinates in turn.
    """
    if not len(xy):
        return np.empty(0, np.int64)
    low = xy.min(axis=0)
    side = max(float((xy.max(axis=0) - low).max()), 1.0)
    grid = ((xy - low) / side * 0xFFFF).astype(np.uint32)
    return np.argsort(_spread(grid[:, 0]) | _spread(grid[:, 1]) << np.uint32(1), kind="stable")


def _spread(bits: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Put a free bit between any two of sixteen bits."""
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        bits = (bits | bits << np.uint32(shift)) & np.uint32(mask)
    return bits


def _meets(
    low: NDArray[np.float64], high: NDArray[np.float64], extent: Extent
) -> NDArray[np.bool_]:
    west, south, east, north = extent
    return (high[:, 0] >= west) & (low[:, 0] <= east) & (high[:, 1] >= south) & (low[:, 1] <= north)
