"""Where a study is made: the districts of the filter, in their present boundaries."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from data.model.city import District
from data.model.snapshot import Snapshot
from layers.stats.grid import Bounds, HexGrid


@dataclass(frozen=True, slots=True, eq=False)
class StudyArea:
    """An area in metres with the districts that make it; without districts a rectangle."""

    districts: tuple[District, ...]
    shape: shapely.Geometry

    @property
    def bounds(self) -> Bounds:
        """West, south, east, north in metres."""
        west, south, east, north = self.shape.bounds
        return west, south, east, north

    def shares(self, grid: HexGrid) -> NDArray[np.float64]:
        """Return which share of each cell lies in the area, 0 to 1, shape (rows, columns)."""
        return _shares(self.shape, grid)


def present_districts(districts: tuple[District, ...]) -> tuple[District, ...]:
    """Return each district in its latest boundary, by number."""
    latest: dict[int, District] = {}
    for district in districts:
        known = latest.get(district.number)
        if known is None or (district.valid_from or 0) >= (known.valid_from or 0):
            latest[district.number] = district
    return tuple(latest[number] for number in sorted(latest))


def study_area(snapshot: Snapshot) -> StudyArea:
    """Return the area of the filtered districts, of all, or around the placed events."""
    present = present_districts(snapshot.districts)
    chosen = snapshot.filter.districts
    within = tuple(d for d in present if chosen is None or d.number in chosen)
    if within:
        return StudyArea(within, _union(within))
    return StudyArea((), _around(snapshot))


@functools.lru_cache(maxsize=16)
def _union(districts: tuple[District, ...]) -> shapely.Geometry:
    return shapely.union_all([district.geometry for district in districts])


@functools.lru_cache(maxsize=8)
def _shares(shape: shapely.Geometry, grid: HexGrid) -> NDArray[np.float64]:
    x, y = grid.centres()
    whole, touched = (
        _holds(shapely.buffer(shape, side * grid.radius * 1.01, quad_segs=4), x, y)
        for side in (-1, 1)
    )
    shares = whole.astype(float).ravel()
    cut = np.flatnonzero(touched & ~whole)
    pieces = shapely.intersection(shapely.polygons(grid.corners(cut)), shape)
    shares[cut] = np.minimum(shapely.area(pieces) / grid.cell_area, 1.0)
    shares.flags.writeable = False
    return shares.reshape(x.shape)


def _holds(
    shape: shapely.Geometry, x: NDArray[np.float64], y: NDArray[np.float64]
) -> NDArray[np.bool_]:
    shapely.prepare(shape)
    return shapely.intersects_xy(shape, x, y)


def _around(snapshot: Snapshot) -> shapely.Geometry:
    x, y = snapshot.placed.x, snapshot.placed.y
    if not len(x):
        return shapely.Polygon()
    return shapely.box(x.min() - 500, y.min() - 500, x.max() + 500, y.max() + 500)
