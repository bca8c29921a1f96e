"""Which district a point lies in: exact, one point or millions at a time.

A table of small cells answers wherever no border passes through the cell; the points in the cells
of a border are put to the polygons themselves, so that the answer is that of the polygons
everywhere. A point on a border belongs to the lowest number.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from data.model.city import District

Floats = NDArray[np.float64]
_CELLS = 1_024  # across and up
_BORDER, _OUTSIDE = -1, 0
_FEW = 30_000  # up to this many points the polygons alone are faster than making the table
_PIECE = 1 << 16
_SAMPLES = 4  # of a border, a cell's length


def locate(
    x: Floats, y: Floats, day: NDArray[np.int64], districts: Sequence[District]
) -> NDArray[np.int16]:
    """Return the district in which each point lies, by the boundary valid on its day.

    Parameters
    ----------
    x, y : ndarray of float64, shape (n,)
        Metres; what is not finite lies in no district.
    day : ndarray of int64, shape (n,)
        Local day numbers.
    """
    edges = sorted(
        {d for one in districts for d in (one.valid_from, one.valid_to) if d is not None}
    )
    if not edges:
        return district_table(tuple(districts)).label(x, y)
    result = np.zeros(len(x), np.int16)
    span = np.searchsorted(edges, day, side="right")
    for number in np.unique(span).tolist():
        rows = np.flatnonzero(span == number)
        valid = tuple(d for d in districts if _holds(d, edges, number))
        result[rows] = district_table(valid).label(x[rows], y[rows])
    return result


def district_at(x: float, y: float, districts: Sequence[District]) -> int:
    """Return the number of the district at a place in metres, 0 outside all of them."""
    return int(district_table(tuple(districts)).label(np.array([x]), np.array([y]))[0])


@functools.lru_cache(maxsize=8)
def district_table(districts: tuple[District, ...]) -> DistrictTable:
    """Return the table of some boundaries, the same one when asked again."""
    return DistrictTable(districts)


def _holds(district: District, edges: Sequence[int], span: int) -> bool:
    """Return whether a boundary is valid in the span of days that ends at ``edges[span]``."""
    first = edges[span - 1] if span else edges[0] - 1
    begun = district.valid_from is None or district.valid_from <= first
    return begun and (district.valid_to is None or first < district.valid_to)


class DistrictTable:
    """The districts of some boundaries, whatever their validity; its cells are filled when needed.

    Parameters
    ----------
    districts : sequence of District
        Numbers above 0.
    """

    def __init__(self, districts: Sequence[District]) -> None:
        known = sorted(districts, key=lambda d: d.number)
        self._districts = [d for d in known if not d.geometry.is_empty]
        self._boxes = [d.geometry.bounds for d in self._districts]
        bounds = np.array(self._boxes or [(0.0, 0.0, 1.0, 1.0)])
        self._corner = bounds[:, :2].min(axis=0)
        self._cell = np.maximum(bounds[:, 2:].max(axis=0) - self._corner, 1.0) / _CELLS

    def label(self, x: Floats, y: Floats) -> NDArray[np.int16]:
        """Return the district number of each point, 0 outside all, shape (n,)."""
        if len(x) <= _FEW:
            return self._ask(x, y)
        found = np.empty(len(x), np.int16)
        for start in range(0, len(x), _PIECE):
            part = slice(start, start + _PIECE)
            found[part] = self._cells.take(self._position(x[part], y[part]))
        near = np.flatnonzero(found == _BORDER)
        found[near] = self._ask(x[near], y[near])
        return found

    def _position(self, x: Floats, y: Floats) -> NDArray[np.int32]:
        """Return the cell of each point; a frame one cell wide takes what lies beyond."""
        with np.errstate(over="ignore"):
            column, row = (
                self._clipped((value - corner) * (1.0 / cell))
                for value, corner, cell in zip((x, y), self._corner, self._cell, strict=True)
            )
        row *= _CELLS + 2
        row += column
        return row

    @staticmethod
    def _clipped(place: Floats) -> NDArray[np.int32]:
        place += 1.0
        # Comparisons with NaN are false: it goes to the frame.
        np.fmax(place, 0.0, out=place)
        return np.fmin(place, _CELLS + 1, out=place).astype(np.int32)

    def _ask(self, x: Floats, y: Floats) -> NDArray[np.int16]:
        """Return the lowest number whose polygon holds or touches each point."""
        found = np.zeros(len(x), np.int16)
        for district, (west, south, east, north) in zip(self._districts, self._boxes, strict=True):
            near = (x >= west) & (x <= east) & (y >= south) & (y <= north) & (found == 0)
            rows = np.flatnonzero(near)
            if len(rows):
                shapely.prepare(district.geometry)
                inside = shapely.intersects_xy(district.geometry, x[rows], y[rows])
                found[rows[inside]] = district.number
        return found

    @functools.cached_property
    def _cells(self) -> NDArray[np.int16]:
        """The number of each cell, `_BORDER` where a border passes, shape (cells,).

        Between two cells of a border all cells of a row lie in the same district, so only the
        first of each such run is put to the polygons.
        """
        side = _CELLS + 2
        border = self._border_cells().reshape(side, side)
        begins = ~border
        begins[:, 1:] &= border[:, :-1]
        begins[:, 0] = True
        row, column = np.nonzero(begins)
        middles = (np.column_stack([column, row]) - 0.5) * self._cell + self._corner
        numbers = self._ask(middles[:, 0].copy(), middles[:, 1].copy())
        runs = np.cumsum(begins.ravel()) - 1
        table = numbers[runs]
        table[border.ravel()] = _BORDER
        return table

    def _border_cells(self) -> NDArray[np.bool_]:
        """Return the cells a border touches, shape (cells,).

        Every point of a border is within half a step of a sample, so the cells at the corners of
        a box of one step around each sample are all the cells that are touched.
        """
        touched = np.zeros((_CELLS + 2) ** 2, bool)
        step = float(self._cell.min()) / _SAMPLES
        reach = 0.51 * step
        for district in self._districts:
            line = shapely.segmentize(shapely.boundary(district.geometry), step)
            x, y = shapely.get_coordinates(line).T
            for right in (-reach, reach):
                for up in (-reach, reach):
                    touched[self._position(x + right, y + up)] = True
        return touched
