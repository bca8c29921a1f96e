"""Snapping to what is there already: vertices before edges.

Segments are cut into pieces no longer than a grid cell and sorted by cell, so that a question
looks only at the pieces around it. The index is built once, off the GUI thread, and asked at
every move of the mouse.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CELL = 60.0  # m: about a Tabriz block, so that a cell holds a handful of pieces
_ROW = 1 << 26  # cells a row of the key: wider than any extent in metres


@dataclass(frozen=True, slots=True)
class Snap:
    """Where the pointer was drawn to.

    Attributes
    ----------
    x, y : float
        Metres.
    kind : str
        ``vertex`` or ``edge``.
    source : str
        What it belongs to, as named when the index was built.
    """

    x: float
    y: float
    kind: str
    source: str


class SnapIndex:
    """A frozen index of the polylines one may snap to.

    Parameters
    ----------
    lines : iterable of (source, xy, offsets)
        ``source`` is a name; ``xy`` is (v, 2) metres and polyline i is
        ``xy[offsets[i]:offsets[i + 1]]``. Rings repeat their first vertex at the end. Segments
        that are not finite are left out.
    """

    def __init__(self, lines: Iterable[tuple[str, NDArray, NDArray]]) -> None:
        parts = [(name, *_segments(xy, offsets)) for name, xy, offsets in lines]
        self._sources = tuple(name for name, _starts, _ends in parts)
        starts = np.vstack([np.empty((0, 2)), *(part[1] for part in parts)])
        ends = np.vstack([np.empty((0, 2)), *(part[2] for part in parts)])
        self._source = np.repeat(np.arange(len(parts)), [len(part[1]) for part in parts])
        self._starts, self._ends = starts, ends
        self._keys, self._segment = _cells(starts, ends)

    def __len__(self) -> int:
        return len(self._starts)

    def snap(self, x: float, y: float, tolerance_m: float) -> Snap | None:
        """Return the nearest vertex within reach, else the nearest place on an edge, else None.

        Parameters
        ----------
        x, y : float
            Metres.
        tolerance_m : float
            Reach in metres.
        """
        near = self._near(x, y, tolerance_m)
        if not len(near):
            return None
        place = np.array([x, y])
        starts, ends = self._starts[near], self._ends[near]
        return self._vertex(near, starts, ends, place, tolerance_m) or self._edge(
            near, starts, ends, place, tolerance_m
        )

    def _near(self, x: float, y: float, reach: float) -> NDArray[np.int64]:
        if not (np.isfinite(x) and np.isfinite(y)) or reach < 0:
            return np.empty(0, np.int64)
        low_x, high_x = np.floor((x - reach) / CELL), np.floor((x + reach) / CELL)
        rows = np.arange(np.floor((y - reach) / CELL), np.floor((y + reach) / CELL) + 1)
        first = np.searchsorted(self._keys, rows * _ROW + low_x)
        last = np.searchsorted(self._keys, rows * _ROW + high_x, side="right")
        slices = [self._segment[a:b] for a, b in zip(first, last, strict=True) if b > a]
        return np.unique(np.concatenate(slices)) if slices else np.empty(0, np.int64)

    def _vertex(self, near, starts, ends, place, reach) -> Snap | None:
        ends_of_both = np.vstack([starts, ends])
        distance = np.hypot(*(ends_of_both - place).T)
        best = int(np.argmin(distance))
        if distance[best] > reach:
            return None
        return self._answer(ends_of_both[best], "vertex", near[best % len(near)])

    def _edge(self, near, starts, ends, place, reach) -> Snap | None:
        along = ends - starts
        square = np.einsum("ij,ij->i", along, along)
        share = np.einsum("ij,ij->i", place - starts, along) / np.where(square > 0, square, 1.0)
        feet = starts + np.clip(share, 0.0, 1.0)[:, None] * along
        distance = np.hypot(*(feet - place).T)
        best = int(np.argmin(distance))
        return self._answer(feet[best], "edge", near[best]) if distance[best] <= reach else None

    def _answer(self, place: NDArray[np.float64], kind: str, segment: int) -> Snap:
        source = self._sources[self._source[segment]]
        return Snap(float(place[0]), float(place[1]), kind, source)


def ragged(rings: Iterable[NDArray]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return polylines end to end as ``(xy, offsets)``, the form of marks and of `SnapIndex`."""
    parts = [np.asarray(ring, np.float64).reshape(-1, 2) for ring in rings]
    offsets = np.cumsum([0, *(len(part) for part in parts)]).astype(np.int64)
    return np.vstack([np.empty((0, 2)), *parts]), offsets


def _segments(xy: NDArray, offsets: NDArray) -> tuple[NDArray, NDArray]:
    xy = np.asarray(xy, np.float64).reshape(-1, 2)
    joined = np.ones(max(len(xy) - 1, 0), bool)
    last = np.asarray(offsets)[1:-1] - 1
    joined[last[(last >= 0) & (last < len(joined))]] = False
    finite = np.asarray(np.isfinite(xy).all(axis=1))
    joined &= finite[:-1] & finite[1:]
    return xy[:-1][joined], xy[1:][joined]


def _cells(starts: NDArray, ends: NDArray) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the sorted cell keys of all pieces and the segment of each."""
    along = ends - starts
    pieces = np.maximum(1, np.ceil(np.abs(along).max(axis=1, initial=0.0) / CELL)).astype(np.int64)
    segment = np.repeat(np.arange(len(starts)), pieces)
    rank = np.arange(len(segment)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    step = along[segment] / pieces[segment][:, None]
    from_ = np.floor((starts[segment] + rank[:, None] * step) / CELL)
    to = np.floor((starts[segment] + (rank + 1)[:, None] * step) / CELL)
    # A piece is no longer than a cell, so it lies in the four cells its two ends span.
    columns = np.concatenate([from_[:, 0], to[:, 0], from_[:, 0], to[:, 0]])
    rows = np.concatenate([from_[:, 1], to[:, 1], to[:, 1], from_[:, 1]])
    keys = rows * _ROW + columns
    order = np.argsort(keys, kind="stable")
    return keys[order], np.tile(segment, 4)[order]
