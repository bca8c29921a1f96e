"""The search radius of a kernel density when nobody chose one."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray


def default_bandwidth(x: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    """Return the rule-of-thumb search radius in metres, robust against far outliers.

    ``0.9 · min(SD, √(1 / ln 2) · Dm) · n^-0.2`` with the standard distance SD and the median
    distance Dm from the mean centre.

    Parameters
    ----------
    x, y : ndarray of float64, shape (n,)
        Metres.

    Returns
    -------
    float
        0 for fewer than two points, or when all are at one place.

    References
    ----------
    Silverman, B. W. (1986), Density Estimation for Statistics and Data Analysis, section 3.4.
    """
    n = len(x)
    if n < 2:
        return 0.0
    squared = (x - x.mean()) ** 2 + (y - y.mean()) ** 2
    standard = math.sqrt(float(squared.mean()))
    median = math.sqrt(float(_middle(squared)))
    return 0.9 * min(standard, math.sqrt(1 / math.log(2)) * median) * n**-0.2


def _middle(squared: NDArray[np.float64]) -> float:
    """Return the square of the median distance from squared distances."""
    n = len(squared)
    if n % 2:
        return float(np.partition(squared, n // 2)[n // 2])
    low, high = np.partition(squared, (n // 2 - 1, n // 2))[n // 2 - 1 : n // 2 + 1]
    # The median of distances, not of their squares, lies half way between the two in metres.
    return float((math.sqrt(low) + math.sqrt(high)) / 2) ** 2
