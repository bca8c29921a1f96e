"""Kernel density of points: exact at places, and as a surface on a square grid."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from layers.stats.grid import SquareGrid

Floats = NDArray[np.float64]
Kernel = Callable[[Floats, float], Floats]

SQUARE_KILOMETRE = 1e6
MANY = 250_000  # cells from which two threads transform faster than one
_BLOCK = 4_000_000  # distances held at once, 32 MB


def quartic(distance: Floats, bandwidth: float) -> Floats:
    """Return the quartic (biweight) kernel in the plane; it integrates to 1 within its radius.

    Parameters
    ----------
    distance : ndarray of float64
        Metres.
    bandwidth : float
        Radius in metres, beyond which the kernel is 0.

    References
    ----------
    Silverman, B. W. (1986), Density Estimation for Statistics and Data Analysis, eq. 4.5.
    """
    inside = np.maximum(1 - (distance / bandwidth) ** 2, 0)
    return 3 / (np.pi * bandwidth**2) * inside**2


def gaussian(distance: Floats, bandwidth: float) -> Floats:
    """Return the isotropic normal kernel in the plane with standard deviation ``bandwidth``."""
    return np.exp(-0.5 * (distance / bandwidth) ** 2) / (2 * np.pi * bandwidth**2)


def density_at(
    points: tuple[Floats, Floats],
    places: tuple[Floats, Floats],
    bandwidth: float,
    kernel: Kernel = quartic,
) -> Floats:
    """Return the exact density at places, in points per square unit, without edge correction.

    Parameters
    ----------
    points, places : tuple of ndarray of float64
        x and y, shapes (n,) and (m,).
    bandwidth : float
        In the unit of the coordinates.
    kernel : callable
        `quartic` or `gaussian`.

    Returns
    -------
    ndarray of float64, shape (m,)
    """
    (x, y), (at_x, at_y) = points, places
    density = np.zeros(len(at_x))
    step = max(1, _BLOCK // max(1, len(x)))
    for first in range(0, len(at_x), step):
        rows = slice(first, first + step)
        distance = np.hypot(at_x[rows, None] - x, at_y[rows, None] - y)
        density[rows] = kernel(distance, bandwidth).sum(axis=1)
    return density


def surface(counts: NDArray[np.integer], grid: SquareGrid, bandwidth: float) -> NDArray[np.float32]:
    """Return the quartic kernel density of binned points on their own grid, per km².

    Every point counts at the centre of its cell, so a cell should be well below the bandwidth.
    Nothing is corrected at the edges: within one bandwidth of the study area's border the
    surface is too low by the share of the kernel that lies outside.

    Parameters
    ----------
    counts : ndarray of int, shape (rows, columns)
        Points in each cell.
    bandwidth : float
        Metres.

    Returns
    -------
    ndarray of float32, shape (rows, columns)
        Never negative; exactly 0 where no point is within the bandwidth.
    """
    from scipy import fft

    if not counts.any():
        return np.zeros(counts.shape, np.float32)
    reach = int(bandwidth / grid.cell)
    rows, columns = counts.shape
    # Only the rows are transformed as real numbers, which knows fewer fast lengths.
    tall = fft.next_fast_len(rows + 2 * reach)
    wide = fft.next_fast_len(columns + 2 * reach, real=True)
    padded = tall, wide
    threads = 2 if tall * wide > MANY else 1
    spectrum = fft.rfft2(counts.astype(np.float32), padded, workers=threads)
    spectrum *= _spectrum(grid.cell, bandwidth, padded)
    density = fft.irfft2(spectrum, padded, overwrite_x=True, workers=threads)
    density = density[reach : reach + rows, reach : reach + columns]
    # Single precision leaves a noise of a millionth of the peak where the true value is 0.
    density -= density.max() * np.float32(2e-6)
    return np.maximum(density, 0, out=density)


@lru_cache(maxsize=4)
def _spectrum(cell: float, bandwidth: float, shape: tuple[int, int]) -> NDArray[np.complex64]:
    """Return the kernel's transform: the same for every filter of a study area."""
    from scipy import fft

    return fft.rfft2(_stamp(cell, bandwidth), shape)


def _stamp(cell: float, bandwidth: float) -> NDArray[np.float32]:
    """Return the kernel of one point at a cell's centre, per km²."""
    reach = int(bandwidth / cell)
    offset = np.arange(-reach, reach + 1) * cell
    values = quartic(np.hypot(offset[:, None], offset), bandwidth) * SQUARE_KILOMETRE
    return values.astype(np.float32)
