"""Events in the order of a grid over the city: what a close-up touches, and counts for far views.

A coarse grid has `SIDE` by `SIDE` cells, each of `FINE` by `FINE` fine cells. Rows stand in the
order of the coarse cells, row by row from the south-west, then of the fine cells in them; rows
without a place come last. A rectangle of the map is then a few runs of rows, and the events of a
cell are the difference of two running sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.model.city import District, extent_of
from data.model.events import EventTable

Extent = tuple[float, float, float, float]  # west, south, east, north in metres
SIDE = 255
FINE = 4
_PER_CELL = FINE * FINE
CELLS = SIDE * SIDE
UNPLACED = CELLS * _PER_CELL  # where rows without a place are put
_PIECE = 1 << 16
_PADDING = 0.02  # of the extent, so that nothing of the city lies on the outermost edge


@dataclass(frozen=True, slots=True)
class CellGrid:
    """A grid over the city; what lies beyond it belongs to its outermost cells.

    Attributes
    ----------
    west, south : float
        Metres of the corner.
    width, height : float
        Metres of a fine cell.
    """

    west: float
    south: float
    width: float
    height: float

    @classmethod
    def over(cls, extent: Extent) -> CellGrid:
        """Return the grid over an extent in metres."""
        west, south, east, north = extent
        pad_x, pad_y = ((high - low) * _PADDING for low, high in ((west, east), (south, north)))
        count = SIDE * FINE
        return cls(
            west - pad_x,
            south - pad_y,
            max(east - west + 2 * pad_x, 1.0) / count,
            max(north - south + 2 * pad_y, 1.0) / count,
        )

    @classmethod
    def over_city(cls, districts: Sequence[District], events: EventTable) -> CellGrid:
        """Return the grid over the districts, or over the events where there are none."""
        if districts:
            return cls.over(extent_of(districts))
        x, y = events.x[events.placed], events.y[events.placed]
        if not len(x):
            return cls.over((0.0, 0.0, 1.0, 1.0))
        return cls.over((float(x.min()), float(y.min()), float(x.max()), float(y.max())))

    @property
    def extent(self) -> Extent:
        """What the grid covers, in metres."""
        count = SIDE * FINE
        return (
            self.west,
            self.south,
            self.west + count * self.width,
            self.south + count * self.height,
        )

    def key(self, events: EventTable) -> NDArray[np.int32]:
        """Return the place of each row in the grid's order, shape (n,); `UNPLACED` comes last."""
        keys = np.empty(len(events), np.int32)
        for start in range(0, len(events), _PIECE):
            part = slice(start, start + _PIECE)
            keys[part] = self._key(events.x[part], events.y[part], events.precision[part] == 0)
        return keys

    def _key(
        self, x: NDArray[np.float64], y: NDArray[np.float64], placed: NDArray[np.bool_]
    ) -> NDArray[np.int32]:
        there = placed & np.isfinite(x) & np.isfinite(y)
        if not there.all():
            x, y = np.where(there, x, self.west), np.where(there, y, self.south)
        column, row = self.column(x), self.row(y)
        key = (row >> 2) * SIDE
        key += column >> 2
        key *= _PER_CELL
        key += (row & 3) * FINE
        key += column & 3
        key[~there] = UNPLACED
        return key

    def column(self, x: NDArray[np.float64]) -> NDArray[np.int32]:
        """Return the fine column of each x, the outermost for what lies beyond."""
        return _position(x, self.west, self.width)

    def row(self, y: NDArray[np.float64]) -> NDArray[np.int32]:
        """Return the fine row of each y, counted from the south."""
        return _position(y, self.south, self.height)


