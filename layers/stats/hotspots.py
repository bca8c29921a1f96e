"""Hotspots: connected groups of hexagon cells where events gather more than chance explains."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from layers.stats.fdr import benjamini_hochberg
from layers.stats.getis_ord import gi_star_on_grid
from layers.stats.grid import HexGrid

LEAST_SHARE = 1 / 3


@dataclass(frozen=True, slots=True, eq=False)
class HotCells:
    """Cells of a study area with their test; arrays are flat, one value a cell of the grid.

    Attributes
    ----------
    grid : HexGrid
    inside : ndarray of bool, shape (cells,)
        The family of tests.
    counts : ndarray of int64, shape (cells,)
    scores : ndarray of float64, shape (cells,)
        Gi*; 0 outside.
    adjusted : ndarray of float64, shape (cells,)
        p after the correction; 1 outside.
    group : ndarray of int32, shape (cells + 1,)
        Hotspot of each cell, the one with most events 0; -1 elsewhere, and at the last place,
        which stands for points outside the grid.
    """

    grid: HexGrid
    inside: NDArray[np.bool_]
    counts: NDArray[np.int64]
    scores: NDArray[np.float64]
    adjusted: NDArray[np.float64]
    group: NDArray[np.int32]

    @property
    def family(self) -> int:
        """How many cells were tested."""
        return int(self.inside.sum())

    @property
    def groups(self) -> int:
        """How many hotspots there are."""
        return int(self.group.max(initial=-1)) + 1

    def cells_of(self, group: int) -> NDArray[np.int64]:
        """Return the flat positions of a hotspot's cells."""
        return np.flatnonzero(self.group[:-1] == group)


def hot_cells(
    index: NDArray[np.int32], grid: HexGrid, shares: NDArray[np.float64], q: float
) -> HotCells:
    """Find the hotspots of points that were put into the cells of a grid.

    Parameters
    ----------
    index : ndarray of int32, shape (n,)
        Cell of each point, from ``grid.index``.
    shares : ndarray of float64, shape (rows, columns)
        Share of each cell within the study area. Cells with at least `LEAST_SHARE` are tested,
        with their count divided by it: else the border would look emptier than the rest.
    q : float
        Greatest share of false alarms among all cells that are called significant.

    References
    ----------
    Ord and Getis (1995), Gi*; Caldas de Castro, M. and Singer, B. H. (2006), Controlling the
    false discovery rate, Geographical Analysis 38, for the correction over a map.
    """
    counts = grid.tally(index)
    scores = np.zeros(counts.shape)
    adjusted = np.ones(counts.shape)
    inside = shares >= LEAST_SHARE
    whole = np.divide(counts, shares, out=np.zeros(counts.shape), where=inside)
    scores[inside], p = gi_star_on_grid(whole, inside, grid)
    adjusted[inside] = benjamini_hochberg(p)
    hot = inside & (scores > 0) & (adjusted <= q)
    group = _most_first(grid.groups(hot).ravel(), counts.ravel())
    return HotCells(
        grid, inside.ravel(), counts.ravel(), scores.ravel(), adjusted.ravel(), np.append(group, -1)
    )


def _most_first(group: NDArray[np.int32], counts: NDArray[np.int64]) -> NDArray[np.int32]:
    """Renumber groups by their events, most first, equals by their first cell; -1 stays.

    An empty cell among crowded ones may be significant by its neighbours alone. A group of such
    cells holds nothing to show and is no hotspot.
    """
    rows = np.flatnonzero(group >= 0)
    if not len(rows):
        return group
    totals = np.bincount(group[rows], weights=counts[rows])
    rank = np.full(len(totals) + 1, -1, np.int32)
    order = np.argsort(-totals, kind="stable")[: np.count_nonzero(totals)]
    rank[order] = np.arange(len(order), dtype=np.int32)
    return rank[group]


def peaks(values: NDArray[np.floating], group: NDArray[np.int32], groups: int) -> NDArray[np.int64]:
    """Return where each group's greatest value stands, the first of equals, shape (groups,).

    Parameters
    ----------
    values : ndarray of float, shape (n,)
    group : ndarray of int32, shape (n,)
        From 0; -1 for none. Every group has a value.
    """
    rows = np.flatnonzero(group >= 0)
    of_row = group[rows]
    best = np.full(groups, -np.inf)
    np.maximum.at(best, of_row, values[rows])
    hits = rows[values[rows] == best[of_row]][::-1]
    place = np.zeros(groups, np.int64)
    place[group[hits]] = hits
    return place