@dataclass(frozen=True, slots=True, eq=False)
class CellCounts:
    """How many events lie in each fine cell.

    Attributes
    ----------
    extent : tuple of float
        West, south, east, north of the counted area in metres.
    counts : ndarray of int32, shape (rows, columns)
        The first row is the southernmost.
    """

    extent: Extent
    counts: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class SpatialIndex:
    """Where the rows of each cell stand in a table.

    Attributes
    ----------
    grid : CellGrid
    starts : ndarray of int32, shape (UNPLACED + 1,)
        First position of each fine cell, and of the rows without a place.
    order : ndarray of int64, shape (n,), optional
        The rows in the grid's order; None where the table itself stands in it.
    """

    grid: CellGrid
    starts: NDArray[np.int32]
    order: NDArray[np.int64] | None = None

    @classmethod
    def of(cls, events: EventTable, grid: CellGrid) -> SpatialIndex:
        """Index a table in any order, best one of `ordered`."""
        keys = grid.key(events)
        order = None if _ascending(keys) else _order(keys)
        counts = np.bincount(keys, minlength=UNPLACED + 1)
        starts = np.zeros(UNPLACED + 1, np.int32)
        np.cumsum(counts[:-1], out=starts[1:])
        return cls(grid, starts, order)

    def rows_in(self, extent: Extent) -> NDArray[np.int64]:
        """Return the rows in every coarse cell that an extent in metres touches.

        Rows a little outside come along: at most a cell's width, or any distance where the
        extent reaches beyond the grid. They are not in a special order.
        """
        runs = self.runs_in(extent)
        if not runs:
            return np.empty(0, np.int64)
        places = np.concatenate([np.arange(start, stop) for start, stop in runs])
        return places if self.order is None else self.order[places]

    def runs_in(self, extent: Extent) -> list[tuple[int, int]]:
        """Return the runs of places, in the grid's order, that `rows_in` joins."""
        west, south, east, north = extent
        if not (west <= east and south <= north):
            return []
        first, last = (self.grid.column(np.array([west, east])) >> 2).tolist()
        low, high = (self.grid.row(np.array([south, north])) >> 2).tolist()
        rows = np.arange(low, high + 1) * SIDE
        starts = self.starts[(rows + first) * _PER_CELL].tolist()
        stops = self.starts[(rows + last + 1) * _PER_CELL].tolist()
        if last - first == SIDE - 1:
            return [(starts[0], stops[-1])]
        return [run for run in zip(starts, stops, strict=True) if run[0] < run[1]]

    def counts(self, keep: NDArray[np.bool_]) -> CellCounts:
        """Count the chosen rows of each fine cell in one scan.

        Parameters
        ----------
        keep : ndarray of bool, shape (n,)
            Which rows of the table count; those without a place are left out.
        """
        chosen = keep if self.order is None else keep[self.order]
        sums = np.zeros(len(chosen) + 1, np.int32)
        np.cumsum(chosen, dtype=np.int32, out=sums[1:])
        counts = np.diff(sums[self.starts])
        tiles = counts.reshape(SIDE, SIDE, FINE, FINE)
        size = SIDE * FINE
        return CellCounts(self.grid.extent, tiles.transpose(0, 2, 1, 3).reshape(size, size))


def ordered(events: EventTable, grid: CellGrid) -> EventTable:
    """Return a table in the grid's order; rows of one cell keep their order among themselves."""
    keys = grid.key(events)
    return events if _ascending(keys) else events.take(_order(keys))


def _position(value: NDArray[np.float64], first: float, size: float) -> NDArray[np.int32]:
    # One rounding for points and for extents: who asks for a point's place finds the point.
    with np.errstate(over="ignore"):
        place = (value - first) * (1.0 / size)
    return np.clip(place, 0, SIDE * FINE - 1, out=place).astype(np.int32)


def _ascending(keys: NDArray[np.int32]) -> bool:
    return bool(np.all(keys[1:] >= keys[:-1]))


def _order(keys: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return the stable order of keys below 2^24: twice by digits, which NumPy sorts fastest."""
    low = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")
    return low[np.argsort((keys >> 16).astype(np.uint8)[low], kind="stable")]
